"""``planreview summary``: the figures by department and by other groups, on screen, in a pipe or as a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planreview.catalogue import t
from planreview.cli import completing
from planreview.cli.arguments import DAY, FILE, LINE
from planreview.cli.choices import imprint_of
from planreview.cli.common import command, reading
from planreview.cli.output import chosen_form, narrate
from planreview.cli.summing import BRIEF, print_summary, summarise
from planreview.domain.grouping import BYS, MODES
from planreview.domain.records import replace
from planreview.domain.review import TaskFilter
from planreview.errors import InputError
from planreview.render.formats import FORMATS

if TYPE_CHECKING:
    from planreview.domain.summary import Summary
    from planreview.services.workspace import Workspace


@command("summary")
@click.option("--by", type=click.Choice(BYS), default="department", show_default=True, help=t("cli.summary.by"))
@click.option("--mode", type=click.Choice(MODES), default="lead", show_default=True, help=t("cli.summary.mode"))
@click.option("--as-of", "as_of", type=DAY, metavar="DATE", help=t("cli.summary.as_of"))
@click.option("--round", "round_", type=LINE, metavar="ROUND", help=t("cli.summary.round"))
@click.option("--plan", type=LINE, multiple=True, metavar="PLAN", help=t("cli.filter.plan"), shell_complete=completing.plans)
@click.option("--city", type=LINE, multiple=True, metavar="CITY", help=t("cli.filter.city"), shell_complete=completing.cities)
@click.option("--where", type=LINE, metavar="FILTER", help=t("cli.summary.where"))
@click.option("--format", "form", type=click.Choice(FORMATS), help=t("cli.summary.format"))
@click.option("--json", "as_json", is_flag=True, help=t("cli.option.json"))
@click.option("-o", "--output", type=FILE, metavar="FILE", help=t("cli.summary.output"))
@click.option("--overwrite", is_flag=True, help=t("cli.summary.overwrite"))
@click.option("--all", "every", is_flag=True, help=t("cli.summary.all"))
def summary(
    by: str,
    mode: str,
    as_of: date | None,
    round_: str | None,
    plan: tuple[str, ...],
    city: tuple[str, ...],
    where: str | None,
    form: str | None,
    as_json: bool,
    output: Path | None,
    overwrite: bool,
    every: bool,
) -> None:
    chosen = chosen_form(form, as_json=as_json)
    if round_ is not None and (as_of is not None or plan or city or where is not None):
        raise InputError("cli_round_alone")
    with reading(as_of) as ws:
        if round_ is None:
            scope = _scope(ws, plan, city, where) if plan or city or where else TaskFilter()
            result = summarise(ws, by, mode, scope, brief=not every and output is None and chosen in BRIEF)
            issued = False
        else:
            from planreview.services.issued import issued_summary
            from planreview.services.rounds import the_round

            result = issued_summary(ws, round_, by=by, mode=mode, listed=True)
            issued = not the_round(ws, round_).open
        # What was issued is the same whenever it is printed.
        result = result if issued else replace(result, imprint=imprint_of(ws))
        uids = _uids(ws, result) if chosen == "json" or _named_json(output) else {}
    if output is not None:
        _write(result, chosen, output, uids, overwrite=overwrite)
    else:
        print_summary(result, chosen, uids)


def _scope(ws: Workspace, plans: tuple[str, ...], cities: tuple[str, ...], where: str | None) -> TaskFilter:
    from planreview.cli.filters import filter_text
    from planreview.services.filter_text import parse_filter

    return parse_filter(ws, filter_text([where] if where else [], {"plan": plans, "city": cities}))


def _named_json(output: Path | None) -> bool:
    return output is not None and output.suffix.lower() == ".json"


def _uids(ws: Workspace, result: Summary) -> dict[int | str, str]:
    """The ids that two machines agree on, for every task that the summary counts."""
    from planreview.services.queries import task_uids

    own = () if result.indicators is None else result.indicators.cells.values()
    ids = {one for group in (result.total, *result.groups) for cell in group.cells.values() for one in cell}
    ids |= {one for cell in own for one in cell}
    return dict(task_uids(ws, [one for one in ids if isinstance(one, int)]).items())


def _write(result: Summary, form: str | None, output: Path, uids: dict[int | str, str], *, overwrite: bool) -> None:
    from planreview.render.files import write_file
    from planreview.render.formats import format_of, render_summary

    chosen = form or format_of(output.name)
    if chosen is None:
        raise InputError("cli_format_needed", file=output.name, known=", ".join(FORMATS))
    write_file(output, render_summary(result, chosen, uids), overwrite=overwrite)
    narrate(t("cli.summary.written", file=output))


COMMANDS = {"summary": summary}
