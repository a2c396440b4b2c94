"""Look at a store as of another date without writing to it: temporary tables of the same names hide the stored ones.

Queries name tables without a schema and find the temporary ones first, so they and :func:`rebuild` run unchanged.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import date

from planreview.store.entries import refresh_batches
from planreview.store.file import Store
from planreview.store.projection import DATED_TABLES, TABLES, rebuild, redate
from planreview.store.refusals import refusing

# Folding makes places where departments need them.
WHOLE = ("place", *TABLES)
_REFERENCE = re.compile(r"\s+references \w+ \(\w+\)")


def look_as_of(store: Store, today: date, dates: Mapping[int, str], *, anew: bool = False) -> None:
    """Make the projection that this connection sees the stored one, with the plans of ``dates`` as of these dates.

    ``anew``: nothing of the stored one is seen, because it was folded by the rules of another program.
    """
    connection = store.connection
    with refusing(store.path):
        connection.execute("begin")
        try:
            unshadow(connection, WHOLE)
            if anew:
                rebuild_beside(store, today, dates)
            elif dates:
                shadow(connection, DATED_TABLES)
                for table in DATED_TABLES:
                    connection.execute(f"insert into temp.{table} select * from main.{table}")
                redate(store, today, dates)
            connection.execute("commit")
        except BaseException:
            connection.execute("rollback")
            raise


def rebuild_beside(store: Store, today: date, dates: Mapping[int, str]) -> None:
    """Fold documents and log into temporary tables."""
    connection = store.connection
    shadow(connection, WHOLE)
    connection.execute("insert into temp.place select * from main.place")
    refresh_batches(connection)
    rebuild(store, today, dates)


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
