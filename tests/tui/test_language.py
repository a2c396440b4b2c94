"""The other language by one key: at once, over the same list, and kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from planreview.catalogue import language, use_language
from planreview.config import read_table
from planreview.tui.settings import Settings
from tests.tui.reviewing import grid, make_app, press, screen_of, settle, tasks_of, verdicts
from tests.tui.screens.support import burst


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_the_screen_is_that_of_one_who_started_in_the_other_language(store: Path, size: tuple[int, int]) -> None:
    use_language("en")
    started = make_app(store)
    async with started.run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "down", "down")
        wanted = grid(started)
    use_language("zh")
    app = make_app(store)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "down", "down", "E")
        assert (language(), grid(app)) == ("en", wanted)
        await press(pilot, "E")
        assert language() == "zh" and "未启" in "\n".join(grid(app))


async def test_filter_order_and_cursor_stay_and_the_filter_is_written_anew(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "slash", *"结论=未核", "enter", "down", "down", "o")
        held, ids, order = tasks_of(pilot).current, list(tasks_of(pilot).ids), screen_of(pilot).looking.sort
        await press(pilot, "E")
        assert (tasks_of(pilot).current, list(tasks_of(pilot).ids), screen_of(pilot).looking.sort) == (held, ids, order)
        assert screen_of(pilot).looking.filter_text == "verdict=unrev"
        await press(pilot, "3", "slash", "ctrl+u", "enter")
        assert "3 track" in "\n".join(grid(app))


async def test_it_is_kept_in_the_configuration_and_one_that_cannot_be_written_is_named(store: Path, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('# ours\nperson = "王芳"\nlang = "zh"\n', encoding="utf-8")
    app = make_app(store, settings=Settings(theme="dark", config=config))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "E")
        assert read_table(config) == {"person": "王芳", "lang": "en"} and config.read_text("utf-8").startswith("# ours\n")
        config.unlink()
        config.mkdir()
        await press(pilot, "E")
        assert language() == "zh" and any("config.toml" in one.message for one in app._notifications)


async def test_who_came_by_caps_lock_reads_the_way_back_in_both_languages(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "E")
        (told,) = [one.message for one in app._notifications]
        assert "按 E 换回中文" in told and "In English now" in told
        await press(pilot, "E")
        (told,) = [one.message for one in app._notifications]
        assert "E goes back to English" in told and "现用中文" in told


@pytest.mark.parametrize(
    ("key", "said"), [("S", "S 没有用处，s 才有"), ("\uff33", "s 才有"), ("X", "x 才有"), ("7", ""), ("M", "")]
)
async def test_a_capital_that_means_nothing_asks_for_caps_lock(store: Path, key: str, said: str) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, key)
        told = [one.message for one in app._notifications if "大写锁定" in one.message]
        assert bool(told) == bool(said) and said in "".join(told)


async def test_the_language_turns_while_figures_are_still_being_read(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(160, 45), notifications=True) as pilot:
        await settle(pilot)
        # The widgets are made anew each time: what is still being read and stored finds them, or is for nobody.
        await burst(pilot, "3", "E", "3", "E", "E", "E")
        await settle(pilot)
        assert "未核" in "\n".join(grid(app))
    assert [one for one in verdicts(store) if one] == ["on_track", "on_track"]
