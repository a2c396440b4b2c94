"""What the dialog of targets says: its lines, how a typed line is read, what a correction would change."""

from __future__ import annotations

from collections.abc import Sequence

from planreview.aims import aim, aim_of, change_words
from planreview.catalogue import t
from planreview.domain.commitments import TwinView
from planreview.domain.lights import TargetFigure
from planreview.domain.review import INDICATOR, TargetView
from planreview.errors import InputError
from planreview.services import queries
from planreview.services.target_correcting import KindsWeighed, Weighed, changes_on_line, weigh_change
from planreview.services.target_lines import read_target_line
from planreview.services.target_reading import ListedTarget
from planreview.services.workspace import Workspace
from planreview.text import show
from planreview.tui.widgets.choice_list import Choice
from planreview.tui.widgets.task_columns import target_gap

_ASKING = ("doubtful", "leftover")


def target_choice(place: int, one: ListedTarget) -> Choice:
    """The line of a target; what waits for a decision stands out, what was dropped is faint."""
    target = one.target
    cells = (
        str(place),
        show(target.metric or target.quote),
        aim(target),
        t(f"target.kind.{target.kind}"),
        show(target.due or "-"),
        t(f"cli.targets.state.{one.state}"),
    )
    return Choice(target.id, cells, "alarm" if one.state in _ASKING else "faint" if one.state == "dropped" else "")


def meaning_of(one: ListedTarget, twins: Sequence[TwinView]) -> str:
    """How a target is measured, with what it shares its actual values, and whether somebody is asked about it."""
    said = [t(f"target.meaning.{one.target.kind}")]
    said += [t(f"detail.same_as_{_of(twin)}", number=show(twin.number)) for twin in twins if twin.target_id == one.target.id]
    return " ".join([*said, *([t("screens.targets.in_doubt")] if one.state == "doubtful" else ())])


def _of(twin: TwinView) -> str:
    return "indicator" if twin.kind == INDICATOR else "task"


def named(twins: Sequence[TwinView]) -> str:
    """Targets by what they are of: 指标 3、任务 12."""
    return t("adjust.and").join(t(f"screens.targets.of_{_of(twin)}", number=show(twin.number)) for twin in twins)


def sharing_words(before: Sequence[TwinView], after: Sequence[TwinView], target: int) -> str:
    """With which targets one shares its actual values since a change, and with which it does so no longer."""
    old = {twin.other_id: twin for twin in before if twin.target_id == target}
    new = {twin.other_id: twin for twin in after if twin.target_id == target}
    joined, parted = [new[one] for one in new if one not in old], [old[one] for one in old if one not in new]
    said = t("screens.targets.joined", others=named(joined)) if joined else ""
    return said + (t("screens.targets.parted", others=named(parted)) if parted else "")


def period_of(ws: Workspace, plan_id: int) -> tuple[int, int] | None:
    """The years of a plan: a month without a year is one of them."""
    return next((plan.period for plan in queries.plans(ws, (plan_id,))), None)


def read_words(ws: Workspace, plan_id: int, text: str) -> str:
    """How a line that adds a target is read, or why it cannot be."""
    try:
        said = read_target_line(text, ws.today(), period_of(ws, plan_id))
    except InputError as error:
        return error.message
    value = "-".join(said[name] for name in ("value", "value_max") if said.get(name))
    figures = aim_of(said["op"], value, said.get("unit", ""))
    also = [f"{t(f'target.field.{name}')} {said[name]}" for name in ("baseline", "due") if said.get(name)]
    whole = "  ".join(map(show, (said["metric"], figures, *also)))
    return t("screens.targets.read", said=whole, meaning=t(f"target.meaning.{said['kind']}"))


def correction_words(ws: Workspace, target: TargetView, plan_id: int, text: str, began: str) -> str:
    """What a line that corrects a target would change and what its figures would be, or why it cannot be read."""
    try:
        return weighed_words(weigh_change(ws, target, changes_on_line(ws, target, text, began, period_of(ws, plan_id))))
    except InputError as error:
        return error.message


def weighed_words(weighed: Weighed) -> str:
    """A correction in words: each field from what to what, the figures before and after, what else it touches."""
    if not weighed.changes:
        return t("screens.targets.unchanged")
    changes = t("adjust.and").join(change_words(*one) for one in weighed.changes)
    said = [t("screens.targets.would_read", changes=changes)]
    if weighed.actual is not None:
        before, after = figure_words(weighed.before), figure_words(weighed.after)
        key = "figures_same" if before == after else "figures_change"
        said.append(t(f"screens.targets.{key}", before=before, after=after))
        if any(name == "unit" for name, _, _ in weighed.changes):
            said.append(t("screens.targets.not_converted", actual=f"{weighed.actual:f}"))
    if any(name == "kind" for name, _, _ in weighed.changes):
        said.append(t(f"target.meaning.{weighed.kind}"))
    if weighed.adjusted:
        fields = t("adjust.and").join(t(f"target.field.{name}") for name in weighed.adjusted)
        said.append(t("screens.targets.adjusted_stays", fields=fields))
    if weighed.along:
        said.append(t("screens.targets.along", others=named(weighed.along)))
    if weighed.parted:
        said.append(t("screens.targets.would_part", others=named(weighed.parted)))
    return " ".join(said)


def figure_words(figure: TargetFigure) -> str:
    """Attainment, gap and light of a target on one line; ``-`` where nothing was measured."""
    parts = [
        "" if figure.attainment is None else f"{figure.attainment:.1f}%",
        "" if figure.gap is None else target_gap(figure),
        t(f"light.{figure.light}") if figure.light else "",
    ]
    return " ".join(part for part in parts if part) or "-"


def given_words(target: TargetView, weighed: KindsWeighed) -> str:
    """What kinds are weighed by: the target, its newest actual, the schedule share."""
    actual = t("screens.actual.pending") if weighed.pending else "-" if weighed.actual is None else f"{weighed.actual:f}"
    name, share = show(target.metric or target.quote), f"{weighed.share:.1f}%"
    return t("screens.kind.given", target=name, aim=aim(target), actual=actual, share=share)
