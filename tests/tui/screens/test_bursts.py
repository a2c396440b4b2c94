"""Keys that come in one burst: each reaches the line it was meant for, whatever is being stored meanwhile."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from planreview.errors import StoreError
from planreview.services import queries, review
from planreview.tui.screens.actual import ActualScreen
from planreview.tui.screens.adjust_out import AdjustOutScreen
from planreview.tui.screens.note import NoteScreen
from planreview.tui.screens.reasons import ReasonsScreen
from tests.tui.screens.support import Desk, burst, drafts, make_asking, settle, writer


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(make_asking(tmp_path / "store.db"))


def notes(desk: Desk, task_id: int) -> list[tuple[str | None, str]]:
    return [(note.kind, note.body) for note in desk.ask_store(lambda ws: queries.task_detail(ws, task_id)).notes]


async def test_values_in_one_burst_go_to_one_target_each(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(ActualScreen(1))
        await settle(pilot)
        await burst(pilot, "5", "enter", "3", "3", "enter")
        targets = desk.ask_store(lambda ws: queries.task_detail(ws, 1)).targets
        assert [target.actual for target in targets] == [Decimal(5), Decimal(33)]


async def test_a_value_behind_an_arrow_stands_with_the_other_target(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(ActualScreen(1))
        await settle(pilot)
        await burst(pilot, "5", "down", "3", "enter", "up", "enter")
        targets = desk.ask_store(lambda ws: queries.task_detail(ws, 1)).targets
        assert [target.actual for target in targets] == [Decimal(5), Decimal(3)]


async def test_fields_in_one_burst_are_filled_one_after_another(desk: Desk) -> None:
    with writer(desk.path) as ws:
        review.mark(ws, (1,), "dropped")
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(AdjustOutScreen((1,), "dropped"))
        await settle(pilot)
        await burst(pilot, "甲", "enter", "乙", "enter", "丙", "enter", "丁", "3")
        assert desk.results and notes(desk, 1) == [("reason", "甲")]
        history = desk.ask_store(lambda ws: queries.task_detail(ws, 1)).history
        assert {"verdict": "dropped", "approver": "乙", "document": "丙"} in [entry.payload for entry in history]


async def test_reasons_in_one_burst_go_to_one_task_each(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(ReasonsScreen())
        await settle(pilot)
        await burst(pilot, "甲", "enter", "乙", "enter", "丙", "enter", "丁", "enter", "戊", "enter")
        assert [notes(desk, task) for task in (1, 4, 6)] == [[("reason", "甲")], [("reason", "乙")], [("reason", "丙")]]
        history = desk.ask_store(lambda ws: queries.task_detail(ws, 6)).history
        assert {"verdict": "dropped", "approver": "丁", "document": "戊"} in [entry.payload for entry in history]
        assert "没有缺原因的任务" in desk.text() and drafts(desk) == set()


async def test_a_reason_that_could_not_be_stored_is_offered_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise StoreError("disk_full", path="store.db")

    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(ReasonsScreen(autosave=3600))
        await settle(pilot)
        with monkeypatch.context() as broken:
            broken.setattr(review, "add_note", refuse)
            await burst(pilot, "甲", "enter")
        await burst(pilot, "乙", "up")
        assert "文号 3 件" in desk.text() and "甲" in desk.text()
        await burst(pilot, "enter", "enter")
        assert notes(desk, 1) == [("reason", "甲")] and notes(desk, 4) == [("reason", "乙")]


async def test_keys_behind_an_arrow_belong_to_the_other_task(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(ReasonsScreen())
        await settle(pilot)
        await burst(pilot, "甲", "down", "乙", "enter", "escape")
        assert notes(desk, 4) == [("reason", "乙")] and drafts(desk) == {(1, "reason", "甲")}


async def test_a_note_ends_where_ctrl_s_was_pressed(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(NoteScreen((2,), "一件"))
        await settle(pilot)
        await burst(pilot, "甲", "乙", "f3", "ctrl+s", "丙", "丁")
        assert desk.results[0].task_ids == (2,) and notes(desk, 2) == [("problem", "甲乙")] and drafts(desk) == set()


async def test_a_key_that_takes_back_a_letter_takes_the_one_before_it(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(ReasonsScreen())
        await settle(pilot)
        await burst(pilot, "甲", "错", "backspace", "乙", "enter")
        assert notes(desk, 1) == [("reason", "甲乙")]
        desk.screen.dismiss(None)
        await settle(pilot)
        desk.ask(NoteScreen((2,), "一件"))
        await settle(pilot)
        await burst(pilot, "错", "backspace", "丙", "enter", "丁", "ctrl+s")
        assert notes(desk, 2) == [(None, "丙\n丁")]
