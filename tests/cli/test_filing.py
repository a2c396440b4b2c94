"""``import``: each file on its own, what was understood and what not, what changed, and one question for a person only."""

from __future__ import annotations

import os
import sqlite3
import sys
from pathlib import Path

import pytest

from planreview.services.naming import could_be_name
from tests.cli.conftest import SAMPLES, Command
from tests.dump import dump

YUNZE, LINLAN, REVISED = (SAMPLES / name for name in ("yunze-2026.txt", "linlan-2026.txt", "linlan-2026-revised.txt"))

NO_ISSUER = """\
青萍市2026年图书馆工作要点

一、建设
1. 新建社区书房。全年新建社区书房12家，由市文旅局指导。
2. 更新馆藏图书。全年新增馆藏图书3万册。
二、服务
3. 延长开放时间。周末开放到21时。
"""


def content(store: Path) -> str:
    connection = sqlite3.connect(store)
    try:
        return "\n".join(dump(connection))
    finally:
        connection.close()


@pytest.fixture
def nobody(tmp_path: Path) -> Path:
    """A plan that names neither an issuer nor responsible units."""
    path = tmp_path / "qingping.txt"
    path.write_text(NO_ISSUER, encoding="utf-8")
    return path


def test_an_import_says_what_it_understood(command: Command) -> None:
    outcome = command("import", YUNZE)
    assert outcome.code == 0
    assert "2026年云泽市科技创新工作要点" in outcome.out
    assert "云泽市科学技术局" in outcome.out
    assert "已导入：任务 24 件，指标 6 个" in outcome.out
    assert [plan["reference"] for plan in command("plans", "--json").data] == ["云泽市2026"]


def test_the_same_file_again_changes_nothing_and_says_so(command: Command, home: Path) -> None:
    command("import", YUNZE)
    before = content(home / "home" / "planreview.db")
    outcome = command("import", YUNZE)
    assert outcome.code == 0
    assert "库中已有，未作改动" in outcome.out
    assert content(home / "home" / "planreview.db") == before


def test_json_holds_an_entry_for_each_file(command: Command) -> None:
    (entry,) = command("import", YUNZE, "--json").data
    assert (entry["status"], entry["reference"], entry["tasks"], entry["indicators"]) == ("new", "云泽市2026", 24, 6)
    assert entry["issuer"] == "云泽市科学技术局"
    assert entry["changes"] == [] and not entry["lead_question"]
    assert {"line", "kind", "severity", "message"} == set(entry["diagnostics"][0])


def test_a_dry_run_stores_nothing(command: Command, home: Path) -> None:
    outcome = command("import", YUNZE, "--dry-run")
    assert outcome.code == 0
    assert "任务 24 件" in outcome.out and "未入库" in outcome.out
    assert not (home / "home" / "planreview.db").exists()
    assert command("import", YUNZE, "--dry-run", "--json").data[0]["status"] == "dry-run"


def test_what_is_no_plan_is_refused_and_the_others_are_imported(command: Command, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("昨天下午下了一场雨。\n今天天晴了。\n", encoding="utf-8")
    outcome = command("import", story, tmp_path / "missing.txt", tmp_path, YUNZE, "--json")
    assert outcome.code == 2
    assert [entry["status"] for entry in outcome.data] == ["failed", "failed", "failed", "new"]
    assert outcome.data[0]["not_plan"] and outcome.data[0]["reason"]
    assert "not_plan" not in outcome.data[1]
    assert outcome.err.count("未导入") == 3
    assert len(command("plans", "--json").data) == 1


def test_only_refused_files_leave_no_store_behind(command: Command, home: Path) -> None:
    assert command("import", home / "missing.txt").code == 2
    assert not (home / "home" / "planreview.db").exists()


def test_a_revision_is_told_with_its_changes(command: Command) -> None:
    command("import", LINLAN)
    outcome = command("import", REVISED, "--revises", "临澜市2026")
    assert outcome.code == 0
    assert "已存为新版" in outcome.out and "第2版与第1版相比" in outcome.out
    (plan,) = command("plans", "--json").data
    assert plan["revisions"] == 2


def test_revises_goes_with_one_file(command: Command) -> None:
    outcome = command("import", LINLAN, REVISED, "--revises", "临澜市2026")
    assert outcome.code == 2
    assert "--revises" in outcome.err


def test_city_and_lead_are_taken_from_the_options(command: Command, nobody: Path) -> None:
    assert command("import", nobody, "--city", "白露市", "--lead", "市图书馆").code == 0
    tasks = command("tasks", "--json").data
    assert {task["city"] for task in tasks} == {"白露市"}
    assert {tuple(task["lead"]) for task in tasks} == {("市图书馆",)}


def test_without_a_terminal_nothing_is_asked(command: Command, nobody: Path) -> None:
    outcome = command("import", nobody, stdin="市图书馆\n")
    assert outcome.code == 0
    assert "未载明发文单位" in outcome.out
    assert {tuple(task["lead"]) for task in command("tasks", "--json").data} == {()}


def test_a_document_can_come_from_standard_input(command: Command) -> None:
    outcome = command("import", "-", "--city", "青萍市", stdin=NO_ISSUER)
    assert outcome.code == 0
    assert "任务 3 件" in outcome.out


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
@pytest.mark.parametrize(("typed", "lead"), [("市图书馆\n", ("市图书馆",)), ("-\n", ()), ("\x04", ())])
def test_a_person_is_asked_once_who_leads(
    command: Command, nobody: Path, environment: dict[str, str], typed: str, lead: tuple[str, ...]
) -> None:
    from tests.cli.terminal import in_terminal

    shown, code = in_terminal(["--lang", "zh", "import", str(nobody)], environment, answers=[("主责", typed)])
    assert code == 0
    assert shown.count("发文单位未载明，主责") == 1
    assert {tuple(task["lead"]) for task in command("tasks", "--json").data} == {lead}


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
@pytest.mark.parametrize(
    ("again", "lead"), [("市图书馆\n", ("市图书馆",)), ("\n", ()), ("planreview plans; ls\n", ("planreview plans; ls",))]
)
def test_a_command_is_no_body_unless_it_is_typed_twice(
    command: Command, nobody: Path, environment: dict[str, str], again: str, lead: tuple[str, ...]
) -> None:
    from tests.cli.terminal import in_terminal

    answers = [("主责", "planreview plans; ls\n"), ("不像单位名称", f"{again}\n")]
    shown, code = in_terminal(["--lang", "zh", "import", str(nobody)], environment, answers=answers)
    assert code == 0 and ("planreview undo" in shown) is bool(lead)
    assert {tuple(task["lead"]) for task in command("tasks", "--json").data} == {lead}


NAMES = ("市科技局", "各县（市、区）教科局", "12345热线办公室", "Science Bureau", "市场监管局(知识产权局)")
NO_NAMES = ("planreview import --help", "ls", "y", "是", "市科技局；市财政局。", "cd ..", "办" * 40, "| head")


@pytest.mark.parametrize(("text", "fits"), [*((name, True) for name in NAMES), *((text, False) for text in NO_NAMES)])
def test_what_could_be_a_name(text: str, fits: bool) -> None:
    assert could_be_name(text) is fits


def test_hostile_documents_are_told_literally(command: Command, tmp_path: Path) -> None:
    title = "青萍市2026年[/b]\x1b]0;x\x07工作要点"
    path = tmp_path / "hostile.txt"
    path.write_bytes(f"{title}\n\n一、建设\n1. 新建\u202e书房。全年新建书房12家。\n2. =cmd|' /C x'!A0。开放。\n".encode())
    outcome = command("import", path, "--city", "青萍\x9b31m市")
    assert outcome.code == 0
    everything = outcome.out + command("tasks").out + command("show", "青萍31m市2026/1").out + command("plans").out
    assert "[/b]" in everything
    assert not set(everything) & {"\x1b", "\x07", "\x9b", "\u202e", "\0"}


def test_a_file_whose_name_is_no_text_is_told(command: Command, tmp_path: Path) -> None:
    name = os.fsdecode(b"\xff\xfe-plan.txt")
    outcome = command("import", tmp_path / name)
    assert outcome.code == 2
    assert "未导入" in outcome.err


def test_a_pattern_that_no_shell_filled_in_is_filled_in(command: Command) -> None:
    outcome = command("import", SAMPLES / "y*-2026.txt", "--dry-run", "--json")
    assert [Path(entry["file"]).name for entry in outcome.data] == ["yanzhou-2026.txt", "yunze-2026.txt"]
    assert command("import", SAMPLES / "none*.txt").code == 2
