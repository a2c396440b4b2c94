"""What is said of figures that are typed for a target: how they are written, what was made of them, which may be slips."""

from __future__ import annotations

from decimal import Decimal

from planreview.aims import aim
from planreview.catalogue import t
from planreview.domain.gaps import is_in_points, is_to_target
from planreview.domain.review import TargetView
from planreview.text import show
from planreview.tui.light_words import light_rule, rule_of
from planreview.tui.widgets.choice_list import Choice
from planreview.tui.widgets.task_columns import target_gap

# Percent of a target from which on a figure looks like a digit too many; so many times one that is measured in points.
FAR_BEYOND, FAR_IN_POINTS = 300, 10


def figure(value: Decimal | None) -> str:
    """A figure as stored, ``-`` where there is none: never a zero that was not measured."""
    return "-" if value is None else f"{value:f}"


def about(target: TargetView) -> str:
    """The words of the plan, what the light goes by, what the signs behind its figures mean and since when its value holds."""
    rule = rule_of(target)
    lines = [
        t("screens.actual.quote", quote=show(target.quote or target.metric), line=target.line),
        t("screens.actual.light_by", by=t(f"light.by.{rule}"), rule=light_rule(rule)),
    ]
    if is_in_points(target.attainment, target.gap):
        lines.append(t("screens.actual.in_points", sign=t("list.points")))
    elif is_to_target(target.attainment, target.gap):
        lines.append(t("screens.actual.to_target", sign=t("list.to_target")))
    if target.actual_on:
        lines.append(t("screens.actual.reported", date=target.actual_on))
    return "\n".join(lines)


def doubt(target: TargetView) -> str:
    """That the figure of a target is so far beyond it that it may be a slip of the hand; empty where it is not."""
    said = {"metric": show(target.metric), "value": figure(target.actual)}
    if target.attainment is not None:
        far = target.attainment >= FAR_BEYOND
        return t("screens.actual.far_beyond", **said, attainment=figure(target.attainment)) if far else ""
    far = target.actual is not None and target.value != 0 and abs(target.actual) >= abs(target.value) * FAR_IN_POINTS
    aimed = f"{figure(target.value)}{show(target.unit or '')}"
    return t("screens.actual.far_in_points", **said, target=aimed) if far else ""


def target_choice(target: TargetView) -> Choice:
    """A target as a line of the table."""
    actual = t("screens.actual.pending") if target.pending else figure(target.actual)
    light = t(f"light.{target.light or 'none'}")
    cells = (
        target.metric,
        aim(target, at_least=False),
        figure(target.baseline),
        actual,
        figure(target.attainment),
        target_gap(target),
        light,
    )
    return Choice(target.id, cells)
