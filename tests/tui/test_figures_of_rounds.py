"""The figures of a round for a meeting: what was behind then with its reasons, as a list and as a file that names the round."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from planreview.services import notes, queries, review, rounds
from planreview.tui.screens import export
from planreview.tui.screens.behind import BehindScreen
from planreview.tui.screens.export import proposed_name
from planreview.tui.screens.results import SummaryState
from planreview.tui.screens.summary import SummaryScreen
from tests.tui.reviewing import grid, make_app, press, read, settle
from tests.tui.screens.support import type_text, writer


@pytest.fixture
def closed(store: Path) -> Path:
    """Task 1 was behind in a closed round, with reason and measure; since then it was found done, and the words altered."""
    with writer(store) as ws:
        rounds.open_round(ws, "7月轮", as_of=date(2026, 7, 31))
        review.mark(ws, (1,), "behind", note="用地没有落实", note_kind="reason")
        review.add_note(ws, (1,), "月底前协调", kind="measure")
        review.mark(ws, range(2, 7), "on_track")
        rounds.close_round(ws, force=True)
        review.mark(ws, (1,), "done")
        review.mark(ws, (2,), "behind", note="后来的原因", note_kind="reason")
        reason = next(one for one in queries.task_detail(ws, 1).notes if one.kind == "reason")
        notes.edit_note(ws, reason.id, "改过的原因")
    return store


async def test_what_was_behind_when_a_round_was_closed_is_listed_and_written_with_its_words_of_then(
    closed: Path, tmp_path: Path
) -> None:
    app = make_app(closed)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "R", "enter", "b")
        assert isinstance(app.screen, BehindScreen)
        text = "\n".join(grid(app))
        assert "用地没有落实" in text and "月底前协调" in text and "1 件" in text and "后来的原因" not in text
        await press(pilot, "e")
        assert "7月轮（关轮时）" in app.screen.line.text if isinstance(app.screen, export.ExportScreen) else False
        await type_text(pilot, f"{tmp_path}/行.html")
        await press(pilot, "enter", "escape", "e")
        await type_text(pilot, f"{tmp_path}/全.csv")
        await press(pilot, "enter")
    for name in ("行.html", "全.csv"):
        written = (tmp_path / name).read_text("utf-8-sig")
        assert "用地没有落实" in written and "月底前协调" in written and "改过的原因" not in written
        assert "范围：7月轮（关轮时）" in written


async def test_a_list_that_a_figure_of_a_closed_round_opens_says_that_it_is_of_now(closed: Path) -> None:
    app = make_app(closed)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "R", "enter", "enter")
        assert "范围 现状（非7月轮关轮时）：" in grid(app)[1] and "的全部任务" in grid(app)[1]
        await press(pilot, "escape")
        assert isinstance(app.screen, SummaryScreen)
        await press(pilot, "b", "enter")
        assert "范围 现状（非7月轮关轮时）：" in grid(app)[1] and "的滞后清单" in grid(app)[1]
        await press(pilot, "escape", "escape", "s", "enter")
        assert "的全部任务" in grid(app)[1] and "现状" not in grid(app)[1]


async def test_why_there_is_no_list_of_a_round_that_kept_its_figures_alone(
    closed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planreview.store.project_states.is_overdue", lambda *_: True)
    app = make_app(closed)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "R", "enter", "b")
        assert isinstance(app.screen, SummaryScreen)
        assert "列不出当时的滞后清单" in "\n".join(grid(app))
        await press(pilot, "e")
        await type_text(pilot, f"{tmp_path}/全.html")
        await press(pilot, "enter")
    assert "列不出当时的滞后清单" in (tmp_path / "全.html").read_text()


def test_files_of_now_of_a_round_and_of_the_same_round_while_it_was_open_have_names_of_their_own(closed: Path) -> None:
    with writer(closed) as ws:
        rounds.open_round(ws, "8月轮", as_of=date(2026, 8, 15))
    found = set()
    for end in (False, True):
        with read(closed) as ws:
            states = [SummaryState(), *(SummaryState(round=one.uid) for one in rounds.rounds(ws))]
            found |= {proposed_name(ws, state) for state in states[end:]}
        if not end:
            with writer(closed) as ws:
                rounds.close_round(ws, force=True)
    assert len(found) == 4 and sum("7月轮（关轮时）-" in name for name in found) == 1
    assert {name[-10:] for name in found} == {"2026-07-31", "2026-08-15"}
