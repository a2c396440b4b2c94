"""The first fifteen minutes with a plan that names no departments: by keys, in tmux at 80x24; then all undone and redone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.acceptance.conftest import SHARED, Program
from tests.acceptance.tmux import Tmux

OFFICES = ("办公室", "高新科", "农社科", "成果科", "外专科", "规划科", "机关党委")
# Office of each of the eight sections, by the letters typed to find it.
SECTIONS = ("高新", "农社", "成果", "外专", "农社", "规划", "规划", "机关")
EXCEPTIONS = {5: "外专", 17: "规划", 30: "办公", 34: "办公"}
# One digit a task, 1 to 35: four are behind (2).
DIGITS = "33253323433333323334333333333335233"
REASONS = ("省级认定评审推迟到四季度", "合作协议条款仍在磋商", "专家评审未完成", "考核办法待省里印发")


@pytest.fixture
def dazhou() -> Path:
    path = SHARED / "plans" / "dazhou-2020.txt"
    if not path.exists():
        pytest.skip("the real plans (../shared/plans) are not beside this checkout")
    return path


def state(program: Program) -> str:
    found = program.json("check")["state"]
    assert isinstance(found, str) and found
    return found


def test_the_first_fifteen_minutes(planreview: Program, dazhou: Path) -> None:
    planreview("import", dazhou)
    fresh = state(planreview)
    with Tmux(planreview.command(), planreview.environment) as window:
        window.wait_for("2020年达州市", "已核0/35")
        paste_the_offices(window)
        assign_the_sections(window)
        assign_the_exceptions(window)
        set_the_date(window)
        mark_every_task(window)
        give_the_reasons(window)
        export_the_summary(window, planreview.home / "summary.html")
        window.keys("q")
        window.wait_for_end()
    check_what_was_kept(planreview)
    with Tmux(planreview.command(), planreview.environment) as window:
        window.wait_for("已核35/35", "截至2020-10-31", "序时进度83.3%")
    last = state(planreview)
    undone = 0
    while True:
        done = planreview.json("undo") if undone < 200 else None
        if done is None or not still_to_undo(planreview):
            break
        undone += 1
    assert state(planreview) == fresh
    assert planreview.json("plans")[0]["tasks"] == 35, "the import stays"
    for _ in range(undone + 1):
        planreview("redo")
    assert state(planreview) == last


def still_to_undo(program: Program) -> bool:
    """Whether the log still holds a live action of a person besides the import."""
    entries = program.json("log", "--limit", "1000")
    imported = {e["batch"] for e in entries if e["kind"] == "import"}
    return any(e["live"] and e["kind"] not in {"undo", "redo"} and e["batch"] not in imported for e in entries)


def paste_the_offices(window: Tmux) -> None:
    window.keys("d")
    window.wait_for("共 1 个")
    window.keys("p")
    window.wait_for("Ctrl+S")
    window.paste("、".join(OFFICES))
    window.wait_for("7 个")
    window.keys("C-s")
    window.wait_for("共 8 个", *OFFICES)
    window.keys("Escape")
    window.wait_for("已核0/35")


def assign_the_sections(window: Tmux) -> None:
    window.keys("Left")
    window.wait_for("一、着力推进")
    # City, plan, indicators.
    window.keys("Down", "Down", "Down")
    for letters in SECTIONS:
        window.keys("Down", "a")
        window.wait_for("指定单位")
        window.type(letters)
        window.wait_for("新建" if letters not in OFFICES else letters)
        window.keys("Enter")
        window.wait_for("一、着力推进", "八、强化党")
    window.keys("Tab")


def assign_the_exceptions(window: Tmux) -> None:
    for number, letters in EXCEPTIONS.items():
        window.keys("g")
        window.wait_for("跳到任务")
        window.type(str(number))
        window.keys("Enter")
        window.wait_for(f">{number:>4} ")
        window.keys("a")
        window.wait_for("指定单位")
        window.type(letters)
        window.wait_for("新建")
        window.keys("Enter")
        window.wait_for_line(f">{number:>4} ", letters)


def set_the_date(window: Tmux) -> None:
    window.keys("t")
    window.wait_for("截至日期")
    window.type("2020-10-31")
    window.keys("Enter")
    window.wait_for("截至2020-10-31", "序时进度83.3%")


def mark_every_task(window: Tmux) -> None:
    window.keys("Home")
    window.wait_for(">   1 ")
    assert len(DIGITS) == 35 and DIGITS.count("2") == 4
    window.type(DIGITS)
    window.wait_for("已核35/35", "缺原因4")


def give_the_reasons(window: Tmux) -> None:
    window.keys("r")
    for left, reason in zip((4, 3, 2, 1), REASONS, strict=True):
        window.wait_for(f"缺原因 {left} 件")
        window.paste(reason)
        window.wait_for(reason)
        window.keys("Enter")
    window.wait_for("没有缺原因的任务")
    window.keys("Escape")
    window.wait_for("已核35/35")
    window.wait_until_gone("缺原因")


def export_the_summary(window: Tmux, target: Path) -> None:
    window.keys("s")
    drawn = window.wait_for("合计", *OFFICES)
    assert "35" in next(line for line in drawn.splitlines() if "合计" in line)
    window.keys("Enter")
    window.wait_for("显示")
    window.keys("Escape")
    window.wait_for("合计")
    window.keys("e")
    window.wait_for("html", "文件写到")
    window.keys("C-u")
    window.type(str(target))
    window.wait_for(target.name)
    window.keys("Enter")
    window.wait_until_gone("文件写到：")
    assert "办公室" in target.read_text(encoding="utf-8")
    window.keys("Escape")
    window.wait_for("已核35/35")


def check_what_was_kept(program: Program) -> None:
    tasks = program.json("tasks")
    verdicts = {"1": "not_started", "2": "behind", "3": "on_track", "4": "ahead", "5": "done"}
    assert [task["verdict"] for task in tasks] == [verdicts[digit] for digit in DIGITS]
    behind = [task for task in tasks if task["verdict"] == "behind"]
    assert [task["notes"] for task in behind] == [1, 1, 1, 1]
    assert all(len(task["lead"]) == 1 for task in tasks)
    leads = {task["number"]: task["lead"][0] for task in tasks}
    assert leads[5] == "外专科" and leads[17] == "规划科" and leads[30] == leads[34] == "办公室"
    assert leads[1] == "高新科" and leads[35] == "机关党委"
    summary = program.json("summary", "--by", "department")
    assert (summary["total"], summary["as_of"], summary["schedule_share"]) == (35, "2020-10-31", 83.3)
