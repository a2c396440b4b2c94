"""Paragraph styles of a Word document: what numbering and which role (table of contents) a paragraph has by its style."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planreview.reading.xml_parts import attribute, child, local, value_of, whole_number

if TYPE_CHECKING:
    from lxml.etree import _Element

_TOC = re.compile(r"toc ?\d", re.I)
_LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: the numbering it states itself, None where it states none."""

    based_on: str | None = None
    number_id: int | None = None
    level: int | None = None
    is_toc: bool = False


class Styles:
    """All paragraph styles of a document, and which one stands where a paragraph names none."""

    def __init__(self, root: _Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self.default: str | None = None
        for element in root if root is not None else ():
            key = attribute(element, "styleId")
            if local(element) != "style" or key is None or attribute(element, "type") not in {"paragraph", "numbering"}:
                continue
            numbering = child(child(element, "pPr"), "numPr")
            self._styles[key] = Style(
                value_of(element, "basedOn"), *number_of(numbering), bool(_TOC.fullmatch(value_of(element, "name") or ""))
            )
            if attribute(element, "type") == "paragraph" and attribute(element, "default") in {"1", "true", "on"}:
                self.default = key

    def chain(self, key: str | None) -> list[str]:
        """A style and those it is based on, nearest first."""
        found: list[str] = []
        key = key if key is not None else self.default
        while key in self._styles and key not in found and len(found) < _LONGEST_CHAIN:
            found.append(key)
            key = self._styles[key].based_on
        return found

    def style(self, key: str) -> Style:
        """The style of a key; an empty one where there is none."""
        return self._styles.get(key, Style())

    def is_toc(self, key: str | None) -> bool:
        """Whether a paragraph of this style is a line of a table of contents."""
        return any(self._styles[one].is_toc for one in self.chain(key))


def number_of(numbering: _Element | None) -> tuple[int | None, int | None]:
    """List and level that a ``numPr`` states."""
    stated = value_of(numbering, "numId"), value_of(numbering, "ilvl")
    number, level = (None if text is None else whole_number(text, 0) for text in stated)
    return number, level
