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

COMMANDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("planreview tasks --limit 20", ("tasks", "--limit", "20")),
    ("planreview tasks (all)", ("tasks",)),
    ("planreview search, 20 shown", ("search", "示范幼儿园", "--limit", "20")),
    ("planreview summary", ("summary",)),
    ("planreview summary --by city", ("summary", "--by", "city")),
    ("planreview summary of another date", ("summary", "--by", "city", "--as-of", "2026-09-30")),
)


def command_figures(store: Path, home: Path, rounds: int) -> Iterator[Figure]:
    """How long a command takes from the shell's side."""
    surroundings = {**os.environ, **environment(home)}
    for name, arguments in COMMANDS:
        value, floor = alternate(
            rounds,
            partial(_run, surroundings, *PLANREVIEW, "--store", str(store), *arguments),
            partial(_run, surroundings, sys.executable, "-c", "pass"),
        )
        yield Figure(name, value * 1000, floor * 1000, "ms", "python -c pass")


def _run(surroundings: dict[str, str], *arguments: str) -> float:
    return seconds(
        lambda: subprocess.run(arguments, env=surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    )
