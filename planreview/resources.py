"""Find the data files that ship with the program, installed or in a bare checkout."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def data_folder(name: str) -> Traversable:
    """The folder of ``planreview.db`` or ``planreview.themes``.

    The two stand beside the package in the source tree and are mapped into it when it is installed, so an uninstalled
    checkout finds them as siblings. Never ``files("planreview") / name``: that would miss an editable install.
    """
    installed = Path(__file__).with_name(name)
    beside = installed.parent.parent / name
    for folder in (installed, beside):
        # What finds data in an archive takes longer to load than most commands take to run.
        if folder.is_dir():
            return folder
    import_module(f"planreview.{name}")
    from importlib import resources

    return resources.files(f"planreview.{name}")


def read_text(name: str, *parts: str) -> str:
    """A shipped text file, for instance ``read_text("db", "queries", "tasks.sql")``."""
    return data_folder(name).joinpath(*parts).read_text(encoding="utf-8")
