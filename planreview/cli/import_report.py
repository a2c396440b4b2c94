"""What an import says of a document: what it is, what was understood and what not, what changed; as lines and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from planreview.catalogue import t, tn
from planreview.cells import fit, width
from planreview.cli.records import Record, plain
from planreview.domain.changes import KEPT, RENUMBERED, ChangeRow, ChangeTable, Form
from planreview.domain.outline import Diagnostic, Outline
from planreview.text import show

if TYPE_CHECKING:
    from planreview.services.imports import ImportResult
    from planreview.services.workspace import Workspace


def head_lines(outline: Outline, file: Path, status: str) -> Iterator[str]:
    """What the document is, and what came of it."""
    period = "-".join(dict.fromkeys(map(str, outline.period))) if outline.period else "-"
    targets = sum(len(task.targets) for task in outline.tasks)
    yield f"{outline.title or t('parse.untitled')}  ({show(file)})"
    yield "  " + t("parse.meta", city=outline.city or "-", period=period, kind=t(f"parse.kind.{outline.kind}"))
    yield "  " + t("parse.issue", issuer=outline.issuer or "-", date=outline.issued_on or "-")
    yield "  " + t("cli.import.understood", sections=len(outline.sections), tasks=len(outline.tasks), targets=targets)
    yield "  " + status


def change_lines(table: ChangeTable | None, plan: str) -> Iterator[str]:
    """What became of the tasks of the revision before, in short: those that stayed or only have another number are counted."""
    from planreview.render.change_words import count_words, line, revisions_words

    if table is None:
        return
    yield f"  {revisions_words(table)}{t('changes.colon')}{count_words(table)}"
    said = [line(row) for row in table.rows if row.kind not in {KEPT, RENUMBERED}]
    kinds, befores, afters = (
        max((width(getattr(one, name)) for one in said), default=0) for name in ("kind", "number_before", "number_after")
    )
    for one in said:
        numbers = f"{fit(one.number_before, befores, 'right')} → {fit(one.number_after, afters)}"
        yield f"    {fit(one.kind, kinds)}  {numbers}  {one.title}"
    if table.doubts:
        yield "  " + tn("cli.import.doubts", len(table.doubts), plan=plan)
    yield "  " + t("cli.import.full_table", plan=plan)


def diagnostic_lines(diagnostics: tuple[Diagnostic, ...]) -> Iterator[str]:
    """What a person should look at; mere information is counted."""
    from planreview.outline.form import diagnostic_message

    doubts = [note for note in diagnostics if note.severity != "info"]
    for note in doubts:
        severity = t(f"severity.{note.severity}")
        yield "  " + t("parse.note", line=note.line, severity=severity, message=diagnostic_message(note))
    if len(doubts) < len(diagnostics):
        yield "  " + tn("cli.import.more_notes", len(diagnostics) - len(doubts))


def doubtful_lines(n: int, plan: str) -> Iterator[str]:
    """How many targets wait for a person, and where they are settled."""
    if n:
        yield "  " + tn("cli.import.doubtful_left", n, plan=plan)


def outline_record(outline: Outline) -> Record:
    """What was understood."""
    return {
        "city": outline.city,
        "title": outline.title,
        "period": list(outline.period) if outline.period else None,
        "issuer": outline.issuer,
        "sections": len(outline.sections),
        "tasks": len(outline.tasks),
        "targets": sum(len(task.targets) for task in outline.tasks),
    }


def notes_record(diagnostics: tuple[Diagnostic, ...]) -> Record:
    """What the reader was unsure of, and what it mended."""
    from planreview.outline.form import diagnostic_message

    return {
        "diagnostics": [
            {"line": note.line, "kind": note.kind, "severity": note.severity, "message": diagnostic_message(note)}
            for note in diagnostics
        ]
    }


def result_record(ws: Workspace, result: ImportResult) -> Record:
    """What was stored, and what changed."""
    from planreview.services.queries import plans
    from planreview.services.references import plan_reference
    from planreview.services.target_reading import count_doubtful

    known = plans(ws)
    plan = next(one for one in known if one.id == result.plan_id)
    return {
        "plan": plan.key,
        "reference": plan_reference(known, plan.id),
        "city": plan.city,
        "tasks": result.tasks,
        "indicators": result.indicators,
        "changes": [change_record(row) for row in result.changes],
        "doubtful": len(result.table.doubts) if result.table else 0,
        "doubtful_targets": count_doubtful(ws, plan.id),
        "since": plain(result.table.since) if result.table else None,
        "lead_question": result.lead_question,
        "lead_suggestion": result.lead_suggestion,
        **notes_record(result.diagnostics),
    }


def change_record(row: ChangeRow) -> Record:
    """What became of one task."""
    before, after = row.before, row.after
    return {
        "kind": row.kind,
        "also": list(row.also),
        "heir": row.heir,
        "number": after.number if after else None,
        "title": (after or before or Form("", None, None, "", "", "")).title,
        "number_before": before.number if before else None,
        "title_before": before.title if before else None,
    }
