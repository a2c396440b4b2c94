"""The review screen at every width: one pane, two or three; what is too small says so and loses nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from textual import events

from planreview.tui.small import CELLS, LINES
from planreview.tui.widgets.filter_line import FilterLine
from tests.tui.reviewing import copy_store, grid, make_app, press, screen_of, settle, tasks_of, verdicts

WIDTHS = [(80, 24, 1), (80, 22, 1), (99, 30, 1), (100, 30, 2), (139, 30, 2), (140, 45, 3), (200, 50, 3)]


def _panes(app: object, pilot: object) -> tuple[int, int, int]:
    """Cells of tree, list and detail; 0 where one is not to be seen."""
    screen = screen_of(pilot)  # type: ignore[arg-type]
    return tuple(  # type: ignore[return-value]
        one.size.width if one.display and all(up.display for up in one.ancestors_with_self if hasattr(up, "display")) else 0
        for one in (screen.plan_tree, screen.tasks, screen.detail)
    )


@pytest.mark.parametrize(("cells", "lines", "panes"), WIDTHS)
async def test_width_decides_how_many_panes_stand_side_by_side(store: Path, cells: int, lines: int, panes: int) -> None:
    app = make_app(store)
    async with app.run_test(size=(cells, lines), notifications=True) as pilot:
        await settle(pilot)
        tree, tasks, _ = _panes(app, pilot)
        assert bool(tree) == (panes == 3)
        assert tasks >= 50
        beside = screen_of(pilot).detail.region.x > screen_of(pilot).tasks.region.x
        assert beside == (panes > 1)
        assert all(len(line) <= cells for line in grid(app))


@pytest.mark.parametrize(("cells", "lines", "panes"), WIDTHS)
async def test_every_pane_is_reached_by_tab_and_can_be_read_in_full(store: Path, cells: int, lines: int, panes: int) -> None:
    app = make_app(store)
    async with app.run_test(size=(cells, lines), notifications=True) as pilot:
        await settle(pilot)
        screen = screen_of(pilot)
        for wanted in (screen.detail, screen.plan_tree, screen.tasks):
            await press(pilot, "tab")
            assert wanted.has_focus and wanted.region.area > 0
        for wanted in (screen.plan_tree, screen.detail, screen.tasks):
            await press(pilot, "shift+tab")
            assert wanted.has_focus and wanted.region.area > 0
        await press(pilot, "enter")
        assert screen.detail.has_focus
        assert screen.detail.size.width >= (cells - 4 if panes < 3 else cells - 44)
        await press(pilot, "escape")
        assert screen.tasks.has_focus


async def test_edges_move_by_keys_and_are_remembered(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(160, 45), notifications=True) as pilot:
        await settle(pilot)
        tree, tasks, detail = _panes(app, pilot)
        await press(pilot, "less_than_sign", "less_than_sign")
        assert _panes(app, pilot) == (tree, tasks - 4, detail + 4)
        await press(pilot, "shift+tab", "fullwidth_greater_than_sign")
        assert _panes(app, pilot) == (tree + 2, tasks - 6, detail + 4)
    again = make_app(store)
    async with again.run_test(size=(160, 45), notifications=True) as pilot:
        await settle(pilot)
        assert _panes(again, pilot) == (tree + 2, tasks - 6, detail + 4)
        await press(pilot, *["less_than_sign"] * 90)
        assert _panes(again, pilot)[1] >= 48
        assert _panes(again, pilot)[0] == tree + 2


async def test_the_strip_below_the_list_grows_by_lines(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        before = screen_of(pilot).detail.size.height
        await press(pilot, "less_than_sign", "less_than_sign")
        assert screen_of(pilot).detail.size.height == before + 2
        await press(pilot, *["less_than_sign"] * 30)
        assert screen_of(pilot).tasks.size.height >= 4
        await press(pilot, "enter")
        assert screen_of(pilot).detail.size.height > 15


@pytest.mark.parametrize(
    "kept", ["", "{", "[1]", '{"panes": 3}', '{"panes": {"tree": "x", "detail": true, "strip": -5}}', "[" * 9999]
)
async def test_a_spoilt_memory_is_none(store: Path, kept: str) -> None:
    store.with_name("desk.json").write_text(kept)
    app = make_app(store)
    async with app.run_test(size=(160, 45), notifications=True) as pilot:
        await settle(pilot)
        assert _panes(app, pilot)[0] > 30
        await press(pilot, "less_than_sign")
    assert json.loads(store.with_name("desk.json").read_text())["panes"]["detail"] == 42


async def test_a_small_terminal_says_what_it_needs_and_keeps_what_was_typed(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "slash")
        await press(pilot, *"ab")
        await pilot.resize_terminal(60, 20)
        await settle(pilot)
        words = "".join("".join(grid(app)).split())
        assert f"需要{CELLS}列{LINES}行，现有60列20行" in words
        assert "科技" not in words
        await press(pilot, "c", "1", "escape")
        await pilot.resize_terminal(100, 30)
        await settle(pilot)
        assert "需要" not in "".join(grid(app))
        line = app.screen.query_one(FilterLine)
        assert line.value == "ab" and line.has_focus
    assert verdicts(store) == [None] * 6


async def test_a_dialog_on_a_small_terminal_comes_back_as_it_was(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "n")
        await press(pilot, *"abc")
        await pilot.resize_terminal(79, 24)
        await settle(pilot)
        assert "需要" in "".join(grid(app)) and "abc" not in "".join(grid(app))
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert "abc" in "".join(grid(app)) and "需要" not in "".join(grid(app))


async def test_nothing_breaks_at_any_size_nor_in_a_storm_of_them(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        await settle(pilot)
        here = tasks_of(pilot).current
        small = [(1, 1), (2, 1), (1, 40), (300, 1), (5, 5), (40, 12), (79, 24), (80, 21)]
        for size in [*small, (81, 60), (139, 22), (140, 23), (400, 90)]:
            await pilot.resize_terminal(*size)
            await settle(pilot)
            assert len(grid(app)) == size[1]
        for step in range(60):
            await pilot.resize_terminal(1 + step * 7 % 190, 1 + step * 11 % 60)
        await pilot.resize_terminal(160, 45)
        await settle(pilot)
        assert tasks_of(pilot).current == here and tasks_of(pilot).has_focus
        assert "培育高新技术企业" in "".join(grid(app))


async def test_a_start_on_a_small_terminal_waits_to_be_enlarged(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(30, 10), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "3", "s")
        assert "需要" in "".join(grid(app))
        await pilot.resize_terminal(120, 40)
        await settle(pilot)
        assert "培育高新技术企业" in "".join(grid(app)) and "需要" not in "".join(grid(app))
        await press(pilot, "3")
    assert verdicts(store)[0] == "on_track"


async def test_what_is_folded_stays_folded_the_next_day(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(160, 45), notifications=True) as pilot:
        await settle(pilot)
        shown = screen_of(pilot).plan_tree.count
        await press(pilot, "shift+tab", "down", "down", "left")
        folded = screen_of(pilot).plan_tree.count
        assert folded < shown
    again = make_app(store)
    async with again.run_test(size=(160, 45), notifications=True) as pilot:
        await settle(pilot)
        assert screen_of(pilot).plan_tree.count == folded
        await press(pilot, "shift+tab", "shift+right")
        assert screen_of(pilot).plan_tree.count == shown


@pytest.mark.parametrize("kept", ["3", '[3, ["city"], ["city", "x"], [[], 1], ["plan", 1]]', '{"plan": 1}'])
async def test_spoilt_folds_are_left(store: Path, kept: str) -> None:
    name = json.dumps(str(store.resolve()))
    store.with_name("desk.json").write_text(f'{{"stores": {{{name}: {{"folded": {kept}}}}}}}')
    app = make_app(store)
    async with app.run_test(size=(160, 45), notifications=True) as pilot:
        await settle(pilot)
        assert screen_of(pilot).plan_tree.folded == ([("plan", 1)] if "plan" in kept and kept.startswith("[") else [])


async def test_two_tabs_in_one_go_are_two_steps(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(160, 45), notifications=True) as pilot:
        await settle(pilot)
        screen = screen_of(pilot)
        # As a terminal hands them over: nothing is dealt with between them.
        for _ in range(2):
            app.post_message(events.Key("tab", None))
        await settle(pilot)
        assert screen.focused is screen.plan_tree
        for key in ("tab", "tab", "5"):
            app.post_message(events.Key(key, key if key == "5" else None))
        await settle(pilot)
        assert screen.focused is screen.detail


async def test_a_terminal_that_grows_shows_the_rows_that_come_into_view(demo: Path, tmp_path: Path) -> None:
    app = make_app(copy_store(demo, tmp_path))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, *["pagedown"] * 4)
        await pilot.resize_terminal(80, 90)
        await settle(pilot)
        assert screen_of(pilot).tasks.size.height > 60 and not [line for line in grid(app) if line.startswith("      ----")]
