"""``planreview round`` and ``carry``: rounds of review (督查轮次), and verdicts carried over from the last one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from planreview.catalogue import t
from planreview.cli import completing, words
from planreview.cli.arguments import DAY, LINE
from planreview.cli.choosing import chosen_tasks, print_receipt
from planreview.cli.common import command, common_options, json_option, reading, where_option, writing
from planreview.cli.department_changes import plans_option
from planreview.cli.help import SpeakingGroup
from planreview.cli.output import Column, narrate, say, say_json, say_table
from planreview.cli.records import plain
from planreview.text import show

if TYPE_CHECKING:
    from planreview.domain.rounds import CarryCount, RoundInfo
    from planreview.services.workspace import Workspace


@click.group("round", cls=SpeakingGroup, help=t("cli.round.help"))
@common_options
def round_() -> None:
    pass


@command("open", key="round.open")
@click.argument("name", metavar="NAME", type=LINE)
@plans_option
@click.option("--as-of", "as_of", type=DAY, metavar="DATE", help=t("cli.round.as_of"))
@json_option
def open_(name: str, plan: tuple[str, ...], as_of: date | None, as_json: bool) -> None:
    from planreview.services import rounds

    with writing() as ws:
        receipt = rounds.open_round(ws, name, plans=_plans(ws, plan), as_of=as_of)
        opened = rounds.the_round(ws, str(receipt.values["round"]))
    _print(opened, t("cli.round.opened", name=opened.name), as_json=as_json)
    if as_of is not None:
        narrate(t("cli.as_of.set", date=as_of))


def _plans(ws: Workspace, names: tuple[str, ...]) -> list[int]:
    from planreview.services.queries import resolve_plan

    return list(dict.fromkeys(plan for name in names for plan in resolve_plan(ws, name)))


@command("rename", key="round.rename")
@click.argument("round_name", metavar="ROUND", type=LINE)
@click.argument("name", metavar="NAME", type=LINE)
@json_option
def rename(round_name: str, name: str, as_json: bool) -> None:
    from planreview.services import rounds

    with writing() as ws:
        receipt = rounds.rename_round(ws, round_name, name)
        renamed = rounds.the_round(ws, str(receipt.values["round"]))
    _print(renamed, t("cli.round.renamed", old=show(str(receipt.values["was"])), name=show(renamed.name)), as_json=as_json)


@command("close", key="round.close")
@click.argument("name", metavar="[NAME]", required=False, type=LINE)
@click.option("--force", is_flag=True, help=t("cli.round.force"))
@json_option
def close(name: str | None, force: bool, as_json: bool) -> None:
    from planreview.services import rounds

    with writing() as ws:
        receipt = rounds.close_round(ws, name, force=force)
        left = rounds.round_left(ws, str(receipt.values["round"]))
        closed = rounds.the_round(ws, str(receipt.values["round"]))
    _print(closed, t("cli.round.closed", name=closed.name), as_json=as_json)
    if left.any:
        narrate(t("cli.round.left", left=rounds.left_words(left)))
    narrate(t("cli.round.print", name=words.quoted_name(closed.name)))


@command("list", key="round.list")
@json_option
def list_(as_json: bool) -> None:
    from planreview.services import rounds

    with reading() as ws:
        known = rounds.rounds(ws)
    if as_json:
        say_json([_record(one) for one in known])
        return
    if not known:
        narrate(t("cli.round.none"))
        return
    names = ("round", "state", "as_of", "reviewed", "carried", "opened", "closed", "person")
    columns = [Column(t(f"cli.round.column.{name}"), shrink=name == "round") for name in names]
    say_table(columns, [_row(one) for one in known])


def _row(one: RoundInfo) -> list[str]:
    state = t("cli.round.is_open" if one.open else "cli.round.is_closed")
    # A round that kept no counts when it was closed has them in its summary alone.
    counts = [f"{one.reviewed}/{one.total}", str(one.carried)] if one.counted else ["", ""]
    return [one.name, state, words.day(one.as_of), *counts, words.day(one.opened_on), words.day(one.closed_on), one.opened_by]


def _record(one: RoundInfo) -> dict[str, Any]:
    return {
        "id": one.uid,
        "name": one.name,
        "open": one.open,
        "as_of": plain(one.as_of),
        "plans": list(one.plans),
        "opened_on": plain(one.opened_on),
        "opened_by": one.opened_by,
        "closed_on": plain(one.closed_on),
        "total": one.total,
        "reviewed": one.reviewed,
        "carried": one.carried,
    }


def _print(one: RoundInfo, done: str, *, as_json: bool) -> None:
    if as_json:
        say_json(_record(one))
    else:
        say(f"{done}  {one.reviewed}/{one.total}")


@command("carry")
@click.argument("references", metavar="[TASK...]", nargs=-1, type=LINE, shell_complete=completing.tasks)
@where_option
@click.option("--unchanged", is_flag=True, help=t("cli.carry.unchanged"))
@click.option("--dry-run", "dry_run", is_flag=True, help=t("cli.carry.dry_run"))
@json_option
def carry(references: tuple[str, ...], where: str | None, unchanged: bool, dry_run: bool, as_json: bool) -> None:
    from planreview.services import carrying

    with writing() as ws:
        # Without tasks: all that is reviewed and not yet in the round, and nothing new is of.
        alone = not references and where is None and unchanged
        tasks = carrying.tasks_in_rounds(ws) if alone else chosen_tasks(ws, references, where)
        counted = carrying.carry_count(ws, tasks, unchanged=unchanged)
        if not dry_run:
            receipt = carrying.carry(ws, tasks, unchanged=unchanged)
            print_receipt(ws, receipt, t("cli.operation.carry"), as_json=as_json)
        elif as_json:
            say_json(_counts(counted))
    narrate(carrying.carry_words(counted, "cli.carry.would" if dry_run else "cli.carry.done"))


def _counts(counted: CarryCount) -> dict[str, Any]:
    done = {"carried": len(counted.task_ids), "verdicts": dict(counted.verdicts), "skipped": counted.reasons}
    return done | {"news": dict(counted.news)}


for one in (open_, rename, close, list_):
    round_.add_command(one)

COMMANDS = {"round": round_, "carry": carry}
