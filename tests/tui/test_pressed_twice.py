"""A key that is pressed twice where once would do: what it ends, ends once, and nothing is done twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import OptionList

from planreview.tui.palette import Palette
from planreview.tui.screens.review import ReviewScreen
from planreview.tui.screens.theme import ThemeScreen
from tests.tui.reviewing import make_app, press, settle, verdicts
from tests.tui.screens.support import burst, type_text


@pytest.mark.parametrize("second", ["enter", "escape"])
async def test_a_theme_is_kept_once(store: Path, second: str) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "T", "down")
        assert isinstance(app.screen, ThemeScreen)
        chosen = app.theme
        await burst(pilot, "enter", second)
        await settle(pilot)
        assert type(app.screen) is not ThemeScreen and app.theme == chosen != "dark"


@pytest.mark.parametrize("second", ["enter", "escape"])
async def test_a_command_of_the_palette_is_done_once(store: Path, second: str) -> None:
    app = make_app(store)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+p")
        await type_text(pilot, "序时")
        palette = app.screen
        assert isinstance(palette, Palette)
        while palette.query_one(OptionList).highlighted is None:
            await press(pilot, "down")
        await burst(pilot, "enter", second)
        await settle(pilot)
        assert isinstance(app.screen, ReviewScreen)
    # An Esc right behind an Enter may come before what the Enter has chosen.
    assert [one for one in verdicts(store) if one] in (["on_track"], [] if second == "escape" else ["on_track"])


async def test_a_palette_whose_list_has_gone_ends_nothing(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+p")
        # As on a busy machine when it is left at once: what was typed is looked for when the list is no more.
        await app.screen.query_one(OptionList).remove()
        await type_text(pilot, "s")
        await press(pilot, "escape", "3")
        assert isinstance(app.screen, ReviewScreen)
    assert [one for one in verdicts(store) if one] == ["on_track"]
