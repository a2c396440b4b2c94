"""The dialog of targets: a line is read while it is typed and added by Enter, a target goes to a part, drafts stay."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from planreview.domain.review import TaskFilter
from planreview.services import imports, queries, review, splitting
from planreview.services.splitting import PartDraft
from planreview.tui.screens.actual import ActualScreen
from planreview.tui.screens.pick import PickScreen
from planreview.tui.screens.targets import TargetsScreen
from planreview.tui.widgets.prompt_line import PromptLine
from tests.tui.reviewing import make_app, screen_of
from tests.tui.reviewing import press as press_review
from tests.tui.reviewing import settle as settle_review
from tests.tui.screens.support import PLAN, Desk, press, settle, type_text, writer


@pytest.fixture
def desk(store: Path) -> Desk:
    return Desk(store)


def metrics(desk: Desk, task: int) -> list[str]:
    return desk.ask_store(lambda ws: [one.metric for one in queries.task_detail(ws, task).targets])


async def test_a_line_is_read_at_every_key_and_added_by_enter(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.ask(TargetsScreen(3))
        await settle(pilot)
        await type_text(pilot, "新增中试基地")
        assert "没读出数量" in desk.words()
        await press(pilot, "enter")
        assert metrics(desk, 3) == ["新建市级重点实验室"]
        assert desk.screen.query_one("#targets-line", PromptLine).text == "新增中试基地"
        await type_text(pilot, "2个")
        # In words, with how it is measured; so is the marked target.
        assert "读作新增中试基地增2个。累计：期内一件件累加" in desk.words() and desk.words().count("累计：期内") == 2
        await press(pilot, "enter")
        assert metrics(desk, 3) == ["新建市级重点实验室", "新增中试基地"]
        assert "增2个" in desk.words() and desk.screen.query_one("#targets-line", PromptLine).text == ""
        # The same once more is refused in words, and stays on the line.
        await type_text(pilot, "新增中试基地2个")
        await press(pilot, "enter")
        assert "已有这个目标值" in desk.words() and len(metrics(desk, 3)) == 2
    with writer(desk.path) as ws:
        review.undo(ws)
    assert metrics(desk, 3) == ["新建市级重点实验室"]


async def test_a_deadline_without_a_year_is_shown_as_the_day_of_the_plans_year(desk: Desk) -> None:
    with writer(desk.path) as ws:
        imports.store_plan(ws, imports.prepare(PLAN.replace("2026", "2025").encode(), name="b.txt"))
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.ask(TargetsScreen(9))
        await settle(pilot)
        await type_text(pilot, "九月底前新增中试基地2个")
        assert "时限2025-09-30" in desk.words()
        await press(pilot, "enter")
        assert "2025-09-30" in desk.text() and "2026-09-30" not in desk.text()


async def test_what_is_not_finished_is_a_draft_of_this_task(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.ask(TargetsScreen(3))
        await settle(pilot)
        await type_text(pilot, "新增")
        desk.screen.query_one("#targets-line").post_message(events.Paste("中试基地\n２个"))
        await settle(pilot)
        await press(pilot, "escape")
        assert desk.results == [None] and "已留作草稿" in "".join(desk.notices)
        desk.ask(TargetsScreen(4))
        await settle(pilot)
        assert desk.screen.query_one("#targets-line", PromptLine).text == ""
        await press(pilot, "escape")
        desk.ask(TargetsScreen(3))
        await settle(pilot)
        assert "读作新增中试基地增2个" in desk.words()
        await press(pilot, "enter")
        await press(pilot, "escape")
        desk.ask(TargetsScreen(3))
        await settle(pilot)
        assert desk.screen.query_one("#targets-line", PromptLine).text == "" and len(metrics(desk, 3)) == 2
    # A draft of a target is none of a note.
    assert desk.ask_store(lambda ws: [one.body for one in review.drafts(ws)]) == []


async def test_a_target_is_given_to_a_part(desk: Desk) -> None:
    with writer(desk.path) as ws:
        first, second = splitting.split(ws, 1, [PartDraft("培育高新技术企业"), PartDraft("扶持科技服务机构")]).task_ids
    before = metrics(desk, first)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.ask(TargetsScreen(first))
        await settle(pilot)
        assert "F4 归分项" in desk.text()
        await press(pilot, "f4")
        assert isinstance(desk.screen, PickScreen)
        await press(pilot, "down", "enter")
        assert metrics(desk, second) == before[:1] and metrics(desk, first) == before[1:]
        await press(pilot, "escape")
        desk.ask(TargetsScreen(3))
        await settle(pilot)
        assert "F4" not in desk.text()


async def test_it_is_opened_from_the_list_the_detail_and_the_actual_values(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(160, 45)) as pilot:
        await settle_review(pilot)
        await press_review(pilot, "down", "A")
        assert isinstance(app.screen, TargetsScreen) and app.screen.task_id == 2
        await press_review(pilot, "escape", "tab")
        assert "A 补目标" in "\n".join(strip.text for strip in app.screen._compositor.render_strips())
        await press_review(pilot, "A")
        assert isinstance(app.screen, TargetsScreen)
        await press_review(pilot, "escape", "shift+tab", "v", "1", "f2")
        assert isinstance(app.screen, TargetsScreen)
        await press_review(pilot, "escape")
        assert isinstance(app.screen, ActualScreen) and app.screen.line.text == "1"
        await press_review(pilot, "escape", "escape")
        assert app.screen is screen_of(pilot)


async def test_an_indicator_is_added_to_the_plan(desk: Desk) -> None:
    from planreview.services.target_adding import add_indicator

    with writer(desk.path) as ws:
        (made,) = add_indicator(ws, 1, {"metric": "研发强度", "value": "3", "unit": "%"}).task_ids
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.ask(TargetsScreen(made))
        await settle(pilot)
        assert "全计划的指标" in desk.words() and "研发强度" in desk.words()
        await type_text(pilot, "指标=病床 目标值=500")
        await press(pilot, "enter")
    found = desk.ask_store(lambda ws: len(queries.task_ids(ws, TaskFilter(indicators=True))))
    assert found == 2
