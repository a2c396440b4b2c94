"""The score on our own texts does not fall, and the scorer itself can tell right from wrong."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

import tests.outline_score as command
from tests.outline.scoring import Reading, score
from tests.outline_score import REFUSED, TEXTS, keep_first, main, means, names_of, score_all

# Means over all texts. Whoever teaches the reader more raises them; a text of a new form may lower them, a rule may not.
LEAST = {
    "meta": 0.97,
    "sections": 0.97,
    "tasks": 0.97,
    "lines": 0.98,
    "titles": 0.98,
    "targets": 0.95,
    "precision": 0.96,
    "recall": 0.94,
    "ops": 0.97,
    "words": 0.97,
    "units": 0.98,
    "deadlines": 0.95,
    "tables": 0.65,
    "covered": 0.95,
    REFUSED: 1.0,
}
PLANS = names_of("*.json")


@pytest.fixture(scope="module")
def scores() -> dict[str, Reading]:
    return score_all()


def expected(name: str) -> tuple[dict[str, Any], str]:
    return json.loads((TEXTS / f"{name}.json").read_text("utf-8")), (TEXTS / f"{name}.txt").read_text("utf-8")


@pytest.mark.parametrize("figure", LEAST)
def test_the_mean_of_a_figure_does_not_fall(scores: dict[str, Reading], figure: str) -> None:
    column = {name: reading.figures[figure] for name, reading in scores.items() if figure in reading.figures}
    worst = sorted(column.items(), key=lambda pair: pair[1])[:3]
    assert means(reading.figures for reading in scores.values())[figure] >= LEAST[figure], worst


@pytest.mark.parametrize("name", PLANS)
def test_an_expectation_agrees_with_itself_and_its_text(name: str) -> None:
    outline, source = expected(name)
    reading = score(outline, outline, source)
    assert set(reading.figures.values()) == {1.0}, reading.notes


def test_there_are_as_many_texts_as_are_asked_for() -> None:
    assert len(PLANS) >= 30
    assert len(names_of("not_*.txt")) >= 14
    assert all(expected(name)[0]["tricky"] for name in PLANS)


def test_every_first_reading_is_that_of_a_text() -> None:
    assert set(command.first_readings()) <= {*PLANS, *names_of("not_*.txt")}


def spoilt(change: str) -> Reading:
    """The score of an expectation that was spoilt in one way, against itself."""
    outline, source = expected("b_education_widths")
    found = copy.deepcopy(outline)
    task = next(task for task in found["tasks"] if task["targets"])
    if change == "tasks":
        found["tasks"].remove(task)
    elif change == "sections":
        found["sections"].pop()
    elif change == "titles":
        task["title"] = "别的任务"
    elif change == "lines":
        task["line"] += 9
    elif change == "recall":
        task["targets"].pop()
    elif change == "precision":
        task["targets"].append({"metric": "场次", "op": "=", "value": 7, "unit": "场", "quote": "7场"})
    elif change == "ops":
        task["targets"][0] |= {"op": "~", "op_alt": []}
    elif change == "words":
        task["targets"][0]["quote"] = "原文没有的话"
    elif change == "meta":
        found["year"] = 1999
    elif change == "covered":
        task["end_line"] = task["line"] = 1
    return score(outline, found, source)


@pytest.mark.parametrize(
    "figure", ["meta", "sections", "tasks", "lines", "titles", "precision", "recall", "ops", "words", "covered"]
)
def test_what_is_wrong_shows_in_its_figure_with_the_reason(figure: str) -> None:
    reading = spoilt(figure)
    assert reading.figures[figure] < 1.0
    assert reading.notes or figure == "covered"


def test_a_lenient_target_and_a_lenient_task_may_be_left_out() -> None:
    outline, source = expected("b_forestry_short_notice")
    found = copy.deepcopy(outline)
    found["tasks"] = [task for task in found["tasks"] if not task.get("lenient")]
    assert len(found["tasks"]) < len(outline["tasks"])
    assert score(outline, found, source).figures["tasks"] == 1.0


def test_a_first_reading_is_kept_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "TEXTS", tmp_path)
    assert keep_first({"x": Reading({"tasks": 0.5})}) == ["x"]
    assert keep_first({"x": Reading({"tasks": 1.0}), "y": Reading({"tasks": 0.7})}) == ["y"]
    assert command.first_readings() == {"x": {"tasks": 0.5}, "y": {"tasks": 0.7}}


def test_one_text_is_scored_by_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--only", "not_contract", "--only", "b_street_one_level"]) == 0
    printed = capsys.readouterr().out
    assert "b_street_one_level" in printed
    assert "no plans: 1 of 1 refused" in printed


def test_a_name_without_a_text_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--only", "no_such_text"]) == 2
    assert capsys.readouterr().out == ""
