"""The light of a date: red when it has passed, yellow within thirty days, else none."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from planreview.domain.lights import date_light
from planreview.presets import thresholds

LIMITS = thresholds("default")
AS_OF = date(2020, 11, 15)


@pytest.mark.parametrize(("days", "light"), [(-1, "red"), (0, "yellow"), (30, "yellow"), (31, None)])
def test_a_date_is_red_when_past_and_yellow_thirty_days_before(days: int, light: str | None) -> None:
    due = AS_OF + timedelta(days=days)
    assert date_light(due, AS_OF, False, LIMITS) == light
    assert date_light(due, AS_OF, True, LIMITS) is None


def test_no_date_has_no_light() -> None:
    assert date_light(None, AS_OF, False, LIMITS) is None
