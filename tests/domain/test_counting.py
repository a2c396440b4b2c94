"""Counting: bases, rates, shares and the behind list, with the published cases."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planreview.domain.counting import ShareClass, TaskFact, count, shares
from planreview.domain.verdicts import KEYS
from planreview.presets import share_classes

CLASSES = share_classes("default", "zh")


def tasks(**numbers: int) -> list[TaskFact]:
    """So many tasks of each verdict; ``unreviewed`` has none."""
    found: list[TaskFact] = []
    for key, n in numbers.items():
        found += [TaskFact(f"{key}{i}", None if key == "unreviewed" else key) for i in range(n)]
    return found


def test_222_items() -> None:
    counts = count(tasks(done=24, ahead=10, on_track=162, behind=17, dropped=4, no_measure=5))
    assert (counts.total, counts.base, counts.out) == (222, 213, 9)
    assert (str(counts.completion), str(counts.on_schedule)) == ("11.3", "92.0")
    got = shares(counts, CLASSES)
    assert [(one.word, one.n, str(one.share)) for one in got] == [
        ("完成", 24, "10.8"),
        ("超前", 10, "4.5"),
        ("序时", 162, "72.9"),
        ("滞后", 17, "7.7"),
        ("其它", 9, "4.1"),
    ]
    assert sum(one.share or 0 for one in got) == Decimal("100.0")


def test_55_items() -> None:
    got = shares(count(tasks(done=4, on_track=40, behind=6, not_started=5)), share_classes("two", "zh"))
    assert [(one.n, str(one.share)) for one in got] == [(44, "80.0"), (11, "20.0")]


def test_ten_of_twelve_done_and_two_dropped() -> None:
    counts = count(tasks(done=10, dropped=2))
    assert (counts.total, counts.base, str(counts.completion), counts.verdicts["dropped"]) == (12, 10, "100.0", 2)


@pytest.mark.parametrize("facts", [tasks(unreviewed=12), tasks(unreviewed=10, dropped=2), tasks(no_measure=3), []])
def test_rates_that_nobody_measured_are_none(facts: list[TaskFact]) -> None:
    counts = count(facts)
    assert counts.completion is None
    assert counts.on_schedule is None


def test_unreviewed_tasks_stand_in_the_base() -> None:
    counts = count(tasks(unreviewed=3, done=1))
    assert (counts.unreviewed, counts.base, str(counts.completion), str(counts.on_schedule)) == (3, 4, "25.0", "25.0")


def test_closed_is_counted_within_done_and_nowhere_else() -> None:
    facts = [TaskFact(1, "done", closed=True), TaskFact(2, "done"), TaskFact(3, "on_track", closed=True)]
    counts = count(facts)
    assert (counts.verdicts["done"], counts.closed) == (2, 1)


def test_what_is_not_supervised_stands_outside_the_total() -> None:
    counts = count([TaskFact(1, "behind", supervised=False, overdue=True, light="red"), TaskFact(2, "done")])
    assert (counts.total, counts.not_supervised, counts.overdue, counts.lights["red"]) == (1, 1, 0, 0)
    assert counts.verdicts["behind"] == 0


def test_lights_of_what_is_out_do_not_count_against_anyone() -> None:
    counts = count([TaskFact(1, "dropped", light="red"), TaskFact(2, "behind", light="red"), TaskFact(3)])
    assert counts.lights == {"green": 0, "yellow": 0, "red": 1, "none": 2}


def test_the_remainder_goes_to_the_largest_class_and_of_equal_ones_to_the_first() -> None:
    thirds = shares(count(tasks(done=1, ahead=1, on_track=1)), CLASSES)
    assert [str(one.share) for one in thirds] == ["33.4", "33.3", "33.3", "0.0", "0.0"]
    sixteenths = shares(count(tasks(done=1, ahead=1, on_track=14)), CLASSES)
    assert [str(one.share) for one in sixteenths] == ["6.3", "6.3", "87.4", "0.0", "0.0"]


def test_of_nothing_there_are_no_shares() -> None:
    assert [one.share for one in shares(count([]), CLASSES)] == [None] * 5


NUMBERS = st.fixed_dictionaries({key: st.integers(0, 60) for key in (*KEYS, "unreviewed")})


@given(NUMBERS)
def test_shares_always_sum_to_a_hundred(numbers: dict[str, int]) -> None:
    counts = count(tasks(**numbers))
    for name in ("default", "two"):
        got = shares(counts, share_classes(name, "zh"))
        assert sum(one.n for one in got) == counts.total
        if counts.total:
            assert sum(one.share for one in got if one.share is not None) == Decimal("100.0")


@given(NUMBERS)
def test_shares_keep_their_order_and_an_empty_class_stays_empty(numbers: dict[str, int]) -> None:
    counts = count(tasks(**numbers))
    got = shares(counts, CLASSES)
    order = [one.key for one in CLASSES]
    assert [one.key for one in got] == [key for key in order if key in {one.key for one in got}]
    half = Decimal("0.05")
    largest = max((one.n for one in got), default=0)
    for one in got:
        if one.share is None:
            continue
        if one.n == 0:
            assert one.share == 0
        elif one.n < largest:
            assert abs(one.share - Decimal(100 * one.n) / counts.total) <= half


@given(NUMBERS)
def test_base_and_total_add_up(numbers: dict[str, int]) -> None:
    counts = count(tasks(**numbers))
    assert counts.total == sum(counts.verdicts.values()) + counts.unreviewed == counts.base + counts.out
    if counts.on_schedule is not None:
        assert counts.completion is not None
        assert 0 <= counts.completion <= counts.on_schedule <= 100


def test_a_class_may_merge_any_verdicts() -> None:
    one = ShareClass("all", "all", (*KEYS, "unreviewed"))
    assert [(part.n, str(part.share)) for part in shares(count(tasks(done=1, unreviewed=2)), [one])] == [(3, "100.0")]
