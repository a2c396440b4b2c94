"""The plan as a document: corrected, compared, exported, taken back; what is doubtful is settled by a key."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from planreview.domain.review import TaskFilter
from planreview.errors import InputError
from planreview.services import departments, imports, plans, queries, review
from planreview.tui.screens.changes import ChangesScreen
from planreview.tui.screens.dialog import Dialog
from planreview.tui.screens.plan import PlanScreen
from planreview.tui.screens.source import SourceScreen
from tests.services.office import LIBRARY
from tests.services.test_revision_changes import REWRITTEN
from tests.tui.screens.support import PLAN, Desk, make_store, press, settle, shown, writer
from tests.tui.screens.test_activity_and_undo import Mine

REVISED = PLAN.replace("200家", "240家")
DOUBTFUL = PLAN.replace("专利授权量增长7%。", "专利授权量增长7%，每季度至少传达学习一次。")


def desk_of(path: Path, text: str = PLAN) -> Desk:
    make_store(path, text)
    return Mine(path)


def plan_screen(desk: Desk) -> PlanScreen:
    return PlanScreen(1, desk.path.with_name("device.json"))


def line_with(desk: Desk, words: str) -> object:
    lines = shown(desk, PlanScreen).lines
    found = next(one for one in lines.choices if one.tone != "heading" and words in "".join(one.cells))
    lines.select_key(found.key)
    return found.key


def said(desk: Desk) -> str:
    return str(shown(desk, Dialog).problem_line.text)


async def test_it_says_what_the_plan_is_and_opens_the_source_at_a_note(tmp_path: Path) -> None:
    desk = desk_of(tmp_path / "store.db", PLAN.replace("\n临澜市科技局\n2026年1月10日\n", ""))
    async with desk.run_test(size=(100, 40)) as pilot:
        desk.ask(plan_screen(desk))
        await settle(pilot)
        text = desk.text()
        # Without a date of issue nothing is said of when the first one began to hold.
        assert "起　发文" not in text and "发文 -" in text
        assert "临澜市" in text and "plan.txt" in text and "任务 6 件" in text and "第 1 版" in text and "张三" in text
        keys = [choice.key for choice in shown(desk, PlanScreen).lines.choices]
        noted = next(key for key in keys if isinstance(key, tuple) and key[0] == "noted")
        shown(desk, PlanScreen).lines.select_key(noted)
        await press(pilot, "enter")
        assert isinstance(desk.screen, SourceScreen) and noted[1] in desk.screen.lit
        await press(pilot, "escape")
        await press(pilot, "escape")
        assert desk.results == [None]


async def test_the_title_and_the_city_are_corrected_and_undone(tmp_path: Path) -> None:
    desk = desk_of(tmp_path / "store.db")
    async with desk.run_test(size=(100, 40)) as pilot:
        desk.ask(plan_screen(desk))
        await settle(pilot)
        line_with(desk, "临澜市科技局2026年工作要点")
        await press(pilot, "enter")
        desk.screen.query_one(Input).value = "临澜市2026年科技要点"
        await press(pilot, "enter")
        assert desk.ask_store(queries.plans)[0].title == "临澜市2026年科技要点" and "已更正" in said(desk)
        key = line_with(desk, "城市")
        assert key == ("about", "city")
        await press(pilot, "enter")
        desk.screen.query_one(Input).value = "岚溪市"
        await press(pilot, "enter")
        assert desk.ask_store(queries.plans)[0].city == "岚溪市"
        leads = {row.lead for row in desk.ask_store(lambda ws: queries.task_rows(ws, (1, 2, 3, 4, 5, 6)))}
        assert leads == {"临澜市科技局"}
        cities = {one.city for one in desk.ask_store(departments.departments) if one.leads}
        assert cities == {"岚溪市"}
        await press(pilot, "u", "u")
        plan = desk.ask_store(queries.plans)[0]
        assert (plan.city, plan.title) == ("临澜市", "临澜市科技局2026年工作要点")


def test_a_correction_that_is_none_writes_nothing_and_bad_ones_are_refused(tmp_path: Path) -> None:
    make_store(tmp_path / "store.db")
    with writer(tmp_path / "store.db") as ws:
        before = ws.change_token(), ws.store.commits
        assert plans.correct_plan(ws, 1, city="临澜市").batch == ""
        for bad in ({"city": " "}, {"title": ""}, {"title": "长" * 300}, {"city": "城" * 300}):
            with pytest.raises(InputError) as caught:
                plans.correct_plan(ws, 1, **bad)
            assert caught.value.key in {"name_empty", "name_long"}
        with pytest.raises(InputError) as caught:
            plans.correct_plan(ws, 99, city="甲市")
        assert caught.value.key == "plan_unknown"
        assert queries.plans(ws)[0].city == "临澜市" and before


async def test_revisions_are_compared_exported_and_their_doubts_settled(tmp_path: Path) -> None:
    desk = desk_of(tmp_path / "store.db", LIBRARY)
    with writer(desk.path) as ws:
        review.mark(ws, (4,), "behind")
        imports.store_plan(ws, imports.prepare(REWRITTEN.encode(), name="second.txt"))
    async with desk.run_test(size=(120, 40)) as pilot:
        desk.ask(plan_screen(desk))
        await settle(pilot)
        assert "第 2 版" in desk.text() and "second.txt" in desk.text() and "存疑的对应 1 对" in desk.text()
        line_with(desk, "第 2 版")
        await press(pilot, "enter")
        assert isinstance(desk.screen, ChangesScreen) and "典籍" in desk.text()
        await press(pilot, "escape")
        line_with(desk, "第 1 版")
        await press(pilot, "enter")
        assert "没有" in said(desk) or "第 1 版" in said(desk)
        file = tmp_path / "out" / "表.md"
        file.parent.mkdir()
        line_with(desk, "第 2 版")
        await press(pilot, "e")
        desk.screen.query_one(Input).value = str(file)
        await press(pilot, "enter")
        assert "典籍" in file.read_text("utf-8") and "制表日期：2026" in file.read_text("utf-8").replace("\\", "")
        line_with(desk, "同一任务")
        await press(pilot, "p", "u")
        assert desk.ask_store(lambda ws: plans.plan_sheet_of(ws, 1)).table.doubts  # type: ignore[union-attr]
        line_with(desk, "同一任务")
        await press(pilot, "y")
        assert not desk.ask_store(lambda ws: plans.plan_sheet_of(ws, 1)).table.doubts  # type: ignore[union-attr]
        assert list(desk.ask_store(lambda ws: queries.task_ids(ws, TaskFilter(verdicts=("behind",)))))
        assert "y" not in desk.screen.active_bindings, "nothing is doubtful on this line any more"


async def test_doubtful_targets_are_taken_or_dropped(tmp_path: Path) -> None:
    desk = desk_of(tmp_path / "store.db", DOUBTFUL)
    async with desk.run_test(size=(100, 40)) as pilot:
        desk.ask(plan_screen(desk))
        await settle(pilot)
        key = line_with(desk, "每季度至少传达学习一次")
        assert isinstance(key, tuple) and key[0] == "target"
        await press(pilot, "enter")
        assert isinstance(desk.screen, SourceScreen)
        await press(pilot, "escape")
        assert not [one for one in desk.screen.active_bindings.items() if one[0] == "p" and one[1].enabled], (
            "a target has no part"
        )
        await press(pilot, "n")
        assert not desk.ask_store(lambda ws: plans.plan_sheet_of(ws, 1)).doubtful
        await press(pilot, "u")
        line_with(desk, "每季度至少传达学习一次")
        await press(pilot, "y")
        assert len(desk.ask_store(lambda ws: queries.task_detail(ws, 4)).targets) == 2


async def test_an_import_is_taken_back_after_a_count_unless_somebody_reviewed_it(tmp_path: Path) -> None:
    desk = desk_of(tmp_path / "store.db")
    with writer(desk.path) as ws:
        imports.store_plan(ws, imports.prepare(REVISED.encode(), name="second.txt"))
    async with desk.run_test(size=(100, 40)) as pilot:
        desk.ask(plan_screen(desk))
        await settle(pilot)
        await press(pilot, "x")
        assert "1 步" in said(desk) and desk.ask_store(queries.plans)[0].revision == 2
        await press(pilot, "x")
        assert desk.ask_store(queries.plans)[0].revision == 1 and "已撤 " in desk.text()
    with writer(desk.path) as ws:
        review.mark(ws, (1,), "done")
    again = Mine(desk.path)
    async with again.run_test(size=(100, 40)) as pilot:
        again.ask(plan_screen(again))
        await settle(pilot)
        line_with(again, "第 1 版")
        await press(pilot, "x")
        assert "不能撤回" in said(again)
        assert again.ask_store(queries.plans)


async def test_the_first_revision_holds_from_its_date_of_issue_and_not_from_its_import(tmp_path: Path) -> None:
    desk = desk_of(tmp_path / "store.db")
    async with desk.run_test(size=(100, 30)) as pilot:
        desk.ask(plan_screen(desk))
        await settle(pilot)
        assert "自 2026-01-10 起" in desk.text() and "自 2026-08" not in desk.text()
