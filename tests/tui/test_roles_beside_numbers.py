"""Beside the number of a department's tasks stands what they are to it, in the list's head and in the summary."""

from __future__ import annotations

from pathlib import Path

from planreview.domain.review import SUPPORT
from planreview.services import departments
from planreview.tui.app import PlanreviewApp
from planreview.tui.screens.summary import SummaryScreen
from tests.tui.reviewing import grid, make_app, press, settle
from tests.tui.screens.support import make_assigned, type_text, writer


def words(app: PlanreviewApp) -> str:
    return "".join("".join(grid(app)).split())


async def test_the_heads_of_list_and_summary_say_which_number_they_give(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    known = make_assigned(path)
    with writer(path) as ws:
        departments.assign(ws, (3,), known["成果科"])
        departments.assign(ws, (3,), known["高新科"], role=SUPPORT, mode="add")
    app = make_app(path)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        assert "显示6" in words(app) and "（主责" not in words(app)
        await press(pilot, "slash")
        await type_text(pilot, "单位=高新科")
        await press(pilot, "enter")
        assert "显示3（主责2配合1）" in words(app)
        await press(pilot, "f")
        assert "高新科主责2配合1" in words(app)
        await press(pilot, "escape", "s")
        assert isinstance(app.screen, SummaryScreen)
        app.screen.grid.select_cell(known["高新科"], "total")
        await settle(pilot)
        assert "高新科，件数：2件（主责；另配合1件）" in words(app)
        await press(pilot, "slash")
        app.screen.grid.select_cell(known["高新科"], "support")
        await settle(pilot)
        assert "高新科，配合：1件" in words(app) and "“高新科”主责2件、配合1件" in words(app)
        await press(pilot, "escape", "slash", "ctrl+u")
        await type_text(pilot, "主责=高新科")
        await press(pilot, "enter")
        assert "显示2" in words(app) and "（主责" not in words(app)
