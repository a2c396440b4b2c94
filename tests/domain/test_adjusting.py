"""Adjustments: the order in which they hold, against which words they were made, and what is none."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planreview.domain.adjusting import fold_adjustments
from planreview.domain.folding import Entry, live_entries
from planreview.domain.operations import TARGET_CHANGE

counter = itertools.count(1)
APPROVED = {"approver": "周市长", "document": "青政办〔2020〕9号", "old": None, "stated": "10"}


def change(
    new: object,
    *,
    on: str = "2020-06-30",
    field: str = "value",
    subject: str = "t",
    lack: Mapping[str, object] = MappingProxyType({}),
    **said: object,
) -> Entry:
    n = next(counter)
    payload = {**APPROVED, "field": field, "new": new, **said, **lack}
    return Entry(f"o{n}", TARGET_CHANGE, subject, payload, f"b{n}", "李明", (n, "d", n), f"2021-01-01T00:00:{n:03}Z", on)


def held(*entries: Entry, as_of: str = "2020-12-31", own: tuple[str, ...] = ("t",)) -> str | None:
    values, _ = fold_adjustments({"value": "10"}, live_entries(entries, {}, as_of), own)
    return values["value"]


def test_it_holds_from_its_day_on() -> None:
    one = change("8")
    assert [held(one, as_of=day) for day in ("2020-06-29", "2020-06-30", "2020-12-31")] == ["10", "8", "8"]


def test_one_that_is_entered_late_for_an_earlier_day_does_not_cover_a_later_one() -> None:
    later, earlier = change("8", on="2020-09-30"), change("9", on="2020-06-30")
    assert held(later, earlier) == "8"
    assert held(later, earlier, as_of="2020-08-31") == "9"
    _, found = fold_adjustments({"value": "10"}, live_entries([later, earlier], {}, "2020-12-31"), ("t",))
    assert [(one.old, one.new) for one in found] == [("10", "9"), ("9", "8")]


@pytest.mark.parametrize("lack", [{"approver": ""}, {"document": " "}, {"approver": None}, {"document": 7}])
def test_without_approver_or_number_it_changes_nothing(lack: dict[str, object]) -> None:
    assert held(change("8", lack=lack)) == "10"


@pytest.mark.parametrize("new", ["", "八", "NaN", 8, None, "1e99"])
def test_what_is_no_value_changes_nothing(new: object) -> None:
    assert held(change(new)) == "10"


def test_a_day_of_the_calendar_is_asked_for() -> None:
    for new, due in (("2020-12-31", "2020-12-31"), ("2020-13-01", "2020-10-31"), ("岁末", "2020-10-31"), (None, None)):
        one = change(new, field="due", stated="2020-10-31")
        assert fold_adjustments({"due": "2020-10-31"}, [one])[0] == {"due": due}


def test_what_was_said_of_an_earlier_wording_holds_while_the_document_states_the_same() -> None:
    assert held(change("8", subject="former", stated="10.0")) == "8"
    assert held(change("8", subject="former", stated="12")) == "10"


@given(st.permutations([("9", "2020-03-31"), ("8", "2020-06-30"), ("7", "2020-09-30")]))
def test_the_order_of_entry_does_not_matter_where_the_days_differ(order: list[tuple[str, str]]) -> None:
    entries = [change(new, on=on) for new, on in order]
    for as_of, value in (("2020-03-30", "10"), ("2020-03-31", "9"), ("2020-07-01", "8"), ("2020-12-31", "7")):
        assert held(*entries, as_of=as_of) == value
