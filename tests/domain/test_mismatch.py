"""Where a light disagrees with the verdict: the matrix of the two, and what the date and the month have to do with it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planreview.domain.lights import LIGHTS, is_mismatch
from planreview.domain.verdicts import KEYS
from planreview.presets import thresholds

LIMITS = thresholds("default")
DISAGREE = {
    ("not_started", "green"),
    ("behind", "green"),
    ("on_track", "red"),
    ("ahead", "yellow"),
    ("ahead", "red"),
    ("done", "yellow"),
    ("done", "red"),
}


@pytest.mark.parametrize("light", [*LIGHTS, None])
@pytest.mark.parametrize("verdict", [*KEYS, None])
def test_verdict_and_light_disagree_as_the_matrix_says(verdict: str | None, light: str | None) -> None:
    assert is_mismatch(verdict, light, LIMITS) is ((verdict, light) in DISAGREE)


def test_a_date_that_comes_near_contradicts_nothing_and_one_that_has_passed_does() -> None:
    assert not is_mismatch("ahead", "yellow", LIMITS, by="date")
    assert is_mismatch("on_track", "red", LIMITS, by="date")


def test_not_started_agrees_with_the_green_of_january() -> None:
    assert not is_mismatch("not_started", "green", LIMITS, attainment=Decimal("0.0"))
    assert is_mismatch("not_started", "green", LIMITS, attainment=Decimal("8.0"))


def test_which_pairs_disagree_is_a_preset() -> None:
    assert is_mismatch("on_track", "yellow", thresholds("strict"))


def test_what_is_behind_because_its_date_has_passed_is_not_contradicted_by_a_green() -> None:
    assert is_mismatch("behind", "green", thresholds())
    assert not is_mismatch("behind", "green", thresholds(), overdue=True)
    assert is_mismatch("done", "red", thresholds(), overdue=True)
