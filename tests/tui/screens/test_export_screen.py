"""The name of a file to write: what is typed takes its place, endings stand once, the folder is remembered."""

from __future__ import annotations

from pathlib import Path

import pytest

from planreview.domain.review import TaskFilter
from planreview.services import imports, queries, review
from planreview.services.workspace import Workspace
from planreview.tui import toasts
from planreview.tui.screens.export import ExportScreen, proposed_name
from planreview.tui.screens.results import SummaryState
from planreview.tui.screens.summary import SummaryScreen
from tests.tui.reviewing import grid, make_app
from tests.tui.reviewing import press as press_app
from tests.tui.reviewing import settle as settle_app
from tests.tui.screens.support import Desk, press, settle, type_text, writer


@pytest.fixture
def desk(store: Path) -> Desk:
    return Desk(store)


async def test_what_is_typed_takes_the_place_of_the_proposed_name(desk: Desk, tmp_path: Path) -> None:
    wanted = tmp_path / "x" / "表.html"
    wanted.parent.mkdir()
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = ExportScreen(folder=tmp_path)
        desk.ask(screen)
        await settle(pilot)
        assert "Ctrl+U 清空" in desk.text()
        # Another form leaves the proposal one, to be typed over.
        await press(pilot, "down", "up")
        await type_text(pilot, str(wanted))
        assert screen.line.value == str(wanted)
        await press(pilot, "enter")
        assert desk.results == [wanted] and wanted.exists()


async def test_a_summary_of_everything_has_its_lists_below_it_or_not(store: Path, tmp_path: Path) -> None:
    with writer(store) as ws:
        first = queries.task_ids(ws, TaskFilter())[0]
        review.mark(ws, [first], "behind")
        review.add_note(ws, [first], "设备没有到", kind="reason")
    for place, turned in enumerate((False, True)):
        desk = Desk(store)
        async with desk.run_test(size=(80, 24)) as pilot:
            desk.ask(ExportScreen(folder=tmp_path))
            await settle(pilot)
            assert "附滞后清单和调出" in desk.text()
            await press(pilot, *(["f4"] if turned else []))
            assert ("只有汇总表，不附滞后清单" in desk.text()) is turned
            await type_text(pilot, f"{place}.csv")
            await press(pilot, "enter")
    assert "设备没有到" in (tmp_path / "0.csv").read_text("utf-8")
    assert "设备没有到" not in (tmp_path / "1.csv").read_text("utf-8")


async def test_a_name_gets_the_ending_once_and_a_folder_the_proposed_name(desk: Desk, tmp_path: Path) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = ExportScreen(folder=tmp_path)
        desk.ask(screen)
        await settle(pilot)
        await press(pilot, "home")
        await type_text(pilot, "新.html")
        await press(pilot, "ctrl+k")
        await type_text(pilot, ".html")
        assert screen.line.value == "新.html" and screen.path == tmp_path / "新.html"
        await press(pilot, "ctrl+u")
        await type_text(pilot, "月报")
        assert screen.path == tmp_path / "月报.html" and "月报.html" in desk.words()
        await press(pilot, "ctrl+u")
        await type_text(pilot, f"{tmp_path}/")
        assert screen.path.parent == tmp_path and screen.path.name.startswith("汇总-")


async def test_the_folder_of_the_last_export_is_remembered(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "报表"
    folder.mkdir()
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle_app(pilot)
        await press_app(pilot, "e")
        await type_text(pilot, f"{folder}/a")
        await press_app(pilot, "enter")
        assert (folder / "a.html").exists()
        await press_app(pilot, "e")
        assert isinstance(app.screen, ExportScreen) and app.screen.path.parent == folder
        folder.rename(tmp_path / "旧")
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle_app(pilot)
        await press_app(pilot, "e")
        assert isinstance(app.screen, ExportScreen) and app.screen.path.parent == here


async def test_an_ending_chooses_the_form_and_an_unknown_one_is_refused(desk: Desk, tmp_path: Path) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = ExportScreen(folder=tmp_path)
        desk.ask(screen)
        await settle(pilot)
        await type_text(pilot, "会议.svg")
        assert screen.form == "svg"
        await press(pilot, "ctrl+u")
        await type_text(pilot, "会议.xlsx")
        await press(pilot, "enter")
        assert "不能写成 .xlsx。可写：.txt .json .csv .md .html .svg" in desk.text()
        assert desk.results == [] and list(tmp_path.glob("会议*")) == []
        await press(pilot, "ctrl+u")
        await type_text(pilot, "会议2020.10.31")
        await press(pilot, "enter")
        assert desk.results == [tmp_path / "会议2020.10.31.svg"]


def test_lists_of_a_row_do_not_take_the_place_of_the_whole_summary(store: Path) -> None:
    with writer(store) as ws:
        names = {
            proposed_name(ws, state)
            for state in (
                SummaryState(),
                SummaryState(lists=True),
                *(SummaryState(part=row, lists=True) for row in ("高新科", "成果科")),
            )
        }
    assert names == {
        f"{kind}-2026-08-15"
        for kind in (
            "汇总-临澜市-责任单位",
            "滞后清单-临澜市-责任单位",
            "滞后清单-临澜市-高新科-责任单位",
            "滞后清单-临澜市-成果科-责任单位",
        )
    }


def test_the_proposed_name_says_what_is_summed_up(store: Path) -> None:
    other = "松溪市2026年工作要点\n\n一、建设\n\n1.修路。修路3公里。\n"

    def places(ws: Workspace) -> list[str]:
        chosen = (TaskFilter(), TaskFilter(cities=("临澜市",)), TaskFilter(plans=(1,)), TaskFilter(sections=(1,)))
        return [proposed_name(ws, SummaryState(one)).split("-")[1] for one in chosen]

    with writer(store) as ws:
        assert places(ws) == ["临澜市"] * 4
        imports.store_plan(ws, imports.prepare(other.encode(), name="p.txt"))
        assert places(ws) == ["全部", "临澜市", "临澜市", "临澜市"]


async def test_where_an_export_went_stays_to_be_copied_and_is_seen_in_the_summary_again(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(toasts, "READ", 0.0)
    app = make_app(store)
    said = f"已写出 {tmp_path / '月报.html'}"
    async with app.run_test(size=(160, 45), notifications=True) as pilot:
        await settle_app(pilot)
        await press_app(pilot, "s", "e")
        await type_text(pilot, str(tmp_path / "月报.html"))
        await press_app(pilot, "enter")
        # Below the table for as long as the program runs, and as a notice that keys do not take away.
        assert sum(said in line for line in grid(app)) == 2
        await press_app(pilot, "down", "down")
        assert sum(said in line for line in grid(app)) == 2
        await press_app(pilot, "escape", "5", "u")
        assert said not in "".join(grid(app))
        await press_app(pilot, "s")
        assert sum(said in line for line in grid(app)) == 1
        # It was not of the figures of another part.
        await press_app(pilot, "escape", "left", "down", "enter", "s")
        assert isinstance(app.screen, SummaryScreen) and app.screen.state.counted != TaskFilter()
        assert said not in "".join(grid(app))


async def test_the_two_forms_of_text_have_names_of_their_own_and_the_last_form_is_kept(store: Path, tmp_path: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settle_app(pilot)
        app.push_screen(ExportScreen(folder=tmp_path))
        await settle_app(pilot)
        for step in ("up", "down"):
            # From the form that is offered first up to the first of all, then to the second.
            await press_app(pilot, *([step] * 7 if step == "up" else [step]), "enter")
            app.push_screen(ExportScreen(folder=tmp_path))
            await settle_app(pilot)
            assert isinstance(app.screen, ExportScreen)
            assert app.screen.form == ("table" if step == "up" else "text") and app.screen.line.text.endswith(".txt")
        names = sorted(path.name for path in tmp_path.glob("汇总-*.txt"))
        assert len(names) == 2 and names[0].removesuffix("-表格.txt") == names[1].removesuffix(".txt")


async def test_a_file_says_who_printed_it_and_on_which_day(store: Path, tmp_path: Path) -> None:
    for guessed, said in ((False, "制表：张三，2026-08-15"), (True, "制表日期：2026-08-15")):
        app = make_app(store)
        app.name_guessed = guessed
        async with app.run_test(size=(80, 24)) as pilot:
            await settle_app(pilot)
            await press_app(pilot, "e")
            await type_text(pilot, f"{tmp_path}/{guessed}.html")
            await press_app(pilot, "enter")
        assert said in (tmp_path / f"{guessed}.html").read_text("utf-8")
