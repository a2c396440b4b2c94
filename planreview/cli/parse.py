"""``planreview parse``: the outline of a document, nothing stored."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planreview.catalogue import t
from planreview.cli.common import common_options
from planreview.errors import NotAPlanError

if TYPE_CHECKING:
    from planreview.reading.text_file import SourceText


@click.command("parse", help=t("cli.parse.help"))
@click.argument("file", metavar="FILE")
@click.option("--json", "as_json", is_flag=True, help=t("cli.parse.json"))
@click.option("--tasks-at", metavar="LABEL", help=t("cli.parse.tasks_at"))
@click.option("--encoding", metavar="NAME", help=t("cli.parse.encoding"))
@click.option("--force", is_flag=True, help=t("cli.parse.force"))
@common_options
def command(file: str, as_json: bool, tasks_at: str | None, encoding: str | None, force: bool) -> None:
    """Print what the reader understands of a document."""
    from planreview.outline.form import outline_to_json
    from planreview.outline.read import read_plan

    source = read_source(file, encoding)
    try:
        outline = read_plan(source.lines, tasks_at=tasks_at, force=force)
    except NotAPlanError as error:
        if as_json:
            click.echo(json.dumps({"not_plan": True, "reason": error.message}, ensure_ascii=False))
        raise
    if as_json:
        click.echo(json.dumps(outline_to_json(outline), ensure_ascii=False, indent=1))
        return
    from planreview.cli.outline_text import outline_lines

    for line in outline_lines(outline):
        click.echo(line)


def read_source(file: str, encoding: str | None) -> SourceText:
    """The text of a file, or of standard input for ``-``."""
    from planreview.reading.text_file import SIZE_LIMIT, read_bytes, read_text_file

    if file == "-":
        return read_bytes(sys.stdin.buffer.read(SIZE_LIMIT + 1), "-", encoding)
    return read_text_file(Path(file), encoding)


COMMANDS = {"parse": command}
