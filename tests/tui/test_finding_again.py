"""What a first-time user lost sight of: the cursor behind a filter, and the reasons of what is listed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from planreview.services import imports, review
from planreview.tui.screens.reasons import ReasonsScreen
from tests.tui.reviewing import grid, make_app, press, settle, stored, tasks_of
from tests.tui.screens.support import type_text, writer

PLAN = "松溪市城建局2026年工作要点\n\n一、建设\n\n" + "\n\n".join(
    f"{n}.{'改造' if n % 7 == 0 else '推进'}第{n}处设施。完成第{n}处设施的改建。" for n in range(1, 22)
)


def long_store(folder: Path) -> Path:
    path = folder / "store.db"
    with writer(path, create=True) as ws:
        imports.store_plan(ws, imports.prepare(PLAN.encode(), name="plan.txt"))
    return path


async def look_for(pilot: Pilot[Any], words: str) -> None:
    await pilot.press("slash")
    await settle(pilot)
    await type_text(pilot, words)
    await settle(pilot)
    await press(pilot, "enter")


async def test_the_cursor_is_in_view_when_a_filter_is_taken_away(tmp_path: Path) -> None:
    app = make_app(long_store(tmp_path))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await look_for(pilot, "改造第")
        await press(pilot, "end")
        assert tasks_of(pilot).count == 3
        await press(pilot, "escape")
        assert tasks_of(pilot).count == 21
        assert [line for line in grid(app) if line.startswith(">  21")], grid(app)


async def test_r_asks_for_the_reasons_of_what_is_listed_and_begins_under_the_cursor(tmp_path: Path) -> None:
    path = long_store(tmp_path)
    with writer(path) as ws:
        review.mark(ws, (2, 7, 14), "behind")
    app = make_app(path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await look_for(pilot, "改造第")
        await press(pilot, "down")
        await pilot.press("r")
        await settle(pilot)
        assert isinstance(app.screen, ReasonsScreen)
        assert list(app.screen.rows) == [7, 14] and app.screen.current == 14
        await type_text(pilot, "材料未到")
        await press(pilot, "enter")
        await press(pilot, "escape")
    assert [row.id for row in stored(path) if row.reason_open] == [2, 7]


async def test_r_goes_beyond_the_list_only_when_asked(tmp_path: Path) -> None:
    path = long_store(tmp_path)
    with writer(path) as ws:
        review.mark(ws, (2, 7), "behind")
    app = make_app(path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await look_for(pilot, "改造第")
        await pilot.press("r")
        await settle(pilot)
        await type_text(pilot, "材料未到")
        await press(pilot, "enter")
        await settle(pilot)
        assert isinstance(app.screen, ReasonsScreen) and list(app.screen.rows) == []
        assert "列表之外还有 1 件：回车去补" in "".join(grid(app))
        await press(pilot, "enter")
        await settle(pilot)
        assert list(app.screen.rows) == [2]


async def test_r_shows_all_reasons_where_nothing_that_is_listed_asks_for_one(tmp_path: Path) -> None:
    path = long_store(tmp_path)
    with writer(path) as ws:
        review.mark(ws, (2,), "behind")
    app = make_app(path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await look_for(pilot, "改造第")
        await pilot.press("r")
        await settle(pilot)
        assert isinstance(app.screen, ReasonsScreen) and list(app.screen.rows) == [2]
        assert "列表中没有，以下是列表之外的" in grid(app)[0]


async def test_the_counts_above_the_list_are_of_what_is_listed(tmp_path: Path) -> None:
    path = long_store(tmp_path)
    with writer(path) as ws:
        review.mark(ws, (2, 7, 14), "behind")
    app = make_app(path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        assert "显示21" in grid(app)[1] and "缺原因3" in grid(app)[1]
        await look_for(pilot, "改造第")
        assert "显示3" in grid(app)[1] and "缺原因2" in grid(app)[1]
        assert "已核3/21" in grid(app)[0]


async def test_a_body_is_found_and_shown_by_its_short_name(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    text = PLAN.replace("完成第3处设施的改建。", "完成第3处设施的改建。（牵头单位：市住房和城乡建设局）")
    with writer(path, create=True) as ws:
        imports.store_plan(ws, imports.prepare(text.encode(), name="plan.txt"))
    app = make_app(path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        assert [line for line in grid(app) if "市住建局" in line and "第3处设施" in line]
        await look_for(pilot, "住建局")
        assert list(tasks_of(pilot).ids) == [3]


async def test_a_body_without_room_is_shown_without_the_city_of_its_plan(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    text = PLAN.replace("完成第3处设施的改建。", "完成第3处设施的改建。（牵头单位：松溪市科学技术局）")
    with writer(path, create=True) as ws:
        imports.store_plan(ws, imports.prepare(text.encode(), name="plan.txt"))
    app = make_app(path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        assert [line for line in grid(app) if " 市科技局 " in line and "第3处设施" in line], grid(app)
