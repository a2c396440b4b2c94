"""`g` finds tasks by words of their titles, in Han and in pinyin, and offers them while they are typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from planreview.domain.review import TaskFilter
from planreview.services import imports, queries
from planreview.services.titles import Titled, spoken_tasks, spoken_titles, titled_tasks
from planreview.tui.screens.go_to import GoToScreen
from tests.tui.screens.support import PLAN, Desk, looked_for, make_store, press, settle, type_text, writer


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    path = tmp_path / "store.db"
    make_store(path)
    with writer(path) as ws:
        imports.store_plan(ws, imports.prepare(PLAN.replace("临澜市", "松溪市").encode(), name="b.txt"))
    return Desk(path)


@pytest.mark.parametrize("words", ["科普", "kepu", "开展 科普"])
async def test_words_of_a_title_go_to_its_task(desk: Desk, words: str) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(GoToScreen(1))
        await settle(pilot)
        await type_text(pilot, words)
        await looked_for(pilot)
        assert "开展科普活动" in desk.words() and "有2处对得上" in desk.words()
        await press(pilot, "enter")
        assert desk.results == [5]


async def test_those_of_the_plan_come_first_and_each_says_where_it_stands(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = GoToScreen(2)
        desk.ask(screen)
        await settle(pilot)
        await type_text(pilot, "培育")
        await looked_for(pilot)
        assert [choice.key for choice in screen.matches.choices] == [7, 8, 1, 2]
        assert [choice.cells[0] for choice in screen.matches.choices] == [
            "松溪/一、/1",
            "松溪/一、/2",
            "临澜/一、/1",
            "临澜/一、/2",
        ]
        assert screen.matches.choices[0].marks == ((1, 0, 2),)
        await press(pilot, "down", "down", "enter")
        assert desk.results == [1]


async def test_enter_behind_words_in_one_burst_finds_the_same(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = GoToScreen(1)
        desk.ask(screen)
        await settle(pilot)
        for key in ("知", "识", "产", "权", "enter"):
            screen.post_message(events.Key(key, None if key == "enter" else key))
        await looked_for(pilot)
        assert desk.results == [4] or [choice.key for choice in screen.matches.choices] == [4, 10]


async def test_paths_offer_nothing_and_other_letters_give_way(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = GoToScreen(1)
        desk.ask(screen)
        await settle(pilot)
        for text in ("二/4", "k"):
            await type_text(pilot, text)
            await looked_for(pilot)
            assert list(screen.matches.choices) == []
            await press(pilot, "ctrl+u")
        await type_text(pilot, "科普")
        await looked_for(pilot)
        assert len(screen.matches.choices) == 2
        await type_text(pilot, "馆")
        await looked_for(pilot)
        assert list(screen.matches.choices) == []
        await press(pilot, "enter")
        await looked_for(pilot)
        assert "没有任务、章节或计划叫“科普馆”" in desk.words() and desk.results == []


async def test_a_number_goes_to_the_plan_in_view_and_those_of_other_plans_are_offered_below(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = GoToScreen(2)
        desk.ask(screen)
        await settle(pilot)
        assert "号先在“松溪市" in desk.words()
        await type_text(pilot, "2")
        await looked_for(pilot)
        assert [choice.key for choice in screen.matches.choices] == [8, None, 2] and "别的计划" in desk.text()
        await press(pilot, "enter")
        assert desk.results == [8]
        again = GoToScreen(2)
        desk.ask(again)
        await settle(pilot)
        await type_text(pilot, "2")
        await looked_for(pilot)
        await press(pilot, "down", "enter")
        assert desk.results == [8, 2]


def test_only_titles_are_looked_at_not_what_else_a_task_says(desk: Desk) -> None:
    with writer(desk.path) as ws:
        assert [row.id for row in titled_tasks(ws, "保护知识产权", 2).rows] == [10, 4]
        assert queries.task_ids(ws, TaskFilter(text="200家"))
        assert titled_tasks(ws, "200家") == titled_tasks(ws, " ") == Titled()


async def test_where_only_the_first_hits_were_looked_at_that_is_said(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with writer(desk.path) as ws:
        assert len(queries.task_ids(ws, TaskFilter(text="200家"))) == 2 and titled_tasks(ws, "200家") == Titled()
        monkeypatch.setattr("planreview.services.titles.LOOKED_AT", 1)
        assert titled_tasks(ws, "200家") == Titled(more=True) and titled_tasks(ws, "培育", 1).more
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = GoToScreen()
        desk.ask(screen)
        await settle(pilot)
        await type_text(pilot, "200家")
        await press(pilot, "enter")
        await looked_for(pilot)
        assert "别的没有看，请多打几个字" in desk.words() and desk.results == []
        await press(pilot, "ctrl+u")
        await type_text(pilot, "培育")
        await looked_for(pilot)
        assert "先列1处对得上的" in desk.words() and len(screen.matches.choices) == 1


async def test_of_more_tasks_of_one_number_than_are_listed_that_is_said(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planreview.tui.screens.go_to._MOST", 1)
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = GoToScreen(None, TaskFilter())
        desk.ask(screen)
        await settle(pilot)
        await type_text(pilot, "4")
        await press(pilot, "enter")
        await looked_for(pilot)
        assert "先列1处对得上的" in desk.words() and len(screen.matches.choices) == 1


def test_in_pinyin_only_this_plan_is_known_of_very_many_tasks(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with writer(desk.path) as ws:
        assert spoken_tasks(spoken_titles(ws, 2), "xyz") == [] and spoken_tasks(spoken_titles(ws, 2), "kphd") == [5, 11]
        monkeypatch.setattr("planreview.services.titles.MOST_TITLES", 11)
        assert spoken_tasks(spoken_titles(ws, 2), "kphd") == [11]
        assert spoken_titles(ws, None) == {}


async def test_of_more_than_are_looked_through_it_is_said_that_there_are_more(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planreview.services.titles.MOST", 2)
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(GoToScreen(1))
        await settle(pilot)
        await type_text(pilot, "培育")
        await looked_for(pilot)
        assert "先列2处对得上的" in desk.words()
