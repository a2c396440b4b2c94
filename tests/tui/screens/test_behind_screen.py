"""The behind list on the screen: reached from a row of the summary, read, worked through, and written to a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from planreview.catalogue import use_language
from planreview.services import departments, review
from planreview.tui.screens.behind import BehindScreen
from planreview.tui.screens.export import ExportScreen
from planreview.tui.screens.results import Opened, SummaryState
from planreview.tui.screens.summary import SummaryScreen
from tests.tui.reviewing import make_app, tasks_of
from tests.tui.reviewing import press as press_app
from tests.tui.reviewing import settle as settle_app
from tests.tui.screens.support import Desk, make_store, press, settle, type_text, writer


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    make_store(path)
    with writer(path) as ws:
        known = {info.name: info.id for info in departments.departments(ws)}
        departments.assign(ws, (1, 2), known["高新科"])
        departments.assign(ws, (3,), known["成果科"])
        review.mark(ws, (1,), "behind", note="用地没有落实", note_kind="reason")
        review.mark(ws, (2, 3), "not_started")
        review.add_note(ws, (1,), "月底前协调", kind="measure")
    return path


async def test_a_row_of_the_summary_opens_what_is_behind_in_it(store: Path) -> None:
    desk = Desk(store)
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = SummaryScreen()
        desk.ask(screen)
        await settle(pilot)
        row = next(key for key, name in screen.table.names.items() if name == "高新科") if screen.table else 0
        screen.grid.select_cell(row, "behind")
        await press(pilot, "b")
        assert isinstance(desk.screen, BehindScreen)
        assert "高新科滞后清单（未启、滞后、超期）：2件" in desk.words()
        assert "原因：用地没有落实" in desk.text() and "措施：月底前协调" in desk.text() and "时限2026-12-31" in desk.words()
        await press(pilot, "down")
        assert "未写原因" not in desk.text() and "用地没有落实" in desk.text() and "未报/200家" in desk.words()
        await press(pilot, "enter")
        assert isinstance(desk.results[0], Opened)
        assert desk.results[0].filter.ids == (1, 2) and desk.results[0].back is not None
        assert desk.results[0].label == "高新科的滞后清单"


async def test_its_page_is_exported_with_the_list(store: Path, tmp_path: Path) -> None:
    desk = Desk(store)
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = SummaryScreen(SummaryState())
        desk.ask(screen)
        await settle(pilot)
        row = next(key for key, name in screen.table.names.items() if name == "高新科") if screen.table else 0
        screen.grid.select_cell(row, "total")
        await press(pilot, "b", "e")
        assert isinstance(desk.screen, ExportScreen)
        await type_text(pilot, f"{tmp_path}/科.csv")
        await press(pilot, "enter")
        written = (tmp_path / "科.csv").read_text("utf-8-sig")
        assert "用地没有落实" in written and "未写原因" not in written and "培育高新技术企业" in written
        assert "建设创新平台" not in written and "范围：" in written
        assert isinstance(desk.screen, BehindScreen)


async def test_a_filter_of_the_list_is_written_with_its_behind_list_at_one_key(store: Path, tmp_path: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle_app(pilot)
        await press_app(pilot, "slash")
        await type_text(pilot, "单位=高新科 结论=滞后")
        await press_app(pilot, "enter", "e")
        assert isinstance(app.screen, ExportScreen)
        assert "Tab 只写筛选出的，附滞后清单" in app.screen.title_line.text
        await press_app(pilot, "tab")
        assert "范围：结论=滞后 单位=高新科，附滞后清单" in app.screen.title_line.text
        await type_text(pilot, f"{tmp_path}/表.html")
        await press_app(pilot, "enter")
        written = (tmp_path / "表.html").read_text()
        assert "用地没有落实" in written and "培育科技型中小企业" not in written
        await press_app(pilot, "e")
        await type_text(pilot, f"{tmp_path}/全.html")
        await press_app(pilot, "enter")
        assert "用地没有落实" not in (tmp_path / "全.html").read_text()
        assert tasks_of(pilot).count == 1


async def test_a_summary_without_any_says_so(store: Path) -> None:
    with writer(store) as ws:
        review.mark(ws, (1, 2, 3), "on_track")
    desk = Desk(store)
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(SummaryScreen())
        await settle(pilot)
        await press(pilot, "b")
        assert "没有未启、滞后或超期的任务" in desk.text()
        await press(pilot, "escape")
        assert isinstance(desk.screen, SummaryScreen)


@pytest.fixture
def shared_out(store: Path) -> Path:
    """A bureau that keeps most of a plan and has given the first tasks of a chapter to its office."""
    with writer(store) as ws:
        bureau = departments.default_lead(ws, 1)
        assert bureau is not None
        departments.assign(ws, (2, 3, 4, 5, 6), bureau)
        review.mark(ws, (2, 3), "on_track")
    return store


@pytest.mark.parametrize(
    ("lang", "own", "whose"),
    [("zh", "本级：一、", "科技局本级（不含科室）一、"), ("en", "own: 一、", "科技局 itself, without its offices, 一、")],
)
async def test_what_a_bureau_kept_of_a_chapter_is_not_called_the_chapter(
    shared_out: Path, tmp_path: Path, lang: str, own: str, whose: str
) -> None:
    use_language(lang)
    desk = Desk(shared_out)
    async with desk.run_test(size=(100, 34)) as pilot:
        screen = SummaryScreen()
        desk.ask(screen)
        await settle(pilot)
        assert screen.table is not None
        (row,) = (one for one in screen.grid.rows if one.cells[1].strip().startswith(own))
        assert ("不是整章" if lang == "zh" else "notthewholesection") in desk.words()
        screen.grid.select_cell(row.key, "total")
        await press(pilot, "b")
        assert isinstance(desk.screen, BehindScreen)
        assert whose.replace(" ", "") in desk.words().replace(" ", "") and "用地没有落实" not in desk.text()
        await press(pilot, "e")
        await type_text(pilot, f"{tmp_path}/own.html")
        await press(pilot, "enter")
        written = (tmp_path / "own.html").read_text()
        assert "用地没有落实" not in written and "保护知识产权" not in written
