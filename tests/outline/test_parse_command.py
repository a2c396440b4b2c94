"""``planreview parse``: JSON for programs, an outline for people, exit 2 for what is no plan."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from planreview.catalogue import t, use_language
from planreview.cli.main import run

PLAN = """青溪县2023年水利工作要点
主要目标：完成投资3亿元。
一、防汛
1.加固堤防。加固堤防12公里。（责任单位：县水利局；完成时限：6月底）
2.备足物资。
二、供水
3.新建水厂。新建水厂2座。
"""


@pytest.fixture(autouse=True)
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANREVIEW_LANG", "zh")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "要点.txt"
    path.write_text(PLAN, "utf-8")
    return path


def test_json_has_the_keys_of_the_contract(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["parse", "--json", str(plan)]) == 0
    outline = json.loads(capsys.readouterr().out)
    assert (outline["title"], outline["city"], outline["year"], outline["period"]) == (
        "青溪县2023年水利工作要点",
        "青溪县",
        2023,
        [2023, 2023],
    )
    assert [s["path"] for s in outline["sections"]] == [["一、"], ["二、"]]
    first = outline["tasks"][0]
    assert (first["number"], first["label"], first["section"], first["line"]) == (1, "1.", ["一、"], 4)
    assert first["departments"] == {"lead": ["县水利局"], "support": []}
    assert (first["deadline"], first["due"]) == ("6月底", "2023-06-30")
    target = first["targets"][0]
    assert (target["metric"], target["op"], target["value"], target["unit"]) == ("加固堤防", "=", 12, "公里")
    assert {"kind", "baseline", "due", "span", "confidence", "quote", "line"} <= target.keys()
    assert outline["objectives"][0]["value"] == 3
    assert {"line", "kind", "severity", "message"} <= outline["diagnostics"][0].keys()
    assert outline["other"][0] == {"line": 1, "end_line": 1, "role": "title"}


def test_people_see_headings_tasks_and_counts(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["parse", str(plan)]) == 0
    shown = capsys.readouterr().out
    for words in ("青溪县2023年水利工作要点", "一、防汛", "加固堤防", "县水利局", t("diagnostic.no_issuer")):
        assert words in shown


def test_what_is_no_plan_ends_with_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "news.txt"
    path.write_text("本报讯（记者 王某）3月5日，大会召开。\n据悉，去年新建学校3所。", "utf-8")
    assert run(["parse", "--json", str(path)]) == 2
    out, err = capsys.readouterr()
    assert json.loads(out)["not_plan"] is True
    assert t("refusal.news") in json.loads(out)["reason"]
    assert t("refusal.news") in err
    assert run(["parse", "--json", "--force", str(path)]) == 0
    assert "not_plan" not in json.loads(capsys.readouterr().out)


def test_the_level_and_the_encoding_can_be_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(PLAN.replace("1.", "（一）").replace("2.", "（二）").encode("utf-16-le"))
    assert run(["parse", "--json", "--encoding", "utf-16-le", "--tasks-at", "（一）", str(path)]) == 0
    assert [task["label"] for task in json.loads(capsys.readouterr().out)["tasks"]][:2] == ["（一）", "（二）"]


@pytest.mark.parametrize("arguments", [["parse", "none.txt"], ["parse", "."], ["parse", "--tasks-at", "某", "-"]])
def test_bad_input_ends_with_two_and_a_message(
    arguments: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(PLAN.encode())))
    assert run(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "Traceback" not in err and err.startswith("planreview")


def test_standard_input_is_read(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(PLAN.encode("gb18030"))))
    assert run(["parse", "--json", "-"]) == 0
    assert len(json.loads(capsys.readouterr().out)["tasks"]) == 3


def test_english_sentences_around_the_document(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        assert run(["parse", "--lang", "en", str(plan)]) == 0
    finally:
        use_language("zh")
    assert "The document does not say who issued it." in capsys.readouterr().out


def test_control_codes_of_a_document_reach_no_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(PLAN.replace("加固堤防。", "加固\x1b]0;x\x07堤\u202e防[/red]。", 1), "utf-8")
    assert run(["parse", str(path)]) == 0
    shown = capsys.readouterr().out
    assert "\x1b" not in shown and "\u202e" not in shown
    assert "[/red]" in shown


def test_reading_a_plan_loads_neither_screens_nor_the_store(plan: Path) -> None:
    code = (
        "import sys; from planreview.cli.main import run; "
        f"run(['parse', '--json', {str(plan)!r}]); "
        "print([m for m in ('textual', 'rich', 'pydantic', 'sqlite_utils', 'sqlite3') if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stderr.strip().splitlines()[-1] == "[]"
