"""A revised plan: shown before it is stored, the same afterwards; from which day it holds; what a person settles."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from planreview.domain.review import TaskFilter
from planreview.errors import InputError
from planreview.services import care, queries, review
from planreview.services.imports import prepare
from planreview.services.revision_changes import changes, preview
from planreview.services.settling import former_task, settle
from planreview.services.workspace import Workspace
from tests.services.office import LIBRARY, dump_of, office, take_in

LONG = LIBRARY.replace("联合省图书馆开展普查。", "配齐修复工具和材料。联合省图书馆开展普查，形成书目。")
PARTED = LONG.replace(
    "4.保护古籍。修复古籍60册，配齐修复工具和材料。", "4.修复古籍。修复古籍60册，配齐修复工具和材料。\n\n"
).replace("\n\n联合省图书馆开展普查，形成书目。", "\n\n5.开展古籍普查。联合省图书馆开展普查，形成书目。")
TOGETHER = LIBRARY.replace(
    "3.采购新书。全年新增图书5万册，电子书达到20万册。\n\n4.保护古籍。修复古籍60册，联合省图书馆开展普查。",
    "3.采购新书和保护古籍。全年新增图书5万册，电子书达到20万册；修复古籍60册，联合省图书馆开展普查。",
)
REWRITTEN = LIBRARY.replace(
    "4.保护古籍。修复古籍60册，联合省图书馆开展普查。", "4.传承典籍。做好普查，修复受损的珍贵典籍，培养修复人才三名。"
)


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    with office(tmp_path) as workspace:
        yield workspace


def task(ws: Workspace, number: int) -> int:
    return queries.resolve_task(ws, f"青禾市2020/{number}")[0]


def verdicts(ws: Workspace, day: date | None = None) -> dict[str, str | None]:
    with Workspace.reader(ws.store.path, clock=ws.clock, as_of=day) as reader:
        rows = queries.task_rows(reader, queries.task_ids(reader, TaskFilter(supervised=None)))
    return {row.title: row.verdict for row in rows}


def told(table) -> list[tuple[str, int | None, int | None]]:
    return [
        (row.kind, row.before.number if row.before else None, row.after.number if row.after else None)
        for row in table.rows
        if row.kind not in {"kept", "renumbered"}
    ]


def test_a_preview_writes_nothing_and_says_what_storing_says(ws: Workspace) -> None:
    plan = take_in(ws, LONG).plan_id
    before = dump_of(ws)
    seen = preview(ws, prepare(PARTED.encode(), name="plan.txt"))
    assert dump_of(ws) == before and seen is not None
    stored = take_in(ws, PARTED).table
    assert stored == seen == changes(ws, plan)
    assert preview(ws, prepare(PARTED.encode(), name="plan.txt")) is None, "the same again changes nothing"
    assert preview(ws, prepare(LIBRARY.replace("青禾市", "白露市").encode(), name="plan.txt")) is None, "another plan"


def test_of_a_split_the_larger_part_has_the_reviews_and_the_other_says_whose_it_is(ws: Workspace) -> None:
    take_in(ws, LONG)
    review.mark(ws, [task(ws, 4)], "behind", note="缺少匠人", note_kind="reason")
    table = take_in(ws, PARTED).table
    assert told(table) == [("split", 4, 4), ("split", 4, 5)]
    assert [row.heir for row in table.rows if row.kind == "split"] == [True, False]
    assert verdicts(ws)["修复古籍"] == "behind" and verdicts(ws)["开展古籍普查"] is None
    history = queries.task_detail(ws, queries.resolve_task(ws, "青禾市2020/二/5")[0]).history
    assert [(entry.kind, entry.payload["was"]) for entry in history] == [("split-from", "4.保护古籍")]
    assert care.check(ws, rebuild=True).clean


def test_a_merger_has_the_histories_of_both_and_asks_where_their_verdicts_differed(ws: Workspace) -> None:
    take_in(ws, LIBRARY)
    review.mark(ws, [task(ws, 3)], "done", on=date(2020, 6, 30))
    review.mark(ws, [task(ws, 4)], "behind", note="缺少匠人", on=date(2020, 9, 30))
    result = take_in(ws, TOGETHER, on=date(2020, 10, 31))
    assert told(result.table) == [("merged", 3, 3), ("merged", 4, 3)]
    assert [note.kind for note in result.diagnostics if note.kind == "merged_verdicts"] == ["merged_verdicts"]
    detail = queries.task_detail(ws, task(ws, 3))
    assert detail.row.verdict == "behind" and [note.body for note in detail.notes] == ["缺少匠人"]
    assert [entry.payload["verdict"] for entry in detail.history if entry.kind == "verdict"] == ["behind", "done"]
    assert verdicts(ws, date(2020, 10, 30))["采购新书"] == "done", "two tasks as of a date before"
    assert care.check(ws, rebuild=True).clean


def test_what_was_merged_and_is_split_again_keeps_all_that_was_said(ws: Workspace) -> None:
    plan = take_in(ws, LIBRARY).plan_id
    review.mark(ws, [task(ws, 3)], "done")
    review.add_note(ws, [task(ws, 4)], "缺少匠人")
    take_in(ws, TOGETHER)
    review.add_note(ws, [task(ws, 3)], "合并后再看")
    take_in(ws, LIBRARY.replace("2020年2月18日", "2020年10月9日"))
    bodies = {note.body for number in (3, 4) for note in queries.task_detail(ws, task(ws, number)).notes}
    assert bodies == {"缺少匠人", "合并后再看"}
    assert len(verdicts(ws)) == 6 and verdicts(ws)["采购新书"] == "done"
    assert {row.kind for row in changes(ws, plan, 3).rows} <= {"kept", "split", "renumbered"}
    assert care.check(ws, rebuild=True).clean


class TestFromWhichDay:
    """As of a date before it a plan stands as it stood, its targets and dropped tasks with it."""

    def test_an_adjusted_target_keeps_the_old_value_as_of_before(self, ws: Workspace) -> None:
        take_in(ws, LIBRARY)
        first = queries.task_detail(ws, task(ws, 1)).targets[0]
        review.record_actual(ws, first.id, Decimal(6), on=date(2020, 6, 30))
        table = take_in(ws, LIBRARY.replace("社区分馆12家", "社区分馆15家"), on=date(2020, 9, 1)).table
        assert [(one.before, one.after) for row in table.rows for one in row.adjustments] == [("12家", "15家")]
        assert self.figures(ws, date(2020, 8, 31)) == (Decimal(12), Decimal(6), Decimal("50.0"))
        assert self.figures(ws, date(2020, 9, 1)) == (Decimal(15), Decimal(6), Decimal("40.0"))

    def figures(self, ws: Workspace, day: date) -> tuple[Decimal, Decimal | None, Decimal | None]:
        with Workspace.reader(ws.store.path, clock=ws.clock, as_of=day) as reader:
            one = queries.task_detail(reader, task(reader, 1)).targets[0]
        return one.value, one.actual, one.attainment

    def test_a_dropped_task_counts_until_then(self, ws: Workspace) -> None:
        take_in(ws, LIBRARY)
        review.mark(ws, [task(ws, 4)], "behind", on=date(2020, 6, 30))
        take_in(ws, LIBRARY.replace("4.保护古籍。修复古籍60册，联合省图书馆开展普查。\n\n", ""), on=date(2020, 9, 1))
        assert "保护古籍" not in verdicts(ws) and verdicts(ws, date(2020, 8, 31))["保护古籍"] == "behind"

    @pytest.mark.parametrize(
        ("issued", "on", "since"),
        [
            ("2020年2月18日", None, date(2020, 11, 15)),
            ("2020年8月20日", None, date(2020, 8, 20)),
            ("2020年12月20日", None, date(2020, 11, 15)),
            ("2020年8月20日", date(2020, 10, 1), date(2020, 10, 1)),
        ],
    )
    def test_it_holds_from_its_date_of_issue_or_the_one_that_is_given(
        self, ws: Workspace, issued: str, on: date | None, since: date
    ) -> None:
        take_in(ws, LIBRARY)
        text = LIBRARY.replace("2020年2月18日", issued).replace("60册", "90册")
        assert take_in(ws, text, on=on).table.since == since

    def test_it_holds_from_its_date_of_issue_where_the_one_before_says_none(self, ws: Workspace) -> None:
        take_in(ws, LIBRARY.replace("\n2020年2月18日", ""))
        assert take_in(ws, LIBRARY.replace("2020年2月18日", "2020年8月20日")).table.since == date(2020, 8, 20)

    def test_it_never_holds_before_what_it_revises(self, ws: Workspace) -> None:
        take_in(ws, LIBRARY)
        take_in(ws, LIBRARY.replace("60册", "70册"), on=date(2020, 9, 1))
        before = dump_of(ws)
        with pytest.raises(InputError) as caught:
            take_in(ws, LIBRARY.replace("60册", "80册"), on=date(2020, 8, 1))
        assert caught.value.key == "revision_too_early" and dump_of(ws) == before

    def test_an_import_while_an_earlier_date_is_looked_at_still_follows_the_newest_revision(self, ws: Workspace) -> None:
        take_in(ws, LIBRARY)
        take_in(ws, LIBRARY.replace("60册", "70册"), on=date(2020, 9, 1))
        review.set_as_of(ws, date(2020, 6, 30))
        assert take_in(ws, LIBRARY.replace("60册", "70册")).status == "unchanged"
        third = take_in(ws, LIBRARY.replace("60册", "80册"))
        assert third.table.since == date(2020, 9, 1) and third.table.first == 2


class TestDoubts:
    """What is not sure is left apart, listed, and settled by a person, before storing or after."""

    def doubt(self, ws: Workspace) -> tuple[str, str]:
        seen = preview(ws, prepare(REWRITTEN.encode(), name="plan.txt"))
        (doubt,) = seen.doubts
        assert (doubt.before.number, doubt.after.number, doubt.relation) == (4, 4, "same")
        return doubt.after.uid, doubt.before.uid

    def test_nothing_is_joined_until_someone_says_so(self, ws: Workspace) -> None:
        plan = take_in(ws, LIBRARY).plan_id
        review.mark(ws, [task(ws, 4)], "behind")
        _, old = self.doubt(ws)
        take_in(ws, REWRITTEN)
        assert verdicts(ws)["传承典籍"] is None and len(changes(ws, plan).doubts) == 1
        assert former_task(ws, task(ws, 4), "4") == former_task(ws, task(ws, 4), old[:8]) == old
        receipt = settle(ws, task(ws, 4), old, "same")
        assert receipt.reasons_open == receipt.task_ids == (task(ws, 4),)
        assert verdicts(ws)["传承典籍"] == "behind" and changes(ws, plan).doubts == ()
        assert told(changes(ws, plan)) == [("reworded", 4, 4)]
        review.undo(ws)
        assert verdicts(ws)["传承典籍"] is None and len(changes(ws, plan).doubts) == 1
        assert care.check(ws).clean

    @pytest.mark.parametrize(
        ("answer", "verdict", "kinds"),
        [("same", "behind", ["reworded"]), ("other", None, ["dropped", "added"]), ("part", None, ["dropped", "split"])],
    )
    def test_an_answer_before_storing_is_part_of_the_import(
        self, ws: Workspace, answer: str, verdict: str | None, kinds: list[str]
    ) -> None:
        plan = take_in(ws, LIBRARY).plan_id
        review.mark(ws, [task(ws, 4)], "behind")
        pair = self.doubt(ws)
        table = take_in(ws, REWRITTEN, answers={pair: answer}).table
        assert verdicts(ws)["传承典籍"] == verdict and table.doubts == ()
        assert sorted(kind for kind, *_ in told(table)) == sorted(kinds)
        review.undo(ws)
        assert queries.plans(ws)[0].revision == 1 and verdicts(ws)["保护古籍"] == "behind"
        assert plan == queries.plans(ws)[0].id

    def test_an_import_with_settled_doubts_is_undone_after_them(self, ws: Workspace) -> None:
        take_in(ws, LIBRARY)
        _, old = self.doubt(ws)
        take_in(ws, REWRITTEN)
        settle(ws, task(ws, 4), old, "other")
        review.undo(ws)
        review.undo(ws)
        assert queries.plans(ws)[0].revision == 1, "settling is no review"

    def test_what_cannot_be_meant_is_refused(self, ws: Workspace) -> None:
        take_in(ws, LIBRARY)
        with pytest.raises(InputError) as caught:
            former_task(ws, task(ws, 4), "4")
        assert caught.value.key == "never_revised"
        _, old = self.doubt(ws)
        take_in(ws, REWRITTEN)
        kept = former_task(ws, task(ws, 4), "3")
        before = dump_of(ws)
        for arguments, key in (
            ((task(ws, 4), kept, "same"), "tasks_stand_apart"),
            ((task(ws, 3), kept, "same"), "one_task_already"),
            ((task(ws, 4), "0" * 20, "same"), "other_plan"),
            ((999, old, "same"), "task_unknown"),
        ):
            with pytest.raises(InputError) as caught:
                settle(ws, *arguments)
            assert caught.value.key == key
        with pytest.raises(InputError) as caught:
            former_task(ws, task(ws, 4), "77")
        assert caught.value.key == "former_unknown" and dump_of(ws) == before


def test_a_change_table_needs_two_revisions(ws: Workspace) -> None:
    plan = take_in(ws, LIBRARY).plan_id
    for number, key in ((None, "never_revised"), (1, "never_revised"), (7, "revision_unknown")):
        with pytest.raises(InputError) as caught:
            changes(ws, plan, number)
        assert caught.value.key == key


def test_every_revision_keeps_its_table(ws: Workspace) -> None:
    plan = take_in(ws, LIBRARY).plan_id
    second = take_in(ws, LIBRARY.replace("修复古籍60册", "修复古籍90册")).table
    take_in(ws, LIBRARY.replace("修复古籍60册", "修复古籍90册").replace("更换书架800组", "更换书架900组"))
    assert changes(ws, plan, 2) == second
    assert told(changes(ws, plan)) == [("retargeted", 2, 2)]


def test_indicators_are_told_apart_from_tasks(ws: Workspace) -> None:
    head = "2020年全市图书馆工作要方便读者、服务基层。"
    goal = head + "\n\n主要目标：总藏量达到320万册。"
    take_in(ws, LIBRARY.replace(head, goal))
    table = take_in(ws, LIBRARY.replace(head, goal.replace("320", "300"))).table
    assert [(row.kind, one.before, one.after) for row in table.indicators for one in row.adjustments] == [
        ("retargeted", "320万册", "300万册")
    ]
    assert set(table.counts()) == {"kept"}
