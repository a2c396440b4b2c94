"""What is typed in the filter dialog to find a tick: the hint, Space and Enter where the focus is, words that stay behind."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from textual import events

from planreview.domain.review import TaskFilter
from planreview.errors import InputError, PlanreviewError
from planreview.services import pinyin_tasks, queries
from planreview.services.pinyin_tasks import SpokenTasks
from planreview.services.workspace import Workspace
from planreview.stopping import StoppedError
from planreview.tui.screens.filter import FilterScreen
from tests.tui.screens.support import Desk, make_reviewed, press, settle, type_text


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    make_reviewed(tmp_path / "store.db")
    return Desk(tmp_path / "store.db")


async def test_the_hint_says_what_keys_do_where_the_focus_is(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(FilterScreen(TaskFilter()))
        await settle(pilot)
        assert "下键到清单，空格勾选" in desk.words() and "直接打字" not in desk.words()
        await press(pilot, "down")
        assert "直接打字写进条件行" in desk.words() and "下键到清单" not in desk.words()
        await type_text(pilot, "创")
        assert "下键到清单，空格勾选" in desk.words() and "直接打字" not in desk.words()


@pytest.mark.parametrize("keys", [("down", "space", "enter"), ("down", "enter")])
async def test_a_word_goes_with_its_tick_though_a_space_was_typed_behind_it(desk: Desk, keys: tuple[str, ...]) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = FilterScreen(TaskFilter(verdicts=("behind",)))
        desk.ask(screen)
        await settle(pilot)
        await type_text(pilot, " 优化创新")
        await press(pilot, "space")
        assert [choice.key[0] for choice in screen.parts.choices if choice.tone != "heading"] == ["sections"]
        await press(pilot, *keys)
        (chosen,) = desk.results
        assert chosen.verdicts == ("behind",) and len(chosen.sections) == 1 and not chosen.text


async def test_words_that_stay_beside_a_tick_are_named(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = FilterScreen(TaskFilter())
        desk.ask(screen)
        await settle(pilot)
        await type_text(pilot, "专利 创新")
        await press(pilot, "down", "space")
        assert screen.chosen.text == "专利" and "“专利”也是条件" in desk.words()


@pytest.mark.parametrize("failure", [StoppedError("stopped"), InputError("task_unknown", text="x")])
async def test_where_what_letters_mean_is_not_counted_nothing_is_looked_for_any_more(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, failure: PlanreviewError
) -> None:
    spoken = SpokenTasks()
    go_on, named, sums = Event(), spoken.named, queries.sums

    def late(text: str) -> object:
        assert go_on.wait(10)
        return named(text)

    def fail(ws: Workspace, chosen: TaskFilter) -> object:
        if chosen.text == "zscq":
            raise failure
        return sums(ws, chosen)

    monkeypatch.setattr(spoken, "named", late)
    monkeypatch.setattr(pinyin_tasks, "SPOKEN", spoken)
    monkeypatch.setattr(queries, "sums", fail)
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = FilterScreen(TaskFilter())
        desk.ask(screen)
        await settle(pilot)
        for char in "zscq":
            desk.post_message(events.Key(char, char))
        while "正在按拼音查找" not in desk.words():
            await pilot.pause()
        go_on.set()
        while not screen.problem_line.text:
            await pilot.pause()
        assert "正在按拼音查找" not in desk.words() and "符合-件" in desk.words()
        await press(pilot, "ctrl+u")
        await type_text(pilot, "专利")
        await settle(pilot)
        assert "符合1件" in desk.words()


async def test_a_word_that_is_taken_back_leaves_no_number_behind(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(FilterScreen(TaskFilter()))
        await settle(pilot)
        whole = next(line for line in desk.text().split("\n") if "符合" in line)
        await type_text(pilot, "专利")
        await settle(pilot)
        assert whole not in desk.text()
        await press(pilot, "backspace", "backspace")
        await settle(pilot)
        assert whole in desk.text()
