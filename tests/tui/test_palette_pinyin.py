"""Commands found in Chinese, English and pinyin, whatever language is in use."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.command import CommandPalette
from textual.widgets import OptionList

from planreview.catalogue import use_language
from planreview.tui.palette import Commands
from planreview.tui.screens.reasons import ReasonsScreen
from planreview.tui.screens.review import ReviewScreen
from planreview.tui.screens.summary import SummaryScreen
from tests.tui.reviewing import grid, make_app, press, settle
from tests.tui.screens.support import type_text


async def found(provider: Commands, query: str) -> list[str]:
    """The commands in the order of the list."""
    hits = [hit async for hit in provider.search(query)]
    return [(hit.text or "").split("  ")[0] for hit in sorted(hits, reverse=True)]  # type: ignore[type-var]


@pytest.mark.parametrize(
    ("language", "query", "first"),
    [
        ("zh", "汇总", "汇总"),
        ("zh", "hz", "汇总"),
        ("zh", "huiz", "汇总"),
        ("zh", "summary", "汇总"),
        ("zh", "xs", "序时"),
        ("en", "汇总", "summary"),
        ("en", "hz", "summary"),
        ("en", "summary", "summary"),
    ],
)
async def test_a_command_is_found_by_its_words_in_either_language_and_by_pinyin(
    store: Path, language: str, query: str, first: str
) -> None:
    use_language(language)
    app = make_app(store)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settle(pilot)
        assert (await found(Commands(app.screen), query))[0].casefold() == first


@pytest.mark.parametrize(("language", "clear", "last"), [("zh", "清筛选", "恢复筛选"), ("en", "unfilter", "refilter")])
async def test_a_key_that_does_something_else_now_is_called_by_what_it_does(
    store: Path, language: str, clear: str, last: str
) -> None:
    use_language(language)
    app = make_app(store)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "slash")
        await type_text(pilot, "培育")
        await press(pilot, "enter")
        for typed in ("清筛", clear, "qsx"):
            assert (await found(Commands(app.screen), typed))[0] == clear
        await press(pilot, "c")
        for typed in ("恢复", last, "hfsx"):
            assert (await found(Commands(app.screen), typed))[0] == last


async def test_pinyin_and_enter_run_a_command(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+p")
        await pilot.pause()
        await type_text(pilot, "hzong")
        while not isinstance(app.screen, SummaryScreen):
            if isinstance(app.screen, CommandPalette) and app.screen.query_one(OptionList).option_count:
                await pilot.press("enter")
            await pilot.pause()
        await press(pilot, "escape")
        assert isinstance(app.screen, ReviewScreen)


async def test_over_a_dialog_the_commands_of_the_list_are_found_and_it_is_said_how_to_get_there(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "r")
        assert (await found(Commands(app.screen), "hz"))[0] == "汇总"
        # What the dialog itself can do stands first.
        assert (await found(Commands(app.screen), "返回"))[0] == "返回"
        await press(pilot, "ctrl+p")
        assert "清单里的命令，先按 Esc 返回" in "\n".join(grid(app))
        await type_text(pilot, "汇总")
        while "“汇总”在任务清单里：先按 Esc 返回，再按 s" not in "\n".join(grid(app)):
            await pilot.pause()
        # Chosen, it says so again: a dialog in which something may be typed is left by hand.
        while isinstance(app.screen, CommandPalette):
            await press(pilot, "enter")
        assert isinstance(app.screen, ReasonsScreen) and "“汇总”在任务清单里" in "\n".join(grid(app))
        await press(pilot, "escape", "s")
        assert isinstance(app.screen, SummaryScreen)
