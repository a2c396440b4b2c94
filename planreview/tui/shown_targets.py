"""What the dialog of targets shows, and what its one line is used for: a target that is added, or the correction of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from planreview.domain.commitments import TwinView
from planreview.domain.review import Receipt, TaskRow
from planreview.services import queries, splitting, target_adding
from planreview.services.drafts import in_front
from planreview.services.target_correcting import change_target, changes_on_line, read_values, twins_of_targets
from planreview.services.target_lines import read_target_line
from planreview.services.target_reading import ListedTarget, indicators_of_plan, spoken_values, targets_of_task
from planreview.services.workspace import Workspace
from planreview.text import show
from planreview.tui.target_words import period_of


@dataclass(frozen=True, slots=True)
class Shown:
    """The task or indicator that the dialog was opened from (None: an indicator that was dropped here), the targets, what each
    reads on one line, with which they share actual values, the parts of a split task."""

    plan_id: int
    row: TaskRow | None
    listed: tuple[ListedTarget, ...]
    spoken: Mapping[int, str]
    twins: tuple[TwinView, ...]
    parts: tuple[TaskRow, ...]

    def of(self, target: object) -> ListedTarget | None:
        """The target of this id."""
        return next((one for one in self.listed if one.target.id == target), None)


NOTHING = Shown(0, None, (), {}, (), ())


def read_shown(ws: Workspace, task_id: int, plan_id: int) -> Shown:
    """The targets of a task, or with a negative id a plan's own; ``plan_id`` is 0 where it is not known yet."""
    # An indicator that was dropped here is none any more, while the plan's others are still looked at.
    row = queries.task_detail(ws, task_id).row if not plan_id or queries.task_rows(ws, (task_id,)) else None
    plan = plan_id if row is None else row.plan_id
    listed = targets_of_task(ws, task_id) if task_id > 0 else indicators_of_plan(ws, plan)
    ids = [one.target.id for one in listed]
    spoken = {
        one: show(spoken_values({name: text for name, text in values.items() if text}))
        for one, values in read_values(ws, ids).items()
    }
    parts = splitting.parts_of(ws, task_id) if task_id > 0 else ()
    return Shown(plan, row, listed, spoken, twins_of_targets(ws, ids), parts)


def correct_line(ws: Workspace, one: ListedTarget, plan_id: int, text: str, began: str) -> Receipt:
    """Correct a target by what a line says otherwise than when it began."""
    return change_target(ws, one, changes_on_line(ws, one.target, text, began, period_of(ws, plan_id)))


def add_line(ws: Workspace, task_id: int, plan_id: int, text: str) -> object:
    """Add what a line says to a task, or to the plan."""
    said = read_target_line(text, ws.today(), period_of(ws, plan_id))
    return target_adding.add_target(ws, task_id, said) if task_id > 0 else target_adding.add_indicator(ws, plan_id, said)


@dataclass(slots=True)
class LineUse:
    """Which target the line corrects (None: it adds one), and how that read when it ``began``. What was being added meanwhile,
    and corrections that were left half typed, stay for when they are asked for again."""

    corrected: int | None = None
    began: str = ""
    _aside: str = ""
    # With how the target read when it began: what was corrected since is not taken back by it.
    _half: dict[int, tuple[str, str]] = field(default_factory=dict)

    def adding(self, line: str) -> str:
        """The text that adds a target, also while another stands in its place."""
        return line if self.corrected is None else self._aside

    def take_up(self, draft: str, line: str) -> str:
        """What the line shows with a draft in front of what it was adding."""
        adding = in_front(draft, self.adding(line))
        if self.corrected is None:
            return adding
        self._aside = adding
        return line

    def correct(self, target: int, spoken: str, line: str) -> str:
        """What the line shows to correct a target, whose values are ``spoken``."""
        if self.corrected is None:
            self._aside = line
        self.put_by(line)
        self.corrected = target
        text, self.began = self._half.pop(target, (spoken, spoken))
        return text

    def add_again(self, line: str, *, stored: bool = False) -> str:
        """What the line shows again; what it said is put by unless it was stored."""
        if stored and self.corrected is not None:
            self._half.pop(self.corrected, None)
        else:
            self.put_by(line)
        self.corrected = None
        return self._aside

    def put_by(self, line: str) -> None:
        """Keep a correction that is half typed."""
        if self.corrected is not None and line not in ("", self.began):
            self._half[self.corrected] = line, self.began

    def unfinished(self) -> list[str]:
        """The corrections that were put by."""
        return [text for text, _ in self._half.values()]
