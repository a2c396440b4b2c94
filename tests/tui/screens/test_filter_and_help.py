"""Filter and help: conditions by list and by line, the keys that are really bound."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from planreview.domain.review import TaskFilter
from planreview.services import departments, imports, queries
from planreview.tui.filter_parts import is_chosen, toggle, within
from planreview.tui.keys import key_name
from planreview.tui.screens.dialog import Dialog
from planreview.tui.screens.filter import FilterScreen
from planreview.tui.widgets.choice_list import ChoiceList
from tests.tui.screens.support import PLAN, Desk, make_reviewed, press, settle, shown, type_text, writer


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    make_reviewed(tmp_path / "store.db")
    return Desk(tmp_path / "store.db")


def found(desk: Desk, chosen: TaskFilter) -> list[int]:
    return list(desk.ask_store(lambda ws: queries.task_ids(ws, chosen)))


async def test_the_foot_says_how_to_go_down_to_what_can_be_ticked(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(FilterScreen(TaskFilter()))
        await settle(pilot)
        assert "下键 到下面勾选" in desk.text()
        await press(pilot, "down")
        assert "到下面勾选" not in desk.text() and "空格" in desk.text()
        await press(pilot, "down", "space", "enter")
        (chosen,) = desk.results
        assert chosen.verdicts == ("behind",)


def offered(desk: Desk, part: str) -> list[str]:
    """The words of what can be ticked in a part."""
    choices = shown(desk, FilterScreen).parts.choices
    return [choice.cells[1] for choice in choices if isinstance(choice.key, tuple) and choice.key[0] == part]


async def choose(desk: Desk, pilot: object, key: tuple[str, object]) -> None:
    shown(desk, FilterScreen).parts.select_key(key)
    await settle(pilot)  # type: ignore[arg-type]


async def test_conditions_are_ticked_and_written_on_the_line(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(FilterScreen(TaskFilter()))
        await settle(pilot)
        assert "符合6件" in desk.words()
        await press(pilot, "tab")
        await choose(desk, pilot, ("verdicts", "behind"))
        await press(pilot, "space")
        assert "结论=滞后" in shown(desk, FilterScreen).line.value and "符合2件" in desk.words()
        await choose(desk, pilot, ("lights", "red"))
        await press(pilot, "space")
        assert "符合1件" in desk.words()
        await press(pilot, "enter")
        (chosen,) = desk.results
        assert chosen == TaskFilter(verdicts=("behind",), lights=("red",)) and found(desk, chosen) == [1]


async def test_enter_without_a_tick_takes_the_one_under_the_cursor(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(FilterScreen(TaskFilter()))
        await settle(pilot)
        await press(pilot, "tab")
        await choose(desk, pilot, ("verdicts", "behind"))
        await press(pilot, "enter")
        desk.ask(FilterScreen(TaskFilter(verdicts=("behind",))))
        await settle(pilot)
        await press(pilot, "tab")
        await choose(desk, pilot, ("verdicts", "behind"))
        await press(pilot, "enter")
        assert desk.results == [TaskFilter(verdicts=("behind",))] * 2
        desk.ask(FilterScreen(TaskFilter()))
        await settle(pilot)
        await press(pilot, "tab")
        await choose(desk, pilot, ("verdicts", "behind"))
        await press(pilot, "space")
        await choose(desk, pilot, ("lights", "red"))
        await press(pilot, "enter")
        assert desk.results[-1] == TaskFilter(verdicts=("behind",))


async def test_the_list_narrows_while_typing_and_a_tick_takes_the_place_of_the_word(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(FilterScreen(TaskFilter()))
        await settle(pilot)
        await type_text(pilot, "结论=滞后 创新")
        parts = shown(desk, FilterScreen).parts
        assert [choice.key[0] for choice in parts.choices if choice.tone != "heading"] == ["sections", "sections"]
        assert parts.choices[1].marks
        await press(pilot, "tab", "down", "space")
        assert "创新" not in shown(desk, FilterScreen).line.value.split("章节")[0]
        assert len(parts.choices) > 10
        await press(pilot, "enter")
        (chosen,) = desk.results
        assert chosen.verdicts == ("behind",) and len(chosen.sections) == 1 and not chosen.text and found(desk, chosen) == [4]


async def test_what_is_typed_on_the_ticks_goes_to_the_line_and_finds_there(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = FilterScreen(TaskFilter())
        desk.ask(screen)
        await settle(pilot)
        if learning := [one for one in desk.workers if one.group == "learn" and not one.is_finished]:
            await desk.workers.wait_for_complete(learning)
        await press(pilot, "down", "down", "space")
        # In one burst, as an input method hands it over.
        await type_text(pilot, "cxhj")
        assert screen.line.has_focus and screen.line.value == "结论=滞后 cxhj"
        kept = [choice.cells[1] for choice in screen.parts.choices if choice.tone != "heading"]
        assert kept == ["二、 优化创新环境"]
        await press(pilot, "down", "space", "enter")
        (chosen,) = desk.results
        assert chosen.verdicts == ("behind",) and len(chosen.sections) == 1 and not chosen.text


async def test_the_ticks_are_gone_through_by_pages_from_the_line_too(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = FilterScreen(TaskFilter())
        desk.ask(screen)
        await settle(pilot)
        assert "PgDn 翻页" in desk.text() and screen.line.has_focus
        before = screen.parts.cursor
        await press(pilot, "pagedown")
        assert screen.parts.cursor > before + 5
        await press(pilot, "pageup")
        assert screen.parts.cursor == before


async def test_a_part_is_found_by_its_pinyin(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(FilterScreen(TaskFilter()))
        await settle(pilot)
        if learning := [one for one in desk.workers if one.group == "learn" and not one.is_finished]:
            await desk.workers.wait_for_complete(learning)
        await type_text(pilot, "cxhj")
        parts = shown(desk, FilterScreen).parts
        assert [choice.cells[1] for choice in parts.choices if choice.tone != "heading"] == ["二、 优化创新环境"]


async def test_sections_of_several_plans_are_told_apart(desk: Desk) -> None:
    with writer(desk.path) as ws:
        imports.store_plan(ws, imports.prepare(PLAN.replace("临澜市", "岚溪市").encode(), name="two.txt"))
    async with desk.run_test(size=(80, 45)) as pilot:
        desk.ask(FilterScreen(TaskFilter()))
        await settle(pilot)
        words = offered(desk, "sections")
        assert len(set(words)) == 4 and "岚溪市2026 一、 壮大创新主体" in words


async def test_the_line_is_understood_and_ticked(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(FilterScreen(TaskFilter(verdicts=("done",))))
        await settle(pilot)
        await press(pilot, "f8")
        assert shown(desk, FilterScreen).line.value == ""
        await type_text(pilot, "结论＝滞后 专利")
        await press(pilot, "tab")
        assert is_chosen(shown(desk, FilterScreen).chosen, ("verdicts", "behind"))
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
        assert desk.results == [] and "火星" in shown(desk, Dialog).problem_line.text
        assert shown(desk, FilterScreen).line.value == "结论=火星"
        await press(pilot, "escape")
        assert desk.results == [None]


async def test_ticks_follow_the_line_and_what_it_cannot_say_is_said(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(FilterScreen(TaskFilter(verdicts=("behind",))))
        await settle(pilot)

        def ticked() -> list[object]:
            return [choice.key for choice in desk.screen.query_one(ChoiceList).choices if choice.cells[0] == "*"]

        assert ticked() == [("verdicts", "behind")]
        await press(pilot, "ctrl+u")
        await type_text(pilot, "结论=序时")
        assert ticked() == [("verdicts", "on_track")]
        await press(pilot, "ctrl+u")
        await type_text(pilot, "结论=落后")
        assert "符合 - 件" in desk.text() and "“落后”不是可用的值" in desk.words()
        await press(pilot, "ctrl+u")
        await type_text(pilot, "结论=")
        assert "请在" not in desk.text()


async def test_what_is_typed_first_stands_on_the_line_is_counted_and_applied(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(FilterScreen(TaskFilter()))
        await settle(pilot)
        await type_text(pilot, "结论=滞后　")
        assert "符合2件" in desk.words()
        await type_text(pilot, "专利")
        assert shown(desk, FilterScreen).line.value == "结论=滞后 专利" and "符合1件" in desk.words()
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
        choices = [choice for choice in shown(desk, FilterScreen).parts.choices if choice.tone != "heading"]
        assert {choice.key[0] for choice in choices} >= {"verdicts", "lights", "departments", "sections", "overdue", "closed"}
        for choice in choices:
            await choose(desk, pilot, choice.key)
            await press(pilot, "space")
            # Of a department its roles are counted, which add up to what the filter finds.
            n = str(sum(int(one) for one in re.findall(r"\d+", choice.cells[2]))) if choice.cells[2] else ""
            assert not n or f"符合{n}件" in desk.words(), choice
            await press(pilot, "space")
        assert shown(desk, FilterScreen).chosen == TaskFilter()


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
        words = offered(desk, "departments")
        assert len(set(words)) == len(words)
        assert {"岚溪市 高新科", "临澜市教育局/高新科", "临澜市科技局/高新科"} <= set(words)
        await press(pilot, "tab")
        await choose(desk, pilot, ("departments", known["岚溪市", "高新科"]))
        await press(pilot, "space")
        assert "符合1件" in desk.words()
