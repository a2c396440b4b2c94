"""The change table on the command line: before and after storing, as files, and what a person settles of it."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import SAMPLES, Command
from tests.cli.test_imports import HEAVY, SCREENS, check_imports
from tests.services.office import LIBRARY

PLAN = "临澜市2026"
LINLAN, REVISED = SAMPLES / "linlan-2026.txt", SAMPLES / "linlan-2026-revised.txt"
REWRITTEN = LIBRARY.replace(
    "4.保护古籍。修复古籍60册，联合省图书馆开展普查。", "4.传承典籍。做好普查，修复受损的珍贵典籍，培养修复人才三名。"
)


@pytest.fixture
def revised(command: Command) -> None:
    command("import", LINLAN)
    assert command("import", REVISED, "--revises", PLAN).code == 0


@pytest.fixture
def library(home: Path) -> tuple[Path, Path]:
    """A plan, and a revised form of it in which one task may or may not be the old one."""
    old, new = home / "old.txt", home / "new.txt"
    old.write_text(LIBRARY, encoding="utf-8")
    new.write_text(REWRITTEN, encoding="utf-8")
    return old, new


def test_the_table_is_shown_before_anything_is_stored(command: Command) -> None:
    command("import", LINLAN)
    looked = command("import", REVISED, "--dry-run", "--revises", PLAN)
    assert looked.code == 0 and "调整对照表" in looked.out
    assert "删去" in looked.out and "推进劳动教育和美育浸润" in looked.out
    assert "补贴性职业技能培训" in looked.out and "2.4万人次 → 2.8万人次" in looked.out
    assert command("plans", "--json").data[0]["revision"] == 1
    (record,) = command("import", REVISED, "--dry-run", "--revises", PLAN, "--json").data
    assert record["revision"]["counts"]["dropped"] == 1
    stored = command("import", REVISED, "--revises", PLAN)
    assert "planreview changes" in stored.out
    assert command("changes", PLAN).out in looked.out, "stored, it is the table that was shown"


def test_a_dry_run_of_a_plan_that_is_new_has_no_table(command: Command) -> None:
    assert "调整对照表" not in command("import", LINLAN, "--dry-run").out


def test_what_did_not_change_is_listed_on_request(command: Command, revised: None) -> None:
    short, whole = command("changes", PLAN).out, command("changes", PLAN, "--all").out
    assert "未变" in short and len(whole.splitlines()) > len(short.splitlines()) + 5


@pytest.mark.parametrize("form", ["csv", "md", "html", "json"])
def test_the_table_is_written_to_a_file(command: Command, revised: None, home: Path, form: str) -> None:
    target = home / f"对照表.{form}"
    assert command("changes", PLAN, "-o", target).code == 0
    text = target.read_text(encoding="utf-8-sig")
    assert "推进劳动教育和美育浸润" in text and ("制表日期：" in text) is (form != "json")
    assert command("changes", PLAN, "-o", target).code == 2, "nothing is overwritten unasked"
    assert command("changes", PLAN, "-o", target, "--overwrite").code == 0
    shown = command("changes", PLAN, "--format", form).out
    assert shown.strip("\ufeff\n").split() == text.strip().split()


def test_a_sheet_has_one_line_for_each_change(command: Command, revised: None) -> None:
    rows = list(csv.reader(io.StringIO(command("changes", PLAN, "--format", "csv").out.lstrip("\ufeff"))))
    assert rows[0] == ["变化", "原号", "原文", "现号", "现文", "说明"]
    (dropped,) = [row for row in rows if row and row[0] == "删去"]
    assert dropped[1] == "12" and dropped[3] == dropped[4] == ""


def test_programs_get_ids_that_two_machines_agree_on(command: Command, revised: None) -> None:
    data = command("changes", PLAN, "--json").data
    assert {"city", "plan", "first", "second", "since", "counts", "rows", "indicators", "doubtful"} == data.keys()
    kept = [row for row in data["rows"] if row["kind"] == "renumbered"]
    assert kept and all(row["before"]["id"] == row["after"]["id"] for row in kept)


def test_without_a_terminal_doubts_are_listed_and_settled_later(command: Command, library: tuple[Path, Path]) -> None:
    old, new = library
    command("import", old)
    command("mark", "青禾市2020/4", "behind", "--note", "缺少匠人")
    told = command("import", new, stdin="y\n")
    assert "存疑" in told.out and "--doubtful" in told.out
    assert command("show", "青禾市2020/4", "--json").data["verdict"] is None
    listed = command("changes", "青禾市2020", "--doubtful").out
    assert "保护古籍" not in listed.split("存疑")[0] and "传承典籍" in listed
    (doubt,) = command("changes", "青禾市2020", "--json").data["doubtful"]
    assert command("same-task", "青禾市2020/4", doubt["before"]["id"][:8]).code == 0
    assert command("show", "青禾市2020/4", "--json").data["verdict"] == "behind"
    nothing = command("changes", "青禾市2020", "--doubtful")
    assert nothing.out == "" and "没有存疑" in nothing.err
    assert "保护古籍" in command("log").out


def test_a_part_or_another_task_is_said_so(command: Command, library: tuple[Path, Path]) -> None:
    for file in library:
        command("import", file)
    assert command("same-task", "青禾市2020/4", "4", "--part", "--different").code == 2
    assert "不是同一任务" in command("same-task", "青禾市2020/4", "4", "--different").out
    assert command("changes", "青禾市2020", "--json").data["doubtful"] == []
    assert command("same-task", "青禾市2020/4", "3").code == 2, "both stand in the plan"


def test_the_day_from_which_it_holds(command: Command) -> None:
    command("import", LINLAN)
    command("as-of", "2026-10-31")
    command("import", REVISED, "--revises", PLAN, "--on", "2026-10-01")
    before, after = (command("summary", "--as-of", day, "--json").data["total"] for day in ("2026-09-30", "2026-10-01"))
    assert (before, after) == (28, 28)
    assert "2026-10-01" in command("changes", PLAN).out
    assert command("import", SAMPLES / "yunze-2026.txt", "--revises", PLAN, "--on", "2026-09-01", "--force").code == 2


def test_what_was_said_of_a_dropped_task_is_found(command: Command) -> None:
    """In the log, which names it, and by looking at the plan as it stood."""
    command("import", LINLAN)
    command("as-of", "2026-08-31")
    command("mark", f"{PLAN}/12", "behind", "--note", "场地未定")
    command("as-of", "2026-10-31")
    command("import", REVISED, "--revises", PLAN)
    (line,) = [line for line in command("log").out.splitlines() if "滞后" in line]
    assert "推进劳动教育和美育浸润（已删去）" in line
    uid = next(part for part in line.split() if len(part) == 8 and part.isalnum())
    assert command("show", uid).code == 2
    detail = command("show", uid, "--as-of", "2026-08-31", "--json").data
    assert (detail["verdict"], detail["notes"][0]["text"]) == ("behind", "场地未定")
    titles = [[task["title"] for task in command("tasks", *when, "--json").data] for when in (("--as-of", "2026-08-31"), ())]
    assert ["推进劳动教育和美育浸润" in one for one in titles] == [True, False]


@pytest.mark.parametrize("arguments", [("changes", PLAN), ("changes", PLAN, "--revision", "2")])
def test_a_plan_that_was_never_revised_has_no_table(command: Command, arguments: tuple[str, ...]) -> None:
    command("import", LINLAN)
    outcome = command(*arguments)
    assert outcome.code == 2 and "Traceback" not in outcome.err


def test_reading_the_table_imports_nothing_heavy(
    command: Command, revised: None, environment: dict[str, str], tmp_path: Path
) -> None:
    check_imports([("changes", PLAN), ("changes", PLAN, "--format", "html")], HEAVY, tmp_path, environment)
    check_imports([("same-task", f"{PLAN}/18", "12")], SCREENS, tmp_path, environment)


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
@pytest.mark.parametrize(("typed", "verdict", "left"), [("y\n", "behind", 0), ("ｎ\n", None, 0), ("\n", None, 1)])
def test_a_person_is_asked_about_each_doubt(
    command: Command,
    library: tuple[Path, Path],
    environment: dict[str, str],
    typed: str,
    verdict: str | None,
    left: int,
) -> None:
    from tests.cli.terminal import in_terminal

    old, new = library
    command("import", old)
    command("mark", "青禾市2020/4", "behind", "--note", "缺少匠人")
    shown, code = in_terminal(["--lang", "zh", "import", str(new)], environment, [("以后再定]", typed)])
    assert code == 0 and "保护古籍" in shown and "传承典籍" in shown
    assert command("show", "青禾市2020/4", "--json").data["verdict"] == verdict
    assert len(command("changes", "青禾市2020", "--json").data["doubtful"]) == left
