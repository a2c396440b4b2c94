"""``summary``: figures that add up, in every form, written only where they may be."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from planreview.cells import width
from planreview.domain.grouping import BYS
from planreview.domain.verdicts import KEYS
from planreview.render.formats import FORMATS
from tests.cli.conftest import Command

MARKS = {"on_track": (1, 2, 3), "ahead": (4,), "done": (5, 6), "behind": (7, 8), "not_started": (9,), "dropped": (10,)}


@pytest.fixture
def reviewed(store: Path, command: Command) -> Path:
    """The store with verdicts of every kind."""
    for verdict, numbers in MARKS.items():
        assert command("mark", *(f"云泽市2026/{n}" for n in numbers), verdict).code == 0
    return store


def plan_of(tasks: int, year: int = 2020) -> str:
    items = "\n".join(f"{n}. 修建第{n}号便民步道。做好第{n}号便民步道的修建。" for n in range(1, tasks + 1))
    return f"松溪市{year}年城市管理工作要点\n\n一、建设\n{items}\n\n松溪市城市管理局\n{year}年1月6日\n"


def mark_numbers(command: Command, numbers: range, verdict: str) -> None:
    references = (f"松溪市2020/{n}" for n in numbers)
    assert command("mark", *references, verdict).code == 0


@pytest.mark.usefixtures("reviewed")
@pytest.mark.parametrize("mode", ["lead", "all"])
@pytest.mark.parametrize("by", BYS)
def test_the_rows_add_up_to_the_total(command: Command, by: str, mode: str) -> None:
    found = command("summary", "--by", by, "--mode", mode, "--json").data
    assert (found["by"], found["mode"], found["as_of"], found["total"]) == (by, mode, "2026-09-30", 48)
    top = [group for group in found["groups"] if group["parent"] is None]
    if mode == "lead" or by != "department":
        for figure in ("total", "base", "unreviewed", "overdue", "closed"):
            assert sum(group[figure] for group in top) == found[figure], figure
        for key in KEYS:
            assert sum(group["verdicts"][key] for group in top) == found["verdicts"][key]
    else:
        assert sum(group["total"] for group in top) > found["total"]
    assert round(sum(one["share"] for one in found["shares"]), 1) == 100.0


@pytest.mark.usefixtures("reviewed")
def test_behind_every_figure_stand_tasks_that_the_list_knows(command: Command) -> None:
    found = command("summary", "--json").data
    known = {task["id"] for task in command("tasks", "--json").data}
    for group in found["groups"]:
        assert set(group["task_ids"]) <= known
        assert len(group["task_ids"]) == group["total"]
        assert len(group["cells"]["unreviewed"]) == group["unreviewed"]
    behind = {one for group in found["groups"] if group["parent"] is None for one in group["cells"]["behind"]}
    assert behind == {task["id"] for task in command("tasks", "结论=滞后", "--json").data}


def test_222_items_give_the_published_shares(command: Command, tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(plan_of(222), encoding="utf-8")
    assert command("import", tmp_path / "plan.txt").code == 0
    start = 1
    for verdict, n in (("done", 24), ("ahead", 10), ("on_track", 162), ("behind", 17), ("dropped", 4), ("no_measure", 5)):
        mark_numbers(command, range(start, start + n), verdict)
        start += n
    found = command("summary", "--json").data
    assert [one["share"] for one in found["shares"] if one["n"]] == [10.8, 4.5, 72.9, 7.7, 4.1]
    assert (found["base"], found["completion"], found["on_schedule"]) == (213, 11.3, 92.0)
    assert "基数 213 = 件数 222 - 调出 4 - 无口 5" in command("summary").out


def test_55_items_give_the_published_rates(command: Command, tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(plan_of(55), encoding="utf-8")
    assert command("import", tmp_path / "plan.txt").code == 0
    mark_numbers(command, range(1, 45), "on_track")
    mark_numbers(command, range(45, 56), "behind")
    found = command("summary", "--json").data
    assert [one["share"] for one in found["shares"] if one["n"]] == [80.0, 20.0]
    assert found["on_schedule"] == 80.0


@pytest.mark.usefixtures("reviewed")
def test_a_pipe_gets_plain_text(command: Command) -> None:
    outcome = command("summary")
    assert "\x1b" not in outcome.out
    assert "序时率" in outcome.out and "合计" in outcome.out and "截至 2026-09-30" in outcome.out
    for line in outcome.out.splitlines():
        if line[:1].isdigit() and ". " not in line[:4]:
            assert width(line) <= 90


@pytest.mark.usefixtures("reviewed")
@pytest.mark.parametrize("form", FORMATS)
def test_every_form_is_printed_and_written_alike(command: Command, tmp_path: Path, form: str) -> None:
    target = tmp_path / "out" / "summary.any"
    target.parent.mkdir()
    printed = command("summary", "--format", form)
    written = command("summary", "--format", form, "-o", target)
    assert (printed.code, written.code, written.out) == (0, 0, "")
    assert str(target) in written.err
    text = target.read_bytes().decode("utf-8-sig")
    if form == "json":
        assert json.loads(text) == printed.data
    else:
        assert text.split() == printed.out.removeprefix("\ufeff").split()


@pytest.mark.usefixtures("reviewed")
def test_the_ending_of_the_file_names_the_form(command: Command, tmp_path: Path) -> None:
    assert command("summary", "-o", tmp_path / "a.html").code == 0
    assert (tmp_path / "a.html").read_text(encoding="utf-8").lstrip().startswith("<!")
    assert command("summary", "-o", tmp_path / "a.json").code == 0
    found: Any = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert isinstance(found["groups"][0]["task_ids"][0], str)
    unknown = command("summary", "-o", tmp_path / "a.odt")
    assert unknown.code == 2 and "html" in unknown.err
    assert command("summary", "--json", "--format", "csv").code == 2


@pytest.mark.usefixtures("reviewed")
def test_a_file_is_not_overwritten_unasked(command: Command, tmp_path: Path) -> None:
    target = tmp_path / "summary.txt"
    target.write_text("mine", encoding="utf-8")
    assert command("summary", "-o", target).code == 2
    assert target.read_text(encoding="utf-8") == "mine"
    assert command("summary", "-o", target, "--overwrite").code == 0
    assert "合计" in target.read_text(encoding="utf-8")
    assert command("summary", "-o", tmp_path / "no" / "folder.txt").code == 2
    assert command("summary", "-o", tmp_path, "--format", "text").code == 2


@pytest.mark.usefixtures("reviewed")
def test_a_scope_is_named_and_counted_alone(command: Command) -> None:
    found = command("summary", "--plan", "云泽市2026", "--json").data
    assert found["total"] == 24
    assert found["schedule_share"] == 75.0
    narrow = command("summary", "--where", "城市=云泽 章节=二")
    assert "章节=" in narrow.out
    assert command("summary", "--city", "没有这座城", "--json").code == 2


@pytest.mark.usefixtures("reviewed")
def test_another_date_is_only_looked_at(command: Command) -> None:
    earlier = command("summary", "--as-of", "2026年6月底", "--json").data
    assert (earlier["as_of"], earlier["unreviewed"]) == ("2026-06-30", 48)
    assert command("summary", "--json").data["as_of"] == "2026-09-30"


def test_nothing_reviewed_is_not_nought_percent(store: Path, command: Command) -> None:
    found = command("summary", "--json").data
    assert found["completion"] is None and found["on_schedule"] is None


def test_an_empty_store_has_an_empty_summary(command: Command, tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(plan_of(3), encoding="utf-8")
    command("import", tmp_path / "plan.txt")
    command("undo")
    outcome = command("summary")
    assert outcome.code == 0
    assert "合计" in outcome.out


@pytest.mark.usefixtures("reviewed")
def test_what_is_printed_and_written_says_by_whom_and_on_which_day(command: Command, tmp_path: Path) -> None:
    day = r"\d{4}-\d\d-\d\d"
    assert re.search(f"制表：王督查，{day}", command("--person", "王督查", "summary").out)
    assert re.search(f"制表日期：{day}", command("summary").out) and "制表：" not in command("summary").out
    for form in FORMATS:
        file = tmp_path / f"表.{form}"
        assert command("--person", "王督查", "summary", "--format", form, "-o", file).code == 0
        found = file.read_text("utf-8").replace("\\", "")
        assert bool(re.search(f"制表：王督查，{day}", found)) is (form != "json")
