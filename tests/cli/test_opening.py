"""What only opens the screens goes there without click; anything else is for click to understand or refuse."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from planreview.cli.main import COMPLETING, opening, run


@pytest.mark.parametrize(
    ("line", "options"),
    [
        ("", {}),
        ("--store a.db", {"--store": "a.db"}),
        ("--lang en --person 李明", {"--lang": "en", "--person": "李明"}),
    ],
)
def test_what_only_opens_the_screens_is_recognised(line: str, options: dict[str, str]) -> None:
    assert opening(line.split()) == options


@pytest.mark.parametrize(
    "arguments",
    [
        ["tasks"],
        ["--store"],
        ["--store=a.db"],
        ["--store", ""],
        ["--store", "a\0b"],
        ["--store", "--help"],
        ["--lang", "xx"],
        ["--person", "a\x1b[2J"],
        ["--person", "x" * 5000],
        ["--store", "a", "--store", "b"],
        ["--help"],
        ["--version", "--store", "a.db"],
    ],
)
def test_anything_else_is_left_to_click(arguments: list[str]) -> None:
    assert opening(arguments) is None


def test_a_shell_that_completes_is_answered_by_click(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(COMPLETING, "bash_complete")
    assert opening([]) is None


@pytest.mark.parametrize("named", [[], ["--store", "x.db"]])
def test_without_a_terminal_both_ways_refuse_alike(
    named: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLANREVIEW_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    said = []
    for arguments in (named, ["--store=x.db"]):
        assert run(arguments) == 2
        said.append(capsys.readouterr())
    assert said[0] == said[1] and said[0].out == "" and said[0].err
    assert not list(tmp_path.iterdir())


def test_the_screens_are_reached_without_click() -> None:
    code = (
        "import sys; from planreview.cli.main import run; run(['--store', 'none.db']);"
        " sys.exit('click' in sys.modules or 'planreview.tui.start' not in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
    assert done.returncode == 0
