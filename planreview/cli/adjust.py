"""``planreview adjust``: a target or due date changed with approval, from a day on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from planreview.catalogue import t
from planreview.cli import completing, words
from planreview.cli.actual import targets_meant, the_target
from planreview.cli.arguments import DAY, LINE
from planreview.cli.choosing import print_receipt, warn_if_later
from planreview.cli.common import command, json_option, writing
from planreview.domain.adjusting import DUE
from planreview.domain.entries import parse_date
from planreview.domain.review import Receipt
from planreview.errors import InputError
from planreview.text import show

if TYPE_CHECKING:
    from planreview.services.workspace import Workspace

_NOTHING = {"-", "\uff0d"}


@command("adjust")
@click.argument("reference", metavar="TASK[#N]|PLAN#N", type=LINE, shell_complete=completing.tasks)
@click.option("--value", type=LINE, metavar="NEW", help=t("cli.adjust.value"))
@click.option("--value-max", type=LINE, metavar="NEW", help=t("cli.adjust.value_max"))
@click.option("--baseline", type=LINE, metavar="NEW", help=t("cli.adjust.baseline"))
@click.option("--due", type=LINE, metavar="NEW", help=t("cli.adjust.due"))
@click.option("--approver", type=LINE, metavar="NAME", default="", help=t("cli.adjust.approver"))
@click.option("--document", type=LINE, metavar="NO", default="", help=t("cli.adjust.document"))
@click.option("--from", "since", type=DAY, metavar="DATE", help=t("cli.adjust.from"))
@json_option
def adjust(
    reference: str,
    value: str | None,
    value_max: str | None,
    baseline: str | None,
    due: str | None,
    approver: str,
    document: str,
    since: date | None,
    as_json: bool,
) -> None:
    said = {"value": value, "value_max": value_max, "baseline": baseline, "due": due}
    new = {name: "" if text in _NOTHING else text for name, text in said.items() if text is not None}
    with writing() as ws:
        receipt = _adjust(ws, reference, new, (approver, document), since)
        pairs = [(name, old_new) for name, old_new in receipt.values.items() if isinstance(old_new, list)]
        changed = t("adjust.and").join(words.adjusted_words(name, *pair) for name, pair in pairs)
        print_receipt(ws, receipt, t("cli.adjust.done", what=changed), as_json=as_json)
        warn_if_later(ws, receipt, since)


def _adjust(ws: Workspace, reference: str, new: dict[str, str], approval: tuple[str, str], since: date | None) -> Receipt:
    from planreview.services import adjusting, queries

    approver, document = approval
    task, sign, number = reference.replace("＃", "#").partition("#")
    if not sign and DUE in new:
        if len(new) > 1:
            raise InputError("cli_adjust_mixed")
        (one,) = queries.resolve_task(ws, task)
        day = parse_date(new[DUE], ws.today())
        if day is None:
            raise InputError("adjust_day", text=show(new[DUE]))
        if one < 0:
            return adjusting.adjust_target(ws, -one, new, approver=approver, document=document, on=since)
        return adjusting.adjust_due(ws, one, day, approver=approver, document=document, on=since)
    target = the_target(targets_meant(ws, task), number.strip() or None)
    return adjusting.adjust_target(ws, target.id, new, approver=approver, document=document, on=since)


COMMANDS = {"adjust": adjust}
