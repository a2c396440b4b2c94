"""``planreview actual``: what has been reached of a target of a task, or of an indicator of a plan."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from planreview.catalogue import t
from planreview.cli import completing, words
from planreview.cli.arguments import DAY, LINE
from planreview.cli.choosing import print_receipt, warn_if_later
from planreview.cli.common import command, json_option, writing
from planreview.cli.help import Speaking
from planreview.cli.quoting import quoted
from planreview.domain.review import TargetView
from planreview.errors import InputError
from planreview.text import fold, show

if TYPE_CHECKING:
    from planreview.services.workspace import Workspace

_FIGURE = re.compile(r"^-(?=[\d.])")


class Negative(Speaking):
    """A command whose arguments may be negative figures, which are not options."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, [_FIGURE.sub("\uff0d", arg) for arg in args])


@command("actual", cls=Negative)
@click.argument("reference", metavar="TASK|PLAN", type=LINE, shell_complete=completing.tasks)
@click.argument("value", metavar="VALUE", type=LINE)
@click.option("--target", type=LINE, metavar="N|TEXT", help=t("cli.actual.target"))
@click.option("--on", type=DAY, metavar="DATE", help=t("cli.option.on"))
@json_option
def actual(reference: str, value: str, target: str | None, on: date | None, as_json: bool) -> None:
    from planreview.services import review

    with writing() as ws:
        chosen = the_target(targets_meant(ws, reference), target)
        receipt = review.record_actual(ws, chosen.id, value, on=on)
        stored = receipt.values["value"]
        said = t("cli.target.pending_word") if stored is None else f"{stored}{show(chosen.unit or '')}"
        print_receipt(ws, receipt, t("cli.actual.done", value=said, target=chosen.metric or chosen.quote), as_json=as_json)
        warn_if_later(ws, receipt, on)


def targets_meant(ws: Workspace, reference: str) -> Sequence[TargetView]:
    """The targets of the task that a reference names; the indicators where it names a plan."""
    from planreview.services import queries
    from planreview.services.references import fitting_plans

    if not queries.task_fits(ws, reference) and fitting_plans(queries.plans(ws), reference):
        return queries.indicators(ws, queries.the_plan(ws, reference))
    (task,) = queries.resolve_task(ws, reference)
    return queries.task_detail(ws, task).targets


def the_target(targets: Sequence[TargetView], wanted: str | None) -> TargetView:
    """The target meant: by its place as ``show`` prints it, or by words of it; the only one needs no naming.

    Raises :class:`InputError` with what there is to choose from.
    """
    if not targets:
        raise InputError("cli_no_target")
    if wanted is None:
        fitting = list(targets)
    elif wanted.isdecimal():
        fitting = list(targets[int(wanted) - 1 : int(wanted)]) if 0 < int(wanted) <= len(targets) else []
    else:
        fitting = [one for one in targets if fold(wanted) in fold(one.metric + one.quote)]
    if len(fitting) == 1:
        return fitting[0]
    meant = {one.id for one in fitting or targets}
    listed = "\n".join(f"  [{place}] {words.target_words(one)}" for place, one in enumerate(targets, 1) if one.id in meant)
    if wanted is None:
        raise InputError("cli_target_ambiguous", n=len(targets), candidates=listed)
    raise InputError("cli_target_unknown", text=quoted(wanted), n=len(fitting), candidates=listed)


COMMANDS = {"actual": actual}
