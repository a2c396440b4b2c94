"""The behind list on the screen: reached from a row of the summary, read, worked through, and written to a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from planreview.catalogue import use_language
from planreview.domain.review import TaskFilter
from planreview.services import departments, imports, queries, review, rounds
from planreview.services.brief import brief_summary
from planreview.tui.screens.behind import BehindScreen
from planreview.tui.screens.export import ExportScreen
from planreview.tui.screens.results import Opened, SummaryState
from planreview.tui.screens.summary import SummaryScreen
from tests.tui.reviewing import grid, make_app, tasks_of
from tests.tui.reviewing import press as press_app
from tests.tui.reviewing import settle as settle_app
from tests.tui.screens.support import PLAN, Desk, make_assigned, press, settle, type_text, writer


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    known = make_assigned(path)
    with writer(path) as ws:
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


async def test_the_page_of_everything_has_its_lists_too(store: Path, tmp_path: Path) -> None:
    desk = Desk(store)
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = SummaryScreen(SummaryState())
        desk.ask(screen)
        await settle(pilot)
        screen.grid.select_cell("total", "total")
        await press(pilot, "b", "e")
        assert isinstance(desk.screen, ExportScreen) and desk.screen.line.text.startswith("滞后清单-")
        await type_text(pilot, f"{tmp_path}/全.csv")
        await press(pilot, "enter")
        written = (tmp_path / "全.csv").read_text("utf-8-sig")
        assert "用地没有落实" in written and "建设创新平台" in written


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
        await press_app(pilot, "e", "f4")
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


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_what_was_taken_out_stands_below_under_its_own_heading(store: Path, tmp_path: Path, size: tuple[int, int]) -> None:
    with writer(store) as ws:
        review.mark(ws, (5,), "dropped", note="并入上级项目", note_kind="reason", approver="王局长", document="市督〔2026〕3号")
        review.mark(ws, (6,), "no_measure")
    desk = Desk(store)
    async with desk.run_test(size=size) as pilot:
        screen = SummaryScreen()
        desk.ask(screen)
        await settle(pilot)
        screen.grid.select_cell("total", "total")
        await press(pilot, "b")
        assert isinstance(desk.screen, BehindScreen)
        assert "；其下不计入基数（调出、无口）：2件" in desk.words()
        assert "王局长" not in desk.text()
        await press(pilot, "down", "down", "down")
        assert (
            "批准人：王局长" in desk.words() and "文号：市督〔2026〕3号" in desk.words() and "原因：并入上级项目" in desk.words()
        )
        await press(pilot, "down")
        assert "批准人：未填" in desk.words() and "原因：未写原因" in desk.words()
        await press(pilot, "up", "enter")
        assert isinstance(desk.results[0], Opened) and desk.results[0].filter.ids == (5, 6)
        assert desk.results[0].label == "不计入基数的任务"


async def test_a_row_with_nothing_behind_still_shows_what_was_taken_out(store: Path) -> None:
    with writer(store) as ws:
        review.mark(ws, (1, 2, 3), "on_track")
        review.mark(ws, (5,), "dropped")
    desk = Desk(store)
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(SummaryScreen())
        await settle(pilot)
        await press(pilot, "b")
        assert "没有未启、滞后或超期的任务" in desk.text() and "开展科普活动" in desk.text()
        await press(pilot, "enter")
        assert isinstance(desk.results[0], Opened) and desk.results[0].filter.ids == (5,)


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


async def test_what_all_other_rows_add_up_to_lists_theirs_and_is_not_written_as_everything(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with writer(store) as ws:
        imports.store_plan(ws, imports.prepare(PLAN.replace("临澜市", "松溪市").encode(), name="b.txt"))
        review.mark(ws, (4, 7, 8), "behind")
        review.mark(ws, (5, 9), "dropped")
    monkeypatch.setattr("planreview.tui.screens.summary.LARGE", 1)
    monkeypatch.setattr("planreview.services.brief.brief_summary.__kwdefaults__", {**brief_summary.__kwdefaults__, "most": 1})
    desk = Desk(store)
    async with desk.run_test(size=(100, 30)) as pilot:
        screen = SummaryScreen()
        desk.ask(screen)
        await settle(pilot)
        assert screen.summary is not None and screen.table is not None and not screen.summary.total.cells
        shown = [group for group in screen.summary.groups if not group.depth]
        (rest,) = (group for group in shown if group.kind == "rest")
        wanted = rest.counts.verdicts["behind"] + rest.counts.verdicts["not_started"]
        assert wanted and sum(group.counts.total for group in shown) == 12
        screen.grid.select_cell(rest.key, "total")
        await press(pilot, "b")
        listing = desk.screen
        assert isinstance(listing, BehindScreen) and listing.lists is not None and len(listing.lists.found[0].tasks) == wanted
        assert len(listing.lists.found[1].tasks) == rest.counts.total - rest.counts.base
        await press(pilot, "e")
        assert desk.screen is listing and "不能单独导出" in desk.text()


async def test_of_a_round_with_more_than_a_list_holds_the_row_is_picked_before_it_is_cut(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with writer(store) as ws:
        rounds.open_round(ws, "8月轮")
        rounds.close_round(ws, "8月轮", force=True)
        (closed,) = rounds.rounds(ws)
    for name in ("behind_list", "out_list"):
        monkeypatch.setattr(f"planreview.services.behind_list.{name}.__defaults__", (1,))
    desk = Desk(store)
    async with desk.run_test(size=(100, 30)) as pilot:
        screen = SummaryScreen(SummaryState(round=closed.uid, closed=closed.name))
        desk.ask(screen)
        await settle(pilot)
        assert screen.summary is not None and screen.summary.behind is not None and screen.table is not None
        assert [one.id for one in screen.summary.behind.tasks] == [1] and screen.summary.behind.total == 3
        row = next(key for key, name in screen.table.names.items() if name == "成果科")
        screen.grid.select_cell(row, "total")
        await press(pilot, "b")
        assert isinstance(desk.screen, BehindScreen) and "建设创新平台" in desk.text() and "未列出" not in desk.text()
        await press(pilot, "escape")
        screen.grid.select_cell("total", "total")
        await press(pilot, "b")
        assert "培育高新技术企业" in desk.text() and "另有2件未列出" in desk.words()


async def test_tasks_of_several_plans_say_of_which_they_are(store: Path) -> None:
    with writer(store) as ws:
        for old, new in (("临澜市", "松溪市"), ("2026", "2025")):
            text = PLAN.replace(old, new)
            added = imports.store_plan(ws, imports.prepare(text.encode(), name=f"{new}.txt"))
            review.mark(ws, queries.task_ids(ws, TaskFilter(plans=(added.plan_id,)))[:1], "behind", note="缺地")
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle_app(pilot)
        assert any(line.split()[:4] == ["1", "滞后", "-", "松溪"] for line in grid(app))
        await press_app(pilot, "s", "end", "b")
        starts = {tuple(line.strip(" │┃▌▐").split()[:3]) for line in grid(app)}
        assert {("城市", "号", "结论"), *((city, "1", "滞后") for city in ("临澜2026", "松溪", "临澜2025"))} <= starts
