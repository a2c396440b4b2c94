"""A closed round's figures are those that were issued, whatever is done later."""

from __future__ import annotations

import random
from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from planreview.domain.figures import freeze, thaw
from planreview.domain.verdicts import KEYS
from planreview.errors import InputError
from planreview.presets import verdict_set
from planreview.render.json_form import render
from planreview.services import (
    care,
    carrying,
    closing,
    departments,
    evidence,
    issued,
    notes,
    queries,
    reports,
    review,
    rounds,
    self_reports,
)
from planreview.services.workspace import Workspace
from tests.services.test_rounds import TASKS, second_round
from tests.store.builder import FixedClock, Stored, open_workspace, store_plan


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return open_workspace(tmp_path)


@pytest.fixture
def plan(ws: Workspace) -> Stored:
    return store_plan(ws, TASKS)


def act_at_random(ws: Workspace, plan: Stored, chance: random.Random, clock: FixedClock) -> None:
    """Some later action: on tasks, departments, dates, rounds, by whoever is at it."""
    some = chance.sample(plan.tasks, chance.randint(1, 3))
    some_day = chance.choice([None, date(2020, chance.randint(1, 12), 28)])
    known = [one.id for one in departments.departments(ws)]
    acts = [
        lambda: review.mark(ws, some, chance.choice([*KEYS, None]), note=chance.choice([None, "缘由"]), on=some_day),
        lambda: review.add_note(ws, some, "后来的话", kind="reason", on=some_day),
        lambda: review.record_actual(ws, plan.targets[chance.choice((0, 3, 6))][0], Decimal(chance.randint(0, 20)), on=some_day),
        lambda: review.set_scope(ws, some, chance.random() < 0.5),
        lambda: review.set_as_of(ws, some_day),
        lambda: departments.assign(ws, some, chance.choice(known)),
        lambda: departments.rename(ws, chance.choice(known), f"局{chance.random()}"),
        lambda: self_reports.report_tasks(ws, some, chance.choice(KEYS)),
        lambda: evidence.add_evidence(ws, some, document=f"{chance.random()}"),
        lambda: closing.take_step(ws, some, chance.choice(["apply", "close", "return", "reopen"]), reason="因"),
        lambda: notes.edit_note(ws, queries.task_detail(ws, some[0]).notes[0].id, f"{chance.random()}"),
        lambda: carrying.carry(ws, some),
        lambda: rounds.open_round(ws, f"轮{chance.random()}"),
        lambda: rounds.close_round(ws, force=True),
        lambda: review.undo(ws),
        lambda: review.redo(ws),
    ]
    clock.day = date(2020, chance.randint(1, 12), 15)
    with suppress(InputError, IndexError):
        chance.choice(acts)()


def test_five_hundred_later_operations_leave_the_figures_of_a_closed_round_as_they_were(tmp_path: Path) -> None:
    clock = FixedClock()
    with open_workspace(tmp_path, clock=clock) as ws:
        plan = store_plan(ws, TASKS)
        second_round(ws, plan)
        carrying.carry(ws, plan.tasks[:4])
        review.mark(ws, plan.tasks[4:6], "behind", note="缺经费")
        rounds.close_round(ws, force=True)
        before = render(issued.issued_summary(ws, "10月轮"))
        first = render(issued.issued_summary(ws, "9月轮", by="section", mode="all"))
        shown = render(reports.summary(ws))
        assert before == render(reports.summary(ws, round_name="10月轮")), "as it stood on the screen when it was closed"
        closed = [one.uid for one in rounds.rounds(ws)]
    chance = random.Random(7)
    for person in ("李明", "王芳"):
        with open_workspace(tmp_path, person=person, clock=clock) as ws:
            done = 0
            while done < 250:
                commits = ws.store.commits
                act_at_random(ws, plan, chance, clock)
                done += ws.store.commits - commits
            store_plan(ws, 3, title=f"{person}的要点")
    with open_workspace(tmp_path, clock=clock) as ws:
        assert render(reports.summary(ws)) != shown
        assert render(issued.issued_summary(ws, closed[1])) == before
        assert render(issued.issued_summary(ws, closed[0], by="section", mode="all")) == first
    assert care.check(tmp_path / "store.db", clock=clock).findings == ()


def test_kept_figures_are_printed_where_a_program_counts_otherwise(
    ws: Workspace, plan: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    review.mark(ws, plan.tasks, "done")
    rounds.open_round(ws, "甲")
    review.mark(ws, plan.tasks[:5], "on_track")
    rounds.close_round(ws, force=True)
    issued_then = issued.issued_summary(ws, "甲")
    assert thaw(freeze(issued_then), words=verdict_set().words()) is not None
    monkeypatch.setattr("planreview.store.project_states.is_overdue", lambda *_: True)
    later = issued.issued_summary(ws, "甲")
    assert freeze(later) == freeze(issued_then) and later.warnings
    assert later.counts == issued_then.counts and len(later.groups) == 3
    with pytest.raises(InputError) as refused:
        issued.issued_summary(ws, "甲", by="section")
    assert refused.value.key == "round_kept_otherwise"


def test_figures_that_were_altered_are_no_figures(ws: Workspace, plan: Stored) -> None:
    good = freeze(reports.summary(ws))
    words = verdict_set().words()
    for name in good.keys() - {"indicators"}:
        assert thaw({key: value for key, value in good.items() if key != name}, words=words) is None
    assert thaw(good | {"total": 3}, words=words) is None
