"""What has the focus is what is drawn, at every width and whatever was done before; a digit is for what is on the screen."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from textual.pilot import Pilot

from tests.tui.reviewing import grid, make_app, press, screen_of, settle, tasks_of, verdicts

SIZES = [(80, 24), (100, 30), (160, 45)]
# Keys that go from pane to pane, open a dialog and close it, change the language or the colours, narrow and widen the list.
WAYS = [
    ("tab",), ("shift+tab",), ("left",), ("right",), ("enter",), ("escape",), ("down",), ("up",), ("E",), ("E", "E"),
    ("question_mark", "escape"), ("f", "escape"), ("T", "down", "escape"), ("n", "escape"), ("s", "escape"), ("slash", "escape"),
    ("g", "2", "enter"), ("P", "escape"), ("slash", "9", "9", "9", "enter"), ("c",),
]  # fmt: skip


def seen(pilot: Pilot[int]) -> str:
    """Which pane has the focus; it must be the one that is drawn where it stands."""
    screen = screen_of(pilot)
    here = screen.focused
    if screen.has_class("-empty") and here in (None, screen.tasks):
        return "empty"
    assert here is not None
    region = here.region
    middle = (region.x + region.width // 2, region.y + region.height // 2)
    assert region.area > 0 and screen.get_widget_at(*middle)[0] is here, (here.id, screen.classes, screen.size)
    return str(here.id)


def list_is_drawn(pilot: Pilot[int]) -> bool:
    """Whether the row under the cursor can be seen, or the task is read in full."""
    screen, tasks = screen_of(pilot), tasks_of(pilot)
    shown = screen.detail if screen.has_class("-reading") else tasks
    return bool(shown.region.area) and screen.get_widget_at(*shown.region.offset)[0] is shown


@pytest.mark.parametrize("seed", range(3))
async def test_the_focus_is_on_what_is_drawn_whatever_was_done(store: Path, seed: int) -> None:
    chance = Random(seed)
    app = make_app(store)
    async with app.run_test(size=chance.choice(SIZES), notifications=True) as pilot:
        await settle(pilot)
        for _ in range(25):
            way: tuple[str, ...] | tuple[int, int] = chance.choice([*WAYS, *SIZES])
            if isinstance(way[0], int):
                await pilot.resize_terminal(int(way[0]), int(way[1]))
                await settle(pilot)
            else:
                await press(pilot, *map(str, way))
            assert app.screen is screen_of(pilot), way
            where = seen(pilot)
            before, marked = verdicts(store), tasks_of(pilot).marked()
            digit = "digit('3')" in {binding.binding.action for binding in screen_of(pilot).active_bindings.values()}
            assert digit == (where != "tree"), (way, where)
            await press(pilot, "3")
            changed = [place for place, (was, now) in enumerate(zip(before, verdicts(store), strict=True)) if was != now]
            if where in ("tree", "empty") or not list_is_drawn(pilot):
                assert changed == []
            else:
                assert len(changed) <= len(marked) == 1
            await press(pilot, "u") if changed else None


@pytest.mark.parametrize("size", SIZES)
async def test_the_other_language_comes_over_the_pane_that_one_is_in(store: Path, size: tuple[int, int]) -> None:
    app = make_app(store)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "left", "down", "down")
        node = screen_of(pilot).plan_tree.node
        await press(pilot, "E", "E")
        assert seen(pilot) == "tree" and screen_of(pilot).plan_tree.node == node
        assert "1未启" not in "".join(grid(app)).replace(" ", "")
        await press(pilot, "down", "3")
        assert verdicts(store) == [None] * 6
        await press(pilot, "escape", "enter", "E")
        assert seen(pilot) == "detail" and screen_of(pilot).has_class("-reading")


async def test_what_is_chosen_in_the_tree_is_still_the_part_in_the_other_language(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(160, 45)) as pilot:
        await settle(pilot)
        await press(pilot, "left", "down", "down", "down", "enter")
        scope = screen_of(pilot).plan_tree.scope
        assert scope is not None
        await press(pilot, "space", "E")
        assert screen_of(pilot).plan_tree.scope == scope and len(tasks_of(pilot).selected) == 1


async def test_a_tree_that_is_clicked_stays_in_view_in_a_narrower_terminal(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(160, 45)) as pilot:
        await settle(pilot)
        await pilot.click("#tree", offset=(10, 1))
        await settle(pilot)
        assert seen(pilot) == "tree"
        for size in [(80, 24), (100, 30), (80, 24), (160, 45)]:
            await pilot.resize_terminal(*size)
            await settle(pilot)
            assert seen(pilot) == "tree"


@pytest.mark.parametrize("keys", [("g", "2", "enter"), ("right",), ("f", "end", "space", "enter"), ("tab",)])
async def test_from_the_tree_over_the_list_to_the_list(store: Path, keys: tuple[str, ...]) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "left")
        assert seen(pilot) == "tree"
        await press(pilot, *keys)
        assert seen(pilot) in ("list", "empty") and not screen_of(pilot).has_class("-tree")


async def test_right_unfolds_goes_in_and_then_to_the_list(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        tree = screen_of(pilot).plan_tree
        await press(pilot, "left", "end")
        last = tree.cursor
        await press(pilot, "home", "down", "right")
        assert (tree.cursor, seen(pilot)) == (2, "tree")
        await press(pilot, "end", "right")
        assert (tree.cursor, seen(pilot)) == (last, "list")


async def test_nothing_is_done_to_tasks_that_the_tree_lies_over(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "left", "space", "ctrl+a", "n", "v", "x", "b", "w", "z", "6", "9", "shift+down")
        assert not tasks_of(pilot).selected and app.screen is screen_of(pilot)
        assert "n备注" not in "".join(grid(app)).replace(" ", "")
        await press(pilot, "a")
        assert app.screen is screen_of(pilot), "all plans are nobody's"
        await press(pilot, "down", "a")
        assert app.screen is not screen_of(pilot)


async def test_a_digit_over_a_text_in_full_is_for_no_selection_that_is_not_seen(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "space", "space", "enter", "3")
        assert verdicts(store) == [None] * 6
        assert any("不在屏上" in note.message for note in app._notifications)
        await press(pilot, "escape", "3")
        assert verdicts(store) == ["on_track"] * 2 + [None] * 4


async def test_a_list_that_was_empty_takes_keys_again(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "slash", *"9999", "enter")
        assert seen(pilot) == "empty"
        await press(pilot, "c", "home", "down", "3")
        assert seen(pilot) == "list" and verdicts(store) == [None, "on_track", None, None, None, None]


@pytest.mark.parametrize(
    ("before", "after"), [((100, 30), (80, 24)), ((160, 45), (80, 24)), ((80, 24), (160, 45)), ((80, 24), (100, 30))]
)
@pytest.mark.parametrize("key", ["v", "s", "f"])
async def test_what_lay_below_a_dialog_is_laid_out_anew_for_another_size(
    store: Path, before: tuple[int, int], after: tuple[int, int], key: str
) -> None:
    app = make_app(store)
    async with app.run_test(size=after) as pilot:
        await settle(pilot)
        wanted = grid(app)
    app = make_app(store)
    async with app.run_test(size=before) as pilot:
        await settle(pilot)
        await press(pilot, key, "question_mark" if key == "s" else "f1")
        assert len(app.screen_stack) == 3
        await pilot.resize_terminal(*after)
        await settle(pilot)
        await press(pilot, "escape", "escape")
        assert grid(app) == wanted
