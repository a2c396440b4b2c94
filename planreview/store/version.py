"""The store's form: its mark in the file's header and the newest version that this program knows."""

from __future__ import annotations

from planreview.resources import data_folder, read_text

# "PlnR", in the header of every store, so that a reader can tell it from other programs' files.
APPLICATION_ID = 0x506C6E52


def migration_names() -> tuple[str, ...]:
    """File names of the migrations in order; each begins with its number, ``0001_store.sql``."""
    return tuple(
        sorted(entry.name for entry in data_folder("db").joinpath("migrations").iterdir() if entry.name.endswith(".sql"))
    )


def migration_text(name: str) -> str:
    """The statements of one migration."""
    return read_text("db", "migrations", name)


LATEST = int(migration_names()[-1].split("_")[0])
