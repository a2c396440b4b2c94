"""An import: lasting ids, the same document again, and revisions that keep what was reviewed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from planreview.domain.outline import IndicatorTable
from planreview.domain.review import TaskFilter
from planreview.errors import InputError, NotAPlanError
from planreview.outline.read import read_plan
from planreview.reading.text_file import read_bytes
from planreview.services import departments, queries
from planreview.services.imports import prepare, prepared_from, store_plan
from planreview.services.workspace import Workspace
from tests.dump import dump
from tests.services.office import DIVISION, LIBRARY, REAL_PLANS, dump_of, numbered, office, take_in


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return office(tmp_path)


def uids(ws: Workspace) -> list[str]:
    return [row.uid for row in queries.task_rows(ws, queries.task_ids(ws, TaskFilter(supervised=None)))]


def test_a_plan_is_stored_with_its_tasks_sections_and_source(ws: Workspace) -> None:
    result = take_in(ws, LIBRARY, name="要点.txt")
    (plan,) = queries.plans(ws)
    assert (result.status, result.plan_id, result.tasks) == ("new", plan.id, 6)
    assert (plan.city, plan.title, plan.period, plan.issuer) == (
        "青禾市",
        "青禾市2020年公共图书馆工作要点",
        (2020, 2020),
        "青禾市文化局",
    )
    assert (plan.revision, plan.tasks, plan.source_name) == (1, 6, "要点.txt")
    assert queries.source_lines(ws, plan.id) == tuple(LIBRARY.split("\n"))
    row = queries.task_rows(ws, queries.resolve_task(ws, "青禾市2020/3"))[0]
    assert (row.title, row.path, row.lead, row.lead_source) == ("采购新书", ("二、",), "青禾市文化局", "default")


def test_targets_of_a_task_are_its_own_and_those_of_tables_and_goals_the_plan_s(ws: Workspace) -> None:
    goals = LIBRARY.replace("服务基层。", "服务基层。\n\n总体目标：全市公共图书馆达到30家，读者满意率达到95%以上。")
    result = take_in(ws, goals)
    own = queries.task_detail(ws, queries.resolve_task(ws, "青禾市2020/3")[0]).targets
    assert [(target.value, target.origin) for target in own] == [(5, "task"), (20, "task")]
    assert [(target.value, target.origin) for target in queries.indicators(ws, result.plan_id)] == [
        (30, "objective"),
        (95, "objective"),
    ]
    assert result.indicators == 2


def test_equal_targets_are_two_and_tables_of_the_past_set_none(ws: Workspace) -> None:
    text = read_bytes(DIVISION.encode(), "分工.txt")
    outline = read_plan(text.lines)
    goal = replace(outline.tasks[0].targets[0], confidence=1.0)
    twice = replace(outline.tasks[0], targets=(goal, goal))
    past = IndicatorTable("历年情况", 1, 1, (1, 1), (), False, (), targets=(goal,))
    goals = replace(past, caption="目标", is_target=True)
    changed = replace(outline, tasks=(twice, *outline.tasks[1:]), tables=(past, goals))
    result = store_plan(ws, prepared_from(text, changed))
    task = queries.resolve_task(ws, "青禾市2020/1")[0]
    assert len({target.uid for target in queries.task_detail(ws, task).targets}) == 2
    assert [target.origin for target in queries.indicators(ws, result.plan_id)] == ["table"]


@pytest.mark.parametrize("change", [lambda text: text, lambda text: text.replace("\n", "\r\n")], ids=["bytes", "outline"])
def test_the_same_document_again_writes_nothing(ws: Workspace, change) -> None:
    first = take_in(ws, LIBRARY)
    before = dump_of(ws)
    again = take_in(ws, change(LIBRARY))
    assert (again.status, again.plan_id, again.changes) == ("unchanged", first.plan_id, ())
    assert dump_of(ws) == before


def test_an_encoding_does_not_make_another_document(ws: Workspace) -> None:
    take_in(ws, LIBRARY)
    assert store_plan(ws, prepare(LIBRARY.encode("gb18030"), name="plan.txt")).status == "unchanged"


def test_two_machines_give_the_same_ids(tmp_path: Path) -> None:
    one, other = office(tmp_path / "a"), office(tmp_path / "b", person="张华")
    take_in(other, DIVISION)
    for ws in (one, other):
        take_in(ws, LIBRARY)
    assert set(uids(one)) < set(uids(other))


def test_equal_texts_are_told_apart_by_their_order(ws: Workspace) -> None:
    twice = LIBRARY.replace("6.办好读书节。举办讲座40场，参加人次增长10%。", "6.延长开放时间。各馆每周开放不少于60小时。")
    take_in(ws, twice)
    assert len(set(uids(ws))) == 6


def test_an_import_that_fails_leaves_nothing(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    before = dump_of(ws)

    def interrupted(*_: object, **__: object) -> str:
        raise RuntimeError("interrupted")

    monkeypatch.setattr(ws, "append", interrupted)
    with pytest.raises(RuntimeError, match="interrupted"):
        take_in(ws, LIBRARY)
    assert dump_of(ws) == before


def test_without_an_issuer_nobody_leads_and_the_import_asks(ws: Workspace) -> None:
    bare = LIBRARY[LIBRARY.index("青禾市2020年公共图书馆工作要点\n\n2020") :]
    result = take_in(ws, bare)
    assert result.lead_question
    said = [note.kind for note in result.diagnostics if note.kind in {"lead_unknown", "no_issuer"}]
    assert said == ["lead_unknown"], "one fact is told once, with what to do about it"
    assert {row.lead for row in queries.task_rows(ws, queries.task_ids(ws, TaskFilter()))} == {None}
    departments.set_default_lead(ws, result.plan_id, "市文化局")
    rows = queries.task_rows(ws, queries.task_ids(ws, TaskFilter()))
    assert {(row.lead, row.lead_source) for row in rows} == {("市文化局", "default")}


def test_a_lead_may_be_given_with_the_import(ws: Workspace) -> None:
    bare = LIBRARY[LIBRARY.index("青禾市2020年公共图书馆工作要点\n\n2020") :]
    result = take_in(ws, bare, lead="市文化局")
    assert not result.lead_question
    assert "lead_unknown" not in {note.kind for note in result.diagnostics}
    before = dump_of(ws)
    take_in(ws, bare, lead="市文化局")
    assert dump_of(ws) == before


def test_a_plan_that_states_every_lead_asks_nothing(ws: Workspace) -> None:
    assert not take_in(ws, DIVISION).lead_question


def test_a_plan_without_a_city_is_asked_for_one(ws: Workspace) -> None:
    nowhere = DIVISION.replace("青禾市", "")
    with pytest.raises(InputError) as caught:
        take_in(ws, nowhere)
    assert caught.value.key == "city_unknown"
    assert take_in(ws, nowhere, city="青禾市").status == "new"
    assert queries.plans(ws)[0].city == "青禾市"


def test_what_is_no_plan_is_refused_before_the_store_is_touched(ws: Workspace) -> None:
    with pytest.raises(NotAPlanError):
        take_in(ws, "今天天气很好。\n\n我们去河边走走。\n")


HOSTILE = "\x1b]0;x\x07[/red]\u202e\x00\x9b"


def test_hostile_text_is_stored_without_its_controls(ws: Workspace) -> None:
    """Whoever made the outline: the store is a gate of its own."""
    text = read_bytes(DIVISION.encode(), f"分工{HOSTILE}.txt")
    outline = read_plan(text.lines)
    first = outline.tasks[0]
    departed = replace(first.departments, lead=(f"市{HOSTILE}水利局",))
    target = replace(first.targets[0], metric=f"河道{HOSTILE}", unit=HOSTILE, quote=HOSTILE)
    task = replace(first, title=HOSTILE, label=HOSTILE, text=HOSTILE * 2, departments=departed, targets=(target,))
    section = replace(outline.sections[0], title=HOSTILE)
    hostile = replace(
        outline,
        title=f"方案{HOSTILE}",
        city=f"青禾{HOSTILE}市",
        issuer=f"青禾市{HOSTILE}",
        tasks=(task, *outline.tasks[1:]),
        sections=(section, *outline.sections[1:]),
    )
    store_plan(ws, prepared_from(text, hostile))
    stored = "\n".join(dump(ws.store.connection))
    assert "[/red]" in stored
    assert not [char for char in stored if char in "\x1b\x07\x00\u202e\x9b"]
    assert queries.plans(ws)[0].city == "青禾]0;x[/red]市"


def test_figures_and_names_of_any_length_are_taken_in(ws: Workspace) -> None:
    text = read_bytes(DIVISION.encode(), "分工.txt")
    outline = read_plan(text.lines)
    long = "长" * 50_000
    task = replace(outline.tasks[0], number=10**40, label=long, title=long, text=long)
    departed = replace(task.departments, lead=(long,), support=(long,))
    changed = replace(outline, issuer=long, tasks=(replace(task, departments=departed), *outline.tasks[1:]))
    store_plan(ws, prepared_from(text, changed))
    (row,) = queries.task_rows(ws, queries.task_ids(ws, TaskFilter())[:1])
    assert (row.number, row.title) == (None, long)


def test_the_real_plans_give_their_tasks(ws: Workspace) -> None:
    if not REAL_PLANS.is_dir():
        pytest.skip("the real plans (../shared/plans) are not beside this checkout")
    paths = sorted(REAL_PLANS.glob("*.txt"))
    results = {path.stem: store_plan(ws, prepare(path)) for path in paths}
    yearly = [result.tasks for name, result in results.items() if name.endswith("2020")]
    assert (len(yearly), sum(yearly)) == (4, 98)
    assert results["bazhong-145"].tasks == 41
    before = dump_of(ws)
    assert {store_plan(ws, prepare(path)).status for path in paths} == {"unchanged"}
    assert dump_of(ws) == before


def test_a_large_plan_is_one_batch(ws: Workspace) -> None:
    take_in(ws, numbered("白石市", 660))
    (batches,) = ws.store.connection.execute("select count(distinct batch) from operation").fetchone()
    assert batches == 1 and len(set(uids(ws))) == 660
