"""Which language a command line is answered in, and what to say of a choice that names none.

Without click: it is needed before any word is printed.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

from planreview.catalogue import LANGUAGES, guess_language
from planreview.config import read_table
from planreview.errors import InputError
from planreview.paths import user_paths
from planreview.text import show

VARIABLE = "PLANREVIEW_LANG"


def chosen_language(arguments: Sequence[str]) -> tuple[str, tuple[InputError, ...]]:
    """The language named by ``--lang``, ``PLANREVIEW_LANG``, the configuration or the locale, in this order; and a complaint
    for each of the environment and the configuration that was looked at and names a language there is not.

    What ``--lang`` says wrong is refused by whoever reads the options. Raises :class:`InputError` config_unreadable.
    """
    named = _named(arguments)
    if named in LANGUAGES:
        return str(named), ()
    wrong: list[tuple[str, object]] = []
    value: object = os.environ.get(VARIABLE) or None
    if value is not None and value not in LANGUAGES:
        wrong.append((VARIABLE, value))
        value = None
    if value is None:
        path = user_paths().config
        value = read_table(path).get("lang")
        if value is not None and value not in LANGUAGES:
            wrong.append((str(path), value))
            value = None
    used = guess_language() if value is None else str(value)
    known = ", ".join(LANGUAGES)
    return used, tuple(
        InputError("language_unknown", where=show(where), value=show(said), known=known, used=used) for where, said in wrong
    )


def _named(arguments: Sequence[str]) -> str | None:
    """The first value of ``--lang`` that is a language."""
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        value = None
        if argument == "--lang" and place + 1 < len(arguments):
            value = arguments[place + 1]
        elif argument.startswith("--lang="):
            value = argument.removeprefix("--lang=")
        if value in LANGUAGES:
            return value
    return None
