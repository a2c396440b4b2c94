"""Selection and search on the database itself: every list by one statement, values always bound, indexes used."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planreview.domain.review import TaskFilter
from planreview.services import review
from planreview.services.workspace import Workspace
from planreview.store import queries, selection, tallies
from planreview.store.lookup import tasks_by_uid
from planreview.store.search import text_condition
from planreview.store.search_index import rebuild_index
from planreview.text import fold
from tests.store.builder import Planned, open_workspace, store_plan

WORDS = ("修复古籍60册", "新建ABC中心3家", "达到85%以上", "（一）市县联动", "书 库 改 造")


@pytest.fixture(scope="module")
def ws(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    ws = open_workspace(tmp_path_factory.mktemp("store"))
    store_plan(ws, tuple(Planned(word, lead=(f"市{word[:2]}局",)) for word in WORDS))
    # The builder stores words as they are; an import folds them.
    ws.store.connection.create_function("folded", 1, fold)
    ws.store.connection.execute("update wording set folded = folded(body)")
    with ws.store.transaction() as connection:
        rebuild_index(connection)
    review.add_note(ws, [2], "等资金 到位")
    return ws


def found(ws: Workspace, text: str) -> list[int]:
    return list(selection.select_ids(ws.store.connection, TaskFilter(text=text), "plan"))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_substring_of_any_length_is_found(ws: Workspace, data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(WORDS))
    first = data.draw(st.integers(0, len(word) - 1))
    part = word[first : data.draw(st.integers(first + 1, len(word)))]
    if part.strip():
        hits = found(ws, part)
        assert WORDS.index(word) + 1 in hits
        for number, other in enumerate(WORDS, 1):
            named = fold(f"市{other[:2]}局") + ("等资金到位" if number == 2 else "")
            assert (number in hits) == (fold(part) in fold(other) or fold(part) in named)


def test_wildcards_of_sql_are_letters(ws: Workspace) -> None:
    assert found(ws, "%") == [3] and found(ws, "_") == []
    assert found(ws, "abc") == found(ws, "ＡＢＣ") == [2]
    assert found(ws, "资金到") == [2]


@pytest.mark.parametrize(
    ("chosen", "index"),
    [
        (TaskFilter(plans=(1,), supervised=None), "task_state_order"),
        (TaskFilter(departments=(1,), role="lead", supervised=None), "task_state_lead"),
        (TaskFilter(verdicts=("behind",), supervised=None), "task_state_verdict"),
        (TaskFilter(ids=(1, 2), supervised=None), "PRIMARY KEY"),
    ],
)
def test_narrow_filters_use_an_index(ws: Workspace, chosen: TaskFilter, index: str) -> None:
    where, values = selection.condition(ws.store.connection, chosen)
    plan = ws.store.connection.execute(
        f"explain query plan select s.item_id from task_state s where {where} order by {selection.ORDERS['plan']}", values
    )
    steps = [row[3] for row in plan]
    assert any(index in step and "SEARCH" in step for step in steps), steps


def test_a_page_of_rows_never_scans_the_tasks(ws: Workspace) -> None:
    steps = [row[3] for row in ws.store.connection.execute(f"explain query plan {queries._ROW}", ("[1]",))]
    assert not [step for step in steps if step.startswith("SCAN") and "json_each" not in step], steps


def test_text_is_never_part_of_a_statement(ws: Workspace) -> None:
    hostile = "'); drop table item; --"
    where, values = text_condition(ws.store.connection, hostile)
    assert hostile not in where and fold(hostile) in values.values()
    assert found(ws, hostile) == []


def test_the_beginning_of_an_id_finds_its_task(ws: Workspace) -> None:
    uids = [row[0] for row in ws.store.connection.execute("select uid from item order by id")]
    for number, uid in enumerate(uids, 1):
        assert tasks_by_uid(ws.store.connection, uid[:10]) == (number,)
    assert tasks_by_uid(ws.store.connection, "zz") == ()


def test_sums_agree_with_the_lists(ws: Workspace) -> None:
    sums = tallies.facet_sums(ws.store.connection, TaskFilter(text="市"))
    assert sums["total"] == len(found(ws, "市")) == 5
    assert tallies.facet_sums(ws.store.connection, TaskFilter(ids=()))["total"] == 0
