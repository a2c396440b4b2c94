"""Numbers that a browser puts before the items of a list, by the list's own attributes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planreview.reading.number_forms import format_number
from planreview.reading.xml_parts import whole_number

if TYPE_CHECKING:
    from lxml.etree import _Element

_TYPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_STYLES = {
    "lower-alpha": "lowerLetter",
    "upper-alpha": "upperLetter",
    "lower-latin": "lowerLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "decimal-leading-zero": "decimalZero",
    "cjk-decimal": "ideographDigital",
    "cjk-ideographic": "chineseCountingThousand",
    "simp-chinese-informal": "chineseCountingThousand",
    "trad-chinese-informal": "chineseCountingThousand",
    "cjk-heavenly-stem": "ideographTraditional",
    "cjk-earthly-branch": "ideographZodiac",
}
_IDEOGRAPHIC = {"chineseCountingThousand", "ideographDigital", "ideographTraditional", "ideographZodiac"}
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.I)
# Sites take the numbers of lists away with a style sheet and type them into the text.
_OWN = re.compile(r"[（(]?[\d一二三四五六七八九十百]{1,4}[)）、.．]|[①-⑳]|第.{1,5}[章节条]|[●•◆■▪-]")


class ListNumbers:
    """Counts the items of every list as they come."""

    def __init__(self) -> None:
        self._counts: dict[_Element, int] = {}

    def label(self, item: _Element) -> str:
        """The number of an item; empty in a list of points, and where the text begins with one of its own."""
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return ""
        count = self._counts.get(parent, whole_number(parent.get("start"), 1) - 1) + 1
        count = whole_number(item.get("value"), count)
        self._counts[parent] = count
        style = _STYLE.search(item.get("style") or "") or _STYLE.search(parent.get("style") or "")
        form = _STYLES.get(style[1].lower(), "decimal") if style else _TYPES.get(parent.get("type") or "", "decimal")
        if (style and style[1].lower() == "none") or _OWN.match("".join(map(str, item.itertext())).strip()[:12]):
            return ""
        shown = format_number(count, form)
        return f"{shown}、" if form in _IDEOGRAPHIC else f"{shown}. "
