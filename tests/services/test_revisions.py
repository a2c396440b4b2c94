"""A revised document: what stays the same task, what is new, what is dropped, and reviews that stay."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from planreview.domain.review import TargetView, TaskFilter
from planreview.errors import InputError
from planreview.services import care, departments, queries, review
from planreview.services.workspace import Workspace
from tests.services.office import DIVISION, LIBRARY, dump_of, office, take_in


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return office(tmp_path)


def uids(ws: Workspace) -> list[str]:
    return [row.uid for row in queries.task_rows(ws, queries.task_ids(ws, TaskFilter(supervised=None)))]


def titles(ws: Workspace) -> list[str]:
    return [row.title for row in queries.task_rows(ws, queries.task_ids(ws, TaskFilter(supervised=None)))]


def kinds(changes) -> dict[str, int]:
    return dict(Counter(change.kind for change in changes))


def test_a_renumbered_document_keeps_ids_and_reviews(ws: Workspace) -> None:
    take_in(ws, LIBRARY)
    before = dict(zip(titles(ws), uids(ws), strict=True))
    review.mark(ws, queries.resolve_task(ws, "青禾市2020/4"), "done")
    text = LIBRARY.replace("1.新建社区分馆", "1.举办书市。举办书市2场。\n\n2.新建社区分馆")
    for number in range(6, 1, -1):
        text = text.replace(f"\n{number}.{titles_by_number[number]}", f"\n{number + 1}.{titles_by_number[number]}")
    result = take_in(ws, text)
    assert result.status == "revised"
    assert kinds(result.changes) == {"added": 1, "renumbered": 6}
    after = dict(zip(titles(ws), uids(ws), strict=True))
    assert all(after[title] == uid for title, uid in before.items())
    assert queries.task_rows(ws, queries.resolve_task(ws, "青禾市2020/5"))[0].verdict == "done"


titles_by_number = {2: "更新书库设备", 3: "采购新书", 4: "保护古籍", 5: "延长开放时间", 6: "办好读书节"}


def test_a_reworded_task_stays_the_same_task(ws: Workspace) -> None:
    """By its title, where the words behind it changed; by its words, where the title did."""
    first = take_in(ws, LIBRARY)
    third, fifth = queries.resolve_task(ws, "青禾市2020/3"), queries.resolve_task(ws, "青禾市2020/5")
    review.mark(ws, [*third, *fifth], "on_track")
    text = LIBRARY.replace("全年新增图书5万册，电子书达到20万册", "全年新增各类图书8万册以上，并向乡镇倾斜").replace(
        "延长开放时间。各馆每周开放不少于60小时", "增加开放时间。各馆每周开放不少于60小时"
    )
    result = take_in(ws, text)
    assert result.plan_id == first.plan_id
    assert kinds(result.changes) == {"kept": 4, "reworded": 2}
    rows = queries.task_rows(ws, [*third, *fifth])
    assert [(row.title, row.verdict) for row in rows] == [("采购新书", "on_track"), ("增加开放时间", "on_track")]
    assert queries.task_detail(ws, third[0]).body.endswith("并向乡镇倾斜。")
    joined = [entry for entry in queries.task_detail(ws, third[0]).history if entry.kind == "same-task"]
    assert len(joined) == 1, "the join is an operation, not a silent guess"


def test_a_dropped_task_leaves_the_list_and_keeps_its_review(ws: Workspace) -> None:
    take_in(ws, LIBRARY)
    task = queries.resolve_task(ws, "青禾市2020/4")[0]
    review.mark(ws, [task], "behind", note="缺少匠人", note_kind="reason")
    without = LIBRARY.replace("4.保护古籍。修复古籍60册，联合省图书馆开展普查。\n\n", "")
    result = take_in(ws, without)
    assert kinds(result.changes) == {"kept": 3 + 2, "dropped": 1}
    assert "保护古籍" not in titles(ws)
    assert [change.before.title for change in result.changes if change.kind == "dropped"] == ["保护古籍"]
    back = take_in(ws, LIBRARY.replace("2020年2月18日", "2020年2月19日"))
    assert kinds(back.changes) == {"kept": 5, "added": 1}
    assert queries.task_rows(ws, [task])[0].verdict == "behind"


def test_words_that_come_back_beside_their_new_form_are_a_task_of_their_own(ws: Workspace) -> None:
    take_in(ws, LIBRARY)
    old = queries.resolve_task(ws, "青禾市2020/3")[0]
    review.mark(ws, [old], "done")
    reworded = LIBRARY.replace("全年新增图书5万册，", "全年新增图书9万册，")
    take_in(ws, reworded)
    both = reworded.replace("4.保护古籍", "3.采购新书。全年新增图书5万册，电子书达到20万册。\n\n4.保护古籍")
    take_in(ws, both)
    rows = [row for row in queries.task_rows(ws, queries.task_ids(ws, TaskFilter())) if row.title == "采购新书"]
    assert [row.verdict for row in rows] == ["done", None], "two tasks never share one review"


def test_an_older_revision_again_is_not_a_way_back(ws: Workspace) -> None:
    take_in(ws, LIBRARY)
    take_in(ws, LIBRARY.replace("60册", "90册"))
    before = dump_of(ws)
    again = take_in(ws, LIBRARY)
    assert (again.status, again.revision, again.lead_question) == ("older", 2, False)
    assert dump_of(ws) == before and queries.plans(ws)[0].revision == 2


def test_a_document_of_another_name_may_revise_a_plan(ws: Workspace) -> None:
    first = take_in(ws, LIBRARY)
    renamed = LIBRARY.replace("公共图书馆工作要点", "公共图书馆重点工作安排")
    assert take_in(ws, renamed, revises=first.plan_id).status == "revised"
    (plan,) = queries.plans(ws)
    assert (plan.id, plan.title) == (first.plan_id, "青禾市2020年公共图书馆重点工作安排")
    with pytest.raises(InputError) as caught:
        take_in(ws, DIVISION, revises=99)
    assert caught.value.key == "plan_unknown"


def test_an_import_that_nobody_reviewed_is_taken_back_and_comes_again(ws: Workspace) -> None:
    take_in(ws, LIBRARY)
    review.undo(ws)
    assert queries.plans(ws) == () and departments.departments(ws) == ()
    assert take_in(ws, LIBRARY).status == "new"
    assert len(uids(ws)) == 6
    revised = LIBRARY.replace("修复古籍60册", "修复古籍90册")
    take_in(ws, revised)
    review.undo(ws)
    assert queries.plans(ws)[0].revision == 1
    again = take_in(ws, revised)
    assert (again.status, kinds(again.changes)) == ("revised", {"kept": 5, "retargeted": 1})


def targets(ws: Workspace, number: int) -> tuple[TargetView, ...]:
    return queries.task_detail(ws, queries.resolve_task(ws, f"青禾市2020/{number}")[0]).targets


def reached(ws: Workspace, number: int) -> list[tuple[Decimal, Decimal | None]]:
    return [(one.value, one.actual) for one in targets(ws, number)]


def test_what_was_reached_stays_with_a_reworded_task(ws: Workspace) -> None:
    """The figure itself may be what was revised; undo and redo of the revision take the actual values with them."""
    take_in(ws, LIBRARY)
    first, second, third = targets(ws, 1)
    review.record_actual(ws, first.id, Decimal(7))
    review.record_actual(ws, third.id, Decimal(2))
    take_in(ws, LIBRARY.replace("社区分馆12家", "社区分馆15家"))
    assert reached(ws, 1) == [(Decimal(15), Decimal(7)), (second.value, None), (third.value, Decimal(2))]
    review.record_actual(ws, targets(ws, 1)[0].id, Decimal(9))
    result = take_in(ws, LIBRARY.replace("社区分馆12家", "社区分馆16家").replace("全年新建", "年内新建"))
    assert reached(ws, 1)[0] == (Decimal(16), Decimal(9)), "the newest of all that was recorded, in whatever words"
    assert [one.kind for one in result.diagnostics if one.kind == "actuals_unmatched"] == []
    assert care.check(ws).clean


def test_actual_values_that_no_target_takes_over_are_told(ws: Workspace) -> None:
    take_in(ws, LIBRARY)
    review.record_actual(ws, targets(ws, 2)[0].id, Decimal(300))
    result = take_in(ws, LIBRARY.replace("，更换书架800组。", "，书架逐步更换到位。"))
    (told,) = [one for one in result.diagnostics if one.kind == "actuals_unmatched"]
    assert dict(told.values)["number"] == "2" and "800" in dict(told.values)["target"]


def test_a_revised_baseline_counts(ws: Workspace) -> None:
    """The same target by metric, figure and unit; what else is said of it is what the revision in force says."""
    text = LIBRARY + "\n7.藏书。馆藏总量由{}万册增加到90万册。\n"
    take_in(ws, text.format(50))
    (target,) = [one for one in targets(ws, 7) if one.value == 90]
    spec = (target.baseline, target.quote)
    take_in(ws, text.format(70))
    (after,) = [one for one in targets(ws, 7) if one.value == 90]
    assert (after.baseline, spec[0]) == (Decimal(70), Decimal(50))


def test_of_equal_tasks_the_one_in_its_section_stays_itself(ws: Workspace) -> None:
    """The first of two is dropped: the verdict of the second must not become a verdict on the dropped one."""
    same = "{}.开展专项检查。每季度开展专项检查1次。\n\n"
    parts = ("一、城区\n\n" + same.format(1), "1.修路灯。修路灯20盏。\n\n", "二、乡镇\n\n" + same.format(2), same.format(3))
    head = "青禾市2020年检查工作要点\n\n"
    take_in(ws, head + "".join(parts))
    tasks = [row.id for row in queries.task_rows(ws, queries.task_ids(ws, TaskFilter())) if row.title == "开展专项检查"]
    for task, verdict in zip(tasks, ("done", "behind", "ahead"), strict=True):
        review.mark(ws, [task], verdict)
    result = take_in(ws, head + "一、城区\n\n" + "".join(parts[1:]))
    rows = [row for row in queries.task_rows(ws, queries.task_ids(ws, TaskFilter())) if row.title == "开展专项检查"]
    assert [(row.id, row.verdict) for row in rows] == [(tasks[1], "behind"), (tasks[2], "ahead")]
    dropped = [change.before for change in result.changes if change.kind == "dropped"]
    assert [(form.heading, form.number) for form in dropped] == [("一、城区", 1)]
