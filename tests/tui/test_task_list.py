"""The task list: columns of exact widths, rows by the page, a cursor and a selection kept by task."""

from __future__ import annotations

from array import array
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from textual.app import App, ComposeResult

from planreview.catalogue import use_language
from planreview.cells import width
from planreview.domain.review import PlanInfo, TaskRow
from planreview.tui.inks import Line, line_width
from planreview.tui.themes import shipped_themes
from planreview.tui.widgets.list_columns import Columns, header_line, row_line
from planreview.tui.widgets.task_columns import current_words, due_text
from planreview.tui.widgets.task_list import TaskList

ROW = TaskRow(
    id=1, uid="u1", plan_id=1, section_id=1, path=("一",), number=4, label="4.", title="建设创新平台和成果转化基地",
    verdict=None, verdict_on=None, closed=False, supervised=True, overdue=False, light=None, mismatch=False, reason_open=False,
    lead="高新科", leads=1, lead_source="person", attainment=None, gap=None, due=date(2026, 12, 31), due_presumed=False,
    routine=False, notes=0, updated_at=None,
)  # fmt: skip
PLAN = PlanInfo(
    id=1, key="k", city="临澜市", title="要点", kind="yearly", period=(2026, 2026), issuer=None, issued_on=None, revision=1,
    revisions=1, source_name="a.txt", tasks=6, indicators=0, as_of=date(2026, 8, 15), share=Decimal("58.3"),
)  # fmt: skip


def of_cities(*cities: str) -> list[PlanInfo]:
    return [replace(PLAN, id=place, key=f"k{place}", city=city) for place, city in enumerate(cities, 1)]


def text(line: Line) -> str:
    return "".join(part for part, _ in line)


def drawn(row: TaskRow, cells: int = 79, **state: bool) -> str:
    words = current_words()
    chosen = {"here": False, "chosen": False, **state}
    return text(row_line(row, Columns.for_width(cells, words), words, plan=PLAN, **chosen))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("cells", [60, 79, 80, 84, 100, 119, 160, 240])
def test_head_and_rows_are_exactly_as_wide_as_the_list(cells: int, language: str) -> None:
    use_language(language)
    words = current_words()
    verdicts = [None, "not_started", "behind", "on_track", "ahead", "done", "dropped", "no_measure"]
    for cities, verdict, light in product(
        ((), ("临澜市",), ("临澜市", "张家界市", "呼和浩特市")), verdicts, (None, "green", "yellow", "red")
    ):
        columns = Columns.for_width(cells, words, plans=of_cities(*cities))
        long = "很长的标题" * 40
        row = replace(ROW, verdict=verdict, light=light, title=long, mismatch=True, reason_open=True, lead=long, number=12345)
        row = replace(row, attainment=Decimal("-1234.5"), gap=Decimal("-58.4"))
        assert line_width(row_line(row, columns, words, here=True, chosen=True, plan=PLAN)) == cells
        assert line_width(header_line(columns)) <= cells


def test_tasks_of_several_cities_say_theirs_on_eighty_cells() -> None:
    words = current_words()
    one, several = (Columns.for_width(79, words, plans=of_cities(*cities)) for cities in (("临澜市",), ("临澜市", "岚溪县")))
    assert one["city"] == 0 and several["city"] == 4 and several["title"] >= 20
    row = text(row_line(ROW, several, words, here=False, chosen=False, plan=PLAN))
    assert " 临澜 " in row and "城市" in text(header_line(several))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("cells", range(38, 130, 3))
def test_several_cities_are_told_apart_at_every_width(cells: int, language: str) -> None:
    use_language(language)
    columns = Columns.for_width(cells, current_words(), plans=of_cities("临澜市", "岚溪县"))
    assert columns["city"] == 4 and columns["title"] >= 8
    # A gap goes before it, and never without need.
    assert columns["gap"] or columns["title"] <= 26


def test_a_section_s_mark_leaves_the_title_its_room() -> None:
    words = current_words()
    long = replace(ROW, title="培育高新技术企业和科技型中小企业")
    for cells in range(40, 90):
        columns = Columns.for_width(cells, words)
        line = text(row_line(long, columns, words, here=False, chosen=False, plan=PLAN, opens="三、/（一）"))
        assert ("三、/（一）/" in line) is (columns["title"] - 13 >= 16)
    short = replace(ROW, title="除险加固")
    columns = Columns.for_width(66, words)
    assert "二、/ 除险加固" in text(row_line(short, columns, words, here=False, chosen=False, plan=PLAN, opens="二、"))


@pytest.mark.parametrize(
    ("attainment", "gap", "share", "printed"),
    [
        (None, "-0.9", "75.0", "-0.9点"),
        ("93.3", "-6.7", "75.0", "-6.7标"),
        ("0.0", "-100.0", "75.0", "-100.0标"),
        ("53.3", "-21.7", "75.0", "-21.7 "),
        ("53.3", "-46.7", "100.0", "-46.7 "),
    ],
)
def test_a_gap_against_the_target_is_marked(attainment: str | None, gap: str, share: str, printed: str) -> None:
    row = replace(ROW, attainment=None if attainment is None else Decimal(attainment), gap=Decimal(gap))
    words = current_words()
    plan = replace(PLAN, share=Decimal(share))
    assert printed in text(row_line(row, Columns.for_width(79, words), words, here=False, chosen=False, plan=plan))


def test_a_row_says_number_verdict_light_department_title_figures_and_due_date() -> None:
    row = replace(ROW, verdict="on_track", light="red", attainment=Decimal("40.0"), gap=Decimal("-43.3"), mismatch=True)
    said = drawn(row)
    assert said.split() == ["4", "序时", "红!", "高新科", "建设创新平台和成果转化基地", "40.0", "-43.3", "12-31"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"reason_open": True, "verdict": "behind"}, "滞后?"),
        ({"closed": True, "verdict": "done"}, "销号"),
        ({"lead": None}, "未分配"),
        ({"leads": 3}, "高新科+2"),
        ({"number": None, "label": "（一）"}, "（~"),
        ({"routine": True, "due": None}, "常态"),
        ({"due": None}, "-"),
        ({"due": date(2030, 12, 31)}, "2030"),
        ({"due": date(2027, 6, 30)}, "27/06"),
        ({"title": "[b]粗[/b][@click=app.quit]x[/]"}, "[b]粗[/b][@click=app.quit]x[/]"),
        ({"title": "a\x1b]0;b\x07c\u202ed"}, "a]0;bcd"),
    ],
)
def test_what_is_out_of_the_ordinary_is_said_in_its_place(change: dict[str, object], said: str) -> None:
    assert said in drawn(replace(ROW, **change))  # type: ignore[arg-type]


def test_cursor_and_selection_are_told_without_colour() -> None:
    assert drawn(ROW, here=True).startswith("> ") and drawn(ROW, chosen=True).startswith(" *")
    assert drawn(ROW, here=True, chosen=True).startswith(">*")


def test_a_due_date_without_its_plan_says_its_year() -> None:
    assert due_text(replace(ROW, due=date(2030, 6, 1))) == "2030-06-01"


class ListApp(App[None]):
    """Only a list; what it asks for is kept."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[int, ...]] = []
        for theme in shipped_themes():
            self.register_theme(theme)
        self.theme = "dark"

    def compose(self) -> ComposeResult:
        yield TaskList(current_words(), id="list")

    def on_task_list_wanted(self, event: TaskList.Wanted) -> None:
        self.asked.append(event.ids)

    @property
    def tasks(self) -> TaskList:
        return self.query_one(TaskList)


def some(*ids: int) -> list[TaskRow]:
    return [replace(ROW, id=id, number=id, title=f"任务{id}") for id in ids]


async def test_only_the_pages_around_the_view_are_asked_for_each_once() -> None:
    app = ListApp()
    async with app.run_test(size=(80, 10)) as pilot:
        app.tasks.show(array("q", range(20_000)))
        await pilot.pause()
        assert app.tasks.virtual_size.height == 20_000
        await pilot.press("end")
        await pilot.pause()
        asked = [id for ids in app.asked for id in ids]
        assert len(asked) == len(set(asked)) < 100 and 19_999 in asked and 10_000 not in asked


async def test_a_row_that_is_not_loaded_is_a_placeholder_until_it_comes() -> None:
    app = ListApp()
    async with app.run_test(size=(80, 10)) as pilot:
        app.tasks.show(array("q", [1, 2]))
        await pilot.pause()
        assert app.tasks.render_line(0).text.strip() == "----"
        app.tasks.put_rows(some(1))
        await pilot.pause()
        assert "任务1" in app.tasks.render_line(0).text and "任务2" not in app.tasks.render_line(1).text


@pytest.mark.parametrize(
    ("after", "expected"),
    [([1, 2, 3, 4, 5], 3), ([3, 1], 3), ([1, 2, 4, 5], 4), ([1, 2], 2), ([9, 8], 8), ([], None)],
)
async def test_the_cursor_stays_on_its_task_or_goes_to_the_next_that_is_left(after: list[int], expected: int | None) -> None:
    app = ListApp()
    async with app.run_test(size=(80, 10)):
        app.tasks.show(array("q", [1, 2, 3, 4, 5]))
        app.tasks.go_to(3)
        app.tasks.show(array("q", after))
        assert app.tasks.current == expected


async def test_the_selection_keeps_what_is_still_shown() -> None:
    app = ListApp()
    async with app.run_test(size=(80, 10)):
        app.tasks.show(array("q", [1, 2, 3]))
        app.tasks.select([1, 3])
        app.tasks.show(array("q", [3, 4]))
        assert app.tasks.selected == {3} and app.tasks.marked() == (3,)


async def test_a_range_begins_anew_after_a_plain_step() -> None:
    app = ListApp()
    async with app.run_test(size=(80, 10)) as pilot:
        app.tasks.show(array("q", range(10)))
        app.tasks.extend("down")
        await pilot.press("down", "down", "down")
        app.tasks.extend("down")
        assert app.tasks.selected == {0, 1, 4, 5}


async def test_page_keys_and_ends_move_the_cursor_and_keep_it_in_view() -> None:
    app = ListApp()
    async with app.run_test(size=(80, 10)) as pilot:
        app.tasks.show(array("q", range(100)), some(*range(40)))
        for key, place in (("pagedown", 9), ("pagedown", 18), ("pageup", 9), ("end", 99), ("home", 0), ("up", 0)):
            await pilot.press(key)
            await pilot.pause()
            top = app.tasks.scroll_offset.y
            assert app.tasks.cursor == place and top <= place < top + 10


async def test_an_empty_list_takes_every_key() -> None:
    app = ListApp()
    async with app.run_test(size=(80, 10)) as pilot:
        app.tasks.show(array("q"))
        await pilot.press("up", "down", "pageup", "pagedown", "home", "end")
        app.tasks.toggle()
        app.tasks.extend("down")
        assert app.tasks.current is None and app.tasks.marked() == () and width(app.tasks.render_line(0).text) == 80 - 1


def cursor_line(app: ListApp) -> str:
    """The line of the screen that has the cursor."""
    lines = [strip.text for strip in app.screen._compositor.render_strips()]
    return next(line for line in lines if line.startswith(">"))


async def test_going_on_is_shown_with_the_new_state_of_the_row_that_is_left() -> None:
    app = ListApp()
    async with app.run_test(size=(80, 10)) as pilot:
        app.tasks.show(array("q", range(1, 4)), some(1, 2, 3))
        await pilot.pause()
        app.tasks.advance()
        assert app.tasks.current == 2 and "任务1" in cursor_line(app), "where a digit goes next does not wait for the screen"
        app.tasks.put_rows([replace(some(1)[0], verdict="done")])
        await pilot.pause()
        assert "任务2" in cursor_line(app)
        first = next(strip.text for strip in app.screen._compositor.render_strips() if "任务1" in strip.text)
        assert "完成" in first and not first.startswith(">")


@pytest.mark.parametrize("then", ["wait", "down"])
async def test_going_on_is_shown_without_a_mark_that_takes_long(then: str) -> None:
    app = ListApp()
    async with app.run_test(size=(80, 10)) as pilot:
        app.tasks.show(array("q", range(1, 4)), some(1, 2, 3))
        await pilot.pause()
        app.tasks.advance()
        if then == "down":
            await pilot.press("down")
        shown = "任务3" if then == "down" else "任务2"
        for _ in range(100):
            await pilot.pause()
            if shown in cursor_line(app):
                break
        lines = [strip.text for strip in app.screen._compositor.render_strips()]
        assert [line[:1] for line in lines if "任务" in line].count(">") == 1 and shown in cursor_line(app)


async def test_there_is_nothing_to_go_on_to_behind_the_last_row() -> None:
    app = ListApp()
    async with app.run_test(size=(80, 10)) as pilot:
        app.tasks.advance()
        app.tasks.show(array("q", [1]), some(1))
        app.tasks.advance()
        await pilot.pause()
        assert app.tasks.cursor == 0 and "任务1" in cursor_line(app)
