"""Notes: nothing typed is lost, whatever key ends the dialog."""

from __future__ import annotations

import asyncio
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from textual import events

from planreview.errors import StoreError
from planreview.services import queries, review
from planreview.tui.screens.note import NoteScreen
from tests.tui.screens.support import Desk, make_store, press, settle, type_text, writer


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    make_store(tmp_path / "store.db")
    return Desk(tmp_path / "store.db")


def drafts(desk: Desk) -> list[tuple[int, str | None, str]]:
    return [(draft.task_id, draft.kind, draft.body) for draft in desk.ask_store(review.drafts)]


def notes(desk: Desk, task_id: int) -> list[tuple[str | None, str]]:
    return [(note.kind, note.body) for note in desk.ask_store(lambda ws: queries.task_detail(ws, task_id)).notes]


async def test_a_note_on_several_tasks_is_stored_with_its_kind(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(NoteScreen((2, 3), "两件"))
        await settle(pilot)
        await type_text(pilot, "资金未到位")
        await press(pilot, "f3", "ctrl+s")
        assert desk.results[0].task_ids == (2, 3)
        assert notes(desk, 2) == notes(desk, 3) == [("problem", "资金未到位")]
        assert drafts(desk) == []


@pytest.mark.parametrize(
    ("key", "kind", "word"),
    [
        ("f2", "progress", "进展"),
        ("f3", "problem", "问题"),
        ("f4", "reason", "原因"),
        ("f5", "measure", "措施"),
        ("f6", None, "不分类"),
    ],
)
async def test_one_key_gives_the_kind(desk: Desk, key: str, kind: str | None, word: str) -> None:
    async with desk.run_test(size=(60, 20)) as pilot:
        desk.ask(NoteScreen((1,), "一件", kind="measure"))
        await settle(pilot)
        await press(pilot, key)
        assert f"类别：{word}" in desk.text()
        await type_text(pilot, "写")
        await press(pilot, "ctrl+s")
        assert notes(desk, 1) == [(kind, "写")]


async def test_esc_keeps_the_draft_and_it_opens_again(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.ask(NoteScreen((2,), "一件"))
        await settle(pilot)
        await type_text(pilot, "写了一半")
        await press(pilot, "f4", "escape")
        assert desk.results == [None] and "草稿已留下" in desk.notices[0]
        assert drafts(desk) == [(2, "reason", "写了一半")] and notes(desk, 2) == []
        desk.ask(NoteScreen((2,), "一件"))
        await settle(pilot)
        assert "接着上次的草稿写" in desk.text() and "类别：原因" in desk.text()
        await type_text(pilot, "，续完")
        await press(pilot, "ctrl+s")
        assert notes(desk, 2) == [("reason", "写了一半，续完")] and drafts(desk) == []


async def test_the_draft_is_kept_while_typing(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = NoteScreen((1,), "一件", autosave=0.01)
        desk.ask(screen)
        await settle(pilot)
        await type_text(pilot, "半句")
        while not drafts(desk):
            await pilot.pause()
        assert drafts(desk) == [(1, None, "半句")]


async def test_an_emptied_note_drops_its_draft(desk: Desk) -> None:
    with writer(desk.path) as ws:
        review.save_draft(ws, 1, "旧", None)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.ask(NoteScreen((1,), "一件"))
        await settle(pilot)
        await press(pilot, "backspace", "ctrl+s")
        assert "还没有写字" in desk.text() and desk.results == []
        await press(pilot, "escape")
        assert desk.results == [None] and drafts(desk) == [] and desk.notices == []


async def test_what_cannot_be_kept_is_left_only_at_the_second_esc(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise StoreError("disk_full", path="store.db")

    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.ask(NoteScreen((1,), "一件"))
        await settle(pilot)
        monkeypatch.setattr(review, "save_draft", refuse)
        await type_text(pilot, "留不下")
        await press(pilot, "escape")
        assert desk.results == [] and "草稿没有存上" in desk.text() and "再按 Esc" in desk.text()
        await press(pilot, "escape")
        assert desk.results == [None] and desk.notices == []


async def test_hostile_text_is_literal_and_pasted_lines_are_kept(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(NoteScreen((1,), "[red]题\x1b]0;x\x07[/]"))
        await settle(pilot)
        desk.post_message(events.Paste("[b]第一行\x1b[2J\r\n第二行\u202e"))
        await settle(pilot)
        assert "[red]题]0;x[/]" in desk.text() and "[b]第一行[2J" in desk.text()
        await press(pilot, "ctrl+s")
        assert notes(desk, 1) == [(None, "[b]第一行[2J\n第二行")]


async def test_a_stroke_of_the_clock_during_the_storing_leaves_no_draft(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    begin, stroke = Event(), Event()
    store = review.add_note

    def slow(*arguments: Any, **options: Any) -> Any:
        begin.set()
        assert stroke.wait(10)
        return store(*arguments, **options)

    async with desk.run_test(size=(80, 24)) as pilot:
        screen = NoteScreen((1,), "一件", autosave=3600)
        desk.ask(screen)
        await settle(pilot)
        await type_text(pilot, "写完了")
        monkeypatch.setattr(review, "add_note", slow)
        pilot.app.post_message(events.Key("ctrl+s", None))
        assert await asyncio.to_thread(begin.wait, 10)
        tick = asyncio.create_task(screen.save_draft())
        await asyncio.to_thread(stroke.set)
        await tick
        await settle(pilot)
        assert notes(desk, 1) == [(None, "写完了")] and drafts(desk) == []


async def test_a_draft_on_its_way_under_a_new_kind_goes_with_the_note(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    begin, go_on = Event(), Event()
    keep = review.save_draft

    def slow(*arguments: Any) -> None:
        begin.set()
        assert go_on.wait(10)
        keep(*arguments)

    async with desk.run_test(size=(80, 24)) as pilot:
        screen = NoteScreen((1,), "一件", autosave=3600)
        desk.ask(screen)
        await settle(pilot)
        await type_text(pilot, "写完了")
        await press(pilot, "f4")
        monkeypatch.setattr(review, "save_draft", slow)
        tick = asyncio.create_task(screen.save_draft())
        assert await asyncio.to_thread(begin.wait, 10)
        pilot.app.post_message(events.Key("ctrl+s", None))
        await asyncio.to_thread(go_on.set)
        await tick
        await settle(pilot)
        assert notes(desk, 1) == [("reason", "写完了")] and drafts(desk) == []


@pytest.mark.parametrize("given", ["", "  旧稿\n", "别的"])
async def test_a_draft_opens_again_with_its_kind_whatever_was_handed_over(desk: Desk, given: str) -> None:
    with writer(desk.path) as ws:
        review.save_draft(ws, 1, "  旧稿\n", "measure")
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(NoteScreen((1,), "一件", given))
        await settle(pilot)
        assert "类别：措施" in desk.text()
        await type_text(pilot, "续")
        await press(pilot, "ctrl+s")
        assert notes(desk, 1) == [("measure", "旧稿\n续")] and drafts(desk) == []


async def test_what_is_typed_is_kept_although_the_first_look_for_drafts_failed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise StoreError("disk_full", path="store.db")

    with writer(desk.path) as ws:
        review.save_draft(ws, 1, "旧稿", None)
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = NoteScreen((1,), "一件", autosave=3600)
        with monkeypatch.context() as broken:
            broken.setattr(review, "drafts", refuse)
            desk.ask(screen)
            await settle(pilot)
            await type_text(pilot, "新写")
        await screen.save_draft()
        assert drafts(desk) == [(1, None, "旧稿\n新写")]
        assert screen.editor.text == "旧稿\n新写"


async def test_what_is_typed_is_kept_where_drafts_cannot_be_looked_for(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise StoreError("disk_full", path="store.db")

    async with desk.run_test(size=(80, 24)) as pilot:
        screen = NoteScreen((1,), "一件", autosave=3600)
        with monkeypatch.context() as broken:
            broken.setattr(review, "drafts", refuse)
            desk.ask(screen)
            await settle(pilot)
            await type_text(pilot, "新写")
            await screen.save_draft()
        assert drafts(desk) == [(1, None, "新写")]


async def test_a_draft_of_another_kind_is_taken_in_not_covered(desk: Desk) -> None:
    with writer(desk.path) as ws:
        review.save_draft(ws, 1, "原因草稿", "reason")
        review.save_draft(ws, 1, "问题草稿", "problem")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.ask(NoteScreen((1,), "一件"))
        await settle(pilot)
        assert "问题草稿" in desk.text() and "原因草稿" not in desk.text()
        await press(pilot, "f4")
        assert "已接在后面" in desk.notices[0]
        await press(pilot, "escape")
        assert drafts(desk) == [(1, "reason", "问题草稿\n原因草稿")]
