"""A plain summary is understood without click, and prints what it prints with it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from planreview.cli.summing import plain_summary
from tests.cli.conftest import Command

pytestmark = pytest.mark.usefixtures("store")

PLAIN = (["summary"], ["summary", "--lang", "en"], ["--person", "王五", "summary", "--lang", "zh"])
FOR_CLICK = (
    [],
    ["summary", "--help"],
    ["summary", "--all"],
    ["summary", "--json"],
    ["summary", "--by", "city"],
    ["summary", "云泽市2026"],
    ["summary", "--store"],
    ["summary", "--lang", "fr"],
    ["--", "summary"],
    ["show", "summary"],
)


@pytest.mark.parametrize("arguments", PLAIN)
def test_it_prints_what_click_would_print(command: Command, arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    plain = command(*arguments)
    monkeypatch.setattr("planreview.cli.summing.plain_summary", lambda arguments: None)
    slow = command(*arguments)
    assert (plain.code, plain.out, plain.err) == (slow.code, slow.out, slow.err) and plain.code == 0 and plain.out


@pytest.mark.parametrize("arguments", FOR_CLICK)
def test_all_else_is_left_to_click(arguments: list[str]) -> None:
    assert plain_summary(arguments) is None


def test_a_store_that_is_not_there_is_refused_alike(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = command("summary", "--store", "nowhere.db")
    monkeypatch.setattr("planreview.cli.summing.plain_summary", lambda arguments: None)
    slow = command("summary", "--store", "nowhere.db")
    assert (plain.code, plain.out, plain.err) == (slow.code, slow.out, slow.err) and plain.code


def test_click_is_not_loaded_for_it(environment: dict[str, str]) -> None:
    program = "import sys; from planreview.cli.main import run; code = run(['summary']); sys.exit(code or 'click' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
