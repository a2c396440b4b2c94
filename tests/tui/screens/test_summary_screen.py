"""The summary on the screen: domain.md's columns, and behind every figure exactly its tasks; written to files from there.

Over 300 lines, since all of it is said of one screen with the same figures.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from textual import events

from planreview.catalogue import use_language
from planreview.domain.grouping import BYS
from planreview.domain.imprint import Imprint
from planreview.domain.records import replace
from planreview.domain.review import SUPPORT, TaskFilter
from planreview.domain.summary import Summary
from planreview.domain.verdicts import KEYS, UNREVIEWED
from planreview.render.formats import FORMATS, render_summary
from planreview.render.printed import group_name
from planreview.services import departments, queries, reports, review
from planreview.services.behind_list import with_lists
from planreview.tui.screens.export import ENDINGS, ExportScreen
from planreview.tui.screens.results import Opened, SummaryState
from planreview.tui.screens.summary import SummaryScreen
from planreview.tui.widgets.figure_grid import FigureGrid
from tests.tui.screens.support import TODAY, Desk, make_assigned, press, settle, type_text, writer

COLUMNS = [
    "件数",
    "基数",
    "完成",
    "销号",
    "超前",
    "序时",
    "滞后",
    "未启",
    "未核",
    "调出",
    "无口",
    "超期",
    "序时率",
    "完成率",
    "红",
    "黄",
]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    path = tmp_path / "store.db"
    known = make_assigned(path)
    with writer(path) as ws:
        departments.assign(ws, (3,), known["成果科"])
        departments.assign(ws, (3,), known["高新科"], role=SUPPORT, mode="add")
        review.mark(ws, (1,), "behind")
        review.mark(ws, (2,), "done")
        review.mark(ws, (3,), "on_track")
        review.mark(ws, (4,), "dropped")
        review.set_scope(ws, (6,), False, reason="常态工作")
        first, _ = queries.task_detail(ws, 1).targets
        review.record_actual(ws, first.id, Decimal(3))
    return Desk(path)


def summary(desk: Desk, **options: str) -> Summary:
    return desk.ask_store(lambda ws: reports.summary(ws, **options))


async def test_columns_and_footnotes_are_those_of_the_field(desk: Desk) -> None:
    async with desk.run_test(size=(160, 45)) as pilot:
        desk.ask(SummaryScreen())
        await settle(pilot)
        grid = desk.screen.query_one(FigureGrid)
        assert [column.label for column in grid.columns] == ["序", "责任单位(主责)", *COLUMNS]
        for words in ("口径：主责", "基数 4 = 件数 5 - 调出 1 - 无口 0", "占件数的百分比", "序时率 =", "不列入督查 1 件"):
            assert words in desk.text()


@pytest.mark.parametrize(
    ("by", "mode"),
    [("department", "all"), *((by, "lead") for by in BYS)],
)
async def test_every_cell_opens_exactly_its_tasks(desk: Desk, monkeypatch: pytest.MonkeyPatch, by: str, mode: str) -> None:
    figures = summary(desk, by=by, mode=mode)
    groups = [*(group for group in figures.groups if group.counts.total), figures.total]
    opened: list[Opened] = []
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = SummaryScreen(SummaryState(by=by, mode=mode, whole=True))
        # The screen stays, so that all its cells can be opened one after another.
        monkeypatch.setattr(screen, "dismiss", opened.append)
        desk.ask(screen)
        await settle(pilot)
        assert [group_name(group, by) for group in groups[:-1]] == [row.cells[1].strip() for row in screen.grid.rows[:-1]]
        for place, group in enumerate(groups):
            await press(pilot, "ctrl+home")
            for at, column in enumerate(screen.grid.figures):
                assert screen.grid.cell_key == (group.key, column.key)
                desk.post_message(events.Key("enter", "\r"))
                await pilot.pause()
                ids = group.cells[column.key]
                if ids:
                    found = opened.pop().filter
                    listed = desk.ask_store(lambda ws, chosen=found: queries.task_ids(ws, chosen))
                    assert found.ids == ids and sorted(listed) == sorted(ids)
                assert opened == [] and bool(screen.problem_line.text) == (not ids)
                if column.key not in {"on_schedule", "completion"}:
                    assert screen.grid.rows[place].cells[2 + at] == str(len(ids))
                desk.post_message(events.Key("right", None))
                await pilot.pause()
            await press(pilot, "down")


async def test_keys_regroup_and_the_figures_follow(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = SummaryScreen()
        desk.ask(screen)
        await settle(pilot)
        for key, heading in (
            ("s", "章节"),
            ("c", "城市"),
            ("v", "结论"),
            ("p", "计划"),
            ("r", "督查人"),
            ("ｄ", "责任单位(主责)"),
        ):
            await press(pilot, key)
            assert screen.grid.columns[1].label == heading
        await press(pilot, "m")
        assert screen.grid.columns[1].label == "责任单位(全部)"


async def test_worst_first_and_back(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = SummaryScreen(SummaryState(by="section"))
        desk.ask(screen)
        await settle(pilot)
        usual = [row.cells[1] for row in screen.grid.rows]
        await press(pilot, "o")
        rates = [row.cells[screen.grid.columns.index(next(c for c in screen.grid.columns if c.key == "on_schedule"))]
                 for row in screen.grid.rows[:-1]]  # fmt: skip
        measured = [Decimal(rate) for rate in rates if rate != "-"]
        assert measured == sorted(measured) and rates.index("-") == len(measured) if "-" in rates else True
        await press(pilot, "o")
        assert [row.cells[1] for row in screen.grid.rows] == usual


async def test_it_opens_again_where_it_was(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(SummaryScreen(SummaryState(filter=TaskFilter(ids=(1, 2, 3)))))
        await settle(pilot)
        await press(pilot, "s", "o", "right", "enter")
        (opened,) = desk.results
        assert opened.label.endswith("的“完成”") and opened.filter.ids == (2,)
        assert opened.back.by == "section" and opened.back.ranked and opened.back.filter.ids == (1, 2, 3)
        screen = SummaryScreen(opened.back)
        desk.ask(screen)
        await settle(pilot)
        assert screen.grid.cell_key == (opened.back.row, "done")
        await press(pilot, "escape")
        assert desk.results[-1] is None


async def test_footnotes_on_a_small_screen_take_the_tables_place(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(SummaryScreen())
        await settle(pilot)
        assert "基数 4" not in desk.text() and "合计" in desk.text()
        await press(pilot, "n")
        assert "基数 4" in desk.text() and "合计 " not in desk.text()
        await press(pilot, "n")
        assert "基数 4" not in desk.text() and "合计" in desk.text()


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_every_column_can_be_reached_on_a_small_screen(desk: Desk, size: tuple[int, int]) -> None:
    async with desk.run_test(size=size) as pilot:
        desk.ask(SummaryScreen())
        await settle(pilot)
        await press(pilot, "f")
        for heading in COLUMNS:
            assert f"，{heading}：" in desk.text()
            await press(pilot, "right")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_the_figures_that_are_asked_for_first_stand_on_any_screen(desk: Desk, size: tuple[int, int], lang: str) -> None:
    use_language(lang)
    async with desk.run_test(size=size) as pilot:
        screen = SummaryScreen()
        desk.ask(screen)
        await settle(pilot)
        drawn = [column.key for _, column in screen.grid._drawn(screen.grid.size.width)]
        assert drawn == [column.key for column in screen.grid.columns], "nothing stands beyond the right edge"
        assert {"name", "total", "done", "on_schedule", "completion", "red", "yellow"} <= set(drawn)
        assert not any(line.rstrip().endswith(">") for line in desk.text().split("\n"))
        await press(pilot, "f", "end", "f")
        assert [column.key for column in screen.grid.columns] == drawn


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_what_a_narrow_table_leaves_out_is_said_with_its_key_so_that_the_row_adds_up(desk: Desk, lang: str) -> None:
    use_language(lang)
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = SummaryScreen()
        desk.ask(screen)
        await settle(pilot)
        await press(pilot, "end")
        out = {"zh": ("（f全部列）", "基数4，"), "en": ("(fshowsall)", "drop1")}[lang]
        assert all(one in desk.words() for one in out)
        await press(pilot, "f")
        assert not any(one in desk.words() for one in out)
        assert {"dropped", "no_measure"} < {column.key for column in screen.grid.columns}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
@pytest.mark.parametrize("large", [False, True])
async def test_every_verdict_stands_in_a_narrow_table_or_in_the_column_of_the_rest(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], lang: str, large: bool
) -> None:
    use_language(lang)
    monkeypatch.setattr("planreview.tui.screens.summary.LARGE", 1 if large else 100)
    async with desk.run_test(size=size) as pilot:
        screen = SummaryScreen()
        desk.ask(screen)
        await settle(pilot)
        table, whole = screen.table, summary(desk)
        assert table is not None
        own = [column.key for column in table.columns if set(column.key.split("+")) <= {*KEYS, UNREVIEWED}]
        rest = next(key for key in own if "+" in key)
        assert sorted(key for one in own for key in one.split("+")) == sorted((*KEYS, UNREVIEWED))
        if (size, lang) == ((80, 24), "zh"):
            assert rest == "dropped+no_measure" and "其余" in desk.text()
        at = [[column.key for column in table.columns].index(key) for key in ("total", *own)]
        for row in table.rows:
            total, *figures = (int(row.cells[n]) for n in at)
            assert sum(figures) == total
        row_key = next(group.key for group in whole.groups if group.counts.verdicts["dropped"])
        screen.grid.select_cell(row_key, rest)
        await settle(pilot)
        await press(pilot, "enter")
        await settle(pilot)
    (opened,) = desk.results
    assert isinstance(opened, Opened) and (opened.filter.ids is None) == large
    cells = {group.key: group for group in whole.groups}[row_key].cells
    wanted = {one for key in rest.split("+") for one in cells[key]}
    assert set(desk.ask_store(lambda ws: tuple(queries.task_ids(ws, opened.filter)))) == wanted


async def test_a_mark_elsewhere_moves_the_figures_and_not_the_cursor(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = SummaryScreen()
        desk.ask(screen)
        await settle(pilot)
        await press(pilot, "down", "right", "right")
        before = screen.grid.cell_key
        with writer(desk.path) as ws:
            review.mark(ws, (5,), "done")
        screen.reload()
        await settle(pilot)
        assert screen.grid.cell_key == before
        assert screen.summary is not None and screen.summary.counts.verdicts["done"] == 2


@pytest.mark.parametrize("form", FORMATS)
async def test_each_form_is_written_from_the_summary(desk: Desk, tmp_path: Path, form: str) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.ask(ExportScreen(SummaryState(by="section"), folder=tmp_path))
        await settle(pilot)
        places = {name: FORMATS.index(name) for name in ("html", form)}
        steps = places[form] - places["html"]
        await press(pilot, *(["down"] * steps if steps > 0 else ["up"] * -steps), "enter")
        (path,) = desk.results
        assert path.parent == tmp_path and path.suffix == f".{ENDINGS.get(form, form)}" and "章节" in path.name
        data = path.read_bytes()
        if form == "json":
            groups = json.loads(data)["groups"]
            uids = {row.uid for row in desk.ask_store(lambda ws: queries.task_rows(ws, [1, 2, 3, 4, 5, 6]))}
            assert groups and all(uid in uids for group in groups for uid in group["task_ids"])
        else:
            whole = desk.ask_store(lambda ws: with_lists(ws, reports.summary(ws, by="section")))
            assert data == render_summary(replace(whole, imprint=Imprint(TODAY)), form)
        assert str(path) in desk.notices[0]


async def test_an_existing_file_is_overwritten_only_at_a_second_enter(desk: Desk, tmp_path: Path) -> None:
    old = tmp_path / "旧.csv"
    old.write_text("旧")
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = ExportScreen(folder=tmp_path)
        desk.ask(screen)
        await settle(pilot)
        screen.line.value = ""
        await press(pilot, "enter")
        assert "请给出文件名" in desk.text()
        await type_text(pilot, "旧.csv")
        assert screen.form == "csv"
        await press(pilot, "enter")
        assert "已存在，再按回车覆盖" in desk.words() and old.read_text() == "旧"
        await press(pilot, "enter")
        assert desk.results == [old] and old.read_bytes().startswith(b"\xef\xbb\xbf")


async def test_an_ending_typed_in_front_of_the_ending_is_not_doubled(desk: Desk, tmp_path: Path) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(ExportScreen(folder=tmp_path))
        await settle(pilot)
        await press(pilot, "ctrl+u")
        await type_text(pilot, "新.html")
        await press(pilot, "enter")
        assert desk.results == [tmp_path / "新.html"] and desk.results[0].exists()


async def test_a_file_that_cannot_be_written_is_said(desk: Desk, tmp_path: Path) -> None:
    async with desk.run_test(size=(60, 20)) as pilot:
        screen = ExportScreen(folder=tmp_path)
        desk.ask(screen)
        await settle(pilot)
        screen.line.value = "没有/这个/文件夹.md"
        await press(pilot, "enter")
        assert "写不了文件" in desk.text()
        await press(pilot, "escape")
        assert desk.results == [None]


async def test_export_is_reached_from_the_summary(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(SummaryScreen(SummaryState(by="city")))
        await settle(pilot)
        await press(pilot, "e")
        assert "导出汇总表" in desk.text() and "汇总-临澜市-城市-2026-08-15.html" in desk.text()
        await press(pilot, "escape", "escape")
        assert desk.results == [None]


async def test_an_export_says_that_it_leaves_the_filter_out_and_follows_the_summary(desk: Desk, tmp_path: Path) -> None:
    state = SummaryState(words="结论=滞后", listed=TaskFilter(verdicts=("behind",)))
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(ExportScreen(state, folder=tmp_path))
        await settle(pilot)
        assert "列表的筛选未计入：结论=滞后（Tab只写筛选出的，附滞后清单）" in desk.words()
        await press(pilot, "escape")
        desk.ask(SummaryScreen(state))
        await settle(pilot)
        await press(pilot, "slash", "e")
        assert "汇总-临澜市(筛选)-责任单位" in desk.words() and "未计入" not in desk.words()
        await press(pilot, "ctrl+u")
        path = tmp_path / "滞后.json"
        await type_text(pilot, str(path))
        await press(pilot, "enter")
        assert json.loads(path.read_text("utf-8"))["total"] == 1


async def test_an_empty_store_has_an_empty_table(tmp_path: Path) -> None:
    writer(tmp_path / "store.db", create=True).close()
    desk = Desk(tmp_path / "store.db")
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(SummaryScreen())
        await settle(pilot)
        assert "合计" in desk.text()
        await press(pilot, "enter", "n", "o", "m", "escape", "escape")
        assert desk.results == [None]


async def test_of_very_many_tasks_figures_are_opened_by_a_filter(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planreview.tui.screens.summary.LARGE", 1)
    whole = summary(desk)
    async with desk.run_test(size=(160, 45)) as pilot:
        screen = SummaryScreen()
        desk.ask(screen)
        await settle(pilot)
        assert screen.summary is not None
        assert screen.summary.counts == whole.counts and not screen.summary.total.cells
        await press(pilot, "s")
        assert "请先在左边选一个市" in desk.text()
        assert screen.state.by == "department" and screen.table is not None
        row = next(group.key for group in whole.groups if group.counts.verdicts["behind"])
        screen.query_one(FigureGrid).select_cell(row, "behind")
        await settle(pilot)
        await press(pilot, "enter")
        await settle(pilot)
    (opened,) = desk.results
    assert isinstance(opened, Opened) and opened.filter.ids is None
    found = desk.ask_store(lambda ws: tuple(queries.task_ids(ws, opened.filter)))
    assert found == {group.key: group for group in whole.groups}[row].cells["behind"]
