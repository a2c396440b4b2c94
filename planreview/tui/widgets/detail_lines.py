"""What the detail pane says about a task, as lines for a width: one pure function, so that it can be read in a test.

Order: what it is, where it stands (and stood in the last round, and stands as claimed), its wording with the targets underlined
in place, its figures, who answers for it, notes, evidence, history, the document around it. In a low pane the figures stand
before the wording, on as few lines as they need.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from planreview.catalogue import t, tn
from planreview.cells import width, wrap
from planreview.domain.review import NOTE_KINDS, NoteView, ResponsibilityView, TargetView, TaskDetail
from planreview.text import show, show_block
from planreview.tui.inks import ACCENT, ERROR, FAINT, HEADING, MUTED, TARGET, TEXT, Line, Span, light_ink, verdict_ink
from planreview.tui.widgets.detail_parts import flowed, head
from planreview.tui.widgets.detail_source import source_context
from planreview.tui.widgets.detail_targets import close_figures, target_lines
from planreview.tui.widgets.detail_timeline import timeline_lines
from planreview.tui.widgets.detail_voices import evidence_lines, voice_lines
from planreview.tui.widgets.measure_lines import measure_lines
from planreview.tui.widgets.task_columns import Words
from planreview.tui.widgets.task_detail import LOW
from planreview.tui.words import lacking, row_number


def detail_lines(
    detail: TaskDetail, words: Words, cells: int, height: int, source: Sequence[str] = (), files: Mapping[str, str] | None = None
) -> list[Line]:
    """The lines of the pane; ``height`` decides between the full and the close-set form, ``source`` is the document's lines,
    ``files`` how the files of the evidence stand (id → state) where they were looked at."""
    low = height <= LOW
    lines = [*_title(detail, cells), *_state(detail, words, cells)]
    if not low:
        lines += [*_place(detail, cells), ()]
    lines += [*close_figures(detail.targets, words, cells), *measure_lines(detail, cells)] if low else []
    lines += _wording(detail, cells)
    if not low:
        lines += target_lines(detail.targets, detail.adjustments, words, cells)
        lines += measure_lines(detail, cells, of_targets=False)
    lines += [*_departments(detail.departments, cells), *_notes(detail.notes, cells), *evidence_lines(detail, cells, files or {})]
    return [*lines, *timeline_lines(detail.history, cells, low=low), *source_context(source, detail.line, detail.end_line, cells)]


def _title(detail: TaskDetail, cells: int) -> list[Line]:
    row = detail.row
    number = (row_number(row) or "-") + "  "
    lines = wrap(show(row.title), max(4, cells - width(number)))
    first: Line = ((number, ACCENT), (lines[0], HEADING))
    return [first, *(((" " * width(number), TEXT), (line, HEADING)) for line in lines[1:])]


def _state(detail: TaskDetail, words: Words, cells: int) -> list[Line]:
    row = detail.row
    spans: list[Span] = [(words.verdict(row), verdict_ink(row.verdict))]
    if row.verdict_on is not None:
        spans.append((f" {row.verdict_on.isoformat()} {show(detail.verdict_by or '')}".rstrip(), MUTED))
    if row.reason_open:
        spans.append(("  " + t("detail.lacks", parts=lacking(row.lacks)), ACCENT))
    if row.light:
        spans += [("  " + t("detail.light") + " ", MUTED), (words.light(row.light), light_ink(row.light))]
        if row.light == "yellow" and row.measure is None and not any(target.light for target in detail.targets):
            # No figure gives it; a red one by its date is called overdue.
            spans.append((t("detail.light_near"), MUTED))
    if row.carried:
        spans.append(("  " + t("detail.carried"), MUTED))
    if row.mismatch:
        kinds = t("closing.and").join(t(f"detail.mismatch.{kind}") for kind in row.mismatches)
        spans.append(("  " + t("detail.mismatch") + f"({kinds})", ACCENT))
    if row.overdue:
        spans.append(("  " + t("detail.overdue"), ERROR))
    if not row.supervised:
        spans.append(("  " + t("detail.not_supervised"), MUTED))
    due = _due(detail)
    if due:
        spans.append(("  " + due, MUTED))
    return [*flowed(spans, cells), *voice_lines(detail, cells)]


def _due(detail: TaskDetail) -> str:
    row = detail.row
    if row.routine:
        return t("detail.routine")
    if row.due is None:
        return ""
    words = t("detail.due_presumed" if row.due_presumed else "detail.due", due=row.due.isoformat())
    # A deadline that stands in the document as the day itself needs not be said twice.
    return words + (f" ({show(detail.deadline)})" if detail.deadline not in (None, "", row.due.isoformat()) else "")


def _place(detail: TaskDetail, cells: int) -> list[Line]:
    parts = [detail.city, *detail.sections]
    return flowed([(" / ".join(show(part) for part in parts if part), FAINT)], cells)


def _wording(detail: TaskDetail, cells: int) -> list[Line]:
    body = show_block(detail.body)
    spans = _quotes(body, detail.targets)
    lines: list[Line] = []
    start = 0
    for line in wrap(body, cells):
        lines.append(_inked(line, start, spans))
        start += len(line)
        if body[start : start + 1] == "\n":
            start += 1
    return lines


def _quotes(body: str, targets: Iterable[TargetView]) -> list[tuple[int, int]]:
    """Where the targets stand in the wording; each is looked for behind the one before, so that equal quotes stay apart."""
    found: list[tuple[int, int]] = []
    behind = 0
    for target in targets:
        quote = show_block(target.quote)
        first = body.find(quote, behind) if quote else -1
        if first < 0 and quote:
            first = body.find(quote)
        if first >= 0:
            behind = first + len(quote)
            found.append((first, behind))
    return sorted(found)


def _inked(line: str, start: int, quotes: list[tuple[int, int]]) -> Line:
    spans: list[Span] = []
    at = 0
    for first, last in quotes:
        first, last = max(first - start, at), min(last - start, len(line))
        if first < last:
            if first > at:
                spans.append((line[at:first], TEXT))
            spans.append((line[first:last], TARGET))
            at = last
    if at < len(line):
        spans.append((line[at:], TEXT))
    return tuple(spans)


def _departments(departments: tuple[ResponsibilityView, ...], cells: int) -> list[Line]:
    lines: list[Line] = [(), head("detail.departments", cells)]
    for one in departments:
        source = t(f"screens.source.{one.source}") + (t("detail.flagged") if one.flagged else "")
        role = t(f"screens.role.{one.role}") + " "
        lines += flowed([(role, MUTED), (show(one.name), TEXT), (f"  {source}", FAINT)], cells, " " * width(role))
    return lines if departments else [*lines, ((t("detail.no_department"), FAINT),)]


def _notes(notes: tuple[NoteView, ...], cells: int) -> list[Line]:
    if not notes:
        return []
    lines: list[Line] = [(), head("detail.notes", cells, len(notes))]
    for note in sorted(notes, key=lambda one: NOTE_KINDS.index(one.kind) if one.kind in NOTE_KINDS else len(NOTE_KINDS)):
        kind = t(f"screens.note_kind.{note.kind or 'none'}")
        edited = f"  {tn('detail.edited', note.edits)}" if note.edits else ""
        lines += flowed([(kind, ACCENT), (f"  {note.on.isoformat()} {show(note.person)}{edited}", FAINT)], cells, "  ")
        lines += [(("  " + line, TEXT),) for line in wrap(show_block(note.body), max(4, cells - 2))]
    return lines
