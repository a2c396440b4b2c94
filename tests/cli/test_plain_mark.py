"""A plain mark is understood without click, and means what it means with it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from planreview.cli import main
from planreview.cli.marking import plain_mark
from tests.cli.conftest import Command

pytestmark = pytest.mark.usefixtures("store")

PLAIN = (
    ["mark", "云泽市2026/1", "on_track"],
    ["mark", "云泽市2026/1", "云泽市2026/2", "behind", "--person", "王五"],
    ["--person", "王五", "mark", "云泽市2026/2", "序时", "--lang", "en"],
    ["mark", "云泽市2026/1-2", "done"],
)
FOR_CLICK = (
    ["mark"],
    ["mark", "云泽市2026/1"],
    ["mark", "--help"],
    ["mark", "云泽市2026/1", "on_track", "--json"],
    ["mark", "云泽市2026/1", "on_track", "--note", "缘由"],
    ["mark", "云泽市2026/1", "on_track", "--store"],
    ["mark", "云泽市2026/1", "on_track", "--lang", "fr"],
    ["mark", "云泽市2026/1", "on_track", "--person", "甲", "--person", "乙"],
    ["mark", "云泽市2026/1", "on_\x1btrack"],
    ["mark", "", "on_track"],
    ["--", "mark", "云泽市2026/1", "on_track"],
    ["note", "云泽市2026/1", "mark"],
    ["mark", "1" * 2_000, "on_track"],
)


@pytest.mark.parametrize("arguments", PLAIN)
def test_it_does_what_click_would_do(command: Command, arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    plain = command(*arguments)
    first = command("log", "--limit", "3", "--json").data
    command("undo")
    monkeypatch.setattr("planreview.cli.marking.plain_mark", lambda arguments: None)
    slow = command(*arguments)
    second = command("log", "--limit", "3", "--json").data
    assert (plain.code, plain.out, plain.err) == (slow.code, slow.out, slow.err) and plain.code == 0
    said = ("kind", "subject", "payload", "person", "effective_on")
    assert [[one[name] for name in said] for one in first if one["kind"] == "verdict"][:1] == [
        [one[name] for name in said] for one in second if one["kind"] == "verdict"
    ][:1]


@pytest.mark.parametrize("arguments", FOR_CLICK)
def test_all_else_is_left_to_click(arguments: list[str]) -> None:
    assert plain_mark(arguments) is None


@pytest.mark.parametrize("arguments", [["mark", "云泽市2026/999", "done"], ["mark", "云泽市2026/1", "基本完成"]])
def test_what_is_refused_is_refused_alike(command: Command, arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    plain = command(*arguments)
    monkeypatch.setattr("planreview.cli.marking.plain_mark", lambda arguments: None)
    slow = command(*arguments)
    assert (plain.code, plain.out, plain.err) == (slow.code, slow.out, slow.err) and plain.code == main.EXIT_USAGE


def test_click_is_not_loaded_for_it(environment: dict[str, str]) -> None:
    program = (
        "import sys; from planreview.cli.main import run; code = run(sys.argv[1:]);"
        " sys.exit(code or 'click' in sys.modules or 'planreview.store.projection' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "mark", "云泽市2026/1", "ahead"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
