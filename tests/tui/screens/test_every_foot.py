"""A key that the foot of a dialog offers does something that is seen, or says why it does not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from planreview.domain.review import TaskFilter
from planreview.services.filter_text import Sentence
from planreview.tui.screens.activity import ActivityScreen
from planreview.tui.screens.closing import ClosingScreen
from planreview.tui.screens.dialog import Dialog
from planreview.tui.screens.evidence import EvidenceScreen
from planreview.tui.screens.notes import NotesScreen
from planreview.tui.screens.plan import PlanScreen
from planreview.tui.screens.reasons import ReasonsScreen
from planreview.tui.screens.rounds import RoundsScreen
from planreview.tui.screens.undo_list import UndoListScreen
from planreview.tui.screens.views import ViewsScreen
from planreview.tui.widgets.choice_list import ChoiceList
from planreview.tui.widgets.key_line import usable_keys
from tests.tui.screens.support import Desk, make_store, press, settle
from tests.tui.screens.test_every_dialog import DIALOGS, hostile_store

Make = Callable[[Path], Dialog[object]]
# Where there is nothing, or not yet: dialogs over a plan on which nobody has worked.
BARE: dict[str, Make] = {
    "activity": lambda path: ActivityScreen(),
    "closing": lambda path: ClosingScreen((1,), "一件"),
    "evidence": lambda path: EvidenceScreen((1,), "一件"),
    "notes": lambda path: NotesScreen(1, "一件"),
    "plan": lambda path: PlanScreen(1, path.with_name("device.json")),
    "reasons": lambda path: ReasonsScreen(),
    "rounds": lambda path: RoundsScreen(1),
    "undo_list": lambda path: UndoListScreen(path.with_name("device.json")),
    "views": lambda path: ViewsScreen(Sentence(TaskFilter()), "", None),
}  # type: ignore[assignment]
# What moves a cursor or a line does nothing at the end of a list, as everywhere.
MOVES = {"up", "down", "left_square_bracket", "right_square_bracket"}
# Every dialog on its first line, and those whose lines are of several kinds further down.
PLACES = [*((name, 0) for name in DIALOGS), ("plan", 2), ("plan", 9), ("departments", 2), ("help", 3)]


def seen(desk: Desk) -> tuple[object, ...]:
    """What a person sees of the screen, where the cursors stand, and what was told."""
    cursors = [one.cursor for one in desk.screen.query(ChoiceList)]
    return desk.text(), desk.focused, desk.screen, len(desk.notices), cursors


async def silent(path: Path, make: Make, down: int) -> list[str]:
    """The keys of the foot that do nothing that is seen, pressed so many lines down."""
    desk = Desk(path)
    found: list[str] = []
    async with desk.run_test(size=(80, 24), tooltips=True, notifications=True) as pilot:
        below = desk.screen
        dialog = make(path)
        left: list[str] | None = None
        while left is None or left:
            if desk.screen is below:
                dialog = make(path)
                desk.ask(dialog)
                await settle(pilot)
                await press(pilot, *["down"] * down)
            # What is said of one key must not hide that the next says the same.
            dialog.complain("")
            await settle(pilot)
            if left is None:
                left = [key for key, _ in usable_keys(dialog)]
            key = left.pop(0)
            if key not in dict(usable_keys(dialog)):
                continue
            before = seen(desk)
            await press(pilot, key)
            if seen(desk) == before and key not in MOVES:
                found.append(key)
            while desk.screen is not below and desk.screen is not dialog:
                await press(pilot, "escape")
    return found


@pytest.mark.parametrize(("name", "down"), PLACES)
async def test_what_is_offered_acts_or_says_why_not(tmp_path: Path, name: str, down: int) -> None:
    path = tmp_path / "store.db"
    hostile_store(path)
    assert await silent(path, DIALOGS[name], down) == []


@pytest.mark.parametrize("name", BARE)
async def test_where_there_is_nothing_too(tmp_path: Path, name: str) -> None:
    path = tmp_path / "store.db"
    make_store(path)
    assert await silent(path, BARE[name], 0) == []


async def test_what_decides_is_offered_on_doubtful_lines_alone(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    make_store(path)
    desk = Desk(path)
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(PlanScreen(1, path.with_name("device.json")))
        await settle(pilot)
        assert not {"y", "p", "n"} & dict(usable_keys(desk.screen)).keys()
