"""A log that was altered by hand: what is no text where one belongs changes nothing, and keeps nothing from being read."""

from __future__ import annotations

from pathlib import Path

import pytest

from planreview.domain.operations import (
    DEPARTMENT,
    EVIDENCE_WITHDRAWN,
    NOTE,
    ORDERED,
    TARGET_CHANGE,
    OperationDraft,
    department_subject,
)
from planreview.services import care, departments, queries
from tests.store.builder import open_workspace, store_plan

ADJUSTED = {"old": None, "new": "5", "approver": "孙市长", "document": "1号"}


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        (NOTE, {"kind": None, "text": "x", "edits": ["a"]}),
        (EVIDENCE_WITHDRAWN, {"evidence": {"a": 1}}),
        (TARGET_CHANGE, {"field": ["due"], **ADJUSTED}),
        (TARGET_CHANGE, {"field": {"due": 1}, **ADJUSTED}),
    ],
)
def test_what_is_no_text_means_nothing(tmp_path: Path, kind: str, payload: dict[str, object]) -> None:
    with open_workspace(tmp_path) as ws:
        (task,) = store_plan(ws, 1).tasks
        before = queries.task_rows(ws, [task])[0]
        with ws.store.transaction():
            ws.append([OperationDraft(kind, queries.task_uids(ws, [task])[task], payload)])
        after = queries.task_rows(ws, [task])[0]
        assert (after.notes, after.evidence, after.due) == (before.notes, before.evidence, before.due)


@pytest.mark.parametrize("city", ["清河市\0", "清河\u202e市", "", ["清河市"], {"a": 1}, None, 7])
def test_a_department_of_an_odd_city_keeps_no_other_from_being_made(tmp_path: Path, city: object) -> None:
    with open_workspace(tmp_path) as ws:
        store_plan(ws, 1)
        for uid, name in (("a" * 16, "甲局"), ("b" * 16, "乙\0局")):
            with ws.store.transaction():
                ws.append(
                    [
                        OperationDraft(
                            DEPARTMENT, department_subject(uid), {"city": city, "name": name, "parent": None, "wildcard": False}
                        )
                    ]
                )
        departments.create_departments(ws, "清河市", ["丙局"])
        made = next(one for one in departments.departments(ws) if one.name == "丙局")
        departments.rename(ws, made.id, "丁局")
        with ws.store.transaction():
            ws.append([OperationDraft(ORDERED, department_subject("a" * 16), {"order": 10**30})])
        assert {one.name for one in departments.departments(ws)} >= {"甲局", "乙局", "丁局"}
        path, clock = ws.store.path, ws.clock
    assert care.check(path, rebuild=True, clock=clock).clean
