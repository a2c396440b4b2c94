"""``planreview check``, ``backup``, ``restore`` and ``info``: care of the store."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from planreview.catalogue import t, tn
from planreview.cells import fit, width
from planreview.cli.arguments import FILE
from planreview.cli.common import check_config, command, json_option, store_path
from planreview.cli.output import narrate, say, say_json, say_lines
from planreview.cli.records import plain
from planreview.domain.care import CheckReport
from planreview.text import show

EXIT_FOUND = 1


@command("check")
@click.option("--rebuild", is_flag=True, help=t("cli.check.rebuild"))
@json_option
@click.pass_context
def check(context: click.Context, rebuild: bool, as_json: bool) -> None:
    from planreview.paths import user_paths
    from planreview.services import care

    report = care.check(store_path(), rebuild=rebuild, device_file=user_paths().device)
    if as_json:
        findings = [{"kind": one.kind, "where": one.where, "values": plain(one.values)} for one in report.findings]
        counts = {"operations": report.operations, "tasks": report.tasks, "state": report.state, "rebuilt": report.rebuilt}
        say_json({"findings": findings, **counts})
    else:
        say_lines(t(f"check.{one.kind}", where=one.where, **dict(one.values)) for one in report.findings)
        narrate(_verdict(report))
    if not report.clean:
        context.exit(EXIT_FOUND)


def _verdict(report: CheckReport) -> str:
    said = t("cli.check.whole", operations=report.operations, tasks=report.tasks)
    if not report.clean:
        said = tn("cli.check.found", len(report.findings))
    return said + (t("cli.check.rebuilt") if report.rebuilt else "")


@command("backup")
@click.argument("target", metavar="FILE", type=FILE)
@click.option("--overwrite", is_flag=True, help=t("cli.backup.overwrite"))
@json_option
def backup(target: Path, overwrite: bool, as_json: bool) -> None:
    from planreview.services import care

    store = store_path()
    care.back_up(store, target, replace=overwrite)
    _print_copy(t("cli.backup.done", file=show(target)), store, target, as_json=as_json)


@command("restore")
@click.argument("source", metavar="FILE", type=FILE)
@click.option("--overwrite", is_flag=True, help=t("cli.restore.overwrite"))
@json_option
def restore(source: Path, overwrite: bool, as_json: bool) -> None:
    from planreview.services import care

    store = store_path()
    care.restore(source, store, replace=overwrite)
    _print_copy(t("cli.restore.done", file=show(source), store=show(store)), store, source, as_json=as_json)


def _print_copy(said: str, store: Path, copy: Path, *, as_json: bool) -> None:
    if as_json:
        say_json({"store": str(store), "copy": str(copy)})
    else:
        say(said)


@command("info")
@json_option
def info(as_json: bool) -> None:
    from planreview.paths import user_paths
    from planreview.services import care

    check_config()
    paths = user_paths()
    known = plain(asdict(care.info(store_path())))
    values = (
        {"path": known.pop("path"), "size": known.pop("size")}
        | known
        | {"config": str(paths.config), "device": str(paths.device)}
    )
    if as_json:
        say_json(values)
        return
    labels = {name: t(f"cli.info.{name}") for name in values}
    column = max(map(width, labels.values()))
    for name, value in values.items():
        said = t("cli.comma").join(map(str, value)) if isinstance(value, list) else value
        say(f"{fit(labels[name], column)}  {'-' if said in {None, ''} else show(said)}")


COMMANDS = {"check": check, "backup": backup, "restore": restore, "info": info}
