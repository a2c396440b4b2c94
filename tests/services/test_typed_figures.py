"""Figures as people type them: the same text is worth the same at every door, and refused in the same sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from planreview.domain.review import TargetView, TaskFilter
from planreview.errors import InputError
from planreview.services import adjusting, queries, review, target_adding
from planreview.services.target_correcting import change_target
from planreview.services.target_lines import read_target_line
from planreview.services.target_reading import targets_of_task
from planreview.services.workspace import Workspace
from tests.services.office import office, take_in

APPROVAL = {"approver": "周市长", "document": "青政办〔2020〕9号"}
DAY = date(2020, 9, 30)
PLAN = """2020年青禾市工作要点

一、重点工作

1.开工建设项目。全年完成投资380亿元，新增企业200家。
"""


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    with office(tmp_path, day=DAY) as workspace:
        take_in(workspace, PLAN)
        yield workspace


def targets(ws: Workspace) -> tuple[TargetView, ...]:
    (task,) = queries.task_ids(ws, TaskFilter())
    return queries.task_detail(ws, task).targets


def report(ws: Workspace, text: str) -> Decimal | None:
    review.record_actual(ws, targets(ws)[0].id, text)
    return targets(ws)[0].actual


def adjust(ws: Workspace, text: str) -> Decimal | None:
    adjusting.adjust_target(ws, targets(ws)[0].id, {"value": text}, **APPROVAL)
    return targets(ws)[0].value


def correct(ws: Workspace, text: str) -> Decimal | None:
    (task,) = queries.task_ids(ws, TaskFilter())
    change_target(ws, targets_of_task(ws, task)[0], {"value": text})
    return targets(ws)[0].value


def add(ws: Workspace, text: str) -> Decimal | None:
    (task,) = queries.task_ids(ws, TaskFilter())
    target_adding.add_target(ws, task, {"metric": "进出口", "value": text, "unit": "亿元"})
    return targets(ws)[-1].value


def write_line(ws: Workspace, text: str) -> Decimal | None:
    return Decimal(read_target_line(f"指标=进出口 目标值={text} 单位=亿元", DAY)["value"])


DOORS = (report, adjust, correct, add, write_line)
Door = Callable[[Workspace, str], Decimal | None]


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(
    ("text", "worth"), [("2.3亿", "2.3"), ("5000万", "0.5"), ("5000万元", "0.5"), ("２３0", "230"), ("三百亿元", "300")]
)
def test_a_text_is_worth_the_same_at_every_door(ws: Workspace, door: Door, text: str, worth: str) -> None:
    assert door(ws, text) == Decimal(worth)


@pytest.mark.parametrize("text", ["两三亿", "三五", "一百二", "2千", "38亿美元", "1,5,0", "好多"])
def test_what_is_refused_is_refused_in_one_sentence(ws: Workspace, text: str) -> None:
    said = set()
    for door in DOORS:
        with pytest.raises(InputError) as caught:
            door(ws, text)
        said.add(caught.value.message.replace("380亿元", "12亿元"))
    assert said == {f"“{text}”不是数字，或单位不对：按亿元填，例：12亿元；万、亿可以写。"}


@pytest.mark.parametrize("words", ["新增高新技术企业两三家", "新增高新技术企业三五家", "新增高新技术企业一百二家"])
def test_about_so_many_in_the_words_of_a_line_is_no_target(words: str) -> None:
    with pytest.raises(InputError) as caught:
        read_target_line(words, DAY)
    assert caught.value.key == "figure_not_in_unit" and words[-3:] in caught.value.message


def test_exact_numerals_in_the_words_of_a_line_are_read() -> None:
    assert read_target_line("新增高新技术企业一百二十家", DAY)["value"] == "120"
    assert read_target_line("在三五个县新增高新技术企业12家", DAY)["value"] == "12"


@pytest.mark.parametrize("door", (report, adjust, correct, add))
def test_a_percentage_of_what_is_counted_is_refused(ws: Workspace, door: Door) -> None:
    with pytest.raises(InputError) as caught:
        door(ws, "75%")
    assert caught.value.key == "actual_percent" and "以亿元计" in caught.value.message


def test_a_percentage_says_its_own_unit() -> None:
    assert read_target_line("指标=覆盖率 目标值=75%", DAY)["unit"] == "%"


def test_a_unit_that_is_changed_along_is_the_one_that_counts(ws: Workspace) -> None:
    (task,) = queries.task_ids(ws, TaskFilter())
    change_target(ws, targets_of_task(ws, task)[0], {"value": "2.3亿", "unit": "万元"})
    assert (targets(ws)[0].value, targets(ws)[0].unit) == (Decimal(23000), "万元")


def test_what_is_stored_is_told_and_pending_is_no_figure(ws: Workspace) -> None:
    assert review.record_actual(ws, targets(ws)[0].id, "0.2万亿").values["value"] == "2000"
    assert review.record_actual(ws, targets(ws)[0].id, "待数").values["value"] is None
    assert targets(ws)[0].pending
