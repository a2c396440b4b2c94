"""Self-reports, evidence, closing and edited notes: recorded, shown, taken back; none of them overwrites a finding."""

from __future__ import annotations

import os
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from planreview.domain.mismatches import mismatches
from planreview.domain.review import TaskFilter, TaskRow
from planreview.errors import InputError
from planreview.presets import thresholds
from planreview.services import closing, evidence, notes, queries, reports, review, self_reports
from planreview.services.workspace import Workspace
from tests.store.builder import Goal, Planned, Stored, open_workspace, store_plan


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return open_workspace(tmp_path)


@pytest.fixture
def plan(ws: Workspace) -> Stored:
    return store_plan(ws, (Planned("建平台", (Goal("10"),)), Planned("办活动"), Planned("引人才")))


def row(ws: Workspace, task: int) -> TaskRow:
    return queries.task_rows(ws, [task])[0]


# Self-reports ---------------------------------------------------------------------------------------------------------


def test_a_claim_beside_another_finding_is_a_mismatch_of_its_own_kind(ws: Workspace, plan: Stored) -> None:
    task = plan.tasks[0]
    self_reports.report_tasks(ws, [task], "done", "全部完成")
    assert row(ws, task).mismatches == () and row(ws, task).self_verdict == "done"
    review.mark(ws, [task], "behind", note="只见通知")
    assert row(ws, task).mismatches == ("report",) and row(ws, task).mismatch
    assert list(queries.task_ids(ws, TaskFilter(report_mismatch=True))) == [task]
    assert queries.sums(ws, TaskFilter()).mismatch == 1
    review.record_actual(ws, plan.targets[0][0], Decimal(1))
    review.mark(ws, [task], "on_track")
    assert row(ws, task).mismatches == ("light", "report")
    review.mark(ws, [task], "done", note="年底补齐")
    assert row(ws, task).mismatches == ("figure",)
    (view,) = queries.task_detail(ws, task).reports
    assert (view.verdict, view.text, view.person) == ("done", "全部完成", "李明")


@pytest.mark.parametrize(
    ("report", "verdict", "differs"),
    [("on_track", "ahead", False), ("behind", "not_started", False), ("done", "on_track", True), ("on_track", "behind", True)],
)
def test_claims_are_compared_by_what_they_count_as(report: str, verdict: str, differs: bool) -> None:
    found = mismatches(verdict, None, thresholds(), by=None, attainment=None, overdue=False, report=report)
    assert found == (("report",) if differs else ())


def test_the_newest_claim_by_its_day_counts(ws: Workspace, plan: Stored) -> None:
    self_reports.report_tasks(ws, plan.tasks[:1], "done", on=date(2020, 9, 30))
    self_reports.report_tasks(ws, plan.tasks[:1], "behind", on=date(2020, 6, 30))
    self_reports.report_tasks(ws, plan.tasks[:1], None, "仅有文字", on=date(2020, 12, 31))
    assert row(ws, plan.tasks[0]).self_verdict == "done"
    with pytest.raises(InputError) as refused:
        self_reports.report_tasks(ws, plan.tasks[:1], None, " \x1b")
    assert refused.value.key == "report_empty"


# Evidence -------------------------------------------------------------------------------------------------------------


def test_a_file_that_changed_or_went_is_seen(ws: Workspace, plan: Stored, tmp_path: Path) -> None:
    paths = [tmp_path / f"佐证{n}.pdf" for n in range(3)]
    for path in paths:
        path.write_bytes(b"x" * 1_500_000)
        hashed = evidence.hash_evidence(path)
        assert hashed is not None
        evidence.add_evidence(ws, plan.tasks[:1], hashed, document="达科〔2020〕7号", method="on_site")
    evidence.add_evidence(ws, plan.tasks[:1], remark="电话核实", method="phone")
    views = evidence.evidence_of(ws, plan.tasks[0])
    assert [one.size for one in views] == [1_500_000] * 3 + [None] and row(ws, plan.tasks[0]).evidence == 4
    assert set(evidence.check_evidence(views).values()) == {"same"}
    paths[0].write_bytes(b"y" * 1_500_000)
    os.utime(paths[0], (1, 1))
    paths[1].unlink()
    found = evidence.check_evidence(views)
    assert [found.get(one.id) for one in views] == ["changed", "gone", "same", None]
    paths[2].unlink()
    paths[2].mkdir()
    assert evidence.check_evidence(views)[views[2].id] == "changed"


def test_hashing_says_how_far_it_is_and_can_be_broken_off(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * 3_000_000)
    said: list[tuple[int, int]] = []
    found = evidence.hash_evidence(tmp_path / "a", lambda done, whole: said.append((done, whole)) or True)  # type: ignore[func-returns-value]
    assert found is not None and said[-1] == (3_000_000, 3_000_000) and len(said) == 3
    assert evidence.hash_evidence(tmp_path / "a", lambda done, whole: False) is None


def test_what_cannot_be_evidence_is_refused(ws: Workspace, plan: Stored, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "a\x1bb").write_text("x")
    for name, key in (("no", "unreadable"), (".", "unreadable"), ("pipe", "no_file"), ("a\x1bb", "name"), ("a\0b", "name")):
        with pytest.raises(InputError) as refused:
            evidence.hash_evidence(tmp_path / name)
        assert refused.value.key == f"evidence_{key}", name
    for given, key in (({}, "evidence_empty"), ({"remark": "x", "method": "hearsay"}, "evidence_method")):
        with pytest.raises(InputError) as refused:
            evidence.add_evidence(ws, plan.tasks, **given)  # type: ignore[arg-type]
        assert refused.value.key == key


def test_evidence_is_withdrawn_and_brought_back(ws: Workspace, plan: Stored) -> None:
    evidence.add_evidence(ws, plan.tasks, document="7号")
    view = evidence.evidence_of(ws, plan.tasks[1])[0]
    evidence.withdraw_evidence(ws, view.id)
    assert [row(ws, task).evidence for task in plan.tasks] == [1, 0, 1]
    with pytest.raises(InputError) as refused:
        evidence.withdraw_evidence(ws, view.id)
    assert refused.value.key == "evidence_gone"
    review.undo(ws)
    assert evidence.evidence_of(ws, plan.tasks[1]) == (view,)


# Closing --------------------------------------------------------------------------------------------------------------


def test_the_way_to_closed_and_back(ws: Workspace, plan: Stored) -> None:
    task = plan.tasks[1]
    closing.take_step(ws, [task], "apply")
    assert row(ws, task).closing == "applied" and list(queries.task_ids(ws, TaskFilter(applied=True))) == [task]
    with pytest.raises(InputError) as refused:
        closing.take_step(ws, [task], "close")
    assert "结论不是完成、没有佐证" in refused.value.message and "办活动" in refused.value.message
    closing.take_step(ws, [task], "return", reason="缺佐证")
    assert row(ws, task).closing == "returned"
    review.mark(ws, [task], "done")
    evidence.add_evidence(ws, [task], document="7号")
    closing.take_step(ws, [task], "apply")
    closing.take_step(ws, [task], "close")
    assert row(ws, task).closed and reports.summary(ws).counts.closed == 1
    with pytest.raises(InputError) as refused:
        closing.take_step(ws, [task], "reopen")
    assert refused.value.key == "closing_reason"
    closing.take_step(ws, [task], "reopen", reason="复核有误")
    assert not row(ws, task).closed
    review.undo(ws)
    assert row(ws, task).closed


def test_a_verdict_away_from_done_reopens_and_asks_why(ws: Workspace, plan: Stored) -> None:
    task = plan.tasks[1]
    review.mark(ws, [task], "done")
    evidence.add_evidence(ws, [task], document="7号")
    closing.take_step(ws, [task], "apply")
    closing.take_step(ws, [task], "close")
    receipt = review.mark(ws, [task], "on_track")
    assert receipt.reasons_open == (task,)
    assert (row(ws, task).closed, row(ws, task).closing) == (False, None)
    review.mark(ws, [task], "done")
    assert not row(ws, task).closed, "it has to be applied for again"


@pytest.mark.parametrize(
    ("step", "lacks"), [("close", "未报销号、结论不是完成、没有佐证"), ("return", "未报销号"), ("reopen", "未销号")]
)
def test_a_step_out_of_turn_is_refused_for_all(ws: Workspace, plan: Stored, step: str, lacks: str) -> None:
    with pytest.raises(InputError) as refused:
        closing.take_step(ws, plan.tasks, step, reason="因")
    assert refused.value.values["n"] == 3 and lacks in refused.value.message


def test_applying_twice_is_refused_and_nothing_is_written(ws: Workspace, plan: Stored) -> None:
    closing.take_step(ws, plan.tasks[:1], "apply")
    with pytest.raises(InputError) as refused:
        closing.take_step(ws, plan.tasks, "apply")
    assert "已报销号" in refused.value.message
    assert [row(ws, task).closing for task in plan.tasks] == ["applied", None, None]


# Notes ----------------------------------------------------------------------------------------------------------------


def test_a_note_is_worded_anew_and_its_wordings_stay(ws: Workspace, plan: Stored) -> None:
    task = plan.tasks[0]
    review.mark(ws, [task], "behind")
    review.add_note(ws, [task], "正在推进", kind="progress")
    (note,) = queries.task_detail(ws, task).notes
    assert row(ws, task).reason_open
    notes.edit_note(ws, note.id, "经费未到位", kind="reason")
    (now,) = queries.task_detail(ws, task).notes
    assert (now.id, now.body, now.kind, now.edits, now.on) == (note.id, "经费未到位", "reason", 1, note.on)
    assert not row(ws, task).reason_open
    assert list(queries.task_ids(ws, TaskFilter(text="经费未"))) == [task] and not queries.task_ids(ws, TaskFilter(text="正在推"))
    notes.edit_note(ws, note.id, "")
    assert queries.task_detail(ws, task).notes == () and row(ws, task).notes == 0 and row(ws, task).reason_open
    (history,) = notes.note_histories(ws, task)
    assert [one.text for one in history.versions] == ["正在推进", "经费未到位", ""] and history.now.text == ""
    with pytest.raises(InputError) as refused:
        notes.edit_note(ws, note.id, "再写")
    assert refused.value.key == "note_gone"
    review.undo(ws)
    assert queries.task_detail(ws, task).notes == (now,)
    with pytest.raises(InputError) as refused:
        notes.edit_note(ws, note.id, " 经费未到位\n", kind="reason")
    assert refused.value.key == "note_unchanged"


def test_as_of_an_earlier_date_a_note_reads_as_it_did(ws: Workspace, plan: Stored) -> None:
    review.set_as_of(ws, date(2020, 6, 30))
    review.add_note(ws, plan.tasks[:1], "六月的话")
    review.set_as_of(ws, date(2020, 9, 30))
    notes.edit_note(ws, queries.task_detail(ws, plan.tasks[0]).notes[0].id, "九月的话")
    review.set_as_of(ws, date(2020, 6, 30))
    assert [one.body for one in queries.task_detail(ws, plan.tasks[0]).notes] == ["六月的话"]
