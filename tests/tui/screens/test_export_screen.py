"""The name of a file to write: what is typed takes its place, endings stand once, the folder is remembered."""

from __future__ import annotations

from pathlib import Path

import pytest

from planreview.tui.screens.export import ExportScreen
from tests.tui.reviewing import make_app
from tests.tui.reviewing import press as press_app
from tests.tui.reviewing import settle as settle_app
from tests.tui.screens.support import Desk, press, settle, type_text


@pytest.fixture
def desk(store: Path) -> Desk:
    return Desk(store)


async def test_what_is_typed_takes_the_place_of_the_proposed_name(desk: Desk, tmp_path: Path) -> None:
    wanted = tmp_path / "x" / "表.html"
    wanted.parent.mkdir()
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = ExportScreen(folder=tmp_path)
        desk.ask(screen)
        await settle(pilot)
        assert "Ctrl+U 清空" in desk.text()
        # Another form leaves the proposal one, to be typed over.
        await press(pilot, "down", "up")
        await type_text(pilot, str(wanted))
        assert screen.line.value == str(wanted)
        await press(pilot, "enter")
        assert desk.results == [wanted] and wanted.exists()


async def test_a_name_gets_the_ending_once_and_a_folder_the_proposed_name(desk: Desk, tmp_path: Path) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = ExportScreen(folder=tmp_path)
        desk.ask(screen)
        await settle(pilot)
        await press(pilot, "home")
        await type_text(pilot, "新.html")
        await press(pilot, "ctrl+k")
        await type_text(pilot, ".html")
        assert screen.line.value == "新.html" and screen.path == tmp_path / "新.html"
        await press(pilot, "ctrl+u")
        await type_text(pilot, "月报")
        assert screen.path == tmp_path / "月报.html" and "月报.html" in desk.words()
        await press(pilot, "ctrl+u")
        await type_text(pilot, f"{tmp_path}/")
        assert screen.path.parent == tmp_path and screen.path.name.startswith("汇总-")


async def test_the_folder_of_the_last_export_is_remembered(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "报表"
    folder.mkdir()
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle_app(pilot)
        await press_app(pilot, "e")
        await type_text(pilot, f"{folder}/a")
        await press_app(pilot, "enter")
        assert (folder / "a.html").exists()
        await press_app(pilot, "e")
        assert isinstance(app.screen, ExportScreen) and app.screen.path.parent == folder
        folder.rename(tmp_path / "旧")
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle_app(pilot)
        await press_app(pilot, "e")
        assert isinstance(app.screen, ExportScreen) and app.screen.path.parent == here
