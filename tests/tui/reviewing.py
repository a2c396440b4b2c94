"""The app over a real store with one small fictional plan, and how a test waits for it."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

from textual.app import App
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from planreview.domain.review import TaskRow
from planreview.services import queries
from planreview.services.workspace import Workspace
from planreview.tui.app import PlanreviewApp
from planreview.tui.screens.review import ReviewScreen
from planreview.tui.settings import Settings
from planreview.tui.widgets.task_list import TaskList
from tests.tui.screens.support import FixedClock

# Dialogs are awaited in workers of this group: they end when somebody answers.
WAITING = {"actions", "ask", "behind"}
# Looks at an action that writes, before what a test holds up is left to the test.
PATIENCE = 50


def make_app(store: Path, **options: Any) -> PlanreviewApp:
    """The app on a store, on a clock that stands still."""
    settings = options.pop("settings", None) or Settings(theme=options.pop("theme", "dark"))
    return PlanreviewApp(
        store,
        person="张三",
        device_file=store.with_name("device.json"),
        settings=settings,
        **{"clock": FixedClock(), **options},
    )


async def settle(pilot: Pilot[Any]) -> None:
    """Wait until what was asked of the store has come, and it is on the screen."""
    patience = PATIENCE
    for _ in range(200):
        await pilot.pause()
        busy = [worker for worker in pilot.app.workers if worker.group not in WAITING and not worker.is_finished]
        if busy:
            # A reading that a later one replaces while it is waited for is no failure.
            with suppress(WorkerCancelled):
                await pilot.app.workers.wait_for_complete(busy)
        elif patience and _acts(pilot.app):
            patience -= 1
            await pilot.pause(0.01)
        elif pilot.app._exit or not any(
            screen.loader.waits for screen in pilot.app.screen_stack if isinstance(screen, ReviewScreen)
        ):
            await pilot.pause()
            return
    raise AssertionError("the app does not come to rest")


def _acts(app: App[Any]) -> bool:
    """Whether an action is under way that no dialog asks about: it writes."""
    return len(app.screen_stack) == 1 and any(one.group == "actions" and not one.is_finished for one in app.workers)


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys in one go, then wait."""
    await pilot.press(*keys)
    await settle(pilot)


def screen_of(pilot: Pilot[Any]) -> ReviewScreen:
    """The review screen, whatever lies over it."""
    return next(screen for screen in pilot.app.screen_stack if isinstance(screen, ReviewScreen))


def tasks_of(pilot: Pilot[Any]) -> TaskList:
    """The task list."""
    return screen_of(pilot).tasks


def grid(app: PlanreviewApp) -> list[str]:
    """The screen as lines of text."""
    return [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]


def stored(store: Path) -> list[TaskRow]:
    """What another process reads of the tasks."""
    with Workspace.reader(store, clock=FixedClock()) as ws:
        from planreview.domain.review import TaskFilter

        return queries.task_rows(ws, queries.task_ids(ws, TaskFilter(supervised=None)))


def verdicts(store: Path) -> list[str | None]:
    """The stored verdicts, in the order of the plan."""
    return [row.verdict for row in stored(store)]


def read(store: Path) -> Workspace:
    """Another process that reads the store."""
    return Workspace.reader(store, clock=FixedClock())


def copy_store(made: Path, folder: Path) -> Path:
    """A store of a test's own."""
    for name in (made.name, "device.json"):
        shutil.copy(made.with_name(name), folder / name)
    return folder / made.name
