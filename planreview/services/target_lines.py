"""A target as a person types it on one line: in the words of a plan (``新增高新技术企业12家``), in fields, or in both."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from planreview.domain.review import TargetView
from planreview.domain.target_values import values_of
from planreview.errors import InputError
from planreview.outline.targets import find_targets
from planreview.services import typed_figures
from planreview.services.target_adding import USUAL, check_needed
from planreview.services.target_reading import apart, field_words, parse_values, understood
from planreview.text import clean_line

# Nobody types a longer line.
LONGEST = 300


def read_target_line(text: str, today: date, period: tuple[int, int] | None = None) -> dict[str, str]:
    """What a line says, by the names of ``FIELDS``: its words as those of a document are read, fields behind them win. What
    names no year is of ``period``, that of the plan; where none is given, of this year.

    Raises :class:`InputError`: target_line_long, target_line_unread, target_line_several, target_add_lacks,
    target_field_unknown, and as :func:`understood`.
    """
    said = _said(text, today, period)
    check_needed(said)
    return {name: value for name, value in understood({**USUAL, **said}, today).items() if value}


def read_change(text: str, began: str, of: TargetView, today: date, period: tuple[int, int] | None = None) -> dict[str, str]:
    """What a line says of a target otherwise than it did when it ``began``: nothing of the fields that it does not name, and an
    empty text where it clears one. Raises :class:`InputError` as :func:`read_target_line`, target_add_lacks aside."""
    said, before = _said(text, today, period), _said(began, today, period)
    # What nobody touched need not be what can be typed: a document may give a range of days.
    return understood({name: value for name, value in said.items() if before.get(name) != value}, today, of)


def _said(text: str, today: date, period: tuple[int, int] | None) -> dict[str, str]:
    line = clean_line(text).strip()
    if len(line) > LONGEST:
        raise InputError("target_line_long", most=LONGEST)
    begin = _fields_begin(line)
    return {
        **_words(line[:begin].strip(), period or (today.year, today.year)),
        **parse_values(apart(line[begin:]) if line[begin:] else ()),
    }


def _fields_begin(line: str) -> int:
    names = "|".join(map(re.escape, sorted(field_words())))
    found = re.search(rf"(?<!\S)(?:{names})\s*[=＝]", line)
    return len(line) if found is None else found.start()


def _words(words: str, period: tuple[int, int]) -> Mapping[str, str]:
    if not words:
        return {}
    found = [one.target for one in find_targets(words, period)]
    if not found:
        raise InputError("target_line_unread")
    if len(found) > 1:
        raise InputError("target_line_several", n=len(found))
    typed_figures.check_exact(words, found[0])
    return {name: value for name, value in values_of(found[0]).items() if value}
