"""``planreview parse``: the outline of a document, nothing stored."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planreview.catalogue import t
from planreview.cli.arguments import FILE, LINE
from planreview.cli.common import command, json_option
from planreview.cli.output import say_json, say_lines
from planreview.errors import NotAPlanError

if TYPE_CHECKING:
    from planreview.reading.text_file import SourceText


@command("parse")
@click.argument("file", type=FILE, metavar="FILE")
@json_option
@click.option("--tasks-at", type=LINE, metavar="LABEL", help=t("cli.parse.tasks_at"))
@click.option("--encoding", type=LINE, metavar="NAME", help=t("cli.parse.encoding"))
@click.option("--force", is_flag=True, help=t("cli.parse.force"))
def parse(file: Path, as_json: bool, tasks_at: str | None, encoding: str | None, force: bool) -> None:
    from planreview.outline.form import outline_to_json
    from planreview.outline.read import read_plan

    source = read_source(file, encoding)
    try:
        outline = read_plan(source.lines, tasks_at=tasks_at, force=force)
    except NotAPlanError as error:
        if as_json:
            say_json({"not_plan": True, "reason": error.message})
        raise
    if as_json:
        say_json(outline_to_json(outline))
        return
    from planreview.cli.outline_text import outline_lines

    say_lines(outline_lines(outline))


def read_source(file: Path, encoding: str | None) -> SourceText:
    """The text of a file, or of standard input for ``-``."""
    from planreview.reading.text_file import SIZE_LIMIT, read_bytes, read_text_file

    if str(file) == "-":
        return read_bytes(sys.stdin.buffer.read(SIZE_LIMIT + 1), "-", encoding)
    return read_text_file(file, encoding)


COMMANDS = {"parse": parse}
