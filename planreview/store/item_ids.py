"""Row ids of items: those of one plan stand together, plan after plan.

A search meets what it finds in the order of row ids. Where that is the order of plans, a page of the list is whole as soon as
its last plan is, and what comes behind need not be looked at. Items of stores that were made before stand among the first.
"""

from __future__ import annotations

import sqlite3

# More items than any plan has in all its revisions.
PLAN = 1 << 20


def behind_plan(item_id: int) -> int:
    """The first row id that belongs to a later plan than an item's."""
    return ((item_id - 1) // PLAN + 1) * PLAN + 1


def first_free(connection: sqlite3.Connection, plan_id: int) -> int:
    """The row id for the next new item of a plan."""
    low = (plan_id - 1) * PLAN + 1
    newest = connection.execute("select max(id) from item where id >= ? and id < ?", (low, low + PLAN)).fetchone()[0]
    return low if newest is None else int(newest) + 1
