"""A note goes on in the editor of the environment and comes back; the screen is whole behind it."""

from __future__ import annotations

import sys

from tests.acceptance.conftest import Program
from tests.acceptance.test_published_cases import plan_of
from tests.acceptance.tmux import Tmux

# Shows what it was given, waits for a line, and appends it.
EDITOR = """import pathlib, sys
path = pathlib.Path(sys.argv[1])
print("EDITING", path.read_text(encoding="utf-8"), flush=True)
path.write_text(path.read_text(encoding="utf-8") + input(), encoding="utf-8")
"""


def test_a_note_is_written_on_in_an_editor(planreview: Program) -> None:
    (planreview.home / "plan.txt").write_text(plan_of(3), encoding="utf-8")
    planreview("import", planreview.home / "plan.txt")
    editor = planreview.home / "my editor.py"
    editor.write_text(EDITOR, encoding="utf-8")
    command = ["env", f"VISUAL='{sys.executable}' '{editor}'", *planreview.command()]
    with Tmux(command, planreview.environment) as window:
        window.wait_for("已核0/3")
        window.keys("n")
        window.wait_for("Ctrl+S")
        window.type("进展")
        window.wait_for("进展")
        window.keys("C-e")
        window.wait_for("EDITING 进展")
        window.type("顺利")
        window.keys("Enter")
        window.wait_for("Ctrl+S", "进展顺利", "F2")
        window.keys("C-s")
        window.wait_until_gone("Ctrl+S")
        window.keys("q")
        window.wait_for_end()
    (note,) = [entry for entry in planreview.json("log") if entry["kind"] == "note"]
    assert note["payload"]["text"] == "进展顺利"
