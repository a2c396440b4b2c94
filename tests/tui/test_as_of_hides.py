"""Another as-of date: what it takes out of sight is counted, asked for while a round is open, and never called unreviewed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from planreview.services import later, queries, review, rounds
from planreview.tui.screens.as_of import AsOfScreen
from tests.tui.reviewing import grid, make_app, press, read, settle, verdicts
from tests.tui.screens.support import writer

LATER = date(2026, 10, 31)


async def test_verdicts_of_a_later_day_are_counted_when_the_date_is_emptied(store: Path) -> None:
    with writer(store) as ws:
        review.mark(ws, (6,), "done")
        review.set_as_of(ws, LATER)
        review.mark(ws, (1, 2, 3), "on_track")
        # One that was cleared again hides nothing.
        review.mark(ws, (3,), None)
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "t", "backspace", "enter")
        (said,) = [one.message for one in app._notifications]
        assert said == "有 2 件的结论晚于截至日期，暂不显示（都还留着）；按 t 改回日期，或按 u 撤销"
        assert verdicts(store) == [None, None, None, None, None, "done"]
        await press(pilot, "u")
        assert verdicts(store) == ["on_track", "on_track", None, None, None, "done"]


async def test_while_a_round_is_open_a_second_enter_is_asked_for(store: Path) -> None:
    with writer(store) as ws:
        rounds.open_round(ws, "10月轮", as_of=LATER)
        review.mark(ws, (1, 2), "on_track")
    app = make_app(store)
    async with app.run_test(size=(160, 45), notifications=True) as pilot:
        await settle(pilot)
        assert "从未核4" in grid(app)[0]
        await press(pilot, "t", "backspace", "enter")
        assert isinstance(app.screen, AsOfScreen)
        assert "有 2 件的结论晚于这个日期" in "\n".join(grid(app)) and "再按回车照改" in "\n".join(grid(app))
        with read(store) as ws:
            assert queries.as_of_set(ws) == LATER
        await press(pilot, "enter")
        with read(store) as ws:
            assert queries.as_of_set(ws) is None
        # Two of the six were reviewed, though nothing shows it as of this day.
        assert "已核0/6" in grid(app)[0] and "从未核4" in grid(app)[0]
        # Nothing more goes out of sight: another day is set at once.
        await press(pilot, "t", *"2026-08-10", "enter")
        assert not isinstance(app.screen, AsOfScreen)


def test_what_a_date_hides_is_counted_by_plan_and_without_what_was_undone(store: Path) -> None:
    with writer(store) as ws:
        review.set_as_of(ws, LATER)
        review.mark(ws, (1,), "on_track")
        review.mark(ws, (2,), "on_track")
        review.undo(ws)
        assert later.hidden_by(ws, date(2026, 9, 30)) == later.Hidden(1, in_round=False)
        assert later.hidden_by(ws, LATER) == later.Hidden(0, in_round=False)
