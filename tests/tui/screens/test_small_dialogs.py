"""Dialogs of one question: as-of date, go to a number, why tasks left the base, one line asked for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from planreview.domain.review import TaskFilter
from planreview.services import queries, review
from planreview.tui.screens.adjust_out import AdjustOutScreen
from planreview.tui.screens.as_of import AsOfScreen
from planreview.tui.screens.ask import AskScreen
from planreview.tui.screens.go_to import GoToScreen
from tests.tui.screens.support import Desk, make_store, press, settle, shown, type_text, writer


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    make_store(tmp_path / "store.db")
    return Desk(tmp_path / "store.db")


async def test_a_date_is_previewed_and_set(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.ask(AsOfScreen())
        await settle(pilot)
        assert "58.3%" in desk.text()
        await type_text(pilot, "2026年10月底")
        assert "2026-10-31" in desk.text() and "83.3%" in desk.text()
        await press(pilot, "enter")
        assert desk.results == [True]
        (plan,) = desk.ask_store(queries.plans)
        assert (plan.as_of, plan.share) == (date(2026, 10, 31), Decimal("83.3"))


async def test_full_width_digits_name_a_date(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(AsOfScreen())
        await settle(pilot)
        await type_text(pilot, "２０２６－０９－３０")
        await press(pilot, "enter")
        assert desk.ask_store(queries.plans)[0].as_of == date(2026, 9, 30)


async def test_what_is_no_date_is_said_and_nothing_is_set(desk: Desk) -> None:
    async with desk.run_test(size=(60, 20)) as pilot:
        desk.ask(AsOfScreen())
        await settle(pilot)
        await type_text(pilot, "2026-02-30")
        await press(pilot, "enter")
        assert "“2026-02-30”不是日期" in desk.text() and "现在设定的日期" not in desk.text()
        await press(pilot, "escape")
        assert desk.results == [False]
        assert desk.ask_store(queries.plans)[0].as_of == date(2026, 8, 15)


async def test_what_is_typed_behind_a_date_that_was_not_taken_replaces_it(desk: Desk) -> None:
    async with desk.run_test(size=(60, 20)) as pilot:
        desk.ask(AsOfScreen())
        await settle(pilot)
        await type_text(pilot, "abc")
        await press(pilot, "enter")
        await type_text(pilot, "2026-09-30")
        assert "不是日期" not in desk.text()
        await press(pilot, "enter")
        assert desk.ask_store(queries.plans)[0].as_of == date(2026, 9, 30)
        desk.ask(AsOfScreen())
        await settle(pilot)
        assert "现在设定的日期" in desk.words()


async def test_the_date_in_force_stands_in_the_field_and_enter_keeps_it(desk: Desk) -> None:
    with writer(desk.path) as ws:
        review.set_as_of(ws, date(2026, 3, 31))
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(AsOfScreen())
        await settle(pilot)
        assert shown(desk, AsOfScreen).line.value == "2026-03-31" and "25.0%" in desk.text()
        assert "清空后回车则取消设定" in desk.words()
        await press(pilot, "enter")
        assert desk.ask_store(queries.plans)[0].as_of == date(2026, 3, 31)
        desk.ask(AsOfScreen())
        await settle(pilot)
        await type_text(pilot, "2026年6月底")
        await press(pilot, "enter")
        assert desk.ask_store(queries.plans)[0].as_of == date(2026, 6, 30)


async def test_an_emptied_date_goes_back_to_today(desk: Desk) -> None:
    with writer(desk.path) as ws:
        review.set_as_of(ws, date(2026, 3, 31))
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(AsOfScreen())
        await settle(pilot)
        await press(pilot, "backspace")
        assert "58.3%" in desk.text()
        await press(pilot, "enter")
        assert desk.ask_store(queries.plans)[0].as_of == date(2026, 8, 15)


@pytest.mark.parametrize("number", ["5", "５"])
async def test_a_number_goes_to_its_task(desk: Desk, number: str) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(GoToScreen(1))
        await settle(pilot)
        await press(pilot, number, "enter")
        assert desk.results == [5]


async def test_headings_and_number_go_to_a_task(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(GoToScreen(1))
        await settle(pilot)
        await type_text(pilot, "二/4")
        await press(pilot, "enter")
        assert desk.results == [4]


async def test_a_number_that_is_not_there_is_said(desk: Desk) -> None:
    async with desk.run_test(size=(60, 20)) as pilot:
        desk.ask(GoToScreen(1))
        await settle(pilot)
        await press(pilot, "enter")
        assert "请输入任务号" in desk.text()
        await press(pilot, "9", "9", "enter")
        assert "没有“99”号任务" in desk.text()
        await press(pilot, "escape")
        assert desk.results == [None]


async def test_of_several_tasks_with_one_number_one_is_chosen(tmp_path: Path) -> None:
    text = """石桥市2026年工作要点

一、创新

1.建设平台。新建平台3个。

2.培育企业。新增企业5家。

二、服务

1.改善服务。开展服务10场。

2.强化宣传。发布报道20篇。
"""
    ids = make_store(tmp_path / "store.db", text)
    desk = Desk(tmp_path / "store.db")
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(GoToScreen(1))
        await settle(pilot)
        await press(pilot, "2", "enter")
        assert "有 2 件任务是这个号" in desk.text() and desk.results == []
        await press(pilot, "down", "up", "down", "enter")
        assert desk.results == [ids[3]]


async def test_the_verdict_stands_without_its_reason(desk: Desk) -> None:
    with writer(desk.path) as ws:
        review.mark(ws, (1, 2), "dropped")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.ask(AdjustOutScreen((1, 2), "dropped"))
        await settle(pilot)
        assert "调出 2 件" in desk.text()
        await press(pilot, "escape")
        assert desk.results == [None] and "2 件还缺原因、批准人、文号，按 r 补" in desk.notices[0]
        assert desk.ask_store(queries.open_reasons) == (1, 2)


async def test_reason_approver_and_document_are_stored_with_the_verdict(desk: Desk) -> None:
    with writer(desk.path) as ws:
        review.mark(ws, (1,), "no_measure")
    async with desk.run_test(size=(60, 20)) as pilot:
        desk.ask(AdjustOutScreen((1,), "no_measure"))
        await settle(pilot)
        await type_text(pilot, "口径调整")
        await press(pilot, "enter")
        await type_text(pilot, "李四")
        await press(pilot, "down")
        await type_text(pilot, "临府发〔2026〕3号")
        await press(pilot, "up", "down", "enter")
        assert desk.results[0].task_ids == (1,)
        detail = desk.ask_store(lambda ws: queries.task_detail(ws, 1))
        assert detail.row.verdict == "no_measure" and not detail.row.reason_open
        assert [note.body for note in detail.notes] == ["口径调整"]
        stored = [entry.payload for entry in detail.history if entry.payload.get("approver")]
        assert stored == [{"verdict": "no_measure", "approver": "李四", "document": "临府发〔2026〕3号"}]


async def test_an_approver_without_a_reason_is_stored_and_the_reason_stays_open(desk: Desk) -> None:
    with writer(desk.path) as ws:
        review.mark(ws, (1,), "dropped")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.ask(AdjustOutScreen((1,), "dropped"))
        await settle(pilot)
        await press(pilot, "ctrl+s")
        assert "均未填，不能保存" in desk.text()
        await press(pilot, "enter")
        await type_text(pilot, "李四")
        await press(pilot, "escape")
        row = desk.ask_store(lambda ws: queries.task_detail(ws, 1)).row
        assert desk.results[0].task_ids == (1,) and row.lacks == ("reason", "document")
        assert "已存。1 件还缺原因、文号，按 r 补" in desk.notices[0]


async def test_a_typed_reason_is_stored_on_leaving(desk: Desk) -> None:
    with writer(desk.path) as ws:
        review.mark(ws, (3,), "dropped")
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(AdjustOutScreen((3,), "dropped"))
        await settle(pilot)
        await type_text(pilot, "并入他项")
        await press(pilot, "escape")
        assert desk.results[0].task_ids == (3,)
        assert desk.ask_store(lambda ws: list(queries.task_ids(ws, TaskFilter(text="并入他项")))) == [3]


async def test_a_line_is_given_back_as_typed(desk: Desk) -> None:
    async with desk.run_test(size=(60, 20)) as pilot:
        desk.ask(AskScreen("[b]题\x1b[2J", "说明", "旧"))
        await settle(pilot)
        assert "[b]题[2J" in desk.text()
        await type_text(pilot, "名")
        await press(pilot, "enter")
        desk.ask(AskScreen("题"))
        await settle(pilot)
        await press(pilot, "escape")
        assert desk.results == ["旧名", None]
