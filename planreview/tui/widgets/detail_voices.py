"""What stands beside the reviewer's verdict in the detail pane: the last round, what the department claimed, the evidence."""

from __future__ import annotations

from collections.abc import Mapping

from planreview.catalogue import t
from planreview.cells import wrap
from planreview.domain.mismatches import REPORT
from planreview.domain.review import TaskDetail
from planreview.domain.verdicts import COMPLETED
from planreview.presets import verdict_set
from planreview.text import show, show_block
from planreview.tui.inks import ACCENT, ERROR, FAINT, MUTED, TEXT, Line, Span, verdict_ink
from planreview.tui.log_lines import verdict_word
from planreview.tui.widgets.detail_parts import flowed, head, place_mark

# How a file stands that is what it was when it was noted.
SAME = "same"


def voice_lines(detail: TaskDetail, cells: int) -> list[Line]:
    """Closing, the last round and the newest self-report, each with what it said; nothing where nobody has said anything."""
    return [*_closing(detail, cells), *_last(detail, cells), *_report(detail, cells)]


def evidence_lines(detail: TaskDetail, cells: int, files: Mapping[str, str]) -> list[Line]:
    """Every piece of evidence: file or document, how it was checked, by whom and when; a file that is not what was noted is
    flagged (``files``: id → state)."""
    if not detail.evidence:
        return []
    lines: list[Line] = [(), head("detail.evidence", cells, len(detail.evidence))]
    for one in detail.evidence:
        name = " ".join(part for part in (show(one.document or ""), show(one.path or "")) if part) or "-"
        method = t(f"detail.method.{one.method or 'none'}")
        by = f"  {one.on.isoformat()} {show(one.person)}"
        state = files.get(one.id, SAME)
        flag = [] if state == SAME else [("  " + t("detail.file", state=t(f"evidence.state.{state}")), ERROR)]
        lines += flowed([(method + " ", ACCENT), (name, TEXT), (by, FAINT), *flag], cells, "  ")
        lines += [(("  " + line, TEXT),) for line in wrap(show_block(one.remark or ""), max(4, cells - 2)) if line]
    return lines


def _closing(detail: TaskDetail, cells: int) -> list[Line]:
    state = detail.row.closing
    if state is None:
        return []
    said = t(f"screens.closing.state.{state}")
    if state == "applied" and detail.row.verdict not in COMPLETED:
        # The department has asked for it; whether the task is done the office has not found yet.
        said = t("detail.closing_unfinished", verdict=verdict_set().by_key(detail.row.verdict).word)
    return flowed([(t("detail.closing", state=said), ACCENT)], cells, "  ")


def _last(detail: TaskDetail, cells: int) -> list[Line]:
    last = detail.last
    if last is None:
        return []
    spans: list[Span] = [
        (t("detail.last") + " ", MUTED),
        (
            verdict_word(last.verdict, verdict_set()) if last.verdict else verdict_set().by_key(None).word,
            verdict_ink(last.verdict),
        ),
        (f" {last.on.isoformat()} {show(last.round or '')} {show(last.person)}".rstrip(), FAINT),
    ]
    names = {target.id: place_mark(place, target, " ") for place, target in enumerate(detail.targets, 1)}
    for target, (value, day) in last.actuals.items():
        if target in names:
            figure = t("detail.pending") if value is None else f"{value:f}"
            spans.append((f"  {names[target]}{figure}({day:%m-%d})", TEXT))
    lines = flowed(spans, cells, "  ")
    return lines + [(("  " + line, FAINT),) for line in wrap(show_block(last.note or ""), max(4, cells - 2)) if line]


def _report(detail: TaskDetail, cells: int) -> list[Line]:
    if not detail.reports:
        return []
    report = max(detail.reports, key=lambda one: (one.on, one.recorded_at))
    spans: list[Span] = [(t("detail.self_report") + " ", MUTED)]
    if report.verdict:
        spans.append((verdict_word(report.verdict, verdict_set()), verdict_ink(report.verdict)))
    spans.append((f" {report.on.isoformat()} {show(report.person)}", FAINT))
    if REPORT in detail.row.mismatches:
        spans.append(("  " + t("detail.differs"), ACCENT))
    lines = flowed(spans, cells, "  ")
    return lines + [(("  " + line, TEXT),) for line in wrap(show_block(report.text), max(4, cells - 2)) if line]
