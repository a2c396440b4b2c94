"""The text of a filter, shared by the command line and the screens: ``灯=红,黄 结论=未核 单位=高新科 超期 关键词``.

Words of both languages are understood whichever is in use; what is no word of the syntax is text to look for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from planreview.domain.review import LEAD, SUPPORT, UNREVIEWED, TaskFilter
from planreview.errors import InputError
from planreview.presets import verdict_set
from planreview.services.filter_values import Values
from planreview.services.filter_words import (
    EVERY,
    FIELDS,
    FLAGS,
    NO,
    UNASSIGNED,
    UNSUPERVISED,
    YES,
    key_of,
    pair,
    quoted,
    quoted_word,
    said,
    tokens,
    unquoted,
    value_of,
)
from planreview.services.workspace import Workspace
from planreview.text import clean_line, show

# Cities and plans say where a section is looked for.
_FIRST = {"city": 0, "plan": 1}


def parse_filter(ws: Workspace, text: str) -> TaskFilter:
    """The filter that a text means.

    Raises :class:`InputError` filter_key_unknown, filter_value_unknown, filter_verdict_ambiguous, filter_number,
    department_unknown, section_unknown, city_not_here, plan_unknown, task_unknown.
    """
    fields: dict[str, object] = {}
    words: list[str] = []
    pairs: list[tuple[str, list[str]]] = []
    for token in tokens(text):
        named = pair(token)
        key = key_of(token) if named is None else _key(named[0])
        if named is not None and key is not None:
            pairs.append((key, named[1]))
        elif key in FLAGS:
            fields[key] = True
        elif key == UNASSIGNED:
            _add(fields, "departments", [0])
        elif key in {EVERY, UNSUPERVISED}:
            fields["supervised"] = None if key == EVERY else False
        else:
            words.append(unquoted(token))
    values = Values(ws)
    for key, given in sorted(pairs, key=lambda one: _FIRST.get(one[0], 2)):
        _take(values, fields, words, key, given)
    if words:
        fields["text"] = clean_line(" ".join(words))
    return TaskFilter(**fields)  # type: ignore[arg-type]


def _key(word: str) -> str:
    key = key_of(word)
    if key not in (*FIELDS, *FLAGS):
        raise InputError("filter_key_unknown", key=show(word), known=" ".join(said(one) for one in FIELDS))
    return key


def _take(values: Values, fields: dict[str, object], words: list[str], key: str, given: Sequence[str]) -> None:
    """Add one ``key=value,value`` to the fields of a filter."""
    given = [one for one in given if one.strip()]
    if not given:
        raise InputError("filter_value_empty", key=said(key))
    if key in FLAGS:
        fields[key] = value_of(given[0], (YES, NO), "word") == YES
    elif key == "text":
        words += given
    elif key == "number":
        fields["number"] = values.number(given)
    elif key == "section":
        _add(fields, "sections", values.sections(given, _within(values, fields)))
    elif FIELDS[key] == "departments":
        _add(fields, "departments", values.departments(given))
        if key in {LEAD, SUPPORT}:
            fields["role"] = key
    else:
        readers: Mapping[str, Callable[[Sequence[str]], Sequence[object]]] = {
            "light": values.lights,
            "verdict": values.verdicts,
            "city": values.cities,
            "plan": values.plans,
            "id": values.tasks,
        }
        _add(fields, FIELDS[key], list(readers[key](given)))


def _add(fields: dict[str, object], name: str, found: Sequence[object]) -> None:
    held = fields.get(name)
    fields[name] = tuple(dict.fromkeys((*(held if isinstance(held, tuple) else ()), *found)))


def _within(values: Values, fields: Mapping[str, object]) -> tuple[int, ...]:
    """The plans that a filter is about as far as it says."""
    chosen, cities = fields.get("plans"), fields.get("cities")
    return tuple(
        plan.id
        for plan in values.known_plans
        if (not isinstance(chosen, tuple) or plan.id in chosen) and (not isinstance(cities, tuple) or plan.city in cities)
    )


def format_filter(ws: Workspace, chosen: TaskFilter) -> str:
    """A filter as text in the language in use, which :func:`parse_filter` reads back as the same filter."""
    values = Values(ws)
    words = verdict_set().words()
    parts: list[str] = []

    def write(key: str, given: Sequence[str]) -> None:
        parts.append(f"{said(key)}={','.join(map(quoted, given))}")

    if chosen.cities is not None:
        write("city", chosen.cities)
    if chosen.plans is not None:
        write("plan", [values.plan_written(one) for one in chosen.plans])
    if chosen.sections is not None:
        within = _within(values, {"plans": chosen.plans, "cities": chosen.cities})
        write("section", [values.section_written(one, within) for one in chosen.sections])
    if chosen.verdicts is not None:
        write("verdict", [words.get(one or UNREVIEWED, one) for one in chosen.verdicts])
    if chosen.lights is not None:
        write("light", [said(one, "light") for one in chosen.lights])
    if chosen.departments is not None:
        names = [values.department_written(one) if one else said(UNASSIGNED) for one in chosen.departments]
        write(chosen.role or "department", names)
    if chosen.number is not None:
        write("number", [str(chosen.number)])
    if chosen.ids is not None:
        write("id", values.tasks_written(chosen.ids))
    for flag in FLAGS:
        wanted = getattr(chosen, flag)
        if wanted is not None:
            parts.append(said(flag) if wanted else f"{said(flag)}={said(NO, 'word')}")
    if chosen.supervised is not True:
        parts.append(said(EVERY if chosen.supervised is None else UNSUPERVISED))
    parts += [quoted_word(word) for word in chosen.text.split()]
    return " ".join(parts)
