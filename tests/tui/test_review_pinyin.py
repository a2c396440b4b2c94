"""The search line takes pinyin where nothing holds the letters as they are written; the screen does not wait for it."""

from __future__ import annotations

from pathlib import Path
from threading import Event, current_thread, main_thread

import pytest
from textual import events

from planreview.services import pinyin, pinyin_tasks, review
from planreview.services.filter_text import parse_sentence
from planreview.services.views import save_view
from tests.tui.reviewing import grid, make_app, press, settle, tasks_of, verdicts
from tests.tui.screens.support import type_text, writer


@pytest.fixture(autouse=True)
def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """As at the start of the program."""
    monkeypatch.setattr(pinyin, "_keys", {})
    monkeypatch.setattr(pinyin_tasks, "SPOKEN", pinyin_tasks.SpokenTasks())


async def test_the_list_is_narrowed_to_what_letters_mean(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "slash")
        await type_text(pilot, "zscq")
        await settle(pilot)
        row = tasks_of(pilot).current_row
        assert len(tasks_of(pilot).ids) == 1 and row is not None and row.title == "保护知识产权"
        assert "筛选 zscq(拼音)" in grid(app)[1]
        await press(pilot, "escape")
        assert len(tasks_of(pilot).ids) == 6 and "拼音" not in grid(app)[1]


async def test_letters_that_are_written_so_are_not_taken_for_pinyin(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "n")
        await type_text(pilot, "ERP zscq")
        await press(pilot, "ctrl+s", "slash")
        await type_text(pilot, "zscq")
        await settle(pilot)
        row = tasks_of(pilot).current_row
        assert row is not None and row.number == 1 and "拼音" not in grid(app)[1]


async def test_a_digit_behind_a_burst_marks_what_pinyin_found(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, *"/kphd", "enter", "5")
        await settle(pilot)
    assert verdicts(store) == [None, None, None, None, "done", None]


async def test_what_is_meant_by_nothing_leaves_an_empty_list(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "slash")
        await type_text(pilot, "qqq")
        await settle(pilot)
        assert len(tasks_of(pilot).ids) == 0
        assert "(拼音)" not in "\n".join(grid(app)) and "没有" in "\n".join(grid(app))


async def test_the_screen_takes_keys_while_titles_are_read(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on, begun, learn = Event(), Event(), pinyin.learn

    def late(names: list[str]) -> object:
        assert current_thread() is not main_thread()
        begun.set()
        go_on.wait(10)
        return learn(names)

    monkeypatch.setattr(pinyin, "learn", late)
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "slash")
        for char in "kp":
            app.post_message(events.Key(char, char))
        while not begun.is_set() or "正在按拼音查找" not in "\n".join(grid(app)):
            await pilot.pause()
        app.post_message(events.Key("backspace", None))
        app.post_message(events.Key("backspace", None))
        while len(tasks_of(pilot).ids) != 6:
            await pilot.pause()
        go_on.set()
        await settle(pilot)
        assert "(拼音)" not in "\n".join(grid(app))


async def test_the_dialog_counts_what_the_list_will_show(store: Path) -> None:
    with writer(store) as ws:
        review.mark(ws, (4, 5), "behind")
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "f", *"kz")
        await settle(pilot)
        assert "符合1件" in "\n".join(grid(app)).replace(" ", "")
        await press(pilot, "backspace", "backspace", *"结论=滞后", "space", *"kz")
        await settle(pilot)
        assert "符合1件" in "\n".join(grid(app)).replace(" ", "")
        await press(pilot, "tab")
        await settle(pilot)
        behind = next(line for line in grid(app) if "* 滞后" in line)
        assert behind.split()[-1] == "1"
        await press(pilot, "enter")
        await settle(pilot)
        assert len(tasks_of(pilot).ids) == 1 and "显示1" in grid(app)[1]


async def test_no_number_stands_while_the_dialog_reads_titles(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on, learn = Event(), pinyin.learn

    def late(names: list[str]) -> object:
        # What can be ticked is learned besides.
        if "保护知识产权" in names:
            assert go_on.wait(10)
        return learn(names)

    monkeypatch.setattr(pinyin, "learn", late)
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "f")
        for char in "zscq":
            app.post_message(events.Key(char, char))
        while "正在按拼音查找" not in "\n".join(grid(app)):
            await pilot.pause()
        assert "符合" not in "\n".join(grid(app))
        go_on.set()
        await settle(pilot)
        assert "符合1件" in "\n".join(grid(app)).replace(" ", "")


async def test_a_view_says_the_number_that_it_opens(store: Path) -> None:
    with writer(store) as ws:
        save_view(ws, "产权", parse_sentence(ws, "zscq"))
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "V")
        await settle(pilot)
        assert next(line for line in grid(app) if "产权" in line).split()[-1] == "1"
        await press(pilot, "1")
        await settle(pilot)
        assert len(tasks_of(pilot).ids) == 1
