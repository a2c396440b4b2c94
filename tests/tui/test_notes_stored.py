"""What is said when a note has been stored, and what is asked for of a task that left the base."""

from __future__ import annotations

from pathlib import Path

import pytest

from planreview.services import review
from planreview.tui.app import PlanreviewApp
from planreview.tui.screens.adjust_out import AdjustOutScreen
from tests.tui.reviewing import grid, make_app, press, settle, stored
from tests.tui.screens.support import make_store, type_text, writer


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    make_store(path)
    return path


def said(app: PlanreviewApp) -> list[str]:
    return [one.message for one in app._notifications]


@pytest.mark.parametrize(
    ("verdict", "kind", "came"),
    [
        ("on_track", "f2", "（进展）：1 培育高新技术企业"),
        ("behind", "f4", "（原因）：1 培育高新技术企业，原因已齐"),
        ("behind", "f2", "（进展）：1 培育高新技术企业，还缺原因"),
    ],
)
async def test_a_note_says_where_it_went_and_what_it_settles(store: Path, verdict: str, kind: str, came: str) -> None:
    with writer(store) as ws:
        review.mark(ws, (1,), verdict)
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "n", kind)
        await type_text(pilot, "缺地")
        await press(pilot, "ctrl+s")
        assert said(app) == [f"备注已存{came}。按 u 撤销"]
        # A note that was worded anew says the same.
        await press(pilot, "N", "enter")
        await type_text(pilot, "两块")
        await press(pilot, "ctrl+s")
        assert said(app)[-1].startswith("备注已存") and "1 培育高新技术企业" in said(app)[-1]


async def test_a_note_on_several_counts_the_reasons_that_it_completes(store: Path) -> None:
    with writer(store) as ws:
        review.mark(ws, (1, 2), "behind")
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "space", "space", "space", "n")
        await type_text(pilot, "资金未到")
        await press(pilot, "ctrl+s")
        assert said(app) == ["备注已存（不分类）：3件任务，2件原因已齐。按 u 撤销"]


async def test_only_what_lacks_is_asked_of_a_task_that_left_the_base(store: Path) -> None:
    with writer(store) as ws:
        review.mark(ws, (1,), "dropped", note="并入省项目", note_kind="reason", approver="王局")
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "n")
        assert isinstance(app.screen, AdjustOutScreen)
        shown = [field for field in ("reason", "approver", "document") if app.screen._line(field).display]
        assert shown == ["document"]
        text = "\n".join(grid(app))
        assert "并入省项目" in text and "王局" in text and "回车 保存" in text and "请填文号" in text
        await type_text(pilot, "〔2026〕7号")
        await press(pilot, "enter")
        assert said(app) == ["已存，1 件的原因、批准人、文号已齐。按 u 撤销"]
    assert not stored(store)[0].lacks
