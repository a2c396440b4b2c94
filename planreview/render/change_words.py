"""The change table in words: one definition that every format prints, so that no two of them can differ."""

from __future__ import annotations

from dataclasses import dataclass

from planreview.catalogue import t, tn
from planreview.cells import clip
from planreview.domain.changes import (
    DROPPED,
    KEPT,
    MERGED,
    MOVED,
    REWORDED,
    SPLIT,
    ChangeRow,
    ChangeTable,
    Doubt,
    Form,
)
from planreview.domain.differences import differences
from planreview.render.imprint import heads_of
from planreview.text import show

NOTHING = "-"
# A note names as many pieces as a line can bear.
_PIECES, _PIECE_CELLS = 4, 40
HEADINGS = ("kind", "number_before", "before", "number_after", "after", "note")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: what happened, number, title and words before and now, and what is to be said of it."""

    kind: str
    number_before: str
    title_before: str
    before: str
    number_after: str
    title_after: str
    after: str
    notes: tuple[str, ...]

    @property
    def title(self) -> str:
        """The title as it stands, or stood."""
        return self.title_after or self.title_before


@dataclass(frozen=True, slots=True)
class PrintedChanges:
    """All that a format prints, as text without control codes."""

    title: str
    heads: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[Line, ...]
    indicators: tuple[Line, ...]
    doubts: tuple[Line, ...]
    notes: tuple[str, ...]


def put_in_words(table: ChangeTable, *, every: bool = False) -> PrintedChanges:
    """The table in words; lines of tasks that did not change are only counted, unless ``every`` is set."""
    rows = [row for row in table.rows if every or row.kind != KEPT]
    indicators = [row for row in table.indicators if every or row.kind != KEPT]
    notes = [t("changes.note.reviews")]
    if len(rows) < len(table.rows):
        notes.insert(0, tn("changes.note.kept", len(table.rows) - len(rows)))
    if any(row.kind == DROPPED for row in rows):
        notes.append(t("changes.note.dropped", since=table.since.isoformat()))
    heirs = {row.before.uid: row.after for row in table.rows if row.kind == SPLIT and row.heir and row.before}
    return PrintedChanges(
        title=t("changes.title", plan=show(table.title)),
        heads=heads_of(f"{revisions_words(table)}{t('changes.colon')}{count_words(table)}", table.imprint),
        headings=tuple(t(f"changes.column.{name}") for name in HEADINGS),
        rows=tuple(line(row, heirs.get(row.before.uid) if row.before else None) for row in rows),
        indicators=tuple(map(line, indicators)),
        doubts=tuple(map(doubt_line, table.doubts)),
        notes=tuple(notes),
    )


def revisions_words(table: ChangeTable) -> str:
    """Which revisions are compared, and since when the later one holds."""
    return t("changes.revisions", first=table.first, second=table.second, since=table.since.isoformat())


def count_words(table: ChangeTable) -> str:
    """How many lines there are of each kind."""
    counts = [t("changes.count", kind=t(f"changes.kind.{kind}"), n=n) for kind, n in table.counts().items()]
    if table.doubts:
        counts.append(t("changes.count", kind=t("changes.kind.doubtful"), n=len(table.doubts)))
    return t("changes.comma").join(counts)


def kind_words(row: ChangeRow) -> str:
    """What happened to an item, in a word for each thing."""
    return t("changes.comma_short").join(t(f"changes.kind.{kind}") for kind in (row.kind, *row.also))


def line(row: ChangeRow, heir: Form | None = None) -> Line:
    """One line of the table in words; ``heir`` is the part that the reviews of a split item stay with."""
    return _line(kind_words(row), row.before, row.after, _notes(row, heir))


def doubt_line(doubt: Doubt) -> Line:
    """A pair that is asked about, in words."""
    said = t(f"changes.doubt.{doubt.relation}", score=doubt.score, before=doubt.before.uid[:8], after=doubt.after.uid[:8])
    return _line(t("changes.kind.doubtful"), doubt.before, doubt.after, [said])


def number(form: Form | None) -> str:
    """The number of an item, or the label that it has instead."""
    if form is None:
        return NOTHING
    return str(form.number) if form.number is not None else show(form.label or "") or NOTHING


def _line(kind: str, before: Form | None, after: Form | None, notes: list[str]) -> Line:
    return Line(
        kind,
        number(before),
        show(before.title) if before else "",
        show(before.text) if before else "",
        number(after),
        show(after.title) if after else "",
        show(after.text) if after else "",
        tuple(map(show, notes)),
    )


def _notes(row: ChangeRow, heir: Form | None) -> list[str]:
    before, after = row.before, row.after
    if before is None or after is None:
        return []
    notes = []
    if row.kind == SPLIT:
        notes.append(t("changes.note.heir") if row.heir else t("changes.note.part", number=number(before), heir=number(heir)))
    if row.kind == MERGED:
        notes.append(t("changes.note.merged", number=number(after)))
    if MOVED in (row.kind, *row.also):
        notes.append(t("changes.note.moved", before=before.heading or NOTHING, after=after.heading or NOTHING))
    for one in row.adjustments:
        name = one.name or t("changes.note.due")
        notes.append(t("changes.note.adjusted", name=name, before=one.before or NOTHING, after=one.after or NOTHING))
    if row.kind == REWORDED:
        told = bool(row.adjustments)
        pieces = [piece for piece in differences(before.text, after.text) if not (told and _is_figure(*piece))]
        notes += [_piece(*piece) for piece in pieces[:_PIECES]]
        if len(pieces) > _PIECES:
            notes.append(tn("changes.note.more_pieces", len(pieces) - _PIECES))
    return notes


def _is_figure(before: str, after: str) -> bool:
    """Whether a piece says what an adjusted target has said."""
    return all(text.replace(".", "").isdigit() for text in (before, after))


def _piece(before: str, after: str) -> str:
    said = {"before": clip(show(before), _PIECE_CELLS), "after": clip(show(after), _PIECE_CELLS)}
    if not before:
        return t("changes.piece.added", after=said["after"])
    if not after:
        return t("changes.piece.dropped", before=said["before"])
    return t("changes.piece.exchanged", **said)
