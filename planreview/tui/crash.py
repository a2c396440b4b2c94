"""What nobody foresaw: a report in a file, and a few words on a clean terminal instead of a page of code.

The report is made to be sent to those who mend the program: it names places in the program and kinds of values, and
nothing of what the store holds, of who works with it or of where their folders are.
"""

from __future__ import annotations

import builtins
import platform
import re
import sys
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from rich.text import Text

from planreview import __version__
from planreview.catalogue import t
from planreview.text import show

ROOT = Path(__file__).resolve().parents[1]
# Words of Python's own messages; any other may be a name or a piece of a task.
_TEXT = (
    "a an and are argument arguments at attribute be by bytes called can cannot closed codec could decode disk "
    "division does encode expected float for from full function given got has have in index int invalid is it "
    "iterable key keyword list literal locked maximum missing must no not object of on only or out positional range "
    "recursion required str string subscriptable support supported takes than that the to tuple type unexpected "
    "unhashable unpack unsupported value values was were with without zero "
    "NoneType such column table database constraint failed UNIQUE FOREIGN KEY NOT NULL syntax error near I O"
)
_SAID = frozenset(_TEXT.split())
_WORD = re.compile(r"\w+|\W")


class CrashError(Exception):
    """An unforeseen error with the place of its report; it renders as the words that the user sees."""

    def __init__(self, cause: BaseException, report: Path | None) -> None:
        super().__init__(type(cause).__name__)
        self.__cause__ = cause
        self.report = report

    def __rich__(self) -> Text:
        where = show(self.report) if self.report else t("crash.no_report")
        return Text(t("crash.message", error=type(self.__cause__).__name__, report=where))


def write_report(cause: BaseException, folder: Path) -> Path | None:
    """Write the report into a new file of ``folder``; None where that is not possible."""
    name = datetime.now(UTC).strftime("crash-%Y%m%d-%H%M%S-%f.txt")
    system = f"{platform.system()} {platform.release()}"
    head = f"planreview {__version__}, Python {platform.python_version()}, {system}\n\n"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / name
        path.write_text(head + "\n".join(report_lines(cause)) + "\n", encoding="utf-8")
    except OSError:
        return None
    return path


def report_lines(cause: BaseException) -> Iterator[str]:
    """The errors from the first to the last, each with its way through the program; no text of theirs but words of programs."""
    chain: list[BaseException] = []
    one: BaseException | None = cause
    while one is not None and one not in chain:
        chain.append(one)
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    for error in reversed(chain):
        frames = list(traceback.walk_tb(error.__traceback__))
        names = {name for frame, _ in frames for code in (frame.f_code,) for name in (*code.co_names, *code.co_varnames)}
        for frame, line in frames:
            yield f"  {_place(frame.f_code.co_filename)}:{line} {frame.f_code.co_qualname}"
        yield f"{type(error).__module__}.{type(error).__qualname__}: {_without_data(str(error), names)}"


def _place(file: str) -> str:
    """A file of the program, or of a library by its place below the folder of libraries; no other folder is named."""
    path = Path(file)
    for root in (ROOT, *map(Path, sorted(sys.path, key=len, reverse=True))):
        if root != Path() and path.is_relative_to(root):
            return path.relative_to(root).as_posix()
    return path.name


def _without_data(message: str, names: set[str]) -> str:
    """A message in which every word that may be data is a star; numbers are, too."""

    def kept(word: str) -> bool:
        if not word[0].isalnum() and word[0] != "_":
            return word.isascii() and word.isprintable()
        return word in _SAID or word in names or hasattr(builtins, word)

    starred = "".join(word if kept(word) else "*" for word in _WORD.findall(message[:2000]))
    return re.sub(r"\*[*/\\]*\*|\*+", "*", starred)
