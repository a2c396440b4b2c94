"""Folding one task's operations, without a store."""

from __future__ import annotations

import itertools

import pytest

from planreview.domain.folding import Entry, Holding, Turn, fold_task, hold, is_live, live_entries
from planreview.domain.operations import canonical, device_of

counter = itertools.count(1)


def entry(kind: str, /, *, on: str = "2020-06-30", batch: str | None = None, **payload: object) -> Entry:
    n = next(counter)
    return Entry(f"o{n}", kind, "task", payload, batch or f"b{n}", "李明", (n, "d", n), f"2021-01-01T00:00:{n:02}Z", on)


def turn(kind: str, on: str) -> Turn:
    n = next(counter)
    return Turn(kind, (n, "d", n), on)


def test_the_last_turn_decides_and_later_ones_do_not_count_yet() -> None:
    turns = [turn("undo", "2020-06-30"), turn("redo", "2020-09-30"), turn("undo", "2020-12-31")]
    assert is_live([], "2020-01-01")
    assert [is_live(turns, day) for day in ("2020-06-29", "2020-06-30", "2020-09-30", "2020-12-31")] == [True, False, True, False]
    assert is_live(reversed(turns), None) is False


def test_findings_wait_for_their_day_and_assignments_do_not() -> None:
    late, scope = entry("verdict", on="2020-12-31", verdict="done"), entry("scope", on="2020-12-31", supervised=False)
    assert live_entries([late, scope], {}, "2020-06-30") == [scope]
    assert live_entries([late, scope], {late.batch: [turn("undo", "2021-01-01")]}, "2020-12-31") == [scope, late]


def test_an_empty_history_says_nothing() -> None:
    folded = fold_task([])
    assert (folded.verdict, folded.supervised, folded.notes, folded.updated_at) == (None, True, (), None)


@pytest.mark.parametrize("said", [5, None, ["done"], "办结", ""])
def test_a_verdict_that_no_set_has_counts_as_none(said: object) -> None:
    assert fold_task([entry("verdict", verdict=said)]).verdict is None


def test_a_note_of_the_same_action_answers() -> None:
    note = entry("note", text="缺地", kind=None)
    verdict = entry("verdict", batch=note.batch, verdict="behind")
    folded = fold_task([note, verdict])
    assert folded.finding and folded.finding.lacks(short=False) == ()


def test_an_assignment_to_a_department_that_is_gone_still_takes_the_place_of_what_was_there() -> None:
    base = [Holding(1, "stated"), Holding(1, "stated"), Holding(2, "stated")]
    gone = entry("assign", department="x", role="lead", mode="set", source="person")
    assert [one.department for one in hold(base, [], "lead", {})] == [1, 2]
    assert hold(base, [gone], "lead", {}) == ()
    assert [one.department for one in hold(base, [gone], "support", {})] == [1, 2]


def test_canonical_json_is_one_form() -> None:
    assert canonical({"b": "市", "a": [1, None]}) == '{"a":[1,null],"b":"市"}'


def test_copies_of_a_store_on_one_machine_are_one_device() -> None:
    assert device_of("abcd.01") == device_of("abcd.02") == "abcd"
