"""The preview: outline beside source, every key pressed, remarks lead to their lines, nothing stored until it is confirmed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from planreview.cells import width
from planreview.domain.review import TaskFilter
from planreview.outline.form import diagnostic_message
from planreview.services import queries
from planreview.services.filing import Prepared
from planreview.services.imports import prepare
from planreview.tui.screens.import_plan import ImportScreen
from planreview.tui.screens.preview import PreviewScreen
from planreview.tui.screens.preview_targets import PreviewTargetsScreen
from tests.tui.screens.support import Desk, press, settle, type_text, writer

PLAN = """临澜市水利局2026年工作要点

一、清理河面

1.打捞漂浮物。每周巡河1次，清理河道30公里。
拆除网箱12处。

2.拆除违章建筑。拆除违章建筑20处。

二、加强管理

3.整修堤防。整修堤防8公里。

责任编辑：小李

临澜市水利局
2026年1月10日
"""


LONG_TAIL = (
    "同时，认真抓好值班、宣传、培训、统计、档案、安全、信访、防汛、防火、清洁、绿化、节水、环保、"
    "招商、创文、节能和建议提案办理等重点工作。"
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    writer(tmp_path / "store.db", create=True).close()
    return Desk(tmp_path / "store.db")


def read(text: str = PLAN) -> Prepared:
    return prepare(text.encode(), name="河道.txt")


async def opened(desk: Desk, pilot: Any, text: str = PLAN) -> PreviewScreen:
    screen = PreviewScreen(read(text))
    desk.ask(screen)
    await settle(pilot)
    return screen


def titles(screen: PreviewScreen) -> list[str]:
    return [task.title for task in screen.prepared.outline.tasks]


async def to_line(screen: PreviewScreen, pilot: Any, line: int) -> None:
    while screen.pane != "preview-source":
        await press(pilot, "tab")
    screen.source.go_to(line)
    await settle(pilot)


async def test_wide_all_panes_are_seen_with_the_lines_of_what_is_chosen_lit(desk: Desk) -> None:
    async with desk.run_test(size=(160, 45)) as pilot:
        screen = await opened(desk, pilot)
        assert "一、清理河面" in desk.text() and "拆除网箱12处" in desk.text() and "不能确定是不是目标值" in desk.text()
        await press(pilot, "down")
        assert (screen.source.line, list(screen.source.lit)) == (5, [5, 6])
        assert "2?" in desk.text() or "3?" in desk.text(), "a doubtful target is marked"
        assert "带?的有" in desk.words() and "拿不准，按v定" in desk.words(), "and the mark is explained"
        assert screen.source.targets[6] == [(0, 7)]


async def test_narrow_the_panes_take_turns(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = await opened(desk, pilot)
        assert "清理河道30公里" not in desk.text()
        await press(pilot, "tab")
        assert screen.pane == "preview-source" and "清理河道30公里" in desk.text()
        await press(pilot, "tab")
        assert screen.pane == "preview-notes"
        await press(pilot, "shift+tab", "shift+tab")
        assert screen.pane == "preview-outline" and "清理河道30公里" not in desk.text()
        assert "Ctrl+S 采用" in desk.text() and "v 目标值" in desk.text(), "the foot shows the keys"


async def test_a_remark_leads_to_its_line(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = await opened(desk, pilot)
        await press(pilot, "tab", "tab")
        place = next(n for n, note in enumerate(screen.told) if note.kind == "target_doubtful")
        await press(pilot, *["down"] * place, "enter")
        assert (screen.pane, screen.source.line) == ("preview-source", 5)


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (160, 45)])
async def test_a_long_remark_is_read_to_its_end_where_its_line_has_no_room(desk: Desk, size: tuple[int, int]) -> None:
    async with desk.run_test(size=size) as pilot:
        screen = await opened(desk, pilot, PLAN.replace("责任编辑", f"{LONG_TAIL}\n\n责任编辑"))
        await press(pilot, *["tab"] * 2)
        assert max(width(diagnostic_message(one)) for one in screen.told) > screen.notes.size.width
        for remark in screen.told:
            said = diagnostic_message(remark)
            drawn = desk.words().replace("\n", "")
            assert said.replace(" ", "")[-12:] in drawn
            await press(pilot, "down")


async def test_enter_on_a_task_leads_to_its_lines(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = await opened(desk, pilot)
        await press(pilot, "down", "down", "enter")
        assert (screen.pane, screen.source.line) == ("preview-source", 8)


async def test_a_line_far_down_is_in_view_when_the_source_is_opened_for_it(desk: Desk) -> None:
    long = PLAN.replace("二、加强管理", "3.清淤。\n" + "继续清理各处河道的淤泥和杂物。\n" * 60 + "\n二、加强管理").replace(
        "3.整修", "4.整修"
    )
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = await opened(desk, pilot, long)
        await press(pilot, "end", "enter")
        assert screen.source.lines[screen.source.line - 1].startswith("4.整修") and "4.整修堤防" in desk.text()


async def test_a_task_is_split_at_a_line_and_joined_again(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = await opened(desk, pilot)
        await to_line(screen, pilot, 6)
        await press(pilot, "x")
        assert titles(screen) == ["打捞漂浮物", "拆除网箱12处", "拆除违章建筑", "整修堤防"]
        await press(pilot, "j")
        assert titles(screen) == ["打捞漂浮物", "拆除违章建筑", "整修堤防"]
        await press(pilot, "u", "u")
        assert screen.prepared.corrections == () and len(titles(screen)) == 3
        await press(pilot, "U")
        assert len(titles(screen)) == 4
        await press(pilot, "ctrl+r")
        assert len(titles(screen)) == 3
        await press(pilot, "ctrl+r")
        assert "没有可重做" in desk.text()


async def test_a_task_is_split_at_words_of_its_first_line(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = await opened(desk, pilot)
        await press(pilot, "x")
        assert "请把光标移到" in desk.text() and screen.pane == "preview-source"
        await to_line(screen, pilot, 5)
        await press(pilot, "x")
        await type_text(pilot, "清理河道")
        await press(pilot, "enter")
        assert screen.prepared.outline.tasks[1].text.startswith("清理河道30公里")


async def test_what_does_not_fit_is_refused_and_changes_nothing(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = await opened(desk, pilot)
        await press(pilot, "j")
        assert "光标不在任务上" in desk.text()
        await press(pilot, "down", "j")
        assert "不能这样更正" in desk.text() and screen.prepared.corrections == ()
        await press(pilot, "u")
        assert "没有可撤销" in desk.text()


async def test_title_departments_and_aside(desk: Desk) -> None:
    async with desk.run_test(size=(160, 45)) as pilot:
        screen = await opened(desk, pilot)
        await press(pilot, "down", "e")
        await press(pilot, "ctrl+u")
        await type_text(pilot, "清漂")
        await press(pilot, "enter", "a")
        await type_text(pilot, "市水利局、市城管局；配合：市财政局")
        await press(pilot, "enter", "o")
        await type_text(pilot, "日常工作")
        await press(pilot, "enter")
        task = screen.prepared.outline.tasks[0]
        assert (task.title, task.departments.lead, task.departments.support, task.set_aside) == (
            "清漂", ("市水利局", "市城管局"), ("市财政局",), "日常工作",
        )  # fmt: skip
        assert "[不列入]清漂" in desk.words()
        await press(pilot, "o")
        assert screen.prepared.outline.tasks[0].set_aside is None
        await press(pilot, "up", "a")
        await type_text(pilot, "市水利局")
        await press(pilot, "enter")
        assert screen.prepared.outline.sections[0].departments.lead == ("市水利局",)


async def test_lines_are_ignored_one_after_another_in_a_burst(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = await opened(desk, pilot)
        await to_line(screen, pilot, 14)
        await pilot.press("i", "up", "up", "i")
        await settle(pilot)
        assert [one.line for one in screen.prepared.outline.other if one.role == "ignored"] == [12, 14]


async def test_the_level_of_the_tasks_is_changed(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = await opened(desk, pilot)
        await press(pilot, "l")
        await type_text(pilot, "一、")
        await press(pilot, "enter")
        assert titles(screen) == ["清理河面", "加强管理"]
        await press(pilot, "l")
        await type_text(pilot, "甲")
        await press(pilot, "enter")
        assert titles(screen) == ["清理河面", "加强管理"] and screen.problem_line.text


async def test_targets_are_taken_dropped_changed_and_added(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = await opened(desk, pilot)
        await press(pilot, "down", "v")
        assert isinstance(desk.screen, PreviewTargetsScreen) and "存疑" in desk.text()
        assert (
            "拿不准是不是要完成的数，y采纳，d删去" in desk.words() and "累计：期内" in desk.words() and "+=" not in desk.words()
        )
        await press(pilot, "y")
        assert "拿不准" not in desk.words()
        await press(pilot, "down", "d", "down", "enter", "ctrl+u")
        await type_text(pilot, "目标值=15 单位=个")
        await press(pilot, "enter", "n", "ctrl+u")
        await type_text(pilot, "指标=巡河 人次 目标值=100 单位=人次")
        await press(pilot, "enter", "escape")
        targets = screen.prepared.outline.tasks[0].targets
        said = {(one.metric, str(one.value), one.unit) for one in targets}
        assert said == {("每周巡河", "1", "次"), ("拆除网箱", "15", "个"), ("巡河 人次", "100", "人次")}
        assert not any(one.doubtful for one in targets)
        assert not any(note.kind == "target_doubtful" for note in screen.told)


async def test_a_deadline_is_shown_as_the_day_it_was_understood_as(desk: Desk) -> None:
    async with desk.run_test(size=(100, 30)) as pilot:
        screen = await opened(desk, pilot, PLAN.replace("2.拆除违章建筑。拆除", "2.拆除违章建筑。九月底前拆除"))
        assert "2026-09-30" in desk.text()
        while screen.entry is None or screen.entry.line != 8:
            await press(pilot, "down")
        await press(pilot, "v")
        assert isinstance(desk.screen, PreviewTargetsScreen) and "2026-09-30" in desk.text()


async def test_values_that_cannot_be_meant_are_said_in_the_dialog(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        await opened(desk, pilot)
        await press(pilot, "down", "v", "n", "ctrl+u")
        await type_text(pilot, "目标值=许多")
        await press(pilot, "enter")
        assert "“许多”不是数字" in desk.text() and "目标值=许多" in desk.text()
        await press(pilot, "escape", "escape", "ctrl+s")
        assert isinstance(desk.screen, PreviewScreen)


async def test_corrections_are_named_before_they_are_given_up(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = await opened(desk, pilot)
        await to_line(screen, pilot, 6)
        await press(pilot, "x", "escape")
        assert "1处更正还没有采用" in desk.words() and desk.results == []
        await press(pilot, "escape")
        assert desk.results == [None]


async def test_the_import_stores_what_the_preview_gave(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "河道.txt").write_text(PLAN, encoding="utf-8")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.ask(ImportScreen(tmp_path))
        await settle(pilot)
        await type_text(pilot, "河道.txt")
        await press(pilot, "enter", "f2")
        assert isinstance(desk.screen, PreviewScreen)
        await press(pilot, "down", "o", "enter", "ctrl+s")
        assert "已更正1处" in desk.words() and desk.ask_store(queries.plans) == ()
        await press(pilot, "ctrl+s")
        (result,) = desk.results
        aside = desk.ask_store(lambda ws: queries.task_rows(ws, queries.task_ids(ws, TaskFilter(supervised=False))))
        assert result.tasks == 3 and [row.title for row in aside] == ["打捞漂浮物"]


async def test_hostile_text_is_literal(desk: Desk) -> None:
    async with desk.run_test(size=(160, 45)) as pilot:
        await opened(desk, pilot, PLAN.replace("打捞漂浮物", "[@click=app.quit]打捞[/]\x1b[2J"))
        assert "[@click=app.quit]打捞[/]" in desk.words()


async def test_in_english_no_chinese_outside_the_document(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from planreview.catalogue import use_language

    use_language("en")
    try:
        async with desk.run_test(size=(160, 45)) as pilot:
            await opened(desk, pilot, "Plan\n" + PLAN)
            last = desk.text().splitlines()[-3:]
            assert "Ctrl+S use it" in "\n".join(last)
            assert not any("\u4e00" <= char <= "\u9fff" for char in "".join(last))
    finally:
        use_language("zh")
