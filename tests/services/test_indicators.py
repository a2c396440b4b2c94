"""Indicators as rows beside the tasks: listed, reviewed, assigned and taken back as tasks are, and counted apart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from planreview.domain.review import INDICATOR, TASK, TaskFilter
from planreview.services import adjusting, care, departments, queries, review
from planreview.services.filter_format import format_filter
from planreview.services.filter_text import parse_filter
from planreview.services.groups import task_groups
from planreview.services.workspace import Workspace
from planreview.store.projection import projection_hash
from tests.services.health_plan import WHOLE, detail, ids, named, refusal, rows, text
from tests.services.office import office, take_in
from tests.store.builder import FixedClock


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    with office(tmp_path, day=date(2023, 7, 1)) as workspace:
        take_in(workspace, text())
        yield workspace


class TestRows:
    def test_they_stand_in_the_order_of_the_document(self, ws: Workspace) -> None:
        found = rows(ws)
        assert [(row.number, row.title, row.kind) for row in found] == [
            (1, "每千人口床位", INDICATOR),
            (2, "每千人口医师", INDICATOR),
            (3, "医防融合指数", INDICATOR),
        ]
        beds = found[0].measure
        assert beds is not None and (beds.value, beds.baseline, beds.unit) == (Decimal(7), Decimal("5.2"), "张")
        assert found[0].due == date(2025, 12, 31)

    def test_a_list_holds_one_kind_only(self, ws: Workspace) -> None:
        assert {row.kind for row in rows(ws, TaskFilter())} == {TASK}
        assert queries.sums(ws, TaskFilter()).total == 3
        assert queries.sums(ws, WHOLE).total == 3

    def test_figures(self, ws: Workspace) -> None:
        review.record_actual(ws, -ids(ws)[0], Decimal("5.9"))
        (row, *_) = rows(ws)
        assert (str(row.attainment), str(row.gap), row.light) == ("38.9", "-11.1", "yellow")
        assert row.measure is not None and row.measure.actual == Decimal("5.9")

    def test_they_are_named_by_number_and_by_id(self, ws: Workspace) -> None:
        (_, second, _) = rows(ws)
        for reference in ("青禾2021/指标/2", "指标/2", "指标2", "青禾2021/2号指标", "indicator 2", second.uid[:8]):
            assert queries.resolve_task(ws, reference) == (second.id,)
        assert queries.resolve_tasks(ws, "青禾2021/指标/1-3") == tuple(ids(ws))
        for reference in ("青禾2021/指标/9", "指标/x"):
            with refusal("task_unknown"):
                queries.resolve_task(ws, reference)
        with refusal("task_ambiguous"):
            queries.resolve_task(ws, "青禾2021/指标")


class TestReviewing:
    def test_a_verdict_with_its_reason(self, ws: Workspace) -> None:
        chosen = ids(ws)[:2]
        receipt = review.mark(ws, chosen, "behind")
        assert receipt.task_ids == receipt.reasons_open == tuple(chosen)
        review.add_note(ws, chosen[:1], "床位未到位", kind="reason")
        first, second, third = rows(ws)
        assert (first.verdict, first.lacks, first.notes) == ("behind", (), 1)
        assert (second.lacks, third.verdict) == (("reason",), None)
        assert [note.body for note in detail(ws, 0).notes] == ["床位未到位"]
        assert [entry.kind for entry in detail(ws, 0).history] == ["note", "verdict"]
        assert {row.verdict for row in rows(ws, TaskFilter())} == {None}
        review.mark(ws, chosen, None)
        assert {row.verdict for row in rows(ws)} == {None}
        assert care.check(ws).clean

    def test_mismatch_overdue_and_step_back_are_those_of_tasks(self, ws: Workspace) -> None:
        (one, *_) = ids(ws)
        review.record_actual(ws, -one, Decimal("5.3"))
        assert review.mark(ws, [one], "done").reasons_open == (one,)
        assert rows(ws)[0].mismatch
        with Workspace.reader(ws.store.path, clock=FixedClock(date(2026, 2, 1)), as_of=date(2026, 2, 1)) as late:
            assert [row.overdue for row in rows(late)] == [False, True, True]

    def test_a_department(self, ws: Workspace) -> None:
        assert {(row.lead, row.lead_source) for row in rows(ws)} == {("青禾市卫生局", "default")}
        departments.create_departments(ws, "青禾市", "市人社局")
        staff = departments.find_department(ws, "市人社局", "青禾市")[0].id
        departments.assign(ws, ids(ws)[1:2], staff)
        assert [(row.lead, row.lead_source) for row in rows(ws)] == [
            ("青禾市卫生局", "default"),
            ("市人社局", "person"),
            ("青禾市卫生局", "default"),
        ]
        assert [one.name for one in detail(ws, 1).departments] == ["市人社局"]
        assert queries.responsibilities(ws, ids(ws)[1:2]).keys() == set(ids(ws)[1:2])
        departments.rename(ws, staff, "市人力资源局")
        assert rows(ws)[1].lead == "市人力资源局"
        assert care.check(ws, rebuild=True).clean

    def test_set_aside(self, ws: Workspace) -> None:
        review.set_scope(ws, ids(ws)[:1], False)
        assert queries.sums(ws, WHOLE).total == 2

    def test_undo_and_redo(self, ws: Workspace) -> None:
        before = projection_hash(ws.store)
        (one, *_) = ids(ws)
        review.mark(ws, [one], "behind", note="缺地")
        after = projection_hash(ws.store)
        assert review.undo(ws).task_ids == (one,)
        assert projection_hash(ws.store) == before
        review.redo(ws)
        assert projection_hash(ws.store) == after

    def test_as_of_a_day(self, ws: Workspace) -> None:
        (one, *_) = ids(ws)
        review.mark(ws, [one], "on_track", on=date(2022, 6, 30))
        receipt = review.mark(ws, [one], "ahead", on=date(2022, 3, 31))
        assert [(row.task_id, row.verdict) for row in receipt.covered] == [(one, "on_track")]
        for day, verdict in ((date(2022, 3, 30), None), (date(2022, 5, 1), "ahead"), (date(2022, 7, 1), "on_track")):
            with Workspace.reader(ws.store.path, clock=FixedClock(day), as_of=day) as reader:
                assert rows(reader)[0].verdict == verdict

    def test_what_is_typed_is_kept_as_a_draft(self, ws: Workspace) -> None:
        (one, *_) = ids(ws)
        review.save_draft(ws, one, "还没", "reason")
        assert [(draft.task_id, draft.body) for draft in review.drafts(ws)] == [(one, "还没")]
        assert detail(ws, 0).draft == "还没"

    def test_an_adjusted_due_date(self, ws: Workspace) -> None:
        (one, *_) = ids(ws)
        adjusting.adjust_target(ws, -one, {"due": "2024-12-31", "value": "6.5"}, approver="周市长", document="1号")
        found = detail(ws, 0)
        assert (found.row.due, found.targets[0].value, len(found.adjustments)) == (date(2024, 12, 31), Decimal("6.5"), 2)
        assert care.check(ws).clean


class TestFinding:
    def test_every_word_of_a_filter(self, ws: Workspace) -> None:
        first, second, _ = ids(ws)
        departments.create_departments(ws, "青禾市", "市人社局")
        departments.assign(ws, [first], departments.departments(ws)[-1].id)
        review.record_actual(ws, -first, Decimal("5.3"))
        review.mark(ws, [first], "on_track", note="慢", note_kind="problem")
        review.mark(ws, [second], "behind")
        for sentence, numbers in (
            ("指标", [1, 2, 3]),
            ("indicators", [1, 2, 3]),
            ("指标 结论=未核", [3]),
            ("指标 结论=滞后,序时", [1, 2]),
            ("指标 灯=红", [1]),
            ("指标 主责=市人社局", [1]),
            ("指标 未分配", []),
            ("指标 缺原因", [2]),
            ("指标 矛盾", [1]),
            ("指标 备注=问题", [1]),
            ("指标 号>=2", [2, 3]),
            ("指标 床位", [1]),
            ("指标 慢", [1]),
            ("指标 人社", [1]),
            ("指标 青禾市卫", [2, 3]),
            ("指标 计划=青禾2021", [1, 2, 3]),
            ("指标 -结论=滞后", [1, 3]),
            ("指标 时限<=2025-12-31", [1, 2, 3]),
            ("指标 核查人=李明", [1, 2]),
        ):
            assert named(ws, sentence) == numbers, sentence

    def test_the_sentence_is_read_back(self, ws: Workspace) -> None:
        for chosen in (WHOLE, TaskFilter(indicators=True, ids=tuple(ids(ws)[:2]), verdicts=("behind",))):
            assert parse_filter(ws, format_filter(ws, chosen)) == chosen

    def test_orders_groups_and_facets(self, ws: Workspace) -> None:
        review.record_actual(ws, -ids(ws)[1], Decimal("2.2"))
        for sort in ("due", "gap", "verdict", "department", "updated", "-gap"):
            assert sorted(queries.task_ids(ws, WHOLE, sort=sort)) == sorted(ids(ws))
        assert queries.task_ids(ws, WHOLE, sort="gap")[0] == ids(ws)[1]
        assert [(group.key, group.count) for group in task_groups(ws, WHOLE, "light")] == [("red", 1), (None, 2)]
        facets = queries.facets(ws, WHOLE)
        assert (facets.lights, facets.verdicts) == ({"red": 1, "none": 2}, {"unreviewed": 3})
