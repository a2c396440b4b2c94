"""The first tasks of a list, found without finding all: what a person sees first of a million.

An order of which an index holds the tasks is walked until the page is full. A text is looked for plan by plan, as far as the
index of words says that enough is to be found.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Iterator

from planreview.domain.records import replace
from planreview.domain.review import UNREVIEWED, TaskFilter
from planreview.store import search
from planreview.store.item_ids import PLAN, behind_first, behind_plan
from planreview.store.newest import newest_ids
from planreview.store.selection import ORDERS, condition, is_narrow, select_ids

# Plans in which departments and notes are looked for at first, and how many times more at most after that.
_PLANS, _GROWTH = 2, 6
_PLACED = ORDERS["plan"]
# Sort → the index that holds the tasks in this order, what they are ordered by, and how.
_WALKS = {
    "plan": ("task_state_order", "s.plan_id", ""),
    "due": ("task_state_due", "s.due", "s.due, "),
    "gap": ("task_state_gap", "cast(s.gap as real)", "cast(s.gap as real), "),
    "verdict": ("task_state_verdict", "s.verdict", "s.verdict, "),
}
# Known values of these are above it: an index of an expression is not entered behind its nulls by asking for no nulls.
_KNOWN = {"task_state_gap": "{} > -9e999"}
# Values that an order which is turned round is followed through, one after another.
_VALUES = 400
_RANK = "d.wildcard * 2000000000 + coalesce(d.ord, 1000000000)"


def first_ids(connection: sqlite3.Connection, chosen: TaskFilter, sort: str, limit: int) -> array[int]:
    """The first ``limit`` ids of what a filter means, in an order of ``ORDERS``."""
    if chosen.indicators:
        return select_ids(connection, chosen, sort, limit)
    narrow = is_narrow(chosen)
    if chosen.text.strip() and not narrow:
        found = search.sought(connection, chosen.text)
        if found.indexed and (sort == "plan" or search.is_few(connection, found)):
            return _searched(connection, chosen, found, sort, limit)
    if not narrow and sort.removeprefix("-") == "department":
        where, values = condition(connection, chosen, narrow=True)
        return _by_department(connection, where, values, limit, turned=sort.startswith("-"))
    if not narrow and sort == "plan" and chosen.verdicts is not None:
        return _by_verdict(connection, chosen, chosen.verdicts, limit)
    where, values = condition(connection, chosen, narrow=True)
    if not narrow and sort == "updated":
        newest = newest_ids(connection, where, values, limit)
        if newest is not None:
            return newest
    if not narrow and sort in _WALKS:
        return _walked(connection, *_WALKS[sort], where, values, limit)
    if not narrow and sort.startswith("-") and sort[1:] in _WALKS and sort != "-plan":
        turned = _turned(connection, *_WALKS[sort[1:]][:2], where, values, limit)
        if turned is not None:
            return turned
    return _ids(
        connection, f"select s.item_id from task_state s where {where} order by {ORDERS[sort]} limit {int(limit)}", values
    )


def _walked(
    connection: sqlite3.Connection, index: str, column: str, order: str, where: str, values: dict[str, object], limit: int
) -> array[int]:
    """Along an index, then those that have nothing to be ordered by."""
    query = "select s.item_id from task_state s indexed by {} where {} and ({}) order by {} limit {}"
    known = _KNOWN.get(index, "{} is not null").format(column)
    ids = _ids(connection, query.format(index, known, where, f"{order}{_PLACED}", int(limit)), values)
    if len(ids) < limit and order:
        rest = query.format(index, f"{column} is null", where, _PLACED, int(limit) - len(ids))
        ids.extend(_ids(connection, rest, values))
    return ids


def _turned(
    connection: sqlite3.Connection, index: str, column: str, where: str, values: dict[str, object], limit: int
) -> array[int] | None:
    """From the greatest value of an index down, the tasks of each in plan order; None where that is too long a way."""
    query = f"select s.item_id from task_state s indexed by {index} where {{}} and ({where}) order by {_PLACED} limit :limit"
    below = f"select max({column}) from task_state s indexed by {index}"
    ids: array[int] = array("q")
    value = connection.execute(below).fetchone()[0]
    for _ in range(_VALUES):
        if value is None or len(ids) >= limit:
            break
        ids.extend(_ids(connection, query.format(f"{column} = :value"), {**values, "value": value, "limit": limit - len(ids)}))
        value = connection.execute(f"{below} where {column} < ?", (value,)).fetchone()[0]
    else:
        return None
    if len(ids) < limit:
        ids.extend(_ids(connection, query.format(f"{column} is null"), {**values, "limit": limit - len(ids)}))
    return ids


def _searched(connection: sqlite3.Connection, chosen: TaskFilter, found: search.Sought, sort: str, limit: int) -> array[int]:
    where, values = condition(connection, replace(chosen, text=""))
    words, others = f"select s.item_id from {search.worded(found)}", search.others_between(connection, found)
    last = int(connection.execute("select coalesce(max(item_id), 0) from task_state").fetchone()[0])
    first = min(behind_first(connection), last + 1) if sort == "plan" else last + 1
    values |= {**found.values, "limit": limit}
    begin = _rows(connection, _among([words, *others], where, sort), {**values, "low": 1, "high": first})
    ids = array("q", (row[2] for row in begin))
    low, plans, begun = first, _PLANS, len(ids)
    while low <= last and len(ids) < limit:
        values["limit"] = limit - len(ids)
        # Words alone are followed until the page is full; departments and notes are found in some plans at a time.
        rows, high = _worded(connection, found, where, values, low, min(last + 1, low + plans * PLAN) if others else last + 1)
        if others:
            rows.update(_rows(connection, _among(others, where, sort), {**values, "low": low, "high": high}))
        ids.extend(row[2] for row in sorted(rows)[: limit - len(ids)])
        low = high
        # As many plans as will do, if what comes is like what came.
        most, come = plans * _GROWTH, len(ids) - begun
        plans = min(most, (low - first) // PLAN * (limit - len(ids)) * 3 // (2 * come) + 1) if come else most
    return ids


def _among(found: Iterable[str], where: str, sort: str) -> str:
    """Where those of the tasks that other queries find stand that a condition leaves."""
    return (
        f"select {_PLACED} from ({' union '.join(found)}) h cross join task_state s on s.item_id = h.item_id"
        f" where {where} order by {ORDERS[sort]} limit :limit"
    )


def _worded(
    connection: sqlite3.Connection, found: search.Sought, where: str, values: dict[str, object], low: int, high: int
) -> tuple[set[tuple[int, ...]], int]:
    """Where the tasks stand whose words hold a text, plan after plan until there are as many as wanted, and the end of the last
    plan that was gone through."""
    query = f"select {_PLACED}, f.rowid from {search.worded(found)} and ({where}) order by f.rowid"
    rows: set[tuple[int, ...]] = set()
    for row in _rows(connection, query, {**values, "low": low, "high": high}):
        if row[3] >= high:
            break
        rows.add(row[:3])
        if len(rows) == values["limit"]:
            high = behind_plan(row[3])
    return rows, high


def _by_verdict(connection: sqlite3.Connection, chosen: TaskFilter, verdicts: Iterable[str], limit: int) -> array[int]:
    """The first tasks of each verdict in plan order, and the first of these."""
    # A text that is rare would be looked for in most of them.
    where, values = condition(connection, replace(chosen, verdicts=None), narrow=not chosen.text.strip())
    query = (
        "select s.plan_id, s.ord, s.item_id from task_state s where s.verdict is :verdict"
        f" and ({where}) order by {ORDERS['plan']} limit :limit"
    )
    found: list[tuple[int, int, int]] = []
    for verdict in dict.fromkeys(None if key == UNREVIEWED else key for key in verdicts):
        bound = {**values, "verdict": verdict, "limit": limit}
        found += [(row[0], row[1], row[2]) for row in connection.execute(query, bound)]
    return array("q", (row[2] for row in sorted(found)[:limit]))


def _by_department(
    connection: sqlite3.Connection, where: str, values: dict[str, object], limit: int, *, turned: bool
) -> array[int]:
    """One department after another until the page is full; unassigned tasks come last."""
    own = f"select s.item_id from task_state s where s.lead_id is :lead and ({where}) order by {ORDERS['plan']} limit :limit"
    ids: array[int] = array("q")
    down = " desc" if turned else ""
    rows = connection.execute(f"select d.id from department d order by {_RANK}{down}, d.id{down}").fetchall()
    for lead in [*(row[0] for row in rows), None]:
        if len(ids) >= limit:
            break
        ids.extend(_ids(connection, own, {**values, "lead": lead, "limit": limit - len(ids)}))
    return ids


def _ids(connection: sqlite3.Connection, query: str, values: dict[str, object]) -> array[int]:
    return array("q", (row[0] for row in _rows(connection, query, values)))


def _rows(connection: sqlite3.Connection, query: str, values: dict[str, object]) -> Iterator[tuple[int, ...]]:
    cursor = connection.cursor()
    # Plain tuples: the connection's named rows would cost three times as much here.
    cursor.row_factory = None
    yield from cursor.execute(query, values)
