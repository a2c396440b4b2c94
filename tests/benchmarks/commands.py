"""Figures of the command line, whole processes against a Python that does nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.benchmarks.figures import Figure, alternate, seconds
from tests.benchmarks.screens import PLANREVIEW, environment
from tests.benchmarks.terminal import Terminal

# Name, arguments, and how many floors it may be, None where no limit is set.
COMMANDS: tuple[tuple[str, tuple[str, ...], float | None], ...] = (
    ("planreview tasks --limit 50", ("tasks", "--limit", "50"), 6.5),
    ("planreview search, 20 shown", ("search", "示范幼儿园", "--limit", "20"), None),
    ("planreview summary", ("summary",), 6.5),
    ("planreview summary --by city", ("summary", "--by", "city"), None),
)
# What reads or computes every task.
WHOLE: tuple[tuple[str, tuple[str, ...], float | None], ...] = (
    ("planreview tasks (all)", ("tasks",), None),
    ("planreview summary of another date", ("summary", "--by", "city", "--as-of", "2026-09-30"), None),
)
# More tasks than a person waits for in full.
MOST_WHOLE = 50_000


def command_figures(store: Path, home: Path, rounds: int, tasks: int) -> Iterator[Figure]:
    """How long a command takes from the shell's side."""
    surroundings = {**os.environ, **environment(home)}
    for name, arguments, limit in (*COMMANDS, *(WHOLE if tasks <= MOST_WHOLE else ())):
        value, floor = alternate(
            rounds,
            partial(_run, surroundings, *PLANREVIEW, "--store", str(store), *arguments),
            partial(_run, surroundings, sys.executable, "-c", "pass"),
        )
        yield Figure(name, value * 1000, floor * 1000, "ms", "python -c pass", limit)
    for name, arguments in (("tasks --limit 50", COMMANDS[0][1]), ("summary", ("summary",))):
        value, floor = alternate(
            rounds,
            partial(_in_terminal, home, *PLANREVIEW, "--store", str(store), *arguments),
            partial(_run, surroundings, sys.executable, "-c", "pass"),
        )
        yield Figure(f"planreview {name}, on a terminal", value * 1000, floor * 1000, "ms", "python -c pass", 14)


def _in_terminal(home: Path, *arguments: str) -> float:
    with Terminal(arguments, environment=environment(home)) as terminal:
        return seconds(terminal.drain)


def _run(surroundings: dict[str, str], *arguments: str) -> float:
    return seconds(
        lambda: subprocess.run(arguments, env=surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    )
