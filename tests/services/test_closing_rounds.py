"""Closing a round: it asks about tasks and indicators alike, and two people who close at once agree on what was closed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from planreview.domain.review import TaskFilter
from planreview.errors import InputError
from planreview.services import care, issued, queries, review, rounds
from planreview.services.workspace import Workspace
from tests.store.builder import FixedClock, Goal, Stored, open_workspace, store_plan


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    with open_workspace(tmp_path) as workspace:
        yield workspace


@pytest.fixture
def plan(ws: Workspace) -> Stored:
    """Three tasks and two indicators in an open round, all found on."""
    stored = store_plan(ws, 3, indicators=(Goal("9"), Goal("8")))
    rounds.open_round(ws, "甲")
    review.mark(ws, stored.tasks, "on_track")
    review.mark(ws, queries.task_ids(ws, TaskFilter(indicators=True)), "on_track")
    return stored


def second(tmp_path: Path) -> Workspace:
    """The other person, on another machine."""
    return Workspace.open(tmp_path / "store.db", person="周敏", device_file=tmp_path / "other.json", clock=FixedClock())


def meanwhile(monkeypatch: pytest.MonkeyPatch, act: Callable[[], Any]) -> None:
    """Let somebody act while the figures of a closing are computed, once."""
    compute, left = rounds.summary_as_known, [act]

    def slow(*args: Any, **options: Any) -> Any:
        figures = compute(*args, **options)
        if left:
            left.pop()()
        return figures

    monkeypatch.setattr(rounds, "summary_as_known", slow)


def test_indicators_that_were_not_reviewed_are_asked_about(ws: Workspace, plan: Stored) -> None:
    aims = queries.task_ids(ws, TaskFilter(indicators=True))
    review.mark(ws, aims[:1], None)
    with pytest.raises(InputError) as refused:
        rounds.close_round(ws)
    assert refused.value.key == "round_unfinished" and "指标 1/2 个本轮未核" in refused.value.message
    review.mark(ws, plan.tasks[:1], None)
    left = rounds.round_left(ws, rounds.rounds(ws)[0].uid)
    assert (left.tasks, left.total, left.indicators, left.indicators_total) == (1, 3, 1, 2)
    assert rounds.left_words(left) == "任务 1/3 件、指标 1/2 个"
    receipt = rounds.close_round(ws, force=True)
    assert (receipt.values["left"], receipt.values["indicators_left"]) == (1, 1)


def test_more_than_what_was_agreed_to_is_not_closed(ws: Workspace, plan: Stored) -> None:
    (one,) = rounds.rounds(ws)
    agreed = rounds.round_left(ws, one.uid)
    review.mark(ws, plan.tasks[:1], None)
    with pytest.raises(InputError) as refused:
        rounds.close_round(ws, one.uid, agreed=agreed)
    assert refused.value.key == "round_moved" and "任务 1/3 件" in refused.value.message
    rounds.close_round(ws, one.uid, agreed=rounds.round_left(ws, one.uid))
    assert not rounds.rounds(ws)[0].open


def test_what_is_cleared_while_a_round_closes_is_asked_about(
    ws: Workspace, plan: Stored, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with second(tmp_path) as other:
        meanwhile(monkeypatch, lambda: review.mark(other, plan.tasks[:1], None))
        with pytest.raises(InputError) as refused:
            rounds.close_round(ws)
    assert refused.value.key == "round_unfinished" and rounds.rounds(ws)[0].open


@pytest.mark.parametrize("named", [None, "甲"])
def test_who_comes_second_closes_neither_that_round_again_nor_the_next_one(
    ws: Workspace, plan: Stored, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str | None
) -> None:
    def close_and_open_the_next() -> None:
        rounds.close_round(other)
        rounds.open_round(other, "乙")

    with second(tmp_path) as other:
        meanwhile(monkeypatch, close_and_open_the_next)
        with pytest.raises(InputError) as refused:
            rounds.close_round(ws, named, force=True)
    assert refused.value.key == "round_closed"
    assert [(one.name, one.open, one.reviewed) for one in rounds.rounds(ws)] == [("甲", False, 3), ("乙", True, 0)]


def test_two_people_who_close_at_once_agree(ws: Workspace, plan: Stored, tmp_path: Path) -> None:
    together = Barrier(2)

    def close(device: str) -> str:
        clock = FixedClock()
        with Workspace.open(tmp_path / "store.db", person=device, device_file=tmp_path / device, clock=clock) as own:
            together.wait()
            try:
                rounds.close_round(own)
            except InputError as refused:
                return refused.key
            return "closed"

    with ThreadPoolExecutor(2) as people:
        found = sorted(people.map(close, ("一.json", "二.json")))
    assert found == ["closed", "round_closed"] or found == ["closed", "no_round_open"]
    assert len([one for one in care.log(ws) if one.kind == "round-closed"]) == 1
    assert issued.issued_summary(ws, "甲").counts.total == 3
