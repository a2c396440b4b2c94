"""What screens and command line ask: lists, the tree, one task, references."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from planreview.domain.review import TaskFilter
from planreview.domain.spans import Numbers
from planreview.errors import InputError
from planreview.services import departments, queries, review
from planreview.services.tree import tree
from planreview.services.workspace import Workspace
from planreview.store.selection import ORDERS
from tests.services.office import DIVISION, LIBRARY, NESTED, numbered, office, take_in
from tests.store.builder import FixedClock


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    ws = office(tmp_path)
    take_in(ws, LIBRARY)
    take_in(ws, DIVISION)
    return ws


def numbers(ws: Workspace, chosen: TaskFilter, sort: str = "plan") -> list[tuple[str, int | None]]:
    rows = queries.task_rows(ws, queries.task_ids(ws, chosen, sort=sort))
    return [("图" if row.plan_id == 1 else "河", row.number) for row in rows]


def test_rows_come_in_the_order_asked_and_what_is_gone_is_left_out(ws: Workspace) -> None:
    assert [row.id for row in queries.task_rows(ws, [5, 999, 2, 5])] == [5, 2, 5]


def test_fields_of_a_filter_narrow_and_values_of_one_are_alternatives(ws: Workspace) -> None:
    review.mark(ws, [1, 7], "behind", note="缺人", note_kind="reason")
    review.mark(ws, [2], "done")
    assert numbers(ws, TaskFilter(verdicts=("behind", "done"))) == [("图", 1), ("图", 2), ("河", 1)]
    assert numbers(ws, TaskFilter(verdicts=("behind",), cities=("青禾市",), plans=(2,))) == [("河", 1)]
    assert numbers(ws, TaskFilter(verdicts=("unreviewed", "done"), plans=(2,))) == [("河", 2), ("河", 3), ("河", 4)]
    assert numbers(ws, TaskFilter(numbers=(Numbers(2, 2),))) == [("图", 2), ("河", 2)]
    assert numbers(ws, TaskFilter(has_notes=True)) == [("图", 1), ("河", 1)]
    assert numbers(ws, TaskFilter(ids=())) == []


def test_departments_are_filtered_by_lead_support_or_both(ws: Workspace) -> None:
    water = departments.the_department(ws, "市水利局").id
    finance = departments.the_department(ws, "市财政局").id
    assert numbers(ws, TaskFilter(departments=(water,), role="lead")) == [("河", 1)], "where it counts"
    assert numbers(ws, TaskFilter(departments=(water,))) == [("河", 1), ("河", 3)], "jointly as well"
    assert numbers(ws, TaskFilter(departments=(water, finance), role="support")) == [("河", 3)]
    departments.assign(ws, [8], departments.the_department(ws, "市住建局").id, mode="remove")
    departments.assign(ws, [8], departments.the_department(ws, "市城管局").id, mode="remove")
    assert numbers(ws, TaskFilter(departments=(0,))) == [("河", 2)]
    assert numbers(ws, TaskFilter(departments=(0, water), role="lead")) == [("河", 1), ("河", 2)]


def test_a_section_holds_what_stands_below_it(tmp_path: Path) -> None:
    ws = office(tmp_path)
    take_in(ws, NESTED)
    top = next(node for node in tree(ws) if node.label == "一、")
    assert numbers(ws, TaskFilter(sections=(top.id,))) == [("图", 1), ("图", 2)]
    assert [(node.depth, node.label, node.total) for node in tree(ws) if node.kind == "section"] == [
        (2, "一、", 2), (3, "（一）", 1), (3, "（二）", 1), (2, "二、", 1),
    ]  # fmt: skip


def test_text_is_found_in_titles_wording_departments_and_notes_at_any_length(ws: Workspace) -> None:
    def found(text: str) -> list[tuple[str, int | None]]:
        return numbers(ws, TaskFilter(text=text))

    assert found("籍") == [("图", 4)], "one character"
    assert found("书库 设备") == [("图", 2)], "spaces are no part of Chinese words"
    assert found("修复古籍60册，联合省图书馆开展普查") == [("图", 4)], "a whole sentence"
    assert found("财政") == [("河", 3)], "a department"
    review.add_note(ws, [5], "夜间值守 人手不足")
    assert found("值守人手") == [("图", 5)], "a note"
    departments.add_alias(ws, departments.the_department(ws, "市财政局").id, "财局")
    assert found("财局") == [("河", 3)], "an alias"
    assert found("％") == [("图", 6)], "full width and half width are one"
    assert found("' or 1=1 --") == []


@pytest.mark.parametrize("sort", ORDERS)
def test_every_order_lists_every_task_once(ws: Workspace, sort: str) -> None:
    review.mark(ws, [3], "ahead")
    ids = queries.task_ids(ws, TaskFilter(), sort=sort)
    assert sorted(ids) == list(range(1, 11)) and ids.typecode == "q"


def test_facets_count_what_the_same_filter_lists(ws: Workspace) -> None:
    review.mark(ws, [1, 2], "done")
    review.mark(ws, [3], "behind")
    review.set_scope(ws, [4], False, reason="日常工作")
    facets = queries.facets(ws, TaskFilter())
    assert (facets.total, facets.reviewed, facets.reasons_open) == (9, 3, 1)
    for verdict, n in facets.verdicts.items():
        assert n == len(queries.task_ids(ws, TaskFilter(verdicts=(verdict,))))
    for light, n in facets.lights.items():
        assert n == len(queries.task_ids(ws, TaskFilter(lights=(light,))))
    for department, n in facets.departments.items():
        assert n == len(queries.task_ids(ws, TaskFilter(departments=(department,))))
    assert queries.open_reasons(ws) == (3,)


def test_a_light_is_not_counted_for_a_task_that_is_out(ws: Workspace) -> None:
    (target,) = queries.task_detail(ws, 4).targets
    review.record_actual(ws, target.id, Decimal(1))
    red = len(queries.task_ids(ws, TaskFilter(lights=("red",))))
    review.mark(ws, [4], "dropped", approver="王市长", document="1号", note="已并入省里项目", note_kind="reason")
    assert len(queries.task_ids(ws, TaskFilter(lights=("red",)))) == red - 1


def test_the_tree_has_counts_and_rates_and_leaves_empty_chapters_out(ws: Workspace) -> None:
    review.mark(ws, [1], "done")
    review.mark(ws, [2, 3], "behind")
    nodes = tree(ws)
    assert [(node.kind, node.label or node.title, node.total) for node in nodes] == [
        ("city", "青禾市", 10),
        ("plan", "2020", 6), ("section", "一、", 2), ("section", "二、", 2), ("section", "三、", 2),
        ("plan", "2020", 4), ("section", "一、", 2), ("section", "二、", 2),
    ]  # fmt: skip
    plan = nodes[1]
    assert (plan.reviewed, plan.completion, plan.on_schedule) == (3, Decimal("16.7"), Decimal("16.7"))
    assert (nodes[4].completion, nodes[4].on_schedule) == (None, None), "a rate that was not measured is no 0.0"
    assert [node.parent for node in nodes] == [None, 0, 1, 1, 1, 0, 5, 5]


def test_a_detail_has_words_targets_departments_notes_and_history(ws: Workspace) -> None:
    review.add_note(ws, [7], "已完成一半", kind="progress")
    detail = queries.task_detail(ws, 7)
    assert detail.sections == ("一、清理河面",) and detail.row.number == 1
    assert detail.body.startswith("打捞漂浮物。") and detail.line == 7
    assert [view.name for view in detail.departments] == ["市水利局", "市城管局", "各县（市、区）人民政府"]
    assert [(note.kind, note.body, note.person) for note in detail.notes] == [("progress", "已完成一半", "李明")]
    assert [entry.kind for entry in detail.history] == ["note"]
    first = detail.targets[0]
    assert first.span is not None
    line, start, behind = first.span
    assert queries.source_lines(ws, 2)[line - 1][start:behind] == first.quote
    with pytest.raises(InputError):
        queries.task_detail(ws, 999)


@pytest.mark.parametrize(
    ("reference", "title"),
    [
        ("青禾市2020公共图书馆/3", "采购新书"),
        ("公共图书馆/二/3", "采购新书"),
        ("公共图书馆/二、/３", "采购新书"),
        ("河道/二/4", "建设截污管"),
        ("5", "延长开放时间"),
    ],
)
def test_a_task_is_named_by_plan_and_path_and_levels_may_be_left_out(ws: Workspace, reference: str, title: str) -> None:
    (task,) = queries.resolve_task(ws, reference)
    assert queries.task_rows(ws, [task])[0].title == title


def test_a_task_is_named_by_its_id_or_the_beginning_of_it(ws: Workspace) -> None:
    for row in queries.task_rows(ws, range(1, 11)):
        assert queries.resolve_task(ws, row.uid) == queries.resolve_task(ws, row.uid[:8]) == (row.id,)


def test_what_fits_several_tasks_is_listed_and_not_guessed(ws: Workspace) -> None:
    assert len(queries.task_fits(ws, "青禾市2020/3")) == 2
    with pytest.raises(InputError) as caught:
        queries.resolve_task(ws, "青禾市2020/3")
    assert caught.value.key == "task_ambiguous"
    assert "采购新书" in str(caught.value) and "封堵排污口" in str(caught.value)
    for unknown in ("青禾市2020/99", "白石市2020/1", "", "/", "ffff0000"):
        with pytest.raises(InputError) as caught:
            queries.resolve_task(ws, unknown)
        assert caught.value.key == "task_unknown"


def test_brackets_of_a_label_tell_levels_apart(tmp_path: Path) -> None:
    ws = office(tmp_path)
    take_in(ws, NESTED.replace("2.改", "1.改").replace("3.采", "1.采"))

    def title(reference: str) -> str:
        return queries.task_rows(ws, queries.resolve_task(ws, reference))[0].title

    assert title("青禾2020/二/1") == "采购图书"
    assert title("青禾2020/（二）/1") == title("青禾2020/(二)/1") == title("一/（二）/1") == "改造书库"


def test_a_plan_is_named_by_city_and_year_key_or_title(ws: Workspace) -> None:
    first, second = queries.plans(ws)
    assert queries.resolve_plan(ws, first.key[:6]) == (first.id,)
    assert queries.resolve_plan(ws, "青禾2020") == (first.id, second.id)
    assert queries.the_plan(ws, "河道整治") == second.id
    with pytest.raises(InputError) as caught:
        queries.the_plan(ws, "青禾市2020")
    assert caught.value.key == "plan_ambiguous" and second.title in str(caught.value)
    with pytest.raises(InputError) as caught:
        queries.resolve_plan(ws, "青禾市1999")
    assert caught.value.key == "plan_unknown"


def test_a_reader_of_another_date_asks_the_same_questions(tmp_path: Path) -> None:
    ws = office(tmp_path)
    take_in(ws, numbered("白石市", 3))
    review.mark(ws, [1], "done", on=FixedClock().day.replace(year=2020, month=9))
    with Workspace.reader(ws.store.path, clock=ws.clock, as_of=FixedClock().day.replace(year=2020, month=6)) as reader:
        assert queries.facets(reader, TaskFilter()).reviewed == 0
        assert queries.plans(reader)[0].as_of.month == 6
        assert [row.verdict for row in queries.task_rows(reader, [1])] == [None]
        assert len(tree(reader)) == 3
    assert queries.facets(ws, TaskFilter()).reviewed == 1
