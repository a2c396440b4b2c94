"""A line that was typed to say something, not to find it, is named before Esc gives it up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from planreview.services import departments
from planreview.tui.screens.ask import AskScreen
from planreview.tui.screens.dialog import Dialog
from planreview.tui.screens.go_to import GoToScreen
from planreview.tui.screens.rule import RuleScreen
from tests.tui.screens.support import Desk, make_store, press, settle, shown, type_text


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    make_store(tmp_path / "store.db")
    return Desk(tmp_path / "store.db")


def rule(desk: Desk) -> RuleScreen:
    return RuleScreen(1, desk.ask_store(departments.departments)[0])


SAYING: dict[str, Callable[[Desk], Dialog[object]]] = {
    "ask": lambda _: AskScreen("改名", "", "外专科"),
    "rule": rule,
}


@pytest.mark.parametrize("name", SAYING)
async def test_what_was_typed_is_given_up_at_the_second_esc(desk: Desk, name: str) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(SAYING[name](desk))
        await settle(pilot)
        await type_text(pilot, "说了")
        await press(pilot, "escape")
        said = shown(desk, Dialog).problem_line.text
        assert desk.results == [] and "说了" in said and "再按 Esc" in said
        await type_text(pilot, "又说")
        await press(pilot, "escape")
        assert desk.results == [], "what was typed since has not been warned of"
        await press(pilot, "escape")
        assert desk.results == [None]


@pytest.mark.parametrize("name", SAYING)
async def test_where_nothing_was_typed_one_esc_leaves(desk: Desk, name: str) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(SAYING[name](desk))
        await settle(pilot)
        await press(pilot, "escape")
        assert desk.results == [None]


async def test_what_only_finds_something_is_dropped_at_once(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(GoToScreen(1))
        await settle(pilot)
        await press(pilot, "1", "escape")
        assert desk.results == [None]
