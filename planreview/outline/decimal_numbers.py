"""Numbering by points (1, 1.1, 1.1.1): labels where the numbers run on through the document, figures everywhere else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from planreview.domain.quantities import fold_numerals
from planreview.outline.labels import Label, is_measure
from planreview.outline.layout import Block

_NUMBER = re.compile(r"(?P<n>\d{1,2}(?:[.．]\d{1,2}){0,3})[.．、]?(?P<gap>[ \u3000]{0,4})(?=[\u4e00-\u9fff“《])")
# Headings by depth: what 一、 （一） 1. （1） are elsewhere.
_KINDS = ("cn", "cnp", "dot", "paren")
# So many numbers with a point, and this share of them in order, make a numbering.
_FEWEST, _IN_ORDER = 4, 0.75

Number = tuple[int, ...]


def settle_decimal_numbers(blocks: Sequence[Block]) -> None:
    """Give the paragraphs of a document that is numbered by points their labels, in place."""
    found = [(block, *read) for block in blocks if block.kind == "para" and (read := _read(block)) is not None]
    pointed = [number for _, number, _, _ in found if len(number) > 1]
    if len(pointed) < _FEWEST:
        return
    in_run: list[tuple[Block, Number, str, int]] = []
    last: Number = ()
    for block, number, printed, offset in found:
        if _follows(last, number):
            in_run.append((block, number, printed, offset))
            last = number
    if sum(len(number) > 1 for _, number, _, _ in in_run) < _IN_ORDER * len(pointed):
        return
    for block, number, printed, offset in in_run:
        block.label = Label(_KINDS[len(number) - 1], printed, number[-1], offset)


def _read(block: Block) -> tuple[Number, str, int] | None:
    text = fold_numerals(block.text[:40])
    match = _NUMBER.match(text)
    if match is None or is_measure(text):
        return None
    number = tuple(int(part) for part in re.split(r"[.．]", match["n"]))
    if len(number) == 1 and (not match["gap"] or len(block.text) > 30):
        # 3 places, 12 months: a chapter's number stands apart before a short name.
        return None
    return number, block.text[: match.end("n")], match.end()


def _follows(last: Number, number: Number) -> bool:
    """Whether a number is the next in a run: the first below the last one, or the next beside it or one above it."""
    if number == (*last, 1):
        return True
    if not last:
        return number[0] == 1 and all(part == 1 for part in number)
    depth = len(number)
    return depth <= len(last) and number[:-1] == last[: depth - 1] and number[-1] == last[depth - 1] + 1
