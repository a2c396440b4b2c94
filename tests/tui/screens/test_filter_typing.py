"""What is typed in the filter dialog to find a tick: the hint, Space and Enter where the focus is, words that stay behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from planreview.domain.review import TaskFilter
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
