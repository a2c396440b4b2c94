"""``planreview tasks`` and ``search``: tasks by the filters of the screens, as an aligned table or JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from planreview.aims import gap_words
from planreview.catalogue import t, tn
from planreview.cli import words
from planreview.cli.arguments import DAY, LINE, at_least
from planreview.cli.common import command, json_option, reading
from planreview.cli.filters import filter_options, filter_text
from planreview.cli.output import Column, narrate, say, say_json, say_table
from planreview.cli.records import row_record
from planreview.domain.review import TaskFilter, TaskRow
from planreview.errors import InputError

if TYPE_CHECKING:
    from planreview.services.workspace import Workspace

# So many are counted where fewer are listed.
_COUNTED = 1_000
_SORTS = ("plan", "due", "gap", "verdict", "department", "updated")
_ORDERS = (*_SORTS, *(f"-{sort}" for sort in _SORTS))


@command("tasks")
@click.argument("words_given", metavar="[FILTER]...", nargs=-1, type=LINE)
@filter_options
@click.option("--sort", type=click.Choice(_ORDERS), metavar="|".join(_SORTS), help=t("cli.tasks.sort"))
@click.option("--view", type=LINE, metavar="NAME", help=t("cli.tasks.view"))
@click.option("--limit", type=at_least(0), metavar="N", help=t("cli.tasks.limit"))
@click.option("--as-of", "as_of", type=DAY, metavar="DATE", help=t("cli.show.as_of"))
@json_option
def tasks(
    words_given: tuple[str, ...],
    sort: str | None,
    view: str | None,
    limit: int | None,
    as_of: date | None,
    as_json: bool,
    **options: object,
) -> None:
    with reading(as_of) as ws:
        text = filter_text(words_given, options)
        if view is not None:
            text = f"{_view(ws, view)} {text}"
        if not text:
            _print(ws, TaskFilter(), sort or "plan", None, limit, as_json=as_json)
            return
        from planreview.services.filter_text import parse_sentence, refuse_selected

        said = parse_sentence(ws, text)
        refuse_selected(said.filter)
        _print(ws, said.filter, sort or said.sort or "plan", said.group, limit, as_json=as_json)


def _view(ws: Workspace, name: str) -> str:
    """What a saved view lists, as a sentence."""
    from planreview.services.views import the_view

    return the_view(ws, name).words


@command("search")
@click.argument("text", metavar="TEXT", type=LINE)
@click.option("--limit", type=at_least(0), metavar="N", help=t("cli.tasks.limit"))
@json_option
def search(text: str, limit: int | None, as_json: bool) -> None:
    if not text:
        raise InputError("cli_search_empty")
    with reading() as ws:
        _print(ws, TaskFilter(text=text, supervised=None), "plan", None, limit, as_json=as_json)


def _print(ws: Workspace, chosen: TaskFilter, sort: str, group: str | None, limit: int | None, *, as_json: bool) -> None:
    """The first tasks of a list, and how many there are; of very many only that there are more."""
    from planreview.services.meaning import meant
    from planreview.services.queries import plans, responsibilities, sums, task_ids, task_rows

    most = -1 if limit is None else max(limit, _COUNTED) + 1
    ids = task_ids(ws, chosen, sort=sort, group=group, limit=most)
    shown = list(ids if limit is None else ids[:limit])
    rows = task_rows(ws, shown)
    known = {plan.id: plan for plan in plans(ws, {row.plan_id for row in rows} if rows else None)}
    if as_json:
        departments = responsibilities(ws, shown)
        say_json([row_record(row, known[row.plan_id], departments.get(row.id, ())) for row in rows])
        return
    say(words.as_of_line([known[one] for one in dict.fromkeys(row.plan_id for row in rows)] or list(known.values())))
    if rows:
        from planreview.services.references import page_references

        with ws.store.reading() as connection:
            _print_table(rows, page_references(connection, list(known.values())))
    listed = "" if len(rows) == len(ids) else t("cli.tasks.shown", n=len(rows))
    if chosen.text and rows and meant(ws, chosen) is not chosen:
        listed += t("filter.spoken")
    if len(ids) < most or most < 0:
        narrate(tn("cli.tasks.count", len(ids)) + listed)
    elif chosen == TaskFilter():
        narrate(tn("cli.tasks.count", sums(ws, chosen).total) + listed)
    else:
        narrate(t("cli.tasks.count_more", n=len(ids) - 1) + listed)


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
            gap_words(row.attainment, row.gap),
            words.due(row),
            *([words.reason_parts(row.lacks)] if lacking else []),
        ]
        for row in rows
    ]
    say_table(columns, table)


COMMANDS = {"tasks": tasks, "search": search}
