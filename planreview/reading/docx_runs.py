"""The text inside one paragraph of a Word document: runs, fields, revisions, hidden text, and the text boxes that hang on it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planreview.reading.symbols import symbol
from planreview.reading.xml_parts import attribute, child, local

if TYPE_CHECKING:
    from lxml.etree import _Element

_INLINE = {"hyperlink", "ins", "moveTo", "smartTag", "customXml", "dir", "bdo", "fldSimple", "rubyBase"}
_NOTES = {"footnoteReference", "endnoteReference"}
_SYMBOL_FONTS = re.compile(r"symbol|wingdings|webdings", re.I)
_TOC_FIELD = re.compile(r"\s*TOC\b", re.I)


@dataclass(slots=True)
class _Field:
    """A field that is open: its instruction, and whether its result has begun."""

    instruction: str = ""
    shown: bool = False


class Runs:
    """Reads paragraphs in order; a field (such as a table of contents) may begin in one and end in another."""

    def __init__(self) -> None:
        self.left_out: Counter[str] = Counter()
        self._fields: list[_Field] = []
        self._pieces: list[str] = []
        self._boxes: list[_Element] = []
        self._toc = False

    def read(self, paragraph: _Element) -> tuple[str, list[_Element], bool]:
        """Text of a paragraph, its text boxes, and whether it stands in the field of a table of contents."""
        outer = self._pieces, self._boxes
        self._pieces, self._boxes = [], []
        self._toc = any(_TOC_FIELD.match(field.instruction) for field in self._fields)
        self._inline(paragraph)
        text, boxes = "".join(self._pieces), self._boxes
        self._pieces, self._boxes = outer
        return text, boxes, self._toc

    def _inline(self, parent: _Element) -> None:
        for element in parent:
            kind = local(element)
            if kind == "r":
                self._run(element)
            elif kind in _INLINE:
                self._inline(element)
            elif kind == "sdt":
                content = child(element, "sdtContent")
                if content is not None and not switched_on(child(element, "sdtPr"), "showingPlcHdr"):
                    self._inline(content)
            elif kind in {"del", "moveFrom"}:
                self.left_out["deleted"] += 1
            elif kind == "AlternateContent":
                chosen = branch(element)
                if chosen is not None:
                    self._inline(chosen)
            elif kind in {"oMath", "oMathPara"}:
                self._put("".join(one.text or "" for one in element.iter() if local(one) == "t"))

    def _run(self, run: _Element) -> None:
        if switched_on(child(run, "rPr"), "vanish"):
            self.left_out["hidden"] += any(local(one) == "t" for one in run)
            return
        for element in run:
            self._piece(element)

    def _piece(self, element: _Element) -> None:
        """One part of a run."""
        kind = local(element)
        if kind == "t":
            self._put(element.text or "")
        elif kind in {"tab", "ptab"}:
            self._put("\t")
        elif kind in {"br", "cr"}:
            self._put("\n")
        elif kind == "noBreakHyphen":
            self._put("-")
        elif kind == "sym":
            self._put(_symbol(element))
        elif kind in _NOTES:
            self.left_out["footnotes"] += 1
        elif kind == "fldChar":
            self._field(attribute(element, "fldCharType") or "")
        elif kind == "instrText" and self._fields:
            self._fields[-1].instruction += element.text or ""
        elif kind in {"drawing", "pict", "object"}:
            self._boxes += _text_boxes(element)
        elif kind == "AlternateContent":
            chosen = branch(element)
            for one in chosen if chosen is not None else ():
                self._piece(one)
        elif kind == "ruby":
            base = child(element, "rubyBase")
            if base is not None:
                self._inline(base)

    def _field(self, step: str) -> None:
        if step == "begin":
            self._fields.append(_Field())
        elif step == "separate" and self._fields:
            self._fields[-1].shown = True
            self._toc = self._toc or bool(_TOC_FIELD.match(self._fields[-1].instruction))
        elif step == "end" and self._fields:
            self._fields.pop()

    def _put(self, text: str) -> None:
        # What a field is computed from is not shown, its result is.
        if all(field.shown for field in self._fields):
            self._pieces.append(text)


def close_fields(document: _Element) -> None:
    """Take out the beginnings of fields that never end: all text behind them would count as what a field is computed from."""
    begun: list[_Element] = []
    for element in document.iter():
        if local(element) == "fldChar":
            step = attribute(element, "fldCharType")
            if step == "begin":
                begun.append(element)
            elif step == "end" and begun:
                begun.pop()
    for element in begun:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)


def branch(element: _Element) -> _Element | None:
    """One of the ways in which a part is stored several times: the first that holds text."""
    ways = [one for one in element if local(one) in {"Choice", "Fallback"}]
    return next((way for way in ways if any(local(one) == "t" for one in way.iter())), ways[0] if ways else None)


def switched_on(properties: _Element | None, name: str) -> bool:
    """Whether a property that is on by standing there is on."""
    found = child(properties, name)
    return found is not None and attribute(found, "val") not in {"0", "false", "off"}


def _text_boxes(element: _Element) -> Iterator[_Element]:
    """The contents of text boxes, each once."""
    for one in element:
        kind = local(one)
        if kind == "txbxContent":
            yield one
        elif kind == "AlternateContent":
            chosen = branch(one)
            if chosen is not None:
                yield from _text_boxes(chosen)
        else:
            yield from _text_boxes(one)


def _symbol(element: _Element) -> str:
    try:
        character = chr(int(attribute(element, "char") or "", 16))
    except ValueError:
        return ""
    if _SYMBOL_FONTS.search(attribute(element, "font") or "") and ord(character) < 0xE000:
        character = chr(0xF000 + ord(character) % 256)
    return symbol(character)
