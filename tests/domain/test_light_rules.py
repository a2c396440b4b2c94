"""Which rule a light goes by is said as it is computed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planreview.domain.lights import TargetInput, figure, judged_by
from planreview.presets import thresholds

D = Decimal


@pytest.mark.parametrize(
    ("target", "rule"),
    [
        (TargetInput("flow", ">=", D(10), actual=D(6)), "schedule"),
        (TargetInput("level", ">=", D(70), actual=D(69)), "target"),
        (TargetInput("level", ">=", D(70), baseline=D(39), actual=D(69)), "schedule"),
        (TargetInput("level", "<=", D(70), actual=D(69)), "ceiling"),
        (TargetInput("rate", ">=", D(7), actual=D(6)), "rate"),
        (TargetInput("lower", "<=", D(4), baseline=D(6), actual=D(5)), "schedule"),
        (TargetInput("lower", "<=", D(4), actual=D(5)), "place"),
        (TargetInput("lower", "%-", D(3), actual=D(1)), "target"),
        (TargetInput("rank", "<=", D(3), actual=D(5)), "place"),
        (TargetInput("date", "", D(0)), "date"),
    ],
)
def test_the_rule_that_is_said_is_the_one_that_is_used(target: TargetInput, rule: str) -> None:
    assert judged_by(target, thresholds()) == rule
    # Only a light by the schedule changes with it.
    lights = {figure(target, share, thresholds()).light for share in (D(0), D("100.0"), D("1000"))}
    assert (len(lights) > 1) == (rule == "schedule")
