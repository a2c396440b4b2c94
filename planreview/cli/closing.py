"""``planreview close`` and ``reopen``: closing tasks (销号) step by step; ``report``: what departments claim (自评)."""

from __future__ import annotations

from datetime import date

import click

from planreview.catalogue import t
from planreview.cli import completing, words
from planreview.cli.arguments import DAY, LINE, TEXT
from planreview.cli.choosing import chosen_tasks, print_receipt, warn_if_later
from planreview.cli.common import command, json_option, where_option, writing
from planreview.domain.closing import APPLY, CLOSE, REOPEN, RETURN
from planreview.errors import InputError


def _step(references: tuple[str, ...], where: str | None, step: str, reason: str, *, as_json: bool) -> None:
    from planreview.services import closing

    with writing() as ws:
        receipt = closing.take_step(ws, chosen_tasks(ws, references, where), step, reason=reason)
        print_receipt(ws, receipt, t(f"closing.done.{step}"), as_json=as_json)


@command("close")
@click.argument("references", metavar="TASK...", nargs=-1, type=LINE, shell_complete=completing.tasks)
@where_option
@click.option("--apply", "apply_", is_flag=True, help=t("cli.close.apply"))
@click.option("--return", "return_", type=TEXT, metavar="REASON", help=t("cli.close.return"))
@click.option("--remark", type=TEXT, metavar="TEXT", default="", help=t("cli.close.remark"))
@json_option
def close(references: tuple[str, ...], where: str | None, apply_: bool, return_: str | None, remark: str, as_json: bool) -> None:
    if return_ is not None and (apply_ or remark):
        raise InputError("cli_close_two")
    if return_ is not None:
        _step(references, where, RETURN, return_, as_json=as_json)
    else:
        _step(references, where, APPLY if apply_ else CLOSE, remark, as_json=as_json)


@command("reopen")
@click.argument("references", metavar="TASK...", nargs=-1, type=LINE, shell_complete=completing.tasks)
@where_option
@click.option("--reason", type=TEXT, metavar="TEXT", default="", help=t("cli.reopen.reason"))
@json_option
def reopen(references: tuple[str, ...], where: str | None, reason: str, as_json: bool) -> None:
    _step(references, where, REOPEN, reason, as_json=as_json)


@command("report")
@click.argument("references", metavar="TASK...", nargs=-1, type=LINE, shell_complete=completing.tasks)
@where_option
@click.option("--verdict", type=LINE, metavar="VERDICT", help=t("cli.report.verdict"), shell_complete=completing.verdicts)
@click.option("--text", type=TEXT, metavar="TEXT", default="", help=t("cli.report.text"))
@click.option("--on", type=DAY, metavar="DATE", help=t("cli.option.on"))
@json_option
def report(
    references: tuple[str, ...], where: str | None, verdict: str | None, text: str, on: date | None, as_json: bool
) -> None:
    from planreview.services import self_reports

    key = None if verdict is None else words.understand_verdict(verdict)
    with writing() as ws:
        receipt = self_reports.report_tasks(ws, chosen_tasks(ws, references, where), key, text, on=on)
        said = words.verdict_word(key) if key else ""
        print_receipt(ws, receipt, f"{t('cli.operation.self-report')} {said}".rstrip(), as_json=as_json)
        warn_if_later(ws, receipt, on)


COMMANDS = {"close": close, "reopen": reopen, "report": report}
