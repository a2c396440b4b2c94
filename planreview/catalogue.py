"""The message catalogue: every word that the program says, by key, in Chinese and English.

Code holds keys (``summary.total``), never sentences; the sentences stand in ``locale/LANG/*.po``. Values are filled in with
``str.format`` on the sentence alone, so that text from a document is never read as a template.
"""

from __future__ import annotations

import contextlib
import os
from bisect import bisect_left
from functools import partial
from pathlib import Path
from struct import unpack_from

LANGUAGES = ("zh", "en")
# LANG_CHINESE, whatever the country and the script.
_CHINESE = 0x04
FOLDER = Path(__file__).resolve().parent / "locale"

_language = "zh"
_loaded: dict[str, Messages] = {}


def use_language(language: str) -> None:
    """Speak ``zh`` or ``en`` from now on; raises ``ValueError`` for another."""
    if language not in LANGUAGES:
        raise ValueError(language)
    global _language
    _language = language


def language() -> str:
    """The language in use, ``zh`` or ``en``."""
    return _language


def guess_language(environment: dict[str, str] | None = None) -> str:
    """``en`` where the locale names a language other than Chinese, ``zh`` otherwise (``C`` and an empty one too).

    Windows sets no such variables: there it is the language in which it speaks to this user.
    """
    variables = os.environ if environment is None else environment
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = variables.get(name, "").split(".")[0].lower()
        if value and value not in {"c", "posix"}:
            return "zh" if value.startswith("zh") else "en"
    return "en" if os.name == "nt" and _windows_language() not in {0, _CHINESE} else "zh"


def _windows_language() -> int:
    """The primary language of the user's surface on Windows, of whatever country; 0 where it cannot be asked for."""
    import ctypes

    windll = getattr(ctypes, "windll", None)
    if windll is None:
        return 0
    try:
        return int(windll.kernel32.GetUserDefaultUILanguage()) & 0x3FF
    except (AttributeError, OSError):
        return 0


class Messages:
    """The messages of one language out of a ``.mo`` file; one is decoded when it is said.

    Python's own reader decodes all of them first, half the time that an empty program takes.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._count, self._keys, self._values = unpack_from("<3I", data, 8)
        self._said: dict[str, str | None] = {}

    def find(self, key: str) -> str | None:
        """The sentence for a key; None where none is known."""
        if key not in self._said:
            # Keys stand in the order of their bytes.
            wanted = key.encode()
            place = bisect_left(range(self._count), wanted, key=partial(self._at, self._keys))
            known = place < self._count and self._at(self._keys, place) == wanted
            self._said[key] = self._at(self._values, place).decode() if known else None
        return self._said[key]

    def _at(self, table: int, place: int) -> bytes:
        length, start = unpack_from("<2I", self._data, table + 8 * place)
        return self._data[start : start + length]


def _messages(name: str) -> Messages:
    if name not in _loaded:
        _loaded[name] = Messages(_compiled(name))
    return _loaded[name]


def _compiled(name: str) -> bytes:
    """The ``.mo`` of a wheel, or in a checkout one that is made anew whenever a ``.po`` is younger."""
    folder = FOLDER / name
    built = folder / "LC_MESSAGES"
    made = [path.stat().st_mtime for path in (built / "planreview.mo", built / "click.mo") if path.exists()]
    sources = [entry.stat().st_mtime for entry in os.scandir(folder) if entry.name.endswith(".po")]
    if len(made) == 2 and min(made) >= max(sources, default=0):
        return (built / "planreview.mo").read_bytes()
    from planreview.catalogue_format import compile_all

    files = compile_all(folder)
    # A checkout may be read-only; then it is compiled at each start.
    with contextlib.suppress(OSError):
        built.mkdir(exist_ok=True)
        for file, data in files.items():
            part = built / f"{file}.{os.getpid()}"
            part.write_bytes(data)
            part.replace(built / f"{file}.mo")
    return files["planreview"]


def t(key: str, /, **values: object) -> str:
    """The sentence for ``key`` in the language in use, filled with ``values``; the key itself where none is known."""
    text = _messages(_language).find(key) or key
    return text.format(**values) if values else text


def t_all(key: str) -> tuple[str, ...]:
    """The sentence for ``key`` in every language, the one in use first; for words that are understood as well as said."""
    names = sorted(LANGUAGES, key=lambda name: name != _language)
    return tuple(_messages(name).find(key) or key for name in names)


def tn(key: str, n: int, /, **values: object) -> str:
    """Like :func:`t` with a plural form chosen by ``n``; ``{n}`` is filled in."""
    forms = (_messages(_language).find(f"{key}\0{key}") or key).split("\0")
    # The rule of both languages: Chinese has one form, English one for a single thing and one for all else.
    return forms[0 if n == 1 else -1].format(n=n, **values)
