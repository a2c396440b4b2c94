"""What is asked for while one plan of several is looked at is of that plan."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from planreview.domain.review import TaskFilter
from planreview.services import queries, rounds
from planreview.tui.screens.filter import FilterScreen
from planreview.tui.screens.open_round import OpenRoundScreen
from tests.tui.reviewing import copy_store, grid, make_app, press, read, screen_of, settle, tasks_of
from tests.tui.screens.support import writer


@pytest.fixture
def several(demo: Path, tmp_path: Path) -> Path:
    """Several plans."""
    return copy_store(demo, tmp_path)


async def _choose(pilot: Pilot[int], kind: str) -> None:
    """Go to the first node of a kind, and list it."""
    screen = screen_of(pilot)
    await press(pilot, "shift+tab", "home")
    while screen.plan_tree.node is None or screen.plan_tree.node.kind != kind:
        await press(pilot, "down")
    await press(pilot, "enter")


async def test_a_filter_counts_what_the_list_will_show(several: Path) -> None:
    app = make_app(several)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        everything = len(tasks_of(pilot).ids)
        await _choose(pilot, "plan")
        part = len(tasks_of(pilot).ids)
        assert 0 < part < everything
        await press(pilot, "f")
        assert f"中符合{part}件" in "".join(grid(app)).replace(" ", "")
        await press(pilot, "tab", *["down"] * 3, "space")
        said, ticked = _dialog(pilot).count.text, _dialog(pilot).parts.chosen
        assert ticked is not None
        await press(pilot, "enter")
        shown = len(tasks_of(pilot).ids)
        assert said.endswith(f"符合 {shown} 件") and ticked.cells[2] == str(shown) and shown < part
        # Typed, the same; a place of its own is not within the plan.
        await press(pilot, "f", "ctrl+u", *"结论=未核")
        said = _dialog(pilot).count.text
        await press(pilot, "enter")
        assert said.endswith(f"中符合 {len(tasks_of(pilot).ids)} 件")
        await press(pilot, "f", "ctrl+u", *"城市=临澜市")
        assert _dialog(pilot).count.text.startswith("符合")


async def test_another_part_begins_at_its_first_task(several: Path) -> None:
    app = make_app(several)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        tasks = tasks_of(pilot)
        await press(pilot, "end")
        await _choose(pilot, "plan")
        assert (tasks.cursor, tasks.scroll_offset.y) == (0, 0) and tasks.count > 1
        # One that is of the other part as well stays under the cursor.
        await press(pilot, "down", "down")
        held = tasks.current
        await press(pilot, "shift+tab", "home", "enter")
        assert tasks.current == held
        await _choose(pilot, "plan")
        assert tasks.current == held and tasks.cursor == 2


async def test_a_new_round_is_of_the_part_that_is_looked_at(several: Path) -> None:
    with writer(several) as ws:
        for name in [one.name for one in rounds.rounds(ws) if one.open]:
            rounds.close_round(ws, name, force=True)
    app = make_app(several)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "R", "n")
        assert isinstance(app.screen, OpenRoundScreen) and app.screen.every
        await press(pilot, "escape", "escape", "escape")
        await _choose(pilot, "plan")
        node = screen_of(pilot).plan_tree.node
        assert node is not None
        await press(pilot, "R", "n")
        assert isinstance(app.screen, OpenRoundScreen)
        only = app.screen.scope.text
        assert node.title in only and "F2" in only
        await press(pilot, "f2")
        assert node.title not in app.screen.scope.text
        await press(pilot, "f2", "ctrl+u", *"分轮", "ctrl+s")
    with read(several) as ws:
        (opened,) = (one for one in rounds.rounds(ws) if one.name == "分轮")
        assert opened.total == len(queries.task_ids(ws, TaskFilter(plans=(node.id,))))


def _dialog(pilot: Pilot[int]) -> FilterScreen:
    assert isinstance(pilot.app.screen, FilterScreen)
    return pilot.app.screen
