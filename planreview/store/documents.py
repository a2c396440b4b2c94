"""Write what a document says: plan, revision, sections, items with their places and words, targets, stated departments.

Rows of these tables are added by an import and never changed. Ids come from outside; nothing here decides what an item is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from planreview.domain.outline import Outline, OutlineSection, OutlineTask, StatedDepartments, TargetSpec
from planreview.store.item_ids import first_free
from planreview.store.search_index import index_wording
from planreview.text import clean, clean_line, fold

_HIGHEST_NUMBER = 2**31


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The bytes of one revision and what read them; ``outline`` is the reader's result as JSON, with the ``corrections`` made."""

    name: str
    data: bytes
    sha256: str
    encoding: str
    reader: str
    outline: str
    corrections: str = "[]"


@dataclass(frozen=True, slots=True)
class ItemEntry:
    """A task as it is stored: its id, its words, where it stands, the ids of its targets, and what its section states."""

    uid: str
    task: OutlineTask
    section_id: int | None
    target_uids: tuple[str, ...]
    inherited: StatedDepartments = field(default_factory=StatedDepartments)


@dataclass(frozen=True, slots=True)
class PlanTarget:
    """A target of the whole plan; ``origin`` is objective, box or table."""

    uid: str
    spec: TargetSpec
    section_id: int | None
    origin: str


def ensure_place(connection: sqlite3.Connection, name: str) -> int:
    """The row of a place, made where it is missing."""
    row = connection.execute("select id from place where name = ?", (name,)).fetchone()
    return row[0] if row else _inserted(connection.execute("insert into place (name) values (?)", (name,)))


def insert_plan(
    connection: sqlite3.Connection, key: str, place_id: int, title: str, period: tuple[int, int], outline: Outline
) -> int:
    """A new plan; its key, title and period are those of its first import for good."""
    return _inserted(
        connection.execute(
            "insert into plan (key, place_id, title, period_first, period_last, kind, issuer, issued_on)"
            " values (?, ?, ?, ?, ?, ?, ?, ?)",
            (key, place_id, title, *period, outline.kind, _line(outline.issuer), _line(outline.issued_on)),
        )
    )


def insert_revision(connection: sqlite3.Connection, plan_id: int, number: int, source: SourceFile) -> int:
    """A revision with its source bytes, so that a better reader can read it again."""
    return _inserted(
        connection.execute(
            "insert into revision (plan_id, number, source_name, sha256, encoding, reader, bytes, outline, corrections)"
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(plan_id, number, source.name, source.sha256, source.encoding),
                *(source.reader, source.data, source.outline, source.corrections),
            ),
        )
    )


def insert_sections(connection: sqlite3.Connection, revision_id: int, sections: Sequence[OutlineSection]) -> list[int]:
    """All headings and boxes in order; each stands under the nearest heading before it of a higher level."""
    ids: list[int] = []
    open_headings: list[tuple[int, int]] = []
    for order, section in enumerate(sections):
        while open_headings and open_headings[-1][0] >= section.level:
            open_headings.pop()
        parent = open_headings[-1][1] if open_headings else None
        path = "/".join(clean_line(label).replace("/", "／") for label in section.path)
        values = (revision_id, parent, order, section.kind, section.level, _line(section.label), _line(section.title), path)
        row = _inserted(
            connection.execute(
                "insert into section (revision_id, parent_id, ord, kind, level, label, title, path, line, end_line)"
                " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (*values, section.line, section.end_line),
            )
        )
        ids.append(row)
        if section.kind == "section":
            open_headings.append((section.level, row))
    return ids


def insert_items(connection: sqlite3.Connection, plan_id: int, revision_id: int, entries: Sequence[ItemEntry]) -> dict[str, int]:
    """Place every entry in the revision; words are stored with an item's first appearance only, for they never change."""
    query = "select uid, id from item where plan_id = ?"
    known = dict(connection.execute(query, (plan_id,)))
    fresh = [entry for entry in entries if entry.uid not in known]
    free = first_free(connection, plan_id)
    connection.executemany(
        "insert into item (id, uid, plan_id) values (?, ?, ?)",
        ((free + place, entry.uid, plan_id) for place, entry in enumerate(fresh)),
    )
    ids: dict[str, int] = dict(connection.execute(query, (plan_id,)))
    words = [(ids[entry.uid], clean(entry.task.text), _search_key(entry.task)) for entry in fresh]
    connection.executemany("insert into wording (item_id, body, folded) values (?, ?, ?)", words)
    index_wording(connection, ((item, folded) for item, _, folded in words))
    connection.executemany(
        "insert into placement (item_id, revision_id, section_id, ord, number, label, title, title_explicit, line, end_line,"
        " deadline, due, routine) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (_placement(entry, ids[entry.uid], revision_id, order) for order, entry in enumerate(entries)),
    )
    connection.executemany(
        "insert into stated (item_id, revision_id, role, rank, name, shared, inherited) values (?, ?, ?, ?, ?, ?, ?)",
        (row for entry in entries for row in _stated(entry, ids[entry.uid], revision_id)),
    )
    _insert_targets(
        connection,
        plan_id,
        revision_id,
        [
            (uid, ids[entry.uid], entry.section_id, "task", spec)
            for entry in entries
            for uid, spec in zip(entry.target_uids, entry.task.targets, strict=True)
        ],
    )
    return ids


def insert_plan_targets(connection: sqlite3.Connection, plan_id: int, revision_id: int, targets: Sequence[PlanTarget]) -> None:
    """Place the targets of the whole plan in the revision."""
    rows = [(target.uid, None, target.section_id, target.origin, target.spec) for target in targets]
    _insert_targets(connection, plan_id, revision_id, rows)


def _insert_targets(
    connection: sqlite3.Connection,
    plan_id: int,
    revision_id: int,
    rows: Sequence[tuple[str, int | None, int | None, str, TargetSpec]],
) -> None:
    """Add targets that the plan has not had before, and place all of them: actual values stay from revision to revision."""
    query = "select uid, id from target where plan_id = ?"
    known = dict(connection.execute(query, (plan_id,)))
    connection.executemany(
        "insert into target (uid, plan_id, item_id, origin, metric, op, value, unit) values (?, ?, ?, ?, ?, ?, ?, ?)",
        ((uid, plan_id, item, origin, *_target(spec)) for uid, item, _, origin, spec in rows if uid not in known),
    )
    ids = dict(connection.execute(query, (plan_id,)))
    connection.executemany(
        "insert into target_place (revision_id, target_id, section_id, ord, line, span_line, span_first, span_last, kind,"
        " value_max, baseline, due, quote, confidence) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (revision_id, ids[uid], section, order, spec.line, *(spec.span or (None, None, None)), *_target_said(spec))
            for order, (uid, _, section, _, spec) in enumerate(rows)
        ),
    )


def _target(spec: TargetSpec) -> tuple[object, ...]:
    """What makes the target's id."""
    return clean_line(spec.metric), spec.op, format(spec.value, "f"), _line(spec.unit)


def _target_said(spec: TargetSpec) -> tuple[object, ...]:
    """What another revision may say otherwise of the same target."""
    value_max = None if spec.value_max is None else format(spec.value_max, "f")
    baseline = None if spec.baseline is None else format(spec.baseline, "f")
    return spec.kind, value_max, baseline, _line(spec.due), clean(spec.quote), float(spec.confidence)


def _placement(entry: ItemEntry, item_id: int, revision_id: int, order: int) -> tuple[object, ...]:
    task = entry.task
    # A row of digits that is no number of a task does not fit a column either; its label keeps it.
    number = task.number if task.number is not None and abs(task.number) < _HIGHEST_NUMBER else None
    place = (item_id, revision_id, entry.section_id, order, number, _line(task.label), clean_line(task.title))
    return (
        *place,
        int(task.title_explicit),
        task.line,
        task.end_line,
        _line(task.deadline),
        _line(task.due),
        int(task.routine),
    )


def _stated(entry: ItemEntry, item_id: int, revision_id: int) -> Iterable[tuple[object, ...]]:
    own, section = entry.task.departments, entry.inherited
    for role, names, above in (("lead", own.lead, section.lead), ("support", own.support, section.support)):
        # One who names a lead of its own has its own supporters too, or none.
        source, said = (section, above) if not names and not own.lead else (own, names)
        distinct = dict.fromkeys(name for name in map(clean_line, said) if name)
        for rank, name in enumerate(distinct):
            yield item_id, revision_id, role, rank, name, int(source.shared), int(source is section)


def _search_key(task: OutlineTask) -> str:
    title, body = fold(clean(task.title)), fold(clean(task.text))
    return body if title in body else f"{title}\n{body}"


def _line(text: str | None) -> str | None:
    return None if text is None else clean_line(text)


def _inserted(cursor: sqlite3.Cursor) -> int:
    assert cursor.lastrowid is not None
    return cursor.lastrowid
