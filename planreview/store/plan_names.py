"""What else the name or the key of a plan may mean: asked of a few plans on a page among the many of a store."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection


def like_named_plans(connection: sqlite3.Connection, cities: Collection[str]) -> list[int]:
    """Plans whose city begins as one of these does: what else the beginning of a name may mean."""
    rows = connection.execute(
        "select plan_id from plan_state where live and substr(city, 1, 1) in (select substr(value, 1, 1) from json_each(?))",
        (json.dumps(sorted(cities), ensure_ascii=False),),
    )
    return [row[0] for row in rows]


def plans_with_key(connection: sqlite3.Connection, first: str) -> int:
    """How many plans have a key that begins so."""
    query = "select count(*) from plan where key >= ? and key < ?"
    return int(connection.execute(query, (first, first + chr(0x10FFFF))).fetchone()[0])
