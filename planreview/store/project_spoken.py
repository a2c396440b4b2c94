"""Write what stands beside the findings of tasks: notes as they read now, evidence that was not withdrawn, self-reports."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from planreview.domain.folding import Entry, FoldedNote, TaskFold
from planreview.domain.records import dataclass
from planreview.domain.verdicts import KEYS
from planreview.store.state_rows import Stored, write_rows
from planreview.text import fold

Row = tuple[object, ...]
NOTE_COLUMNS = ("operation_id", "item_id", "kind", "body", "folded", "person", "on_date", "recorded_at", "edits", "edited_at")


@dataclass(frozen=True, slots=True)
class Tables:
    """Where states and what is said are written: tasks and indicators have tables of the same columns."""

    state: str
    responsibility: str
    note: str
    evidence: str
    self_report: str

    @property
    def all(self) -> tuple[str, ...]:
        """Each of them."""
        return *self.said, self.responsibility, self.state

    @property
    def said(self) -> tuple[str, ...]:
        """Those of what was said."""
        return self.note, self.evidence, self.self_report


OF_TASKS = Tables("task_state", "responsibility", "note", "evidence", "self_report")
OF_INDICATORS = Tables(*(f"indicator_{name}" for name in ("state", "responsibility", "note", "evidence", "self_report")))


def write_spoken(connection: sqlite3.Connection, tables: Tables, tasks: Sequence[tuple[int, TaskFold]], standing: Stored) -> None:
    """Write the rows of tasks, given as (row id, fold), in place of the notes that stand; other rows were taken out before."""
    write_notes(connection, tables, tasks, standing)
    evidence = [_evidence(task, entry) for task, folded in tasks for entry in folded.evidence]
    if evidence:
        connection.executemany(
            f"insert into {tables.evidence} (operation_id, item_id, path, sha256, size, document, method, remark, person,"
            " on_date, recorded_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            evidence,
        )
    reports = [
        (entry.id, task, _verdict(entry), _text(entry, "text") or "", entry.person, entry.effective_on, entry.recorded_at)
        for task, folded in tasks
        for entry in folded.reports
    ]
    if reports:
        connection.executemany(
            f"insert into {tables.self_report} (operation_id, item_id, verdict, body, person, on_date, recorded_at)"
            " values (?, ?, ?, ?, ?, ?, ?)",
            reports,
        )


def write_notes(connection: sqlite3.Connection, tables: Tables, tasks: Sequence[tuple[int, TaskFold]], standing: Stored) -> None:
    """Write the notes of tasks in place of those that stand."""
    notes = [_note(task, note) for task, folded in tasks for note in folded.notes]
    write_rows(connection, tables.note, NOTE_COLUMNS, 1, standing, notes)


def reported(folded: TaskFold) -> str | None:
    """What the department claims: the verdict of the newest self-report that names one."""
    return next((found for found in map(_verdict, reversed(folded.reports)) if found is not None), None)


def _note(task: int, note: FoldedNote) -> Row:
    entry = note.entry
    said = (entry.person, entry.effective_on, entry.recorded_at, note.edits, note.edited_at)
    return entry.id, task, note.kind, note.text, fold(note.text), *said


def _evidence(task: int, entry: Entry) -> Row:
    size = entry.payload.get("size")
    texts = [_text(entry, name) for name in ("document", "method", "remark")]
    file = (_text(entry, "path"), _text(entry, "sha256"), size if isinstance(size, int) else None)
    return entry.id, task, *file, *texts, entry.person, entry.effective_on, entry.recorded_at


def _verdict(entry: Entry) -> str | None:
    said = entry.payload.get("verdict")
    return said if isinstance(said, str) and said in KEYS else None


def _text(entry: Entry, name: str) -> str | None:
    said = entry.payload.get(name)
    return said if isinstance(said, str) else None
