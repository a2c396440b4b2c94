"""Departments of several cities in one list say whose they are, and rows of several plans of which plan."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from planreview.domain.place_names import whereabouts, with_city
from planreview.domain.review import PlanInfo


@pytest.mark.parametrize(
    ("city", "name", "read"),
    [
        ("临澜市", "市教育局", "临澜市教育局"),
        ("岚溪县", "县经济商务局", "岚溪县经济商务局"),
        ("云泽市", "云泽市科学技术局", "云泽市科学技术局"),
        ("临澜市", "各县(市、区)", "临澜市 各县(市、区)"),
        ("岚溪县", "市教育局", "岚溪县 市教育局"),
        ("临澜市", "市", "临澜市 市"),
        ("达州市", "2026年达州市工作要点", "2026年达州市工作要点"),
        ("", "市教育局", "市教育局"),
    ],
)
def test_a_name_says_its_city_once(city: str, name: str, read: str) -> None:
    assert with_city(city, name) == read


def plan(number: int, city: str, title: str, first: int = 2026) -> PlanInfo:
    period = (first, first)
    return PlanInfo(
        number, f"k{number}", city, title, "year", period, None, None, 1, 1, "a.txt", 1, 0, date(first, 1, 1), Decimal(0)
    )


def test_rows_of_several_plans_are_told_apart_by_what_differs() -> None:
    one = plan(1, "临澜市", "临澜市2026年科技工作要点")
    other = plan(2, "松溪市", "松溪市2026年科技工作要点")
    past = plan(3, "临澜市", "临澜市2025年科技工作要点", 2025)
    schools = plan(4, "临澜市", "2026年临澜市教育工作要点")
    assert whereabouts([one]).by == whereabouts([]).by == ""
    assert (whereabouts([one, other]).by, dict(whereabouts([one, other]).labels)) == ("city", {1: "临澜", 2: "松溪"})
    assert dict(whereabouts([one, other, past]).labels) == {1: "临澜2026", 2: "松溪", 3: "临澜2025"}
    assert dict(whereabouts([one, other, schools]).labels) == {1: "临澜科技工作要点", 2: "松溪", 4: "临澜教育工作要点"}
    alone = whereabouts([one, past, schools])
    assert alone.by == "plan" and dict(alone.labels) == {
        1: "2026年科技工作要点",
        3: "2025年科技工作要点",
        4: "2026年教育工作要点",
    }
