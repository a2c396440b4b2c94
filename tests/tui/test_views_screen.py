"""Saved views on the screen: saved, opened by Enter or digit, deleted and undone; broken ones say so."""

from __future__ import annotations

from pathlib import Path

import pytest

from planreview.domain.operations import VIEW_SAVED, OperationDraft
from planreview.domain.review import TaskFilter
from planreview.services import queries, review
from planreview.services.filter_text import Sentence, parse_sentence
from planreview.services.views import save_view, view_subject, views
from planreview.services.workspace import Workspace
from planreview.tui.screens.review import ReviewScreen
from planreview.tui.screens.views import ViewsScreen
from tests.tui.reviewing import grid, make_app, press, screen_of, settle, tasks_of
from tests.tui.screens.support import FixedClock, type_text, writer


@pytest.fixture
def marked(store: Path) -> Path:
    with writer(store) as ws:
        review.mark(ws, (1, 4), "behind")
    return store


def saved(store: Path) -> list[str]:
    with Workspace.reader(store, clock=FixedClock()) as ws:
        return [view.name for view in views(ws)]


async def test_what_is_listed_is_saved_and_opened_again_by_its_digit(marked: Path) -> None:
    app = make_app(marked)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "V")
        assert "还没有保存的视图" in "\n".join(grid(app))
        await press(pilot, "escape", "slash")
        await type_text(pilot, "结论=滞后 排序=-差距 分组=章节")
        await press(pilot, "enter", "V", "s")
        await settle(pilot)
        await type_text(pilot, "滞后的")
        await press(pilot, "enter")
        await settle(pilot)
        assert saved(marked) == ["滞后的"]
        row = next(line for line in grid(app) if "滞后的" in line and "结论=滞后" in line)
        assert row.split()[0] == "1" and row.split()[-1] == "2"
        await press(pilot, "escape", "c", "O", "home", "enter")
        assert len(tasks_of(pilot).ids) == 6 and tasks_of(pilot).groups is None
        await press(pilot, "V", "１")
        await settle(pilot)
        assert isinstance(app.screen, ReviewScreen) and sorted(tasks_of(pilot).ids) == [1, 4]
        looking = screen_of(pilot).looking
        assert (looking.sort, looking.group) == ("-gap", "section") and "结论=滞后" in grid(app)[1]


async def test_a_view_is_deleted_and_that_is_undone(marked: Path) -> None:
    with writer(marked) as ws:
        save_view(ws, "甲", parse_sentence(ws, "结论=滞后"))
    app = make_app(marked)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "V", "x")
        await settle(pilot)
        assert saved(marked) == []
        await press(pilot, "escape", "u")
        assert saved(marked) == ["甲"]


async def test_a_broken_view_says_why_and_opens_nothing(marked: Path) -> None:
    with writer(marked) as ws:
        payload = {"name": "外来", "filter": {"departments": ["0" * 16]}}
        with ws.store.transaction():
            ws.append([OperationDraft(VIEW_SAVED, view_subject("外来"), payload)])
    app = make_app(marked)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "V", "1")
        assert isinstance(app.screen, ViewsScreen) and "不在了" in app.screen.problem_line.text
        await press(pilot, "enter")
        assert isinstance(app.screen, ViewsScreen)
        await press(pilot, "escape")
        assert len(tasks_of(pilot).ids) == 6


async def test_a_view_is_renewed_under_its_name_with_the_columns_of_the_list(marked: Path) -> None:
    app = make_app(marked)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        screen_of(pilot).tasks.choose_columns(("title", "due"))
        for line in ("结论=滞后", "结论=未核"):
            await press(pilot, "slash", "ctrl+u")
            await type_text(pilot, line)
            await press(pilot, "enter", "V", "s")
            await settle(pilot)
            await press(pilot, "ctrl+u")
            await type_text(pilot, "本周")
            await press(pilot, "enter", "escape")
        screen_of(pilot).tasks.choose_columns(None)
        await press(pilot, "V", "1")
        await settle(pilot)
        assert saved(marked) == ["本周"] and len(tasks_of(pilot).ids) == 4
        assert tasks_of(pilot).chosen_columns == ("title", "due")


async def test_nobody_reads_ids_where_a_view_names_single_tasks(marked: Path) -> None:
    with writer(marked) as ws:
        save_view(ws, "甲", Sentence(TaskFilter(ids=(1, 2, 4, 5))))
        uids = {row.uid for row in queries.task_rows(ws, (1, 2, 4, 5))}

    def drawn() -> str:
        text = "\n".join(grid(app))
        assert not any(uid[:8] in text for uid in uids)
        return text

    app = make_app(marked)
    async with app.run_test(size=(160, 45), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "V")
        await settle(pilot)
        assert "4件（1、2、4等）" in drawn()
        await press(pilot, "1")
        await settle(pilot)
        assert sorted(tasks_of(pilot).ids) == [1, 2, 4, 5] and "筛选 4件" in drawn()
        await press(pilot, "s")
        await settle(pilot)
        drawn()
        await press(pilot, "escape", "V")
        assert "4件（1、2、4等）" in drawn()
        await press(pilot, "escape", "c")
        assert "4件" in drawn() and len(tasks_of(pilot).ids) == 6
