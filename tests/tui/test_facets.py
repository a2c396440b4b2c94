"""The counts beside the list: departments are named as long as naming them takes no more lines than counting them."""

from __future__ import annotations

from pathlib import Path

import pytest

from planreview.services import departments
from tests.tui.reviewing import grid, make_app, settle
from tests.tui.screens.support import writer


@pytest.mark.parametrize(("more", "said"), [(0, ""), (1, "另有 2 个单位")])
async def test_a_single_department_more_is_named_in_the_line_that_would_count_it(store: Path, more: int, said: str) -> None:
    names = ["甲科", "乙科", "丙科", "丁科", "戊科", "己科"]
    with writer(store) as ws:
        for task, name in enumerate(names, 1):
            departments.assign_new(ws, (task,), "临澜市", name)
        if more:
            departments.assign_new(ws, (1,), "临澜市", "庚科", role="support", mode="add")
    app = make_app(store)
    async with app.run_test(size=(160, 45)) as pilot:
        await settle(pilot)
        beside = "\n".join(line[:38] for line in grid(app))
        assert sum(name in beside for name in [*names, "庚科"]) == (5 if more else 6)
        assert ("另有" in beside) == bool(more) and said in beside
