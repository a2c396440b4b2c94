"""Mark tasks from the command line: a plain ``mark TASK... VERDICT`` is understood and done without click.

Click takes longer to load than a mark takes; what has other options, and what may be misused, is left to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from planreview.cli import words
from planreview.cli.choices import Options, plain_line, plainly, writing
from planreview.cli.choosing import chosen_tasks, print_receipt, warn_if_later
from planreview.cli.quoting import quoted
from planreview.errors import InputError
from planreview.text import clean_line

COMMAND = "mark"


class PlainMark(NamedTuple):
    """A mark of which the command line says nothing else."""

    options: Options
    references: tuple[str, ...]
    verdict: str


def plain_mark(arguments: Sequence[str]) -> PlainMark | None:
    """The mark that a command line means; None where there is anything that click should look at."""
    found = plain_line(arguments)
    if found is None or len(found[1]) < 3 or found[1][0] != COMMAND:
        return None
    *references, verdict = map(clean_line, found[1][1:])
    return PlainMark(found[0], tuple(references), verdict)


def run_plain(one: PlainMark) -> int:
    """Mark, and give the exit code; failures of the program's own kind are raised."""
    with plainly(one.options):
        mark_tasks(one.references, one.verdict)
    return 0


def mark_tasks(
    references: Sequence[str],
    verdict: str,
    where: str | None = None,
    *,
    as_json: bool = False,
    note: str | None = None,
    kind: str | None = None,
    on: date | None = None,
    approver: str | None = None,
    document: str | None = None,
) -> None:
    """Mark what references and a filter mean; a line is printed only for what is on the disk."""
    from planreview.services import review

    key = _verdict(verdict, alone=not references and where is None)
    with writing() as ws:
        tasks = chosen_tasks(ws, references, where)
        receipt = review.mark(ws, tasks, key, note=note, note_kind=kind, on=on, approver=approver, document=document)
        print_receipt(ws, receipt, words.verdict_word(key), as_json=as_json)
        warn_if_later(ws, receipt, on)


def _verdict(text: str, *, alone: bool) -> str | None:
    """The verdict meant; a task in its place, as where the verdict was left out, is not called an unknown verdict."""
    try:
        return words.understand_verdict(text)
    except InputError as error:
        if error.key == "cli_verdict_unknown" and text and (alone or "/" in text):
            raise InputError("cli_verdict_missing", text=quoted(text), known=error.values["known"]) from None
        raise
