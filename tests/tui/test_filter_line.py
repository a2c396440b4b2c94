"""The filter line: proposals, narrowing while typing, what is wrong with it, bursts, and leaving."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from planreview.services import review
from planreview.tui.widgets.filter_line import FilterLine, Proposals
from tests.tui.reviewing import grid, make_app, press, screen_of, settle, tasks_of, verdicts
from tests.tui.screens.support import type_text, writer


@pytest.fixture
def store_with_verdicts(store: Path) -> Path:
    with writer(store) as ws:
        review.mark(ws, (1, 4), "behind")
        review.mark(ws, (2,), "done")
    return store


def offered(pilot: Pilot[Any]) -> list[str]:
    found = screen_of(pilot).query_one(Proposals)
    return [choice.cells[0] for choice in found.choices] if found.display else []


def line(pilot: Pilot[Any]) -> FilterLine:
    return screen_of(pilot).query_one(FilterLine)


async def test_fields_then_values_with_counts_are_proposed_and_taken(store_with_verdicts: Path) -> None:
    app = make_app(store_with_verdicts)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "slash")
        assert offered(pilot)[:3] == ["结论", "灯", "单位"]
        await press(pilot, "tab")
        assert line(pilot).value == "结论=" and any("滞后" in words for words in offered(pilot))
        assert any("滞后" in row and row.rstrip().endswith(" 2") for row in grid(app))
        await type_text(pilot, "滞")
        await press(pilot, "tab")
        assert line(pilot).value == "结论=滞后" and list(tasks_of(pilot).ids) == [1, 4]
        await press(pilot, "enter")
        assert not screen_of(pilot).query(FilterLine) and not screen_of(pilot).query(Proposals)
        assert tasks_of(pilot).has_focus and "筛选 结论=滞后" in grid(app)[1]


async def test_arrows_go_to_a_proposal_and_enter_takes_it(store_with_verdicts: Path) -> None:
    app = make_app(store_with_verdicts)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "slash")
        await press(pilot, "down", "down", "enter")
        assert line(pilot).value == "灯="
        await press(pilot, "escape")
        assert len(tasks_of(pilot).ids) == 6


async def test_a_sentence_is_typed_in_one_burst_with_its_digit_behind(store_with_verdicts: Path) -> None:
    app = make_app(store_with_verdicts)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "slash", *"jiel", "tab", *"zhih", "tab", "enter", "3")
        await settle(pilot)
        assert list(tasks_of(pilot).ids) == [1, 4]
    assert verdicts(store_with_verdicts)[0] == "on_track"


async def test_what_is_not_understood_is_said_and_stays_to_be_mended(store_with_verdicts: Path) -> None:
    app = make_app(store_with_verdicts)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "slash")
        await type_text(pilot, "结论=")
        assert "结论=" not in grid(app)[1]
        await type_text(pilot, "火星")
        assert "火星" in grid(app)[1]
        await press(pilot, "enter")
        assert line(pilot).value == "结论=火星" and line(pilot).has_focus
        await press(pilot, "backspace", "backspace")
        await type_text(pilot, "完成")
        assert list(tasks_of(pilot).ids) == [2] and "火星" not in grid(app)[1]
        await press(pilot, "enter")
        assert list(tasks_of(pilot).ids) == [2]


async def test_escape_gives_back_what_was_listed_and_the_line_reads_it_again(store_with_verdicts: Path) -> None:
    app = make_app(store_with_verdicts)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "slash")
        await type_text(pilot, "结论＝滞后，完成　排序＝－时限")
        await press(pilot, "enter")
        shown = list(tasks_of(pilot).ids)
        assert sorted(shown) == [1, 2, 4]
        await press(pilot, "slash")
        assert line(pilot).value == "结论=滞后,完成 排序=-时限 "
        await type_text(pilot, "超期 未分配")
        assert list(tasks_of(pilot).ids) != shown
        await press(pilot, "escape")
        assert list(tasks_of(pilot).ids) == shown and "倒序" in grid(app)[1]


async def test_what_is_selected_can_be_listed_alone(store_with_verdicts: Path) -> None:
    app = make_app(store_with_verdicts)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "space", "down", "space", "slash")
        await type_text(pilot, "已选")
        await press(pilot, "enter")
        assert list(tasks_of(pilot).ids) == [1, 3] and "筛选 已选" in grid(app)[1]
        await press(pilot, "slash", "ctrl+u")
        await type_text(pilot, "非已选")
        await press(pilot, "enter")
        assert len(tasks_of(pilot).ids) == 4


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_proposals_fit_at_any_width(store: Path, language: str) -> None:
    from planreview.catalogue import use_language

    use_language(language)
    app = make_app(store)
    for size in ((80, 22), (110, 30), (160, 45)):
        async with app.run_test(size=size) as pilot:
            await settle(pilot)
            await press(pilot, "slash")
            found = screen_of(pilot).query_one(Proposals)
            assert found.region.right <= size[0] and found.region.height <= 7 and found.region.y == line(pilot).region.bottom
            assert found.region.width == size[0]
        app = make_app(store)


async def test_words_that_are_found_nowhere_are_offered_as_conditions(store_with_verdicts: Path) -> None:
    app = make_app(store_with_verdicts)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "slash")
        await type_text(pilot, "滞后")
        await settle(pilot)
        await press(pilot, "space")
        await type_text(pilot, "超期")
        await settle(pilot)
        assert offered(pilot) == ["结论=滞后 超期"] and not list(tasks_of(pilot).ids)
        await press(pilot, "tab")
        await settle(pilot)
        assert line(pilot).value == "结论=滞后 超期"
        await press(pilot, "escape")
        await press(pilot, "slash")
        await type_text(pilot, "滞后")
        await settle(pilot)
        await press(pilot, "tab", "enter")
        assert list(tasks_of(pilot).ids) == [1, 4]
