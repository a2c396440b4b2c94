"""Find the data files that ship with the program, installed or in a bare checkout."""

from __future__ import annotations

from importlib import import_module, resources
from importlib.resources.abc import Traversable
from pathlib import Path


def data_folder(name: str) -> Traversable:
    """The folder of ``planreview.db`` or ``planreview.themes``.

    The two stand beside the package in the source tree and are mapped into it when it is installed, so an uninstalled
    checkout finds them as siblings. Never ``files("planreview") / name``: that would miss an editable install.
    """
    try:
        import_module(f"planreview.{name}")
    except ModuleNotFoundError:
        return Path(__file__).resolve().parent.parent / name
    return resources.files(f"planreview.{name}")


def read_text(name: str, *parts: str) -> str:
    """A shipped text file, for instance ``read_text("db", "queries", "tasks.sql")``."""
    return data_folder(name).joinpath(*parts).read_text(encoding="utf-8")
