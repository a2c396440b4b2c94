"""Crash reports: the way through the program, and nothing of the data, the people or their folders."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from planreview.text import clean
from planreview.tui.crash import report_lines, write_report

SECRET = "张三 和 /home/zhang/达州市.db：推进高新技术企业 70家 zhangsan@x.cn 13800000000"


def fail(value: str) -> None:
    rows = {"task": value}
    try:
        rows[value]
    except KeyError as error:
        raise RuntimeError(f"cannot read {value!r} of {rows}") from error


def caught(value: str) -> BaseException:
    try:
        fail(value)
    except RuntimeError as error:
        return error
    raise AssertionError


def test_a_report_holds_no_data_no_name_and_no_folder(tmp_path: Path) -> None:
    path = write_report(caught(SECRET), tmp_path)
    assert path is not None
    text = path.read_text(encoding="utf-8")
    for word in (
        "张",
        "达州",
        "高新",
        "zhang",
        "70",
        "138",
        "x.cn",
        "/home",
        str(Path.home()),
        str(tmp_path),
    ):
        assert word not in text, word
    assert text.index("KeyError") < text.index("RuntimeError: cannot") and "test_crash.py" in text and " fail" in text


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (AttributeError("'NoneType' object has no attribute 'title'"), "'NoneType' object has no attribute '*'"),
        (ZeroDivisionError("division by zero"), "division by zero"),
        (sqlite3.OperationalError("no such column: 张三"), "no such column: *"),
        (IndexError("list index out of range"), "list index out of range"),
        (ValueError("x" * 5000), "*"),
    ],
)
def test_words_of_programs_stay(error: Exception, said: str) -> None:
    assert list(report_lines(error))[-1].partition(": ")[2] == said


def test_names_of_the_program_on_the_way_stay() -> None:
    try:
        clean(None)  # type: ignore[arg-type]
    except AttributeError as error:
        lines = list(report_lines(error))
    assert lines[-1].endswith("object has no attribute 'replace'") and any(line.startswith("  text.py:") for line in lines)


def test_errors_that_name_each_other_end() -> None:
    one, other = ValueError("a"), ValueError("b")
    one.__cause__, other.__cause__ = other, one
    assert len(list(report_lines(one))) == 2
