"""Reasons and values that are being typed: kept as drafts, or named before they are given up."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from threading import Event
from typing import Any, NoReturn

import pytest

from planreview.errors import StoreError
from planreview.services import queries, review
from planreview.tui.screens.actual import ActualScreen
from planreview.tui.screens.adjust_out import AdjustOutScreen
from planreview.tui.screens.reasons import ReasonsScreen
from planreview.tui.widgets.prompt_line import PromptLine
from tests.tui.screens.support import Desk, drafts, make_asking, post_keys, press, settle, type_text, writer


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(make_asking(tmp_path / "store.db"))


def refuse(*_: object) -> NoReturn:
    """A disk that is full."""
    raise StoreError("disk_full", path="store.db")


def notes(desk: Desk, task_id: int) -> list[tuple[str | None, str]]:
    return [(note.kind, note.body) for note in desk.ask_store(lambda ws: queries.task_detail(ws, task_id)).notes]


async def test_reasons_are_kept_while_they_are_typed_and_their_drafts_go_with_them(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.ask(ReasonsScreen(autosave=0.01))
        await settle(pilot)
        await type_text(pilot, "写了一半")
        while not drafts(desk):
            await pilot.pause()
        assert drafts(desk) == {(1, "reason", "写了一半")}
        desk.screen.dismiss(None)
        await settle(pilot)
        desk.ask(ReasonsScreen(autosave=0.01))
        await settle(pilot)
        assert "写了一半" in desk.text()
        await press(pilot, "enter")
        assert notes(desk, 1) == [("reason", "写了一半")] and drafts(desk) == set()


async def test_an_approver_typed_beside_a_reason_is_kept_with_it_and_goes_with_it(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.ask(ReasonsScreen())
        await settle(pilot)
        await press(pilot, "down", "down", "tab")
        await type_text(pilot, "李四")
        await press(pilot, "escape")
        assert desk.results == [None] and drafts(desk) == set(), "an approver is no note"
        assert desk.ask_store(lambda ws: queries.task_detail(ws, 6)).draft is None
        desk.ask(ReasonsScreen())
        await settle(pilot)
        await press(pilot, "down", "down")
        assert "李四" in desk.text()
        await type_text(pilot, "事项取消")
        await press(pilot, "enter", "enter")
        await type_text(pilot, "〔2026〕3号")
        await press(pilot, "enter")
        assert notes(desk, 6) == [("reason", "事项取消")]
        assert desk.ask_store(review.drafts_beside) == ()


async def test_reasons_that_cannot_be_kept_are_left_only_at_the_second_esc(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.ask(ReasonsScreen())
        await settle(pilot)
        monkeypatch.setattr(review, "save_draft", refuse)
        await type_text(pilot, "留不下")
        await press(pilot, "escape")
        assert desk.results == [] and "草稿没有存上" in desk.text()
        await press(pilot, "escape")
        assert desk.results == [None] and desk.notices == []


async def test_reasons_are_listed_and_kept_although_drafts_could_not_be_looked_for(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with writer(desk.path) as ws:
        review.save_draft(ws, 1, "旧稿", "reason")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        with monkeypatch.context() as broken:
            broken.setattr(review, "drafts", refuse)
            desk.ask(ReasonsScreen(autosave=3600))
            await settle(pilot)
            assert "文号 3 件" in desk.text()
            await type_text(pilot, "新写")
        await press(pilot, "escape")
        assert drafts(desk) == {(1, "reason", "旧稿 新写")}


async def test_esc_while_a_value_is_stored_waits_for_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    begin, go_on = Event(), Event()
    record = review.record_actual

    def slow(*arguments: Any) -> Any:
        begin.set()
        assert go_on.wait(10)
        return record(*arguments)

    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(ActualScreen(1))
        await settle(pilot)
        monkeypatch.setattr(review, "record_actual", slow)
        post_keys(desk, "7", "enter", "escape")
        while not begin.is_set():
            await pilot.pause()
        assert desk.results == []
        go_on.set()
        await settle(pilot)
        assert desk.results == [None]
        assert desk.ask_store(lambda ws: queries.task_detail(ws, 1)).targets[0].actual == Decimal(7)


async def test_a_value_that_is_refused_while_esc_is_pressed_stays_and_is_then_a_draft(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin, go_on = Event(), Event()

    def slow(*_: object) -> None:
        begin.set()
        assert go_on.wait(10)
        refuse()

    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(ActualScreen(1))
        await settle(pilot)
        monkeypatch.setattr(review, "record_actual", slow)
        post_keys(desk, "7", "enter", "escape")
        while not begin.is_set():
            await pilot.pause()
        go_on.set()
        await settle(pilot)
        assert desk.results == [] and "磁盘" in desk.text()
        await press(pilot, "up")
        assert desk.screen.query_one(PromptLine).value == "7"
        await press(pilot, "escape")
        assert desk.results == [None]
        desk.ask(ActualScreen(1))
        await settle(pilot)
        assert desk.screen.query_one(PromptLine).value == "7"


async def test_why_a_task_left_the_base_is_kept_while_it_is_typed(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(AdjustOutScreen((6,), "dropped", autosave=0.01))
        await settle(pilot)
        await type_text(pilot, "写了一半")
        while not drafts(desk):
            await pilot.pause()
        desk.screen.dismiss(None)
        await settle(pilot)
        desk.ask(AdjustOutScreen((6,), "dropped", autosave=0.01))
        await settle(pilot)
        assert "写了一半" in desk.text()
        await press(pilot, "ctrl+s")
        assert notes(desk, 6) == [("reason", "写了一半")] and drafts(desk) == set()


async def test_a_reason_begun_before_is_kept_although_it_could_not_be_looked_for(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with writer(desk.path) as ws:
        review.save_draft(ws, 6, "旧稿", "reason")
    async with desk.run_test(size=(80, 24)) as pilot:
        with monkeypatch.context() as broken:
            broken.setattr(review, "drafts", refuse)
            desk.ask(AdjustOutScreen((6,), "dropped", autosave=0.01))
            await settle(pilot)
            await type_text(pilot, "新写")
            await press(pilot, "escape")
        assert notes(desk, 6) == [("reason", "新写")] and drafts(desk) == {(6, "reason", "旧稿")}
        with writer(desk.path) as ws:
            review.mark(ws, (5,), "dropped")
            review.save_draft(ws, 5, "旧稿", "reason")
        with monkeypatch.context() as broken:
            broken.setattr(review, "drafts", refuse)
            desk.ask(AdjustOutScreen((5,), "dropped", autosave=0.01))
            await settle(pilot)
            await type_text(pilot, "新写")
        while drafts(desk) != {(6, "reason", "旧稿"), (5, "reason", "旧稿 新写")}:
            await pilot.pause()
        await press(pilot, "escape")
        assert notes(desk, 5) == [("reason", "旧稿 新写")]


async def test_only_the_part_that_lacks_is_asked_for(desk: Desk) -> None:
    with writer(desk.path) as ws:
        review.mark(ws, (6,), "dropped", note="已有原因", note_kind="reason", approver="李四")
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(ReasonsScreen())
        await settle(pilot)
        await press(pilot, "down", "down", "enter")
        assert "文号未填" in desk.text()
        await type_text(pilot, "3号")
        await press(pilot, "enter")
        assert desk.ask_store(queries.open_reasons) == (1, 4) and notes(desk, 6) == [("reason", "已有原因")]
