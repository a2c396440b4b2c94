"""What is typed into a dialog of lines is never lost: kept while it is typed, there again when it opens, gone once stored."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from planreview.errors import StoreError
from planreview.services import care, drafts, evidence, queries, review
from planreview.tui.screens.adjust import AdjustScreen
from planreview.tui.screens.adjust_out import AdjustOutScreen
from planreview.tui.screens.closing import ClosingScreen
from planreview.tui.screens.evidence import EvidenceScreen
from planreview.tui.screens.form import FormDialog
from planreview.tui.screens.self_report import SelfReportScreen
from planreview.tui.widgets.prompt_line import PromptLine
from tests.tui.screens.support import Desk, make_store, press, settle, type_text, writer

# The dialog, keys that lead to its lines, and the keys that store it.
FORMS: dict[str, tuple[Callable[[], FormDialog[object]], tuple[str, ...], tuple[str, ...]]] = {
    "self-report": (lambda: SelfReportScreen((1,), "一件"), ("[3 已开工]",), ("enter",)),
    "evidence": (lambda: EvidenceScreen((1,), "一件"), ("f3", "enter", "[临科〔2026〕3号]", "enter", "[电话问过]"), ("ctrl+s",)),
    "closing": (lambda: ClosingScreen((1,), "一件"), ("[材料齐了]",), ("enter",)),
    "adjust": (
        lambda: AdjustScreen(1),
        ("down", "[15]", "enter", "[王五]", "enter", "[〔2026〕9号]"),
        ("ctrl+s",),
    ),
}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    make_store(tmp_path / "store.db")
    with writer(tmp_path / "store.db") as ws:
        review.mark(ws, (1,), "done")
    return Desk(tmp_path / "store.db")


async def open_form(desk: Desk, name: str, pilot: object) -> FormDialog[object]:
    dialog = FORMS[name][0]()
    dialog.autosave = 0.01
    desk.ask(dialog)
    await settle(pilot)
    return dialog


async def fill(name: str, pilot: object) -> None:
    for key in FORMS[name][1]:
        if key.startswith("["):
            await type_text(pilot, key[1:-1])
        else:
            await press(pilot, key)


def lines(dialog: FormDialog[object]) -> dict[str, str]:
    return {line.id or "": line.text for line in dialog.query(PromptLine)}


def kept(desk: Desk, dialog: FormDialog[object]) -> dict[str, str]:
    found = desk.ask_store(lambda ws: drafts.form_draft(ws, *dialog.draft))
    return found[0] if found else {}


@pytest.mark.parametrize("name", FORMS)
async def test_what_was_typed_is_on_the_disk_without_a_key_and_there_again(desk: Desk, name: str) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        dialog = await open_form(desk, name, pilot)
        await fill(name, pilot)
        typed, marks = lines(dialog), dialog.marks()
        while {key: text for key, text in typed.items() if text} != {
            key: text for key, text in kept(desk, dialog).items() if key in typed
        }:
            await pilot.pause()
        # As a crash would: nothing is said to the dialog.
        dialog.dismiss(None)
        await settle(pilot)
        again = await open_form(desk, name, pilot)
        assert (lines(again), again.marks()) == (typed, marks)
        assert "接着上次没存的写" in desk.text()
        await press(pilot, *FORMS[name][2])
        assert kept(desk, again) == {}
        assert len(desk.ask_store(lambda ws: care.log(ws))) > 1
        if not again.is_running:
            last = await open_form(desk, name, pilot)
            assert set(lines(last).values()) == {""}, "what was stored is not offered again"


@pytest.mark.parametrize("name", FORMS)
async def test_esc_leaves_at_once_and_says_that_it_is_kept(desk: Desk, name: str) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        dialog = await open_form(desk, name, pilot)
        await fill(name, pilot)
        typed = lines(dialog)
        await press(pilot, "escape")
        assert desk.results == [None] and any("草稿" in notice for notice in desk.notices)
        again = await open_form(desk, name, pilot)
        assert lines(again) == typed
        for line in again.query(PromptLine):
            line.value = ""
        await press(pilot, "escape")
        assert kept(desk, again) == {}, "what was emptied by hand is forgotten"


async def test_what_cannot_be_kept_is_left_only_at_the_second_esc(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise StoreError("disk_full", path="store.db")

    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await open_form(desk, "closing", pilot)
        monkeypatch.setattr(drafts, "save_form", refuse)
        await type_text(pilot, "留不下")
        await press(pilot, "escape")
        assert desk.results == [] and "草稿没有存上" in desk.text()
        await press(pilot, "escape")
        assert desk.results == [None] and desk.notices == []


async def test_a_form_is_no_note(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await open_form(desk, "closing", pilot)
        await type_text(pilot, "材料齐了")
        await press(pilot, "escape")
    assert desk.ask_store(review.drafts) == () and desk.ask_store(lambda ws: queries.task_detail(ws, 1)).draft is None
    assert desk.ask_store(lambda ws: evidence.evidence_of(ws, 1)) == ()


async def test_approver_and_number_of_what_leaves_the_base_are_kept_while_they_are_typed(desk: Desk) -> None:
    with writer(desk.path) as ws:
        review.mark(ws, (6,), "dropped")
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(AdjustOutScreen((6,), "dropped", autosave=0.01))
        await settle(pilot)
        await press(pilot, "enter")
        await type_text(pilot, "王五")
        await press(pilot, "enter")
        await type_text(pilot, "9号")
        while {one.kind: one.body for one in desk.ask_store(review.drafts_beside)} != {"approver": "王五", "document": "9号"}:
            await pilot.pause()
        desk.screen.dismiss(None)
        await settle(pilot)
        desk.ask(AdjustOutScreen((6,), "dropped", autosave=0.01))
        await settle(pilot)
        assert "王五" in desk.text() and "9号" in desk.text()
        await press(pilot, "ctrl+s")
    assert desk.ask_store(review.drafts_beside) == ()
