"""``planreview undo``, ``redo`` and ``log``: the operation log."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from planreview.catalogue import t, tn
from planreview.cli import words
from planreview.cli.arguments import LINE, at_least
from planreview.cli.choosing import print_receipt
from planreview.cli.common import command, json_option, reading, writing
from planreview.cli.output import Column, narrate, say_json, say_table
from planreview.cli.records import operation_record
from planreview.domain.operations import REDO, UNDO
from planreview.domain.records import replace

if TYPE_CHECKING:
    from planreview.services.workspace import Workspace

_LIMIT = 50
# Tasks of an action taken back that are named; one line a task of a whole city would hide what was said before.
_LINES = 10


@command("undo")
@json_option
def undo(as_json: bool) -> None:
    _turn(UNDO, "cli.undo.done", as_json=as_json)


@command("redo")
@json_option
def redo(as_json: bool) -> None:
    _turn(REDO, "cli.redo.done", as_json=as_json)


def _turn(kind: str, said: str, *, as_json: bool) -> None:
    """What was taken back, or done again; what is about no task is named, for no task follows that would say it."""
    from planreview.services import actions

    with writing() as ws:
        turned = actions.turn(ws, kind)
        receipt = turned.receipt
        what = t(f"cli.operation.{receipt.kind}")
        if turned.action is not None and not receipt.task_ids:
            what = words.operation_words(replace(turned.action.entry, live=True), _named(ws), {})
        print_receipt(ws, receipt, t(said, what=what), as_json=as_json, most=_LINES)


def _named(ws: Workspace) -> dict[str, str]:
    """Departments by uid."""
    from planreview.services.departments import departments

    return {one.uid: one.name for one in departments(ws)}


@command("log")
@click.option("--task", type=LINE, metavar="TASK", help=t("cli.log.task"))
@click.option("--limit", type=at_least(1), default=_LIMIT, metavar="N", show_default=True, help=t("cli.log.limit"))
@json_option
def log(task: str | None, limit: int, as_json: bool) -> None:
    from planreview.services import care
    from planreview.services.queries import resolve_task, task_rows
    from planreview.services.targets import target_names

    with reading() as ws:
        chosen = None if task is None else resolve_task(ws, task)[0]
        entries = care.log(ws, limit=limit, task_id=chosen)
        names = _named(ws)
        targets = target_names(ws, entries)
        about_tasks = {entry.item_id for entry in entries if entry.item_id is not None}
        rows = {row.id: row for row in task_rows(ws, list(about_tasks))}
        gone = _gone(ws, about_tasks - rows.keys())
    if as_json:
        uids = {one: row.uid for one, row in rows.items()} | {one: uid for one, (uid, _) in gone.items()}
        say_json([operation_record(entry, uids.get(entry.item_id or 0)) for entry in entries])
        return
    if not entries:
        narrate(t("cli.log.none"))
        return
    columns = [
        Column(t("cli.column.recorded")),
        Column(t("cli.column.effective")),
        Column(t("cli.column.person")),
        Column(t("cli.column.operation"), shrink=True),
        Column(t("cli.column.task"), shrink=True),
    ]
    table = []
    for entry in entries:
        row = rows.get(entry.item_id or 0)
        about = f"{row.uid[: words.SHORT_ID]} {words.place(row)} {row.title}" if row else ""
        if entry.item_id in gone:
            uid, name = gone[entry.item_id]
            about = t("cli.log.gone", task=f"{uid[: words.SHORT_ID]} {name}")
        table.append(
            [
                words.local_time(entry.recorded_at),
                words.day(entry.effective_on),
                entry.person,
                words.operation_words(entry, names, targets),
                about,
            ]
        )
    say_table(columns, table)
    narrate(tn("cli.log.count", len(entries)))


def _gone(ws: Workspace, tasks: set[int]) -> dict[int, tuple[str, str]]:
    """Id and name of tasks that a revision dropped."""
    if not tasks:
        return {}
    from planreview.services.revision_changes import former_names

    return former_names(ws, tasks)


COMMANDS = {"undo": undo, "redo": redo, "log": log}
