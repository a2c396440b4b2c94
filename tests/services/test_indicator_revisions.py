"""A plan's own targets in a revised document: what was reached of an indicator stays with it, or is named as left behind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from planreview.services import care, queries, review
from planreview.services.imports import ImportResult
from planreview.services.workspace import Workspace
from tests.services.office import office, take_in

HEAD = (
    "青禾市“十四五”卫生规划\n一、主要任务\n1.建医院。新建医院1家。\n2.强基层。办好乡镇卫生院。\n"
    "表1 主要指标\n指标内容\t\t基础（2020年）\t目标（2025年）\n"
)
BEDS, DOCTORS, INDEX = "1\t每千人口床位（张）\t5.2\t{}\n", "2\t每千人口医师（人）\t2.1\t3.2\n", "3\t医防融合指数\t—\t80\n"


def plan(beds: str = "7", rest: str = DOCTORS + INDEX) -> str:
    return HEAD + BEDS.format(beds) + rest


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    with office(tmp_path, day=date(2023, 7, 1)) as workspace:
        take_in(workspace, plan())
        yield workspace


def reached(ws: Workspace) -> dict[str, tuple[Decimal, Decimal | None]]:
    return {one.metric: (one.value, one.actual) for one in queries.indicators(ws, 1)}


def record(ws: Workspace, metric: str, value: str, on: date | None = None) -> None:
    (target,) = [one for one in queries.indicators(ws, 1) if one.metric == metric]
    review.record_actual(ws, target.id, Decimal(value), on=on)


def left_behind(result: ImportResult) -> list[str]:
    return [dict(one.values)["target"] for one in result.diagnostics if one.kind == "indicator_actuals_unmatched"]


def test_a_revised_figure_keeps_what_was_reached(ws: Workspace) -> None:
    record(ws, "每千人口床位", "5.9")
    record(ws, "医防融合指数", "62")
    result = take_in(ws, plan("7.5"))
    assert (result.status, left_behind(result)) == ("revised", [])
    assert reached(ws) == {
        "每千人口床位": (Decimal("7.5"), Decimal("5.9")),
        "每千人口医师": (Decimal("3.2"), None),
        "医防融合指数": (Decimal(80), Decimal(62)),
    }
    (beds, *_) = queries.indicators(ws, 1)
    assert beds.light is not None and str(beds.attainment) == "30.4"


def test_over_several_revisions_the_newest_of_all_counts(ws: Workspace) -> None:
    record(ws, "每千人口床位", "5.5", on=date(2021, 12, 31))
    take_in(ws, plan("7.5"))
    record(ws, "每千人口床位", "6.1", on=date(2022, 12, 31))
    take_in(ws, plan("8"))
    assert reached(ws)["每千人口床位"] == (Decimal(8), Decimal("6.1"))
    record(ws, "每千人口床位", "5.8", on=date(2022, 6, 30))
    assert reached(ws)["每千人口床位"] == (Decimal(8), Decimal("6.1"))
    assert care.check(ws).clean
    assert care.check(ws, rebuild=True).clean


def test_an_indicator_that_is_gone_is_named_with_its_figures_lost(ws: Workspace) -> None:
    record(ws, "每千人口医师", "2.6")
    record(ws, "医防融合指数", "62")
    result = take_in(ws, plan("7.5", rest=INDEX))
    assert left_behind(result) == ["每千人口医师 3.2人"]
    assert reached(ws)["医防融合指数"] == (Decimal(80), Decimal(62))


def test_another_unit_is_another_measure(ws: Workspace) -> None:
    record(ws, "每千人口床位", "5.9")
    result = take_in(ws, plan().replace("（张）", "（床）"))
    assert left_behind(result) == ["每千人口床位 7张"]
    assert reached(ws)["每千人口床位"] == (Decimal(7), None)


def test_taking_the_revision_back_gives_the_figures_back(ws: Workspace) -> None:
    record(ws, "每千人口床位", "5.9")
    before = reached(ws)
    take_in(ws, plan("7.5"))
    review.undo(ws)
    assert reached(ws) == before


def test_two_indicators_of_one_name_keep_their_order(tmp_path: Path) -> None:
    with office(tmp_path, day=date(2023, 7, 1)) as ws:
        twice = "1\t床位（张）\t5\t{}\n2\t床位（张）\t50\t{}\n"
        take_in(ws, HEAD + twice.format(7, 70))
        first, second = queries.indicators(ws, 1)
        review.record_actual(ws, first.id, Decimal(6))
        review.record_actual(ws, second.id, Decimal(60))
        take_in(ws, HEAD + twice.format(8, 70))
        assert [(one.value, one.actual) for one in queries.indicators(ws, 1)] == [(8, 6), (70, 60)]
