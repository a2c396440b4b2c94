"""The history of a task as a timeline: by day, newest first; who did what, what was before and what after, what was taken back.

Acts stand at the day on which they were recorded; where they hold from another day, that is said (补记).
"""

from __future__ import annotations

from collections.abc import Sequence

from planreview.catalogue import t, tn
from planreview.cells import fit, width, wrap
from planreview.domain.operations import ACTUAL, ASSIGN, CLEAR, DATED, SCOPE, VERDICT
from planreview.domain.past import HistoryEntry
from planreview.domain.verdicts import KEYS
from planreview.presets import verdict_set
from planreview.text import show
from planreview.tui.inks import FAINT, HEADING, MUTED, TEXT, Line, verdict_ink
from planreview.tui.log_lines import local_day, local_time, said, verdict_word
from planreview.tui.widgets.detail_parts import head

HISTORY_SHOWN, HISTORY_LOW = 40, 12
# Cells before what was done: the time of day, the mark of what was taken back.
TIME = 8


def timeline_lines(history: Sequence[HistoryEntry], cells: int, *, low: bool = False) -> list[Line]:
    """A line for each day and below it one for each act, wrapped; the oldest of very many are counted."""
    if not history:
        return []
    lines: list[Line] = [(), head("detail.history", cells, len(history))]
    limit = HISTORY_LOW if low else HISTORY_SHOWN
    before = befores(history)
    here: str | None = None
    for entry in history[:limit]:
        day = local_day(entry.recorded_at)
        name = f"{day.isoformat()} {t(f'screens.weekday.{day.weekday()}')}" if day else entry.recorded_at[:10]
        if name != here:
            here = name
            lines.append(((name, HEADING),))
        lines += _entry(entry, before.get(entry.id), cells)
    rest = len(history) - limit
    return [*lines, ((tn("detail.more", rest), FAINT),)] if rest > 0 else lines


def befores(history: Sequence[HistoryEntry]) -> dict[str, str]:
    """Operation → in words what stood before it: the newest act on the same thing that counts and is older.

    ``history`` is the newest first. What nobody said before is 未核 of a verdict and nothing of all else.
    """
    words = verdict_set()
    found: dict[str, str] = {}
    standing: dict[tuple[str, str], str] = {}
    for entry in reversed(history):
        what = _thing(entry)
        if what is None:
            continue
        found[entry.id] = standing.get(what, words.by_key(None).word if what[0] == VERDICT else "")
        if entry.live:
            standing[what] = _value(entry)
    return found


def _thing(entry: HistoryEntry) -> tuple[str, str] | None:
    """What an act says something anew of: the finding, one target's figure, who leads, whether it is supervised."""
    if entry.kind in (VERDICT, CLEAR):
        return VERDICT, ""
    if entry.kind == ACTUAL:
        return ACTUAL, entry.subject
    if entry.kind == SCOPE:
        return SCOPE, ""
    if entry.kind == ASSIGN and entry.payload.get("mode") == "set":
        return ASSIGN, str(entry.payload.get("role"))
    return None


def _value(entry: HistoryEntry) -> str:
    payload = entry.payload
    if entry.kind == VERDICT:
        return verdict_word(payload.get("verdict"), verdict_set())
    if entry.kind == CLEAR:
        return verdict_set().by_key(None).word
    if entry.kind == ACTUAL:
        return t("detail.pending") if payload.get("value") is None else str(payload["value"])
    if entry.kind == SCOPE:
        return t("detail.supervised" if payload.get("supervised") else "detail.not_supervised")
    return entry.about


def _entry(entry: HistoryEntry, before: str | None, cells: int) -> list[Line]:
    verdict = entry.payload.get("verdict")
    ink = verdict_ink(verdict) if isinstance(verdict, str) and verdict in KEYS else TEXT
    what = show(said(entry, verdict_set()))
    if before is not None:
        # 结论 未核 > 滞后: what was stands before what is, where both are said.
        after = show(_value(entry))
        kind = t(f"screens.log.{VERDICT if entry.kind == CLEAR else entry.kind}")
        about = show(entry.about) + " " if entry.kind == ACTUAL and entry.about else ""
        role = t(f"screens.role.{entry.payload.get('role')}") + " " if entry.kind == ASSIGN else ""
        if before and before != after:
            what = f"{kind} {about}{role}{show(before)} > {after}"
        elif entry.kind == SCOPE:
            what = f"{kind} {after}"
        if entry.kind == SCOPE and entry.payload.get("reason"):
            what += f"  {show(str(entry.payload['reason']))}"
    day = local_day(entry.recorded_at)
    if entry.kind in DATED and day not in (entry.effective_on, None):
        what += t("screens.log.effective", date=entry.effective_on.isoformat())
    if not entry.live:
        ink, what = FAINT, f"[{t('screens.log.undone')}] {what}"
    clock = local_time(entry.recorded_at)[11:]
    by = f"  {show(entry.person)}"
    first, *more = wrap(what, max(8, cells - TIME))
    line: Line = ((fit("  " + clock, TIME) if clock else " " * TIME, MUTED), (first, ink))
    lines: list[Line] = [line, *(((" " * TIME, MUTED), (part, ink)) for part in more)]
    room = cells - sum(width(text) for text, _ in lines[-1])
    if width(by) <= room:
        lines[-1] = (*lines[-1], (by, FAINT))
    else:
        lines.append(((" " * TIME + by.strip(), FAINT),))
    return lines
