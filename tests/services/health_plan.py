"""A fictional plan whose third task repeats one of its indicators, and how a test looks at its rows."""

from __future__ import annotations

import pytest

from planreview.domain.review import TaskDetail, TaskFilter, TaskRow
from planreview.errors import InputError
from planreview.services import queries
from planreview.services.filter_text import parse_filter
from planreview.services.workspace import Workspace

TABLE = "表1 主要指标\n指标内容\t\t基础（2020年）\t目标（2025年）\n"
BEDS, DOCTORS, INDEX = "1\t每千人口床位（张）\t5.2\t{}\n", "2\t每千人口医师（人）\t2.1\t3.2\n", "3\t医防融合指数\t—\t80\n"
# Its third task repeats an indicator.
TASKS = "一、主要任务\n1.建医院。新建医院1家。\n2.强基层。办好乡镇卫生院。\n3.抓融合。医防融合指数达到80。\n"
WHOLE = TaskFilter(indicators=True)


def text(beds: str = "7", rest: str = DOCTORS + INDEX) -> str:
    return "青禾市“十四五”卫生规划\n青禾市卫生局\n" + TASKS + TABLE + BEDS.format(beds) + rest


def rows(ws: Workspace, chosen: TaskFilter = WHOLE) -> list[TaskRow]:
    return queries.task_rows(ws, queries.task_ids(ws, chosen))


def ids(ws: Workspace) -> list[int]:
    return [row.id for row in rows(ws)]


def detail(ws: Workspace, place: int) -> TaskDetail:
    return queries.task_detail(ws, ids(ws)[place])


def named(ws: Workspace, sentence: str) -> list[int | None]:
    """The numbers of the indicators that a sentence finds."""
    return [row.number for row in rows(ws, parse_filter(ws, sentence))]


def refusal(what: str) -> pytest.RaisesExc[InputError]:
    return pytest.RaisesExc(InputError, check=lambda error: error.key == what)
