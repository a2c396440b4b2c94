"""The program as a process of its own, with a home and a store of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.quick_apps import quick_apps

__all__ = ["quick_apps"]

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"


@dataclass(frozen=True)
class Program:
    """``planreview`` with its own home; a call returns the finished process."""

    home: Path

    @property
    def store(self) -> Path:
        return self.home / "office.db"

    @property
    def environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("PLANREVIEW", "LC_", "LANG", "NO_COLOR", "TEXTUAL"))}
        extra = {"PLANREVIEW_HOME": str(self.home), "PLANREVIEW_STORE": str(self.store), "PYTHONUTF8": "1", "LANG": "zh_CN.UTF-8"}
        return {**kept, **extra, "PLANREVIEW_PERSON": "王督查"}

    def command(self, *arguments: str | Path) -> list[str]:
        return [sys.executable, "-m", "planreview", *map(str, arguments)]

    def __call__(self, *arguments: str | Path, code: int = 0) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            self.command(*arguments),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=self.environment,
            cwd=ROOT,
        )
        assert done.returncode == code, f"exit {done.returncode}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
        assert "Traceback" not in done.stderr
        return done

    def json(self, *arguments: str | Path, code: int = 0) -> Any:
        return json.loads(self(*arguments, "--json", code=code).stdout)


@pytest.fixture
def planreview(tmp_path: Path) -> Program:
    return Program(tmp_path)


@pytest.fixture
def plans() -> list[Path]:
    folder = SHARED / "plans"
    if not folder.is_dir():
        pytest.skip("the real plans (../shared/plans) are not beside this checkout")
    return sorted(folder.glob("*.txt"))
