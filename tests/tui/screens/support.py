"""An app with the two methods that dialogs need, over a real store with one small fictional plan."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from textual import events
from textual.app import App
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import Screen

from planreview.domain.review import TaskFilter
from planreview.services import departments, imports, queries, review
from planreview.services.workspace import Workspace
from planreview.tui.ahead import OrderedApp
from planreview.tui.messages import StoreChanged
from planreview.tui.settings import Settings
from planreview.tui.themes import shipped_themes

Value = TypeVar("Value")
Shown = TypeVar("Shown", bound=Screen[Any])
TODAY = date(2026, 8, 15)

PLAN = """临澜市科技局2026年工作要点

2026年是关键之年，全市科技工作要点如下。

一、壮大创新主体

1.培育高新技术企业。全年新增高新技术企业12家，高新技术企业达到70家。

2.培育科技型中小企业。科技型中小企业入库备案200家。

3.建设创新平台。新建市级重点实验室3个。

二、优化创新环境

4.保护知识产权。专利授权量增长7%。

5.开展科普活动。全年开展科普活动20场。

6.加强作风建设。持续推进机关作风建设。

临澜市科技局
2026年1月10日
"""


@dataclass
class FixedClock:
    """A clock that stands still, seconds aside."""

    day: date = TODAY
    ticks: int = 0

    def now(self) -> datetime:
        self.ticks += 1
        return datetime(self.day.year, self.day.month, self.day.day, 2, self.ticks // 60 % 60, self.ticks % 60, tzinfo=UTC)

    def today(self) -> date:
        return self.day


class Desk(OrderedApp[None]):
    """Jobs on one writer's thread and one reader's; what a dialog gave back stands in ``results``."""

    CSS = "Screen { background: $background; }"

    def __init__(self, path: Path) -> None:
        super().__init__()
        # The dialogs' colours are those of our themes.
        self.register_theme(shipped_themes()[0])
        self.theme = "light"
        self.path = path
        self.clock = FixedClock()
        self.results: list[Any] = []
        # What the dialogs of looks and keys know of the app.
        self.settings = Settings()
        self.keymap_name = "default"
        self.themes_to_choose = ["light"]
        self.choose_theme = self.show_theme = self.choose_keymap = str
        self.notices: list[str] = []
        self.under_way = 0
        self._threads = {"write": ThreadPoolExecutor(1), "read": ThreadPoolExecutor(1)}
        self._open: dict[str, Workspace] = {}

    def next_action(self) -> None:
        """Notices are kept for the tests."""

    def _workspace(self, side: str) -> Workspace:
        if side not in self._open:
            self._open[side] = writer(self.path, self.clock) if side == "write" else Workspace.reader(self.path, clock=self.clock)
        return self._open[side]

    async def _run(self, side: str, job: Callable[[Workspace], Value]) -> Value:
        self.under_way += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads[side], lambda: job(self._workspace(side)))
        finally:
            self.under_way -= 1

    async def write(self, job: Callable[[Workspace], Value]) -> Value:
        result = await self._run("write", job)
        if result is not None:
            for screen in self.screen_stack:
                screen.post_message(StoreChanged(None, own=True))
        return result

    async def read(self, job: Callable[[Workspace], Value], *, background: bool = False) -> Value:
        return await self._run("read", job)

    def notify(self, message: str, **options: Any) -> None:
        assert options["markup"] is False
        self.notices.append(message)
        super().notify(message, **options)

    def ask(self, screen: Screen[Any]) -> None:
        """Open a dialog and keep what it gives."""

        async def flow() -> None:
            self.results.append(await self.push_screen_wait(screen))

        self.run_worker(flow)

    def on_unmount(self) -> None:
        for side, pool in self._threads.items():
            if side in self._open:
                pool.submit(self._open[side].close).result()
            pool.shutdown()

    def ask_store(self, question: Callable[[Workspace], Value]) -> Value:
        """What another process would read of the store now."""
        with Workspace.reader(self.path, clock=self.clock) as ws:
            return question(ws)

    def text(self) -> str:
        """The screen as lines of text."""
        return "\n".join("".join(segment.text for segment in strip) for strip in self.screen._compositor.render_strips())

    def words(self) -> str:
        """The screen without spaces and line ends, for sentences that may be wrapped."""
        return "".join(self.text().split())


def writer(path: Path, clock: FixedClock | None = None, person: str = "张三", *, create: bool = False) -> Workspace:
    """A workspace that writes beside the app."""
    return Workspace.open(
        path, person=person, device_file=path.with_name("device.json"), clock=clock or FixedClock(), create=create
    )


def drafts(desk: Desk) -> set[tuple[int, str | None, str]]:
    """The drafts of notes: task, kind and text."""
    return {(draft.task_id, draft.kind, draft.body) for draft in desk.ask_store(review.drafts)}


def make_store(path: Path, text: str = PLAN) -> list[int]:
    """A store with the plan and three offices under the issuing bureau; the ids of its tasks in order."""
    with writer(path, create=True) as ws:
        result = imports.store_plan(ws, imports.prepare(text.encode(), name="plan.txt"))
        lead = departments.default_lead(ws, result.plan_id)
        departments.create_departments(ws, "临澜市", ("办公室", "高新科", "成果科"), parent=lead)
        return list(queries.task_ids(ws, TaskFilter()))


def make_assigned(path: Path) -> dict[str, int]:
    """The store of :func:`make_store`, its first two tasks with 高新科; the departments by name."""
    make_store(path)
    with writer(path) as ws:
        known = {info.name: info.id for info in departments.departments(ws)}
        departments.assign(ws, (1, 2), known["高新科"])
    return known


def make_asking(path: Path) -> Path:
    """The store of :func:`make_store` with three tasks that ask for reasons, the last for approver and document number too."""
    make_store(path)
    with writer(path) as ws:
        review.mark(ws, (1, 4), "behind")
        review.mark(ws, (6,), "dropped")
    return path


def make_reviewed(path: Path) -> None:
    """The store of :func:`make_store` with three verdicts and one actual value."""
    make_store(path)
    with writer(path) as ws:
        review.mark(ws, (1, 4), "behind")
        review.mark(ws, (2,), "done")
        first, _ = queries.task_detail(ws, 1).targets
        review.record_actual(ws, first.id, Decimal(3))


def shown(app: App[Any], kind: type[Shown]) -> Shown:
    """The screen in view, which is of this kind."""
    assert isinstance(app.screen, kind)
    return app.screen


async def looked_for(pilot: Pilot[Any]) -> None:
    """Wait until what was typed has been looked for: titles in pinyin are read beside the keys."""
    while busy := [one for one in pilot.app.workers if one.group in {"offer", "read"} and not one.is_finished]:
        await pilot.app.workers.wait_for_complete(busy)
    await settle(pilot)


async def settle(pilot: Pilot[Any]) -> None:
    """Wait until the dialogs have read and stored what they were about to, and it is on the screen."""
    quiet = 0
    # What goes on behind a dialog that has gone begins a turn of the loop later: quiet is being so twice.
    while quiet < 2:
        await pilot.pause()
        busy = [w for w in pilot.app.workers if w.group in {"load", "store"} and not w.is_finished]
        quiet = 0 if busy or getattr(pilot.app, "under_way", 0) else quiet + 1
        if busy:
            await pilot.app.workers.wait_for_complete(busy)
    # Textual lays out on a timer: what was changed last is seen only behind it.
    while pilot.app.screen._layout_required or pilot.app.screen._dirty_widgets:
        await pilot.pause()


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys one after another, each settled before the next."""
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


def post_keys(app: App[Any], *keys: str) -> None:
    """Put keys into the app's queue without a pause between them, as a terminal does: characters or names of keys."""
    for key in keys:
        single = len(key) == 1
        app.post_message(events.Key(_character_to_key(key) if single else key, key if single else None))


async def burst(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys without a pause between them, then wait."""
    post_keys(pilot.app, *keys)
    await settle(pilot)


async def type_text(pilot: Pilot[Any], text: str) -> None:
    """Send characters as an input method hands them over."""
    await burst(pilot, *text)


__all__ = ["TODAY", "Desk", "FixedClock", "make_store", "press", "review", "settle", "type_text", "writer"]
