"""Which tasks stand behind a figure of a summary, as a filter: for figures of so many tasks that their ids are not held."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from planreview.domain.counting import UNASSIGNED, Id
from planreview.domain.grouping import ALL
from planreview.domain.lights import LIGHTS
from planreview.domain.review import UNREVIEWED, TaskFilter
from planreview.domain.summary import Group
from planreview.domain.verdicts import CLOSED, COMPLETED, KEYS, ON_SCHEDULE, OUT
from planreview.services.workspace import Workspace
from planreview.store.tally_queries import offices

_IN_FORCE = (*(key for key in KEYS if key not in OUT), UNREVIEWED)
# Column → the verdicts that it counts.
_COUNTED: Mapping[str, tuple[str, ...]] = {
    **{key: (key,) for key in (*KEYS, UNREVIEWED)},
    "base": _IN_FORCE,
    "out": tuple(key for key in KEYS if key in OUT),
    "completion": tuple(key for key in KEYS if key in COMPLETED),
    "on_schedule": tuple(key for key in KEYS if key in COMPLETED | ON_SCHEDULE),
    CLOSED: tuple(key for key in KEYS if key in COMPLETED),
    **dict.fromkeys(LIGHTS, _IN_FORCE),
}

# Between the verdicts of a column that counts several.
AND = "+"

# What a row says of its tasks.
_OF_ROWS = ("departments", "role", "sections", "plans", "cities", "verdicts", "by")


def number_behind(group: Group, column: str) -> int:
    """How many tasks a figure of a row counts; of a column of several verdicts all of them."""
    counts = group.counts
    if AND in column:
        return sum(number_behind(group, one) for one in column.split(AND))
    if column in {"completion", "on_schedule"}:
        return sum(counts.verdicts[key] for key in _COUNTED[column])
    if column == "support":
        return group.support
    found = {**counts.lights, **counts.verdicts}.get(column)
    return int(getattr(counts, column) if found is None else found)


def filter_behind(ws: Workspace, by: str, row: Id, column: str) -> TaskFilter | None:
    """The tasks that a figure counts in a summary of the whole store in lead mode; None where no filter means them."""
    chosen = _row(ws, by, row)
    if chosen is None:
        return None
    counted = tuple(column.split(AND)) if AND in column else _COUNTED.get(column)
    if counted is not None:
        verdicts = counted
        if chosen.verdicts is not None:
            verdicts = tuple(key for key in verdicts if key in chosen.verdicts)
        chosen = replace(chosen, verdicts=verdicts)
    if column in LIGHTS:
        return replace(chosen, lights=(column,))
    if column == CLOSED:
        return replace(chosen, closed=True)
    if column == "overdue":
        return replace(chosen, overdue=True)
    if column == "not_supervised":
        return replace(chosen, supervised=False)
    return chosen if column == "total" or counted is not None else None


def row_filter(ws: Workspace, chosen: TaskFilter, by: str, mode: str, row: Id) -> TaskFilter:
    """What a row of a summary of ``chosen`` counts, where a filter can say it; else ``chosen`` itself."""
    part = _row(ws, by, row)
    if part is None:
        return chosen
    if mode == ALL:
        part = replace(part, role=None)
    wanted = {name: getattr(part, name) for name in _OF_ROWS if getattr(part, name) is not None}
    for name, values in wanted.items():
        known = getattr(chosen, name)
        if known is not None and (name == "role" or not {*values} <= {*known}):
            return chosen
    return replace(chosen, **wanted)


def _row(ws: Workspace, by: str, row: Id) -> TaskFilter | None:
    if row == "total":
        return TaskFilter()
    if by == "department":
        if not isinstance(row, int) and row != UNASSIGNED:
            return _part(row)
        with ws.store.reading() as connection:
            above = offices(connection)
        return TaskFilter(departments=(0,) if row == UNASSIGNED else tuple(_line(above, [int(row)])), role="lead")
    fields: dict[str, Callable[[], TaskFilter]] = {
        "section": lambda: TaskFilter(sections=(int(row),)),
        "plan": lambda: TaskFilter(plans=(int(row),)),
        "city": lambda: TaskFilter(cities=(str(row),)),
        "verdict": lambda: TaskFilter(verdicts=(str(row),)),
        "person": lambda: TaskFilter(verdicts=(UNREVIEWED,)) if row == UNASSIGNED else TaskFilter(by=(str(row),)),
    }
    known = by in fields and row != "rest" and (by != "section" or isinstance(row, int))
    return fields[by]() if known else None


def _part(row: str) -> TaskFilter | None:
    """What a body kept itself in a section, by the key of that row; None where it stands outside all headings."""
    body, _, section = row.partition("/")
    if not (body.isdecimal() and section.isdecimal()):
        return None
    return TaskFilter(departments=(int(body),), role="lead", sections=(int(section),))


def _line(above: Mapping[int, int | None], found: list[int]) -> Iterable[int]:
    """A department and all below it."""
    for key in found:
        found.extend(one for one, parent in above.items() if parent == key and one not in found)
    return found
