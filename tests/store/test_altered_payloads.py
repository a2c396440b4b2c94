"""A log that was altered by hand: what is no text where one belongs changes nothing, and keeps nothing from being read."""

from __future__ import annotations

from pathlib import Path

import pytest

from planreview.domain.operations import EVIDENCE_WITHDRAWN, NOTE, TARGET_CHANGE, OperationDraft
from planreview.services import queries
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
