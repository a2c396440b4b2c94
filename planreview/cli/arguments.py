"""Kinds of arguments: text, files, dates; each refuses what cannot be meant, in the language in use.

What is typed is foreign text: control codes go, and what is too long to be a name is refused before anything works on it.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from planreview.catalogue import t
from planreview.cli.quoting import LONGEST_LINE, quoted
from planreview.domain.entries import parse_date
from planreview.text import clean, clean_line

_LONGEST_TEXT = 100_000
_LONGEST_PATH = 4_096

# SQLite takes no larger numbers; more rows than that nobody has.
_MOST = 2**63 - 1


def at_least(least: int) -> click.IntRange:
    """A number of rows or a place, no smaller than ``least``."""
    return click.IntRange(least, _MOST)


class Line(click.ParamType[str, str]):
    """A name, word or filter: one line."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if len(value) > LONGEST_LINE:
            self.fail(t("cli.argument.too_long", most=LONGEST_LINE, given=len(value)), param, ctx)
        return clean_line(value)


class FullText(click.ParamType[str, str]):
    """The text of a note or reason; ``-`` reads it from standard input."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value == "-":
            value = sys.stdin.read(_LONGEST_TEXT + 1)
        if len(value) > _LONGEST_TEXT:
            self.fail(t("cli.argument.too_long", most=_LONGEST_TEXT, given=len(value)), param, ctx)
        return clean(value).strip()


class File(click.ParamType[Path, str | Path]):
    """A file's name, whether or not it exists."""

    name = "file"

    def convert(self, value: str | Path, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        text = str(value)
        if not text or "\0" in text or len(text) > _LONGEST_PATH:
            self.fail(t("cli.argument.not_a_file_name", text=quoted(text)), param, ctx)
        return Path(text)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        return [CompletionItem(incomplete, type="file")]


class Day(click.ParamType[date, str | date]):
    """A date in any form that ``planreview.domain.entries`` understands."""

    name = "date"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        day = parse_date(value, date.today())
        if day is None:
            self.fail(t("cli.argument.not_a_date", text=quoted(value)), param, ctx)
        return day


LINE, TEXT, FILE, DAY = Line(), FullText(), File(), Day()
