"""The forms of ``planreview departments`` that change one department, and rules by keyword with their preview."""

from __future__ import annotations

import click

from planreview.catalogue import t, tn
from planreview.cli import completing
from planreview.cli.arguments import LINE
from planreview.cli.choosing import print_receipt, task_line
from planreview.cli.common import Function, command, json_option, reading, writing
from planreview.cli.output import narrate, say, say_json, say_lines

_NOTHING = "-"


def plans_option(function: Function) -> Function:
    """Add ``--plan``, which may be given more than once."""
    text = t("cli.filter.plan")
    return click.option("--plan", type=LINE, multiple=True, metavar="PLAN", help=text, shell_complete=completing.plans)(function)


def city_option(function: Function) -> Function:
    """Add ``--city``, where two cities have a department of the same name."""
    text = t("cli.departments.city")
    return click.option("--city", type=LINE, metavar="CITY", help=text, shell_complete=completing.cities)(function)


@command("alias", key="departments.alias")
@click.argument("alias", metavar="ALIAS", type=LINE)
@click.argument("department", metavar="DEPARTMENT", type=LINE, shell_complete=completing.departments)
@city_option
@json_option
def alias(alias: str, department: str, city: str | None, as_json: bool) -> None:
    from planreview.services import departments as services

    with writing() as ws:
        found = services.the_department(ws, department, city)
        receipt = services.add_alias(ws, found.id, alias)
        print_receipt(ws, receipt, t("cli.departments.alias.done", alias=alias, name=found.name), as_json=as_json)


@command("rename", key="departments.rename")
@click.argument("department", metavar="DEPARTMENT", type=LINE, shell_complete=completing.departments)
@click.argument("name", metavar="NAME", type=LINE)
@city_option
@json_option
def rename(department: str, name: str, city: str | None, as_json: bool) -> None:
    from planreview.services import departments as services

    with writing() as ws:
        found = services.the_department(ws, department, city)
        receipt = services.rename(ws, found.id, name)
        print_receipt(ws, receipt, t("cli.departments.rename.done", old=found.name, name=name), as_json=as_json)


@command("order", key="departments.order")
@click.argument("departments", metavar="DEPARTMENT...", nargs=-1, required=True, type=LINE, shell_complete=completing.departments)
@city_option
@json_option
def order(departments: tuple[str, ...], city: str | None, as_json: bool) -> None:
    from planreview.services import departments as services

    with writing() as ws:
        found = [services.the_department(ws, one, city) for one in departments]
        receipt = services.arrange(ws, [one.id for one in found])
        said = (t("cli.departments.order.done", place=place, name=one.name) for place, one in enumerate(found, 1))
        print_receipt(ws, receipt, "\n".join(said), as_json=as_json)


@command("leader", key="departments.leader")
@click.argument("department", metavar="DEPARTMENT", type=LINE, shell_complete=completing.departments)
@click.argument("name", metavar="NAME", type=LINE)
@city_option
@json_option
def leader(department: str, name: str, city: str | None, as_json: bool) -> None:
    from planreview.services import departments as services

    with writing() as ws:
        found = services.the_department(ws, department, city)
        receipt = services.set_leader(ws, found.id, None if name == _NOTHING else name)
        print_receipt(ws, receipt, t("cli.departments.leader.done", leader=name, name=found.name), as_json=as_json)


@command("move", key="departments.move")
@click.argument("department", metavar="DEPARTMENT", type=LINE, shell_complete=completing.departments)
@click.argument("parent", metavar="PARENT", type=LINE, shell_complete=completing.departments)
@city_option
@json_option
def move(department: str, parent: str, city: str | None, as_json: bool) -> None:
    from planreview.services import departments as services

    with writing() as ws:
        found = services.the_department(ws, department, city)
        above = None if parent == _NOTHING else services.the_department(ws, parent, found.city)
        receipt = services.move(ws, found.id, above.id if above else None)
        said = t("cli.departments.move.done", name=found.name, parent=above.name if above else _NOTHING)
        print_receipt(ws, receipt, said, as_json=as_json)


@command("remove", key="departments.remove")
@click.argument("department", metavar="DEPARTMENT", type=LINE, shell_complete=completing.departments)
@city_option
@json_option
def remove(department: str, city: str | None, as_json: bool) -> None:
    from planreview.services import departments as services
    from planreview.services.department_removal import remove_department

    with writing() as ws:
        found = services.the_department(ws, department, city)
        receipt = remove_department(ws, found.id)
        print_receipt(ws, receipt, t("cli.departments.remove.done", name=found.name), as_json=as_json)


@command("rule", key="departments.rule")
@click.argument("keyword", metavar="KEYWORD", type=LINE)
@click.argument("department", metavar="DEPARTMENT", type=LINE, shell_complete=completing.departments)
@plans_option
@click.option("--role", type=click.Choice(("lead", "support")), default="lead", help=t("cli.assign.role"))
@click.option("--apply", "carry_out", is_flag=True, help=t("cli.departments.rule.apply"))
@city_option
@json_option
def rule(
    keyword: str, department: str, plan: tuple[str, ...], role: str, carry_out: bool, city: str | None, as_json: bool
) -> None:
    from planreview.services import departments as services
    from planreview.services.queries import plans, resolve_plan, task_rows

    with writing() if carry_out else reading() as ws:
        found = services.the_department(ws, department, city)
        named = {one for text in plan for one in resolve_plan(ws, text)}
        # A rule without plans is about the department's own city: other cities have bodies of their own.
        meant = tuple(one.id for one in plans(ws) if (one.id in named if plan else one.city == found.city))
        if carry_out:
            receipt = services.apply_rule(ws, meant, keyword, found.id, role)
            print_receipt(ws, receipt, t(f"cli.assign.set_{role}", name=found.name), as_json=as_json)
            return
        rows = task_rows(ws, services.rule_matches(ws, meant, keyword))
    if as_json:
        say_json({"keyword": keyword, "department": found.uid, "role": role, "tasks": [row.uid for row in rows]})
        return
    say_lines(task_line(row.lead or t("cli.unassigned"), row) for row in rows)
    narrate(tn("cli.departments.rule.preview", len(rows), name=found.name))


@command("suggest", key="departments.suggest")
@click.argument("plan", metavar="PLAN", type=LINE, shell_complete=completing.plans)
@json_option
def suggest(plan: str, as_json: bool) -> None:
    from planreview.services import departments as services
    from planreview.services.queries import the_plan

    with reading() as ws:
        found = services.suggestions(ws, the_plan(ws, plan))
    if as_json:
        say_json([{"name": one.name, "mentions": one.mentions, "role": one.role} for one in found])
        return
    for one in found:
        mentions = (
            tn("cli.departments.suggest.mentions", one.mentions) if one.mentions else t("cli.departments.suggest.addressed")
        )
        say(f"{one.name}  {t(f'cli.role.{one.role}')}  {mentions}")


CHANGES = (alias, rename, order, leader, move, remove, rule, suggest)
