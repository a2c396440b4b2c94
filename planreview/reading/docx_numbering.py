"""Automatic numbering of a Word document: the label of each paragraph, counted as Word counts.

A list (``num``) is one use of a definition (``abstractNum``). Lists of one definition count on together, unless a list states a
number to start from; a level begins anew behind a higher one, unless it says otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planreview.reading.docx_styles import Styles, number_of
from planreview.reading.number_forms import format_number
from planreview.reading.symbols import symbol
from planreview.reading.xml_parts import attribute, child, local, value_of, whole_number

if TYPE_CHECKING:
    from lxml.etree import _Element

_DEEPEST = 8
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    legal: bool = False
    restart: int | None = None
    style: str | None = None


@dataclass(frozen=True, slots=True)
class _List:
    """A list: its definition, levels it states otherwise, and the numbers it starts anew from."""

    definition: int
    levels: dict[int, Level]
    starts: dict[int, int]


class Numbering:
    """Counts the numbered paragraphs of a document in their order."""

    def __init__(self, root: _Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[int, _List] = {}
        self._levels: dict[int, dict[int, Level]] = {}
        self._counts: dict[int, dict[int, int]] = {}
        self._starts: dict[tuple[int, int], int] = {}
        self._begun: set[int] = set()
        links: dict[int, str] = {}
        named: dict[str, int] = {}
        for element in root if root is not None else ():
            if local(element) == "abstractNum":
                key = whole_number(attribute(element, "abstractNumId"), -1)
                self._levels[key] = dict(_levels(element))
                if (link := value_of(element, "numStyleLink")) is not None:
                    links[key] = link
                if (name := value_of(element, "styleLink")) is not None:
                    named[name] = key
            elif local(element) == "num":
                self._add_list(element)
        for key, link in links.items():
            target = named.get(link)
            number = styles.style(link).number_id
            if target is None and number in self._lists:
                target = self._lists[number].definition
            self._levels[key] = self._levels.get(key) or self._levels.get(-1 if target is None else target, {})

    def label(self, properties: _Element | None, style: str | None) -> tuple[str, str]:
        """The label of the next paragraph and what parts it from the text (tab, space, nothing); empty where it has none."""
        found = self._place(properties, style)
        if found is None:
            return "", "nothing"
        number_id, level = found
        listed = self._lists[number_id]
        levels = {**self._levels.get(listed.definition, {}), **listed.levels}
        here = levels.get(level)
        if here is None:
            return "", "nothing"
        counts = self._count(number_id, listed, levels, level)
        if here.form == "bullet":
            return "".join(map(symbol, here.text)), here.suffix

        def shown(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            other = levels.get(place, Level())
            number = counts.get(place, other.start)
            return format_number(number, "decimal" if here.legal and other.form != "none" else other.form)

        return _PLACE.sub(shown, here.text), here.suffix

    def _count(self, number_id: int, listed: _List, levels: dict[int, Level], level: int) -> dict[int, int]:
        """Count one paragraph; gives the numbers of all levels as they stand."""
        counts = self._counts.setdefault(listed.definition, {})
        if number_id not in self._begun:
            self._begun.add(number_id)
            for place, start in listed.starts.items():
                self._starts[listed.definition, place] = start
                counts.pop(place, None)
        if level in counts:
            counts[level] += 1
        else:
            counts[level] = self._starts.pop((listed.definition, level), levels[level].start)
        for deeper in [place for place in counts if place > level]:
            restart = levels.get(deeper, Level()).restart
            if restart is None or level < restart:
                del counts[deeper]
        return counts

    def _place(self, properties: _Element | None, style: str | None) -> tuple[int, int] | None:
        """List and level of a paragraph, by itself or by its style; None where it is not numbered."""
        number_id, level = number_of(child(properties, "numPr"))
        if number_id is None:
            chain = self._styles.chain(style)
            number_id = next((n for key in chain if (n := self._styles.style(key).number_id) is not None), None)
            if level is None and number_id in self._lists:
                level = self._level_of_style(self._lists[number_id], chain)
        listed = self._lists.get(number_id) if number_id is not None else None
        if number_id is None or listed is None:
            return None
        return number_id, min(max(level or 0, 0), _DEEPEST)

    def _level_of_style(self, listed: _List, chain: list[str]) -> int | None:
        levels = {**self._levels.get(listed.definition, {}), **listed.levels}
        for key in chain:
            linked = next((place for place, level in levels.items() if level.style == key), None)
            if linked is not None:
                return linked
            if self._styles.style(key).level is not None:
                return self._styles.style(key).level
        return None

    def _add_list(self, element: _Element) -> None:
        definition = whole_number(value_of(element, "abstractNumId"), -1)
        levels: dict[int, Level] = {}
        starts: dict[int, int] = {}
        for override in element:
            if local(override) != "lvlOverride":
                continue
            place = whole_number(attribute(override, "ilvl"), 0)
            levels |= dict(_levels(override))
            start = value_of(override, "startOverride")
            if start is not None:
                starts[place] = whole_number(start, 1)
        self._lists[whole_number(attribute(element, "numId"), -1)] = _List(definition, levels, starts)


def _levels(parent: _Element) -> list[tuple[int, Level]]:
    found = []
    for element in parent:
        if local(element) != "lvl":
            continue
        restart = value_of(element, "lvlRestart")
        level = Level(
            start=whole_number(value_of(element, "start"), 0),
            form=_form(element),
            text=value_of(element, "lvlText") or "",
            suffix=value_of(element, "suff") or "tab",
            restart=None if restart is None else whole_number(restart, 0),
            style=value_of(element, "pStyle"),
        )
        legal = child(element, "isLgl")
        if legal is not None and attribute(legal, "val") not in {"0", "false", "off"}:
            level = replace(level, legal=True)
        found.append((whole_number(attribute(element, "ilvl"), 0), level))
    return found


def _form(level: _Element) -> str:
    """The number form; a newer one stands beside an older one that says nearly the same."""
    form = value_of(level, "numFmt")
    choice = child(level, "AlternateContent")
    if form is None and choice is not None:
        stated = [attribute(one, "format") for one in choice.iter() if local(one) == "numFmt"]
        if any(pattern and pattern.startswith("01") for pattern in stated):
            return "decimalZero"
        form = value_of(child(choice, "Fallback"), "numFmt")
    return form or "decimal"
