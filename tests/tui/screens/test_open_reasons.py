"""Open reasons: typed one after another with Enter, kept when one goes elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from planreview.domain.review import TaskFilter
from planreview.services import imports, queries, review
from planreview.tui.screens.reasons import ReasonsScreen
from tests.tui.screens.support import Desk, make_asking, press, settle, type_text, writer


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(make_asking(tmp_path / "store.db"))


def notes(desk: Desk, task_id: int) -> list[tuple[str | None, str]]:
    return [(note.kind, note.body) for note in desk.ask_store(lambda ws: queries.task_detail(ws, task_id)).notes]


async def test_tasks_of_several_cities_stand_there_with_theirs(desk: Desk) -> None:
    with writer(desk.path) as ws:
        other = "南屏县水利局2026年水利工作要点\n\n一、防汛\n\n1.加固堤防。年内加固堤防3公里。\n"
        added = imports.store_plan(ws, imports.prepare(other.encode(), name="other.txt"))
        review.mark(ws, queries.task_ids(ws, TaskFilter(plans=(added.plan_id,))), "behind")
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(ReasonsScreen())
        await settle(pilot)
        rows = [line.split() for line in desk.text().splitlines()[1:6]]
        assert rows[0][0] == "城市" and [row[0].removeprefix(">") for row in rows[1:]] == ["临澜", "临澜", "临澜", "南屏"]
        assert rows[4][1] == "1" and rows[4][4] == "南屏县水利局"


async def test_reasons_are_typed_one_after_another(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(ReasonsScreen())
        await settle(pilot)
        assert "缺原因、批准人或文号 3 件" in desk.text()
        assert "上键 上一条  下键 下一条" in desk.text()
        await type_text(pilot, "企业培育周期长")
        await press(pilot, "enter")
        await type_text(pilot, "授权周期长")
        await press(pilot, "enter")
        assert desk.ask_store(queries.open_reasons) == (6,)
        assert notes(desk, 1) == [("reason", "企业培育周期长")] and notes(desk, 4) == [("reason", "授权周期长")]
        await type_text(pilot, "党务事项")
        await press(pilot, "enter")
        await type_text(pilot, "李四")
        await press(pilot, "enter")
        await type_text(pilot, "3号")
        await press(pilot, "enter")
        assert desk.ask_store(queries.open_reasons) == () and "没有缺原因的任务" in desk.text()
        assert "件" not in desk.text() and "作风" not in desk.text()
        payloads = [entry.payload for entry in desk.ask_store(lambda ws: queries.task_detail(ws, 6)).history]
        assert {"verdict": "dropped", "approver": "李四", "document": "3号"} in payloads
        await press(pilot, "enter", "down", "up", "escape")
        assert desk.results == [None]


async def test_ctrl_s_stores_what_stands_there_as_in_the_other_editors(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(ReasonsScreen())
        await settle(pilot)
        assert "Ctrl+S 保存" in desk.text()
        await type_text(pilot, "企业培育周期长")
        await press(pilot, "ctrl+s", "ctrl+s")
        assert notes(desk, 1) == [("reason", "企业培育周期长")] and "原因未填" in desk.text()
        await press(pilot, "down")
        # Of a task that lacks several parts those that are typed are stored, without going through the others.
        await type_text(pilot, "党务事项")
        await press(pilot, "ctrl+s")
        assert notes(desk, 6) == [("reason", "党务事项")] and "还缺批准人、文号" in desk.text()


async def test_tasks_that_are_not_started_are_said_to_ask_for_none(desk: Desk) -> None:
    with writer(desk.path) as ws:
        review.mark(ws, (1, 4), "on_track")
        # A step back asks whatever it leads to.
        review.mark(ws, (5,), "done")
        review.mark(ws, (2, 3, 5), "not_started")
    async with desk.run_test(size=(80, 24)) as pilot:
        for chosen, words in (
            (None, "另有未启 2 件，不要求原因"),
            (TaskFilter(ids=(3, 5, 6)), "另有未启 1 件"),
            (TaskFilter(verdicts=("not_started",)), "另有未启 2 件"),
            (TaskFilter(verdicts=("dropped",)), ""),
            (TaskFilter(reason_open=True), ""),
        ):
            desk.ask(ReasonsScreen(chosen))
            await settle(pilot)
            assert (words if words else "缺原因") in desk.text() and ("另有" in desk.text()) == bool(words)
            await press(pilot, "escape")
    with writer(desk.path) as ws:
        review.mark(ws, (1, 4, 5, 6), "on_track", note="年初重排")
    again = Desk(desk.path)
    async with again.run_test(size=(80, 24)) as pilot:
        again.ask(ReasonsScreen())
        await settle(pilot)
        assert "没有缺原因的任务" in again.text() and "另有未启 2 件，不要求原因" in again.text()


async def test_another_task_first_keeps_what_was_typed(desk: Desk) -> None:
    async with desk.run_test(size=(60, 20), notifications=True) as pilot:
        desk.ask(ReasonsScreen())
        await settle(pilot)
        await type_text(pilot, "先写这件")
        await press(pilot, "down")
        assert "先写这件" not in desk.text()
        await type_text(pilot, "再写那件")
        await press(pilot, "up")
        assert "先写这件" in desk.text()
        await press(pilot, "escape")
        assert "2 条未提交的原因已留作草稿" in desk.notices[0]
        assert {(d.task_id, d.body) for d in desk.ask_store(review.drafts)} == {(1, "先写这件"), (4, "再写那件")}
        desk.ask(ReasonsScreen())
        await settle(pilot)
        assert "先写这件" in desk.text()
        await press(pilot, "enter")
        assert notes(desk, 1) == [("reason", "先写这件")]


async def test_drafts_of_other_notes_stay_what_they_are(desk: Desk) -> None:
    with writer(desk.path) as ws:
        review.save_draft(ws, 1, "进展写了一半", "progress")
        review.save_draft(ws, 3, "别的任务", None)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.ask(ReasonsScreen())
        await settle(pilot)
        assert "进展写了一半" not in desk.text()
        await press(pilot, "escape")
        assert desk.notices == []
        kept = {(draft.task_id, draft.kind, draft.body) for draft in desk.ask_store(review.drafts)}
        assert kept == {(1, "progress", "进展写了一半"), (3, None, "别的任务")}


async def test_an_empty_reason_is_not_stored(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.ask(ReasonsScreen())
        await settle(pilot)
        await press(pilot, "enter")
        assert "原因未填" in desk.text() and len(desk.ask_store(queries.open_reasons)) == 3
        await press(pilot, "escape")
        assert desk.results == [None] and desk.notices == []


async def test_tab_reaches_approver_and_document(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(ReasonsScreen())
        await settle(pilot)
        await press(pilot, "down", "down")
        await type_text(pilot, "理由")
        await press(pilot, "tab", "tab")
        await type_text(pilot, "文号")
        await press(pilot, "enter")
        payloads = [entry.payload for entry in desk.ask_store(lambda ws: queries.task_detail(ws, 6)).history]
        assert {"verdict": "dropped", "document": "文号"} in payloads


async def test_what_a_task_lacks_still_is_said_and_what_it_has_is_shown(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.ask(ReasonsScreen(first=6))
        await settle(pilot)
        assert "调出   原因、批准人、文号" in desk.text() and "滞后   原因 " in desk.text() and "回车 下一栏" in desk.text()
        await type_text(pilot, "党务事项")
        await press(pilot, "enter", "enter")
        assert "回车 保存并到下一条" in desk.text()
        await press(pilot, "enter")
        assert "已存原因，还缺批准人、文号" in desk.text() and "调出   批准人、文号" in desk.text()
        await press(pilot, "down", "down")
        assert "已存  原因：党务事项" in desk.text()
        await press(pilot, "escape")
        assert "还缺批准人、文号" in desk.notices[0]


async def test_many_reasons_are_gone_through_by_pages(desk: Desk) -> None:
    async with desk.run_test(size=(60, 20)) as pilot:
        with writer(desk.path) as ws:
            review.mark(ws, tuple(range(1, 7)), "behind")
        screen = ReasonsScreen()
        desk.ask(screen)
        await settle(pilot)
        screen.tasks.styles.height = 4
        await settle(pilot)
        assert "还有" in desk.text()
        await type_text(pilot, "缺地")
        await press(pilot, "pagedown", "pagedown")
        assert screen.current == 6 and "还有" not in desk.text()
        await press(pilot, "pageup", "pageup")
        assert screen.current == 1 and screen.line("reason").text == "缺地"


async def test_the_names_of_the_lines_stay_when_these_are_filled(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(ReasonsScreen(first=6))
        await settle(pilot)
        for text in ("并入其他任务", "某主任", "某发1号"):
            await type_text(pilot, text)
            await press(pilot, "tab")
        lines = [line.strip() for line in desk.text().splitlines()]
        for name, text in (("原因", "并入其他任务"), ("批准人", "某主任"), ("文号", "某发1号")):
            assert lines[lines.index(name) + 1] == text
