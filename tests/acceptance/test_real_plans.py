"""The five real plans through the command line (skipped where they are not beside the checkout)."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from tests.acceptance.conftest import Program
from tests.dump import dump


def content(store: Path) -> list[str]:
    connection = sqlite3.connect(store)
    try:
        return dump(connection)
    finally:
        connection.close()


def test_import_of_all_and_once_more(planreview: Program, plans: list[Path]) -> None:
    first = planreview("import", *plans)
    assert "?" not in first.stderr.replace("？", "?") or "--lead" in first.stderr + first.stdout
    listed = planreview.json("plans")
    assert sum(p["tasks"] for p in listed if p["period"][0] == p["period"][1]) == 98
    assert [p["tasks"] for p in listed if p["period"][0] != p["period"][1]] == [41]
    before = content(planreview.store)
    again = planreview("import", *plans)
    assert content(planreview.store) == before
    assert again.stdout.count("未作改动") == len(plans)
    summary = planreview.json("summary", "--by", "department")
    assert summary["total"] == 139
    assert sum(g["total"] for g in summary["groups"] if g["parent"] is None) == 139
    assert sum(len(g["task_ids"]) for g in summary["groups"] if g["parent"] is None) == 139
    unassigned = [g for g in summary["groups"] if g["name"] == "未分配"]
    assert unassigned and unassigned[0]["total"] > 0


def test_a_plan_without_issuer_is_unassigned_and_says_so(planreview: Program, plans: list[Path]) -> None:
    for path in plans:
        done = planreview("import", path)
        text = done.stdout + done.stderr
        tasks = planreview.json("tasks")
        stated = any(task["lead"] for task in tasks)
        assert stated or "未分配" in text
        planreview.store.unlink()
