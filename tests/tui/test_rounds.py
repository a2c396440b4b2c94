"""Rounds on the review screen, by keys: carry over, apply, close, claims, evidence, notes; the head says how far the round is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from planreview.domain.review import TaskFilter
from planreview.services import carrying, evidence, imports, notes, queries, review, rounds, self_reports
from planreview.tui.screens.carry import CarryScreen
from planreview.tui.screens.closing import ClosingScreen
from planreview.tui.screens.evidence import EvidenceScreen
from planreview.tui.screens.notes import NotesScreen
from planreview.tui.screens.rounds import RoundsScreen
from planreview.tui.screens.summary import SummaryScreen
from tests.tui.reviewing import grid, make_app, press, read, screen_of, settle, stored, tasks_of, verdicts
from tests.tui.screens.support import PLAN, shown, type_text, writer


async def test_nine_carries_over_and_goes_on(second: Path) -> None:
    app = make_app(second)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settle(pilot)
        assert "8月轮 已核0/6" in grid(app)[0] and "从未核1" in grid(app)[0]
        await press(pilot, "9", "9")
        assert tasks_of(pilot).cursor == 2
        assert "8月轮 已核2/6" in grid(app)[0]
        await press(pilot, "3")
        assert "8月轮 已核3/6" in grid(app)[0]
    assert [row.carried for row in stored(second)] == [True, True, False, False, False, False]


async def test_nine_on_a_selection_counts_first(second: Path) -> None:
    app = make_app(second)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+a", "9")
        assert isinstance(app.screen, CarryScreen)
        text = "".join("\n".join(grid(app)).split())
        assert "将沿用上轮结论4件：序时4；未沿用2件（上轮无结论1、有新情况1：新数1）" in text
        await press(pilot, "f2")
        assert "将沿用上轮结论5件" in "".join("\n".join(grid(app)).split())
        await press(pilot, "f2", "enter")
        assert app.screen is screen_of(pilot) and not tasks_of(pilot).selected
        assert "已沿用上轮结论4件；未沿用2件（上轮无结论1、有新情况1：新数1）" in "".join("\n".join(grid(app)).split())
    assert sum(row.carried for row in stored(second)) == 4


async def test_all_that_is_unchanged_is_carried_from_the_rounds(second: Path) -> None:
    app = make_app(second)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "R")
        assert isinstance(app.screen, RoundsScreen)
        await press(pilot, "9")
        await press(pilot, "enter")
        assert isinstance(app.screen, RoundsScreen) and "4/6" in "\n".join(grid(app))
    assert sum(row.carried for row in stored(second)) == 4


async def test_a_round_is_opened_closed_and_its_figures_looked_at(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "9")
        assert "先开一轮" in "".join("\n".join(grid(app)).split())
        await press(pilot, "R", "n")
        assert "8月轮" in "\n".join(grid(app)) and "2026-08-15" in "\n".join(grid(app))
        await press(pilot, "enter", "enter")
        assert isinstance(app.screen, RoundsScreen) and "0/6" in "\n".join(grid(app))
        await press(pilot, "escape", "3", "3", "R", "c")
        assert "任务4/6件本轮未核" in "".join("\n".join(grid(app)).split())
        await press(pilot, "enter")
        assert "关" in "\n".join(grid(app)) and isinstance(app.screen, RoundsScreen)
        await press(pilot, "enter")
        assert isinstance(app.screen, SummaryScreen)
        await press(pilot, "escape", "escape", "5", "5", "5", "5")
        await press(pilot, "R", "enter")
        summary = shown(app, SummaryScreen).summary
        assert summary is not None and summary.counts.verdicts["on_track"] == 2 and summary.round == "8月轮"
        await press(pilot, "n")
        assert "轮次：8月轮" in "".join("\n".join(grid(app)).split())
    with read(store) as ws:
        (one,) = rounds.rounds(ws)
        assert not one.open and one.as_of == date(2026, 8, 15)


async def test_a_date_that_is_none_is_said_and_the_name_is_kept(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "R", "n", "enter")
        await type_text(pilot, "月")
        await press(pilot, "enter")
        assert "\n".join(grid(app)).count("不是日期") == 1 and "8月轮" in "\n".join(grid(app))
        await type_text(pilot, "2026-09-30")
        assert "不是日期" not in "\n".join(grid(app))
        await press(pilot, "enter")
    with read(store) as ws:
        (one,) = rounds.rounds(ws)
        assert one.as_of == date(2026, 9, 30)


async def test_applying_and_closing_step_by_step(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "6")
        assert tasks_of(pilot).cursor == 1 and stored(store)[0].closing == "applied"
        await press(pilot, "up", "z")
        assert isinstance(app.screen, ClosingScreen)
        text = "".join("\n".join(grid(app)).split())
        assert "已报销号，待核" in text and "缺：结论不是完成、没有佐证" in text and "退回" in text and "重开" not in text
        await press(pilot, "enter")
        assert isinstance(app.screen, ClosingScreen) and "不能销号" in "\n".join(grid(app))
        await press(pilot, "escape", "5", "up", "w", "enter")
        await type_text(pilot, "临科7号")
        await press(pilot, "enter", "enter")
        assert app.screen is screen_of(pilot)
        await press(pilot, "z", "enter")
        assert stored(store)[0].closed and "销号" in grid(app)[3]
        await press(pilot, "z", "enter")
        assert "要写明原因" in "\n".join(grid(app))
        await type_text(pilot, "复核有误")
        await press(pilot, "enter")
        assert not stored(store)[0].closed


async def test_a_claim_by_its_digit_and_words(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 30), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "b")
        await type_text(pilot, "５　已建成")
        await press(pilot, "enter")
        await press(pilot, "2", "up")
        await settle(pilot)
        text = "".join("\n".join(grid(app)).split())
        assert "自评完成" in text and "已建成" in text and "矛盾(自评)" in text
    with read(store) as ws:
        (one,) = queries.task_detail(ws, 1).reports
        assert (one.verdict, one.text) == ("done", "已建成")


async def test_a_file_is_hashed_and_flagged_when_it_changes(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "验收.pdf"
    file.write_bytes(b"x" * 1000)
    app = make_app(store)
    async with app.run_test(size=(160, 45), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "w")
        assert isinstance(app.screen, EvidenceScreen)
        await type_text(pilot, str(tmp_path / "没有"))
        await press(pilot, "enter", "enter", "f4", "enter")
        assert isinstance(app.screen, EvidenceScreen) and "读不了佐证文件" not in app.screen.title_line.text
        app.screen._line("path").value = str(file)
        await press(pilot, "ctrl+s")
        for _ in range(50):
            await settle(pilot)
            if app.screen is screen_of(pilot):
                break
        assert "现场核实" in "\n".join(grid(app)) and "已变动" not in "\n".join(grid(app))
        file.write_bytes(b"y" * 999)
        await press(pilot, "down", "up")
        for _ in range(50):
            await settle(pilot)
            if "文件已变动" in "\n".join(grid(app)):
                break
        assert "文件已变动" in "\n".join(grid(app))
        await press(pilot, "w")
        for _ in range(50):
            await settle(pilot)
            if "已变动" in "\n".join(grid(app)):
                break
        await press(pilot, "f8")
        assert not shown(app, EvidenceScreen).pieces
    with read(store) as ws:
        assert evidence.evidence_of(ws, 1) == ()


async def test_notes_are_listed_worded_anew_and_withdrawn(store: Path) -> None:
    with writer(store) as ws:
        review.add_note(ws, (1,), "正在推进", kind="progress")
        review.add_note(ws, (1,), "缺经费", kind="problem")
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "N")
        assert isinstance(app.screen, NotesScreen)
        await press(pilot, "enter")
        await type_text(pilot, "，已过半")
        await press(pilot, "f4", "ctrl+s")
        assert isinstance(app.screen, NotesScreen)
        text = "\n".join(grid(app))
        assert "正在推进，已过半" in text and "[改1次]" in text
        await press(pilot, "up", "x")
        assert "（已收回）" in "\n".join(grid(app))
        await press(pilot, "escape", "u")
    with read(store) as ws:
        assert {one.body for one in queries.task_detail(ws, 1).notes} == {"正在推进，已过半", "缺经费"}


async def test_what_was_typed_into_an_edited_note_is_there_again(store: Path) -> None:
    with writer(store) as ws:
        review.add_note(ws, (1,), "正在推进")
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "N", "enter", "escape")
        assert "草稿" not in "\n".join(grid(app)), "nothing was typed"
        await press(pilot, "enter")
        await type_text(pilot, "，未完")
        await press(pilot, "escape", "escape")
        await press(pilot, "n")
        assert "未完" not in "\n".join(grid(app)[8:20]), "no draft of a new note"
        await press(pilot, "escape", "N", "enter")
        assert "正在推进，未完" in "\n".join(grid(app))
        await press(pilot, "ctrl+s")
    with read(store) as ws:
        assert [one.text for one in notes.note_histories(ws, 1)[0].versions] == ["正在推进", "正在推进，未完"]
    with writer(store) as ws:
        assert queries.task_detail(ws, 1).draft is None


async def test_the_detail_sets_the_last_round_beside_the_new_one(second: Path) -> None:
    with writer(second) as ws:
        self_reports.report_tasks(ws, (1,), "done")
        carrying.carry(ws, (2,))
    app = make_app(second)
    async with app.run_test(size=(160, 45), notifications=True) as pilot:
        await settle(pilot)
        assert "上轮序时" in "".join("\n".join(grid(app)).split())
        await press(pilot, "down")
        assert "沿用上轮" in "".join("\n".join(grid(app)).split())
        assert list(tasks_of(pilot).ids) == list(range(1, 7))
    with read(second) as ws:
        assert list(queries.task_ids(ws, TaskFilter(carried=True))) == [2]


async def test_without_an_editor_the_note_stays_and_that_is_said(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "n")
        await type_text(pilot, "写到一半")
        await press(pilot, "ctrl+e")
        assert "VISUAL" in "\n".join(grid(app)) and "写到一半" in "\n".join(grid(app))
    assert verdicts(store) == [None] * 6


async def test_a_round_covers_one_plan_of_several_where_that_is_chosen(store: Path) -> None:
    with writer(store) as ws:
        imports.store_plan(ws, imports.prepare(PLAN.replace("科技局", "教育局").encode(), name="b.txt"))
        review.add_note(ws, (1,), "已阅")
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "R", "n")
        assert "含全部2个计划" in "".join("\n".join(grid(app)).split())
        await press(pilot, "f2")
        assert "只含《临澜市科技局2026年工作要点》6件" in "".join("\n".join(grid(app)).split())
        await press(pilot, "ctrl+s")
    with read(store) as ws:
        (one,) = rounds.rounds(ws)
        assert one.total == 6 and one.plans == (queries.plans(ws)[0].key,)
