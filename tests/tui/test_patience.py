"""Work that takes long says so and can be stopped: reads are broken off, writes rolled back, files not written."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from planreview.domain.review import TaskFilter
from planreview.render.files import write_file
from planreview.services import queries, reports, review
from planreview.services.workspace import Workspace
from planreview.stopping import StoppedError, check_stop, heeding
from planreview.tui import patience
from planreview.tui.lanes import Lane, open_reader
from planreview.tui.screens import evidence as evidence_screen
from planreview.tui.screens import go_to
from planreview.tui.screens.summary import SummaryScreen
from tests.tui.reviewing import grid, make_app, press, screen_of, settle
from tests.tui.screens.support import FixedClock, writer

ENDLESS = "with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n"
PATIENCE = 20.0


def count_for_ever(ws: Workspace, begun: threading.Event) -> None:
    begun.set()
    ws.store.connection.execute(ENDLESS).fetchone()


async def test_a_read_that_nobody_waits_for_any_more_is_broken_off(store: Path) -> None:
    lane = Lane("reader", partial(open_reader, store, "张三", FixedClock()))
    try:
        begun = threading.Event()
        asking = asyncio.ensure_future(lane.ask(lambda ws: count_for_ever(ws, begun)))
        await asyncio.to_thread(begun.wait, PATIENCE)
        asking.cancel()
        with suppress(asyncio.CancelledError):
            await asking
        # The thread is free for the next job, and its connection works as before.
        found = await asyncio.wait_for(lane.ask(lambda ws: queries.task_ids(ws, TaskFilter())), PATIENCE)
        assert len(found) == 6
    finally:
        lane.close()


def test_a_write_that_is_stopped_is_rolled_back_whole(store: Path) -> None:
    stop = patience.Stop()
    with writer(store) as ws:

        def version() -> int:
            return int(ws.store.connection.execute("pragma user_version").fetchone()[0])

        before = version()

        def job(ws: Workspace) -> None:
            with ws.store.transaction() as connection:
                connection.execute("pragma user_version = 7000")
                stop.ask()
                connection.execute(ENDLESS).fetchone()

        with pytest.raises(StoppedError):
            stop.heed(job)(ws)
        assert version() == before
        review.mark(ws, (1,), "done")


def test_python_s_own_work_looks_too_and_wishes_end_with_their_work(tmp_path: Path) -> None:
    check_stop()
    with heeding(lambda: False), pytest.raises(StoppedError):
        check_stop()
        with heeding(lambda: True):
            check_stop()
    check_stop()
    with heeding(lambda: True), pytest.raises(StoppedError):
        write_file(tmp_path / "summary.csv", b"x")
    assert not list(tmp_path.iterdir())


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a second is over at once."""
    monkeypatch.setattr(patience, "DELAY", 0.01)


async def until(pilot: Pilot[Any], holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not holds():
            await pilot.pause(0.01)


async def test_a_summary_of_much_says_so_and_esc_leaves_it(store: Path, monkeypatch: pytest.MonkeyPatch, soon: None) -> None:
    begun, summary = threading.Event(), reports.summary
    monkeypatch.setattr(reports, "summary", lambda ws, **_: count_for_ever(ws, begun))
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("s")
        await until(pilot, lambda: "Esc 取消" in "\n".join(grid(app)))
        assert "正在读取" in "\n".join(grid(app))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen_of(pilot))
        monkeypatch.setattr(reports, "summary", summary)
        await press(pilot, "s")
        assert isinstance(app.screen, SummaryScreen) and "合计" in "\n".join(grid(app))
        assert "Esc 取消" not in "\n".join(grid(app)) and app.escapes == []


async def test_another_grouping_of_much_is_stopped_and_the_table_stays(
    store: Path, monkeypatch: pytest.MonkeyPatch, soon: None
) -> None:
    begun, summary = threading.Event(), reports.summary
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "s")
        screen = app.screen
        assert isinstance(screen, SummaryScreen)
        before = grid(app)
        monkeypatch.setattr(reports, "summary", lambda ws, **_: count_for_ever(ws, begun))
        await pilot.press("r")
        await until(pilot, lambda: "Esc 取消" in "\n".join(grid(app)))
        await pilot.press("escape")
        await until(pilot, lambda: grid(app)[:-3] == before[:-3])
        assert app.screen is screen and screen.state.by == "department" and app.escapes == []
        monkeypatch.setattr(reports, "summary", summary)
        await press(pilot, "r")
        assert screen.state.by == "person" and grid(app)[:-3] != before[:-3]


async def test_a_search_for_a_place_says_so_and_esc_leaves_the_dialog_as_it_was(
    store: Path, monkeypatch: pytest.MonkeyPatch, soon: None
) -> None:
    begun, found = threading.Event(), go_to.choices_at
    monkeypatch.setattr(go_to, "choices_at", lambda ws, *_: count_for_ever(ws, begun))
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "g", "9", "slash", "4")
        await pilot.press("enter")
        await until(pilot, lambda: "正在找“9/4”" in "\n".join(grid(app)))
        await pilot.press("escape")
        await until(pilot, lambda: "什么也没有写" in "\n".join(grid(app)))
        assert isinstance(app.screen, go_to.GoToScreen) and app.screen.line.text == "9/4" and app.escapes == []
        monkeypatch.setattr(go_to, "choices_at", found)
        await press(pilot, "enter")
        assert "没有任务、章节或计划叫“9/4”" in "\n".join(grid(app))


async def test_an_export_that_is_stopped_leaves_no_file(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, soon: None
) -> None:
    from planreview.tui.screens import export

    begun = threading.Event()
    monkeypatch.setattr(export, "summary_bytes", lambda ws, *_: count_for_ever(ws, begun))
    folder = tmp_path / "out"
    folder.mkdir()
    monkeypatch.chdir(folder)
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "e")
        await pilot.press("enter")
        await until(pilot, lambda: "正在写文件" in "\n".join(grid(app)))
        await pilot.press("escape")
        await until(pilot, lambda: "什么也没有写" in "\n".join(grid(app)))
        assert isinstance(app.screen, export.ExportScreen) and not list(folder.iterdir())
        await press(pilot, "escape")
        assert app.screen is screen_of(pilot)


async def test_what_is_quick_says_nothing_and_esc_behind_it_is_the_dialogs(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "s", "escape")
        assert app.screen is screen_of(pilot) and app.escapes == []


async def test_the_reading_of_a_large_piece_of_evidence_is_stopped(
    store: Path, monkeypatch: pytest.MonkeyPatch, soon: None
) -> None:
    def endless(path: Path, progress: Callable[[int, int], bool]) -> None:
        while progress(1, 2):
            threading.Event().wait(0.01)

    monkeypatch.setattr(evidence_screen, "hash_evidence", endless)

    async def drawn(words: str) -> None:
        # The pilot waits for every queue, and that of the line stands still meanwhile.
        async with asyncio.timeout(PATIENCE):
            while words not in "\n".join(grid(app)):
                await asyncio.sleep(0.01)

    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "w", *"a.pdf")
        screen = app.screen
        app.post_message(events.Key("ctrl+s", None))
        await drawn("正在读 a.pdf")
        app.post_message(events.Key("escape", None))
        await drawn("没有登记")
        assert app.screen is screen and app.escapes == [] and "a.pdf" in "\n".join(grid(app))
        # Left while it reads: the reading ends with the app.
        app.post_message(events.Key("ctrl+s", None))
        await drawn("正在读 a.pdf")
