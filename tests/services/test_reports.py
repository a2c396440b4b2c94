"""Summaries out of a real store: published cases, rows that add up, figures that open to their tasks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from planreview.domain.grouping import BYS, MODES
from planreview.domain.review import TaskFilter
from planreview.domain.summary import COLUMNS
from planreview.errors import InputError
from planreview.render.printed import put_in_words
from planreview.services import departments, queries, review
from planreview.services.reports import summary
from planreview.services.workspace import Workspace
from tests.services.office import DIVISION, LIBRARY, numbered, office, take_in
from tests.store.builder import FixedClock, Planned, store_plan


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return office(tmp_path)


def mark_in_order(ws: Workspace, verdicts: dict[str, int]) -> None:
    """Give the first tasks their verdicts, so many of each."""
    left = list(queries.task_ids(ws, TaskFilter()))
    for verdict, n in verdicts.items():
        part, left = left[:n], left[n:]
        out = {"approver": "周市长", "document": "青府〔2020〕1号"} if verdict in {"dropped", "no_measure"} else {}
        review.mark(ws, part, verdict, note="按实际情况", note_kind="reason", **out)


def shares(table) -> dict[str, Decimal | None]:
    return {share.key: share.share for share in table.shares if share.n}


def test_the_published_case_of_222_items(ws: Workspace) -> None:
    take_in(ws, numbered("白石市", 222))
    mark_in_order(ws, {"done": 24, "ahead": 10, "on_track": 162, "behind": 17, "dropped": 4, "no_measure": 5})
    table = summary(ws)
    counts = table.counts
    assert (counts.total, counts.base, counts.completion, counts.on_schedule) == (222, 213, Decimal("11.3"), Decimal("92.0"))
    assert sorted(share for share in shares(table).values() if share) == [
        Decimal("4.1"), Decimal("4.5"), Decimal("7.7"), Decimal("10.8"), Decimal("72.9"),
    ]  # fmt: skip
    assert sum(share for share in shares(table).values() if share) == Decimal("100.0")


def test_the_published_case_of_55_items(ws: Workspace) -> None:
    take_in(ws, numbered("白石市", 55))
    mark_in_order(ws, {"on_track": 44, "not_started": 11})
    assert sorted(share for share in shares(summary(ws)).values() if share) == [Decimal("20.0"), Decimal("80.0")]


def test_dropped_tasks_stand_beside_a_full_completion(ws: Workspace) -> None:
    take_in(ws, numbered("白石市", 12))
    assert summary(ws).counts.completion is None, "nothing reviewed is no 0.0"
    mark_in_order(ws, {"done": 10, "dropped": 2})
    counts = summary(ws).counts
    assert (counts.completion, counts.base, counts.out) == (Decimal("100.0"), 10, 2)


def busy(ws: Workspace) -> None:
    """Two cities, stated and default leads, a support, an exception, verdicts of many kinds, one task not supervised."""
    take_in(ws, LIBRARY)
    take_in(ws, DIVISION)
    take_in(ws, DIVISION.replace("青禾市", "白石市"), lead="市政府办")
    ids = list(queries.task_ids(ws, TaskFilter()))
    for place, verdict in enumerate(("done", "ahead", "on_track", "behind", "not_started", "no_measure")):
        review.mark(ws, [ids[place * 2]], verdict, note="x", note_kind="reason", approver="甲", document="1")
    review.set_scope(ws, [ids[13]], False, reason="日常")
    departments.assign(ws, [ids[9]], departments.the_department(ws, "青禾市/市财政局").id)
    for target in queries.task_detail(ws, ids[6]).targets:
        review.record_actual(ws, target.id, Decimal(1))


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("by", BYS)
def test_every_cell_opens_exactly_its_tasks(ws: Workspace, by: str, mode: str) -> None:
    """What a cell counts is the length of its ids, and each id fits the row: asked again as a filter, it is found."""
    busy(ws)
    table = summary(ws, by=by, mode=mode)
    for row in (table.total, *table.groups):
        figures = {**row.counts.verdicts, **row.counts.lights}
        for name in ("total", "base", "unreviewed", "overdue", "out", "closed"):
            figures[name] = getattr(row.counts, name)
        for column, n in figures.items():
            assert len(row.cells[column]) == n, (row.name, column)
        for column in COLUMNS:
            ids = [int(one) for one in row.cells[column]]
            assert set(queries.task_ids(ws, TaskFilter(ids=tuple(ids), supervised=None))) == set(ids)
    for row in table.groups:
        total = {int(one) for one in row.cells["total"]}
        for verdict in table.counts.verdicts:
            found = queries.task_ids(ws, TaskFilter(ids=tuple(total), verdicts=(verdict,)))
            assert {int(one) for one in row.cells[verdict]} == set(found), (row.name, verdict)
        if by == "department" and mode == "lead" and row.kind != "section":
            found = queries.task_ids(ws, TaskFilter(departments=(int(row.key),), role="lead"))
            children = {
                int(one)
                for child in table.groups
                if child.parent == row.key and child.kind != "section"
                for one in child.task_ids
            }
            assert total == set(found) | children


@pytest.mark.parametrize("by", BYS)
def test_rows_of_lead_mode_add_up_to_the_total(ws: Workspace, by: str) -> None:
    busy(ws)
    table = summary(ws, by=by)
    tops = [row for row in table.groups if row.parent is None]
    assert sum(row.counts.total for row in tops) == table.counts.total == 13
    assert sorted(int(one) for row in tops for one in row.task_ids) == sorted(int(one) for one in table.total.task_ids)
    assert table.counts.not_supervised == 1


def test_one_name_in_two_cities_is_two_rows_told_apart(ws: Workspace) -> None:
    busy(ws)
    names = [row.name for row in summary(ws).groups if row.depth == 0 and row.kind != "unassigned"]
    assert "青禾市水利局" in names and "白石市水利局" in names
    assert all(name.startswith(("青禾市", "白石市")) for name in names), "each name says its city, or none does"
    alone = summary(ws, scope=TaskFilter(cities=("白石市",)))
    assert "市水利局" in [row.name for row in alone.groups], "in its own city the name is enough"


def test_where_one_body_leads_nearly_all_its_sections_say_something(ws: Workspace) -> None:
    take_in(ws, LIBRARY)
    rows = summary(ws).groups
    assert [(row.depth, row.kind, row.counts.total) for row in rows] == [
        (0, "department", 6), (1, "section", 2), (1, "section", 2), (1, "section", 2),
    ]  # fmt: skip
    office_id = departments.create_departments(ws, "青禾市", "馆藏科", parent=int(rows[0].key)).values["department_ids"]
    assert isinstance(office_id, tuple)
    departments.assign(ws, [1, 2, 3, 4], office_id[0])
    assert [(row.name, row.depth, row.counts.total) for row in summary(ws).groups if row.kind == "department"] == [
        ("青禾市文化局", 0, 6),
        ("馆藏科", 1, 4),
    ], "offices count within their bureau"


def test_tasks_outside_all_sections_have_a_row_of_their_own(ws: Workspace) -> None:
    store_plan(ws, (Planned("打扫"), Planned("巡查")))
    (row,) = summary(ws, by="section").groups
    assert (row.kind, row.counts.total) == ("section", 2)


def test_the_schedule_share_is_given_where_all_plans_share_it(ws: Workspace) -> None:
    review.set_as_of(ws, date(2020, 11, 15))
    take_in(ws, LIBRARY)
    take_in(ws, DIVISION)
    table = summary(ws)
    assert (table.as_of, table.schedule_share, table.warnings) == (date(2020, 11, 15), Decimal("83.3"), ())
    store_plan(ws, 2, period=(2021, 2025))
    assert summary(ws).schedule_share is None
    assert summary(ws, scope=TaskFilter(cities=("青禾市",))).schedule_share == Decimal("83.3")


def test_plans_at_different_dates_are_said_to_be(ws: Workspace) -> None:
    take_in(ws, LIBRARY)
    store_plan(ws, 2, period=(2019, 2019))
    table = summary(ws)
    assert table.as_of == date(2020, 11, 15) and table.schedule_share is None
    assert len(table.warnings) == 1 and "2019-12-31" in table.warnings[0]
    heading = put_in_words(table).subtitle
    assert "2019-12-31" in heading and table.as_of.isoformat() in heading


def test_a_scope_is_named_in_the_words_of_filters(ws: Workspace) -> None:
    busy(ws)
    table = summary(ws, scope=TaskFilter(cities=("白石市",), verdicts=("unreviewed",)))
    assert table.scope == "城市=白石市 结论=未核"
    assert summary(ws).scope == ""
    assert table.counts.total == len(queries.task_ids(ws, TaskFilter(cities=("白石市",), verdicts=("unreviewed",))))


def test_a_reader_of_another_date_gets_that_date_s_figures(ws: Workspace) -> None:
    take_in(ws, numbered("白石市", 4))
    review.mark(ws, [1], "done", on=date(2020, 9, 1))
    review.mark(ws, [2], "done", on=date(2020, 11, 1))
    with Workspace.reader(ws.store.path, clock=FixedClock(), as_of=date(2020, 10, 31)) as reader:
        table = summary(reader)
    assert (table.counts.verdicts["done"], table.as_of, table.schedule_share) == (1, date(2020, 10, 31), Decimal("83.3"))
    assert summary(ws).counts.verdicts["done"] == 2


def test_an_empty_store_has_an_empty_summary(ws: Workspace) -> None:
    table = summary(ws)
    assert (table.counts.total, table.counts.completion, table.groups) == (0, None, ())


def test_an_unknown_summary_is_refused(ws: Workspace) -> None:
    with pytest.raises(InputError) as caught:
        summary(ws, by="moon")
    assert caught.value.key == "summary_by"
