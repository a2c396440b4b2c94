"""A draft that could not be read when a dialog opened: nothing that is typed or stored meanwhile takes its place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from planreview.errors import StoreError
from planreview.services import drafts, queries, review
from planreview.services.workspace import Workspace
from planreview.tui.screens.actual import ActualScreen
from planreview.tui.screens.adjust import AdjustScreen
from planreview.tui.screens.closing import ClosingScreen
from planreview.tui.screens.edit_note import EditNoteScreen
from planreview.tui.screens.form import FormDialog
from planreview.tui.screens.note import NoteScreen
from planreview.tui.screens.reasons import ReasonsScreen
from planreview.tui.screens.self_report import SelfReportScreen
from planreview.tui.screens.targets import TargetsScreen
from tests.tui.screens.support import Desk, make_store, press, settle, type_text, writer

# Also while a dialog finds it busy.
READ = drafts.form_draft
LATE = "上次没存的放在了现在写的前面"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    make_store(tmp_path / "store.db")
    with writer(tmp_path / "store.db") as ws:
        review.mark(ws, (1,), "done")
    return Desk(tmp_path / "store.db")


@contextmanager
def busy(monkeypatch: pytest.MonkeyPatch, *doors: tuple[object, str]) -> Iterator[None]:
    """The store cannot be read through some doors."""

    def refuse(*_: object) -> None:
        raise StoreError("store_locked", path="store.db")

    with monkeypatch.context() as broken:
        for where, name in doors:
            broken.setattr(where, name, refuse)
        yield


def keep_form(desk: Desk, dialog: FormDialog[None], **values: str) -> None:
    with writer(desk.path) as ws:
        drafts.save_form(ws, *dialog.draft, values)


def form(desk: Desk, dialog: FormDialog[None]) -> dict[str, str]:
    found = desk.ask_store(lambda ws: READ(ws, *dialog.draft))
    return found[0] if found else {}


async def opened(desk: Desk, dialog: FormDialog[None], pilot: Pilot[None]) -> None:
    dialog.autosave = 3600
    desk.ask(dialog)
    await settle(pilot)


@pytest.mark.parametrize("door", ["form_draft", "task_detail"])
@pytest.mark.parametrize("typed", ["", "新写"])
async def test_a_form_takes_up_its_draft_as_soon_as_it_can_be_read(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, door: str, typed: str
) -> None:
    dialog = SelfReportScreen((1,), "一件")
    keep_form(desk, dialog, **{"report-text": "旧稿", "verdict": "ahead"})
    async with desk.run_test(size=(80, 24)) as pilot:
        with busy(monkeypatch, (drafts if door == "form_draft" else queries, door)):
            await opened(desk, dialog, pilot)
            await type_text(pilot, typed)
            await dialog.save_draft()
            assert form(desk, dialog)["report-text"] == "旧稿"
        await dialog.save_draft()
        assert dialog.line.text == form(desk, dialog)["report-text"] == f"旧稿 {typed}".strip()
        await settle(pilot)
        assert (LATE in desk.text()) is bool(typed)
        # What is chosen is meant for what has been typed since.
        assert dialog.marks() == ({} if typed else {"verdict": "ahead"})


async def test_what_is_stored_before_the_draft_was_seen_leaves_it_there(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    adjust = AdjustScreen(1)
    keep_form(desk, adjust, **{"adjust-new": "99", "adjust-approver": "王五"})
    closing = ClosingScreen((1,), "一件")
    keep_form(desk, closing, **{"closing-reason": "旧稿"})
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        with busy(monkeypatch, (drafts, "form_draft")):
            await opened(desk, closing, pilot)
            await type_text(pilot, "材料齐了")
            await press(pilot, "enter")
            await settle(pilot)
            assert len(desk.results) == 1 and form(desk, closing) == {"closing-reason": "旧稿"}
            await opened(desk, adjust, pilot)
            await press(pilot, "down")
            for text in ("15", "李四", "〔2026〕9号"):
                await type_text(pilot, text)
                await press(pilot, "enter")
            await press(pilot, "enter")
            assert "已调整" in desk.text() and form(desk, adjust)["adjust-new"] == "99"
            await type_text(pilot, "16")
            await adjust.save_draft()
            assert form(desk, adjust)["adjust-new"] == "99"
        await press(pilot, "escape")
        assert form(desk, adjust)["adjust-new"] == "99 16"


async def test_figures_stand_behind_their_drafts_and_those_of_other_targets_come_back(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (one.uid for one in desk.ask_store(lambda ws: queries.task_detail(ws, 1)).targets)
    dialog = ActualScreen(1)
    keep_form(desk, dialog, **{first: "11", second: "66"})
    async with desk.run_test(size=(80, 24)) as pilot:
        with busy(monkeypatch, (drafts, "form_draft")):
            await opened(desk, dialog, pilot)
            await type_text(pilot, "12")
            await dialog.save_draft()
        await dialog.save_draft()
        assert dialog.line.text == "11 12" and form(desk, dialog) == {first: "11 12", second: "66"}
        # Nothing is made of both.
        await press(pilot, "enter")
        assert "“11 12”不是数字" in desk.text()


async def test_figures_whose_task_cannot_be_read_keep_their_drafts(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    (uid, _) = (one.uid for one in desk.ask_store(lambda ws: queries.task_detail(ws, 1)).targets)
    dialog = ActualScreen(1)
    keep_form(desk, dialog, **{uid: "11"})
    async with desk.run_test(size=(80, 24)) as pilot:
        with busy(monkeypatch, (queries, "task_detail")):
            await opened(desk, dialog, pilot)
            await dialog.save_draft()
        assert form(desk, dialog) == {uid: "11"}
        await dialog.save_draft()
        assert form(desk, dialog) == {uid: "11"} and dialog.line.text == "11"


async def test_a_note_is_kept_behind_a_draft_that_only_its_writing_meets(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def bodies() -> list[str]:
        return [one.body for one in drafts.drafts(reader)]

    with writer(desk.path) as ws:
        review.save_draft(ws, 2, "旧稿", None)
    with Workspace.reader(desk.path) as reader:
        async with desk.run_test(size=(80, 24)) as pilot:
            screen = NoteScreen((2,), "一件", autosave=3600)
            with busy(monkeypatch, (review, "drafts")):
                desk.ask(screen)
                await settle(pilot)
                await type_text(pilot, "新")
                await screen.save_draft()
                assert bodies() == ["旧稿\n新"] == [screen.editor.text] and "接着上次的草稿写" in desk.text()
                await type_text(pilot, "写")
                await screen.save_draft()
                assert bodies() == ["旧稿\n新写"]
            await type_text(pilot, "完")
            await screen.save_draft()
            assert bodies() == ["旧稿\n新写完"] == [screen.editor.text]
            await press(pilot, "ctrl+s")
            assert bodies() == []
    assert [one.body for one in desk.ask_store(lambda ws: queries.task_detail(ws, 2)).notes] == ["旧稿\n新写完"]


@pytest.mark.parametrize("later", [False, True])
async def test_a_wording_begun_before_stays_in_front_of_the_new_one(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, later: bool
) -> None:
    with writer(desk.path) as ws:
        review.add_note(ws, (2,), "原文")
        (note,) = queries.task_detail(ws, 2).notes
        review.save_draft(ws, 2, "改到一半", drafts.EDIT + note.id)
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = EditNoteScreen(2, note.id, "原文", None, autosave=3600)
        with busy(monkeypatch, (drafts, "_all")):
            desk.ask(screen)
            await settle(pilot)
            await type_text(pilot, "，续")
            if not later:
                await screen.save_draft()
        await screen.save_draft()
        assert screen.editor.text == "改到一半\n原文，续"
        await press(pilot, "escape")
    assert desk.ask_store(lambda ws: drafts.edit_draft(ws, 2, note.id)) == ("改到一半\n原文，续",)


async def test_a_reason_that_nobody_saw_is_neither_covered_nor_taken_along(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with writer(desk.path) as ws:
        review.mark(ws, (3, 4), "behind")
        review.save_draft(ws, 3, "旧稿", "reason")
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = ReasonsScreen(first=3, autosave=3600)
        with busy(monkeypatch, (review, "drafts")):
            desk.ask(screen)
            await settle(pilot)
            await type_text(pilot, "新写")
            await screen.save_drafts()
            assert [one.body for one in desk.ask_store(drafts.drafts)] == ["旧稿"] and "草稿没有存上" in desk.text()
            await press(pilot, "enter")
        await settle(pilot)
        assert [one.body for one in desk.ask_store(lambda ws: queries.task_detail(ws, 3)).notes] == ["新写"]
        assert [one.body for one in desk.ask_store(drafts.drafts)] == ["旧稿"]


async def test_a_target_begun_before_stands_in_front_of_what_was_typed_since(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with writer(desk.path) as ws:
        review.save_draft(ws, 3, "新增中试", drafts.EDIT + "target")
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = TargetsScreen(3, autosave=0.01)
        with busy(monkeypatch, (drafts, "edit_draft")):
            desk.ask(screen)
            await settle(pilot)
            await type_text(pilot, "基地2个")
        while screen.line.text != "新增中试 基地2个":
            await pilot.pause()
        await press(pilot, "escape")
    assert desk.ask_store(lambda ws: drafts.edit_draft(ws, 3, "target")) == ("新增中试 基地2个",)
