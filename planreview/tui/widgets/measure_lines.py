"""What the list and the detail say of an indicator and of adjusted or shared targets, beside what they say of every task."""

from __future__ import annotations

from planreview.aims import aim
from planreview.catalogue import t
from planreview.cells import clip, fit, width, wrap
from planreview.domain.review import INDICATOR, TargetView, TaskDetail, TaskRow
from planreview.text import show
from planreview.tui.inks import ACCENT, MUTED, TEXT, Line

# An indicator's name keeps so many cells beside its figures.
_NAME = 8


def row_title(row: TaskRow, cells: int) -> str:
    """The title in exactly ``cells`` cells; of an indicator with what is reached of how much behind it."""
    if row.measure is None:
        return fit(show(row.title), cells)
    figures = clip(reached(row.measure), max(0, cells - _NAME - 1))
    return fit(show(row.title), cells - width(figures) - 1) + " " + figures


def reached(target: TargetView) -> str:
    """What is reached of what is committed: ``5.9/7张``; 待数 where it is not yet published, ``-`` where nothing was said."""
    known = t("screens.actual.pending") if target.pending else "-" if target.actual is None else f"{target.actual:f}"
    return f"{known}/{aim(target, at_least=False)}"


def measure_lines(detail: TaskDetail, cells: int, *, of_targets: bool = True) -> list[Line]:
    """With which targets of the plan actual values are shared, and what was adjusted with whose approval; without those
    ``of_targets`` where a table of the targets names them."""
    places = {target.id: f"[{place}] " for place, target in enumerate(detail.targets, 1)} if len(detail.targets) > 1 else {}
    lines: list[Line] = []
    for twin in detail.twins:
        of = "indicator" if twin.kind == INDICATOR else "task"
        said = places.get(twin.target_id, "") + t(f"detail.same_as_{of}", number=show(twin.number))
        lines += [((line, MUTED),) for line in wrap(said, cells)]
    for one in (one for one in detail.adjustments if of_targets or one.target_id is None):
        head = places.get(one.target_id, "") if one.target_id is not None else ""
        change = f"{head}{t('adjust.title')} {t(f'adjust.field.{one.field}')} {_said(one.old)} -> {_said(one.new)}"
        lines += [((line, ACCENT),) for line in wrap(change, cells)]
        approval = t("adjust.approval", approver=show(one.approver), document=show(one.document), on=one.on)
        lines += [(("  " + line, TEXT),) for line in wrap(approval, max(4, cells - 2))]
    return lines


def _said(value: str | None) -> str:
    return "-" if value is None else show(value)


def lights_text(lights: tuple[tuple[str, int], ...], word: dict[str, str], cells: int) -> list[tuple[str, str]]:
    """(words, light) of the lights of a group, right-aligned in exactly ``cells`` cells; those of nothing are left out."""
    shown = [(f"{word[light]}{n}", light) for light, n in lights if n]
    while shown and sum(width(text) for text, _ in shown) + len(shown) > cells:
        shown.pop()
    used = sum(width(text) for text, _ in shown) + len(shown)
    return [(" " * (cells - used), ""), *((f" {text}", light) for text, light in shown)]
