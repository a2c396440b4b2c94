"""What nobody foresaw: a report in a file, and a few words on a clean terminal instead of a page of code."""

from __future__ import annotations

import platform
import traceback
from datetime import UTC, datetime
from pathlib import Path

from rich.text import Text

from planreview import __version__
from planreview.catalogue import t
from planreview.text import show


class CrashError(Exception):
    """An unforeseen error with the place of its report; it renders as the words that the user sees."""

    def __init__(self, cause: BaseException, report: Path | None) -> None:
        super().__init__(repr(cause))
        self.__cause__ = cause
        self.report = report

    def __rich__(self) -> Text:
        where = show(self.report) if self.report else t("crash.no_report")
        return Text(t("crash.message", error=show(repr(self.__cause__)), report=where))


def write_report(cause: BaseException, folder: Path) -> Path | None:
    """Write the traceback into a new file of ``folder``; None where that is not possible."""
    name = datetime.now(UTC).strftime("crash-%Y%m%d-%H%M%S-%f.txt")
    head = f"planreview {__version__}, Python {platform.python_version()}, {platform.platform()}\n\n"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / name
        path.write_text(head + "".join(traceback.format_exception(cause)), encoding="utf-8")
    except OSError:
        return None
    return path
