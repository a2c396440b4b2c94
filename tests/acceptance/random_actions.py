"""What a reviewer may do, one random action of each kind, through the services."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from random import Random

from planreview.domain.closing import STEPS
from planreview.domain.review import NOTE_KINDS, TaskFilter
from planreview.domain.spoken import METHODS
from planreview.domain.verdicts import KEYS
from planreview.errors import InputError
from planreview.services import (
    adjusting,
    carrying,
    closing,
    department_merging,
    departments,
    evidence,
    filter_text,
    notes,
    plans,
    queries,
    review,
    rounds,
    self_reports,
    splitting,
    target_adding,
    target_correcting,
    target_reading,
    views,
)
from planreview.services.department_removal import remove_department
from planreview.services.workspace import Workspace

DAYS = (date(2026, 6, 30), date(2026, 9, 30), date(2026, 10, 31), date(2026, 11, 30))
WORDS = ("设备未到", "已补齐", "手续在办", "与上月相同", "资金到位")

Act = Callable[[Random, Workspace], object]


def _tasks(random: Random, ws: Workspace, most: int = 12) -> list[int]:
    every = queries.task_ids(ws, TaskFilter(supervised=None))
    return random.sample(list(every), random.randint(1, min(most, len(every))))


def _office(random: Random, ws: Workspace) -> int:
    return random.choice(departments.departments(ws)).id


def _targets(random: Random, ws: Workspace) -> Sequence[int]:
    plan = random.choice(queries.plans(ws))
    found = [one.id for one in queries.indicators(ws, plan.id)]
    for task in _tasks(random, ws, 6):
        found += [one.id for one in queries.task_detail(ws, task).targets]
    return found


def mark(random: Random, ws: Workspace) -> None:
    """One digit on one task, or on a selection; sometimes with a note, sometimes dated back."""
    note = random.choice([None, None, *WORDS])
    day = random.choice([None, None, None, *DAYS])
    review.mark(ws, _tasks(random, ws, random.choice([1, 1, 1, 20])), random.choice([*KEYS, None]), note=note, on=day)


def write(random: Random, ws: Workspace) -> None:
    """A note of some kind."""
    review.add_note(ws, _tasks(random, ws, 2), random.choice(WORDS), kind=random.choice([None, *NOTE_KINDS]))


def report_figure(random: Random, ws: Workspace) -> None:
    """An actual value, or that there is none yet."""
    targets = _targets(random, ws)
    if targets:
        value = random.choice([None, Decimal(random.randint(0, 400)) / 4])
        review.record_actual(ws, random.choice(targets), value, on=random.choice([None, *DAYS]))


def set_aside(random: Random, ws: Workspace) -> None:
    """Out of the total, or back."""
    review.set_scope(ws, _tasks(random, ws, 3), random.random() < 0.5, reason=random.choice(["", *WORDS]))


def assign(random: Random, ws: Workspace) -> None:
    """Another department for some tasks."""
    role, mode = random.choice([("lead", "set"), ("lead", "add"), ("support", "add"), ("support", "remove")])
    departments.assign(ws, _tasks(random, ws), _office(random, ws), role=role, mode=mode)


def keep_departments(random: Random, ws: Workspace) -> None:
    """Something about the departments themselves."""
    one = _office(random, ws)
    what = random.choice(["rename", "alias", "order", "leader", "move", "create", "remove", "default"])
    if what == "rename":
        departments.rename(ws, one, f"第{random.randint(1, 99)}科")
    elif what == "alias":
        departments.add_alias(ws, one, f"{random.randint(1, 99)}室")
    elif what == "order":
        departments.set_order(ws, one, random.randint(1, 30))
    elif what == "leader":
        departments.set_leader(ws, one, random.choice([None, "赵局", "钱局"]))
    elif what == "move":
        departments.move(ws, one, random.choice([None, _office(random, ws)]))
    elif what == "create":
        departments.create_departments(ws, random.choice(queries.plans(ws)).city, [f"新设{random.randint(1, 99)}局"])
    elif what == "remove":
        with suppress(InputError):
            remove_department(ws, one)
    else:
        departments.set_default_lead(ws, random.choice(queries.plans(ws)).id, one)


def divide(random: Random, ws: Workspace) -> None:
    """Split a task into parts, or join it again."""
    (task,) = _tasks(random, ws, 1)
    if splitting.is_part(ws, task):
        splitting.join(ws, task)
    else:
        splitting.split(ws, task, [splitting.parse_part(text, ws.today()) for text in ("先做一半", "再做一半")])


def hold_round(random: Random, ws: Workspace) -> None:
    """Open a round, over one plan or all, or close the one that is open."""
    if any(one.open for one in rounds.rounds(ws)):
        rounds.close_round(ws, force=True)
    else:
        over = [random.choice(queries.plans(ws)).id] if random.random() < 0.5 else []
        rounds.open_round(ws, f"{random.randint(1, 12)}月轮", plans=over, as_of=random.choice([None, *DAYS]))


def carry(random: Random, ws: Workspace) -> None:
    """9 on some tasks, or on all that is unchanged."""
    if random.random() < 0.5:
        carrying.carry(ws, _tasks(random, ws))
    else:
        carrying.carry(ws, queries.task_ids(ws, TaskFilter()), unchanged=True)


def claim(random: Random, ws: Workspace) -> None:
    """What a department says of itself."""
    self_reports.report_tasks(ws, _tasks(random, ws, 3), random.choice([*KEYS, None]), random.choice(["", *WORDS]))


def prove(random: Random, ws: Workspace) -> None:
    """A piece of evidence, or one taken out again."""
    (task,) = _tasks(random, ws, 1)
    known = evidence.evidence_of(ws, task)
    if known and random.random() < 0.5:
        evidence.withdraw_evidence(ws, known[0].id)
    else:
        evidence.add_evidence(ws, [task], method=random.choice(METHODS), document=f"{random.randint(1, 99)}号")


def close(random: Random, ws: Workspace) -> None:
    """A step of closing, mostly one that the task is ready for."""
    ready = list(queries.task_ids(ws, TaskFilter(verdicts=("done",)))) or _tasks(random, ws)
    chosen = [random.choice(ready)]
    if random.random() < 0.5:
        evidence.add_evidence(ws, chosen, remark="现场看过")
    closing.take_step(ws, chosen, random.choice(STEPS), reason=random.choice(WORDS))


def adjust(random: Random, ws: Workspace) -> None:
    """An approved change of a target or a due date."""
    document, day = f"{random.randint(1, 9)}号", random.choice([None, *DAYS])
    targets = _targets(random, ws)
    if targets and random.random() < 0.6:
        adjusting.adjust_target(
            ws, random.choice(targets), {"value": str(random.randint(1, 300))}, approver="孙市长", document=document, on=day
        )
    else:
        adjusting.adjust_due(ws, _tasks(random, ws, 1)[0], random.choice(DAYS), approver="孙市长", document=document, on=day)


def rewrite(random: Random, ws: Workspace) -> None:
    """A note in other words, or withdrawn."""
    noted = list(queries.task_ids(ws, TaskFilter(has_notes=True)))
    if noted:
        known = notes.note_histories(ws, random.choice(noted))
        notes.edit_note(ws, random.choice(known).id, random.choice(["", *WORDS]))


def find_target(random: Random, ws: Workspace) -> None:
    """A commitment that the reader did not find, of a task or of a plan."""
    said = {"metric": random.choice(["新办企业", "培训人次"]), "value": str(random.randint(1, 20)), "unit": "家", "kind": "flow"}
    if random.random() < 0.6:
        target_adding.add_target(ws, _tasks(random, ws, 1)[0], said)
    else:
        target_adding.add_indicator(ws, random.choice(queries.plans(ws)).id, said)


def read_target(random: Random, ws: Workspace) -> None:
    """A target of a plan that is none, is one after all, says something else, or is that of a part."""
    known = target_reading.targets_of_plan(ws, random.choice(queries.plans(ws)).id)
    one = random.choice(known)
    parts = [task for task in queries.task_ids(ws, TaskFilter()) if splitting.is_part(ws, task)]
    what = random.choice(["drop", "take", "change", "give"])
    if what == "drop":
        target_reading.drop_targets(ws, [one])
    elif what == "take":
        target_reading.take_targets(ws, [one])
    elif what == "change":
        target_correcting.change_target(ws, one, {"value": str(random.randint(1, 50))})
    elif parts:
        splitting.give_target(ws, one.target.id, random.choice(parts))


def correct_plan(random: Random, ws: Workspace) -> None:
    """Another city or title of a plan."""
    plan = random.choice(queries.plans(ws)).id
    plans.correct_plan(ws, plan, city=random.choice([None, "新河市"]), title=random.choice([None, "方案甲", "方案乙"]))


def merge_departments(random: Random, ws: Workspace) -> None:
    """Two departments are one."""
    department_merging.merge_departments(ws, _office(random, ws), _office(random, ws))


def keep_view(random: Random, ws: Workspace) -> None:
    """A saved view, or one that is deleted."""
    name = random.choice(["月报", "会前"])
    if random.random() < 0.7:
        views.save_view(ws, name, filter_text.parse_sentence(ws, random.choice(["滞后", "未核", "超期"])))
    else:
        views.delete_view(ws, name)


def turn_date(random: Random, ws: Workspace) -> None:
    """Another as-of date."""
    review.set_as_of(ws, random.choice([None, *DAYS]))


def turn_back(random: Random, ws: Workspace) -> None:
    """Undo, and mostly redo."""
    review.undo(ws)
    if random.random() < 0.7:
        review.redo(ws)


# Kind → how often it is chosen; a day of reviewing is mostly digits.
ACTIONS: dict[Act, int] = {
    mark: 10,
    write: 4,
    report_figure: 4,
    assign: 3,
    set_aside: 2,
    keep_departments: 2,
    hold_round: 2,
    carry: 2,
    claim: 2,
    prove: 2,
    close: 2,
    adjust: 2,
    rewrite: 2,
    divide: 1,
    find_target: 1,
    read_target: 2,
    correct_plan: 1,
    merge_departments: 1,
    keep_view: 1,
    turn_date: 1,
    turn_back: 3,
}


def act(random: Random, ws: Workspace, times: int) -> int:
    """Do so many random things; the number of those that were refused, which leave nothing."""
    refused = 0
    for what in random.choices(list(ACTIONS), list(ACTIONS.values()), k=times):
        try:
            what(random, ws)
        except InputError:
            refused += 1
    return refused
