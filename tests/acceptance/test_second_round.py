"""A second monthly round over 222 tasks: by keys only, in tmux; then its figures stay whatever is done."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from random import Random

from planreview.services import queries, self_reports
from planreview.services.workspace import Workspace
from tests.acceptance.conftest import Program
from tests.acceptance.random_actions import act
from tests.acceptance.tmux import Tmux

TASKS, CHANGED, REASONED = 222, 72, 12
PLAN = "澄江市科技局2026年工作要点\n\n一、重点任务\n\n" + "".join(
    f"{n}.推进第{n}项工作。全年开展第{n}类活动{n % 9 + 2}场。\n\n" for n in range(1, TASKS + 1)
)
ROW = re.compile(r"^[> ][* ] *(\d+) (\S{2})")


def workspace(program: Program, person: str) -> Workspace:
    folder = program.home / person
    folder.mkdir(exist_ok=True)
    return Workspace.open(program.store, person=person, device_file=folder / "device.json")


def prepare(program: Program) -> None:
    """The plan, a first round in which all was found on schedule, and claims since on 72 of the tasks."""
    (program.home / "plan.txt").write_text(PLAN, encoding="utf-8")
    program("import", program.home / "plan.txt")
    program("round", "open", "9月轮", "--as-of", "2026-09-30")
    program("mark", "--where", "全部", "序时")
    program("round", "close")
    with workspace(program, "李科长") as ws:
        tasks = [row.id for row in queries.task_rows(ws, range(1, TASKS + 1))]
        self_reports.report_tasks(ws, tasks[:CHANGED], "on_track", "十月进展")


def committed(program: Program) -> dict[int, str]:
    """Task number → the newest verdict that is on the disk, carried over or given; read past the program."""
    with closing(sqlite3.connect(f"file:{program.store}?mode=ro", uri=True)) as connection:
        rows = connection.execute(
            "select p.number, json_extract(o.payload, '$.verdict') from operation o join item i on i.uid = o.subject"
            " join placement p on p.item_id = i.id where o.kind in ('verdict', 'carry') order by o.seq"
        )
        return dict(rows.fetchall())


def check_rows(window: Tmux, program: Program) -> int:
    """Every row that shows a verdict of this round has it on the disk; how many such rows there are."""
    drawn = window.screen()
    stored = committed(program)
    seen = 0
    for line in drawn.splitlines():
        row = ROW.match(line)
        if row and row[2] in {"超前", "滞后"}:
            seen += 1
            assert stored[int(row[1])] == {"超前": "ahead", "滞后": "behind"}[row[2]], f"shown before it was stored\n{drawn}"
    return seen


def test_a_second_round_by_keys_only(planreview: Program) -> None:
    prepare(planreview)
    with Tmux(planreview.command(), planreview.environment) as window:
        window.wait_for("澄江市科技局2026年工作要点", f"已核{TASKS}/{TASKS}")
        open_the_round(window)
        carry_over(window, planreview)
        review(window, planreview)
        close_the_round(window)
        window.keys("q")
        window.wait_for_end()
    # By its id: the operations to come may open another round of the name.
    (round_,) = [one["id"] for one in planreview.json("round", "list") if one["name"] == "10月轮"]
    issued = planreview("summary", "--round", round_, "--json").stdout
    printed = planreview("summary", "--round", round_).stdout
    figures = json.loads(issued)
    assert (figures["total"], figures["round"], figures["as_of"]) == (TASKS, "10月轮", "2026-10-31")
    assert {key: n for key, n in figures["verdicts"].items() if n} == {"ahead": 60, "behind": 12, "on_track": 150}
    assert planreview.json("tasks", "缺原因") == []
    with workspace(planreview, "赵组长") as ws:
        act(Random(11), ws, 500)
    assert planreview("summary", "--round", round_, "--json").stdout == issued
    assert planreview("summary", "--round", round_).stdout == printed
    assert planreview.json("summary")["verdicts"] != figures["verdicts"]
    planreview("check")


def open_the_round(window: Tmux) -> None:
    window.keys("R")
    window.wait_for("督查轮次：1 个", "9月轮")
    window.keys("n")
    window.wait_for("开一轮", "10月轮", "2026-10-31")
    window.keys("Enter", "Enter")
    window.wait_for("督查轮次：2 个", f"0/{TASKS}")


def carry_over(window: Tmux, program: Program) -> None:
    before = len(program.json("log", "--limit", "9999"))
    window.keys("9")
    window.wait_for("将沿用上轮结论 150 件：序时 150", f"未沿用 {CHANGED} 件", f"有新情况 {CHANGED}")
    assert len(program.json("log", "--limit", "9999")) == before, "nothing before Enter"
    window.keys("Enter")
    window.wait_for(f"150/{TASKS}")
    log = program.json("log", "--limit", "150")
    assert {one["kind"] for one in log} == {"carry"} and len({one["batch"] for one in log}) == 1
    window.keys("Escape")
    window.wait_for("10月轮 已核150/222")


def review(window: Tmux, program: Program) -> None:
    window.keys("f")
    window.wait_for("筛选")
    window.type("本轮未核")
    window.keys("Enter")
    window.wait_for(f"显示{CHANGED}", "序时<")
    window.type("4" * 60)
    seen = 0
    while len([one for one in committed(program).values() if one == "ahead"]) < 60:
        seen += check_rows(window, program)
    window.wait_for("10月轮 已核210/222")
    seen += check_rows(window, program)
    assert seen
    window.type("2" * REASONED)
    window.wait_for(f"10月轮 已核{TASKS}/{TASKS}", f"缺原因{REASONED}")
    check_rows(window, program)
    window.keys("r")
    window.wait_for("缺原因")
    for n in range(REASONED):
        window.type(f"第{n + 1}家单位场地未定")
        window.keys("Enter")
    window.wait_for("没有缺原因的任务")
    window.keys("Escape")
    window.wait_for(f"10月轮 已核{TASKS}/{TASKS}")


def close_the_round(window: Tmux) -> None:
    window.keys("R")
    window.wait_for("督查轮次：2 个", f"{TASKS}/{TASKS}")
    window.keys("c")
    window.wait_for("关轮：10月轮", f"本轮全部核过：任务 {TASKS} 件")
    window.keys("Enter")
    window.wait_for_line("10月轮", " 关 ")
    window.keys("Escape")
    # A key right behind Esc would be one key with it to a terminal.
    window.wait_for("显示0")
