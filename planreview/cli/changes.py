"""``planreview changes`` and ``same-task``: what a revision changed, and what a person decides where matching was unsure."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planreview.catalogue import t
from planreview.cli import completing
from planreview.cli.arguments import FILE, LINE, at_least
from planreview.cli.choices import imprint_of
from planreview.cli.choosing import print_receipt
from planreview.cli.common import command, json_option, reading, writing
from planreview.cli.output import chosen_form, hand_on, narrate, say_json, say_lines, terminal_cells
from planreview.errors import InputError

if TYPE_CHECKING:
    from planreview.domain.changes import ChangeTable

FORMATS = ("table", "csv", "md", "html", "json")
# Stands as lines on a terminal as well as in a file; of the others the bytes are handed on as they are.
_LINES = ("md",)
# Cells of the widest page on a terminal.
_WIDEST = 120


@command("changes")
@click.argument("plan", type=LINE, metavar="PLAN", shell_complete=completing.plans)
@click.option("--revision", type=at_least(2), metavar="N", help=t("cli.changes.revision"))
@click.option("--all", "every", is_flag=True, help=t("cli.changes.all"))
@click.option("--doubtful", is_flag=True, help=t("cli.changes.doubtful"))
@click.option("--format", "form", type=click.Choice(FORMATS), help=t("cli.summary.format"))
@json_option
@click.option("-o", "--output", type=FILE, metavar="FILE", help=t("cli.summary.output"))
@click.option("--overwrite", is_flag=True, help=t("cli.summary.overwrite"))
def changes(
    plan: str,
    revision: int | None,
    every: bool,
    doubtful: bool,
    form: str | None,
    as_json: bool,
    output: Path | None,
    overwrite: bool,
) -> None:
    from planreview.render.change_formats import to_json
    from planreview.services import revision_changes
    from planreview.services.queries import the_plan

    chosen = chosen_form(form, as_json=as_json)
    with reading() as ws:
        table = revision_changes.changes(ws, the_plan(ws, plan), revision)
        if output is not None or chosen not in {None, "table"}:
            table = replace(table, imprint=imprint_of(ws))
    if doubtful:
        table = replace(table, rows=(), indicators=())
    if output is not None:
        _write(table, chosen, output, every=every, overwrite=overwrite)
    elif chosen == "json":
        say_json(to_json(table))
    elif doubtful and not table.doubts:
        narrate(t("cli.changes.nothing_doubtful"))
    else:
        _say(table, chosen, every=every)


def _write(table: ChangeTable, form: str | None, output: Path, *, every: bool, overwrite: bool) -> None:
    from planreview.render.change_formats import FORMATS as KNOWN
    from planreview.render.change_formats import render_changes
    from planreview.render.files import write_file
    from planreview.render.formats import format_of

    chosen = form or {"text": "table"}.get(format_of(output.name) or "", format_of(output.name))
    if chosen not in KNOWN:
        raise InputError("cli_format_needed", file=output.name, known=", ".join(KNOWN))
    write_file(output, render_changes(table, chosen, every=every), overwrite=overwrite)
    narrate(t("cli.summary.written", file=output))


def _say(table: ChangeTable, form: str | None, *, every: bool) -> None:
    from planreview.render.change_formats import PAGE, render_changes, text_lines

    if form in {None, "table"}:
        cells = terminal_cells()
        say_lines(text_lines(table, every=every, page=PAGE if cells is None else min(cells - 1, _WIDEST)))
    elif form in _LINES:
        say_lines(render_changes(table, form or "md", every=every).decode("utf-8").splitlines())
    else:
        hand_on(render_changes(table, form or "table", every=every))


@command("same-task")
@click.argument("new", metavar="NEW", type=LINE, shell_complete=completing.tasks)
@click.argument("old", metavar="OLD", type=LINE)
@click.option("--part", is_flag=True, help=t("cli.same_task.part"))
@click.option("--different", is_flag=True, help=t("cli.same_task.different"))
@json_option
def same_task(new: str, old: str, part: bool, different: bool, as_json: bool) -> None:
    from planreview.services.queries import resolve_task
    from planreview.services.settling import former_task, settle

    if part and different:
        raise InputError("cli_two_answers")
    answer = "part" if part else "other" if different else "same"
    with writing() as ws:
        (task,) = resolve_task(ws, new)
        receipt = settle(ws, task, former_task(ws, task, old), answer)
        print_receipt(ws, receipt, t(f"cli.same_task.done_{answer}"), as_json=as_json)


COMMANDS = {"changes": changes, "same-task": same_task}
