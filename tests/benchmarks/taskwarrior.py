"""The same work in Taskwarrior, which holds a tenth of the tasks: what a person of this trade would otherwise reach for."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from random import Random

from tests.benchmarks.copies import Copy
from tests.benchmarks.fiction import FIELDS, MEANS, VERBS, WORKS
from tests.benchmarks.figures import Figure, alternate, seconds
from tests.benchmarks.screens import PLANREVIEW, environment

WORDS = "示范幼儿园"
# What is compared: our arguments, theirs.
WORK: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("summary", ("summary",), ("summary",)),
    ("list page", ("tasks", "--limit", "50"), ("limit:50", "list")),
    ("modify", ("mark", "{task}", "on_track"), ("1", "modify", "priority:H")),
    ("search", ("search", WORDS, "--limit", "50"), (f"description.contains:{WORDS}", "limit:50", "list")),
)


def taskwarrior_figures(written: Copy, data: Path, tasks: int, rounds: int, home: Path) -> Iterator[Figure]:
    """Whole processes: ours as the value, theirs as the floor, so that a tenth of it is the limit.

    ``data`` is the folder of its tasks, which are made where there are none; one that is kept is used as it stands.
    """
    theirs = shutil.which("task")
    if theirs is None:
        print("taskwarrior is not installed (apt-get install taskwarrior): left out", file=sys.stderr)
        return
    if not (data / "task").exists():
        _fill(data, tasks)
    copy = written.path
    ours = {**os.environ, **environment(home)}
    known = {**os.environ, "TASKDATA": str(data / "task"), "TASKRC": str(data / "taskrc"), "LC_ALL": "C.UTF-8"}
    held = _counted(theirs, known)
    uid = _first(copy, ours)
    for name, arguments, others in WORK:
        mine = [*PLANREVIEW, "--store", str(copy), *(one.replace("{task}", uid) for one in arguments)]
        command = [theirs, "rc.confirmation=off", *others]
        value, floor = alternate(rounds, partial(_run, mine, ours), partial(_run, command, known))
        yield Figure(f"beside Taskwarrior of {held}: {name}", value * 1000, floor * 1000, "ms", f"task {others[-1]}", 0.1)


def _counted(theirs: str, known: Mapping[str, str]) -> int:
    found = subprocess.run([theirs, "rc.verbose=nothing", "count"], env=known, capture_output=True, text=True, check=True)
    return int(found.stdout)


def _first(store: Path, surroundings: dict[str, str]) -> str:
    command = [*PLANREVIEW, "--store", str(store), "tasks", "--limit", "1", "--json"]
    found = json.loads(subprocess.run(command, env=surroundings, capture_output=True, check=True).stdout)
    return str(found[0]["id"])


def _fill(folder: Path, tasks: int) -> None:
    """Its own form of data, one line a task."""
    (folder / "task").mkdir(parents=True)
    (folder / "taskrc").write_text(f"data.location={folder / 'task'}\n")
    random = Random(3)
    fields = list(FIELDS)
    with (folder / "task" / "pending.data").open("w", encoding="utf-8") as file:
        for _ in range(tasks):
            field = random.choice(fields)
            about = random.choice(FIELDS[field])
            title = f"{random.choice(VERBS)}{about}{random.choice(WORKS)}"
            text = f"{title}，{random.choice(MEANS)}，培育示范{about}{random.randint(2, 90)}家"
            own = uuid.UUID(int=random.getrandbits(128), version=4)
            said = {"description": text, "entry": "1790000000", "project": field, "status": "pending", "uuid": str(own)}
            file.write(f"[{' '.join(f'{name}:{json.dumps(value, ensure_ascii=False)}' for name, value in said.items())}]\n")


def _run(command: Sequence[str], surroundings: Mapping[str, str]) -> float:
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return seconds(lambda: subprocess.run(command, env=surroundings, check=False, **quiet))
