"""Completion: the script of each shell, and what Tab offers for commands, options and values."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Command

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_a_shell(command: Command, shell: str) -> None:
    outcome = command("completion", shell)
    assert outcome.code == 0
    assert f"_PLANREVIEW_COMPLETE={shell}_complete" in outcome.out


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("comp",), {"completion"}),
        (("departments", "al"), {"alias"}),
        (("summary", "--by"), {"--by"}),
        (("summary", "--by", "se"), {"section"}),
        (("mark", "砚"), {"砚州市2026/"}),
        (("mark", "砚州市2026/4", "on_"), {"on_track"}),
        (("mark", "砚州市2026/4", "滞"), {"滞后"}),
        (("assign", "砚州市2026/4", "市公"), {"市公安局"}),
        (("tasks", "--plan", "云"), {"云泽市2026"}),
        (("tasks", "--verdict", "un"), {"unreviewed"}),
        (("--store", "missing.db", "tasks", "--plan", "云"), set()),
    ],
    ids=str,
)
def test_tab_offers(store: Path, environment: dict[str, str], words: tuple[str, ...], expected: set[str]) -> None:
    asked = {
        **environment,
        "_PLANREVIEW_COMPLETE": "bash_complete",
        "COMP_WORDS": " ".join(("planreview", *words)),
        "COMP_CWORD": str(len(words)),
    }
    done = subprocess.run(
        [sys.executable, "-m", "planreview"], env=asked, cwd=ROOT, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.stderr == ""
    assert {line.partition(",")[2] for line in done.stdout.split()} == expected


def test_help_says_how_to_install_it(command: Command) -> None:
    assert ".local/share/bash" in command("completion", "--help").out
    assert "planreview completion" in command("--help").out
