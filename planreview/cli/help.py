"""Click's own words in the language in use, and help laid out by terminal cells.

Click takes its words from gettext's current text domain, so they stand in the catalogue beside ours, under click's English
sentences as keys (``locale/LANG/click.po``), and in a file of their own that is quickly read. Its layout counts characters;
Chinese needs cells.
"""

from __future__ import annotations

import gettext
import inspect
import os
from collections.abc import Iterable
from typing import Any

import click

from planreview.catalogue import FOLDER, language, t
from planreview.cells import width, wrap

DOMAIN = "click"
_TERM_MOST = 30
# Options that every command takes; help lists them behind its own.
COMMON = ("store", "person", "lang")


def speak() -> None:
    """Let click find its words in our catalogue, in the language in use."""
    os.environ["LANGUAGE"] = language()
    gettext.bindtextdomain(DOMAIN, str(FOLDER))
    gettext.textdomain(DOMAIN)


def _lines(text: str, cells: int) -> list[str]:
    return [
        line.strip() if index else line.rstrip() for part in text.splitlines() for index, line in enumerate(wrap(part, cells))
    ]


class CellFormatter(click.HelpFormatter):
    """Help in which a Han character takes two cells; a line end in the text is kept."""

    def write_text(self, text: str) -> None:
        indent = " " * self.current_indent
        for line in _lines(inspect.cleandoc(text), max(20, self.width - self.current_indent)):
            self.write(f"{indent}{line}".rstrip() + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = _TERM_MOST, col_spacing: int = 2) -> None:
        rows = list(rows)
        column = min(max((width(term) for term, _ in rows), default=0), col_max) + col_spacing
        indent = " " * self.current_indent
        for term, text in rows:
            lines = _lines(text, max(20, self.width - self.current_indent - column)) or [""]
            if width(term) > column - col_spacing:
                self.write(f"{indent}{term}\n")
                term = ""
            for line in lines:
                self.write(f"{indent}{term}{' ' * (column - width(term))}{line}".rstrip() + "\n")
                term = ""


class CellContext(click.Context):
    """A context whose help is laid out by cells."""

    formatter_class = CellFormatter


class Speaking(click.Command):
    """A command whose usage line, help and list of subcommands are in the language in use."""

    context_class = CellContext

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", t("cli.metavar.options"))
        super().__init__(*args, **kwargs)
        self.params.sort(key=lambda one: one.name in COMMON)

    def get_short_help_str(self, limit: int = 45) -> str:
        # Click cuts at a number of characters or the first full stop; ours is the first line, written to be short.
        return inspect.cleandoc(self.short_help or self.help or "").partition("\n")[0]

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self.epilog:
            formatter.write_paragraph()
            formatter.write_text(self.epilog)


class SpeakingGroup(Speaking, click.Group):
    """A group of subcommands, each in the language in use."""

    command_class = Speaking

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("subcommand_metavar", t("cli.metavar.command"))
        super().__init__(*args, **kwargs)
