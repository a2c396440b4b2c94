"""Leaving the program with a dialog open: what is typed there is kept, or named before it is given up."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from planreview.domain.review import TaskFilter
from planreview.errors import StoreError
from planreview.services import queries, review
from planreview.services.workspace import Workspace
from planreview.tui.app import PlanreviewApp
from planreview.tui.screens.note import NoteScreen
from planreview.tui.widgets.prompt_line import PromptLine
from tests.tui.reviewing import make_app, settle, stored
from tests.tui.screens.support import FixedClock, writer
from tests.tui.test_ahead import type_at_once

SIZE = (80, 24)


def ids(store: Path) -> list[int]:
    return [row.id for row in stored(store)]


def drafts(store: Path) -> set[tuple[int, str | None, str]]:
    with Workspace.reader(store, clock=FixedClock()) as ws:
        return {(draft.task_id, draft.kind, draft.body) for draft in review.drafts(ws)}


def notes(store: Path, task_id: int) -> list[tuple[str | None, str]]:
    with Workspace.reader(store, clock=FixedClock()) as ws:
        return [(note.kind, note.body) for note in queries.task_detail(ws, task_id).notes]


async def leave(pilot: Pilot[Any], *keys: str) -> bool:
    """Type keys and Ctrl+Q at once; whether the program ends."""
    app = pilot.app
    assert isinstance(app, PlanreviewApp)
    for key in (*keys, "ctrl+q"):
        app.post_message(events.Key(key, key if len(key) == 1 else None))
    for _ in range(500):
        await pilot.pause()
        if app._exit:
            return True
        asked = [worker for worker in app.workers if worker.group == "quit"]
        if not asked and not app.ahead.waiting and app._named:
            return False
    raise AssertionError("it neither ends nor says why")


@pytest.mark.parametrize("over", [(), ("f1",)])
async def test_a_note_that_is_being_written_is_a_draft(store: Path, over: tuple[str, ...]) -> None:
    app = make_app(store)
    async with app.run_test(size=SIZE, notifications=True, tooltips=True) as pilot:
        await settle(pilot)
        await type_at_once(pilot, "n")
        assert await leave(pilot, "甲", "乙", *over)
    assert drafts(store) == {(ids(store)[0], None, "甲乙")}


async def test_reasons_that_are_being_filled_in_are_drafts(store: Path) -> None:
    first, second, *_ = ids(store)
    with writer(store) as ws:
        review.mark(ws, (first, second), "behind")
    async with make_app(store).run_test(size=SIZE, notifications=True, tooltips=True) as pilot:
        await settle(pilot)
        await type_at_once(pilot, "r")
        assert await leave(pilot, "甲", "enter", "乙")
    assert notes(store, first) == [("reason", "甲")] and drafts(store) == {(second, "reason", "乙")}


async def test_why_a_task_left_the_base_is_stored(store: Path) -> None:
    first = ids(store)[0]
    with writer(store) as ws:
        review.mark(ws, (first,), "dropped")
    async with make_app(store).run_test(size=SIZE, notifications=True, tooltips=True) as pilot:
        await settle(pilot)
        await type_at_once(pilot, "n")
        assert await leave(pilot, "甲")
    assert notes(store, first) == [("reason", "甲")]


@pytest.mark.parametrize(("opening", "typed"), [("v", "17"), ("a", "办公")])
async def test_what_is_being_filled_in_stands_there_again(store: Path, opening: str, typed: str) -> None:
    async with make_app(store).run_test(size=SIZE, notifications=True, tooltips=True) as pilot:
        await settle(pilot)
        await type_at_once(pilot, opening)
        assert await leave(pilot, *typed)
    async with make_app(store).run_test(size=SIZE, notifications=True, tooltips=True) as pilot:
        await settle(pilot)
        await type_at_once(pilot, opening)
        assert [line.text for line in pilot.app.screen.query(PromptLine)] == [typed]


@pytest.mark.parametrize(("opening", "typed"), [("x", "常态")])
async def test_what_cannot_be_kept_is_named_first(store: Path, opening: str, typed: str) -> None:
    async with make_app(store).run_test(size=SIZE, notifications=True, tooltips=True) as pilot:
        await settle(pilot)
        await type_at_once(pilot, opening)
        assert not await leave(pilot, *typed)
        (notice,) = pilot.app._notifications
        assert typed in notice.message and "再按 Ctrl+Q" in notice.message
        assert await leave(pilot)


async def test_a_dialog_in_which_nothing_was_typed_does_not_hold_anybody_up(store: Path) -> None:
    async with make_app(store).run_test(size=SIZE, notifications=True, tooltips=True) as pilot:
        await settle(pilot)
        await type_at_once(pilot, "e")
        assert await leave(pilot)


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="no such signal here")
@pytest.mark.parametrize("name", ["SIGHUP", "SIGTERM"])
async def test_a_terminal_that_is_closed_keeps_what_was_typed(store: Path, name: str) -> None:
    number = getattr(signal, name)
    async with make_app(store).run_test(size=SIZE, notifications=True, tooltips=True) as pilot:
        await settle(pilot)
        await type_at_once(pilot, "n", "甲", "乙")
        assert isinstance(pilot.app.screen, NoteScreen)
        assert signal.getsignal(number) is not signal.SIG_DFL, "the signal would end the tests"
        os.kill(os.getpid(), number)
        await settle(pilot)
        assert isinstance(pilot.app, PlanreviewApp) and pilot.app._exit
    assert drafts(store) == {(ids(store)[0], None, "甲乙")}
    with writer(store) as ws:
        assert len(queries.task_ids(ws, TaskFilter())) == len(ids(store))


@pytest.mark.skipif(not hasattr(signal, "SIGTERM"), reason="no such signal here")
async def test_what_was_typed_is_kept_once_a_store_in_use_is_let_go_of(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save, tries = review.save_draft, 0

    def busy(ws: Workspace, task_id: int, text: str, kind: str | None = None) -> None:
        nonlocal tries
        tries += 1
        if tries < 4:
            raise StoreError("store_locked", path="store.db")
        save(ws, task_id, text, kind)

    async with make_app(store).run_test(size=SIZE, notifications=True, tooltips=True) as pilot:
        await settle(pilot)
        await type_at_once(pilot, "n", "甲", "乙")
        monkeypatch.setattr(review, "save_draft", busy)
        os.kill(os.getpid(), signal.SIGTERM)
        await settle(pilot)
        assert isinstance(pilot.app, PlanreviewApp) and pilot.app._exit
    assert drafts(store) == {(ids(store)[0], None, "甲乙")}


async def test_what_is_kept_of_a_note_that_is_being_written_makes_nothing_be_read_anew(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[object] = []
    app = make_app(store)
    async with app.run_test(size=SIZE, notifications=True, tooltips=True) as pilot:
        await settle(pilot)
        monkeypatch.setattr(app, "announce", lambda *args, **kwargs: told.append(args))
        await type_at_once(pilot, "n", "甲")
        assert isinstance(app.screen, NoteScreen)
        await app.screen.save_draft()
        assert drafts(store) == {(ids(store)[0], None, "甲")}
        await type_at_once(pilot, "乙")
        await app.screen.save_draft()
        assert drafts(store) == {(ids(store)[0], None, "甲乙")}
        assert not told
