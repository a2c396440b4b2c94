"""Bring a store to the newest form: all migrations that it lacks with their records in one transaction, so that none half way.

The write lock is taken before it is asked what is pending, because two processes may open a new store at once, and one copy
is made of a store that holds something before it is changed.
"""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from sqlite_utils import Database, Migrations

from planreview.catalogue import t
from planreview.store.backup import copy_database
from planreview.store.version import APPLICATION_ID, migration_names, migration_text
from planreview.telling import tell

SET = "planreview"
# Bytes of a store from which on a new form takes longer than a breath.
SLOW = 100_000_000


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Apply what is pending; on a failure the store is as it was before the first. Raises ``sqlite3.Error`` and ``OSError``."""
    connection.execute("begin immediate")
    try:
        found = int(connection.execute("pragma user_version").fetchone()[0])
        pending = [name for name in migration_names() if _number(name) > found]
        # A store that is being made holds nothing that a copy would save.
        if found and pending:
            if path.stat().st_size > SLOW:
                tell(t("store.migrating", megabytes=path.stat().st_size // 1_000_000))
            # A second connection reads what was committed; this one holds the lock meanwhile.
            with contextlib.closing(sqlite3.connect(path)) as reader:
                copy_database(reader, backup_path(path, found))
        for name in pending:
            _apply(connection, name)
        connection.execute("commit")
    except BaseException:
        if connection.in_transaction:
            connection.execute("rollback")
        raise


def backup_path(path: Path, version: int) -> Path:
    """Where the copy from before a migration stands; an earlier one of the same version is kept."""
    for n in range(1, 1000):
        target = path.with_name(f"{path.name}.v{version}{f'-{n}' if n > 1 else ''}.bak")
        if not target.exists():
            return target
    return target


def _apply(connection: sqlite3.Connection, name: str) -> None:
    migrations = Migrations(SET)
    text = migration_text(name)

    @migrations(name=name.removesuffix(".sql"))
    def run(database: Database) -> None:
        database.executescript(text)

    migrations.apply(Database(connection, execute_plugins=False))
    connection.execute(f"pragma application_id = {APPLICATION_ID}")
    connection.execute(f"pragma user_version = {_number(name)}")


def _number(name: str) -> int:
    return int(name.split("_")[0])
