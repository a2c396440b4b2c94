"""A filter in a form that means the same in every copy of a store: no row ids, no names that may be given anew.

Plans are named by key, departments and tasks by their ids, sections by plan, labels and title.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from planreview.domain.review import TaskFilter
from planreview.domain.spans import Days, Figures, Numbers
from planreview.errors import InputError
from planreview.services import queries
from planreview.services.workspace import Workspace
from planreview.store import view_names

_PLAIN = TaskFilter()
_LISTS = frozenset({"cities", "verdicts", "lights", "by", "note_kinds"})
_TEXTS = frozenset({"role", "text"})
_DAYS, _FIGURES = frozenset({"due", "reviewed"}), frozenset({"attainment", "gap"})
_STORED = ("plans", "sections", "departments", "ids")


def to_form(ws: Workspace, chosen: TaskFilter) -> dict[str, object]:
    """The fields of a filter that ask for something, as JSON values."""
    form: dict[str, object] = {}
    with ws.store.reading() as connection:
        for one in fields(TaskFilter):
            value = getattr(chosen, one.name)
            if value == getattr(_PLAIN, one.name):
                continue
            if one.name in _STORED:
                form[one.name] = view_names.names_of(connection, one.name, list(value))
            elif one.name == "numbers":
                form[one.name] = [[number.first, number.last] for number in value]
            elif one.name in _DAYS:
                form[one.name] = [_day(value.first), _day(value.last), value.word]
            elif one.name in _FIGURES:
                form[one.name] = [_figure(value.least), _figure(value.most), value.word]
            elif one.name == "without":
                form[one.name] = to_form(ws, value)
            else:
                form[one.name] = list(value) if isinstance(value, tuple) else value
    return form


def from_form(ws: Workspace, form: object, *, inside: bool = False) -> TaskFilter:
    """The filter of a form. Raises :class:`InputError` view_broken where it names something that is not here any more, or asks
    for what this program does not know."""
    if not isinstance(form, Mapping):
        raise _broken(form)
    known = {one.name for one in fields(TaskFilter)}
    found: dict[str, Any] = {"supervised": None} if inside else {}
    with ws.store.reading() as connection:
        for name, value in form.items():
            if name not in known:
                raise _broken(name)
            try:
                if name in _STORED:
                    ids, gone = view_names.ids_of(connection, name, list(value))
                    if gone:
                        raise _broken(gone[0])
                    found[name] = tuple(ids)
                elif name == "without":
                    found[name] = from_form(ws, value, inside=True)
                else:
                    found[name] = _READERS.get(name, _plain)(value)
            except (TypeError, ValueError, ArithmeticError, LookupError) as error:
                raise _broken(name) from error
    return TaskFilter(**found)


def is_whole(ws: Workspace, chosen: TaskFilter) -> bool:
    """Whether everything that a filter names is here."""
    cities = {plan.city for plan in queries.plans(ws)}
    if any(not cities.issuperset(one.cities or ()) for one in (chosen, chosen.without) if one is not None):
        return False
    try:
        from_form(ws, to_form(ws, chosen))
    except InputError:
        return False
    return True


def _broken(what: object) -> InputError:
    return InputError("view_broken", what=what if isinstance(what, str) else json.dumps(what, ensure_ascii=False)[:80])


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _figure(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")


def _days(value: Any) -> Days:
    first, last, word = value
    ends = [None if day is None else date.fromisoformat(day) for day in (first, last)]
    return Days(ends[0], ends[1], str(word))


def _figures(value: Any) -> Figures:
    least, most, word = value
    ends = [None if one is None else Decimal(one) for one in (least, most)]
    return Figures(ends[0], ends[1], str(word))


def _numbers(value: Any) -> tuple[Numbers, ...]:
    return tuple(Numbers(int(first), None if last is None else int(last)) for first, last in value)


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise TypeError
    return tuple(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _plain(value: Any) -> bool | None:
    """A flag."""
    if value is not None and not isinstance(value, bool):
        raise TypeError
    return value


_READERS: dict[str, Callable[[Any], object]] = {
    **dict.fromkeys(_LISTS, _texts),
    **dict.fromkeys(_TEXTS, _text),
    **dict.fromkeys(_DAYS, _days),
    **dict.fromkeys(_FIGURES, _figures),
    "numbers": _numbers,
}
