"""The summary on a terminal of any width: no line is longer, columns give way in one order, and what was left out is said."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from planreview.cells import width
from planreview.cli.main import run
from planreview.render.printed import LEFT_OUT


class Window(io.StringIO):
    """A stream with a person behind it."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("cells", [60, 80, 86, 87, 120])
def test_no_line_is_wider_than_the_window(store: Path, monkeypatch: pytest.MonkeyPatch, lang: str, cells: int) -> None:
    said = Window()
    with monkeypatch.context() as patch:
        window = Window()
        patch.setenv("COLUMNS", str(cells))
        patch.setenv("LINES", "24")
        patch.setenv("TERM", "dumb")
        patch.setattr(sys, "stdout", window)
        patch.setattr(sys, "stderr", said)
        assert run(["--lang", lang, "summary"]) == 0
    lines = window.getvalue().splitlines()
    assert max(map(width, lines)) <= cells
    # Title and date end with no lone word.
    assert all(width(line) > 12 for line in lines[:2])
    hint = {"zh": "窗口不够宽", "en": "too narrow"}[lang]
    assert (hint in said.getvalue()) is (cells < 87)
    assert ("销号" in lines[3]) is (lang == "zh" and cells >= 87)


def test_what_is_left_out_first_is_beside_the_verdicts() -> None:
    assert LEFT_OUT[:3] == ("closed", "base", "overdue")


def test_in_a_pipe_and_a_file_all_columns_stand(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    piped = io.StringIO()
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setattr(sys, "stdout", piped)
    assert run(["--lang", "zh", "summary"]) == 0
    target = tmp_path / "s.txt"
    assert run(["--lang", "zh", "summary", "--format", "table", "-o", str(target)]) == 0
    for text in (piped.getvalue(), target.read_text(encoding="utf-8")):
        assert all(word in text for word in ("基数", "销号", "超期", "红/黄"))
