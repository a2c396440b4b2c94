"""Files of evidence are looked at again beside the screen, and Esc stops that without leaving."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from planreview.services import evidence
from planreview.services.evidence import Progress
from planreview.tui import patience
from planreview.tui.screens.evidence import EvidenceScreen
from tests.tui.screens.support import Desk, make_store, press, settle, type_text, writer


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    make_store(tmp_path / "store.db")
    (tmp_path / "验收.pdf").write_bytes(b"x" * 100)
    with writer(tmp_path / "store.db") as ws:
        evidence.add_evidence(ws, (1,), evidence.hash_evidence(tmp_path / "验收.pdf"), document="3号")
    return Desk(tmp_path / "store.db")


def slow(_: Path, progress: Progress | None = None) -> None:
    """A file of terabytes."""
    while progress is not None and progress(1, 10**12):
        time.sleep(0.002)


async def test_esc_stops_the_looking_and_what_was_not_looked_at_says_so(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence, "hash_evidence", slow)
    monkeypatch.setattr(patience, "DELAY", 0.01)
    evidence._KNOWN.clear()
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(EvidenceScreen((1,), "一件"))
        while "正在核对佐证文件" not in desk.words():
            await pilot.pause()
        assert "3号" in desk.text(), "the list is there meanwhile"
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(desk.screen, EvidenceScreen) and "未核对" in desk.text()
        await press(pilot, "escape")
        assert desk.results == [None]


async def test_what_was_broken_off_is_looked_at_the_next_time(desk: Desk) -> None:
    evidence._KNOWN.clear()
    (piece,) = desk.ask_store(lambda ws: evidence.evidence_of(ws, 1))
    assert evidence.check_evidence([piece], lambda *_: False) == {}
    assert evidence.check_evidence([piece]) == {piece.id: evidence.SAME}
    assert evidence.check_evidence([piece], lambda *_: False) == {piece.id: evidence.SAME}, "it is known by now"


async def test_a_file_that_is_not_there_is_typed_anew_on_its_own_line(desk: Desk, tmp_path: Path) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(EvidenceScreen((1,), "一件"))
        await settle(pilot)
        await type_text(pilot, str(tmp_path / "没有.pdf"))
        await press(pilot, "enter", "enter")
        await type_text(pilot, "初审")
        await press(pilot, "enter")
        dialog = desk.screen
        assert isinstance(dialog, EvidenceScreen) and desk.focused is dialog._line("path")
        await type_text(pilot, str(tmp_path / "验收.pdf"))
        assert (dialog._line("path").text, dialog._line("remark").text) == (str(tmp_path / "验收.pdf"), "初审")
        await press(pilot, "ctrl+s")
        assert desk.results and desk.results[0].task_ids == (1,)
