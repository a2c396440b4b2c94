"""``planreview import``: put plans on file, each in a transaction of its own, and say what was understood and what was not."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planreview.catalogue import t
from planreview.cells import clip
from planreview.cli import completing
from planreview.cli.arguments import DAY, FILE, LINE
from planreview.cli.common import command, json_option, reading, store_path, writing
from planreview.cli.doubting import settle_doubtful
from planreview.cli.import_report import (
    change_lines,
    diagnostic_lines,
    doubtful_lines,
    head_lines,
    notes_record,
    outline_record,
    result_record,
)
from planreview.cli.output import narrate, on_terminal, say_json, say_lines
from planreview.cli.parse import standard_input
from planreview.cli.records import Record
from planreview.cli.settling import settle_on_terminal
from planreview.errors import InputError, NotAPlanError
from planreview.text import clean_line, show

if TYPE_CHECKING:
    from planreview.domain.changes import ChangeTable
    from planreview.services.imports import ImportResult, Prepared
    from planreview.services.workspace import Workspace

_NOBODY = "-"
# Cells of a line that is quoted back.
_QUOTED = 40


@dataclass(frozen=True, slots=True)
class _Reading:
    """How documents are read."""

    encoding: str | None
    tasks_at: str | None
    force: bool

    def prepare(self, file: Path) -> Prepared:
        """Read one document; raises :class:`InputError` or :class:`NotAPlanError`."""
        from planreview.services.imports import prepare

        if str(file) == "-":
            return prepare(standard_input(), name="-", encoding=self.encoding, tasks_at=self.tasks_at, force=self.force)
        return prepare(file, encoding=self.encoding, tasks_at=self.tasks_at, force=self.force)


@dataclass(frozen=True, slots=True)
class _Filing:
    """Under what documents are filed."""

    city: str | None
    lead: str | None
    revises: str | None
    on: date | None

    def replay(self, ws: Workspace, prepared: Prepared) -> Prepared:
        """The document as it was corrected when it was last imported; raises :class:`InputError`."""
        from planreview.services.corrections import replay

        return replay(ws, prepared, city=self.city, revises=self._revised(ws))

    def preview(self, ws: Workspace, prepared: Prepared) -> ChangeTable | None:
        """What storing would change; raises :class:`InputError`."""
        from planreview.services.revision_changes import preview

        return preview(ws, prepared, city=self.city, revises=self._revised(ws), on=self.on)

    def store(self, ws: Workspace, prepared: Prepared, answers: dict[tuple[str, str], str]) -> ImportResult:
        """Store one document; raises :class:`InputError`."""
        from planreview.services.imports import store_plan

        return store_plan(ws, prepared, city=self.city, lead=self.lead, revises=self._revised(ws), on=self.on, answers=answers)

    def _revised(self, ws: Workspace) -> int | None:
        from planreview.services.queries import the_plan

        return None if self.revises is None else the_plan(ws, self.revises)


@command("import")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=FILE)
@click.option("--dry-run", is_flag=True, help=t("cli.import.dry_run"))
@click.option("--city", type=LINE, metavar="NAME", help=t("cli.import.city"))
@click.option("--lead", type=LINE, metavar="NAME", help=t("cli.import.lead"))
@click.option("--revises", type=LINE, metavar="PLAN", help=t("cli.import.revises"), shell_complete=completing.plans)
@click.option("--on", type=DAY, metavar="DATE", help=t("cli.import.on"))
@click.option("--tasks-at", type=LINE, metavar="LABEL", help=t("cli.parse.tasks_at"))
@click.option("--encoding", type=LINE, metavar="NAME", help=t("cli.parse.encoding"))
@click.option("--force", is_flag=True, help=t("cli.parse.force"))
@json_option
@click.pass_context
def import_plans(
    context: click.Context,
    files: tuple[Path, ...],
    dry_run: bool,
    city: str | None,
    lead: str | None,
    revises: str | None,
    on: date | None,
    tasks_at: str | None,
    encoding: str | None,
    force: bool,
    as_json: bool,
) -> None:
    files = _expanded(files)
    if revises is not None and len(files) > 1:
        raise InputError("cli_revises_one", n=len(files))
    how, where = _Reading(encoding, tasks_at, force), _Filing(city, lead, revises, on)
    records: list[Record] = []
    failed = False
    with ExitStack() as stack:
        ws: Workspace | None = None
        for file in files:
            try:
                prepared = how.prepare(file)
                if not dry_run:
                    # Only now: what is no plan must not leave an empty store behind.
                    ws = ws or stack.enter_context(writing(create=True))
                record = _import_one(ws, prepared, file, where, quiet=as_json)
            except InputError as error:
                failed = True
                narrate(t("cli.import.failed", file=show(file), reason=str(error)))
                not_plan = {"not_plan": True} if isinstance(error, NotAPlanError) else {}
                record = {"file": str(file), "status": "failed", **not_plan, "reason": str(error)}
            records.append(record)
    if as_json:
        say_json(records)
    if failed:
        context.exit(InputError.exit_code)


def _expanded(files: tuple[Path, ...]) -> tuple[Path, ...]:
    """Files with their patterns (``*.txt``) filled in, as a Windows console leaves it to the program to do."""
    found: list[Path] = []
    for file in files:
        pattern = "*" in file.name or "?" in file.name
        matches = sorted(file.parent.glob(file.name)) if pattern and not file.exists() else []
        found += matches or [file]
    return tuple(found)


def _import_one(ws: Workspace | None, prepared: Prepared, file: Path, where: _Filing, *, quiet: bool) -> Record:
    """Store one document, or only look at it where there is no workspace; prints what came of it unless ``quiet``."""
    if ws is None:
        return _look(prepared, file, where, quiet=quiet)
    prepared = settle_doubtful(where.replay(ws, prepared))
    outline = prepared.outline
    preview = where.preview(ws, prepared)
    result = where.store(ws, prepared, settle_on_terminal(preview) if preview is not None else {})
    record = result_record(ws, result)
    if not quiet:
        status = t(
            f"cli.import.status.{result.status}", tasks=result.tasks, indicators=result.indicators, revision=result.revision
        )
        news = result.status not in {"unchanged", "older"}
        told = (*change_lines(result.table, record["reference"]), *diagnostic_lines(result.diagnostics)) if news else ()
        doubtful = doubtful_lines(record["doubtful_targets"], record["reference"]) if news else ()
        say_lines([*head_lines(outline, file, status), *told, *doubtful])
    if result.lead_question:
        _ask_for_lead(ws, result)
    return {"file": str(file), "status": result.status, **outline_record(outline), **record}


def _look(prepared: Prepared, file: Path, where: _Filing, *, quiet: bool) -> Record:
    """Only look at a document, and at what it would change of the plan that it revises."""
    table: ChangeTable | None = None
    if where.revises is not None or store_path().exists():
        with reading() as ws:
            prepared = where.replay(ws, prepared)
            table = where.preview(ws, prepared)
    outline = prepared.outline
    if not quiet:
        say_lines([*head_lines(outline, file, t("cli.import.looked_at")), *diagnostic_lines(outline.diagnostics)])
    record = {"file": str(file), "status": "dry-run", **outline_record(outline), **notes_record(outline.diagnostics)}
    if table is None:
        return record
    from planreview.render.change_formats import text_lines, to_json

    if not quiet:
        say_lines(["", *text_lines(table)])
    return record | {"revision": to_json(table)}


def _ask_for_lead(ws: Workspace, result: ImportResult) -> None:
    """The one question of an import, put to a person only: who leads where the document names nobody."""
    from planreview.services.departments import set_default_lead

    if not (on_terminal(sys.stdin) and on_terminal(sys.stderr)):
        return
    suggestion = result.lead_suggestion
    question = t("cli.import.ask", name=show(suggestion)) if suggestion else t("cli.import.ask_open")
    name = _named(question, suggestion)
    if name == _NOBODY:
        narrate(t("cli.import.no_lead"))
        return
    set_default_lead(ws, result.plan_id, name)
    narrate(t("cli.import.lead_set", name=show(name)))


def _named(question: str, suggestion: str | None) -> str:
    """The body that was named, or nobody; what does not read like one holds only when it is typed again."""
    from planreview.services.naming import could_be_name

    doubted = None
    while True:
        sys.stderr.write(question)
        sys.stderr.flush()
        line = sys.stdin.readline()
        # A line that ends without its end is a person who left, not one who agreed.
        name = clean_line(line) or (suggestion if line and doubted is None else None) or _NOBODY
        if name in (_NOBODY, suggestion, doubted) or could_be_name(name):
            return name
        doubted = name
        question = t("cli.import.ask_again", text=clip(show(name), _QUOTED))


COMMANDS = {"import": import_plans}
