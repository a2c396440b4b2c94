"""A task is split into parts that count in its place, as of their date, and joined again; the log keeps everything."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from planreview.domain.review import TaskFilter, TaskRow
from planreview.domain.spans import Numbers
from planreview.errors import InputError
from planreview.services import care, departments, queries, reports, review
from planreview.services.imports import prepare, store_plan
from planreview.services.splitting import PartDraft, join, own_parts, parse_part, split
from planreview.services.workspace import Workspace
from tests.services.office import DIVISION, LIBRARY
from tests.store.builder import FixedClock, open_workspace

PARTS = (PartDraft("新建社区分馆", ("市馆",), date(2020, 6, 30)), PartDraft("改造老馆"))


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    with open_workspace(tmp_path / "store.db") as found:
        store_plan(found, prepare(LIBRARY.encode(), name="图书馆.txt"))
        yield found
        assert care.check(found, rebuild=True).findings == ()


def rows(ws: Workspace) -> list[TaskRow]:
    return queries.task_rows(ws, queries.task_ids(ws, TaskFilter(supervised=None)))


def labels(ws: Workspace) -> list[str]:
    return [str(row.number or row.label) for row in rows(ws)]


def first(ws: Workspace) -> int:
    return queries.resolve_task(ws, "青禾市2020/1")[0]


def test_parts_count_in_the_place_of_the_task(ws: Workspace) -> None:
    receipt = split(ws, first(ws), PARTS)
    assert labels(ws) == ["1-1", "1-2", "2", "3", "4", "5", "6"]
    assert [row.id for row in rows(ws)][:2] == list(receipt.task_ids)
    one, two = rows(ws)[:2]
    assert (one.title, one.lead, one.due) == ("新建社区分馆", "市馆", date(2020, 6, 30))
    assert (two.lead, two.due, two.lead_source) == ("青禾市文化局", date(2020, 12, 31), "default")
    assert (one.path, one.section_id) == (two.path, two.section_id) and one.path
    assert len(reports.summary(ws).total.task_ids) == 7 and queries.plans(ws)[0].tasks == 7


def test_parts_are_reviewed_like_tasks(ws: Workspace) -> None:
    one, two = split(ws, first(ws), PARTS).task_ids
    review.mark(ws, [one], "done")
    review.add_note(ws, [two], "正在选址")
    office = departments.create_departments(ws, "青禾市", ["办公室"]).values
    assert office is not None
    departments.assign(ws, [two], departments.find_department(ws, "办公室")[0].id)
    assert [(row.verdict, row.lead) for row in rows(ws)[:2]] == [("done", "市馆"), (None, "办公室")]
    detail = queries.task_detail(ws, two)
    assert detail.sections[-1] == "1.新建社区分馆" and "改造老馆3家" in detail.body and len(detail.notes) == 1


def test_targets_go_with_the_parts_that_name_them(ws: Workspace) -> None:
    receipt = split(ws, first(ws), PARTS)
    one, two = receipt.task_ids
    assert receipt.values == {"targets_left": 1}, "馆舍面积 is named by no part"
    assert [target.quote for target in queries.task_detail(ws, one).targets] == ["全年新建社区分馆12家"]
    (target,) = queries.task_detail(ws, two).targets
    receipt = review.record_actual(ws, target.id, Decimal(3))
    assert receipt.task_ids == (two,) and rows(ws)[1].attainment == 100


def test_a_task_is_joined_again_with_what_was_said_of_it(ws: Workspace) -> None:
    task = first(ws)
    review.mark(ws, [task], "behind", note="馆址未定")
    one, _ = split(ws, task, PARTS).task_ids
    review.mark(ws, [one], "done")
    assert join(ws, one).task_ids == (task,)
    assert labels(ws) == ["1", "2", "3", "4", "5", "6"] and rows(ws)[0].verdict == "behind"
    kinds = [entry.kind for entry in queries.task_detail(ws, task).history]
    assert kinds.count("split") == 2 and kinds.count("verdict") == 2, "the history of the parts is the task's own"


def test_splitting_and_joining_are_undone_and_done_again(ws: Workspace) -> None:
    one, _ = split(ws, first(ws), PARTS).task_ids
    review.mark(ws, [one], "done")
    review.undo(ws)
    review.undo(ws)
    assert labels(ws)[0] == "1"
    review.redo(ws)
    review.redo(ws)
    assert labels(ws)[:2] == ["1-1", "1-2"] and rows(ws)[0].verdict == "done"
    join(ws, one)
    review.undo(ws)
    assert rows(ws)[0].verdict == "done"


def test_a_task_is_split_anew_after_it_was_joined(ws: Workspace) -> None:
    one, _ = split(ws, first(ws), PARTS).task_ids
    review.mark(ws, [one], "done")
    join(ws, one)
    parts = split(ws, first(ws), (*PARTS, PartDraft("扩大馆舍面积"))).task_ids
    assert labels(ws)[:3] == ["1-1", "1-2", "1-3"] and one not in parts
    assert [row.verdict for row in rows(ws)[:3]] == [None, None, None]


def test_as_of_an_earlier_date_the_task_is_one(ws: Workspace) -> None:
    review.set_as_of(ws, date(2020, 9, 30))
    split(ws, first(ws), PARTS, on=date(2020, 8, 1))
    assert len(rows(ws)) == 7
    with Workspace.reader(ws.store.path, clock=FixedClock(), as_of=date(2020, 7, 31)) as earlier:
        assert labels(earlier)[0] == "1"
    review.set_as_of(ws, date(2020, 7, 31))
    assert labels(ws)[0] == "1"
    review.set_as_of(ws, date(2020, 8, 1))
    assert labels(ws)[0] == "1-1"


def test_parts_stay_where_the_document_is_revised(ws: Workspace) -> None:
    one, _ = split(ws, first(ws), PARTS).task_ids
    review.mark(ws, [one], "done")
    revised = LIBRARY.replace("1.新建社区分馆。全年新建", "1.新建社区分馆。今年全年新建").replace(
        "2020年2月18日", "2020年3月18日"
    )
    assert store_plan(ws, prepare(revised.encode(), name="图书馆.txt")).status == "revised"
    assert labels(ws)[:2] == ["1-1", "1-2"] and rows(ws)[0].verdict == "done"


def test_parts_of_a_task_that_is_set_aside_are_set_aside(ws: Workspace) -> None:
    review.set_scope(ws, [first(ws)], False, reason="日常")
    _, two = split(ws, first(ws), PARTS).task_ids
    review.set_scope(ws, [two], True)
    assert [row.supervised for row in rows(ws)[:2]] == [False, True]


def test_parts_are_named_by_their_number_and_all_of_them_by_that_of_the_task(ws: Workspace) -> None:
    one, two = split(ws, first(ws), PARTS).task_ids
    assert queries.resolve_task(ws, "青禾市2020/1-2") == (two,)
    assert queries.task_fits(ws, "青禾市2020/1") == (one, two)
    assert list(queries.task_ids(ws, TaskFilter(numbers=(Numbers(1, 1),)))) == [one, two]
    assert list(queries.task_ids(ws, TaskFilter(text="改造老馆"))) == [one, two], "the words of the task are those of its parts"


def test_the_points_of_a_task_are_its_parts(ws: Workspace) -> None:
    text = "望川市2020年工作要点\n一、扩容\n1.建园。抓好以下工作。\n（1）选址。确定园址。\n（2）开工。开工建设3所。\n"
    store_plan(ws, prepare(text.encode(), name="园.txt", force=True), city="望川市")
    task = queries.resolve_task(ws, "望川市2020/1")[0]
    assert own_parts(ws, task) == ("选址", "开工")


@pytest.mark.parametrize(
    ("parts", "key"),
    [((PARTS[0],), "split_too_few"), ((PARTS[0], PartDraft(" ")), "split_no_title"), ((PARTS[0],) * 100, "split_too_few")],
)
def test_what_cannot_be_meant_is_refused(ws: Workspace, parts: tuple[PartDraft, ...], key: str) -> None:
    with pytest.raises(InputError) as refused:
        split(ws, first(ws), parts)
    assert refused.value.key == key and len(rows(ws)) == 6


def test_parts_are_not_split_and_whole_tasks_not_joined(ws: Workspace) -> None:
    with pytest.raises(InputError) as refused:
        join(ws, first(ws))
    assert refused.value.key == "not_split"
    one, _ = split(ws, first(ws), PARTS).task_ids
    with pytest.raises(InputError) as refused:
        split(ws, one, PARTS)
    assert refused.value.key == "split_of_part"


def test_parts_as_they_are_typed() -> None:
    today = date(2020, 3, 1)
    assert parse_part("建水厂｜市水利局、市城管局|2020年6月底", today) == PartDraft(
        "建水厂", ("市水利局", "市城管局"), date(2020, 6, 30)
    )
    assert parse_part("建水厂", today) == PartDraft("建水厂")
    with pytest.raises(InputError):
        parse_part("建水厂||夏天", today)


def test_stated_units_hold_for_parts_without_leads_of_their_own(ws: Workspace) -> None:
    store_plan(ws, prepare(DIVISION.encode(), name="分工.txt"))
    task = next(row for row in rows(ws) if row.title == "打捞漂浮物")
    _, two = split(ws, task.id, (PartDraft("巡河", ("市城管局",)), PartDraft("清理河道"))).task_ids
    (row,) = queries.task_rows(ws, [two])
    assert (row.lead, row.lead_source) == ("市水利局", "stated")
