"""``planreview mark``, ``note`` and ``scope``: what a reviewer finds. A line is printed only for what is on the disk."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from planreview.catalogue import t
from planreview.cli import completing
from planreview.cli.arguments import DAY, LINE, TEXT, at_least
from planreview.cli.choosing import chosen_tasks, print_receipt, warn_if_later
from planreview.cli.common import command, json_option, where_option, writing
from planreview.cli.marking import mark_tasks
from planreview.domain.review import NOTE_KINDS
from planreview.errors import InputError

if TYPE_CHECKING:
    from planreview.services.workspace import Workspace

_tasks_or_verdict = completing.either(completing.tasks, completing.verdicts)
_on = click.option("--on", type=DAY, metavar="DATE", help=t("cli.option.on"))
_kind = click.option("--kind", type=click.Choice(NOTE_KINDS), help=t("cli.option.kind"))


@command("mark")
@click.argument("references", metavar="TASK...", nargs=-1, type=LINE, shell_complete=_tasks_or_verdict)
@click.argument("verdict", metavar="VERDICT", type=LINE)
@where_option
@click.option("--note", type=TEXT, metavar="TEXT", help=t("cli.mark.note"))
@_kind
@_on
@click.option("--approver", type=LINE, metavar="NAME", help=t("cli.mark.approver"))
@click.option("--document", type=LINE, metavar="NO", help=t("cli.mark.document"))
@json_option
def mark(
    references: tuple[str, ...],
    verdict: str,
    where: str | None,
    note: str | None,
    kind: str | None,
    on: date | None,
    approver: str | None,
    document: str | None,
    as_json: bool,
) -> None:
    mark_tasks(references, verdict, where, as_json=as_json, note=note, kind=kind, on=on, approver=approver, document=document)


@command("note")
@click.argument("reference", metavar="TASK", type=LINE, shell_complete=completing.tasks)
@click.argument("text", metavar="TEXT", type=TEXT)
@_kind
@_on
@click.option("--edit", type=at_least(1), metavar="N", help=t("cli.note.edit"))
@json_option
def note(reference: str, text: str, kind: str | None, on: date | None, edit: int | None, as_json: bool) -> None:
    from planreview.services import review

    with writing() as ws:
        if edit is not None:
            _edit(ws, reference, edit, text, kind, on, as_json=as_json)
            return
        receipt = review.add_note(ws, chosen_tasks(ws, (reference,), None), text, kind=kind, on=on)
        print_receipt(ws, receipt, t("cli.note.done"), as_json=as_json)
        warn_if_later(ws, receipt, on)


def _edit(ws: Workspace, reference: str, place: int, text: str, kind: str | None, on: date | None, *, as_json: bool) -> None:
    """Word the note anew that ``show`` prints in a place; an empty text withdraws it."""
    from planreview.services import notes, queries

    if on is not None:
        raise InputError("cli_edit_on")
    (task,) = queries.resolve_task(ws, reference)
    known = queries.task_detail(ws, task).notes
    if place > len(known):
        raise InputError("cli_note_unknown", n=place, most=len(known))
    chosen = known[place - 1]
    receipt = notes.edit_note(ws, chosen.id, text, kind=kind or chosen.kind)
    print_receipt(ws, receipt, t("cli.note.changed" if text else "cli.note.withdrawn"), as_json=as_json)


@command("scope")
@click.argument("references", metavar="TASK...", nargs=-1, type=LINE, shell_complete=completing.tasks)
@click.argument("state", metavar="in|out", type=LINE)
@where_option
@click.option("--reason", type=TEXT, metavar="TEXT", default="", help=t("cli.scope.reason"))
@json_option
def scope(references: tuple[str, ...], state: str, where: str | None, reason: str, as_json: bool) -> None:
    from planreview.services import review

    supervised = state.lower() == "in"
    if state.lower() not in {"in", "out"}:
        raise InputError("cli_scope_unknown", text=state)
    with writing() as ws:
        receipt = review.set_scope(ws, chosen_tasks(ws, references, where), supervised, reason=reason)
        print_receipt(ws, receipt, t("cli.scope.in" if supervised else "cli.scope.out"), as_json=as_json)


COMMANDS = {"mark": mark, "note": note, "scope": scope}
