"""Row ids of items: those of one plan stand together, plan after plan.

A search meets what it finds in the order of row ids. Where that is the order of plans, a page of the list is whole as soon as
its last plan is, and what comes behind need not be looked at. Only the first items of a store, and all of one that was made
before, are numbered as they come: they are looked through as a whole.
"""

from __future__ import annotations

import sqlite3

# More items than any plan has in all its revisions.
PLAN = 1 << 20
# So many items are numbered as they come.
_FIRST = 200


def first_free(connection: sqlite3.Connection, plan_id: int) -> int:
    """The row id for the next new item of a plan."""
    newest = connection.execute("select coalesce(max(id), 0) from item").fetchone()[0]
    if newest < _FIRST:
        return int(newest) + 1
    low = (plan_id - 1) * PLAN + 1
    own = connection.execute("select max(id) from item where id >= ? and id < ?", (low, low + PLAN)).fetchone()[0]
    return low if own is None else int(own) + 1


def behind_plan(item_id: int) -> int:
    """The first row id that belongs to a later plan than an item's."""
    return ((item_id - 1) // PLAN + 1) * PLAN + 1


def behind_first(connection: sqlite3.Connection) -> int:
    """The first row id from which plans stand one after another."""
    # The plus keeps SQLite from going through all plans from the last one down.
    newest = connection.execute("select coalesce(max(+plan_id), 0) from item where id <= ?", (PLAN,)).fetchone()[0]
    return int(newest) * PLAN + 1
