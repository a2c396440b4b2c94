"""Look at a store as of another date without writing to it: temporary tables of the same names hide the stored ones.

Queries name tables without a schema and find the temporary ones first, so they and :func:`rebuild` run unchanged.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from datetime import date

from planreview.domain.schedule import default_as_of
from planreview.store.file import Store
from planreview.store.projection import DATED_TABLES, redate
from planreview.store.settings import read_as_of

_REFERENCE = re.compile(r"\s+references \w+ \(\w+\)")


def look_as_of(store: Store, today: date, as_of: date | None) -> None:
    """Make the projection that this connection sees the one of ``as_of``, or of each plan's own date today."""
    connection = store.connection
    unshadow(connection, DATED_TABLES)
    dates = stale_plans(store, today, as_of)
    if dates:
        shadow(connection, DATED_TABLES)
        for table in DATED_TABLES:
            connection.execute(f"insert into temp.{table} select * from main.{table}")
        redate(store, today, dates)


def stale_plans(store: Store, today: date, as_of: date | None) -> dict[int, str]:
    """Plans that are projected as of another date than wanted, with the wanted one."""
    common = as_of.isoformat() if as_of else read_as_of(store.connection)
    found = {}
    for row in store.connection.execute(
        "select s.plan_id, s.as_of, l.period_first, l.period_last from plan_state s join plan l on l.id = s.plan_id"
    ):
        wanted = common or default_as_of((row["period_first"], row["period_last"]), today).isoformat()
        if wanted != row["as_of"]:
            found[row["plan_id"]] = wanted
    return found


def shadow(connection: sqlite3.Connection, tables: Iterable[str]) -> None:
    """Make empty temporary tables, with their indexes, in front of the stored ones."""
    for table in tables:
        for row in connection.execute(
            "select type, name, sql from main.sqlite_master where tbl_name = ? and sql is not null order by type desc", (table,)
        ).fetchall():
            # A temporary table cannot refer to a stored one.
            made = _REFERENCE.sub("", row["sql"])
            if row["type"] == "table":
                connection.execute(re.sub(r"(?i)^create table", "create temp table", made))
            elif row["type"] == "index":
                connection.execute(re.sub(rf"(?i)^create index {row['name']}", f"create index temp.{row['name']}", made))


def unshadow(connection: sqlite3.Connection, tables: Iterable[str]) -> None:
    """Take the temporary tables away, so that the stored ones are seen again."""
    for table in tables:
        connection.execute(f"drop table if exists temp.{table}")
