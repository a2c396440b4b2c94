"""``planreview parse``: the outline of a document, nothing stored."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from planreview.catalogue import t
from planreview.cli.arguments import FILE, LINE
from planreview.cli.common import command, json_option
from planreview.cli.output import say_json, say_lines
from planreview.errors import NotAPlanError


@command("parse")
@click.argument("file", type=FILE, metavar="FILE")
@json_option
@click.option("--tasks-at", type=LINE, metavar="LABEL", help=t("cli.parse.tasks_at"))
@click.option("--encoding", type=LINE, metavar="NAME", help=t("cli.parse.encoding"))
@click.option("--force", is_flag=True, help=t("cli.parse.force"))
def parse(file: Path, as_json: bool, tasks_at: str | None, encoding: str | None, force: bool) -> None:
    from planreview.outline.form import outline_to_json
    from planreview.services.understanding import outline_of, read_source

    pasted = str(file) == "-"
    source = read_source(standard_input() if pasted else file, name=str(file), encoding=encoding)
    try:
        outline = outline_of(source, tasks_at=tasks_at, force=force)
    except NotAPlanError as error:
        if as_json:
            say_json({"not_plan": True, "reason": error.message})
        raise
    if as_json:
        say_json(outline_to_json(outline))
        return
    from planreview.cli.outline_text import outline_lines

    say_lines(outline_lines(outline))


def standard_input() -> bytes:
    """What is pasted or piped in for ``-``, no more of it than a file may hold."""
    from planreview.reading.source import SIZE_LIMIT

    return sys.stdin.buffer.read(SIZE_LIMIT + 1)


COMMANDS = {"parse": parse}
