"""Copying: tmux's buffer, the terminal, a file; what is copied, and that the words say where it went and how much."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from planreview.tui import copying
from planreview.tui.copying import LONGEST, copy_text
from planreview.tui.settings import Settings
from tests.tui.reviewing import grid, make_app, press, settle, tasks_of


class Terminal:
    """Keeps what the terminal was given."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def copy_to_clipboard(self, text: str) -> None:
        self.given.append(text)


async def test_a_terminal_that_knows_osc_52_is_given_the_text(tmp_path: Path) -> None:
    terminal = Terminal()
    said = await copy_text(terminal, "一\n二\n", tmp_path, {"TERM": "xterm-256color"})
    assert terminal.given == ["一\n二\n"] and "OSC 52" in said and "2 行、4 字" in said
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "environment",
    [{"TERM": "linux"}, {"TERM": "screen.xterm-256color"}, {"TERM": "xterm", "STY": "1.pts"}, {"TERM": "vt220"}, {}],
)
async def test_one_that_does_not_gets_a_file_for_its_owner_alone(tmp_path: Path, environment: dict[str, str]) -> None:
    terminal = Terminal()
    said = await copy_text(terminal, "任务\n", tmp_path / "state", environment)
    path = tmp_path / "state" / "copied.txt"
    assert terminal.given == [] and str(path) in said and path.read_text(encoding="utf-8") == "任务\n"
    assert os.name == "nt" or path.stat().st_mode & 0o077 == 0


async def test_more_than_terminals_take_goes_to_a_file_and_that_is_said(tmp_path: Path) -> None:
    terminal = Terminal()
    most = "a" * (LONGEST // 4 * 3)
    assert "OSC 52" in await copy_text(terminal, most, tmp_path, {"TERM": "xterm"})
    said = await copy_text(terminal, most + "aaa", tmp_path, {"TERM": "xterm"})
    assert len(terminal.given) == 1 and "收不下" in said


@pytest.mark.parametrize(("codes", "calls"), [([0], 1), ([1, 0], 2)])
async def test_in_tmux_its_buffer_is_filled_also_by_one_that_is_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, codes: list[int], calls: int
) -> None:
    seen: list[tuple[list[str], bytes]] = []

    def run(command: list[str], *, input: bytes, **_: object) -> subprocess.CompletedProcess[bytes]:
        seen.append((command, input))
        return subprocess.CompletedProcess(command, codes[len(seen) - 1])

    monkeypatch.setattr(copying.subprocess, "run", run)
    terminal = Terminal()
    said = await copy_text(terminal, "任务", tmp_path, {"TERM": "tmux-256color", "TMUX": "/tmp/x"})
    assert "tmux" in said and terminal.given == [] and len(seen) == calls
    assert seen[-1] == (["tmux", "load-buffer", *(["-w"] if calls == 1 else []), "-"], "任务".encode())


async def test_where_tmux_cannot_be_asked_the_terminal_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "_into_tmux", lambda text: False)
    terminal = Terminal()
    assert "OSC 52" in await copy_text(terminal, "x", tmp_path, {"TERM": "xterm", "TMUX": "/tmp/x"})


async def test_y_copies_the_row_the_selection_or_the_task_that_is_read(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TMUX", raising=False)
    monkeypatch.setenv("TERM", "linux")
    app = make_app(store, settings=Settings(theme="dark", state_folder=tmp_path))
    path = tmp_path / "copied.txt"

    def copied() -> str:
        return path.read_text(encoding="utf-8")

    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "y")
        assert copied().rstrip("\n").split("\t")[:5] == ["1", "未核", "-", "临澜市科技局", "培育高新技术企业"]
        assert "1 行" in "\n".join(grid(app))
        await press(pilot, "ctrl+a", "y")
        lines = copied().splitlines()
        assert len(lines) == 7 and lines[0].startswith("序号\t结论") and "\t".join(lines[6].split("\t")[:2]) == "6\t未核"
        tasks_of(pilot).select(())
        await press(pilot, "enter", "ｙ")
        assert "全年新增高新技术企业12家，高新技术企业达到70家。" in copied()
        await press(pilot, "escape", "s", "y")
        table = copied().splitlines()
        assert "件数" in table[1].split("\t") and any(line.startswith("\t合计\t6") for line in table)
