"""The columns of a table in the preview: named where there is a table, and offered nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from planreview.services.imports import prepare
from planreview.tui.screens.preview import PreviewScreen
from tests.tui.screens.support import Desk, press, settle, type_text, writer
from tests.tui.screens.test_preview_screen import titles, to_line

TABLE = """临澜市水利局2026年工作要点

编码\t要做的事\t谁来干\t何时
1\t整修堤防\t工程科\t6月底
2\t清理河面\t河道科\t9月底
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    writer(tmp_path / "store.db", create=True).close()
    return Desk(tmp_path / "store.db")


async def test_the_columns_of_a_table_are_named(desk: Desk) -> None:
    async with desk.run_test(size=(160, 45)) as pilot:
        prepared = prepare(TABLE.encode(), name="表.txt", force=True)
        screen = PreviewScreen(prepared)
        desk.ask(screen)
        await settle(pilot)
        assert titles(screen) == []
        await to_line(screen, pilot, 1)
        await press(pilot, "c")
        assert "光标不在表格" in desk.text()
        await to_line(screen, pilot, 3)
        await press(pilot, "c", "ctrl+u")
        await type_text(pilot, "1=序号 2=任务 3=牵头单位 4=时限")
        await press(pilot, "enter")
        assert titles(screen) == ["整修堤防", "清理河面"]
        assert [task.departments.lead for task in screen.prepared.outline.tasks] == [("工程科",), ("河道科",)]
        assert screen.prepared.outline.tasks[0].due == "2026-06-30"
        await press(pilot, "c", "ctrl+u")
        await type_text(pilot, "1=什么")
        await press(pilot, "enter")
        assert "可用：序号" in desk.text() and len(titles(screen)) == 2


async def test_columns_are_offered_where_there_is_a_table(desk: Desk) -> None:
    async with desk.run_test(size=(160, 45)) as pilot:
        for text, offered in ((TABLE, True), (TABLE.replace("\t", ""), False)):
            desk.ask(PreviewScreen(prepare(text.encode(), name="表.txt", force=True)))
            await settle(pilot)
            assert ("c 列" in desk.text()) is offered
