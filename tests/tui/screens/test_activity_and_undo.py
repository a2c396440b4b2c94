"""Activity and undo list: what all did by day, person and kind; one's own steps, and back to any of them after a count."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from planreview.domain.review import TaskFilter
from planreview.services import actions, carrying, imports, queries, review, rounds
from planreview.services.workspace import Workspace
from planreview.tui.log_lines import local_time
from planreview.tui.screens.activity import ActivityScreen
from planreview.tui.screens.dialog import Dialog
from planreview.tui.screens.undo_list import UndoListScreen
from planreview.tui.widgets.choice_list import ChoiceList
from planreview.tui.widgets.prompt_line import PromptLine
from tests.tui.screens.support import PLAN, Desk, make_reviewed, press, settle, shown, type_text, writer


class Mine(Desk):
    """The app gives its readers the name of whoever works."""

    def _workspace(self, side: str) -> Workspace:
        workspace = super()._workspace(side)
        workspace.person = "张三"
        return workspace


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    make_reviewed(tmp_path / "store.db")
    return Mine(tmp_path / "store.db")


def undo_list(desk: Desk) -> UndoListScreen:
    return UndoListScreen(desk.path.with_name("device.json"))


def found(desk: Desk, chosen: TaskFilter) -> list[int]:
    return list(desk.ask_store(lambda ws: queries.task_ids(ws, chosen)))


def lines(desk: Desk) -> list[str]:
    return [" ".join(choice.cells) for choice in desk.screen.query_one(ChoiceList).choices]


async def test_activity_names_each_action_below_its_day(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(ActivityScreen())
        await settle(pilot)
        text = desk.text()
        assert "结论 滞后　共 2 件" in text and "结论 完成　2 培育科技型中小企业" in text
        assert "完成值 新增高新技术企业 3　1 培育高新技术企业" in text and "导入" in text
        assert re.search(r"2026-08-15 周六 +5 步", text)
        await press(pilot, "down", "down", "enter")
        (opened,) = desk.results
        assert found(desk, opened.filter) == [1, 4] and opened.back is None


async def test_tasks_of_several_plans_say_of_which_they_are(desk: Desk) -> None:
    with writer(desk.path) as ws:
        added = imports.store_plan(ws, imports.prepare(PLAN.replace("临澜市", "松溪市").encode(), name="b.txt"))
        review.mark(ws, queries.task_ids(ws, TaskFilter(plans=(added.plan_id,)))[:1], "ahead")
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(ActivityScreen())
        await settle(pilot)
        assert "结论 超前　松溪 1 培育高新技术企业" in desk.text() and "结论 完成　临澜 2 培育科技型中小企业" in desk.text()


async def test_an_action_on_one_task_goes_to_it(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(ActivityScreen())
        await settle(pilot)
        await press(pilot, "down", "enter")
        assert desk.results == [2]


async def test_an_action_without_tasks_says_so(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(ActivityScreen())
        await settle(pilot)
        await press(pilot, "end", "enter")
        assert desk.results == [] and "不涉及任务" in desk.text()
        await press(pilot, "escape")
        assert desk.results == [None]


async def test_activity_of_one_person_of_one_kind_and_up_to_a_day(desk: Desk) -> None:
    with writer(desk.path, person="李四") as ws:
        review.add_note(ws, (3,), "去看过", kind="progress")
        review.mark(ws, (3,), "ahead")
    async with desk.run_test(size=(100, 30)) as pilot:
        desk.ask(ActivityScreen())
        await settle(pilot)
        assert len(lines(desk)) == 1 + 7
        await press(pilot, "p", "down", "down", "enter")
        assert all("李四" in line for line in lines(desk)[1:]) and len(lines(desk)) == 3 and "李四" in desk.text().split("\n")[0]
        await press(pilot, "k")
        desk.screen.query_one(ChoiceList).select_key("note")
        await press(pilot, "enter")
        assert [line[-3:] for line in lines(desk)[1:]] and "去看过" in lines(desk)[1] and len(lines(desk)) == 2
        await press(pilot, "c")
        assert len(lines(desk)) == 8
        await press(pilot, "t")
        await type_text(pilot, "2026-08-14")
        await press(pilot, "enter")
        assert lines(desk) == [] and "没有这样的操作" in desk.text()
        await press(pilot, "t")
        await type_text(pilot, "昨天前后")
        await press(pilot, "enter")
        # What was typed stands there still, to be typed over.
        assert "不是日期" in desk.text() and desk.screen.query_one(PromptLine).text == "昨天前后"
        await type_text(pilot, "今天")
        await press(pilot, "enter")
        assert len(lines(desk)) == 8


async def test_what_was_taken_back_is_named_by_what_it_was(desk: Desk) -> None:
    with writer(desk.path) as ws:
        review.undo(ws)
        review.undo(ws)
    async with desk.run_test(size=(100, 30)) as pilot:
        desk.ask(ActivityScreen())
        await settle(pilot)
        assert "撤销：结论 完成　2 培育科技型中小企业" in lines(desk)[1]
        assert "撤销：完成值 新增高新技术企业 3" in lines(desk)[2]
        assert "已撤 结论 完成" in lines(desk)[4]


async def test_a_long_log_is_read_page_by_page_and_each_action_once(desk: Desk) -> None:
    with writer(desk.path) as ws:
        for place in range(150):
            review.mark(ws, (1 + place % 6,), ("behind", "on_track")[place // 6 % 2])
        review.mark(ws, (1, 2, 3, 4, 5, 6), "done")
    async with desk.run_test(size=(100, 30)) as pilot:
        desk.ask(ActivityScreen())
        await settle(pilot)
        assert len(shown(desk, ActivityScreen).found) == actions.PAGE
        assert re.search(r"2026-08-15 周六 +至少 60 步", desk.text())
        for _ in range(6):
            await press(pilot, "end")
        assert len(shown(desk, ActivityScreen).found) == 150 + 1 + 5
        assert len({choice.key for choice in shown(desk, ActivityScreen).lines.choices}) == 157


async def test_what_counts_is_counted_among_what_was_read(desk: Desk) -> None:
    with writer(desk.path) as ws:
        for place in range(80):
            review.mark(ws, (1 + place % 6,), ("behind", "on_track")[place // 6 % 2])
    async with desk.run_test(size=(100, 30)) as pilot:
        desk.ask(undo_list(desk))
        await settle(pilot)
        assert "我的操作：最近 60 步中 60 步有效" in desk.text()
        await press(pilot, "end", "end", "end")
        assert "我的操作：85 步有效" in desk.text()


async def test_several_verdicts_that_were_carried_over_are_not_all_called_by_one(desk: Desk) -> None:
    with writer(desk.path) as ws:
        rounds.open_round(ws, "7月轮")
        review.mark(ws, (1, 2, 4), "on_track")
        review.mark(ws, (3,), "done")
        rounds.close_round(ws, force=True)
        rounds.open_round(ws, "8月轮")
        carrying.carry(ws, (1, 2))
        carrying.carry(ws, (3, 4))
    async with desk.run_test(size=(100, 30)) as pilot:
        desk.ask(ActivityScreen())
        await settle(pilot)
        carried = [line.split("上轮 ")[1] for line in lines(desk) if "沿用上轮" in line]
        assert carried == ["完成等　共 2 件", "序时　共 2 件"]


async def test_hostile_text_in_the_log_is_literal(desk: Desk) -> None:
    with writer(desk.path) as ws:
        review.add_note(ws, (3,), "[@click=app.quit]x[/]\x1b[2J\u202e")
    for screen in (ActivityScreen(), undo_list(desk)):
        fresh = Mine(desk.path)
        async with fresh.run_test(size=(80, 24)) as pilot:
            fresh.ask(screen)
            await settle(pilot)
            assert "[@click=app.quit]x[/][2J" in fresh.text()


def test_a_moment_is_shown_in_local_time_and_a_broken_one_as_it_is() -> None:
    assert re.fullmatch(r"2026-08-1[45] \d\d:\d\d", local_time("2026-08-15T02:00:00Z"))
    assert local_time("not a moment at all") == "not a moment at "


async def test_an_action_of_another_business_date_says_both_days(desk: Desk) -> None:
    with writer(desk.path) as ws:
        review.mark(ws, (3,), "on_track", on=date(2026, 7, 31))
    async with desk.run_test(size=(100, 24)) as pilot:
        desk.ask(ActivityScreen())
        await settle(pilot)
        assert [line for line in lines(desk) if "截至 2026-07-31" in line] == [lines(desk)[1]]


async def test_undo_and_redo_move_along_the_list(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(undo_list(desk))
        await settle(pilot)
        assert lines(desk)[0].startswith("u 撤销") and "5 步有效" in desk.text()
        await press(pilot, "u")
        assert "已撤销，涉及 1 件" in desk.text()
        assert lines(desk)[0].startswith("U 重做") and "已撤" in lines(desk)[0] and lines(desk)[1].startswith("u 撤销")
        await press(pilot, "ｕ")
        assert found(desk, TaskFilter(verdicts=("done",))) == []
        await press(pilot, "U")
        assert found(desk, TaskFilter(verdicts=("done",))) == [2]
        await press(pilot, "ctrl+r")
        assert desk.ask_store(lambda ws: queries.task_detail(ws, 1)).targets[0].actual == Decimal(3)
        await press(pilot, "ctrl+r")
        assert "重做" in shown(desk, Dialog).problem_line.text


async def test_several_steps_are_taken_after_a_count_and_back_again(desk: Desk) -> None:
    before = desk.ask_store(lambda ws: [row.verdict for row in queries.task_rows(ws, (1, 2, 3, 4, 5, 6))])
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(undo_list(desk))
        await settle(pilot)
        await press(pilot, "down", "down", "enter")
        assert "3 步，涉及 3 件" in shown(desk, Dialog).problem_line.text
        assert found(desk, TaskFilter(verdicts=("done",))) == [2]
        await press(pilot, "up", "down", "enter")
        assert found(desk, TaskFilter(verdicts=("done",))) == [2]
        await press(pilot, "enter")
        assert found(desk, TaskFilter(verdicts=("unreviewed",))) == [1, 2, 3, 4, 5, 6]
        assert shown(desk, UndoListScreen).lines.cursor == 2
        await press(pilot, "home", "enter")
        assert "3 步" in shown(desk, Dialog).problem_line.text
        await press(pilot, "enter")
    assert desk.ask_store(lambda ws: [row.verdict for row in queries.task_rows(ws, (1, 2, 3, 4, 5, 6))]) == before


async def test_only_ones_own_actions_stand_in_the_undo_list(desk: Desk) -> None:
    with writer(desk.path, person="李四") as ws:
        review.mark(ws, (3,), "ahead")
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(undo_list(desk))
        await settle(pilot)
        assert len(lines(desk)) == 5 and not any("超前" in line for line in lines(desk))
    elsewhere = Mine(desk.path)
    async with elsewhere.run_test(size=(80, 24)) as pilot:
        elsewhere.ask(UndoListScreen(desk.path.with_name("another.json")))
        await settle(pilot)
        assert lines(elsewhere) == [] and "还没有任何操作" in elsewhere.text()


async def test_the_tasks_of_an_own_action_are_opened(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(undo_list(desk))
        await settle(pilot)
        await press(pilot, "down", "down", "o")
        (opened,) = desk.results
        assert set(opened.filter.ids) == {1, 4}


async def test_an_import_that_was_reviewed_is_not_gone_back_behind(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(undo_list(desk))
        await settle(pilot)
        await press(pilot, "end", "enter")
        assert "到不了" in shown(desk, Dialog).problem_line.text
        await press(pilot, "enter")
        assert found(desk, TaskFilter(verdicts=("done",))) == [2]
