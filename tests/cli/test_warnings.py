"""What is told beside the result, on stderr."""

from __future__ import annotations

from pathlib import Path

import pytest

from planreview.cli.main import run
from tests.store.builder import open_workspace, store_plan


def test_a_place_without_write_ahead_log_is_warned_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_workspace(tmp_path) as ws:
        store_plan(ws)
    monkeypatch.setenv("PLANREVIEW_HOME", str(tmp_path / "home"))
    arguments = ["--lang", "en", "--store", str(tmp_path / "store.db"), "as-of", "2020-06-30"]
    assert run(arguments) == 0
    assert "write-ahead" not in capsys.readouterr().err
    monkeypatch.setattr("planreview.store.file._write_ahead", lambda connection, patience: "delete")
    assert run(arguments) == 0
    assert "write-ahead" in capsys.readouterr().err
