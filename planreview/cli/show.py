"""``planreview show``: one task with all that is known of it, or a plan with its indicators."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

import click

from planreview.catalogue import t
from planreview.cells import wrap
from planreview.cli import completing, words
from planreview.cli.arguments import DAY, LINE
from planreview.cli.beside import beside_lines
from planreview.cli.common import command, json_option, reading
from planreview.cli.output import say, say_json, say_lines, terminal_cells
from planreview.cli.records import detail_record, plan_record, target_record
from planreview.domain.review import INDICATOR, PlanInfo, TargetView, TaskDetail
from planreview.text import show as shown
from planreview.text import show_block

if TYPE_CHECKING:
    from planreview.services.workspace import Workspace

_CELLS = 80


@command("show")
@click.argument("reference", metavar="TASK|PLAN", type=LINE, shell_complete=completing.tasks)
@click.option("--source", is_flag=True, help=t("cli.show.source"))
@click.option("--as-of", "as_of", type=DAY, metavar="DATE", help=t("cli.show.as_of"))
@json_option
def show(reference: str, source: bool, as_of: date | None, as_json: bool) -> None:
    from planreview.services import queries
    from planreview.services.departments import departments
    from planreview.services.references import plan_reference
    from planreview.services.targets import target_names

    with reading(as_of) as ws:
        found = queries.task_fits(ws, reference)
        plans = {plan.id: plan for plan in queries.plans(ws)}
        if not found and (plan_id := _plan(ws, reference)) is not None:
            name = plan_reference(list(plans.values()), plan_id)
            if source:
                _print_source(ws, plans, {plan_id: None}, as_json=as_json)
                return
            indicators = queries.indicators(ws, plan_id)
            if as_json:
                say_json(plan_record(plans[plan_id], name) | {"targets": [target_record(one) for one in indicators]})
            else:
                say_lines(_plan_lines(plans[plan_id], name, indicators, terminal_cells() or _CELLS))
            return
        chosen = found if len(found) == 1 else queries.resolve_tasks(ws, reference)
        details = [queries.task_detail(ws, task) for task in chosen]
        if source:
            wanted: dict[int, set[int]] = defaultdict(set)
            for one in details:
                wanted[one.row.plan_id].update(range(one.line, one.end_line + 1))
            _print_source(ws, plans, wanted, as_json=as_json)
            return
        names = {one.uid: one.name for one in departments(ws)}
        targets = target_names(ws, [entry for detail in details for entry in detail.history])
    if as_json:
        records = [detail_record(detail, plans[detail.row.plan_id]) for detail in details]
        # A range or list is an array, however many tasks it names; a task alone is itself.
        say_json(records[0] if found else records)
        return
    for place, detail in enumerate(details):
        if place:
            say()
        say_lines(_task_lines(detail, plans[detail.row.plan_id], names, targets, terminal_cells() or _CELLS))


def _print_source(
    ws: Workspace, plans: Mapping[int, PlanInfo], wanted: Mapping[int, Collection[int] | None], *, as_json: bool
) -> None:
    """Lines of plans' documents with their numbers: of each plan those wanted, None for all."""
    from planreview.services.queries import source_lines

    numbered = [
        (plan, n, line)
        for plan, lines in wanted.items()
        for n, line in enumerate(source_lines(ws, plan), 1)
        if lines is None or n in lines
    ]
    if as_json:
        say_json([{"plan": plans[plan].title, "line": n, "text": line} for plan, n, line in numbered])
        return
    column = max((len(str(n)) for _, n, _ in numbered), default=0)
    say_lines(f"{n:>{column}}  {line}".rstrip() for _, n, line in numbered)


def _plan(ws: Workspace, reference: str) -> int | None:
    """The plan that a text names; None where it names none, so that the complaint is about a task."""
    from planreview.services import queries
    from planreview.services.references import fitting_plans

    return queries.the_plan(ws, reference) if fitting_plans(queries.plans(ws), reference) else None


def _wrapped(text: str, cells: int, indent: str = "  ") -> Iterator[str]:
    for line in wrap(show_block(text), max(20, cells - len(indent))):
        yield indent + line


def _task_lines(
    detail: TaskDetail, plan: PlanInfo, names: Mapping[str, str], targets: Mapping[str, str], cells: int
) -> Iterator[str]:
    row = detail.row
    yield from _wrapped(f"{words.number(row)}  {row.title}", cells, "")
    yield from _wrapped(t("cli.comma").join((detail.city, detail.plan, *detail.sections)), cells)
    lines = "-".join(dict.fromkeys(map(str, (detail.line, detail.end_line))))
    yield t("cli.show.id", id=row.uid, lines=lines)
    verdict = words.verdict_word(row.verdict)
    if row.verdict_on is not None:
        verdict += f" ({row.verdict_on} {shown(detail.verdict_by or '')})"
    state = [t("cli.show.verdict", verdict=verdict), t("cli.show.light", light=words.light_word(row))]
    state += [t("cli.show.due", due=words.due(row)), words.as_of_line([plan])]
    flags = {
        "overdue": row.overdue,
        "mismatch": row.mismatch,
        "carried": row.carried,
        **{f"closing_{state}": row.closing == state for state in ("applied", "returned", "closed")},
        "not_supervised": not row.supervised,
    }
    state += [t(f"cli.show.{name}") for name, set_ in flags.items() if set_]
    state += [t("cli.show.lacks", parts=words.reason_parts(row.lacks))] if row.lacks else []
    yield "  ".join(state)
    yield from ("", t("cli.show.body"))
    yield from _wrapped(detail.body, cells)
    yield from _targets(detail.targets, t("cli.show.targets"), cells)
    for twin in detail.twins:
        of = "detail.same_as_indicator" if twin.kind == INDICATOR else "detail.same_as_task"
        yield f"      {t(of, number=shown(twin.number))}"
    yield from _adjustments(detail, cells)
    yield from ("", t("cli.show.departments"))
    for one in detail.departments:
        source = t(f"cli.source.{one.source}") + (t("cli.show.flagged") if one.flagged else "")
        yield f"  {t(f'cli.role.{one.role}')}  {shown(one.name)}  ({source})"
    if not detail.departments:
        yield f"  {t('cli.unassigned')}"
    yield from beside_lines(detail, cells)
    if detail.notes:
        yield from ("", t("cli.show.notes"))
    for place, note in enumerate(detail.notes, 1):
        kind = (t(f"cli.note_kind.{note.kind}") if note.kind else "") + (t("cli.show.edited") if note.edits else "")
        yield f"  [{place}] {note.on} {shown(note.person)} {kind}".rstrip()
        yield from _wrapped(note.body, cells, "    ")
    if detail.history:
        yield from ("", t("cli.show.history"))
    for entry in detail.history:
        yield f"  {entry.effective_on}  {shown(entry.person)}  {words.operation_words(entry, names, targets)}"


def _plan_lines(plan: PlanInfo, name: str, indicators: tuple[TargetView, ...], cells: int) -> Iterator[str]:
    yield from _wrapped(f"{name}  {plan.title}", cells, "")
    yield "  " + t("cli.show.plan", period=words.period(plan), issuer=shown(plan.issuer or "-"), issued=plan.issued_on or "-")
    yield "  " + t("cli.show.revision", number=plan.revision, of=plan.revisions, source=shown(plan.source_name))
    yield "  " + t("cli.show.counts", tasks=plan.tasks, indicators=plan.indicators)
    yield f"  {words.as_of_line([plan])}  {t('cli.show.share', share=words.figure(plan.share))}"
    yield from _targets(indicators, t("cli.show.indicators"), cells)


def _adjustments(detail: TaskDetail, cells: int) -> Iterator[str]:
    if detail.adjustments:
        yield from ("", t("adjust.title"))
    places = {target.id: place for place, target in enumerate(detail.targets, 1)}
    for one in detail.adjustments:
        said = words.adjusted_words(one.field, one.old, one.new)
        of = "" if one.target_id is None else f"[{places.get(one.target_id, '-')}] "
        approval = t("adjust.approval", approver=shown(one.approver), document=shown(one.document), on=one.on)
        yield from _wrapped(f"{of}{said}  {approval}  {shown(one.person)}", cells)


def _targets(targets: tuple[TargetView, ...], title: str, cells: int) -> Iterator[str]:
    if targets:
        yield from ("", title)
    for place, target in enumerate(targets, 1):
        yield from _wrapped(f"[{place}] {words.target_words(target)}", cells)
        yield f"      {words.target_state(target)}"


COMMANDS = {"show": show}
