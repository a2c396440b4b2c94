"""What the store holds about reviewing, as the screens, the command line and the reports receive it.

Item and department ids are the store's local row ids; ``uid`` is the id that two machines agree on.
Percentages are decimals with one place; dates are local dates of business.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from planreview.domain.records import dataclass, field

if TYPE_CHECKING:
    from planreview.domain.commitments import AdjustmentView, TwinView
    from planreview.domain.past import HistoryEntry
    from planreview.domain.spans import Days, Figures, Numbers
    from planreview.domain.spoken import EvidenceView, LastRound, ReportView

LEAD, SUPPORT = "lead", "support"
SOURCES = ("stated", "inherited", "default", "person", "rule")
NOTE_KINDS = ("progress", "problem", "reason", "measure")
UNREVIEWED = "unreviewed"
# What stands in a list: tasks, or targets of whole plans, whose ids are minus those of their targets.
TASK, INDICATOR = "task", "indicator"
# What an open reason may lack: a note of why, and for what leaves the base who approved it under which number.
REASON, APPROVER, DOCUMENT = REASON_PARTS = ("reason", "approver", "document")


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """Which tasks are meant; every field that is not None narrows, values of one field are alternatives.

    ``verdicts`` may hold ``unreviewed``, ``lights`` and ``note_kinds`` ``none``, ``departments`` 0 for 未分配. ``by`` gave the
    verdict. ``text`` is looked for in titles, wording, departments and notes. ``supervised`` None means all. ``selected`` is
    of a screen, which puts ``ids`` in its place. Of ``without`` (``supervised`` None) no field is true of a task that is meant.
    ``indicators`` True means indicators, whose ids are minus those of their targets, in place of tasks; no filter means both,
    for they are counted apart.
    """

    plans: tuple[int, ...] | None = None
    cities: tuple[str, ...] | None = None
    sections: tuple[int, ...] | None = None
    verdicts: tuple[str, ...] | None = None
    lights: tuple[str, ...] | None = None
    departments: tuple[int, ...] | None = None
    role: str | None = None
    ids: tuple[int, ...] | None = None
    text: str = ""
    numbers: tuple[Numbers, ...] | None = None
    due: Days | None = None
    reviewed: Days | None = None
    by: tuple[str, ...] | None = None
    note_kinds: tuple[str, ...] | None = None
    attainment: Figures | None = None
    gap: Figures | None = None
    overdue: bool | None = None
    mismatch: bool | None = None
    reason_open: bool | None = None
    has_notes: bool | None = None
    closed: bool | None = None
    selected: bool | None = None
    indicators: bool | None = None
    supervised: bool | None = True
    without: TaskFilter | None = None
    not_in_round: bool | None = None
    unchanged: bool | None = None
    carried: bool | None = None
    applied: bool | None = None
    self_reported: bool | None = None
    report_mismatch: bool | None = None
    has_evidence: bool | None = None


@dataclass(frozen=True, slots=True)
class PlanInfo:
    """A plan with its state; ``share`` is the schedule share in percent at ``as_of``."""

    id: int
    key: str
    city: str
    title: str
    kind: str
    period: tuple[int, int]
    issuer: str | None
    issued_on: str | None
    revision: int
    revisions: int
    source_name: str
    tasks: int
    indicators: int
    as_of: date
    share: Decimal


@dataclass(frozen=True, slots=True)
class TreeNode:
    """A city, plan or section of the tree: ``kind`` is city, plan, section or ``indicators``, a plan's own targets, which count
    in no other node and have lights, the worst first; rates are None where not measured. ``more``: what stands below it has not
    been read."""

    kind: str
    id: int
    label: str
    title: str
    depth: int
    parent: int | None
    total: int
    reviewed: int
    completion: Decimal | None
    on_schedule: Decimal | None
    plan_id: int | None = None
    lights: tuple[tuple[str, int], ...] = ()
    more: bool = False


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One line of the task list; ``lead`` is the name of the department where it counts, ``lacks`` the ``REASON_PARTS`` that
    its verdict asks for and nobody has given."""

    id: int
    uid: str
    plan_id: int
    section_id: int | None
    path: tuple[str, ...]
    number: int | None
    label: str | None
    title: str
    verdict: str | None
    verdict_on: date | None
    closed: bool
    supervised: bool
    overdue: bool
    light: str | None
    mismatch: bool
    reason_open: bool
    lead: str | None
    leads: int
    lead_source: str | None
    attainment: Decimal | None
    gap: Decimal | None
    due: date | None
    due_presumed: bool
    routine: bool
    notes: int
    updated_at: str | None
    lacks: tuple[str, ...] = ()
    in_round: bool = False
    earlier: bool = False
    carried: bool = False
    last_verdict: str | None = None
    last_on: date | None = None
    self_verdict: str | None = None
    evidence: int = 0
    closing: str | None = None
    mismatches: tuple[str, ...] = ()
    verdict_by: str | None = None
    # Of an indicator: what it measures.
    measure: TargetView | None = None

    @property
    def kind(self) -> str:
        """``task`` or ``indicator``: the two are never counted together."""
        return TASK if self.measure is None else INDICATOR


@dataclass(frozen=True, slots=True)
class TargetView:
    """A target with its newest actual and what follows from it; ``span`` is (line, first, last behind) in the source."""

    id: int
    uid: str
    item_id: int | None
    origin: str
    kind: str
    metric: str
    op: str
    value: Decimal
    value_max: Decimal | None
    unit: str | None
    baseline: Decimal | None
    due: str | None
    quote: str
    line: int
    actual: Decimal | None
    actual_on: date | None
    pending: bool
    attainment: Decimal | None
    plain: Decimal | None
    gap: Decimal | None
    light: str | None
    reached: bool
    span: tuple[int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class ResponsibilityView:
    """A department of a task and where that comes from (a key of ``SOURCES``)."""

    department_id: int
    name: str
    role: str
    rank: int
    source: str
    flagged: bool


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note as it reads now; ``kind`` is a key of ``NOTE_KINDS`` or None, ``id`` the operation that wrote it first."""

    id: str
    kind: str | None
    body: str
    person: str
    on: date
    recorded_at: str
    edits: int = 0
    edited_at: str | None = None


@dataclass(frozen=True, slots=True)
class TaskDetail:
    """All that is known of one task; ``body`` is its wording, ``line`` where it begins in the source."""

    row: TaskRow
    city: str
    plan: str
    sections: tuple[str, ...]
    body: str
    line: int
    end_line: int
    deadline: str | None
    verdict_by: str | None
    targets: tuple[TargetView, ...]
    departments: tuple[ResponsibilityView, ...]
    notes: tuple[NoteView, ...]
    history: tuple[HistoryEntry, ...]
    draft: str | None = None
    adjustments: tuple[AdjustmentView, ...] = ()
    evidence: tuple[EvidenceView, ...] = ()
    reports: tuple[ReportView, ...] = ()
    last: LastRound | None = None
    twins: tuple[TwinView, ...] = ()


@dataclass(frozen=True, slots=True)
class DepartmentInfo:
    """A department with the number of tasks it leads and supports."""

    id: int
    uid: str
    city: str
    name: str
    parent_id: int | None
    order: int | None
    leader: str | None
    wildcard: bool
    aliases: tuple[str, ...]
    leads: int
    supports: int


@dataclass(frozen=True, slots=True)
class Covered:
    """What an act that was dated back did not change: a finding (``verdict``) or actual value of a later day, ``on``, stands."""

    task_id: int
    on: date
    verdict: str | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What one user action did: its batch, the tasks it touched, those that now ask for a reason, and where it is covered by
    what was found of a later day."""

    batch: str
    kind: str
    task_ids: tuple[int, ...]
    reasons_open: tuple[int, ...] = ()
    values: dict[str, object] = field(default_factory=dict)
    covered: tuple[Covered, ...] = ()
