"""``planreview plans``: what is on file."""

from __future__ import annotations

from planreview.catalogue import t
from planreview.cli import words
from planreview.cli.common import command, json_option, reading
from planreview.cli.output import Column, narrate, say_json, say_table
from planreview.cli.records import plan_record


@command("plans")
@json_option
def plans(as_json: bool) -> None:
    from planreview.services import queries
    from planreview.services.references import plan_references

    with reading() as ws:
        found = queries.plans(ws)
    names = plan_references(found)
    if as_json:
        say_json([plan_record(plan, names[plan.id]) for plan in found])
        return
    if not found:
        narrate(t("cli.plans.none"))
        return
    columns = [
        Column(t("cli.column.plan")),
        Column(t("cli.column.title"), shrink=True),
        Column(t("cli.column.period")),
        Column(t("cli.column.revision"), "right"),
        Column(t("cli.column.tasks"), "right"),
        Column(t("cli.column.indicators"), "right"),
        Column(t("cli.column.as_of")),
        Column(t("cli.column.share"), "right"),
    ]
    rows = [
        [
            names[plan.id],
            plan.title,
            words.period(plan),
            str(plan.revision),
            str(plan.tasks),
            str(plan.indicators),
            words.day(plan.as_of),
            words.figure(plan.share),
        ]
        for plan in found
    ]
    say_table(columns, rows)


COMMANDS = {"plans": plans}
