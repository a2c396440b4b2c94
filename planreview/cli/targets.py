"""``planreview targets``: the targets of a task or a plan as they are read; doubtful ones are taken or dropped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from planreview.catalogue import t
from planreview.cli import completing, words
from planreview.cli.arguments import LINE
from planreview.cli.choosing import print_receipt
from planreview.cli.common import command, json_option, reading, writing
from planreview.cli.output import Column, narrate, say_json, say_table
from planreview.cli.records import Record, target_record
from planreview.errors import InputError
from planreview.text import show

if TYPE_CHECKING:
    from planreview.services.target_reading import ListedTarget
    from planreview.services.workspace import Workspace


_FIGURES = frozenset({"value", "baseline"})


@command("targets")
@click.argument("reference", metavar="TASK|PLAN", type=LINE, shell_complete=completing.either(completing.tasks, completing.plans))
@click.argument("values", metavar="[FIELD=VALUE...]", nargs=-1, type=LINE)
@click.option("--doubtful", is_flag=True, help=t("cli.targets.doubtful"))
@click.option("--take", type=int, multiple=True, metavar="N", help=t("cli.targets.take"))
@click.option("--drop", type=int, multiple=True, metavar="N", help=t("cli.targets.drop"))
@click.option("--give", type=int, metavar="N", help=t("cli.targets.give"))
@click.option("--to", "part", type=LINE, metavar="PART", shell_complete=completing.tasks, help=t("cli.targets.to"))
@click.option("--add", is_flag=True, help=t("cli.targets.add"))
@click.option("--set", "change", type=int, metavar="N", help=t("cli.targets.set"))
@json_option
def targets(
    reference: str,
    values: tuple[str, ...],
    doubtful: bool,
    take: tuple[int, ...],
    drop: tuple[int, ...],
    give: int | None,
    part: str | None,
    add: bool,
    change: int | None,
    as_json: bool,
) -> None:
    if add:
        if take or drop or doubtful or change is not None or give is not None:
            raise InputError("cli_targets_one")
        _add(reference, values, as_json=as_json)
        return
    if (give is None) != (part is None) or (give is not None and (take or drop or values or change is not None)):
        raise InputError("cli_targets_give")
    if give is not None and part is not None:
        _give(reference, give, part, as_json=as_json)
        return
    if bool(values) != (change is not None) or (change is not None and (take or drop)) or set(take) & set(drop):
        raise InputError("cli_targets_one")
    if not (take or drop or change is not None):
        with reading() as ws:
            _print(_listed(ws, reference), doubtful=doubtful, as_json=as_json)
        return
    from planreview.services import target_correcting, target_reading

    with writing() as ws:
        listed = _listed(ws, reference)
        if change is not None:
            one = _numbered(listed, [change])[0]
            receipt = target_correcting.change_target(ws, one, target_reading.parse_values(values))
            print_receipt(ws, receipt, t("cli.targets.changed"), as_json=as_json)
            return
        taken, dropped = _numbered(listed, take), _numbered(listed, drop)
        for chosen, act, said in (
            (taken, target_reading.take_targets, "taken"),
            (dropped, target_reading.drop_targets, "dropped"),
        ):
            if chosen:
                print_receipt(ws, act(ws, chosen), t(f"cli.targets.{said}"), as_json=as_json)


def _add(reference: str, values: Sequence[str], *, as_json: bool) -> None:
    from planreview.services import queries, target_adding
    from planreview.services.references import fitting_plans
    from planreview.services.target_reading import parse_values

    with writing() as ws:
        said = parse_values(values)
        if not queries.task_fits(ws, reference) and fitting_plans(queries.plans(ws), reference):
            receipt = target_adding.add_indicator(ws, queries.the_plan(ws, reference), said)
        else:
            receipt = target_adding.add_target(ws, queries.resolve_task(ws, reference)[0], said)
        print_receipt(ws, receipt, t("cli.targets.added"), as_json=as_json)


def _give(reference: str, number: int, part: str, *, as_json: bool) -> None:
    from planreview.services import queries, splitting

    with writing() as ws:
        (one,) = _numbered(_listed(ws, reference), [number])
        receipt = splitting.give_target(ws, one.target.id, queries.resolve_task(ws, part)[0])
        print_receipt(ws, receipt, t("cli.targets.given"), as_json=as_json)


def _listed(ws: Workspace, reference: str) -> tuple[ListedTarget, ...]:
    """The targets of the task that a reference names; those of the whole plan where it names a plan."""
    from planreview.services import queries
    from planreview.services.references import fitting_plans
    from planreview.services.target_reading import targets_of_plan, targets_of_task

    if not queries.task_fits(ws, reference) and fitting_plans(queries.plans(ws), reference):
        return targets_of_plan(ws, queries.the_plan(ws, reference))
    (task,) = queries.resolve_task(ws, reference)
    return targets_of_task(ws, task)


def _numbered(listed: Sequence[ListedTarget], numbers: Sequence[int]) -> list[ListedTarget]:
    for number in numbers:
        if not 0 < number <= len(listed):
            raise InputError("cli_target_number", n=number, of=len(listed))
    return [listed[number - 1] for number in dict.fromkeys(numbers)]


def _print(listed: Sequence[ListedTarget], *, doubtful: bool, as_json: bool) -> None:
    from planreview.services.target_reading import IN_DOUBT

    chosen = [(place, one) for place, one in enumerate(listed, 1) if not doubtful or one.state == IN_DOUBT]
    if as_json:
        say_json([_record(place, one) for place, one in chosen])
        return
    if not chosen:
        narrate(t("cli.targets.none_doubtful" if doubtful else "cli.targets.none"))
        return
    names = ("metric", "op", "value", "unit", "kind", "baseline", "due")
    columns = [
        Column("N", "right"),
        Column(t("cli.targets.col.state")),
        Column(t("cli.targets.col.task")),
        *(
            Column(t(f"target.field.{name}"), "right" if name in {"value", "baseline"} else "left", name == "metric")
            for name in names
        ),
        Column(t("cli.targets.col.quote"), shrink=True),
    ]
    say_table(columns, [[str(place), *_cells(one)] for place, one in chosen])


def _cells(one: ListedTarget) -> list[str]:
    target = one.target
    value = "-".join(words.figure(one) for one in (target.value, target.value_max) if one is not None)
    place = words.place(one.task) if one.task is not None else t("cli.targets.plan")
    kind, baseline = t(f"target.kind.{target.kind}"), words.figure(target.baseline)
    said = [target.metric, target.op, value, target.unit or "-", kind, baseline, target.due or "-", target.quote]
    return [t(f"cli.targets.state.{one.state}"), *map(show, (place, *said))]


def _record(place: int, one: ListedTarget) -> Record:
    return {"n": place, "state": one.state, "task": one.task.uid if one.task else None, **target_record(one.target)}


COMMANDS = {"targets": targets}
