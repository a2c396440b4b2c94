"""What a command does not need it does not import: no screens but where they open, nothing heavy for a question."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from planreview.cli.commands import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
# The dictionary of readings is for a process of its own, which only pinyin starts.
SCREENS = {"textual", "pypinyin"}
HEAVY = {"pydantic", "sqlite_utils", "rich", "subprocess", *SCREENS}
READING = [
    ("--help",),
    ("--version",),
    ("plans",),
    ("tasks", "--light", "none"),
    ("tasks", "单位=科学技术局", "城市=云泽"),
    ("tasks", "--json", "--limit", "3"),
    ("show", "云泽市2026/1"),
    ("show", "云泽市2026"),
    ("search", "企业"),
    ("departments",),
    ("views",),
    ("departments", "rule", "企业", "云泽市科学技术局"),
    ("log",),
    ("as-of",),
    ("info",),
    ("targets", "云泽市2026/1"),
    ("check",),
    ("summary",),
    ("summary", "--json"),
    ("summary", "--as-of", "2026-06-30", "--format", "html"),
    ("completion", "bash"),
    ("parse", str(ROOT / "db" / "samples" / "yunze-2026.txt")),
]
WRITING = [
    ("mark", "云泽市2026/1", "3"),
    ("note", "云泽市2026/1", "进展正常"),
    ("actual", "云泽市2026/1", "3", "--target", "1"),
    ("assign", "云泽市2026/1", "科学技术局"),
    ("scope", "云泽市2026/1", "out"),
    ("targets", "云泽市2026/1", "--drop", "1"),
    ("departments", "--offices", "办公室", "--city", "云泽市"),
    ("split", "云泽市2026/2", "甲", "乙"),
    ("join", "云泽市2026/2-1"),
    ("as-of", "2026-10-31"),
    ("adjust", "云泽市2026/1#1", "--value", "9", "--approver", "周市长", "--document", "云政办7号"),
    ("round", "open", "10月轮"),
    ("carry", "云泽市2026/1"),
    ("close", "云泽市2026/1", "--apply"),
    ("report", "云泽市2026/1", "--verdict", "done"),
    ("mark", "云泽市2026/1", "done"),
    ("evidence", "云泽市2026/1", "--document", "7号"),
    ("close", "云泽市2026/1"),
    ("reopen", "云泽市2026/1", "--reason", "有误"),
    ("round", "close", "--force"),
    ("summary", "--round", "10月轮"),
    ("undo",),
    ("redo",),
    ("check", "--rebuild"),
    ("backup", "copy.db"),
    ("demo",),
]

# One process for many commands: what any of them imported is still there at the end.
SCRIPT = """
import contextlib, io, sys
from planreview.cli.main import run

for line in sys.argv[2:]:
    with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO(), encoding="utf-8")):
        code = run(["--lang", "zh", *line.split("\\t")])
    assert code == 0, (line, code)
    loaded = {name.partition(".")[0] for name in sys.modules} & set(sys.argv[1].split(","))
    assert not loaded, (line, loaded)
"""


def check_imports(commands: list[tuple[str, ...]], banned: set[str], folder: Path, environment: dict[str, str]) -> None:
    lines = ["\t".join(words) for words in commands]
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, ",".join(banned), *lines],
        cwd=folder,
        env={**environment, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0, done.stderr


def test_a_command_that_reads_imports_nothing_heavy(store: Path, environment: dict[str, str], tmp_path: Path) -> None:
    check_imports(READING, HEAVY, tmp_path, environment)


def test_a_command_that_writes_imports_no_screens(store: Path, environment: dict[str, str], tmp_path: Path) -> None:
    check_imports(WRITING, SCREENS, tmp_path, environment)


def test_every_command_is_held_to_it() -> None:
    """Those that make a store load what makes it; those about revisions need one, and are held in test_changes."""
    held = {words[0] for words in READING + WRITING}
    assert set(COMMANDS) - held == {"import", "restore", "changes", "same-task"}
