"""Paragraph, prompt line, editor and key line: foreign text stays text, and the foot says the keys that work now."""

from __future__ import annotations

from itertools import pairwise
from typing import ClassVar

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.geometry import Size

from planreview.cells import width
from planreview.tui.keys import bind, is_full_width, key_name, with_full_width
from planreview.tui.widgets.key_line import KeyLine, lay_out
from planreview.tui.widgets.note_editor import NoteEditor
from planreview.tui.widgets.paragraph import Paragraph
from planreview.tui.widgets.prompt_line import PromptLine

HOSTILE = "[red]甲\x1b[31m\u202e乙\x00[/]"
LITERAL = "[red]甲[31m乙[/]"


class LinesApp(App[None]):
    """One of each, with a letter bound that a text field swallows."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("e", "hit(1)", "export"), bind("ctrl+s", "hit(2)", "store")]

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.start = text
        self.hits: list[int] = []

    def compose(self) -> ComposeResult:
        yield Paragraph(self.start)
        yield PromptLine(self.start, enter="screens.key.go")
        yield NoteEditor(self.start)
        yield KeyLine()

    def action_hit(self, which: int) -> None:
        self.hits.append(which)


async def test_hostile_text_is_literal_in_each() -> None:
    app = LinesApp(HOSTILE)
    async with app.run_test(size=(40, 20)):
        assert app.query_one(Paragraph).render().plain == LITERAL
        assert app.query_one(PromptLine).value == LITERAL
        assert app.query_one(NoteEditor).text == LITERAL


async def test_a_paste_into_a_line_keeps_all_lines_and_drops_control_codes() -> None:
    app = LinesApp()
    async with app.run_test(size=(40, 20)) as pilot:
        line = app.query_one(PromptLine)
        line.focus()
        await pilot.pause()
        app.post_message(events.Paste("办公室\r\n高新科\x1b[2J\n农社科"))
        await pilot.pause()
        assert line.text == "办公室 高新科[2J 农社科"
        line.post_message(events.Paste(""))
        await pilot.pause()
        assert line.text == "办公室 高新科[2J 农社科"


async def test_a_paste_into_the_editor_keeps_its_lines() -> None:
    app = LinesApp()
    async with app.run_test(size=(40, 20)) as pilot:
        editor = app.query_one(NoteEditor)
        editor.focus()
        await pilot.pause()
        app.post_message(events.Paste("一\r\n二\u2028三\x9b31m"))
        await pilot.pause()
        assert editor.body == "一\n二\n三31m"


async def test_a_paragraph_wraps_by_cells_and_never_begins_a_line_with_a_comma() -> None:
    app = LinesApp("甲乙丙丁，戊己庚辛")
    async with app.run_test(size=(8, 20)):
        lines = app.query_one(Paragraph).render().plain.split("\n")
        assert lines == ["甲乙丙", "丁，戊己", "庚辛"]
        assert app.query_one(Paragraph).get_content_height(Size(8, 9), Size(8, 9), 8) == 3


async def test_the_foot_names_only_the_keys_that_work_now() -> None:
    app = LinesApp()
    async with app.run_test(size=(40, 20)) as pilot:
        foot = app.query_one(KeyLine)
        app.query_one(PromptLine).focus()
        await pilot.pause()
        names = [hint.name for hint in foot.hints(40)]
        assert "Ctrl+S" in names and "e" not in names
        assert any(hint.key == "enter" and hint.words == "前往" for hint in foot.hints(40))
        app.set_focus(None)
        await pilot.pause()
        assert "e" in [hint.name for hint in foot.hints(40)]


async def test_a_click_on_a_key_presses_it() -> None:
    app = LinesApp()
    async with app.run_test(size=(40, 20)) as pilot:
        app.set_focus(None)
        await pilot.pause()
        for hint in app.query_one(KeyLine).hints(40):
            await pilot.click(KeyLine, offset=(hint.first, hint.line))
        assert app.hits == [1, 2]


@pytest.mark.parametrize("cells", [10, 24, 60, 200])
def test_keys_are_never_broken_over_lines(cells: int) -> None:
    keys = [("f1", "按键"), ("escape", "返回"), ("ctrl+s", "保存"), ("e", "导出"), ("question_mark", "帮助")]
    hints = lay_out(keys, cells)
    assert [hint.key for hint in hints] == [key for key, _ in keys]
    for line in {hint.line for hint in hints}:
        own = [hint for hint in hints if hint.line == line]
        assert len(own) == 1 or max(hint.end for hint in own) <= cells
        assert all(one.end < other.first for one, other in pairwise(own))
    assert all(hint.end - hint.first == width(f"{hint.name} {hint.words}") for hint in hints)


def test_printable_keys_are_bound_in_full_width_too() -> None:
    assert with_full_width("e") == "e,ｅ"
    assert with_full_width("question_mark,f1") == "question_mark,？,f1"
    assert with_full_width("space") == "space,ideographic_space"
    assert [is_full_width(key) for key in ("ｅ", "e", "fullwidth_question_mark", "ideographic_space")] == [
        True,
        False,
        True,
        True,
    ]


def test_keys_are_named_as_people_call_them() -> None:
    assert [key_name(key) for key in ("ctrl+s", "escape", "question_mark", "U", "f4", "enter")] == [
        "Ctrl+S", "Esc", "?", "U", "F4", "回车",
    ]  # fmt: skip
