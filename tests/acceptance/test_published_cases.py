"""The published counts of domain.md come out of a real store through the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.acceptance.conftest import Program


def plan_of(tasks: int) -> str:
    """A fictional yearly plan of ``tasks`` numbered items in ten sections."""
    numerals = "一二三四五六七八九十"
    lines = ["衡川市2026年交通运输工作要点", "为做好全年交通运输工作，现提出如下要点。"]
    for number in range(1, tasks + 1):
        if (number - 1) % 30 == 0:
            lines.append(f"{numerals[(number - 1) // 30]}、加强第{numerals[(number - 1) // 30]}片区道路养护")
        lines.append(f"{number}.整治第{number}号农村公路。完成路面修补和标线施划，建立巡查台账。")
    lines.append("衡川市交通运输局 2026-02-10")
    return "\n".join(lines) + "\n"


@pytest.fixture
def imported(planreview: Program, tmp_path: Path, request: pytest.FixtureRequest) -> Program:
    source = tmp_path / "plan.txt"
    source.write_text(plan_of(request.param), encoding="utf-8")
    planreview("import", source)
    return planreview


def mark(program: Program, verdict: str, first: int, count: int) -> int:
    program("mark", *[f"衡川市2026/{n}" for n in range(first, first + count)], verdict)
    return first + count


@pytest.mark.parametrize("imported", [222], indirect=True)
def test_222_items(imported: Program) -> None:
    place = 1
    for verdict, count in {"done": 24, "ahead": 10, "on_track": 162, "behind": 17, "dropped": 4, "no_measure": 5}.items():
        place = mark(imported, verdict, place, count)
    summary = imported.json("summary", "--by", "department")
    assert summary["total"] == 222 and summary["base"] == 213
    assert summary["completion"] == 11.3 and summary["on_schedule"] == 92.0
    assert [share["share"] for share in summary["shares"]] == [10.8, 4.5, 72.9, 7.7, 4.1]
    assert round(sum(share["share"] for share in summary["shares"]), 1) == 100.0
    assert sum(g["total"] for g in summary["groups"] if g["parent"] is None) == 222
    printed = imported("summary", "--by", "section", "--format", "text").stdout
    assert "92.0" in printed and "11.3" in printed and "213" in printed


@pytest.mark.parametrize("imported", [55], indirect=True)
def test_55_items(imported: Program) -> None:
    mark(imported, "behind", mark(imported, "on_track", 1, 44), 11)
    summary = imported.json("summary", "--by", "verdict")
    assert {s["class"]: s["share"] for s in summary["shares"] if s["n"]} == {"on_track": 80.0, "behind": 20.0}


@pytest.mark.parametrize("imported", [12], indirect=True)
def test_nothing_reviewed_prints_a_dash_not_a_zero(imported: Program) -> None:
    summary = imported.json("summary", "--by", "department")
    assert summary["unreviewed"] == 12
    assert summary["completion"] is None and summary["on_schedule"] is None
    total = next(line for line in imported("summary", "--format", "text").stdout.splitlines() if line.strip().startswith("合计"))
    assert " - " in total and "0.0" not in total


@pytest.mark.parametrize("imported", [12], indirect=True)
def test_ten_done_of_twelve_and_two_dropped(imported: Program) -> None:
    mark(imported, "dropped", mark(imported, "done", 1, 10), 2)
    summary = imported.json("summary", "--by", "department")
    assert (summary["base"], summary["completion"]) == (10, 100.0)
    assert "调出2" in imported("summary", "--format", "text").stdout.replace(" ", "")
