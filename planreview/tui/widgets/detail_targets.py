"""The targets of a task in the detail pane: one line of figures each, in columns; close-set where the pane is low."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from planreview.aims import aim
from planreview.catalogue import t
from planreview.cells import fit, width, wrap
from planreview.domain.commitments import AdjustmentView
from planreview.domain.review import TargetView
from planreview.text import show
from planreview.tui.inks import FAINT, MUTED, TEXT, Line, Span, light_ink, line_width
from planreview.tui.widgets.detail_parts import flowed, head, place_mark
from planreview.tui.widgets.task_columns import Words, figure, target_gap

# Columns behind the metric: its word, its cells. What is wider pushes the rest of its own line and is never cut.
AIM, ACTUAL, ATTAINED, GAP, LIGHT, DAY = COLUMNS = (
    ("aim", 8), ("actual", 7), ("attained", 6), ("gap", 7), ("light", 2), ("day", 5),
)  # fmt: skip
TIGHT = (("aim", 6), ("actual", 5), ("attained", 6), ("gap", 6), ("light", 2))
# Cells of a metric beside its figures; a narrower pane sets it on a line of its own, without the day.
METRIC, MARK = 18, 5


def target_lines(targets: tuple[TargetView, ...], adjustments: Iterable[AdjustmentView], words: Words, cells: int) -> list[Line]:
    """Metric, target, actual, attainment, gap, light and as of when; baseline, due date and adjustments below."""
    if not targets:
        return []
    wide = cells >= METRIC + _needed(COLUMNS)
    shown = COLUMNS if wide else COLUMNS[:-1] if cells >= _needed(COLUMNS[:-1]) else TIGHT
    room = cells - _needed(shown)
    if wide:
        room = min(room, max(METRIC, *(width(show(one.metric or one.quote)) + MARK for one in targets)))
    lines: list[Line] = [(), head("detail.targets", cells, len(targets)), _names(shown, room, wide)]
    changed = list(adjustments)
    for place, target in enumerate(targets, 1):
        mark = place_mark(place, target, " ")
        name = show(target.metric or target.quote)
        figures = [
            (" " + fit_wide(text, size), ink) for (_, size), (text, ink) in zip(shown, _cells(target, words), strict=False)
        ]
        first, *more = wrap(name, max(4, (room if wide else cells) - width(mark)))
        if wide:
            lines.append(((mark + fit(first, room - width(mark)), TEXT), *figures))
        else:
            day = f"  {target.actual_on:%m-%d}" if target.actual_on else ""
            lines.append(((mark + first, TEXT), (day if width(mark + first + day) <= cells else "", FAINT)))
        lines += [((" " * width(mark) + line, TEXT),) for line in more]
        if not wide:
            lines += flowed([(" " * max(0, room), TEXT), *figures], cells, "    ")
        beside = _beside(target, (one for one in changed if one.target_id == target.id))
        lines += flowed(beside, cells, "    ") if beside else []
    return lines


def close_figures(targets: tuple[TargetView, ...], words: Words, cells: int) -> list[Line]:
    """All targets on as few lines as they need."""
    lines: list[list[Span]] = [[]]
    for place, target in enumerate(targets, 1):
        spans: list[Span] = [(place_mark(place, target), MUTED), (_reached(target), TEXT)]
        if target.attainment is not None:
            spans.append((f"={figure(target.attainment)}", TEXT))
        spans.append((words.light(target.light) if target.light else "", light_ink(target.light)))
        if lines[-1] and line_width(tuple(lines[-1])) + line_width(tuple(spans)) + 2 > cells:
            lines.append([])
        lines[-1] += [("  ", TEXT), *spans] if lines[-1] else spans
    return [tuple(line) for line in lines if line]


def fit_wide(text: str, cells: int) -> str:
    """A figure at the right of its column; one that is wider is whole all the same."""
    return text if width(text) > cells else fit(text, cells, "right")


def _cells(target: TargetView, words: Words) -> tuple[Span, ...]:
    light = light_ink(target.light)
    actual = t("detail.pending") if target.pending else "-" if target.actual is None else _plain(target.actual)
    return (
        (aim(target, at_least=False), TEXT),
        (actual, TEXT if target.actual is not None else FAINT),
        (figure(target.attainment), TEXT if target.attainment is not None else FAINT),
        (target_gap(target), light if target.gap is not None else FAINT),
        (words.light(target.light) if target.light else "-", light if target.light else FAINT),
        (f"{target.actual_on:%m-%d}" if target.actual_on else "-", FAINT),
    )


def _names(shown: tuple[tuple[str, int], ...], room: int, wide: bool) -> Line:
    names = "".join(" " + fit(t(f"detail.column.{key}"), size, "right") for key, size in shown)
    return ((fit(t("detail.column.metric") if wide else "", max(0, room)) + names, MUTED),)


def _beside(target: TargetView, adjustments: Iterable[AdjustmentView]) -> list[Span]:
    said = []
    if target.baseline is not None:
        said.append(t("detail.baseline", value=_plain(target.baseline)))
    if target.plain is not None and target.plain != target.attainment:
        said.append(t("detail.plain", value=figure(target.plain)))
    if target.due:
        said.append(t("detail.target_due", due=show(target.due)))
    if target.light:
        # Not for the first picture: only a target with an actual value has a light.
        from planreview.tui.light_words import rule_of

        said.append(t("detail.light_by", by=t(f"light.by.{rule_of(target)}")))
    spans: list[Span] = [("    " + "  ".join(said), FAINT)] if said else []
    for one in adjustments:
        words = t(
            "detail.adjusted",
            field=t(f"adjust.field.{one.field}"),
            old=show(one.old or "-"),
            new=show(one.new or "-"),
            approver=show(one.approver),
            document=show(one.document),
            day=one.on.isoformat(),
        )
        spans.append((("  " if spans else "    ") + words, FAINT))
    return spans


def _reached(target: TargetView) -> str:
    if target.pending:
        return t("detail.pending")
    return t("detail.unreported") if target.actual is None else f"{target.actual:f}/{target.value:f}"


def _plain(value: Decimal) -> str:
    return f"{value:f}"


def _needed(shown: tuple[tuple[str, int], ...]) -> int:
    return sum(size + 1 for _, size in shown)
