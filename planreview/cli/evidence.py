"""``planreview evidence``: files and documents that show a task was done; whether the files are still what they were."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planreview.catalogue import t, tn
from planreview.cli import completing, words
from planreview.cli.arguments import FILE, LINE
from planreview.cli.choosing import chosen_tasks, print_receipt
from planreview.cli.common import command, json_option, reading, writing
from planreview.cli.output import Column, narrate, say_json, say_table
from planreview.cli.quoting import quoted
from planreview.cli.records import plain
from planreview.domain.spoken import METHODS, EvidenceView
from planreview.errors import InputError

if TYPE_CHECKING:
    from planreview.services.evidence import Hashed

_FOUND_WRONG = 1
_SHORT = 8


@command("evidence")
@click.argument("reference", metavar="TASK", type=LINE, shell_complete=completing.tasks)
@click.argument("file", metavar="[FILE]", required=False, type=FILE)
@click.option("--document", type=LINE, metavar="NO", default="", help=t("cli.evidence.document"))
@click.option("--method", type=click.Choice(METHODS), default=METHODS[0], show_default=True, help=t("cli.evidence.method"))
@click.option("--remark", type=LINE, metavar="TEXT", default="", help=t("cli.evidence.remark"))
@click.option("--check", is_flag=True, help=t("cli.evidence.check"))
@click.option("--withdraw", type=LINE, metavar="ID", help=t("cli.evidence.withdraw"))
@json_option
@click.pass_context
def evidence(
    context: click.Context,
    reference: str,
    file: Path | None,
    document: str,
    method: str,
    remark: str,
    check: bool,
    withdraw: str | None,
    as_json: bool,
) -> None:
    adds = file is not None or bool(document) or bool(remark)
    if sum((adds, check, withdraw is not None)) > 1:
        raise InputError("cli_evidence_two")
    if adds:
        _add(reference, file, document, method, remark, as_json=as_json)
    elif withdraw is not None:
        _withdraw(reference, withdraw, as_json=as_json)
    elif _list(reference, check=check, as_json=as_json):
        context.exit(_FOUND_WRONG)


def _add(reference: str, file: Path | None, document: str, method: str, remark: str, *, as_json: bool) -> None:
    from planreview.services import evidence as services

    hashed: Hashed | None = None if file is None else services.hash_evidence(file)
    with writing() as ws:
        tasks = chosen_tasks(ws, (reference,), None)
        receipt = services.add_evidence(ws, tasks, hashed, method=method, document=document, remark=remark)
        print_receipt(ws, receipt, t("cli.operation.evidence"), as_json=as_json)


def _withdraw(reference: str, wanted: str, *, as_json: bool) -> None:
    from planreview.services import evidence as services

    with writing() as ws:
        known = [one.id for task in chosen_tasks(ws, (reference,), None) for one in services.evidence_of(ws, task)]
        fits = [one for one in known if wanted and one.startswith(wanted)]
        if len(fits) != 1:
            raise InputError("cli_evidence_unknown", text=quoted(wanted), n=len(fits))
        receipt = services.withdraw_evidence(ws, fits[0])
        print_receipt(ws, receipt, t("cli.operation.evidence-withdrawn"), as_json=as_json)


def _list(reference: str, *, check: bool, as_json: bool) -> bool:
    """Print the evidence of tasks; whether a file was found to be another, or gone."""
    from planreview.services import evidence as services

    with reading() as ws:
        found = {task: services.evidence_of(ws, task) for task in chosen_tasks(ws, (reference,), None)}
    pieces = [one for views in found.values() for one in views]
    states = services.check_evidence(pieces) if check else {}
    if as_json:
        say_json([evidence_record(one, states) for one in pieces])
    elif not pieces:
        narrate(t("cli.evidence.none"))
    else:
        names = ("id", "on", "method", "document", "file", "remark", *(("state",) if check else ()))
        columns = [Column(t(f"cli.evidence.column.{name}"), shrink=name in {"file", "remark"}) for name in names]
        say_table(columns, [_row(one, states, check=check) for one in pieces])
    wrong = sum(state != services.SAME for state in states.values())
    if check and pieces:
        narrate(tn("cli.evidence.wrong", wrong) if wrong else t("cli.evidence.all_same"))
    return wrong > 0


def _row(one: EvidenceView, states: Mapping[str, str], *, check: bool) -> list[str]:
    state = t(f"evidence.state.{states[one.id]}") if one.id in states else "-"
    cells = [one.id[:_SHORT], words.day(one.on), t(f"evidence.method.{one.method}") if one.method in METHODS else "-"]
    return [*cells, one.document or "", one.path or "", one.remark or "", *([state] if check else [])]


def evidence_record(one: EvidenceView, states: Mapping[str, str]) -> dict[str, Any]:
    """A piece of evidence; ``state`` where its file was looked at."""
    record = {name: plain(getattr(one, name)) for name in one.__slots__}
    return record | ({"state": states[one.id]} if one.id in states else {})


COMMANDS = {"evidence": evidence}
