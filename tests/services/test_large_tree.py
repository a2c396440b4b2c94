"""Of a nation the tree holds the cities; what stands below one is read when it is opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from planreview.domain.review import TaskFilter
from planreview.services import review
from planreview.services import tree as trees
from planreview.services.tree import tree, with_cities
from planreview.tui.questions import counts
from tests.store.builder import open_workspace, store_plan

CITIES = ("青禾市", "白石市", "河湾市")


def test_a_city_is_read_to_the_bottom_once_it_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_workspace(tmp_path) as ws:
        plans = [store_plan(ws, 3, city=city, title=title) for city in CITIES for title in ("甲", "乙")]
        whole = tree(ws)
        monkeypatch.setattr(trees, "MOST_PLANS", 5)
        cities = tree(ws)
        assert [(one.title, one.total, one.more) for one in cities] == [(city, 6, True) for city in CITIES]
        opened = with_cities(cities, tree(ws, {"白石市"}), {"白石市"})
        assert opened is not None
        block = [one for one in whole if one.parent is None].index(next(one for one in whole if one.title == "白石市"))
        assert [one.title for one in opened] == ["青禾市", "白石市", "甲", "乙", "河湾市"] and block == 1
        review.mark(ws, plans[0].tasks, "done")
        after = counts(TaskFilter(), None, opened)(ws)
        assert [one.title for one in after.tree] == [one.title for one in opened]
        assert [one.reviewed for one in after.tree if one.parent is None] == [3, 0, 0]
        assert after.sums.reviewed == 3 and after.sums.total == 18
