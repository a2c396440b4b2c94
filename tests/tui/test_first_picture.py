"""The first picture, drawn from one page before anything was counted, says nothing that is wrong."""

from __future__ import annotations

from asyncio import sleep
from pathlib import Path

from planreview.domain.review import TaskFilter
from planreview.tui.lanes import Lane, open_reader
from planreview.tui.questions import first_listing
from planreview.tui.session_day import SessionDay
from tests.tui.reviewing import copy_store, grid, make_app, screen_of, settle, tasks_of
from tests.tui.screens.support import FixedClock


async def test_no_figure_is_drawn_before_it_is_known(demo: Path, tmp_path: Path) -> None:
    store = copy_store(demo, tmp_path)
    day = SessionDay(FixedClock())
    reader = Lane("reader", lambda: open_reader(store, "张三", day))
    first = reader.submit(first_listing(TaskFilter()))
    first.result()
    app = make_app(store, clock=day, reader=reader, first=first)
    seen: list[list[str]] = []

    def look(_: object) -> None:
        screen = screen_of(pilot)
        if tasks_of(pilot).ids and screen.loader.sums is None:
            seen.append(grid(app))

    async with app.run_test(size=(160, 45)) as pilot:
        screen_of(pilot).screen_layout_refresh_signal.subscribe(app, look)
        await sleep(0)
        look(None)
        await settle(pilot)
        last, n = grid(app), len(tasks_of(pilot).ids)
    assert any("规划与资源科" in line for lines in seen for line in lines), "the first page was drawn before the figures"
    for lines in seen:
        # Without the detail, which says every date in full.
        words = "".join(line[:85] for line in lines)
        assert "全部计划" not in words and "显示" not in words and "12-31" not in words
        everything = [line[:37] for line in lines if line[:37].lstrip(" >*").startswith("全部")]
        assert not any(letter.isdigit() for letter in "".join(everything))
    said = "".join(last).replace(" ", "")
    assert "全部计划" in last[0] and f"显示{n}" in said and "12-31" in said
