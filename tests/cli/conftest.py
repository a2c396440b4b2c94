"""A command line run in this process: arguments in, exit code and both outputs out."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from planreview.cli.main import run

SAMPLES = Path(__file__).resolve().parents[2] / "db" / "samples"


@dataclass(frozen=True)
class Outcome:
    """What one command line gave."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


Command = Callable[..., Outcome]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One folder for store, configuration and device, so that no test meets the machine's own."""
    for name in ("PLANREVIEW_STORE", "PLANREVIEW_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE", "_PLANREVIEW_COMPLETE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PLANREVIEW_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


@pytest.fixture
def command(home: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run ``planreview ARGUMENTS`` in Chinese, unless ``--lang`` says otherwise, with pipes for streams."""

    def call(*arguments: object, stdin: str = "", encoding: str = "utf-8") -> Outcome:
        streams = {name: io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="\n") for name in ("stdout", "stderr")}
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8"))
            for name, stream in streams.items():
                patch.setattr(sys, name, stream)
            code = run([str(argument) for argument in arguments])
            for stream in streams.values():
                stream.flush()
        out, err = (stream.buffer.getvalue().decode(encoding) for stream in streams.values())  # type: ignore[attr-defined]
        return Outcome(code, out, err)

    return call


@pytest.fixture
def environment(home: Path) -> dict[str, str]:
    """The environment of a real process that is to see what ``command`` sees."""
    return {**os.environ, "PLANREVIEW_HOME": os.environ["PLANREVIEW_HOME"], "PYTHONIOENCODING": "utf-8"}


@pytest.fixture(scope="session")
def filed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with two of the sample plans: one whose departments are stated, one that its bureau leads by default."""
    folder = tmp_path_factory.mktemp("filed")
    store = folder / "planreview.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLANREVIEW_HOME", str(folder))
        patch.setattr(sys, "stdout", io.StringIO())
        names = ("yunze-2026.txt", "yanzhou-2026.txt")
        assert run(["--lang", "zh", "import", *(str(SAMPLES / name) for name in names)]) == 0
        assert run(["--lang", "zh", "as-of", "2026-09-30"]) == 0
    assert store.exists()
    return store


@pytest.fixture
def store(home: Path, filed: Path) -> Path:
    """A copy of that store, which commands find without being told."""
    target = home / "home" / "planreview.db"
    target.parent.mkdir(exist_ok=True)
    shutil.copyfile(filed, target)
    return target
