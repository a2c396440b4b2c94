"""A killed program loses at most two seconds of a note that was being typed."""

from __future__ import annotations

import os
import signal
import time

import pytest

from tests.acceptance.conftest import Program
from tests.acceptance.test_published_cases import plan_of
from tests.acceptance.tmux import Tmux

PIECES = ["路面修补完成六成", "，标线施划未开工", "；原因是雨季推迟", "，已约定十一月复查"]


@pytest.fixture
def imported(planreview: Program) -> Program:
    source = planreview.home / "plan.txt"
    source.write_text(plan_of(5), encoding="utf-8")
    planreview("import", source)
    return planreview


def test_a_killed_program_keeps_the_note(imported: Program) -> None:
    with Tmux(imported.command(), imported.environment) as window:
        window.wait_for("已核0/5")
        window.keys("n")
        window.wait_for("Ctrl+S")
        for piece in PIECES[:-1]:
            window.type(piece)
            window.wait_for(piece[-4:])
        # What was typed two seconds ago must be on the disk, whatever is typed since.
        time.sleep(2)
        window.type(PIECES[-1])
        os.kill(window.program(), signal.SIGKILL)
        window.wait_for_end()
    with Tmux(imported.command(), imported.environment) as window:
        window.wait_for("已核0/5")
        window.keys("n")
        drawn = window.wait_for("Ctrl+S", PIECES[0])
        assert all(piece[1:5] in drawn.replace("\n", "").replace(" ", "") for piece in PIECES[:-1])
        window.keys("C-s")
        window.wait_for("已核0/5")
        window.keys("q")
        window.wait_for_end()
    notes = [entry for entry in imported.json("log") if entry["kind"] == "note"]
    assert len(notes) == 1 and "".join(PIECES[:-1]) in notes[0]["payload"]["text"]
