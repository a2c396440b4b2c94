"""Rounding and the schedule share."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planreview.domain.rounding import half_up, percent
from planreview.domain.schedule import MODES, default_as_of, period_end, schedule_share

YEAR = (2020, 2020)
FIVE = (2021, 2025)


@pytest.mark.parametrize(
    ("part", "whole", "printed"),
    [(1, 16, "6.3"), (3, 16, "18.8"), (1, 3, "33.3"), (2, 3, "66.7"), (0, 7, "0.0"), (-1, 16, "-6.3"), (44, 55, "80.0")],
)
def test_percentages_round_half_up(part: int, whole: int, printed: str) -> None:
    assert str(percent(part, whole)) == printed


def test_nothing_of_nothing_is_not_measured() -> None:
    assert percent(0, 0) is None
    assert percent(3, Decimal("0.0")) is None


def test_rounding_has_no_negative_zero_and_takes_long_numbers() -> None:
    assert str(half_up(Decimal("-0.04"))) == "0.0"
    assert half_up(Decimal("9" * 90 + ".25")) == Decimal("9" * 90 + ".3")
    assert str(half_up(Decimal("2.345"), 2)) == "2.35"
    with pytest.raises(ValueError, match="NaN"):
        half_up(Decimal("NaN"))


@pytest.mark.parametrize(
    ("period", "as_of", "share"),
    [
        (YEAR, date(2020, 11, 30), "91.7"),
        (YEAR, date(2020, 11, 15), "83.3"),
        (YEAR, date(2020, 10, 31), "83.3"),
        (YEAR, date(2020, 9, 30), "75.0"),
        (FIVE, date(2023, 6, 30), "50.0"),
        (YEAR, date(2020, 1, 30), "0.0"),
        (YEAR, date(2020, 2, 28), "8.3"),
        (YEAR, date(2020, 2, 29), "16.7"),
        (YEAR, date(2019, 12, 31), "0.0"),
        (YEAR, date(2020, 12, 30), "91.7"),
        (YEAR, date(2020, 12, 31), "100.0"),
        (YEAR, date(2024, 5, 1), "100.0"),
    ],
)
def test_finished_months_of_the_period_count(period: tuple[int, int], as_of: date, share: str) -> None:
    assert str(schedule_share(period, as_of)) == share


@pytest.mark.parametrize(
    ("mode", "as_of", "share"),
    [
        ("quarters", date(2020, 11, 30), "75.0"),
        ("quarters", date(2020, 9, 29), "50.0"),
        ("quarters", date(2020, 3, 31), "25.0"),
        ("days", date(2020, 1, 1), "0.3"),
        ("days", date(2020, 7, 1), "50.0"),
        ("days", date(2020, 12, 30), "99.7"),
    ],
)
def test_quarter_nodes_and_days_by_setting(mode: str, as_of: date, share: str) -> None:
    assert str(schedule_share(YEAR, as_of, mode)) == share


@given(st.dates(date(2019, 1, 1), date(2027, 12, 31)), st.integers(0, 400), st.sampled_from(MODES))
def test_the_share_never_falls_and_stays_within_its_caps(day: date, later: int, mode: str) -> None:
    before, after = schedule_share(FIVE, day, mode), schedule_share(FIVE, day + timedelta(days=later), mode)
    assert 0 <= before <= after <= 100


@pytest.mark.parametrize(("period", "mode"), [((2021, 2020), "months"), (YEAR, "weeks")])
def test_a_backward_period_or_unknown_mode_is_refused(period: tuple[int, int], mode: str) -> None:
    with pytest.raises(ValueError):
        schedule_share(period, date(2020, 5, 1), mode)


def test_a_plan_whose_period_is_over_opens_as_of_its_end() -> None:
    assert period_end(FIVE) == date(2025, 12, 31)
    assert default_as_of(YEAR, date(2026, 3, 1)) == date(2020, 12, 31)
    assert default_as_of(FIVE, date(2023, 3, 1)) == date(2023, 3, 1)
