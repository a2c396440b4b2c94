"""Rounds over tasks that a revision reworded and that were split: what was found stays with the task."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from planreview.domain.operations import SAME_TASK, OperationDraft
from planreview.domain.review import TaskFilter
from planreview.services import care, carrying, closing, evidence, issued, notes, queries, review, rounds, splitting
from planreview.services.workspace import Workspace
from planreview.store.projection import projection_hash, rebuild
from tests.store.builder import Planned, Stored, open_workspace, store_plan, uid_of


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return open_workspace(tmp_path)


def reworded(ws: Workspace) -> tuple[Stored, Stored]:
    """A task found on in September, with a note, evidence and an application; then a revision words it otherwise."""
    first = store_plan(ws, (Planned("建平台"), Planned("办活动")))
    rounds.open_round(ws, "9月轮", as_of=date(2020, 9, 30))
    review.mark(ws, first.tasks, "done", note="已完成")
    evidence.add_evidence(ws, first.tasks[:1], document="7号")
    closing.take_step(ws, first.tasks[:1], "apply")
    rounds.close_round(ws)
    second = store_plan(ws, (Planned("建成平台"), Planned("办活动")), revision=2)
    with ws.store.transaction():
        ws.append([OperationDraft(SAME_TASK, second.uids[0], {"same_as": first.uids[0]})])
    return first, second


def folds_alike(ws: Workspace) -> None:
    before = projection_hash(ws.store)
    with ws.store.transaction():
        rebuild(ws.store, ws.today())
    assert projection_hash(ws.store) == before


def test_a_reworded_task_is_carried_over_and_closed(ws: Workspace) -> None:
    first, _ = reworded(ws)
    figures = issued.issued_summary(ws, "9月轮")
    rounds.open_round(ws, "10月轮", as_of=date(2020, 10, 31))
    (task, other) = queries.task_ids(ws, TaskFilter())
    row = queries.task_rows(ws, [task])[0]
    assert (row.title, row.verdict, row.evidence, row.closing, row.earlier) == ("建成平台", "done", 1, "applied", True)
    carrying.carry(ws, [task, other])
    closing.take_step(ws, [task], "close")
    (note,) = queries.task_detail(ws, task).notes
    notes.edit_note(ws, note.id, "已完成并验收")
    detail = queries.task_detail(ws, task)
    assert detail.row.closed and detail.row.carried and detail.notes[0].body == "已完成并验收"
    assert detail.last is not None and detail.last.round == "9月轮"
    (history,) = notes.note_histories(ws, task)
    assert len(history.versions) == 2
    folds_alike(ws)
    assert issued.issued_summary(ws, "9月轮") == figures
    assert uid_of(first.key, "建平台") == first.uids[0]


def news(ws: Workspace, plan: Stored) -> dict[str, int]:
    return dict(carrying.carry_count(ws, plan.tasks, unchanged=True).news)


def test_other_words_are_news_until_they_are_found_on(ws: Workspace) -> None:
    first, second = reworded(ws)
    rounds.open_round(ws, "10月轮", as_of=date(2020, 10, 31))
    assert tuple(queries.task_ids(ws, TaskFilter(unchanged=True))) == first.tasks[1:], "those words stayed as they were"
    assert news(ws, first) == {"reworded": 1, "evidence": 1, "closing": 1}
    carrying.carry(ws, first.tasks[:1])
    rounds.close_round(ws, force=True)
    rounds.open_round(ws, "11月轮", as_of=date(2020, 11, 30))
    assert news(ws, first) == {}, "whoever carried it over had the new words before them"
    store_plan(ws, (Planned("建平台"), Planned("办活动")), revision=3)
    assert news(ws, first) == {"reworded": 1}, "the first words are back"
    assert second.tasks[0] not in queries.task_ids(ws, TaskFilter())
    folds_alike(ws)


def test_a_part_of_a_reworded_task_was_found_in_other_words_too(ws: Workspace) -> None:
    first = store_plan(ws, (Planned("建平台"), Planned("办活动")))
    rounds.open_round(ws, "9月轮", as_of=date(2020, 9, 30))
    splitting.split(ws, first.tasks[0], [splitting.PartDraft("上半"), splitting.PartDraft("下半")])
    one, two, whole = queries.task_ids(ws, TaskFilter())
    review.mark(ws, [one, whole], "on_track")
    rounds.close_round(ws, force=True)
    second = store_plan(ws, (Planned("建成平台"), Planned("办活动")), revision=2)
    with ws.store.transaction():
        ws.append([OperationDraft(SAME_TASK, second.uids[0], {"same_as": first.uids[0]})])
    rounds.open_round(ws, "10月轮", as_of=date(2020, 10, 31))
    review.mark(ws, [two], "behind")
    assert tuple(queries.task_ids(ws, TaskFilter(unchanged=True))) == (whole,)
    assert dict(carrying.carry_count(ws, [one, two, whole], unchanged=True).news) == {"reworded": 1}
    folds_alike(ws)


def test_parts_of_a_split_task_are_found_on_in_rounds_of_their_own(ws: Workspace) -> None:
    plan = store_plan(ws, 2)
    rounds.open_round(ws, "9月轮", as_of=date(2020, 9, 30))
    splitting.split(ws, plan.tasks[0], [splitting.PartDraft("上半"), splitting.PartDraft("下半")])
    one, two, whole = queries.task_ids(ws, TaskFilter())
    review.mark(ws, [one, two], "on_track")
    closing.take_step(ws, [one], "apply")
    (round_,) = rounds.rounds(ws)
    assert (round_.total, round_.reviewed) == (3, 2)
    rounds.close_round(ws, force=True)
    figures = issued.issued_summary(ws, "9月轮")
    assert figures.counts.total == 3
    rounds.open_round(ws, "10月轮", as_of=date(2020, 10, 31))
    receipt = carrying.carry(ws, [one, two, whole], unchanged=True)
    assert receipt.task_ids == (two,), "something new is of the other, and the third was never reviewed"
    assert all(row.carried for row in queries.task_rows(ws, receipt.task_ids))
    folds_alike(ws)
    splitting.join(ws, one)
    assert issued.issued_summary(ws, "9月轮") == figures, "joined again since, and still three as issued"
    review.undo(ws)
    assert len(queries.task_ids(ws, TaskFilter(carried=True))) == len(receipt.task_ids)
    ws.close()
    assert care.check(ws.store.path, clock=ws.clock).findings == ()


def test_a_finding_of_an_earlier_day_is_of_the_round_and_does_not_stand(ws: Workspace) -> None:
    plan = store_plan(ws, 1)
    rounds.open_round(ws, "甲", as_of=date(2020, 9, 30))
    review.mark(ws, plan.tasks, "on_track")
    rounds.close_round(ws)
    rounds.open_round(ws, "乙", as_of=date(2020, 10, 31))
    receipt = review.mark(ws, plan.tasks, "behind", on=date(2020, 8, 31))
    (row,) = queries.task_rows(ws, plan.tasks)
    assert receipt.covered and (row.verdict, row.in_round, row.earlier) == ("on_track", False, True)
    carrying.carry(ws, plan.tasks)
    assert queries.task_rows(ws, plan.tasks)[0].in_round


def test_as_of_a_day_before_the_round_its_findings_are_not_there(ws: Workspace) -> None:
    plan = store_plan(ws, 1)
    rounds.open_round(ws, "甲", as_of=date(2020, 9, 30))
    review.mark(ws, plan.tasks, "on_track")
    review.set_as_of(ws, date(2020, 6, 30))
    (row,) = queries.task_rows(ws, plan.tasks)
    assert (row.verdict, row.in_round, row.last_verdict) == (None, False, None)
    assert rounds.rounds(ws)[0].reviewed == 0
