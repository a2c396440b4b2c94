"""The list of which one line is chosen: virtual, passing over headings, keeping its line when the lines change."""

from __future__ import annotations

from textual.app import App, ComposeResult

from planreview.cells import width
from planreview.tui.widgets.choice_list import Choice, ChoiceList, Column

LINES = (
    Choice("h1", ("甲组",), "heading"),
    *(Choice(n, (str(n), f"任务{n}")) for n in range(20)),
    Choice("h2", ("乙组",), "heading"),
    *(Choice(n, (str(n), f"任务{n}")) for n in range(20, 40)),
)


class ListApp(App[None]):
    """One list; what is chosen is kept."""

    def __init__(self) -> None:
        super().__init__()
        self.chosen: list[object] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return {"ink-faint": "#808080"}

    def compose(self) -> ComposeResult:
        yield ChoiceList((Column(4, "right"), Column()))

    def on_mount(self) -> None:
        self.list.show_choices(LINES)
        self.list.focus()

    @property
    def list(self) -> ChoiceList:
        return self.query_one(ChoiceList)

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        self.chosen.append(event.choice.key)

    def line(self, y: int) -> str:
        return "".join(segment.text for segment in self.list.render_line(y))


async def test_the_cursor_passes_over_headings() -> None:
    app = ListApp()
    async with app.run_test(size=(30, 10)) as pilot:
        await pilot.press("enter", "up", "enter")
        assert app.chosen == [0, 0]
        await pilot.press(*["down"] * 20, "enter", "up", "enter")
        assert app.chosen[2:] == [20, 19]


async def test_pages_and_edges() -> None:
    app = ListApp()
    async with app.run_test(size=(30, 10)) as pilot:
        await pilot.press("end", "enter", "home", "enter", "pagedown", "enter", "pageup", "enter")
        assert app.chosen == [39, 0, 9, 0]


async def test_columns_fill_the_width_and_the_heading_of_the_cursors_group_is_seen() -> None:
    app = ListApp()
    async with app.run_test(size=(30, 10)) as pilot:
        assert {width(app.line(y)) for y in range(10)} == {30}
        await pilot.press("end", "home")
        assert app.line(0).startswith("甲组")
        assert app.line(1).startswith("   0 任务0")


async def test_new_lines_keep_the_line_of_the_same_key() -> None:
    app = ListApp()
    async with app.run_test(size=(30, 10)) as pilot:
        await pilot.press(*["down"] * 5)
        app.list.show_choices(LINES[3:])
        await pilot.press("enter")
        assert app.chosen == [5]
        app.list.show_choices(())
        await pilot.press("enter", "down", "up")
        assert app.list.chosen is None and app.chosen == [5]


async def test_a_click_moves_and_a_double_click_chooses() -> None:
    app = ListApp()
    async with app.run_test(size=(30, 10)) as pilot:
        await pilot.click(ChoiceList, offset=(5, 4))
        assert app.list.chosen == LINES[4] and app.chosen == []
        await pilot.click(ChoiceList, offset=(5, 4), times=2)
        assert app.chosen == [3]


async def test_hostile_cells_are_drawn_literally() -> None:
    app = ListApp()
    async with app.run_test(size=(40, 10)):
        app.list.show_choices([Choice(1, ("1", "[@click=app.quit]x[/]\x1b]0;t\x07\u202e"))])
        assert app.line(0).strip() == "1 [@click=app.quit]x[/]]0;t"
