"""Keys typed ahead of a dialog reach the dialog: digits meant for it are never verdicts."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from planreview.domain.review import TaskFilter
from planreview.services import queries, review
from planreview.tui.ahead import TypeAhead, under_way
from planreview.tui.app import PlanreviewApp
from planreview.tui.messages import StoreChanged
from planreview.tui.screens.note import NoteScreen
from planreview.tui.widgets.filter_line import FilterLine
from planreview.tui.widgets.task_list import TaskList
from tests.tui.reviewing import make_app, screen_of, settle, stored, tasks_of, verdicts
from tests.tui.screens.support import writer

SIZE = (80, 24)


async def type_at_once(pilot: Pilot[Any], *keys: str) -> None:
    """Put keys into the app's queue without a pause between them, as a paste or a fast hand does."""
    app = pilot.app
    assert isinstance(app, PlanreviewApp)
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else None))
    for _ in range(100):
        await settle(pilot)
        if not app.ahead.waiting:
            return
    raise AssertionError("keys still wait")


async def test_a_number_typed_behind_g_goes_there_and_marks_nothing(store: Path) -> None:
    before = verdicts(store)
    async with make_app(store).run_test(size=SIZE, notifications=True, tooltips=True) as pilot:
        await settle(pilot)
        await type_at_once(pilot, "g", "3", "enter")
        await settle(pilot)
        row = tasks_of(pilot).current_row
        assert row is not None and row.number == 3
    assert verdicts(store) == before


@pytest.mark.parametrize("key", ["n", "t", "f", "s", "d", "i", "a", "v", "r", "l", "e"])
async def test_digits_behind_a_dialogs_key_are_no_verdicts(store: Path, key: str) -> None:
    before = verdicts(store)
    async with make_app(store).run_test(size=SIZE, notifications=True, tooltips=True) as pilot:
        await settle(pilot)
        await type_at_once(pilot, key, "3", "2", "5")
        await settle(pilot)
        assert len(pilot.app.screen_stack) == 2
    assert verdicts(store) == before


async def test_a_digit_behind_an_undo_waits_for_it(store: Path) -> None:
    async with make_app(store).run_test(size=SIZE, notifications=True, tooltips=True) as pilot:
        await settle(pilot)
        await pilot.press("home")
        await type_at_once(pilot, "3", "4", "u", "5")
        await settle(pilot)
    # The undo goes back to the task whose verdict it took, and there the next digit counts.
    assert verdicts(store)[:2] == ["on_track", "done"]


async def test_digits_behind_a_slash_are_looked_for(store: Path) -> None:
    before = verdicts(store)
    async with make_app(store).run_test(size=SIZE, notifications=True, tooltips=True) as pilot:
        await settle(pilot)
        await type_at_once(pilot, "slash", "5", "5")
        await settle(pilot)
        assert pilot.app.screen.query_one("#search", Input).value == "55"
    assert verdicts(store) == before


async def test_letters_behind_a_dialogs_question_do_not_reach_the_dialog_below(store: Path) -> None:
    async with make_app(store).run_test(size=SIZE, notifications=True, tooltips=True) as pilot:
        await settle(pilot)
        await pilot.press("home", "3")
        await settle(pilot)
        await type_at_once(pilot, "d")
        await pilot.press("down")
        await type_at_once(pilot, "a", "g", "u")
        await settle(pilot)
        assert len(pilot.app.screen_stack) == 3
    assert verdicts(store)[0] == "on_track", "u of an alias took back a verdict"


async def test_keys_that_wait_too_long_are_dropped_and_an_old_hold_ends_no_new_one() -> None:
    given: list[str] = []

    async def deliver(event: events.Event) -> None:
        assert isinstance(event, events.Key)
        given.append(event.key)

    ahead = TypeAhead()
    first = ahead.hold()
    assert ahead.keeps(events.Key("1", "1"))
    second = ahead.hold()
    assert ahead.drop(first) == 0
    await ahead.release(deliver, first)
    assert given == [] and ahead.waiting
    assert ahead.drop(second) == 1 and not ahead.waiting
    await ahead.release(deliver)
    assert given == []


async def test_the_selected_task_is_asked_about_not_the_one_under_the_cursor(store: Path) -> None:
    with writer(store) as ws:
        last = stored(store)[-1]
        review.mark(ws, (last.id,), "dropped")
    async with make_app(store).run_test(size=SIZE, notifications=True, tooltips=True) as pilot:
        await settle(pilot)
        await pilot.press("end", "up", "space")
        await type_at_once(pilot, "n")
        assert isinstance(pilot.app.screen, NoteScreen)


async def test_a_digit_does_not_fall_on_the_next_task_when_another_process_takes_the_first_away(store: Path) -> None:
    async with make_app(store).run_test(size=SIZE, notifications=True, tooltips=True) as pilot:
        await settle(pilot)
        screen = screen_of(pilot)
        screen.looking.narrow(TaskFilter(verdicts=("unreviewed",)), "")
        screen.loader.reload()
        await settle(pilot)
        current = tasks_of(pilot).current
        assert current is not None
        with writer(store) as ws:
            review.mark(ws, (current,), "on_track")
        screen.post_message(StoreChanged(None, own=False))
        await settle(pilot)
        await pilot.press("2")
        await settle(pilot)
    assert "behind" not in verdicts(store)


async def test_a_digit_behind_the_end_of_a_dialog_is_a_verdict(store: Path) -> None:
    first = stored(store)[0].id
    async with make_app(store).run_test(size=SIZE, notifications=True, tooltips=True) as pilot:
        await settle(pilot)
        await pilot.press("home")
        await type_at_once(pilot, "n", "甲", "5", "ctrl+s", "3", "g", "4", "enter", "2", "n", "乙", "escape", "5")
        await settle(pilot)
        assert len(pilot.app.screen_stack) == 1
    rows = stored(store)
    assert [row.verdict for row in rows[:5]] == ["on_track", None, None, "behind", "done"]
    with writer(store) as ws:
        assert [note.body for note in queries.task_detail(ws, first).notes] == ["甲5"]
        assert [(draft.task_id, draft.body) for draft in review.drafts(ws)] == [(rows[4].id, "乙")]


async def test_a_draft_that_is_reopened_in_the_same_burst_goes_on_with_its_kind(store: Path) -> None:
    first = stored(store)[0].id
    async with make_app(store).run_test(size=SIZE, notifications=True, tooltips=True) as pilot:
        await settle(pilot)
        await pilot.press("home")
        await type_at_once(pilot, "n", "甲", "f3", "escape", "n", "乙", "ctrl+s")
        await settle(pilot)
    with writer(store) as ws:
        assert [(note.kind, note.body) for note in queries.task_detail(ws, first).notes] == [("problem", "甲乙")]
        assert review.drafts(ws) == ()


async def test_what_comes_back_from_a_line_stands_before_what_was_typed_after_it() -> None:
    given: list[str] = []
    ahead = TypeAhead()
    turn = ahead.hold()
    early, late = events.Key("1", "1"), events.Key("2", "2")
    assert ahead.keeps(early)

    async def deliver(event: events.Event) -> None:
        assert isinstance(event, events.Key)
        given.append(event.key)
        if len(given) == 1:
            ahead.hold()
            assert ahead.keeps(late) and ahead.keeps(event)

    await ahead.release(deliver, turn)
    await ahead.release(deliver)
    assert given == ["1", "1", "2"]


async def test_what_stands_in_the_queue_of_a_busy_list_comes_before_what_was_typed_after_it(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    come: asyncio.Queue[None] = asyncio.Queue()
    handed_on = TaskList.on_event

    async def slowly(self: TaskList, event: events.Event) -> None:
        if isinstance(event, events.Key) and event.key == "乙":
            await come.get()
        await handed_on(self, event)

    monkeypatch.setattr(TaskList, "on_event", slowly)
    app = make_app(store)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        for key in ("slash", "甲", "乙", "丙"):
            app.post_message(events.Key(key, "/" if key == "slash" else key))
        # The line is there, and what was typed last, while the list still holds what was typed between: nobody waits for it.
        for _ in range(1_000):
            await asyncio.sleep(0.005)
            if app.query(FilterLine) and not under_way(one for one in app.workers if one.group == "actions"):
                break
        app.post_message(events.Key("丁", "丁"))
        await asyncio.sleep(0.005)
        come.put_nowait(None)
        await settle(pilot)
        await pilot.pause()
        assert app.query_one(FilterLine).value == "甲乙丙丁"


async def test_a_digit_behind_a_search_is_a_verdict_on_what_was_found(store: Path) -> None:
    async with make_app(store).run_test(size=SIZE, notifications=True, tooltips=True) as pilot:
        await settle(pilot)
        await pilot.press("home")
        await type_at_once(pilot, "slash", "专", "利", "enter", "3")
        await settle(pilot)
        assert screen_of(pilot).looking.filter.text == "专利"
    assert verdicts(store) == [None, None, None, "on_track", None, None]


async def test_keys_wait_for_the_reading_that_took_the_place_of_another(store: Path) -> None:
    async with make_app(store).run_test(size=SIZE) as pilot:
        await settle(pilot)
        app = pilot.app
        assert isinstance(app, PlanreviewApp)
        found = asyncio.Event()
        # The second letter of a search replaces the reading of the first, which ends before its own.
        old, new = [app.run_worker(found.wait(), group="search", exclusive=False) for _ in range(2)]
        await pilot.pause()
        release = asyncio.create_task(app.release_behind(partial(under_way, [old, new]), app.hold_keys()))
        await asyncio.sleep(0)
        old.cancel()
        for _ in range(20):
            await asyncio.sleep(0)
        assert app.ahead.waiting, "what was found is not known yet"
        found.set()
        await release
        await pilot.pause()
        assert not app.ahead.waiting
