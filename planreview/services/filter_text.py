"""The text of a filter, shared by the command line and the screens: ``灯=红,黄 结论=未核 时限<=2026-06 -单位=高新科 关键词``.

Words of both languages are understood whichever is in use; what is no word of the syntax is text to look for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planreview.domain.review import LEAD, SUPPORT, TaskFilter
from planreview.domain.spans import both_days, both_figures
from planreview.errors import InputError
from planreview.services.filter_order import read_group, read_order
from planreview.services.filter_spans import read_days, read_figures, read_numbers
from planreview.services.filter_values import Values
from planreview.services.filter_words import (
    COMPARED,
    EVERY,
    FIELDS,
    FLAGS,
    GROUP,
    LAYOUT,
    NO,
    ORDER,
    UNASSIGNED,
    UNSUPERVISED,
    YES,
    key_of,
    negated,
    pair,
    said,
    tokens,
    unquoted,
    value_of,
)
from planreview.services.workspace import Workspace
from planreview.text import clean_line, show

# Cities and plans say where a section is looked for.
_FIRST = {"city": 0, "plan": 1}
_RANGES: dict[str, Callable[[Any, Any], object]] = {
    "due": both_days,
    "reviewed": both_days,
    "attainment": both_figures,
    "gap": both_figures,
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a filter line says: which tasks, in which order (a key of ``ORDERS``), grouped by what; None where it does not say."""

    filter: TaskFilter
    sort: str | None = None
    group: str | None = None


def parse_filter(ws: Workspace, text: str) -> TaskFilter:
    """The filter that a text means, where nothing is listed that could have an order or is selected on a screen.

    Raises :class:`InputError` as :func:`parse_sentence`, and filter_layout, filter_selected.
    """
    sentence = parse_sentence(ws, text)
    if sentence.sort is not None or sentence.group is not None:
        raise InputError("filter_layout", known=" ".join(said(key) for key in LAYOUT))
    refuse_selected(sentence.filter)
    return sentence.filter


def refuse_selected(chosen: TaskFilter) -> None:
    """Raises :class:`InputError` filter_selected where a filter asks for what is selected: only a screen knows that."""
    if chosen.selected is not None:
        raise InputError("filter_selected", key=said("selected"))


def parse_sentence(ws: Workspace, text: str) -> Sentence:
    """What a filter line says.

    Raises :class:`InputError` filter_key_unknown, filter_value_unknown, filter_value_empty, filter_verdict_ambiguous,
    filter_number, filter_day, filter_figure, filter_range, filter_sign, filter_not, filter_roles, department_unknown,
    section_unknown, city_not_here, person_not_here, plan_unknown, task_unknown.
    """
    wanted: dict[str, Any] = {}
    unwanted: dict[str, Any] = {}
    layout: dict[str, str] = {}
    words: list[str] = []
    pairs: list[tuple[str, str, list[str], bool]] = []
    for token in tokens(text):
        named = _pair(token)
        if named is not None:
            pairs.append(named)
            continue
        rest = None if token.startswith('"') else negated(token)
        key = key_of(rest or token)
        if not _stands_alone(wanted, unwanted, key, rest is not None):
            words.append(unquoted(token))
    values = Values(ws)
    for key, sign, given, negative in sorted(pairs, key=lambda one: _FIRST.get(one[0], 2)):
        given = [one for one in given if one.strip()]
        if not given:
            raise InputError("filter_value_empty", key=said(key))
        if sign != "=" and key not in COMPARED:
            raise InputError("filter_sign", key=said(key), sign=sign)
        if key in LAYOUT:
            if negative:
                raise InputError("filter_not", key=said(key))
            layout[key] = read_order(given) if key == ORDER else read_group(given)
        elif key == "text" and not negative:
            words += given
        elif key in FLAGS:
            wanted[key] = (value_of(given[0], (YES, NO), "word") == YES) is not negative
        else:
            _take(values, unwanted if negative else wanted, key, sign, given, within=wanted)
    if words:
        wanted["text"] = clean_line(" ".join(words))
    if unwanted:
        wanted["without"] = TaskFilter(**{"supervised": None, **unwanted})
    return Sentence(TaskFilter(**wanted), layout.get(ORDER), layout.get(GROUP))


def _pair(token: str) -> tuple[str, str, list[str], bool] | None:
    """Key, sign and values of a token and whether it is negated; None where it is text."""
    named = pair(token)
    if named is None:
        return None
    name, sign, given = named
    rest = negated(name)
    key = key_of(rest or name)
    if key in FIELDS or key in FLAGS or key in LAYOUT:
        return str(key), sign, given, rest is not None
    if sign != "=":
        # A text may well say that something is less than something.
        return None
    raise InputError("filter_key_unknown", key=show(name), known=" ".join(said(one) for one in FIELDS))


def _stands_alone(wanted: dict[str, Any], unwanted: dict[str, Any], key: str | None, negative: bool) -> bool:
    """Take over a word that says something by itself; False for text."""
    if key in FLAGS:
        wanted[str(key)] = not negative
    elif key == UNASSIGNED:
        _add(unwanted if negative else wanted, "departments", [0])
    elif key in {EVERY, UNSUPERVISED}:
        if negative:
            raise InputError("filter_not", key=said(str(key)))
        wanted["supervised"] = None if key == EVERY else False
    else:
        return False
    return True


def _take(
    values: Values, fields: dict[str, Any], key: str, sign: str, given: Sequence[str], within: Mapping[str, object]
) -> None:
    """Add one condition to the fields of a filter; ``within`` says of which plans sections are meant."""
    if key == "text":
        fields["text"] = clean_line(" ".join((*([fields["text"]] if "text" in fields else []), *given)))
    elif key == "number":
        _add(fields, "numbers", read_numbers(sign, given))
    elif key in _RANGES:
        found = read_days(sign, given) if key in {"due", "reviewed"} else read_figures(sign, given)
        fields[key] = _RANGES[key](fields[key], found) if key in fields else found
        if fields[key] is None:
            raise InputError("filter_range", key=said(key))
    elif key == "section":
        _add(fields, "sections", values.sections(given, values.within(within.get("plans"), within.get("cities"))))
    elif FIELDS[key] == "departments":
        role = key if key in {LEAD, SUPPORT} else None
        held = [one for one in fields.get("departments", ()) if one]
        if held and fields.get("role") != role:
            raise InputError("filter_roles", known=" ".join(said(one) for one in ("department", LEAD, SUPPORT)))
        _add(fields, "departments", values.departments(given))
        if role:
            fields["role"] = role
    else:
        readers: Mapping[str, Callable[[Sequence[str]], Sequence[object]]] = {
            "light": values.lights,
            "verdict": values.verdicts,
            "city": values.cities,
            "plan": values.plans,
            "by": values.persons,
            "note": values.notes,
            "id": values.tasks,
        }
        _add(fields, FIELDS[key], list(readers[key](given)))


def _add(fields: dict[str, Any], name: str, found: Sequence[object]) -> None:
    held = fields.get(name)
    fields[name] = tuple(dict.fromkeys((*(held if isinstance(held, tuple) else ()), *found)))
