"""A long behind list: its first tasks are looked at and worked through while the rest is read, which Esc stops."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import Any

import pytest

from planreview.domain.behind_list import BehindList
from planreview.services import review
from planreview.services.behind_list import MOST
from planreview.services.workspace import Workspace
from planreview.tui import behind_lists
from planreview.tui.screens.behind import BehindScreen
from planreview.tui.screens.results import Opened
from planreview.tui.screens.summary import SummaryScreen
from tests.tui.screens.support import Desk, make_store, settle, writer


@pytest.mark.parametrize("then", ["rest", "work", "stop"])
async def test_the_first_tasks_of_a_long_list_are_there_before_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, then: str
) -> None:
    make_store(store := tmp_path / "store.db")
    with writer(store) as ws:
        review.mark(ws, (1, 2, 3, 4, 5), "behind")
        review.mark(ws, (6,), "dropped")
    go_on, reading = Event(), behind_lists.behind_list

    def slow(ws: Workspace, ids: Any, most: int = MOST) -> BehindList:
        assert most <= 2 or go_on.wait(20)
        return reading(ws, ids, most)

    monkeypatch.setattr(behind_lists, "FIRST", 2)
    monkeypatch.setattr("planreview.tui.screens.behind.FIRST", 2)
    monkeypatch.setattr(behind_lists, "behind_list", slow)
    desk = Desk(store)
    async with desk.run_test(size=(80, 30)) as pilot:
        screen = SummaryScreen()
        desk.ask(screen)
        await settle(pilot)
        screen.grid.select_cell("total", "total")
        await pilot.press("b")
        listing = desk.screen
        while not isinstance(listing, BehindScreen) or listing.lists is None:
            await pilot.pause()
            listing = desk.screen
        await pilot.press("down")
        assert "：5件" in desk.words() and "科技型中小" in desk.words() and "保护知识产权" not in desk.words()
        if then == "work":
            await pilot.press("enter")
            go_on.set()
            await settle(pilot)
            assert isinstance(desk.results[0], Opened) and desk.results[0].filter.ids == (1, 2, 3, 4, 5)
            return
        if then == "stop":
            while "Esc 取消" not in desk.text():
                await pilot.pause()
            await pilot.press("escape")
            go_on.set()
            await settle(pilot)
            assert desk.screen is listing and "另有 3 件未列出" in desk.text() and "保护知识产权" not in desk.words()
            return
        go_on.set()
        while "保护知识产权" not in desk.words():
            await pilot.pause()
        await settle(pilot)
        # The cursor stays where it was.
        chosen = listing.lines.chosen
        assert chosen is not None and chosen.key == 2 and "调出" in desk.words()
