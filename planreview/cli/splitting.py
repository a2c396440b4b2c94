"""``planreview split`` and ``join``: a task divided into parts with leads and dues of their own, and made one again."""

from __future__ import annotations

from datetime import date

import click

from planreview.catalogue import t, tn
from planreview.cli import completing
from planreview.cli.arguments import DAY, LINE
from planreview.cli.choosing import chosen_tasks, print_receipt, warn_if_later
from planreview.cli.common import command, json_option, writing
from planreview.cli.output import narrate
from planreview.errors import InputError

_on = click.option("--on", type=DAY, metavar="DATE", help=t("cli.option.on"))


@command("split")
@click.argument("reference", metavar="TASK", type=LINE, shell_complete=completing.tasks)
@click.argument("parts", metavar="[TITLE|UNITS|DUE...]", nargs=-1, type=LINE)
@_on
@json_option
def split(reference: str, parts: tuple[str, ...], on: date | None, as_json: bool) -> None:
    from planreview.services import splitting

    with writing() as ws:
        (task,) = _one(chosen_tasks(ws, (reference,), None))
        said = parts or splitting.own_parts(ws, task)
        if not said:
            raise InputError("split_no_parts")
        receipt = splitting.split(ws, task, [splitting.parse_part(one, ws.today()) for one in said], on=on)
        print_receipt(ws, receipt, t("cli.split.done"), as_json=as_json)
        left = receipt.values.get("targets_left")
        if isinstance(left, int) and left:
            narrate(tn("split.targets_left", left))
        warn_if_later(ws, receipt, on)


@command("join")
@click.argument("reference", metavar="TASK", type=LINE, shell_complete=completing.tasks)
@_on
@json_option
def join(reference: str, on: date | None, as_json: bool) -> None:
    from planreview.services import splitting

    with writing() as ws:
        (task,) = _one(chosen_tasks(ws, (reference,), None))
        receipt = splitting.join(ws, task, on=on)
        print_receipt(ws, receipt, t("cli.join.done"), as_json=as_json)
        warn_if_later(ws, receipt, on)


def _one(tasks: tuple[int, ...]) -> tuple[int]:
    if len(tasks) != 1:
        raise InputError("split_one_task")
    return (tasks[0],)


COMMANDS = {"split": split, "join": join}
