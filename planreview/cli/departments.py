"""``planreview departments``: list them, make offices from a pasted list, give aliases, names, order, leaders; rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from planreview.catalogue import t, tn
from planreview.cli.arguments import LINE, TEXT
from planreview.cli.choosing import print_receipt
from planreview.cli.common import common_options, json_option, reading, writing
from planreview.cli.department_changes import CHANGES, city_option
from planreview.cli.help import SpeakingGroup
from planreview.cli.output import Column, narrate, say_json, say_lines, say_table
from planreview.cli.records import department_record
from planreview.domain.review import DepartmentInfo
from planreview.errors import InputError

if TYPE_CHECKING:
    from planreview.services.workspace import Workspace


@click.group("departments", cls=SpeakingGroup, invoke_without_command=True, help=t("cli.departments.help"))
@click.option("--offices", type=TEXT, metavar="NAMES", help=t("cli.departments.offices"))
@click.option("--parent", type=LINE, metavar="NAME", help=t("cli.departments.parent"))
@city_option
@json_option
@common_options
@click.pass_context
def departments(context: click.Context, offices: str | None, parent: str | None, city: str | None, as_json: bool) -> None:
    if context.invoked_subcommand is not None:
        return
    if offices is not None:
        with writing() as ws:
            _create(ws, offices, parent, city, as_json=as_json)
        return
    if parent is not None:
        raise InputError("cli_parent_alone")
    with reading() as ws:
        _print_list(ws, city, as_json=as_json)


def _create(ws: Workspace, offices: str, parent: str | None, city: str | None, *, as_json: bool) -> None:
    from planreview.services import departments as services

    above = None if parent is None else services.the_department(ws, parent, city)
    place = city or (above.city if above else _only_city(ws))
    receipt = services.create_departments(ws, place, offices, parent=above.id if above else None)
    if as_json:
        print_receipt(ws, receipt, "", as_json=True)
        return
    chosen = receipt.values.get("department_ids")
    wanted = set(chosen) if isinstance(chosen, tuple) else set()
    say_lines(one.name for one in services.departments(ws, city=place) if one.id in wanted)
    made, known = (int(str(receipt.values[name])) for name in ("made", "known"))
    narrate(tn("cli.departments.created", made) + (tn("cli.departments.known", known) if known else ""))


def _only_city(ws: Workspace) -> str:
    """The city of the store where it has but one; raises :class:`InputError` that asks for ``--city`` otherwise."""
    from planreview.services.queries import plans

    cities = sorted({plan.city for plan in plans(ws)})
    if len(cities) != 1:
        raise InputError("cli_city_needed", cities=t("cli.comma").join(cities) or "-")
    return cities[0]


def _print_list(ws: Workspace, city: str | None, *, as_json: bool) -> None:
    from planreview.services import departments as services

    found = services.departments(ws, city=city)
    names = {one.id: one.name for one in found}
    if as_json:
        say_json([department_record(one, names.get(one.parent_id or 0)) for one in found])
        return
    if not found:
        narrate(t("cli.departments.none"))
        return
    columns = [
        Column(t("cli.column.city")),
        Column(t("cli.column.department")),
        Column(t("cli.column.parent"), shrink=True),
        Column(t("cli.column.order"), "right"),
        Column(t("cli.column.leads"), "right"),
        Column(t("cli.column.supports"), "right"),
        Column(t("cli.column.leader")),
        Column(t("cli.column.aliases"), shrink=True),
    ]
    say_table(columns, [_row(one, names) for one in found])


def _row(one: DepartmentInfo, names: dict[int, str]) -> Sequence[str]:
    return (
        one.city,
        one.name,
        names.get(one.parent_id or 0, ""),
        "" if one.order is None else str(one.order),
        str(one.leads),
        str(one.supports),
        one.leader or "",
        t("cli.comma").join(one.aliases),
    )


for change in CHANGES:
    departments.add_command(change)

COMMANDS = {"departments": departments}
