"""``planreview assign``: who leads or supports tasks: some, a section, or whatever a filter means, in one action."""

from __future__ import annotations

import click

from planreview.catalogue import t
from planreview.cli import completing
from planreview.cli.arguments import LINE
from planreview.cli.choosing import chosen_tasks, print_receipt
from planreview.cli.common import command, json_option, where_option, writing

_tasks_or_department = completing.either(completing.tasks, completing.departments)


@command("assign")
@click.argument("references", metavar="TASK...", nargs=-1, type=LINE, shell_complete=_tasks_or_department)
@click.argument("department", metavar="DEPARTMENT", type=LINE)
@where_option
@click.option("--role", type=click.Choice(("lead", "support")), default="lead", help=t("cli.assign.role"))
@click.option("--mode", type=click.Choice(("set", "add", "remove")), help=t("cli.assign.mode"))
@json_option
def assign(references: tuple[str, ...], department: str, where: str | None, role: str, mode: str | None, as_json: bool) -> None:
    from planreview.services import departments, queries

    with writing() as ws:
        tasks = chosen_tasks(ws, references, where)
        cities = {plan.id: plan.city for plan in queries.plans(ws)}
        # Two cities have a bureau of the same name: the one of the tasks' city is meant.
        meant = {cities[row.plan_id] for row in queries.task_rows(ws, tasks)}
        found = departments.the_department(ws, department, meant.pop() if len(meant) == 1 else None)
        # A second supporter stands beside the first; a second lead takes its place.
        how = mode or ("set" if role == "lead" else "add")
        receipt = departments.assign(ws, tasks, found.id, role=role, mode=how)
        print_receipt(ws, receipt, t(f"cli.assign.{how}_{role}", name=found.name), as_json=as_json)


COMMANDS = {"assign": assign}
