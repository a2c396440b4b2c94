"""Rounds, evidence, self-reports and closing go through indicators as through tasks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from planreview.domain.review import TaskFilter
from planreview.services import care, carrying, closing, evidence, notes, queries, review, rounds, self_reports
from planreview.services.workspace import Workspace
from tests.services.office import office, take_in
from tests.services.test_indicators import WHOLE, detail, ids, rows, text


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    with office(tmp_path, day=date(2023, 7, 1)) as workspace:
        take_in(workspace, text())
        yield workspace


def test_a_round_finds_and_carries_them(ws: Workspace) -> None:
    first, second, third = ids(ws)
    rounds.open_round(ws, "6月轮")
    review.mark(ws, [first, second], "on_track")
    rounds.close_round(ws, force=True)
    rounds.open_round(ws, "7月轮")
    review.record_actual(ws, -second, Decimal("2.5"))
    assert [row.last_verdict for row in rows(ws)] == ["on_track", "on_track", None]
    assert [row.id for row in rows(ws, replace(WHOLE, not_in_round=True))] == [first, second, third]
    assert [row.id for row in rows(ws, replace(WHOLE, unchanged=True))] == [first]
    counted = carrying.carry_count(ws, [first, second, third], unchanged=True)
    assert (counted.task_ids, counted.changed, counted.unreviewed) == ((first,), 1, 1)
    assert carrying.carry(ws, [first], unchanged=True).task_ids == (first,)
    assert [(row.in_round, row.carried) for row in rows(ws)] == [(True, True), (False, False), (False, False)]
    found = rounds.round_sums(ws, WHOLE)
    assert found is not None and (found.total, found.in_round, found.carried, found.never) == (3, 1, 1, 1)
    last = detail(ws, 1).last
    assert last is not None and last.verdict == "on_track"
    assert care.check(ws, rebuild=True).clean


def test_evidence_claims_and_closing(ws: Workspace) -> None:
    (first, *_) = ids(ws)
    self_reports.report_tasks(ws, [first], "done", "已完成")
    evidence.add_evidence(ws, [first], None, document="青卫〔2023〕1号", method="files")
    review.record_actual(ws, -first, Decimal(7))
    review.mark(ws, [first], "done")
    closing.take_step(ws, [first], "apply")
    closing.take_step(ws, [first], "close")
    found = detail(ws, 0)
    assert (found.row.closed, found.row.evidence, found.row.self_verdict) == (True, 1, "done")
    assert [one.document for one in found.evidence] == ["青卫〔2023〕1号"]
    evidence.withdraw_evidence(ws, found.evidence[0].id)
    assert detail(ws, 0).evidence == ()
    assert [row.id for row in rows(ws, replace(WHOLE, closed=True))] == [first]
    assert queries.sums(ws, TaskFilter()).reviewed == 0


def test_a_note_is_edited(ws: Workspace) -> None:
    (first, *_) = ids(ws)
    review.add_note(ws, [first], "床位在建")
    (note,) = detail(ws, 0).notes
    notes.edit_note(ws, note.id, "床位已建成")
    assert [one.body for one in detail(ws, 0).notes] == ["床位已建成"]
    assert len(notes.note_histories(ws, first)[0].versions) == 2
    assert care.check(ws).clean
