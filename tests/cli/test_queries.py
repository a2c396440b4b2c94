"""``plans``, ``tasks``, ``show`` and ``search``: aligned by cells for people, by contract for programs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from planreview.cells import width
from tests.cli.conftest import SAMPLES, Command

pytestmark = pytest.mark.usefixtures("store")

# The contract of design.md, in its order.
KEYS = ["id", "city", "plan", "section", "number", "title", "verdict", "closed", "supervised", "overdue", "light", "lead"]
KEYS += ["support", "due", "notes", "updated_at", "attainment", "gap"]


def test_plans_are_listed_with_the_date_of_their_figures(command: Command) -> None:
    outcome = command("plans")
    head, *rows = outcome.out.splitlines()
    assert head.split() == ["计划", "标题", "期间", "版次", "任务", "指标", "截至", "序时进度%"]
    assert [row.split()[0] for row in rows] == ["云泽市2026", "砚州市2026"]
    assert all(row.split()[-2:] == ["2026-09-30", "75.0"] for row in rows)


def test_no_plans_is_said_not_drawn(command: Command, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    command("--store", other, "import", SAMPLES / "yunze-2026.txt")
    assert command("--store", other, "undo").out.strip() == "已撤销：导入 2026年云泽市科技创新工作要点"
    outcome = command("--store", other, "plans")
    assert (outcome.code, outcome.out) == (0, "")
    assert "planreview import" in outcome.err


def test_tasks_for_programs_hold_exactly_the_keys_of_the_contract(command: Command) -> None:
    tasks = command("tasks", "--json").data
    assert len(tasks) == 48
    assert all(list(task) == KEYS for task in tasks)
    assert len({task["id"] for task in tasks}) == 48
    first = tasks[0]
    assert (first["city"], first["plan"], first["number"]) == ("云泽市", "2026年云泽市科技创新工作要点", 1)
    assert first["verdict"] is None and first["lead"] == ["云泽市科学技术局"]


def test_each_key_of_the_contract_says_what_the_store_holds(command: Command) -> None:
    command("mark", "砚州市2026/4", "滞后", "--note", "车未到")
    command("actual", "砚州市2026/4", "30", "--target", "1")
    (task,) = command("tasks", "城市=砚州", "号=4", "--json").data
    shown = command("show", "砚州市2026/4", "--json").data
    assert {key: task[key] for key in KEYS if key != "notes"} == {key: shown[key] for key in KEYS if key != "notes"}
    assert task["id"] == shown["history"][0]["task"] and len(task["id"]) > 8
    assert (task["city"], task["number"], task["title"]) == ("砚州市", 4, "强化移动源污染防治")
    assert task["plan"] == command("show", "砚州市2026", "--json").data["title"]
    assert task["section"] == ["三、", "（一）"]
    assert (task["verdict"], task["closed"], task["supervised"], task["overdue"]) == ("behind", False, True, False)
    assert (task["lead"], task["notes"]) == (["市公安局", "市交通运输局", "市生态环境局"], 1) and isinstance(
        task["support"], list
    )
    assert re.fullmatch(r"2026-\d\d-\d\d", task["due"])
    assert task["updated_at"] == max(one["recorded_at"] for one in shown["history"])
    target = shown["targets"][0]
    assert (task["light"], task["attainment"], task["gap"]) == (target["light"], target["attainment"], target["gap"])
    assert task["light"] in {"green", "yellow", "red"} and isinstance(task["gap"], float)


def test_what_is_not_measured_is_null(command: Command) -> None:
    assert {(one["attainment"], one["gap"]) for one in command("tasks", "--json").data} == {(None, None)}


def test_tasks_for_people_are_aligned_by_cells(command: Command) -> None:
    outcome = command("tasks", "城市=砚州")
    as_of, head, *rows = outcome.out.splitlines()
    assert as_of == "截至 2026-09-30"
    assert len(rows) == 24
    for title in ("结论", "灯", "主责单位", "任务"):
        place = width(head[: head.index(title)])
        for row in rows:
            left = ""
            while width(left) < place:
                left = row[: len(left) + 1]
            assert width(left) == place and (left.endswith(" ") or not left), f"{title}: {row}"
    assert "共 24 件" in outcome.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("单位=市公安局",),
        ("department=市公安局",),
        ("--department", "市公安局"),
        ("--lead", "市公安局"),
        ("--plan", "砚州市2026", "--number", "4"),
        ("城市=砚州", "号=4"),
        ("强化移动源污染防治",),
    ],
)
def test_words_and_options_name_the_same_tasks(command: Command, arguments: tuple[str, ...]) -> None:
    (task,) = command("tasks", *arguments, "--json").data
    assert task["title"] == "强化移动源污染防治"


def test_several_values_of_an_option_are_alternatives(command: Command) -> None:
    both = {task["title"] for task in command("tasks", "--lead", "市公安局", "--lead", "市林业局", "--json").data}
    listed = {task["title"] for task in command("tasks", "--lead", "市公安局,市林业局", "--json").data}
    assert both == listed
    assert len(both) == 2


def test_words_and_options_narrow_together(command: Command) -> None:
    every = command("tasks", "城市=云泽", "--json").data
    some = command("tasks", "城市=云泽", "--section", "二", "--json").data
    assert 0 < len(some) < len(every)
    assert {tuple(task["section"]) for task in some} == {("二、",)}


def test_flags_and_scope(command: Command) -> None:
    assert command("scope", "云泽市2026/1", "out").code == 0
    assert len(command("tasks", "城市=云泽", "--json").data) == 23
    assert len(command("tasks", "城市=云泽", "--all", "--json").data) == 24
    overdue = command("tasks", "--overdue", "--json").data
    assert overdue and all(task["overdue"] for task in overdue)
    assert command("tasks", "--unassigned", "--json").data == []


def test_limit_cuts_the_list_and_says_so(command: Command) -> None:
    outcome = command("tasks", "--limit", 5, "--json")
    assert len(outcome.data) == 5
    assert "共 48 件，列出 5 件" in command("tasks", "--limit", 5).err
    assert command("tasks", "--limit", -1).code == 2


def test_order_can_be_chosen(command: Command) -> None:
    due = [task["due"] for task in command("tasks", "--sort", "due", "--json").data if task["due"]]
    assert due == sorted(due)
    assert command("tasks", "--sort", "size").code == 2


def test_a_filter_that_cannot_be_understood_is_refused(command: Command) -> None:
    for words in ("灯=紫", "颜色=红", "单位=没有这个局"):
        outcome = command("tasks", words)
        assert (outcome.code, outcome.out) == (2, "")
        assert outcome.err.strip()


def test_search_finds_text_of_any_length(command: Command) -> None:
    assert len(command("search", "强化移动源污染防治", "--json").data) == 1
    assert command("search", "局", "--json").data
    nothing = command("search", "没有这样的话")
    assert nothing.code == 0
    assert "共 0 件" in nothing.err


def test_show_prints_the_whole_of_a_task(command: Command) -> None:
    command("mark", "砚州市2026/4", "滞后", "--note", "车辆淘汰补贴未到位", "--kind", "reason", "--on", "2026-09-30")
    command("actual", "砚州市2026/4", "400", "--target", "1", "--on", "2026年9月底")
    outcome = command("show", "砚州市2026/4")
    assert outcome.code == 0
    text = outcome.out
    assert "新能源车辆" in text.replace("\n  ", "")
    assert re.search(r"结论 滞后 \(2026-09-30 .+\)", text)
    assert "完成 400（2026-09-30）" in text
    assert "按职责分工" in text and "文件载明" in text
    assert "原因" in text and "车辆淘汰补贴未到位" in text
    assert "历史" in text
    for line in text.splitlines():
        assert width(line) <= 80
        assert not line.strip().startswith(tuple("，。；、）"))


def test_show_for_programs_holds_more_than_the_list(command: Command) -> None:
    task = command("show", "砚州市2026/4", "--json").data
    assert set(KEYS) < set(task)
    assert task["targets"][0]["quote"] and task["targets"][0]["actual"] is None
    assert [one["source"] for one in task["departments"]] == ["stated"] * 3
    assert task["notes"] == [] and task["history"] == []
    assert task["lines"][0] > 1


def test_show_of_a_plan_prints_its_indicators(command: Command) -> None:
    outcome = command("show", "砚州市2026")
    assert "指标" in outcome.out and "32微克/立方米" in outcome.out
    plan = command("show", "砚州市2026", "--json").data
    assert len(plan["targets"]) == plan["indicators"]


def test_a_reference_that_fits_several_lists_them(command: Command) -> None:
    outcome = command("show", "4")
    assert (outcome.code, outcome.out) == (2, "")
    assert len(re.findall(r"^  [0-9a-f]{8} ", outcome.err, re.M)) >= 2


def test_an_id_or_its_beginning_names_a_task(command: Command) -> None:
    task = command("tasks", "--limit", 1, "--json").data[0]
    for reference in (task["id"], task["id"][:8]):
        assert command("show", reference, "--json").data["id"] == task["id"]


@pytest.mark.parametrize("reference", ["", "99999", "没有这个任务", "\x1b[2J", "x" * 900])
def test_an_unknown_reference_is_told(command: Command, reference: str) -> None:
    outcome = command("show", reference)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.strip() and "\x1b" not in outcome.err


def test_english_lists_hold_no_han_but_data(command: Command) -> None:
    head = command("--lang", "en", "tasks").out.splitlines()[1]
    assert head.split() == ["Id", "Plan", "No.", "Verdict", "Light", "Lead", "Task", "Att.%", "Gap", "Due"]


def test_a_gbk_console_gets_what_it_can_show(command: Command) -> None:
    for arguments in (("tasks",), ("show", "砚州市2026/4"), ("plans",), ("summary",), ("log",)):
        outcome = command(*arguments, encoding="gbk")
        assert outcome.code == 0
        assert "2026" in outcome.out


def test_json_survives_an_output_that_is_not_unicode(command: Command) -> None:
    outcome = command("tasks", "--limit", 1, "--json", encoding="ascii")
    assert outcome.data == command("tasks", "--limit", 1, "--json").data


@pytest.mark.parametrize("text", ["", "  "])
def test_nothing_is_not_searched_for(command: Command, text: str) -> None:
    outcome = command("search", text)
    assert (outcome.code, outcome.out) == (2, "")
    assert "没有要查找的文字" in outcome.err


def test_a_department_of_one_of_several_cities_is_named_with_its_city(command: Command) -> None:
    for city in ("云泽市", "砚州市"):
        command("departments", "--offices", "市财政局", "--city", city)
    assert command("assign", "云泽市2026/1", "云泽市/市财政局").code == 0
    assert command("assign", "砚州市2026/4", "砚州市/市财政局").code == 0
    assert {one["city"] for one in command("tasks", "单位=市财政局", "--json").data} == {"云泽市", "砚州市"}
    for city in ("云泽市", "砚州市"):
        for arguments in ((f"单位={city}/市财政局",), (f"单位={city[:-1]}／市财政局",), ("--department", f"{city}/市财政局")):
            assert {one["city"] for one in command("tasks", *arguments, "--json").data} == {city}, arguments
    assert "城市/单位" in command("tasks", "单位=火星/市财政局").err


class TestSource:
    """``show --source``: the lines of the document itself, by their numbers."""

    def test_a_tasks_own_lines(self, command: Command) -> None:
        detail = command("show", "砚州市2026/4", "--json").data
        first, last = detail["lines"]
        lines = (SAMPLES / "yanzhou-2026.txt").read_text(encoding="utf-8").splitlines()
        outcome = command("show", "砚州市2026/4", "--source")
        assert outcome.out.splitlines() == [f"{n:>{len(str(last))}}  {lines[n - 1]}".rstrip() for n in range(first, last + 1)]
        assert command("show", "砚州市2026/4", "--source", "--json").data == [
            {"plan": detail["plan"], "line": n, "text": lines[n - 1]} for n in range(first, last + 1)
        ]

    def test_a_whole_document(self, command: Command) -> None:
        lines = (SAMPLES / "yanzhou-2026.txt").read_text(encoding="utf-8").splitlines()
        found = command("show", "砚州市2026", "--source", "--json").data
        assert [one["text"] for one in found][: len(lines)] == lines
        assert [one["line"] for one in found] == list(range(1, len(found) + 1))

    def test_several_tasks(self, command: Command) -> None:
        both = command("show", "砚州市2026/4-5", "--source").out.splitlines()
        assert [line.split()[0] for line in both] == sorted({line.split()[0] for line in both}, key=int)
        assert "强化移动源污染防治" in both[0]
