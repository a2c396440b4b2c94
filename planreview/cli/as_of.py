"""``planreview as-of``: the date that all figures are computed for (截至)."""

from __future__ import annotations

from datetime import date

import click

from planreview.catalogue import t
from planreview.cli import words
from planreview.cli.arguments import DAY
from planreview.cli.common import command, json_option, reading, writing
from planreview.cli.output import Column, narrate, say_json, say_table
from planreview.domain.review import PlanInfo
from planreview.errors import InputError


@command("as-of")
@click.argument("day", metavar="[DATE]", required=False, type=DAY)
@click.option("--clear", is_flag=True, help=t("cli.as_of.clear"))
@json_option
def as_of(day: date | None, clear: bool, as_json: bool) -> None:
    from planreview.services import queries, review

    if clear and day is not None:
        raise InputError("cli_as_of_both")
    if not clear and day is None:
        with reading() as ws:
            _print(queries.plans(ws), as_json=as_json)
        return
    with writing() as ws:
        review.set_as_of(ws, day)
        plans = queries.plans(ws)
    narrate(t("cli.as_of.cleared") if day is None else t("cli.as_of.set", date=day))
    _print(plans, as_json=as_json)


def _print(plans: tuple[PlanInfo, ...], *, as_json: bool) -> None:
    if as_json:
        say_json([{"plan": one.key, "as_of": one.as_of.isoformat(), "schedule_share": float(one.share)} for one in plans])
        return
    columns = [Column(t("cli.column.as_of")), Column(t("cli.column.share"), "right"), Column(t("cli.column.city"))]
    columns.append(Column(t("cli.column.title"), shrink=True))
    say_table(columns, [[words.day(one.as_of), words.figure(one.share), one.city, one.title] for one in plans])


COMMANDS = {"as-of": as_of}
