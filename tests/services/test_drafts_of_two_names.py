"""What is being typed goes along when a reviewer says another name, and covers nothing that was typed under that one."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from planreview.services import drafts
from planreview.services.workspace import Workspace
from tests.services.office import LIBRARY, office, take_in
from tests.store.builder import FixedClock


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    ws = office(tmp_path)
    take_in(ws, LIBRARY)
    return ws


def bodies(ws: Workspace, person: str) -> dict[str | None, str]:
    ws.person = person
    return {kind: body for _, kind, body, _ in drafts.rows.read_drafts(ws.store.connection, person)}


def type_under(ws: Workspace, person: str, kind: str | None, text: str) -> None:
    ws.person = person
    drafts.save_draft(ws, 1, text, kind)


def minutes_pass(ws: Workspace) -> None:
    assert isinstance(ws.clock, FixedClock)
    ws.clock.moment += timedelta(minutes=5)


@pytest.mark.parametrize("kind", [None, "reason"])
def test_notes_under_both_names_become_one_text(ws: Workspace, kind: str | None) -> None:
    type_under(ws, "王芳", kind, "款没到")
    minutes_pass(ws)
    type_under(ws, "root", kind, "也没招标")
    type_under(ws, "root", "progress", "开工了")
    drafts.take_over(ws, "王芳")
    assert bodies(ws, "王芳") == {kind: "款没到\n也没招标", "progress": "开工了"}
    assert bodies(ws, "root") == {}


@pytest.mark.parametrize("kind", ["edit:1", "form:adjust", "approver"])
def test_of_what_cannot_be_one_text_the_older_stays_with_the_former_name(ws: Workspace, kind: str) -> None:
    type_under(ws, "王芳", kind, "旧")
    minutes_pass(ws)
    type_under(ws, "root", kind, "新")
    drafts.take_over(ws, "王芳")
    assert (bodies(ws, "王芳"), bodies(ws, "root")) == ({kind: "新"}, {kind: "旧"})
    ws.person = "root"
    drafts.take_over(ws, "王芳")
    assert (bodies(ws, "王芳"), bodies(ws, "root")) == ({kind: "新"}, {kind: "旧"}), "the older does not cover the younger"


def test_the_same_name_again_changes_nothing(ws: Workspace) -> None:
    type_under(ws, "王芳", None, "款没到")
    drafts.take_over(ws, "王芳")
    assert bodies(ws, "王芳") == {None: "款没到"}
