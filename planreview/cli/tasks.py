"""``planreview tasks`` and ``search``: tasks by the filters of the screens, as an aligned table or JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from planreview.catalogue import t, tn
from planreview.cli import words
from planreview.cli.arguments import DAY, LINE
from planreview.cli.common import command, json_option, reading
from planreview.cli.filters import filter_options, filter_text
from planreview.cli.output import Column, narrate, say, say_json, say_table
from planreview.cli.records import row_record
from planreview.domain.review import TaskRow
from planreview.errors import InputError

if TYPE_CHECKING:
    from planreview.services.workspace import Workspace

_SORTS = ("plan", "due", "gap", "verdict", "department", "updated")
_ORDERS = (*_SORTS, *(f"-{sort}" for sort in _SORTS))


@command("tasks")
@click.argument("words_given", metavar="[FILTER]...", nargs=-1, type=LINE)
@filter_options
@click.option("--sort", type=click.Choice(_ORDERS), metavar="|".join(_SORTS), help=t("cli.tasks.sort"))
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help=t("cli.tasks.limit"))
@click.option("--as-of", "as_of", type=DAY, metavar="DATE", help=t("cli.show.as_of"))
@json_option
def tasks(
    words_given: tuple[str, ...], sort: str | None, limit: int | None, as_of: date | None, as_json: bool, **options: object
) -> None:
    from planreview.services.filter_text import parse_sentence, refuse_selected
    from planreview.services.queries import task_ids

    with reading(as_of) as ws:
        said = parse_sentence(ws, filter_text(words_given, options))
        refuse_selected(said.filter)
        ids = task_ids(ws, said.filter, sort=sort or said.sort or "plan", group=said.group)
        print_tasks(ws, ids, limit, as_json=as_json)


@command("search")
@click.argument("text", metavar="TEXT", type=LINE)
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help=t("cli.tasks.limit"))
@json_option
def search(text: str, limit: int | None, as_json: bool) -> None:
    from planreview.domain.review import TaskFilter
    from planreview.services.queries import task_ids

    if not text:
        raise InputError("cli_search_empty")
    with reading() as ws:
        print_tasks(ws, task_ids(ws, TaskFilter(text=text, supervised=None)), limit, as_json=as_json)


def print_tasks(ws: Workspace, ids: Sequence[int], limit: int | None, *, as_json: bool) -> None:
    """The first tasks of a list, and how many there are."""
    from planreview.services.queries import plans, responsibilities, task_rows
    from planreview.services.references import plan_references

    shown = list(ids if limit is None else ids[:limit])
    rows = task_rows(ws, shown)
    known = {plan.id: plan for plan in plans(ws)}
    if as_json:
        departments = responsibilities(ws, shown)
        say_json([row_record(row, known[row.plan_id], departments.get(row.id, ())) for row in rows])
        return
    say(words.as_of_line([known[one] for one in dict.fromkeys(row.plan_id for row in rows)] or list(known.values())))
    if rows:
        _print_table(rows, plan_references(list(known.values())))
    narrate(tn("cli.tasks.count", len(ids)) + ("" if len(rows) == len(ids) else t("cli.tasks.shown", n=len(rows))))


def _print_table(rows: Sequence[TaskRow], plans: Mapping[int, str]) -> None:
    several = len({row.plan_id for row in rows}) > 1
    lacking = any(row.lacks for row in rows)
    measured = any(row.measure is not None for row in rows)
    columns = [Column(t("cli.column.id")), *([Column(t("cli.column.plan"))] if several else [])]
    columns += [
        Column(t("cli.column.number"), "right"),
        Column(t("cli.column.verdict")),
        Column(t("cli.column.light")),
        Column(t("cli.column.lead"), shrink=True),
        Column(t("cli.column.task"), shrink=True),
        *([Column(t("cli.column.measure"), "right")] if measured else []),
        Column(t("cli.column.attainment"), "right"),
        Column(t("cli.column.gap"), "right"),
        Column(t("cli.column.due")),
        *([Column(t("cli.column.lacks"))] if lacking else []),
    ]
    table = [
        [
            row.uid[: words.SHORT_ID],
            *([plans[row.plan_id]] if several else []),
            words.number(row),
            words.verdict_word(row.verdict),
            words.light_word(row),
            row.lead or t("cli.unassigned"),
            row.title,
            *([words.reached(row)] if measured else []),
            words.figure(row.attainment),
            words.figure(row.gap),
            words.due(row),
            *([words.reason_parts(row.lacks)] if lacking else []),
        ]
        for row in rows
    ]
    say_table(columns, table)


COMMANDS = {"tasks": tasks, "search": search}
