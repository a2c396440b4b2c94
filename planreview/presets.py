"""Presets: the words, classes, limits and names that are data, read into the domain's own types.

The files stand in ``db/presets`` as ``AREA-NAME.toml``. A table is checked when it is read, because a class that misses a
verdict or an alias that stands twice would make figures wrong without anyone noticing. Each area's domain module is imported
when it is read: the screens need the verdicts before their first picture and nothing else.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from planreview.catalogue import LANGUAGES, language
from planreview.domain.verdicts import CLOSED, KEYS, UNREVIEWED, Ambiguous, Verdict, VerdictSet, folded
from planreview.errors import InputError
from planreview.resources import data_folder, read_text

if TYPE_CHECKING:
    from planreview.domain.counting import ShareClass
    from planreview.domain.departments import BodyNames
    from planreview.domain.lights import Thresholds

DEFAULT = "default"
AREAS = ("verdicts", "classes", "lights")
Built = TypeVar("Built")


def preset_names(area: str) -> tuple[str, ...]:
    """The presets of an area (``verdicts``, ``classes``, ``lights``), the default first."""
    names = [entry.name for entry in data_folder("db").joinpath("presets").iterdir()]
    found = [name.removeprefix(f"{area}-").removesuffix(".toml") for name in names if name.startswith(f"{area}-")]
    return tuple(sorted(found, key=lambda name: (name != DEFAULT, name)))


@lru_cache(maxsize=32)
def _table(area: str, name: str) -> dict[str, Any]:
    if name != DEFAULT and name not in preset_names(area):
        raise InputError("preset_unknown", area=area, name=name, known=", ".join(preset_names(area)))
    return tomllib.loads(read_text("db", "presets", f"{area}-{name}.toml"))


def verdict_set(name: str = DEFAULT, lang: str | None = None) -> VerdictSet:
    """The verdict words of a preset in the language ``lang`` (default: the one in use); aliases of every language count."""
    return _verdict_set(name, lang or language())


@lru_cache(maxsize=8)
def _verdict_set(name: str, lang: str) -> VerdictSet:
    return checked(f"verdicts-{name}", lambda: verdicts_from(_table("verdicts", name), lang))


def share_classes(name: str = DEFAULT, lang: str | None = None) -> tuple[ShareClass, ...]:
    """The published classes of a preset, in their order."""
    return checked(f"classes-{name}", lambda: classes_from(_table("classes", name), lang or language()))


@lru_cache(maxsize=8)
def thresholds(name: str = DEFAULT) -> Thresholds:
    """The limits of a preset."""
    return checked(f"lights-{name}", lambda: thresholds_from(_table("lights", name)))


@lru_cache(maxsize=1)
def body_names() -> BodyNames:
    """The names of bodies that suggestions use."""
    return checked("bodies", lambda: bodies_from(tomllib.loads(read_text("db", "presets", "bodies.toml"))))


def checked(name: str, build: Callable[[], Built]) -> Built:
    """What ``build`` gives; a table that is not in its form is named, with what is wrong in it."""
    try:
        return build()
    except (ValueError, TypeError, KeyError, AttributeError, InvalidOperation) as error:
        reason = f"{type(error).__name__} {error}" if isinstance(error, (KeyError, AttributeError, TypeError)) else str(error)
        raise InputError("preset_invalid", name=name, reason=reason) from error


def verdicts_from(table: Mapping[str, Any], lang: str) -> VerdictSet:
    """A set of verdicts from a table; raises ``ValueError`` where a name stands for two things, ``KeyError`` where one lacks."""
    _only_keys(table, {*KEYS, UNREVIEWED, CLOSED, "ambiguous"})
    entries = {key: _verdict(key, table[key], lang) for key in (*KEYS, UNREVIEWED)}
    questions = tuple(Ambiguous(text, tuple(choices)) for text, choices in table.get("ambiguous", {}).items())
    for question in questions:
        _only_keys(dict.fromkeys(question.choices), {*KEYS, CLOSED})
    made = VerdictSet(tuple(entries[key] for key in KEYS), entries[UNREVIEWED], table[CLOSED][lang], questions)
    _each_once(entry.digit for entry in entries.values())
    meanings = made.meanings()
    for entry in entries.values():
        for name in (entry.word, entry.full, *entry.aliases):
            if meanings.get(folded(name)) != entry.key:
                raise ValueError(name)
    return made


def _verdict(key: str, table: Mapping[str, Any], lang: str) -> Verdict:
    _only_keys(table, {"digit", *LANGUAGES})
    own = table[lang]
    others = [name for other in LANGUAGES if other != lang for name in (table[other]["word"], table[other]["full"])]
    aliases = [alias for each in LANGUAGES for alias in table[each].get("aliases", [])]
    return Verdict(key, table["digit"], own["word"], own["full"], tuple(dict.fromkeys(aliases + others)))


def classes_from(table: Mapping[str, Any], lang: str) -> tuple[ShareClass, ...]:
    """Published classes from a table; raises ``ValueError`` unless every verdict stands in exactly one."""
    from planreview.domain.counting import ShareClass

    made = []
    for entry in table["class"]:
        _only_keys(entry, {"key", "word", "keys", "optional"})
        made.append(ShareClass(entry["key"], entry["word"][lang], tuple(entry["keys"]), bool(entry.get("optional", False))))
    _each_once(one.key for one in made)
    held = [key for one in made for key in one.keys]
    _each_once(held)
    _only_keys(dict.fromkeys(held), {*KEYS, UNREVIEWED})
    missing = {*KEYS, UNREVIEWED} - set(held)
    if missing:
        raise ValueError(", ".join(sorted(missing)))
    return tuple(made)


def thresholds_from(table: Mapping[str, Any]) -> Thresholds:
    """Limits from a table; numbers stand as text, so that 10.0 is exact. Raises ``ValueError`` where they contradict."""
    from planreview.domain.lights import KINDS, LIGHTS, SCHEDULE, TARGET, Thresholds

    _only_keys(table, {"yellow_from", "red_above", "half", "due_soon", "dominance", "compared", "mismatches"})
    _only_keys(table["compared"], set(KINDS))
    _only_keys(dict.fromkeys(table["compared"].values()), {SCHEDULE, TARGET})
    _only_keys(table["mismatches"], set(KEYS))
    pairs = frozenset((verdict, light) for verdict, lights in table["mismatches"].items() for light in lights)
    _only_keys(dict.fromkeys(light for _, light in pairs), set(LIGHTS))
    numbers = [Decimal(table[name]) for name in ("yellow_from", "red_above", "half", "dominance")]
    yellow, red, half, dominance = numbers
    if not all(number.is_finite() for number in numbers) or not 0 < yellow <= red:
        raise ValueError(f"{yellow} {red}")
    return Thresholds(yellow, red, half, int(table["due_soon"]), dominance, tuple(table["compared"].items()), pairs)


def bodies_from(table: Mapping[str, Any]) -> BodyNames:
    """Names of bodies from a table; raises ``ValueError`` where a name stands for two bodies."""
    from planreview.domain.departments import BodyNames

    _each_once(name for group in table["same"] for name in group)
    lists = {key: tuple(value) for key, value in table.items() if key != "same"}
    return BodyNames(same=tuple(map(tuple, table["same"])), **lists)


def _only_keys(table: Mapping[str, Any], known: set[str]) -> None:
    unknown = table.keys() - known
    if unknown:
        raise ValueError(", ".join(sorted(unknown)))


def _each_once(names: Any) -> None:
    twice = [name for name, n in Counter(names).items() if n > 1]
    if twice:
        raise ValueError(", ".join(twice))
