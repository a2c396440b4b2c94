"""The first page of a list is the beginning of the whole list, whatever is looked for and in whatever order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from planreview.domain.review import TaskFilter
from planreview.services import queries, review
from planreview.services.workspace import Workspace
from planreview.store import groups, item_ids, pages, selection
from planreview.store.search_index import grams
from planreview.text import fold
from tests.benchmarks.generate import Ticking, generate
from tests.store.builder import Planned, open_workspace, store_plan

TEXTS = ("学", "的", "幼儿园", "示范", "月底前", "财政局", "县财政局", "供货周期", "台账逐月", "9", "%", "绝无此处")
ORDERS = tuple(selection.ORDERS)


@pytest.fixture(scope="module")
def ws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    path = tmp_path_factory.mktemp("pages") / "store.db"
    generate(path, 700)
    with Workspace.open(path, person="甲", device_file=path.with_name("device.json"), clock=Ticking()) as ws:
        tasks = queries.task_ids(ws, TaskFilter())
        # Plans stand one behind another but for the first tasks of the store.
        assert tasks[-1] > item_ids.PLAN and min(tasks) < item_ids.PLAN
        review.add_note(ws, tasks[40:44], "示范工地 供货周期 比预计长")
        review.undo(ws)
        review.add_note(ws, [tasks[300], tasks[-1]], "绝无此处的话")
        yield ws


FILTERS = st.builds(
    TaskFilter,
    text=st.sampled_from(("", *TEXTS)),
    verdicts=st.none() | st.lists(st.sampled_from(("behind", "done", "unreviewed", "dropped")), min_size=1).map(tuple),
    lights=st.none() | st.lists(st.sampled_from(("red", "green", "none")), min_size=1).map(tuple),
    departments=st.none() | st.lists(st.integers(0, 40), min_size=1).map(tuple),
    plans=st.none() | st.lists(st.integers(1, 8), min_size=1).map(tuple),
    supervised=st.sampled_from((True, None)),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(chosen=TaskFilter(text="示范工地"), sort="plan", limit=50)
@example(chosen=TaskFilter(text="县财政局"), sort="plan", limit=50)
@example(chosen=TaskFilter(text="幼儿园"), sort="plan", limit=50)
@given(chosen=FILTERS, sort=st.sampled_from(ORDERS), limit=st.sampled_from((1, 7, 50, 5_000)))
def test_a_page_is_the_beginning_of_the_list(ws: Workspace, chosen: TaskFilter, sort: str, limit: int) -> None:
    connection = ws.store.connection
    assert pages.first_ids(connection, chosen, sort, limit) == selection.select_ids(connection, chosen, sort)[:limit]


@pytest.mark.parametrize("text", TEXTS)
def test_a_plan_is_gone_through_whole_where_its_order_is_not_that_of_its_import(ws: Workspace, text: str) -> None:
    connection, chosen = ws.store.connection, TaskFilter(text=text)
    connection.execute("begin")
    connection.execute("update task_state set ord = -ord")
    every = selection.select_ids(connection, chosen, "plan")
    found = {limit: pages.first_ids(connection, chosen, "plan", limit) for limit in range(1, len(every) + 1, 10)}
    connection.execute("rollback")
    assert found == {limit: every[:limit] for limit in found}


@pytest.mark.parametrize("sort", [one for one in ORDERS if one.startswith("-")])
@pytest.mark.parametrize("values", [1, 3])
def test_an_order_turned_round_is_not_followed_further_than_is_quick(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch, sort: str, values: int
) -> None:
    monkeypatch.setattr(pages, "_VALUES", values)
    for chosen in (TaskFilter(), TaskFilter(verdicts=("behind",)), TaskFilter(overdue=True)):
        found = pages.first_ids(ws.store.connection, chosen, sort, 50)
        assert found == selection.select_ids(ws.store.connection, chosen, sort)[:50]


@pytest.mark.parametrize("group", sorted(groups.GROUPS))
def test_groups_stand_as_their_tasks_do_and_hold_them_all(ws: Workspace, group: str) -> None:
    connection = ws.store.connection
    # The same tasks, counted one by one.
    for chosen in (TaskFilter(), TaskFilter(verdicts=("behind", "done")), TaskFilter(supervised=None)):
        rows = groups.group_rows(connection, chosen, group)
        ids = queries.task_ids(ws, chosen, group=group)
        keys = dict(connection.execute(f"select s.item_id, {groups.GROUPS[group].key} from task_state s").fetchall())
        assert list(dict.fromkeys(row[0] for row in rows)) == list(dict.fromkeys(keys[one] for one in ids))
        assert sum(row[2] for row in rows) == len(ids)
        assert Counter({row[0]: 0 for row in rows}) + Counter(keys[one] for one in ids) == sum(
            (Counter({row[0]: row[2]}) for row in rows), Counter()
        )


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_found_is_what_holds_the_text(ws: Workspace, text: str) -> None:
    rows = ws.store.connection.execute(
        "select s.item_id from task_state s join wording w on w.item_id = s.shown_id where instr(w.folded, :text)"
        " or s.item_id in (select item_id from note where instr(folded, :text)) or s.item_id in (select r.item_id"
        " from responsibility r join department d on d.id = r.department_id where instr(d.name, :text))"
        " order by s.plan_id, s.ord, s.item_id",
        {"text": fold(text)},
    )
    wanted = [row[0] for row in rows]
    assert list(queries.task_ids(ws, TaskFilter(text=text, supervised=None))) == wanted
    assert list(queries.task_ids(ws, TaskFilter(text=text, supervised=None), limit=9)) == wanted[:9]


@given(st.text(alphabet="甲乙丙(\"%'*-1 a\n", max_size=12), st.text(alphabet="甲乙丙(\"%'*-1a", min_size=1, max_size=2))
def test_grams_hold_every_text_of_one_or_two_characters(body: str, key: str) -> None:
    folded, token = fold(body), max(grams(fold(key)).split(), key=len, default="")
    assert (fold(key) in folded) == (not token or token in grams(folded).split())


@pytest.mark.parametrize("key", ["%", "值%", "\ue025"])
def test_a_character_of_the_private_area_is_not_taken_for_a_sign(tmp_path: Path, key: str) -> None:
    # The index keeps signs as such characters, which documents made of PDF have too.
    with open_workspace(tmp_path) as ws:
        titles = ("产值%", "产值\ue025", "产值")
        tasks = store_plan(ws, tuple(Planned(one) for one in titles)).tasks
        wanted = [task for task, title in zip(tasks, titles, strict=True) if key in title]
        assert list(queries.task_ids(ws, TaskFilter(text=key))) == wanted
        assert list(queries.task_ids(ws, TaskFilter(text=key), limit=9)) == wanted
