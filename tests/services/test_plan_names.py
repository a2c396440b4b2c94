"""Every plan has a text that names it alone, and naming many at once gives what naming one by one gives."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from planreview.domain.review import PlanInfo
from planreview.services.references import fitting_plans, plan_reference, plan_references

cities = st.sampled_from(["松溪市", "松溪", "松 溪", "青萍市", "a/b", "", "beef", "2020", "松溪市2020"])
years = st.sampled_from([2020, 2021])


def plan(number: int, city: str, first: int, length: int) -> PlanInfo:
    period = (first, first + length)
    return PlanInfo(
        number, f"{number:020x}", city, "工作要点", "annual", period, None, None, 1, 1, "", 0, 0, date.min, Decimal(0)
    )


plans = st.lists(st.tuples(cities, years, st.sampled_from([0, 4])), max_size=8).map(
    lambda found: [plan(7 + place * 65_537, *one) for place, one in enumerate(found)]
)


@given(plans)
def test_each_text_names_its_plan_alone(found: list[PlanInfo]) -> None:
    for number, text in plan_references(found).items():
        assert fitting_plans(found, text) == (number,)


@given(plans)
def test_many_at_once_are_named_as_one_by_one(found: list[PlanInfo]) -> None:
    assert plan_references(found) == {one.id: plan_reference(found, one.id) for one in found}
