"""Import from the screen: what is said below the path of a file that cannot be read, and of one that can what is remarked."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from planreview.tui.screens.import_plan import ImportScreen
from planreview.tui.widgets.choice_list import ChoiceList
from tests.tui.screens.support import PLAN, Desk, press, settle, writer
from tests.tui.screens.test_import_screen import read


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    writer(tmp_path / "store.db", create=True).close()
    return Desk(tmp_path / "store.db")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "文件"
    place.mkdir()
    (place / "临澜市2026.txt").write_text(PLAN, encoding="utf-8")
    return place


async def test_the_remarks_on_a_document_scroll_at_the_first_key(desk: Desk, folder: Path) -> None:
    tasks = "".join(f"{n}.推进工作{n}。力争第{n}项在全省的排名上升一位。\n\n" for n in range(1, 31))
    text = f"临澜市科技局2027年工作要点\n\n一、创新\n\n{tasks}临澜市科技局\n2027年1月10日\n"
    (folder / "长.txt").write_text(text, encoding="utf-8")
    async with desk.run_test(size=(80, 20)) as pilot:
        await read(desk, pilot, folder, "长.txt")
        notes = desk.screen.query_one("#import-diagnostics", ChoiceList)
        height = notes.size.height
        assert len(notes.choices) > height + 3 and notes.scroll_offset.y == 0
        for key, top in (
            ("down", 1),
            ("down", 2),
            ("up", 1),
            ("pagedown", min(height, len(notes.choices) - height)),
            ("pageup", 1),
        ):
            await press(pilot, key)
            assert notes.scroll_offset.y == top, key
        await press(pilot, "pagedown", "pagedown", "pagedown", "pagedown")
        assert notes.scroll_offset.y == len(notes.choices) - height and "还有" not in desk.text()


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_what_cannot_be_read_is_said_below_the_path_with_what_to_do(
    desk: Desk, folder: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    with (folder / "大.docx").open("wb") as large:
        large.truncate(200 * 1024 * 1024)
    (folder / "空").mkdir()
    cases = {
        "临澜市2027.docx": ["里没有“临澜市2027.docx”", "是不是临澜市2026.txt", "从下面选"],
        "没有的/临澜市2026.txt": ["里没有“没有的”", "从下面选"],
        "大.docx": ["超过64MiB", "另存为纯文本"],
        "空": ["这个文件夹是空的"],
        "锁": ["没有权限看这个文件夹"],
        "密.txt": ["无权读取", "复制到自己的文件夹"],
        "二进制.txt": ["没有能读的文字", "另存为UTF-8编码的.txt"],
    }
    (folder / "二进制.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "锁").mkdir()
    (folder / "密.txt").write_text(PLAN, encoding="utf-8")
    real = os.open

    def guarded(path: str, flags: int, *rest: int) -> int:
        if str(path).endswith("密.txt"):
            raise PermissionError(13, "denied")
        return real(path, flags, *rest)

    monkeypatch.setattr(os, "open", guarded)
    monkeypatch.setattr(os, "access", lambda path, mode: not str(path).endswith("锁"))
    async with desk.run_test(size=size) as pilot:
        desk.ask(ImportScreen(folder))
        await settle(pilot)
        screen = desk.screen
        assert isinstance(screen, ImportScreen)
        for name, words in cases.items():
            screen._put(folder)
            screen.line.value += name
            await press(pilot, "enter")
            said = screen.query_one("#import-said")
            assert all(one in desk.words() for one in words), (name, desk.words())
            # Right below the line, whatever the height of the screen, in no toast and with the text left on the line.
            assert said.region.y == screen.line.region.bottom and said.region.height
            assert screen.line.text.rstrip("/").endswith(name)
        assert desk.notices == []


async def test_of_a_path_that_is_not_there_what_stands_beside_it_is_picked(desk: Desk, folder: Path) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        await read(desk, pilot, folder, "临澜市2026.docx")
        screen = desk.screen
        assert isinstance(screen, ImportScreen) and screen.names.choices[0].cells[0] == "临澜市2026.txt"
        await press(pilot, "down", "up", "enter")
        assert "任务6" in desk.words()


async def test_the_only_file_of_a_folder_is_taken_by_enter_and_read_by_another(desk: Desk, folder: Path) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = ImportScreen(folder)
        desk.ask(screen)
        await settle(pilot)
        await press(pilot, "enter")
        assert screen.line.value == f"{folder}/临澜市2026.txt" and "只有这一份" in desk.text()
        await press(pilot, "enter")
        assert "任务6" in desk.words()
