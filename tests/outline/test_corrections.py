"""Corrections of an outline: each kind, the same when applied again, no line lost, found again in a changed document."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planreview.domain.outline import Diagnostic, Outline
from planreview.outline import corrections as c
from planreview.outline.correcting_targets import every_target, was
from planreview.outline.corrections import Correction, apply, correction_at, from_json, to_json
from planreview.outline.ownership import line_owners, lost_lines
from planreview.outline.read import read_plan
from tests.outline.documents import lines_of
from tests.outline.test_properties import WHOLE

PLAN = lines_of(
    """
    望川市教育局2023年工作要点
    一、扩大供给
    1.建园。新建幼儿园3所。
    改造老园2所。
    2.提质。创建示范园4所，梳理典型经验做法9条。
    （1）评估。完成评估6次。（责任单位：基教科）
    （2）培训。培训园长30名，6月底前完成。
    二、加强师资
    3.助学。资助学生300名。
    责任编辑：小李
    三、保障
    落实经费。
    """
)


def outline() -> Outline:
    return read_plan(PLAN, force=True)


def at(words: str) -> int:
    return next(number for number, line in enumerate(PLAN, 1) if words in line)


def made(*corrections: Correction, of: Outline | None = None) -> Outline:
    """The corrected outline, after what holds for every correction: all fit, no line is lost, and again is the same."""
    found, unfit = apply(of or outline(), corrections)
    assert unfit == () and lost_lines(found) == []
    again, unfit = apply(found, corrections)
    assert again == found and unfit == ()
    return found


def test_an_item_is_split_at_a_line() -> None:
    found = made(correction_at(PLAN, c.SPLIT, at("（1）评估")))
    first, second = found.tasks[1], found.tasks[2]
    assert (first.title, first.line, first.end_line, first.parts) == ("提质", 5, 5, ())
    assert (second.number, second.label, second.title, second.line, second.end_line) == (1, "（1）", "评估", 6, 7)
    assert [one.quote for one in second.targets] == ["完成评估6次", "培训园长30名"]
    assert second.departments.lead == ("基教科",)
    assert second.section == first.section


def test_an_item_is_split_at_words_within_a_line() -> None:
    found = made(correction_at(PLAN, c.SPLIT, 5, words="梳理典型"))
    assert [(one.label, one.text) for one in found.tasks[1:3]] == [
        ("2.", "提质。创建示范园4所，"),
        ("2-2", found.tasks[2].text),
    ]
    assert found.tasks[2].text.startswith("梳理典型经验做法9条") and found.tasks[2].line == 5
    assert [one.quote for one in found.tasks[1].targets] == ["创建示范园4所"]


def test_text_that_was_no_task_becomes_one() -> None:
    lines = lines_of(
        """
        望川市教育局2023年工作要点
        一、扩大供给
        今年改造校舍12栋。
        1.建园。新建幼儿园3所。
        """
    )
    read = read_plan(lines, force=True)
    assert [task.title for task in read.tasks] == ["建园"]
    found = made(correction_at(lines, c.SPLIT, 3), of=read)
    assert [(task.line, task.section) for task in found.tasks] == [(3, ("一、",)), (4, ("一、",))]
    assert [one.value for one in found.tasks[0].targets] == [Decimal(12)]


def test_two_items_are_joined_and_a_split_takes_it_back() -> None:
    found = made(correction_at(PLAN, c.JOIN, at("2.提质")))
    (joined,) = [task for task in found.tasks if task.section == ("一、",)]
    assert (joined.line, joined.end_line, len(joined.targets)) == (3, 7, 6)
    assert "2.提质" in joined.text and [part.label for part in joined.parts] == ["2.", "（1）", "（2）"]
    back, _ = apply(found, [correction_at(PLAN, c.SPLIT, at("2.提质"))])
    assert [(task.number, task.title, task.text) for task in back.tasks] == [
        (task.number, task.title, task.text) for task in outline().tasks
    ]


def test_items_of_two_sections_are_not_joined() -> None:
    correction = correction_at(PLAN, c.JOIN, at("3.助学"))
    assert apply(outline(), [correction]) == (outline(), (correction,))


def test_titles_and_departments_are_set_on_tasks_and_headings() -> None:
    found = made(
        correction_at(PLAN, c.TITLE, at("1.建园"), {"title": "建设幼儿园"}),
        correction_at(PLAN, c.TITLE, at("二、"), {"title": "师资"}),
        correction_at(PLAN, c.DEPARTMENTS, at("1.建园"), {"lead": "基教科、财务科", "support": "办公室"}),
        correction_at(PLAN, c.DEPARTMENTS, at("二、"), {"lead": "人事科"}),
    )
    assert (found.tasks[0].title, found.tasks[0].title_explicit) == ("建设幼儿园", True)
    assert found.tasks[0].departments.lead == ("基教科", "财务科") and found.tasks[0].departments.support == ("办公室",)
    assert (found.sections[1].title, found.sections[1].departments.lead) == ("师资", ("人事科",))


def test_targets_are_changed_dropped_and_added() -> None:
    target = outline().tasks[0].targets[0]
    found = made(
        correction_at(PLAN, c.TARGET, target.line, {"was": was(target), "value": "5", "unit": "个"}, words=target.quote),
        correction_at(PLAN, c.TARGET_DROPPED, 4, {"was": was(outline().tasks[0].targets[1])}, words="改造老园2所"),
        correction_at(PLAN, c.TARGET_ADDED, 9, {"metric": "助学金", "value": "20", "unit": "万元"}, words="资助学生"),
    )
    (kept,) = found.tasks[0].targets
    assert (kept.value, kept.unit, kept.metric, kept.confidence) == (Decimal(5), "个", target.metric, 1.0)
    added = next(one for one in found.tasks[2].targets if one.metric == "助学金")
    assert added.span == (9, 5, 9) and added.unit == "万元"


def test_a_doubtful_target_is_taken_and_no_longer_asked_about() -> None:
    read = outline()
    doubtful = replace(read.tasks[0].targets[0], confidence=0.5)
    task = replace(read.tasks[0], targets=(doubtful, *read.tasks[0].targets[1:]))
    note = Diagnostic(doubtful.line, "target_doubtful", "warning", (("quote", doubtful.quote),))
    read = replace(read, tasks=(task, *read.tasks[1:]), diagnostics=(*read.diagnostics, note))
    found = made(correction_at(PLAN, c.TARGET, doubtful.line, {"was": was(doubtful)}, words=doubtful.quote), of=read)
    assert not any(one.doubtful for one in every_target(found))
    assert not any(note.kind == "target_doubtful" for note in found.diagnostics)


def test_a_target_whose_figure_is_another_by_now_is_asked_about_anew() -> None:
    target = outline().tasks[0].targets[0]
    correction = correction_at(PLAN, c.TARGET, target.line, {"was": "建园|7", "unit": "个"}, words=target.quote)
    assert apply(outline(), [correction])[1] == (correction,)


def test_lines_are_ignored_and_stay_owned() -> None:
    found = made(correction_at(PLAN, c.IGNORED, at("责任编辑")), correction_at(PLAN, c.IGNORED, at("改造老园")))
    assert "责任编辑" not in found.tasks[2].text and found.tasks[2].end_line == 9
    assert [one.quote for one in found.tasks[0].targets] == ["新建幼儿园3所"]
    assert [one.line for one in found.other if one.role == "ignored"] == [4, 10]
    assert line_owners(found)[10].startswith("other:")


def test_an_ignored_heading_leaves_its_tasks_to_the_one_above() -> None:
    lines = lines_of(
        """
        望川市教育局2023年工作要点
        一、扩大供给
        （一）学前
        1.建园。新建幼儿园3所。
        （二）小学
        2.建校。新建小学2所。
        """
    )
    read = read_plan(lines, force=True)
    found = made(correction_at(lines, c.IGNORED, 3), of=read)
    assert [task.section for task in found.tasks] == [("一、",), ("一、", "（二）")]
    assert [section.path for section in found.sections] == [("一、",), ("一、", "（二）")]


def test_a_task_of_one_ignored_line_is_gone() -> None:
    found = made(correction_at(PLAN, c.IGNORED, 9), correction_at(PLAN, c.IGNORED, 10))
    assert "助学" not in {task.title for task in found.tasks}


def test_a_task_is_set_aside_with_its_reason_and_taken_back() -> None:
    aside = correction_at(PLAN, c.ASIDE, at("3.助学"), {"reason": "日常工作"})
    assert made(aside).tasks[2].set_aside == "日常工作"
    assert made(aside, correction_at(PLAN, c.ASIDE, at("3.助学"), {"back": "1"})).tasks[2].set_aside is None


def test_corrections_find_their_lines_in_a_document_that_moved_and_renumbered_them() -> None:
    corrections = [
        correction_at(PLAN, c.TITLE, at("3.助学"), {"title": "资助"}),
        correction_at(PLAN, c.SPLIT, at("（2）培训")),
        correction_at(PLAN, c.IGNORED, at("责任编辑")),
    ]
    moved = ["望川市教育局文件", *PLAN]
    moved[moved.index("3.助学。资助学生300名。")] = "4.助学。资助学生300名。"
    found = made(*corrections, of=read_plan(moved, force=True))
    assert [(task.title, task.number) for task in found.tasks][2:4] == [("培训", 2), ("资助", 4)]


def test_what_no_longer_fits_is_said() -> None:
    gone = correction_at(PLAN, c.TITLE, at("3.助学"), {"title": "资助"})
    other = read_plan([line for line in PLAN if "助学" not in line], force=True)
    assert apply(other, [gone]) == (other, (gone,))


def test_of_several_equal_lines_none_is_taken_for_another() -> None:
    lines = ["望川市教育局2023年工作要点", "1.甲项目建设。", "持续做好有关工作。", "2.乙项目建设。", "持续做好有关工作。"]
    second = correction_at(lines, c.IGNORED, 5)
    assert (second.nth, second.of) == (2, 2)
    moved = read_plan([lines[0], "（征求意见稿）", *lines[1:]], force=True)
    assert [one.line for one in made(second, of=moved).other if one.role == "ignored"] == [6]
    fewer = read_plan([lines[0], lines[1], "加强统筹。", lines[2], "3.丙项目。"], force=True)
    assert apply(fewer, [second])[1] == (second,)


def test_corrections_are_kept_as_json() -> None:
    kept = [correction_at(PLAN, kind, 3, {"title": "甲“乙”"}) for kind in c.KINDS]
    assert from_json(json.loads(json.dumps(to_json(kept)))) == tuple(kept)
    assert from_json([["unheard-of", 1, "", {}, 1, 1]]) == ()


EDITS = (c.SPLIT, c.JOIN, c.TITLE, c.DEPARTMENTS, c.IGNORED, c.ASIDE, c.TARGET_DROPPED, c.TARGET_ADDED, c.TARGET)
SAID = {"title": "甲", "lead": "甲局", "reason": "", "metric": "甲", "value": "3", "unit": "个"}
NAMES = {
    c.TITLE: ("title",),
    c.DEPARTMENTS: ("lead",),
    c.ASIDE: ("reason",),
    c.TARGET_ADDED: ("metric", "value", "unit"),
    c.TARGET: ("value",),
}


@st.composite
def corrections(draw: st.DrawFn) -> Correction:
    kind = draw(st.sampled_from(EDITS))
    line = draw(st.integers(1, len(WHOLE)))
    values = {name: SAID[name] for name in NAMES.get(kind, ())}
    text = WHOLE[line - 1]
    if kind in {c.TARGET, c.TARGET_DROPPED}:
        found = [one for one in every_target(read_plan(WHOLE, force=True)) if one.line == line]
        words = found[0].quote if found else "没有"
        return correction_at(WHOLE, kind, line, values, words=words)
    if kind == c.SPLIT and draw(st.booleans()):
        start = draw(st.integers(0, max(0, len(text) - 1)))
        return correction_at(WHOLE, kind, line, values, words=text[start : start + 6])
    return correction_at(WHOLE, kind, line, values)


@settings(max_examples=100, deadline=None)
@given(st.lists(corrections(), max_size=4))
def test_no_corrections_lose_a_line_or_fail(chosen: list[Correction]) -> None:
    found, unfit = apply(read_plan(WHOLE, force=True), chosen)
    assert lost_lines(found) == []
    assert set(unfit) <= set(chosen)
    for task in found.tasks:
        assert task.line <= task.end_line and task.text.strip()


@settings(max_examples=100, deadline=None)
@given(corrections())
def test_a_correction_of_the_unchanged_document_is_the_same_again(one: Correction) -> None:
    found, _ = apply(read_plan(WHOLE, force=True), [one])
    assert apply(found, [one])[0] == found


@pytest.mark.parametrize("kind", [c.TARGET, c.TARGET_ADDED])
def test_values_that_cannot_be_meant_do_not_fit(kind: str) -> None:
    target = outline().tasks[0].targets[0]
    said = {"metric": "甲", "value": "许多"}
    correction = correction_at(PLAN, kind, target.line, said, words=target.quote)
    assert apply(outline(), [correction])[1] == (correction,)
