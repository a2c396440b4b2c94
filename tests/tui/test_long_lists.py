"""Places and selections in long lists are those of short ones."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planreview.tui import long_lists
from planreview.tui.long_lists import AllOf, among, kept_place

IDS = st.lists(st.integers(1, 40), unique=True, max_size=25)


@given(old=IDS, new=IDS, cursor=st.integers(0, 24))
def test_a_task_that_is_still_there_keeps_the_cursor(old: list[int], new: list[int], cursor: int) -> None:
    if not old:
        return
    cursor = min(cursor, len(old) - 1)
    short = kept_place(array("q", old), cursor, array("q", new))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(long_lists, "LONG", 0)
        found = kept_place(array("q", old), cursor, array("q", new))
    assert 0 <= found < max(1, len(new))
    if new and any(task in new for task in old[cursor:]):
        assert found == short


def test_far_away_in_another_order_it_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_lists, "LONG", 0)
    ids = array("q", range(1000))
    turned = array("q", reversed(range(1000)))
    assert kept_place(ids, 700, turned) == 299
    assert kept_place(ids, 700, array("q", [*range(700), *range(702, 1000)])) == 700


def test_all_of_a_list_is_held_without_a_table() -> None:
    ids = array("q", range(10))
    every = AllOf(ids)
    assert len(every) == 10 and 3 in every and list(every) == list(range(10))
    assert every ^ {3} == set(range(10)) - {3} and every | {11} == {*range(10), 11}
    assert isinstance(among(every, array("q", range(10))), AllOf)
    assert among(every, array("q", [3, 4, 20])) == {3, 4}
    assert among({3, 30}, ids) == {3} and among(set(), ids) == set()
