"""Readings that come late: what is typed meanwhile goes to what stands under the cursor, and nothing that is gone is back."""

from __future__ import annotations

from asyncio import Event, create_task
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import pytest
from textual import events
from textual.pilot import Pilot
from textual.screen import Screen

from planreview.errors import StoreError
from planreview.services import departments, queries, review, target_adding
from planreview.services.department_merging import merge_departments
from planreview.services.workspace import Workspace
from planreview.tui.messages import StoreChanged
from planreview.tui.screens.actual import ActualScreen
from planreview.tui.screens.adjust import AdjustScreen
from planreview.tui.screens.adjust_out import AdjustOutScreen
from planreview.tui.screens.assign import AssignScreen
from planreview.tui.screens.note import NoteScreen
from planreview.tui.screens.reasons import ReasonsScreen
from planreview.tui.screens.self_report import SelfReportScreen
from planreview.tui.widgets.choice_list import ChoiceList
from planreview.tui.widgets.prompt_line import PromptLine
from tests.tui.screens.support import Desk, burst, make_store, post_keys, press, settle, type_text, writer

Value = TypeVar("Value")


class LateDesk(Desk):
    """A desk on which answers can be held back: what was asked was done in its turn, and the answer comes when it is let go."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        # Whose answers are held back: those of ``read`` or of ``write``.
        self.late = ""
        self.held: list[Event] = []

    async def _run(self, side: str, job: Callable[[Workspace], Value]) -> Value:
        answer = await super()._run(side, job)
        if side == self.late:
            come = Event()
            self.held.append(come)
            await come.wait()
        return answer

    async def until_held(self, pilot: Pilot[None], count: int) -> None:
        """Wait until so many answers are held back."""
        while len(self.held) < count:
            await pilot.pause()

    def let_all_go(self) -> None:
        """Let every answer come, and those to come at once."""
        self.late = ""
        for come in self.held:
            come.set()


@pytest.fixture
def desk(tmp_path: Path) -> LateDesk:
    make_store(tmp_path / "store.db")
    with writer(tmp_path / "store.db") as ws:
        review.mark(ws, (1, 4, 5), "behind")
    return LateDesk(tmp_path / "store.db")


def notes(desk: Desk, task_id: int) -> list[str]:
    return [note.body for note in desk.ask_store(lambda ws: queries.task_detail(ws, task_id)).notes]


async def test_a_task_whose_reason_is_stored_takes_no_other_before_it_is_read_again(desk: LateDesk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = ReasonsScreen(autosave=3600)
        desk.ask(screen)
        await settle(pilot)
        # The cursor comes to stand at the end of the list, where the task of before would stand if it came back.
        await press(pilot, "down")
        desk.late = "read"
        await pilot.press("甲", "enter")
        # The dialog reads for what it stored, and for what it is told of that.
        await desk.until_held(pilot, 2)
        assert screen.current == 5
        await pilot.press("乙", "enter")
        assert screen.current == 1 and screen.tasks.choices[1:] == screen.tasks.choices[-1:]
        await pilot.press("丙", "enter")
        desk.let_all_go()
        await settle(pilot)
        assert [notes(desk, task) for task in (1, 4, 5)] == [["丙"], ["甲"], ["乙"]]
        assert "没有缺原因的任务" in desk.text()


def values(desk: Desk, task_id: int = 1) -> list[tuple[Decimal | None, bool]]:
    return [(one.actual, one.pending) for one in desk.ask_store(lambda ws: queries.task_detail(ws, task_id)).targets]


async def by_hand_and_keys(pilot: Pilot[None], line: int, *keys: str) -> None:
    """Click on a line of the list, and press keys, all of it before the app comes to look at any."""
    chosen = pilot.app.screen.query_one(ChoiceList)
    x, y = chosen.region.x + 5, chosen.region.y + line
    for kind in (events.MouseDown, events.MouseUp):
        pilot.app.post_message(kind(None, x, y, 0, 0, 1, False, False, False, x, y))
    await burst(pilot, *keys)
    await settle(pilot)


@pytest.mark.parametrize(
    ("keys", "stored"),
    [(("enter",), [None, None]), (("3", "enter"), [None, Decimal(3)])],
)
async def test_a_value_stays_with_its_target_when_another_is_clicked(
    desk: LateDesk, keys: tuple[str, ...], stored: list[Decimal | None]
) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(ActualScreen(1))
        await settle(pilot)
        await press(pilot, "9")
        await by_hand_and_keys(pilot, 2, *keys)
        assert [value for value, _ in values(desk)] == stored
        await press(pilot, "up", "up")
        assert desk.screen.query_one(PromptLine).value == "9"


async def test_a_value_that_is_stored_and_not_read_again_is_not_replaced_unasked(desk: LateDesk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(ActualScreen(1))
        await settle(pilot)
        desk.late = "read"
        await pilot.press("5", "enter")
        await desk.until_held(pilot, 2)
        await pilot.press("up", "f4")
        assert "再按 F4 记为待数，代替 5" in desk.text()
        desk.let_all_go()
        await settle(pilot)
        assert values(desk)[0] == (Decimal(5), False)


async def overtaken(desk: LateDesk, pilot: Pilot[None], change: Callable[[Workspace], object]) -> None:
    """Another process changes the store, and the dialog reads of it."""
    with writer(desk.path, person="李四") as ws:
        change(ws)
    desk.screen.post_message(StoreChanged(None, own=False))
    await settle(pilot)


@pytest.fixture
def added(desk: LateDesk) -> LateDesk:
    """Task 5 has a second target, which 李四 can take back."""
    with writer(desk.path, person="李四") as ws:
        target_adding.add_target(ws, 5, {"metric": "新增科普基地", "op": ">=", "value": "3", "unit": "个", "kind": "flow"})
    return desk


async def test_a_value_goes_to_no_other_target_when_its_own_is_taken_back(added: LateDesk) -> None:
    async with added.run_test(size=(80, 24)) as pilot:
        added.ask(ActualScreen(5))
        await settle(pilot)
        await press(pilot, "down", "1")
        await overtaken(added, pilot, review.undo)
        await press(pilot, "2", "enter")
        assert values(added, 5) == [(None, False)] and "核对后再按" in added.text()
        await press(pilot, "enter")
        assert values(added, 5) == [(Decimal(2), False)]


async def test_what_is_adjusted_is_what_was_chosen(added: LateDesk) -> None:
    async with added.run_test(size=(80, 24)) as pilot:
        added.ask(AdjustScreen(5))
        await settle(pilot)
        await press(pilot, "down", "down", "down", "down")
        await type_text(pilot, "8")
        await press(pilot, "tab", "王", "tab", "9")
        await overtaken(added, pilot, review.undo)
        await press(pilot, "ctrl+s")
        detail = added.ask_store(lambda ws: queries.task_detail(ws, 5))
        assert detail.adjustments == () and "核对后再按" in added.text()
        await press(pilot, "ctrl+s")
        assert len(added.ask_store(lambda ws: queries.task_detail(ws, 5)).adjustments) == 1


async def test_a_reason_goes_to_no_other_task_when_its_own_needs_none_any_more(desk: LateDesk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(ReasonsScreen(autosave=3600))
        await settle(pilot)
        await press(pilot, "down", "down", "甲")
        await overtaken(desk, pilot, lambda ws: review.add_note(ws, (5,), "已报", kind="reason"))
        await press(pilot, "乙", "enter")
        assert notes(desk, 4) == [] and "核对后再按" in desk.text()
        await press(pilot, "enter")
        assert notes(desk, 4) == ["乙"] and notes(desk, 5) == ["已报"]
        await press(pilot, "escape")
        assert [draft.body for draft in desk.ask_store(review.drafts)] == ["甲"]


async def test_a_department_that_is_merged_away_leaves_the_task_to_no_other_unasked(desk: LateDesk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(AssignScreen((1,), "一件"))
        await settle(pilot)
        await type_text(pilot, "科")
        known = {info.name: info.id for info in desk.ask_store(departments.departments)}
        names = desk.screen.query_one(ChoiceList)
        while names.chosen and names.chosen.key != known["高新科"]:
            await press(pilot, "down")
        await overtaken(desk, pilot, lambda ws: merge_departments(ws, known["成果科"], known["高新科"]))
        await press(pilot, "enter")
        assert desk.results == [] and "核对后再按" in desk.text()
        await press(pilot, "enter")
        assert len(desk.results) == 1


@pytest.mark.parametrize("late", [True, False])
async def test_what_is_said_of_a_self_report_is_what_is_marked(desk: LateDesk, late: bool) -> None:
    async def reported(*keys: str) -> list[tuple[str | None, str]]:
        desk.ask(SelfReportScreen((1,), "一件"))
        await settle(pilot)
        for key in keys:
            if late:
                post_keys(desk, key)
            else:
                await press(pilot, key)
        await settle(pilot)
        reports = desk.ask_store(lambda ws: queries.task_detail(ws, 1)).reports
        return [(one.verdict, one.text) for one in reports][-1:]

    async with desk.run_test(size=(80, 24)) as pilot:
        assert await reported("5", "甲", "enter") == [(None, "5甲")]
        assert await reported("5", " ", "甲", "enter") == [("done", "甲")]
        # A digit that is taken back takes its verdict with it, and of a digit and an arrow the later one is meant.
        assert await reported("5", "backspace", "甲", "enter") == [(None, "甲")]
        assert await reported("down", "5", "backspace", "乙", "enter") == [("not_started", "乙")]
        assert await reported("5", "up", "enter") == [("ahead", "")]


async def overtaken_while_opened(desk: LateDesk, pilot: Pilot[None], dialog: Screen[Any]) -> None:
    """A dialog that looks for drafts while another process stores something."""
    desk.late = "write"
    desk.ask(dialog)
    await desk.until_held(pilot, 1)
    desk.screen.post_message(StoreChanged(None, own=False))
    await pilot.pause()
    desk.let_all_go()
    await settle(pilot)


async def test_a_draft_is_there_although_the_store_changes_while_it_is_looked_for(desk: LateDesk) -> None:
    with writer(desk.path) as ws:
        review.mark(ws, (6,), "dropped")
        review.save_draft(ws, 6, "早先写的", "reason")
    async with desk.run_test(size=(80, 24)) as pilot:
        await overtaken_while_opened(desk, pilot, AdjustOutScreen((6,), "dropped", autosave=3600))
        assert "早先写的" in desk.text()


@pytest.mark.parametrize("dialog", ["out", "list"])
async def test_a_draft_that_a_first_reading_missed_is_looked_for_by_one_at_a_time(
    desk: LateDesk, monkeypatch: pytest.MonkeyPatch, dialog: str
) -> None:
    """The clock and a reading both look for it, and the second would put it in front once more."""
    with writer(desk.path) as ws:
        review.mark(ws, (6,), "dropped")
        review.save_draft(ws, 6, "早先写的", "reason")

    def refuse(ws: Workspace) -> None:
        raise StoreError("store_locked", path=desk.path)

    async with desk.run_test(size=(80, 24)) as pilot:
        out, reasons = AdjustOutScreen((6,), "dropped", autosave=3600), ReasonsScreen(first=6, autosave=3600)
        with monkeypatch.context() as broken:
            broken.setattr(review, "drafts", refuse)
            desk.ask(out if dialog == "out" else reasons)
            await settle(pilot)
            await type_text(pilot, "新写")
        desk.late = "write"
        desk.screen.post_message(StoreChanged(None, own=False))
        await desk.until_held(pilot, 1)
        clock = create_task(out.save_draft() if dialog == "out" else reasons.save_drafts())
        await pilot.pause()
        while desk.under_way:
            await pilot.pause()
        assert len(desk.held) == 1
        desk.let_all_go()
        await clock
        await settle(pilot)
        assert "早先写的 新写" in desk.text()


async def test_a_note_does_not_take_away_a_draft_that_was_not_seen(desk: LateDesk) -> None:
    with writer(desk.path) as ws:
        review.save_draft(ws, 2, "早先写的", None)
    async with desk.run_test(size=(80, 24)) as pilot:
        await overtaken_while_opened(desk, pilot, NoteScreen((2,), "一件", autosave=3600))
        assert "早先写的" in desk.text()
        await press(pilot, "enter", "新", "ctrl+s")
        assert notes(desk, 2) == ["早先写的\n新"] and desk.ask_store(review.drafts) == ()
