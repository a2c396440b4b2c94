"""Lights: every kind of target, dates, and the worst of several."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Context, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planreview.domain.lights import (
    NOT_MEASURED,
    TargetFigure,
    TargetInput,
    TaskLight,
    falls_short,
    figure,
    task_light,
    worst,
)
from planreview.domain.schedule import schedule_share
from planreview.presets import thresholds

LIMITS = thresholds("default")
HALF = Decimal("50.0")
# More digits than any figure here has: a step of 1e-30 beside 1e30 must not be rounded away.
EXACT = Context(prec=200)
SEVERITY = {"green": 0, "yellow": 1, "red": 2}


def target(
    kind: str, value: str, actual: str | None, *, op: str = ">=", base: str | None = None, upto: str | None = None
) -> TargetInput:
    def number(text: str | None) -> Decimal | None:
        return None if text is None else Decimal(text)

    return TargetInput(kind, op, Decimal(value), number(upto), number(base), None, number(actual))


def printed(one: TargetFigure) -> tuple[str | None, str | None, str | None]:
    return (
        None if one.attainment is None else str(one.attainment),
        None if one.gap is None else str(one.gap),
        one.light,
    )


@pytest.mark.parametrize(
    ("what", "as_of", "expected"),
    [
        (target("flow", "7.0", "3.73", op="+="), date(2020, 9, 30), ("53.3", "-21.7", "yellow")),
        (target("flow", "3", "1", op="+="), date(2020, 11, 30), ("33.3", "-58.4", "red")),
        (target("flow", "4", "3", op="="), date(2020, 10, 31), ("75.0", "-8.3", "green")),
        (target("rate", "7.0", "6.1", op="%+"), date(2020, 10, 31), (None, "-0.9", "yellow")),
        (target("rate", "7.0", "-1.0", op="%+"), date(2020, 10, 31), (None, "-8.0", "red")),
    ],
)
def test_published_cases_of_yearly_plans(what: TargetInput, as_of: date, expected: tuple[str | None, ...]) -> None:
    assert printed(figure(what, schedule_share((2020, 2020), as_of), LIMITS)) == expected


def test_a_level_with_a_baseline_shows_both_and_the_light_is_from_the_baseline() -> None:
    share = schedule_share((2021, 2025), date(2023, 6, 30))
    one = figure(target("level_base", "100", "70", base="39"), share, LIMITS)
    assert (str(one.attainment), str(one.plain), str(one.gap), one.light) == ("50.8", "70.0", "0.8", "green")
    assert not one.reached


def test_lower_is_better_goes_down_from_the_baseline() -> None:
    one = figure(target("lower", "0.4422", "0.4643", op="=", base="0.4863"), HALF, LIMITS)
    assert printed(one) == ("49.9", "-0.1", "green")
    # The same from the numbers alone: the goal table says a level, its base year stands above it.
    assert figure(target("level_base", "0.4422", "0.4643", op="=", base="0.4863"), HALF, LIMITS) == one


@pytest.mark.parametrize(("actual", "light"), [("40.0", "yellow"), ("20.0", "yellow"), ("19.9", "red"), ("40.1", "green")])
def test_a_lag_of_ten_and_of_thirty_is_yellow(actual: str, light: str) -> None:
    assert figure(target("flow", "100", actual, op="+="), HALF, LIMITS).light == light


@pytest.mark.parametrize(
    ("what", "gap", "light", "reached"),
    [
        # Level without a baseline: against the target, whatever the month.
        (target("level", "70", "70"), "0.0", "green", True),
        (target("level", "70", "69"), "-1.4", "yellow", False),
        (target("level", "70", "35"), "-50.0", "yellow", False),
        (target("level", "70", "34"), "-51.4", "red", False),
        (target("level", "70", "80", op="="), "14.3", "green", True),
        # A baseline that is the target leaves no way to go: the level counts.
        (target("level_base", "70", "35", base="70"), "-50.0", "yellow", False),
        # "Not under 60" stays a floor although the base is above it.
        (target("level", "60", "61", base="65"), "1.7", "green", True),
        # Rates, growth, shares: points.
        (target("rate", "95", "96.5"), "1.5", "green", True),
        (target("rate", "95", "47.5"), "-47.5", "yellow", False),
        (target("rate", "95", "47.4"), "-47.6", "red", False),
        (target("rate", "-5", "-6", op="%+"), "-1.0", "red", False),
        # Ceilings: at most, "=" as well; of a range the upper end.
        (target("ceiling", "4.5", "4.5", op="<="), None, "green", True),
        (target("ceiling", "4.5", "4.6", op="<="), None, "red", False),
        (target("ceiling", "4.5", "4.2", op="="), None, "green", True),
        (target("rank", "10", "9", op="<="), None, "green", True),
        (target("rank", "10", "11", op="<="), None, "yellow", False),
        (target("ceiling", "4", "4.9", op="<=", upto="5"), None, "green", True),
        (target("rate", "4.5", "4.6", op="<="), None, "red", False),
        # A decline against its own target.
        (target("rate", "4", "4.2", op="%-"), "5.0", "green", True),
        (target("lower", "4", "3", op="%-"), "-25.0", "yellow", False),
        (target("lower", "4", "1.9", op="%-"), "-52.5", "red", False),
        (target("lower", "4", "-1", op="%-"), "-125.0", "red", False),
        # Lower is better without a way down: the target alone.
        (target("lower", "30", "29", op="<="), None, "green", True),
        (target("lower", "30", "31", op="<="), None, "yellow", False),
        (target("lower", "30", "31", op="<=", base="20"), None, "yellow", False),
    ],
)
def test_each_kind_is_compared_with_its_own_measure(what: TargetInput, gap: str | None, light: str, reached: bool) -> None:
    for share in (Decimal("0.0"), HALF, Decimal("100.0")):
        one = figure(what, share, LIMITS)
        assert (None if one.gap is None else str(one.gap), one.light, one.reached) == (gap, light, reached)


def test_a_baseline_entered_makes_a_level_one_with_baseline() -> None:
    assert str(figure(target("level", "100", "70", base="39"), HALF, LIMITS).attainment) == "50.8"


def test_the_range_begins_at_its_lower_end() -> None:
    assert figure(target("flow", "2", "2", op="=", upto="3"), HALF, LIMITS).reached


@pytest.mark.parametrize(
    "what",
    [
        target("flow", "7", None),
        TargetInput("flow", "+=", Decimal(7), actual=Decimal(3), pending=True),
        target("date", "1", "1"),
        target("flow", "7", "NaN"),
        target("flow", "7", "1e999999"),
        target("flow", "1e-400", "7"),
    ],
)
def test_without_a_usable_actual_nothing_is_measured(what: TargetInput) -> None:
    assert figure(what, HALF, LIMITS) == NOT_MEASURED


def test_a_target_of_nothing_has_no_percentage_and_no_light() -> None:
    one = figure(target("flow", "0", "3"), HALF, LIMITS)
    assert (one.attainment, one.gap, one.light, one.reached) == (None, None, None, True)


def test_without_a_schedule_there_is_an_attainment_and_no_light() -> None:
    one = figure(target("flow", "4", "3"), None, LIMITS)
    assert (str(one.attainment), one.gap, one.light) == ("75.0", None, None)


NUMBER = st.decimals(min_value="0.1", max_value="1000", places=2)


@given(NUMBER, NUMBER, NUMBER, st.sampled_from(["flow", "level", "rate"]), st.decimals(0, 100, places=1))
def test_more_reached_never_gives_a_worse_light(
    value: Decimal, actual: Decimal, more: Decimal, kind: str, share: Decimal
) -> None:
    before = figure(TargetInput(kind, ">=", value, actual=actual), share, LIMITS).light
    after = figure(TargetInput(kind, ">=", value, actual=actual + more), share, LIMITS).light
    assert before is not None
    assert after is not None
    assert SEVERITY[after] <= SEVERITY[before]


@given(NUMBER, NUMBER, st.decimals(0, 100, places=1), st.decimals(0, 100, places=1))
def test_time_that_passes_never_gives_a_better_light(value: Decimal, actual: Decimal, one: Decimal, other: Decimal) -> None:
    early, late = sorted((one, other))
    flow = TargetInput("flow", "+=", value, actual=actual)
    before, after = figure(flow, early, LIMITS).light, figure(flow, late, LIMITS).light
    assert before is not None
    assert after is not None
    assert SEVERITY[before] <= SEVERITY[after]


@pytest.mark.parametrize(
    ("what", "attainment", "gap", "light"),
    [
        (target("level", "7000", "6999"), "99.9", "-0.1", "yellow"),
        (target("level", "7000", "7000"), "100.0", "0.0", "green"),
        (target("level", "7000", "7001"), "100.0", "0.0", "green"),
        (target("flow", "7000", "6999", op="+="), "99.9", "-0.1", "green"),
        (target("lower", "4000", "3999", op="%-"), "99.9", "-0.1", "yellow"),
        # A point of way left of ten thousand, with the baseline and without.
        (target("level_base", "10000", "9999", base="5000"), "99.9", "-0.1", "green"),
        (target("lower", "5000", "5001", base="10000"), "99.9", "-0.1", "green"),
        (target("level", "1" + "0" * 30, "9" * 30), "99.9", "-0.1", "yellow"),
        (target("level", "0.000000001", "1" + "0" * 30), "1" + "0" * 41 + ".0", "9" * 39 + "00.0", "green"),
        (target("rate", "0.52", "0.5199999999", op="%+"), None, "-0.000001", "yellow"),
        (target("rate", "7", "7.0000000001", op="%+"), None, "0.000000", "green"),
    ],
)
def test_what_is_missed_by_a_little_never_prints_as_reached(
    what: TargetInput, attainment: str | None, gap: str, light: str
) -> None:
    assert printed(figure(what, Decimal("100.0"), LIMITS)) == (attainment, gap, light)


def test_the_plain_percentage_beside_a_baseline_says_the_same() -> None:
    assert str(figure(target("level_base", "7000", "6999", base="3000"), HALF, LIMITS).plain) == "99.9"


def test_a_target_under_nothing_has_no_percentage() -> None:
    one = figure(target("level", "-5", "-4"), HALF, LIMITS)
    assert (one.attainment, one.gap, one.light, one.reached) == (None, None, None, True)
    way = figure(target("level_base", "-5", "-6", base="-10"), HALF, LIMITS)
    assert (str(way.attainment), way.plain) == ("80.0", None)


STEP = st.sampled_from([Decimal(text) for text in ("0", "1e-30", "0.0001", "0.01", "1", "1000")])
WIDE = st.decimals(min_value="1e-30", max_value="1e30", allow_nan=False, allow_infinity=False).map(abs)


@given(st.one_of(WIDE, NUMBER), STEP, st.booleans(), st.sampled_from(["flow", "level", "rate", "level_base", "decline", "lower"]))
def test_the_printed_figure_and_the_light_tell_the_same_story(value: Decimal, step: Decimal, over: bool, kind: str) -> None:
    actual = EXACT.add(value, step) if over else EXACT.subtract(value, step)
    base = {"level_base": value / 2, "lower": value * 2}.get(kind)
    op = "%-" if kind == "decline" else ">="
    what = TargetInput("lower" if kind == "decline" else kind, op, value, baseline=base, actual=actual)
    one = figure(what, Decimal("100.0"), LIMITS)
    if one == NOT_MEASURED:
        # More digits than can be calculated with.
        return
    assert one.reached is (actual <= value if kind == "lower" else actual >= value)
    if one.reached:
        assert one.gap is not None and one.gap >= 0 and one.light == "green"
        assert one.attainment is None or one.attainment >= 100
    else:
        assert one.gap is not None and one.gap < 0
        assert one.attainment is None or one.attainment < 100
        assert one.light != "green" or kind in {"flow", "level_base", "lower"}


def lit(light: str | None, gap: str | None = None) -> TargetFigure:
    return TargetFigure(light=light, gap=None if gap is None else Decimal(gap))


@pytest.mark.parametrize(
    ("figures", "light", "which"),
    [
        ([], None, None),
        ([lit(None), lit(None)], None, None),
        ([lit("green"), lit("yellow"), lit(None)], "yellow", 1),
        ([lit("red", "-31.0"), lit("red", "-40.0"), lit("yellow", "-29.0")], "red", 1),
        ([lit("yellow", "-12.0"), lit("yellow", "-12.0")], "yellow", 0),
        ([lit("green", "3.0"), lit("green")], "green", 1),
    ],
)
def test_the_worst_of_several_targets_is_named(figures: list[TargetFigure], light: str | None, which: int | None) -> None:
    assert (worst(figures).light, worst(figures).target) == (light, which)


def test_a_date_lights_only_tasks_that_commit_to_no_quantity() -> None:
    assert task_light([], "red", "on_track", quantities=False) == TaskLight("red", "date")
    assert task_light([NOT_MEASURED], "red", "on_track", quantities=True) == TaskLight()
    assert task_light([lit("green")], "red", None, quantities=True) == TaskLight("green", "figure", 0)
    assert task_light([], "red", "done", quantities=False) == TaskLight()
    assert task_light([], None, None, quantities=False) == TaskLight()


@pytest.mark.parametrize("verdict", ["dropped", "no_measure"])
def test_what_is_out_has_no_light(verdict: str) -> None:
    assert task_light([lit("red")], "red", verdict, quantities=True) == TaskLight()
    assert task_light([], "red", verdict, quantities=False) == TaskLight()


def test_done_falls_short_where_a_measured_target_was_missed() -> None:
    missed, pending = target("rate", "7", "6"), TargetInput("flow", "+=", Decimal(3), pending=True)
    reached = target("flow", "3", "3")
    for targets, short in [([missed, reached], True), ([reached, pending], False), ([], False)]:
        figures = [figure(one, HALF, LIMITS) for one in targets]
        assert falls_short(figures, targets) is short


def test_the_gap_of_a_rate_is_printed_as_finely_as_its_target() -> None:
    missed = figure(TargetInput("rate", ">=", Decimal("0.52"), actual=Decimal("0.5")), Decimal("83.3"), thresholds())
    assert (missed.gap, missed.light) == (Decimal("-0.02"), "yellow")


def test_the_red_limit_of_a_rate_is_data() -> None:
    target = TargetInput("rate", ">=", Decimal("7.0"), actual=Decimal("5.0"))
    assert figure(target, None, LIMITS).light == "yellow"
    assert figure(target, None, replace(LIMITS, half=Decimal(80))).light == "red"
