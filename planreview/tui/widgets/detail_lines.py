"""What the detail pane says about a task, as lines for a width: one pure function, so that it can be read in a test.

Order: what it is, where it stands, its figures, its wording with the targets underlined in place, who answers for it, notes,
history. In a low pane the figures stand on as few lines as they need.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from planreview.catalogue import t, tn
from planreview.cells import clip, width, wrap
from planreview.domain.review import HistoryEntry, NoteView, ResponsibilityView, TargetView, TaskDetail
from planreview.domain.verdicts import KEYS
from planreview.presets import verdict_set
from planreview.text import show, show_block
from planreview.tui.inks import ACCENT, ERROR, FAINT, HEADING, MUTED, TARGET, TEXT, Line, Span, light_ink, line_width, verdict_ink
from planreview.tui.log_lines import local_day, said
from planreview.tui.widgets.task_columns import Words, figure, is_to_target, number_text

LOW = 10
HISTORY_SHOWN = 12


def detail_lines(detail: TaskDetail, words: Words, cells: int, height: int) -> list[Line]:
    """The lines of the pane; ``height`` decides between the full and the close-set form."""
    low = height <= LOW
    lines = [*_title(detail, cells), *_state(detail, words, cells)]
    if not low:
        lines += [_place(detail), ()]
    lines += _figures_close(detail.targets, words, cells) if low else []
    lines += _wording(detail, cells)
    if not low:
        lines += _figures(detail.targets, words, cells)
    return lines + _departments(detail.departments, cells) + _notes(detail.notes, cells) + _history(detail, cells)


def _title(detail: TaskDetail, cells: int) -> list[Line]:
    row = detail.row
    number = number_text(row) + "  "
    lines = wrap(show(row.title), max(4, cells - width(number)))
    first: Line = ((number, ACCENT), (lines[0], HEADING))
    return [first, *(((" " * width(number), TEXT), (line, HEADING)) for line in lines[1:])]


def _state(detail: TaskDetail, words: Words, cells: int) -> list[Line]:
    row = detail.row
    spans: list[Span] = [(words.verdict(row), verdict_ink(row.verdict))]
    if row.verdict_on is not None:
        spans.append((f" {row.verdict_on.isoformat()} {show(detail.verdict_by or '')}".rstrip(), MUTED))
    if row.reason_open:
        spans.append(("  " + t("detail.reason_open"), ACCENT))
    if row.light:
        spans += [("  " + t("detail.light") + " ", MUTED), (words.light(row.light), light_ink(row.light))]
    if row.mismatch:
        spans.append(("  " + t("detail.mismatch"), ACCENT))
    if row.overdue:
        spans.append(("  " + t("detail.overdue"), ERROR))
    if not row.supervised:
        spans.append(("  " + t("detail.not_supervised"), MUTED))
    due = _due(detail)
    if due:
        spans.append(("  " + due, MUTED))
    return _flowed(spans, cells, "")


def _due(detail: TaskDetail) -> str:
    row = detail.row
    if row.routine:
        return t("detail.routine")
    if row.due is None:
        return ""
    words = t("detail.due_presumed" if row.due_presumed else "detail.due", due=row.due.isoformat())
    return words + (f" ({show(detail.deadline)})" if detail.deadline else "")


def _place(detail: TaskDetail) -> Line:
    parts = [detail.city, *detail.sections]
    return ((" / ".join(show(part) for part in parts if part), FAINT),)


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


def _reached(target: TargetView) -> str:
    if target.pending:
        return t("detail.pending")
    if target.actual is None:
        return "-"
    return f"{target.actual:f}/{target.value:f}"


def _figures_close(targets: tuple[TargetView, ...], words: Words, cells: int) -> list[Line]:
    lines: list[list[Span]] = [[]]
    for place, target in enumerate(targets, 1):
        spans: list[Span] = [(f"[{place}]", MUTED), (_reached(target), TEXT)]
        if target.attainment is not None:
            spans.append((f"={figure(target.attainment)}", TEXT))
        spans.append((words.light(target.light) if target.light else "", light_ink(target.light)))
        if lines[-1] and line_width(tuple(lines[-1])) + line_width(tuple(spans)) + 2 > cells:
            lines.append([])
        lines[-1] += [("  ", TEXT), *spans] if lines[-1] else spans
    return [tuple(line) for line in lines if line]


def _flowed(spans: Sequence[Span], cells: int, indent: str) -> list[Line]:
    """Spans in as many lines as they need: what does not fit goes on below, indented; nothing is cut."""
    lines: list[list[Span]] = [[]]
    for text, ink in spans:
        if lines[-1] and line_width(tuple(lines[-1])) + width(text) > cells:
            text = indent + text.lstrip()
            lines.append([])
        first, *more = wrap(text, cells)
        lines[-1].append((first, ink))
        lines += [[(part, ink)] for part in more]
    return [tuple(line) for line in lines]


def _figures(targets: tuple[TargetView, ...], words: Words, cells: int) -> list[Line]:
    if not targets:
        return []
    lines: list[Line] = [(), _head("detail.targets", cells)]
    for place, target in enumerate(targets, 1):
        lines += [((line, TEXT),) for line in wrap(f"[{place}] {show(target.quote)}", cells)]
        if target.actual is None and not target.pending:
            continue
        spans: list[Span] = [("    " + _reached(target), TEXT)]
        if target.attainment is not None:
            spans.append((f"  {figure(target.attainment)}%", TEXT))
        if target.gap is not None:
            meant = "to_target" if is_to_target(target.attainment, target.gap) else "to_schedule"
            spans.append((f"  {t(f'detail.gap_{meant}')} {figure(target.gap)}", light_ink(target.light)))
        if target.light:
            spans.append(("  " + words.light(target.light), light_ink(target.light)))
        if target.actual_on is not None:
            spans.append((f"  {target.actual_on:%m-%d}", FAINT))
        lines += _flowed(spans, cells, "    ")
    return lines


def _departments(departments: tuple[ResponsibilityView, ...], cells: int) -> list[Line]:
    lines: list[Line] = [(), _head("detail.departments", cells)]
    for one in departments:
        source = t(f"screens.source.{one.source}") + (t("detail.flagged") if one.flagged else "")
        role = t(f"screens.role.{one.role}") + " "
        lines += _flowed([(role, MUTED), (show(one.name), TEXT), (f"  {source}", FAINT)], cells, " " * width(role))
    return lines if departments else [*lines, ((t("detail.no_department"), FAINT),)]


def _notes(notes: tuple[NoteView, ...], cells: int) -> list[Line]:
    if not notes:
        return []
    lines: list[Line] = [(), _head("detail.notes", cells, len(notes))]
    for note in notes:
        kind = t(f"screens.note_kind.{note.kind or 'none'}")
        lines += _flowed([(kind, ACCENT), (f"  {note.on.isoformat()} {show(note.person)}", FAINT)], cells, "  ")
        lines += [(("  " + line, TEXT),) for line in wrap(show_block(note.body), max(4, cells - 2))]
    return lines


def _history(detail: TaskDetail, cells: int) -> list[Line]:
    if not detail.history:
        return []
    lines: list[Line] = [(), _head("detail.history", cells, len(detail.history))]
    lines += [_entry(entry, cells) for entry in detail.history[:HISTORY_SHOWN]]
    rest = len(detail.history) - HISTORY_SHOWN
    return [*lines, ((tn("detail.more", rest), FAINT),)] if rest > 0 else lines


def _entry(entry: HistoryEntry, cells: int) -> Line:
    verdict = entry.payload.get("verdict")
    ink = verdict_ink(verdict) if isinstance(verdict, str) and verdict in KEYS else TEXT
    what = show(said(entry, verdict_set()))
    if not entry.live:
        ink, what = FAINT, f"{what} ({t('screens.log.undone')})"
    # In the order of recording; another business date (补记) stands beside that day.
    day = local_day(entry.recorded_at)
    other = "" if day == entry.effective_on else t("screens.log.effective", date=entry.effective_on.isoformat())
    when = (day.isoformat() if day else entry.recorded_at[:10]) + " "
    behind = f"{other}  {show(entry.person)}"
    return ((when, MUTED), (clip(what, max(8, cells - width(when + behind))), ink), (behind, FAINT))


def _head(key: str, cells: int, count: int | None = None) -> Line:
    words = t(key) + ("" if count is None else f" {count}") + " "
    return ((words, MUTED), ("-" * max(0, cells - width(words)), "ink-rule"))
