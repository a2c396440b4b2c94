"""What somebody else finds or gives while a reason is typed: nothing covers it unseen, and nothing that was typed is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from planreview.errors import StoreError
from planreview.services import queries, reasons, review
from planreview.tui.messages import StoreChanged
from planreview.tui.screens.adjust_out import AdjustOutScreen
from planreview.tui.screens.reasons import ReasonsScreen
from tests.tui.screens.support import Desk, make_asking, press, settle, type_text, writer


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(make_asking(tmp_path / "store.db"))


def said(desk: Desk, part: str) -> list[object]:
    """What the log says of a part for task 6, the newest first."""
    history = desk.ask_store(lambda ws: queries.task_detail(ws, 6)).history
    return [entry.payload[part] for entry in history if entry.payload.get(part)]


def drafts(desk: Desk) -> set[tuple[str | None, str]]:
    found = desk.ask_store(lambda ws: (*review.drafts(ws), *review.drafts_beside(ws)))
    return {(one.kind, one.body) for one in found if one.task_id == 6}


def by_a_colleague(desk: Desk, verdict: str = "dropped", **given: str) -> None:
    with writer(desk.path, person="李四") as ws:
        review.mark(ws, (6,), verdict, **given)


async def opened(desk: Desk, pilot: Pilot[None], dialog: AdjustOutScreen | ReasonsScreen) -> None:
    desk.ask(dialog)
    await settle(pilot)


async def test_a_draft_for_a_part_that_was_given_since_covers_nothing(desk: Desk) -> None:
    with writer(desk.path) as ws:
        review.save_draft(ws, 6, "旧批准人", "approver")
    by_a_colleague(desk, approver="李四局长")
    async with desk.run_test(size=(80, 24)) as pilot:
        await opened(desk, pilot, ReasonsScreen(first=6, autosave=3600))
        assert "已存批准人：李四局长" in desk.words() and "没有换成所写的（留作草稿）：批准人：旧批准人" in desk.words()
        await type_text(pilot, "党务事项")
        await press(pilot, "ctrl+s")
        assert said(desk, "approver") == ["李四局长"] and said(desk, "text") == ["党务事项"]
        assert "已存原因，还缺文号" in desk.words() and drafts(desk) == {("approver", "旧批准人")}


async def test_what_was_typed_for_a_part_that_was_given_meanwhile_covers_nothing(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(desk, pilot, ReasonsScreen(first=6, autosave=3600))
        await press(pilot, "tab")
        await type_text(pilot, "王五")
        by_a_colleague(desk, approver="李四局长")
        desk.screen.post_message(StoreChanged(None, own=False))
        await settle(pilot)
        assert "已存批准人：李四局长" in desk.words() and "（留作草稿）：批准人：王五" in desk.words()
        await press(pilot, "tab")
        await type_text(pilot, "3号")
        await press(pilot, "ctrl+s")
        assert said(desk, "approver") == ["李四局长"]
        await press(pilot, "escape")
        assert ("approver", "王五") in drafts(desk) and "1 条未提交的原因已留作草稿。" in desk.notices


async def test_the_rest_of_a_word_is_not_stored_as_another_part_unasked(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        await opened(desk, pilot, ReasonsScreen(first=6, autosave=3600))
        await press(pilot, "tab")
        await type_text(pilot, "王")
        by_a_colleague(desk, approver="李四局长")
        desk.screen.post_message(StoreChanged(None, own=False))
        await settle(pilot)
        await type_text(pilot, "五")
        await press(pilot, "ctrl+s")
        assert said(desk, "text") == [] and said(desk, "document") == [] and "核对后再按" in desk.words()


async def test_what_is_given_right_before_the_key_is_not_covered_either(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        await opened(desk, pilot, ReasonsScreen(first=6, autosave=3600))
        await type_text(pilot, "党务事项")
        await press(pilot, "tab")
        await type_text(pilot, "王五")
        by_a_colleague(desk, approver="李四局长")
        await press(pilot, "ctrl+s")
        assert said(desk, "approver") == ["李四局长"] and said(desk, "text") == ["党务事项"]
        assert "（留作草稿）：批准人：王五" in desk.words() and drafts(desk) == {("approver", "王五")}


async def test_why_a_task_left_the_base_covers_no_verdict_that_was_found_since(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        await opened(desk, pilot, ReasonsScreen(first=6, autosave=3600))
        by_a_colleague(desk, "on_track")
        await press(pilot, "甲", "ctrl+s")
        (row,) = desk.ask_store(lambda ws: queries.task_rows(ws, (6,)))
        assert row.verdict == "on_track" and "结论已改为序时" in desk.text()
        await press(pilot, "escape")
        assert drafts(desk) == {("reason", "甲")}


@pytest.mark.parametrize("key", ["ctrl+s", "escape"])
async def test_why_tasks_left_the_base_brings_no_verdict_back(desk: Desk, key: str) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(desk, pilot, AdjustOutScreen((6,), "dropped", autosave=3600))
        await type_text(pilot, "党务事项")
        by_a_colleague(desk, "on_track")
        await press(pilot, key)
        (row,) = desk.ask_store(lambda ws: queries.task_rows(ws, (6,)))
        assert row.verdict == "on_track" and drafts(desk) == {("reason", "党务事项")}
        if key == "ctrl+s":
            assert "结论已改为序时" in desk.text() and desk.results == []
            await press(pilot, "escape")
        assert desk.results == [None] and "结论已改为序时，没有再改回；所写的留作草稿。" in desk.notices[-1]


async def test_what_was_given_since_the_dialog_opened_is_not_covered(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(desk, pilot, AdjustOutScreen((6,), "dropped", autosave=3600))
        await type_text(pilot, "党务事项")
        await press(pilot, "enter")
        await type_text(pilot, "王五")
        by_a_colleague(desk, approver="李四局长")
        await press(pilot, "ctrl+s")
        assert said(desk, "approver") == ["李四局长"] and said(desk, "text") == ["党务事项"]
        assert "（留作草稿）：批准人：王五" in desk.notices[0] and drafts(desk) == {("approver", "王五")}
        # Where all that is typed was given meanwhile, nothing is stored.
        await opened(desk, pilot, AdjustOutScreen((6,), "dropped", autosave=3600))
        await type_text(pilot, "3号")
        by_a_colleague(desk, document="7号")
        await press(pilot, "enter")
        assert said(desk, "document") == ["7号"] and "文号已有人填过，没有覆盖" in desk.words()
        assert drafts(desk) == {("approver", "王五"), ("document", "3号")}


async def test_the_verdict_is_looked_at_and_stored_in_one(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process cannot store anything between the look and the mark: the store is locked."""
    rows_of = queries.task_rows
    tried: list[str] = []

    def looked(ws: object, ids: object) -> object:
        found = rows_of(ws, ids)
        with writer(desk.path, person="李四") as other:
            other.store.connection.execute("pragma busy_timeout = 0")
            try:
                review.mark(other, (6,), "on_track")
            except StoreError as error:
                tried.append(str(error))
        return found

    with writer(desk.path) as ws:
        monkeypatch.setattr(queries, "task_rows", looked)
        reasons.give(ws, (6,), "dropped", {"reason": "党务事项"})
    assert len(tried) == 1
