"""The index of words: every character and every pair of characters, so that any substring is found from one character on.

Full-text indexes know words, which Chinese does not part. What stands here is exact for one or two characters; a longer text is
looked for by its pairs, and whoever looks verifies the few that hold them all.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from itertools import pairwise

from planreview.text import fold

# Raised where words are taken apart otherwise; an index of another number is made anew, and not used until then.
EDITION = 1
_KEY = "words"
# FTS5 takes these for what parts tokens, or for its own words.
_SAFE = {code: 0xE000 + code for code in range(0x80) if not chr(code).isalnum()}
# What the index cannot tell apart: documents have characters of the private area too.
_ALIKE = frozenset(map(chr, (*_SAFE, *_SAFE.values())))
# More pairs do not make a long text rarer.
_MOST_PAIRS = 12
# Pages that an idle moment spends on joining pieces of an index, and how many pieces of a size make it worth while.
IDLE_PAGES, PIECES = 200, 8
# MiB in memory before a piece is written.
_USUAL, _WIDE = 1, 64
_INDEXES = ("wording_index", "said_index")


def grams(folded: str) -> str:
    """The characters and pairs of a folded text, each once, as FTS5 reads them."""
    found: set[str] = set()
    for line in folded.split("\n"):
        safe = line.translate(_SAFE)
        found.update(safe)
        found.update(map("".join, pairwise(safe)))
    return " ".join(found)


def expression(key: str) -> str:
    """What FTS5 is asked for a folded text: all its pairs, or its one character."""
    safe = key.translate(_SAFE)
    pairs = list(dict.fromkeys(map("".join, pairwise(safe)))) or [safe]
    step = max(1, len(pairs) // _MOST_PAIRS)
    return " AND ".join(f'"{pair}"' for pair in pairs[::step])


def is_exact(key: str) -> bool:
    """Whether what holds the pairs of a folded text holds the text."""
    return len(key) <= 2 and _ALIKE.isdisjoint(key)


def index_wording(connection: sqlite3.Connection, rows: Iterable[tuple[int, str]]) -> None:
    """Add the words of items, given as (item id, folded text); an item is added once, for its words never change."""
    _add(connection, "wording_index", rows)


def index_said(connection: sqlite3.Connection, payloads: Sequence[tuple[int, str]]) -> None:
    """Add what operations say, given as (seq, payload)."""
    _add(connection, "said_index", [(seq, said) for seq, payload in payloads if (said := _said(payload))])


def index_noted(connection: sqlite3.Connection) -> bool:
    """Whether the index holds all words of the store."""
    row = connection.execute("select value from main.meta where key = ?", (_KEY,)).fetchone()
    return row is not None and str(row[0]) == str(EDITION)


def rebuild_index(connection: sqlite3.Connection) -> None:
    """Make the index anew from documents and log; inside a transaction."""
    for name in _INDEXES:
        connection.execute(f"insert into {name} ({name}) values ('delete-all')")
        # A join that falls due by itself stalls one unlucky write for seconds; an idle moment does it instead.
        connection.execute(f"insert into {name} ({name}, rank) values ('automerge', 0)")
        connection.execute(f"insert into {name} ({name}, rank) values ('crisismerge', 500)")
        connection.execute(f"insert into {name} ({name}, rank) values ('usermerge', {PIECES})")
    wide_pieces(connection, wide=True)
    index_wording(connection, connection.execute("select item_id, folded from main.wording order by item_id"))
    said = "select seq, payload from main.operation where instr(payload, '\"text\"') > 0 order by seq"
    _add(connection, "said_index", ((seq, key) for seq, payload in connection.execute(said) if (key := _said(payload))))
    wide_pieces(connection, wide=False)
    connection.execute(
        "insert into meta (key, value) values (?, ?) on conflict (key) do update set value = excluded.value", (_KEY, str(EDITION))
    )


def join_pieces(connection: sqlite3.Connection, pages: int = IDLE_PAGES) -> bool:
    """Join pieces of the indexes a little; each commit that adds words leaves one. Whether there were enough to join."""
    joined = False
    for name in _INDEXES:
        before = connection.total_changes
        connection.execute(f"insert into {name} ({name}, rank) values ('merge', {int(pages)})")
        # The command itself counts as one change.
        joined = joined or connection.total_changes - before > 1
    return joined


def join_all(connection: sqlite3.Connection) -> None:
    """Join all pieces into one: behind many imports, where it takes as long as they did."""
    for name in _INDEXES:
        connection.execute(f"insert into {name} ({name}) values ('optimize')")


def wide_pieces(connection: sqlite3.Connection, *, wide: bool) -> None:
    """Gather more in memory before a piece is written, while very much is added; noted in the store until it is said again."""
    for name in _INDEXES:
        connection.execute(f"insert into {name} ({name}, rank) values ('hashsize', {(_WIDE if wide else _USUAL) << 20})")


def _said(payload: str) -> str:
    try:
        found = json.loads(payload)
    except ValueError:
        return ""
    text = found.get("text") if isinstance(found, dict) else None
    return fold(text) if isinstance(text, str) else ""


def _add(connection: sqlite3.Connection, name: str, rows: Iterable[tuple[int, str]]) -> None:
    connection.executemany(f"insert into {name} (rowid, grams) values (?, ?)", ((row[0], grams(row[1])) for row in rows))
