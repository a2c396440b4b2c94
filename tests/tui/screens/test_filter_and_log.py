"""Filter, log, help: conditions by list and by line, what was done and taken back, the keys that are really bound."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from planreview.domain.review import TaskFilter
from planreview.services import departments, imports, queries, review
from planreview.tui.filter_parts import is_chosen, toggle, within
from planreview.tui.keys import key_name
from planreview.tui.log_lines import local_time
from planreview.tui.screens import log
from planreview.tui.screens.filter import FilterScreen
from planreview.tui.screens.help import HelpScreen
from planreview.tui.screens.log import LogScreen
from planreview.tui.screens.summary import SummaryScreen
from tests.tui.screens.support import PLAN, Desk, make_store, press, settle, type_text, writer


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    make_store(tmp_path / "store.db")
    with writer(tmp_path / "store.db") as ws:
        review.mark(ws, (1, 4), "behind")
        review.mark(ws, (2,), "done")
        first, _ = queries.task_detail(ws, 1).targets
        review.record_actual(ws, first.id, Decimal(3))
    return Desk(tmp_path / "store.db")


def found(desk: Desk, chosen: TaskFilter) -> list[int]:
    return list(desk.ask_store(lambda ws: queries.task_ids(ws, chosen)))


async def choose(desk: Desk, pilot: object, key: tuple[str, object]) -> None:
    desk.screen.parts.select_key(key)  # type: ignore[attr-defined]
    await settle(pilot)  # type: ignore[arg-type]


async def test_conditions_are_ticked_and_written_on_the_line(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(FilterScreen(TaskFilter()))
        await settle(pilot)
        assert "符合6件" in desk.words()
        await press(pilot, "tab")
        await choose(desk, pilot, ("verdicts", "behind"))
        await press(pilot, "space")
        assert "结论=滞后" in desk.screen.line.value and "符合2件" in desk.words()  # type: ignore[attr-defined]
        await choose(desk, pilot, ("lights", "red"))
        await press(pilot, "space")
        assert "符合1件" in desk.words()
        await press(pilot, "enter")
        (chosen,) = desk.results
        assert chosen == TaskFilter(verdicts=("behind",), lights=("red",)) and found(desk, chosen) == [1]


async def test_the_line_is_understood_and_ticked(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(FilterScreen(TaskFilter(verdicts=("done",))))
        await settle(pilot)
        await press(pilot, "f8")
        assert desk.screen.line.value == ""  # type: ignore[attr-defined]
        await type_text(pilot, "结论＝滞后 专利")
        await press(pilot, "tab")
        assert is_chosen(desk.screen.chosen, ("verdicts", "behind"))  # type: ignore[attr-defined]
        assert "符合1件" in desk.words()
        await press(pilot, "tab", "enter")
        (chosen,) = desk.results
        assert chosen.verdicts == ("behind",) and chosen.text == "专利" and found(desk, chosen) == [4]


async def test_a_line_that_is_not_understood_is_said_and_kept(desk: Desk) -> None:
    async with desk.run_test(size=(60, 20)) as pilot:
        desk.ask(FilterScreen(TaskFilter()))
        await settle(pilot)
        await type_text(pilot, "结论=火星")
        await press(pilot, "enter")
        assert desk.results == [] and "火星" in desk.screen.problem_line.text  # type: ignore[attr-defined]
        assert desk.screen.line.value == "结论=火星"  # type: ignore[attr-defined]
        await press(pilot, "escape")
        assert desk.results == [None]


async def test_what_is_typed_first_stands_on_the_line_is_counted_and_applied(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(FilterScreen(TaskFilter()))
        await settle(pilot)
        await type_text(pilot, "结论=滞后　")
        assert "符合2件" in desk.words()
        await type_text(pilot, "专利")
        assert desk.screen.line.value == "结论=滞后 专利" and "符合1件" in desk.words()  # type: ignore[attr-defined]
        await press(pilot, "enter")
        assert found(desk, desk.results[0]) == [4]


async def test_the_space_key_is_named_once_and_only_where_it_ticks(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(FilterScreen(TaskFilter()))
        await settle(pilot)
        assert "deographic" not in desk.text() and "空格 勾选" not in desk.text()
        await press(pilot, "tab")
        assert desk.text().count("空格 勾选") == 1
    assert key_name("ideographic_space") == "空格"


async def test_a_filter_stays_within_the_tasks_that_were_opened(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(FilterScreen(TaskFilter(ids=(1, 2, 3), supervised=None)))
        await settle(pilot)
        await choose(desk, pilot, ("verdicts", "behind"))
        await press(pilot, "tab", "space", "enter")
        assert found(desk, desk.results[0]) == [1]


async def test_every_part_of_the_list_can_be_ticked(desk: Desk) -> None:
    with writer(desk.path) as ws:
        office = next(info.id for info in departments.departments(ws) if info.name == "高新科")
        departments.assign(ws, (2,), office)
    async with desk.run_test(size=(80, 45)) as pilot:
        desk.ask(FilterScreen(TaskFilter()))
        await settle(pilot)
        await press(pilot, "tab")
        choices = [choice for choice in desk.screen.parts.choices if choice.tone != "heading"]  # type: ignore[attr-defined]
        assert {choice.key[0] for choice in choices} >= {"verdicts", "lights", "departments", "sections", "overdue", "closed"}
        for choice in choices:
            await choose(desk, pilot, choice.key)
            await press(pilot, "space")
            n = choice.cells[2]
            assert not n or f"符合{n}件" in desk.words(), choice
            await press(pilot, "space")
        assert desk.screen.chosen == TaskFilter()  # type: ignore[attr-defined]


def test_ticking_twice_gives_the_filter_back() -> None:
    start = TaskFilter(verdicts=("done",), overdue=True)
    for part in (("verdicts", "behind"), ("verdicts", "done"), ("overdue", True), ("cities", "临澜市"), ("departments", 0)):
        once = toggle(start, part)
        assert is_chosen(once, part) != is_chosen(start, part)
        assert toggle(once, part) == start


def test_what_a_line_says_of_plans_wins_over_the_place_it_was_typed_in() -> None:
    scope = TaskFilter(plans=(1,), ids=(1, 2))
    assert within(TaskFilter(text="甲"), scope) == TaskFilter(plans=(1,), ids=(1, 2), text="甲")
    assert within(TaskFilter(plans=(2,)), scope).plans == (2,)


async def test_the_log_names_each_action_and_opens_its_tasks(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(LogScreen())
        await settle(pilot)
        text = desk.text()
        assert "结论 滞后　共 2 件" in text and "结论 完成　培育科技型中小企业" in text and "完成值 3　培育高新技术企业" in text
        assert "张三" in text and "导入" in text
        await press(pilot, "down", "down", "enter")
        (opened,) = desk.results
        assert found(desk, opened.filter) == [1, 4] and opened.back is None


async def test_undo_and_redo_from_the_log(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(LogScreen())
        await settle(pilot)
        await press(pilot, "u")
        assert "已撤销，涉及 1 件" in desk.text() and "已撤" in desk.text()
        await press(pilot, "ｕ")
        assert found(desk, TaskFilter(verdicts=("done",))) == []
        await press(pilot, "U")
        assert found(desk, TaskFilter(verdicts=("done",))) == [2]
        await press(pilot, "ctrl+r")
        assert desk.ask_store(lambda ws: queries.task_detail(ws, 1)).targets[0].actual == Decimal(3)
        await press(pilot, "ctrl+r")
        assert "重做" in desk.screen.problem_line.text  # type: ignore[attr-defined]


@pytest.mark.parametrize("shown", [1, 2, 3])
async def test_the_oldest_action_that_is_shown_is_shown_whole(desk: Desk, monkeypatch: pytest.MonkeyPatch, shown: int) -> None:
    with writer(desk.path) as ws:
        review.mark(ws, (1, 2, 3, 4, 5), "on_track")
    monkeypatch.setattr(log, "SHOWN", shown)
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(LogScreen())
        await settle(pilot)
        assert "1 步" in desk.text() and re.search("5 ?件", desk.text())
        await press(pilot, "enter")
        (opened,) = desk.results
        assert opened.filter.ids == (5, 4, 3, 2, 1)


async def test_an_action_without_tasks_says_so(desk: Desk) -> None:
    async with desk.run_test(size=(60, 20)) as pilot:
        desk.ask(LogScreen())
        await settle(pilot)
        await press(pilot, "end", "enter")
        assert desk.results == [] and "不涉及任务" in desk.text()
        await press(pilot, "escape")
        assert desk.results == [None]


async def test_hostile_text_in_the_log_is_literal(desk: Desk) -> None:
    with writer(desk.path) as ws:
        review.add_note(ws, (3,), "[@click=app.quit]x[/]\x1b[2J\u202e")
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(LogScreen())
        await settle(pilot)
        assert "[@click=app.quit]x[/][2J" in desk.text()


def test_a_moment_is_shown_in_local_time_and_a_broken_one_as_it_is() -> None:
    assert re.fullmatch(r"2026-08-1[45] \d\d:\d\d", local_time("2026-08-15T02:00:00Z"))
    assert local_time("not a moment at all") == "not a moment at "


async def test_an_action_of_another_business_date_says_both_days(desk: Desk) -> None:
    with writer(desk.path) as ws:
        review.mark(ws, (3,), "on_track", on=date(2026, 7, 31))
    async with desk.run_test(size=(100, 24)) as pilot:
        desk.ask(LogScreen())
        await settle(pilot)
        line = next(line for line in desk.text().split("\n") if "序时" in line)
        assert "2026-08-15 " in line and "业务日期 2026-07-31" in line
        assert sum("业务日期" in line for line in desk.text().split("\n")) == 1


async def test_help_lists_every_key_of_the_screen_below(desk: Desk) -> None:
    async with desk.run_test(size=(80, 45)) as pilot:
        desk.ask(SummaryScreen())
        await settle(pilot)
        below = desk.screen
        await press(pilot, "f1")
        assert isinstance(desk.screen, HelpScreen)
        ids = {choice.key[1] for choice in desk.screen.query_one("ChoiceList").choices if choice.tone != "heading"}  # type: ignore[attr-defined]
        bound = {one.binding.id for one in below.active_bindings.values() if one.binding.id}
        assert ids == bound and "screens.export" in ids and "screens.open" in ids
        assert "导出" in desk.text() and "ｅ" not in desk.text()
        await press(pilot, "enter")
        assert desk.screen is below
        await press(pilot, "f1", "escape")
        assert desk.screen is below


async def test_departments_of_one_name_are_told_apart_by_city_and_bureau(desk: Desk) -> None:
    with writer(desk.path) as ws:
        imports.store_plan(ws, imports.prepare(PLAN.replace("临澜市", "岚溪市").encode(), name="other.txt"))
        bureaus = {info.city: info.id for info in departments.departments(ws) if info.parent_id is None}
        departments.create_departments(ws, "岚溪市", ("高新科",), parent=bureaus["岚溪市"])
        departments.create_departments(ws, "临澜市", ("市教育局",))
        known = {(info.city, info.name): info.id for info in departments.departments(ws)}
        departments.create_departments(ws, "临澜市", ("高新科",), parent=known["临澜市", "市教育局"])
        mine = [info.id for info in departments.departments(ws) if info.name == "高新科" and info.city == "临澜市"]
        departments.assign(ws, (1,), mine[0])
        departments.assign(ws, (2,), mine[1])
        departments.assign(ws, (7,), known["岚溪市", "高新科"])
    async with desk.run_test(size=(100, 60)) as pilot:
        desk.ask(FilterScreen(TaskFilter()))
        await settle(pilot)
        offered = [choice.cells[1] for choice in desk.screen.parts.choices if choice.key[0] == "departments"]  # type: ignore[attr-defined,index]
        assert len(set(offered)) == len(offered)
        assert {"岚溪市 高新科", "临澜市教育局/高新科", "临澜市科技局/高新科"} <= set(offered)
        await press(pilot, "tab")
        await choose(desk, pilot, ("departments", known["岚溪市", "高新科"]))
        await press(pilot, "space")
        assert "符合1件" in desk.words()
