"""A store that is brought up to date before the first picture: told on a line, stopped by Esc, and done once by who writes."""

from __future__ import annotations

import io
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from planreview.domain.review import TaskFilter
from planreview.errors import StoreError
from planreview.services.workspace import Workspace
from planreview.stopping import StoppedError, heeding, tell
from planreview.store.projection import projection_hash
from planreview.store.rules import RULES, noted_rules
from planreview.tui import before
from planreview.tui.before import Waiting, pressed_keys
from planreview.tui.lanes import Lane, open_reader
from planreview.tui.questions import first_listing
from planreview.tui.start import newest_form
from planreview.waiting import WaitLine, told_on_line
from tests.tui.screens.support import FixedClock, writer


@pytest.fixture
def old(store: Path) -> Path:
    """The store as a program of other rules left it."""
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("update meta set value = '0' where key = 'rules'")
        connection.execute("update task_state set verdict = 'done'")
        connection.commit()
    return store


class Terminal(io.StringIO):
    """An error stream that somebody looks at."""

    def isatty(self) -> bool:
        return True


@contextmanager
def typing(*keys: bytes) -> Iterator[Callable[[], bytes]]:
    """A keyboard on which these keys are pressed, one at each look."""
    left = list(keys)
    yield lambda: left.pop(0) if left else b""


def state(path: Path) -> tuple[int, str]:
    """The rules that are noted, and what is folded."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("select * from task_state order by item_id").fetchall()
        return noted_rules(connection), repr(rows)


def open_first(path: Path, limits: list[int | None]) -> Workspace:
    return open_reader(path, "张三", FixedClock(), limits.pop(0))


def test_folding_that_is_stopped_leaves_the_store_as_it_was(old: Path) -> None:
    kept = state(old)
    # The first look is behind the taking out of everything.
    with heeding(lambda: True), pytest.raises(StoppedError):
        writer(old)
    assert state(old) == kept
    with writer(old) as ws:
        assert noted_rules(ws.store.connection) == RULES
        folded = projection_hash(ws.store)
    assert state(old) != kept
    with writer(old) as ws:
        assert projection_hash(ws.store) == folded


def test_a_reader_that_is_stopped_reads_nothing(old: Path) -> None:
    with heeding(lambda: True), pytest.raises(StoppedError):
        Workspace.reader(old, clock=FixedClock())


def test_of_few_tasks_a_reader_folds_its_own_and_of_many_it_says_that_it_is_behind(old: Path) -> None:
    with Workspace.reader(old, clock=FixedClock(), most=6) as ws:
        assert ws.store.connection.execute("select count(*) from task_state where verdict is null").fetchone()[0] == 6
    with pytest.raises(StoreError) as caught:
        Workspace.reader(old, clock=FixedClock(), most=5)
    assert caught.value.key == "store_behind" and state(old)[0] == 0


def test_who_writes_folds_once_for_all(old: Path) -> None:
    waiting = Waiting()
    limits: list[int | None] = [1, None]
    reader = Lane("reader", lambda: open_first(old, limits))
    try:
        first = newest_form(reader, reader.submit(first_listing(TaskFilter())), lambda: writer(old).close(), waiting)
        assert len(first.result().ids) == 6 and state(old)[0] == RULES
    finally:
        reader.close()


def test_where_nobody_may_write_the_reader_folds_for_itself(old: Path) -> None:
    limits: list[int | None] = [1, None]
    reader = Lane("reader", lambda: open_first(old, limits))

    def refuse() -> None:
        raise StoreError("store_read_only", path=old, reason="")

    try:
        first = newest_form(reader, reader.submit(first_listing(TaskFilter())), refuse, Waiting())
        assert len(first.result().ids) == 6 and state(old)[0] == 0
    finally:
        reader.close()


def work() -> None:
    while True:
        tell(3, 7)


def test_esc_ends_the_waiting_and_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(before, "pressed_keys", lambda: typing(b"", b"x", b"\x1b[A", b"\x1b"))
    with pytest.raises(KeyboardInterrupt):
        Waiting().run(work)


def test_ctrl_c_stops_the_work_before_it_ends_the_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[str] = []

    def interrupted() -> None:
        try:
            work()
        finally:
            ended.append("stopped")

    @contextmanager
    def interrupting() -> Iterator[Callable[[], bytes]]:
        looked: list[bytes] = []

        def look() -> bytes:
            looked.append(b"")
            if len(looked) == 1:
                results.append(KeyboardInterrupt())
            return b""

        yield look

    results: list[BaseException] = []
    result = Future.result

    def raising(self: Future[None], timeout: float | None = None) -> None:
        if results:
            raise results.pop()
        return result(self, timeout)

    monkeypatch.setattr(Future, "result", raising)
    monkeypatch.setattr(before, "pressed_keys", interrupting)
    with pytest.raises(KeyboardInterrupt):
        Waiting().run(interrupted)
    assert ended == ["stopped"]


def test_the_line_says_how_far_it_is_and_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setattr("planreview.waiting.DELAY", 0.0)
    with told_on_line("progress.folding", "progress.keys_command"):
        tell(1_500, 100_000)
    shown = terminal.getvalue().split("\r")
    assert "1,500/100,000" in shown[1] and "Ctrl+C" in shown[1]
    assert not "".join(shown[2:]).strip()


def test_what_takes_no_time_or_goes_to_a_file_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal, file = Terminal(), io.StringIO()
    for stream, delay in ((terminal, 60.0), (file, 0.0)):
        monkeypatch.setattr("sys.stderr", stream)
        monkeypatch.setattr("planreview.waiting.DELAY", delay)
        line = WaitLine("progress.folding", "progress.keys_screen")
        line.told(1, 2)
        line.tick()
        line.end()
        assert stream.getvalue() == ""


def test_ctrl_c_within_a_long_statement_is_ctrl_c(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> bool:
        raise KeyboardInterrupt

    with writer(store) as ws, Workspace.reader(store, clock=FixedClock()) as reader:
        for opened in (ws.store, reader.store):
            monkeypatch.setattr("planreview.store.handle.stop_asked", interrupted)
            with pytest.raises(KeyboardInterrupt), opened.stoppable():
                monkeypatch.setattr("planreview.store.handle.stop_asked", lambda: False)
                opened.connection.execute(
                    "with recursive n (i) as (select 1 union all select i + 1 from n where i < 1000000) select count(*) from n"
                )


def test_without_a_keyboard_nothing_was_pressed(monkeypatch: pytest.MonkeyPatch) -> None:
    with Path(os.devnull).open() as nothing:
        for stdin in (io.StringIO(), nothing):
            monkeypatch.setattr(sys, "stdin", stdin)
            with pressed_keys() as pressed:
                assert pressed() == b""
