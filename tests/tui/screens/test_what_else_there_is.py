"""Signs of what else there is: lines below, footnotes to come back from, what a filter would leave, keys that leave."""

from __future__ import annotations

from pathlib import Path

import pytest

from planreview.cells import width
from planreview.domain.review import TaskFilter
from planreview.services import departments, review
from planreview.services.imports import prepare
from planreview.tui.screens.departments import DepartmentsScreen
from planreview.tui.screens.filter import FilterScreen
from planreview.tui.screens.help import HelpScreen
from planreview.tui.screens.import_review import ImportReviewScreen
from planreview.tui.screens.preview import PreviewScreen
from planreview.tui.screens.results import SummaryState
from planreview.tui.screens.summary import SummaryScreen
from planreview.tui.widgets.choice_list import ChoiceList
from tests.tui.reviewing import grid, make_app
from tests.tui.reviewing import press as press_app
from tests.tui.reviewing import settle as settle_app
from tests.tui.screens.support import PLAN, Desk, press, settle, type_text, writer


@pytest.fixture
def desk(store: Path) -> Desk:
    return Desk(store)


async def test_help_says_how_much_is_below_and_goes_to_its_ends(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle_app(pilot)
        await press_app(pilot, "question_mark")
        screen = app.screen
        assert isinstance(screen, HelpScreen)
        lines = grid(app)
        assert any(line.strip().startswith("…还有") for line in lines)
        first = next(choice for choice in screen.list.choices if not choice.tone)
        assert first.cells[0] == "q" and first.cells[1] == "退出"
        await press_app(pilot, "end")
        assert screen.list.cursor == len(screen.list.choices) - 1 and not any("…还有" in line for line in grid(app))
        # Meanings take the width of the screen.
        assert max(width(choice.cells[1]) for choice in screen.list.choices if len(choice.cells) == 2) > 40
        await press_app(pilot, "pageup", "home")
        assert screen.list.chosen == first


async def test_the_filter_says_that_there_is_more_and_counts_what_would_be_left(desk: Desk) -> None:
    with writer(desk.path) as ws:
        (office,) = [one.id for one in departments.departments(ws) if one.name == "高新科"]
        departments.assign(ws, (1, 2), office)
        review.mark(ws, (1, 4), "behind")
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = FilterScreen(TaskFilter())
        desk.ask(screen)
        await settle(pilot)
        assert "…还有" in desk.text() and "件数含配合" in "".join(
            offer for choice in screen.parts.choices for offer in choice.cells
        )
        await press(pilot, "tab")
        screen.parts.select_key(("verdicts", "behind"))
        await press(pilot, "space")
        counts = {choice.key: choice.cells[2] for choice in screen.parts.choices if len(choice.cells) == 3}
        # Of another field within what is ticked; of its own field as if it were ticked instead.
        assert counts["departments", office] == "主责1" and counts["verdicts", "unreviewed"] == "4"


async def test_a_department_that_there_is_not_is_said_at_once_without_commands(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(FilterScreen(TaskFilter()))
        await settle(pilot)
        await type_text(pilot, "单位=槑槑")
        assert "没有这样的单位：槑槑" in desk.text()
        await press(pilot, "enter")
        assert "没有这样的单位：槑槑" in desk.text() and "planreview" not in desk.text() and not desk.results
        await press(pilot, "f1")
        assert "空格勾选" in desk.words()


async def test_from_footnotes_esc_goes_back_to_the_table(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = SummaryScreen(SummaryState())
        desk.ask(screen)
        await settle(pilot)
        await press(pilot, "n")
        assert not screen.grid.display
        await press(pilot, "escape")
        assert screen.grid.display and not desk.results
        screen.grid.select_cell("total", "done")
        await press(pilot, "enter")
        assert "0 件，没有可列的" in desk.text()
        await press(pilot, "escape")
        assert desk.results == [None]


@pytest.mark.parametrize(("cells", "offered"), [(80, True), (160, False)])
async def test_all_columns_are_offered_where_some_are_left_out(desk: Desk, cells: int, offered: bool) -> None:
    async with desk.run_test(size=(cells, 24)) as pilot:
        desk.ask(SummaryScreen(SummaryState()))
        await settle(pilot)
        assert ("f 全部列" in desk.text()) is offered


async def test_the_preview_explains_itself_at_the_question_mark(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(PreviewScreen(prepare(PLAN.encode(), name="plan.txt")))
        await settle(pilot)
        await press(pilot, "question_mark")
        assert isinstance(desk.screen, HelpScreen) and "Tab在结构、原文、提示之间切换" in desk.words()


async def test_a_target_without_a_figure_reads_as_not_reported(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle_app(pilot)
        assert "[1]未报" in "\n".join(grid(app)) and "6报销号" in "\n".join(grid(app))


async def test_the_notes_of_an_import_are_paged_and_counted(desk: Desk) -> None:
    text = "松溪市2026年工作要点\n\n一、建设\n\n" + "\n\n".join(f"{n * 2}.推进第{n}处。改建第{n}处。" for n in range(1, 30))
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(ImportReviewScreen(prepare(text.encode(), name="plan.txt")))
        await settle(pilot)
        notes = desk.screen.query_one(ChoiceList)
        assert "…还有 " in desk.text() and notes.cursor == 0
        await press(pilot, "pagedown")
        assert notes.cursor > 3


async def test_every_dialog_without_a_line_explains_itself_at_the_question_mark(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(DepartmentsScreen(1))
        await settle(pilot)
        await press(pilot, "question_mark")
        assert isinstance(desk.screen, HelpScreen)


async def test_the_palette_stands_in_the_help_and_a_search_says_its_own_keys(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle_app(pilot)
        await press_app(pilot, "slash")
        await type_text(pilot, "没有这样的字")
        await settle_app(pilot)
        said = "".join("".join(grid(app)).split())
        assert "Esc回到原来" in said and "按Tab换窗格" not in said
        await press_app(pilot, "enter")
        assert "按 c 显示全部" in "".join(grid(app))
        await press_app(pilot, "question_mark")
        await type_text(pilot, "命令面板")
        await settle_app(pilot)
        assert "Ctrl+P" in "".join(grid(app))


async def test_help_lists_every_key_of_the_screen_below(desk: Desk) -> None:
    async with desk.run_test(size=(80, 45)) as pilot:
        desk.ask(SummaryScreen())
        await settle(pilot)
        below = desk.screen
        await press(pilot, "f1")
        assert isinstance(desk.screen, HelpScreen)
        await press(pilot, "f2")
        ids = {choice.cells[3] for choice in desk.screen.query_one(ChoiceList).choices if len(choice.cells) == 4}
        bound = {one.binding.id for one in below.active_bindings.values() if one.binding.id}
        assert ids == bound and "screens.export" in ids and "screens.open" in ids
        assert "导出" in desk.text() and "ｅ" not in desk.text()
        await press(pilot, "enter")
        assert desk.screen is below
        await press(pilot, "f1", "escape")
        assert desk.screen is below
