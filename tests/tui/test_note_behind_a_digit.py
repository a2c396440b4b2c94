"""A note or a value typed right behind a digit: the dialog names the task that was marked, and one key turns to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from planreview.services import queries, review
from planreview.tui.screens import review_last
from planreview.tui.screens.actual import ActualScreen
from planreview.tui.screens.note import NoteScreen
from tests.tui.reviewing import grid, make_app, press, read, settle, verdicts
from tests.tui.screens.support import type_text, writer

MARKED = "刚标的是 1 培育高新技术企业：按 F7 改记给它"


def notes(store: Path, task: int) -> list[tuple[str | None, str]]:
    with read(store) as ws:
        return [(note.kind, note.body) for note in queries.task_detail(ws, task).notes]


def drafts(store: Path) -> list[tuple[int, str | None, str]]:
    with read(store) as ws:
        return sorted((one.task_id, one.kind, one.body) for one in review.drafts(ws))


async def test_a_note_typed_behind_a_digit_goes_to_the_task_that_was_marked(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        # In one burst, as a quick hand types them.
        await press(pilot, "2", "n")
        text = "\n".join(grid(app))
        assert "备注：2 培育科技型中小企业" in text and MARKED in text and "F7 改记" in text
        await type_text(pilot, "缺地")
        await press(pilot, "f7")
        text = "\n".join(grid(app))
        assert "备注：1 培育高新技术企业" in text and "缺地" in text and "类别：原因" in text
        assert "光标下是 2 培育科技型中小企业：按 F7 改记给它" in text
        await press(pilot, "ctrl+s")
        assert verdicts(store)[:2] == ["behind", None]
        assert notes(store, 1) == [("reason", "缺地")] and notes(store, 2) == [] and drafts(store) == []
        # It was asked once: the next note is for the task under the cursor.
        await press(pilot, "n")
        assert "刚标的是" not in "\n".join(grid(app))


async def test_turning_to_and_fro_takes_what_was_typed_along_and_no_draft(store: Path) -> None:
    with writer(store) as ws:
        review.save_draft(ws, 1, "前稿", "reason")
        review.save_draft(ws, 2, "旧稿", None)
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "2", "n")
        assert isinstance(app.screen, NoteScreen) and app.screen.editor.body == "旧稿"
        await type_text(pilot, "甲")
        # What the clock would keep meanwhile.
        await app.screen.save_draft()
        assert drafts(store) == [(1, "reason", "前稿"), (2, None, "旧稿甲")]
        await press(pilot, "f4", "f7")
        assert app.screen.editor.body == "前稿\n甲"
        await app.screen.save_draft()
        assert drafts(store) == [(1, "reason", "前稿\n甲"), (2, None, "旧稿")]
        await press(pilot, "f7")
        assert app.screen.editor.body == "旧稿\n甲"
        await press(pilot, "escape")
        assert drafts(store) == [(1, "reason", "前稿"), (2, None, "旧稿\n甲")]


@pytest.mark.parametrize("between", [("down", "up"), ("u",), ("space", "escape"), ("g", "escape")])
async def test_a_key_between_says_which_task_is_meant(store: Path, between: tuple[str, ...]) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "2")
        for key in between:
            await press(pilot, key)
        await press(pilot, "n")
        assert isinstance(app.screen, NoteScreen)
        assert "刚标的是" not in "\n".join(grid(app))


async def test_after_a_while_the_cursor_has_been_seen(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review_last, "LAST_FOR", -1.0)
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "2", "n")
        assert isinstance(app.screen, NoteScreen) and "刚标的是" not in "\n".join(grid(app))


async def test_a_value_typed_behind_a_digit_turns_to_the_targets_of_the_task_that_was_marked(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "3", "v")
        assert MARKED in "\n".join(grid(app)) and isinstance(app.screen, ActualScreen)
        await type_text(pilot, "5")
        await press(pilot, "f7")
        text = "\n".join(grid(app))
        assert "完成值：培育高新技术企业" in text and "光标下是 2 培育科技型中小企业" in text
        assert app.screen.line.text == "5"
        await press(pilot, "enter")
        with read(store) as ws:
            values = [str(one.actual) for task in (1, 2) for one in queries.task_detail(ws, task).targets]
        assert values == ["5", "None", "None"] and drafts(store) == []
