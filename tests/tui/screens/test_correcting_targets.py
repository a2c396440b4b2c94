"""The dialog of targets corrects what was misread: on its line, by picking a kind, by taking and dropping."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from planreview.domain.review import TaskFilter
from planreview.services import care, imports, queries, review
from planreview.services.target_adding import add_indicator
from planreview.services.target_correcting import change_target
from planreview.services.target_reading import targets_of_task
from planreview.tui.screens.target_kind import TargetKindScreen
from planreview.tui.screens.targets import TargetsScreen
from planreview.tui.widgets.choice_list import ChoiceList
from planreview.tui.widgets.prompt_line import PromptLine
from tests.tui.reviewing import grid, make_app, screen_of
from tests.tui.reviewing import press as press_review
from tests.tui.reviewing import settle as settle_review
from tests.tui.screens.support import PLAN, Desk, burst, press, settle, type_text, writer


@pytest.fixture
def desk(store: Path) -> Desk:
    return Desk(store)


def line(desk: Desk) -> str:
    return desk.screen.query_one("#targets-line", PromptLine).text


def kinds(desk: Desk, task: int) -> list[tuple[str, str]]:
    return desk.ask_store(lambda ws: [(one.metric, one.kind) for one in queries.task_detail(ws, task).targets])


def report(desk: Desk, task: int, place: int, value: str) -> None:
    with writer(desk.path) as ws:
        review.record_actual(ws, queries.task_detail(ws, task).targets[place].id, Decimal(value))


async def test_f2_puts_the_target_on_the_line_and_enter_stores_what_differs(desk: Desk) -> None:
    report(desk, 1, 1, "30")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.ask(TargetsScreen(1))
        await settle(pilot)
        await type_text(pilot, "新增中试基地")
        await press(pilot, "down", "f2")
        assert line(desk) == "指标=高新技术企业 要求=不低于 目标值=70 单位=家 类型=达到值"
        assert "更正“高新技术企业”" in desk.words() and "还没有改动" in desk.words() and "F2不改了" in desk.words()
        await press(pilot, *["backspace"] * 3)
        assert "类型不能是“”" in desk.words()
        await type_text(pilot, "累计")
        assert "将更正类型达到值->累计。" in desk.words()
        assert "现在得42.9%-57.1标红，改后得42.9%-15.4黄。" in desk.words()
        await press(pilot, "enter")
        assert kinds(desk, 1) == [("新增高新技术企业", "flow"), ("高新技术企业", "flow")]
        # What was being added stands there again.
        assert line(desk) == "新增中试基地" and "已更正，u可撤销" in "".join(desk.notices).replace(" ", "")
        entry = desk.ask_store(lambda ws: queries.task_detail(ws, 1).history[0])
        assert (entry.kind, entry.payload["values"], entry.payload["was"]) == ("target-read", {"kind": "flow"}, {"kind": "level"})
    with writer(desk.path) as ws:
        review.undo(ws)
        found = queries.task_detail(ws, 1).targets[1]
        assert (found.kind, found.actual, found.light) == ("level", 30, "red") and care.check(ws).clean


async def test_esc_and_f2_give_the_line_back_and_lose_nothing(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.ask(TargetsScreen(1))
        await settle(pilot)
        await type_text(pilot, "新增中试基地")
        await press(pilot, "f2")
        await type_text(pilot, "12345")
        # The line goes along to the next target, and what was half typed of the first stays for it.
        await press(pilot, "down")
        assert line(desk).startswith("指标=高新技术企业 ")
        await press(pilot, "escape")
        assert line(desk) == "新增中试基地" and desk.screen.query_one("#targets-line", PromptLine).has_focus
        await press(pilot, "up", "f2")
        assert line(desk).endswith("类型=累计12345")
        await press(pilot, "f2")
        assert line(desk) == "新增中试基地"
        # Esc names it before it is given up; the line is a draft.
        await press(pilot, "escape")
        assert desk.results == [] and "类型=累计12345" in desk.words() and "尚未保存" in desk.words()
        await press(pilot, "escape")
        assert desk.results == [None]
        desk.ask(TargetsScreen(1))
        await settle(pilot)
        assert line(desk) == "新增中试基地"
    assert kinds(desk, 1) == [("新增高新技术企业", "flow"), ("高新技术企业", "level")]


async def test_f3_goes_by_the_kind_that_it_shows_and_not_by_one_of_before(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.ask(TargetsScreen(1))
        await settle(pilot)
        with writer(desk.path) as ws:
            change_target(ws, targets_of_task(ws, 1)[1], {"kind": "flow"})
        await press(pilot, "down", "f3")
        assert "*累计" in desk.words()
        await press(pilot, "down", "enter")
        assert kinds(desk, 1)[1] == ("高新技术企业", "level")


async def test_what_was_half_typed_takes_nothing_back_that_was_corrected_meanwhile(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.ask(TargetsScreen(1))
        await settle(pilot)
        await press(pilot, "down", "f2")
        half = line(desk).replace("单位=家", "单位=户")
        desk.screen.query_one("#targets-line", PromptLine).value = half
        await settle(pilot)
        await press(pilot, "escape", "f3", "up", "enter")
        assert kinds(desk, 1)[1] == ("高新技术企业", "flow")
        await press(pilot, "f2")
        assert line(desk) == half
        assert "将更正单位家->户。" in desk.words()
        await press(pilot, "enter")
        (unit,) = desk.ask_store(lambda ws: [one.unit for one in queries.task_detail(ws, 1).targets][1:])
        assert (unit, kinds(desk, 1)[1]) == ("户", ("高新技术企业", "flow"))


async def test_a_line_that_changes_nothing_or_cannot_be_read_is_refused_and_stays(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.ask(TargetsScreen(1))
        await settle(pilot)
        await press(pilot, "f2", "enter")
        assert "本来就是这样读的" in desk.words() and line(desk).startswith("指标=")
        await type_text(pilot, "许多")
        await press(pilot, "enter")
        assert "类型不能是“累计许多”" in desk.words() and line(desk).endswith("许多")


async def test_f3_shows_what_each_kind_would_give_and_enter_corrects_to_it(desk: Desk) -> None:
    report(desk, 1, 1, "30")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.ask(TargetsScreen(1))
        await settle(pilot)
        await press(pilot, "down", "f3")
        assert isinstance(desk.screen, TargetKindScreen)
        lines = [one for one in desk.text().splitlines() if "%" in one]
        assert "完成值 30  序时 58.3%" in lines[0]
        assert lines[1].split()[0] == "累计" and lines[1].rstrip().endswith("42.9% -15.4 黄")
        assert lines[2].split()[:2] == ["*", "达到值"] and lines[2].rstrip().endswith("42.9% -57.1标 红")
        await press(pilot, "up")
        assert "期内一件件累加" in desk.words()
        await press(pilot, "enter")
        assert isinstance(desk.screen, TargetsScreen) and kinds(desk, 1)[1] == ("高新技术企业", "flow")
        assert desk.ask_store(lambda ws: queries.task_rows(ws, (1,))[0].light) == "yellow"
        await press(pilot, "f3", "escape")
        assert isinstance(desk.screen, TargetsScreen) and kinds(desk, 1)[1] == ("高新技术企业", "flow")


async def test_f5_takes_and_f6_drops(store: Path) -> None:
    with writer(store) as ws:
        text = PLAN.replace("新建市级重点实验室3个。", "每周巡查实验室1次，新建市级重点实验室3个。").replace("2026", "2025")
        imports.store_plan(ws, imports.prepare(text.encode(), name="b.txt"))
    desk = Desk(store)

    def states() -> list[str]:
        return desk.ask_store(lambda ws: [one.state for one in targets_of_task(ws, 9)])

    assert states() == ["stands", "doubtful"]
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.ask(TargetsScreen(9))
        await settle(pilot)
        assert "F5" not in desk.text() and "F6 删去" in desk.text()
        await press(pilot, "down")
        assert "存疑：拿不准" in desk.words() and "F5 采纳" in desk.text() and "F6 删去" in desk.text()
        await press(pilot, "f5")
        assert states() == ["stands", "stands"] and "已采纳" in "".join(desk.notices)
        await press(pilot, "f6")
        assert sorted(states()) == ["dropped", "stands"] and "F6" not in desk.text()
        await press(pilot, "f5")
        assert states() == ["stands", "stands"]
    with writer(store) as ws:
        for _ in range(3):
            review.undo(ws)
    assert states() == ["stands", "doubtful"]


async def test_an_indicator_is_corrected_joined_with_a_task_and_dropped(desk: Desk) -> None:
    with writer(desk.path) as ws:
        (made,) = add_indicator(ws, 1, {"metric": "高企", "value": "70", "unit": "家"}).task_ids
        review.record_actual(ws, -made, Decimal(40))
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.ask(TargetsScreen(made))
        await settle(pilot)
        await press(pilot, "f2")
        await type_text(pilot, " 指标=高新技术企业")
        assert "将更正指标高企->高新技术企业。" in desk.words()
        await press(pilot, "enter")
        assert "与第1项成了同一个数，完成值共用" in desk.notices[-1]
        assert desk.ask_store(lambda ws: queries.task_detail(ws, 1).targets[1].actual) == 40
        assert "与第1项同一指标，完成值共用" in desk.words()
        await press(pilot, "f2")
        await type_text(pilot, " 类型=累计")
        assert "第1项是同一个数，一并更正" in desk.words()
        await press(pilot, "enter")
        assert kinds(desk, 1)[1] == ("高新技术企业", "flow")
        # Dropped, it is no indicator any more; the dialog stays with the plan's others, and takes it back.
        await press(pilot, "f6")
        assert "与第1项不再共用完成值" in desk.notices[-1] and "已删" in desk.words()
        assert not desk.ask_store(lambda ws: queries.task_ids(ws, TaskFilter(indicators=True)))
        await press(pilot, "f5")
        assert list(desk.ask_store(lambda ws: queries.task_ids(ws, TaskFilter(indicators=True)))) == [made]
        await press(pilot, "escape")
        assert desk.results == [None]


async def test_a_target_that_goes_while_it_is_corrected_is_named(desk: Desk) -> None:
    with writer(desk.path) as ws:
        (made,) = add_indicator(ws, 1, {"metric": "高企", "value": "70"}).task_ids
        async with desk.run_test(size=(80, 24), notifications=True) as pilot:
            desk.ask(TargetsScreen(made))
            await settle(pilot)
            await press(pilot, "f2")
            review.undo(ws)
            await desk.write(lambda _: 0)
            await settle(pilot)
            assert "正在更正的目标已经没有了" in desk.notices[-1] and line(desk) == ""
            assert not desk.screen.query_one("#targets-there", ChoiceList).display


async def test_keys_typed_ahead_land_on_the_target_they_were_meant_for(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.ask(TargetsScreen(1))
        await settle(pilot)
        await burst(pilot, "f2", "down", *" 类型=累计", "enter", *"新增中试基地2个", "enter")
        assert kinds(desk, 1) == [("新增高新技术企业", "flow"), ("高新技术企业", "flow"), ("新增中试基地", "flow")]
        await burst(pilot, "f3", "down", "enter", "down", "f6", "f5", "f6")
        assert kinds(desk, 1) == [("新增高新技术企业", "flow"), ("高新技术企业", "level")]
        # The kind that it has changes nothing, and is no mistake.
        said = list(desk.notices)
        await burst(pilot, "up", "f3", "enter", *"新增")
        assert line(desk) == "新增" and desk.notices == said and "没有改动" not in desk.words()


def words_of(lines: list[str]) -> str:
    return "".join("".join(lines).split())


async def test_the_list_the_history_and_the_actions_tell_a_correction(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(160, 45), notifications=True) as pilot:
        await settle_review(pilot)
        await press_review(pilot, "A", "down", "f3", "up", "enter", "escape")
        assert app.screen is screen_of(pilot)
        # What happened stands in the pane at the right.
        shown = words_of([one[118:] for one in grid(app)])
        assert "更正目标类型达到值->累计高新技术企业" in shown and "调整" not in shown
        await press_review(pilot, "L")
        assert "更正目标类型达到值->累计高新技~1培育高新技术企业" in words_of(grid(app))
        await press_review(pilot, "escape", "u")
        assert "[已撤]更正目标" in words_of([one[118:] for one in grid(app)])
