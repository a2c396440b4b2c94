"""Acts beside findings for the tests of the projection: rounds, carrying over, closing, claims, evidence, edits of notes.

Of the first four tasks of a plan, legal or not, of what is there or not, as a merge may bring them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from hypothesis import strategies as st

from planreview.domain.operations import OperationDraft
from planreview.errors import InputError
from planreview.services import carrying, rounds
from planreview.services.workspace import Workspace
from tests.store.builder import Stored

Action = Callable[[Workspace, Stored], Any]


def _appended(ws: Workspace, draft: OperationDraft) -> str:
    with ws.store.transaction():
        return ws.append([draft])


def _beside(place: int, kind: str, payload: dict[str, Any], on: date | None) -> Action:
    """Straight into the log, as a merge may bring it: legal or not, of what is there or not."""
    return lambda ws, plan: _appended(ws, OperationDraft(kind, plan.uids[place], payload, on))


def _evidence(remark: str) -> dict[str, Any]:
    return {"path": None, "sha256": None, "size": None, "document": None, "method": "phone", "remark": remark}


def _of_the_log(ws: Workspace, kind: str, place: int) -> str:
    """The id of some operation of a kind; of none where there is none."""
    rows = ws.store.connection.execute("select id from operation where kind = ? order by seq", (kind,)).fetchall()
    return rows[place % len(rows)][0] if rows else "x"


def _refer(place: int, kind: str, to: str, name: str, number: int, payload: dict[str, Any], on: date | None) -> Action:
    def act(ws: Workspace, plan: Stored) -> None:
        _appended(ws, OperationDraft(kind, plan.uids[place], payload | {name: _of_the_log(ws, to, number)}, on))

    return act


def _round(turn: str, name: str) -> Action:
    def act(ws: Workspace, plan: Stored) -> None:
        try:
            rounds.open_round(ws, name) if turn == "open" else rounds.close_round(ws, force=True)
        except InputError as error:
            assert error.key in {"round_open_already", "round_exists", "no_round_open"}

    return act


def _carry(places: list[int], unchanged: bool) -> Action:
    def act(ws: Workspace, plan: Stored) -> None:
        try:
            carrying.carry(ws, [plan.tasks[place] for place in places], unchanged=unchanged)
        except InputError as error:
            assert error.key in {"no_round_open", "nothing_to_carry"}

    return act


places = st.integers(0, 3)
several = st.lists(places, min_size=1, max_size=3, unique=True)
days = st.sampled_from([date(2020, 3, 31), date(2020, 6, 30), date(2020, 11, 30), date(2020, 12, 31), date(2021, 2, 1)])
beside = st.one_of(
    st.builds(_round, st.sampled_from(["open", "open", "close"]), st.sampled_from(["九月轮", "十月轮", "十一月轮"])),
    st.builds(_carry, several, st.booleans()),
    st.builds(
        _beside,
        places,
        st.just("closing"),
        st.sampled_from(["apply", "close", "return", "reopen"]).map(lambda s: {"step": s}),
        st.none() | days,
    ),
    st.builds(
        _beside,
        places,
        st.just("self-report"),
        st.sampled_from(["done", "behind", None]).map(lambda v: {"verdict": v, "text": "说明"}),
        st.none() | days,
    ),
    st.builds(_beside, places, st.just("evidence"), st.sampled_from("甲乙").map(_evidence), st.none() | days),
    st.builds(
        _refer, places, st.just("evidence-withdrawn"), st.just("evidence"), st.just("evidence"), places, st.just({}), st.none()
    ),
    st.builds(
        _refer,
        places,
        st.just("note"),
        st.just("note"),
        st.just("edits"),
        places,
        st.sampled_from([{"kind": "reason", "text": "改为原因"}, {"kind": None, "text": ""}, {"kind": "progress", "text": "改"}]),
        st.none() | days,
    ),
)
