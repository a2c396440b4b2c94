"""The demo's plans and its review history: our own words, whole, and without a name that leads nowhere."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.samples.replay import HISTORY, SAMPLES, STEPS

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
PLANS = sorted(SAMPLES.glob("*.txt"))
FIRST_DAY, LAST_DAY = date(2026, 9, 1), date(2026, 10, 30)
VERDICTS = {"not_started", "behind", "on_track", "ahead", "done", "dropped", "no_measure"}
NOTE_KINDS = {"progress", "problem", "reason", "measure"}
COMMON_RUN = 18
"""Characters in a row that two official texts may share by their set phrases; longer is a copied sentence."""

KEYS: dict[str, tuple[set[str], set[str]]] = {
    "mark": ({"tasks", "verdict"}, {"note", "note_kind", "approver", "document"}),
    "note": ({"task", "text"}, {"kind"}),
    "actual": ({"metric"}, {"task", "value", "pending", "on"}),
    "assign": ({"department", "role"}, {"section", "tasks"}),
    "offices": ({"department", "offices"}, set()),
    "alias": ({"short", "full"}, set()),
    "as_of": ({"date"}, set()),
    "scope_out": ({"tasks", "reason"}, set()),
    "revise": ({"file"}, set()),
    "round_open": ({"name"}, set()),
    "round_close": ({"name"}, set()),
    "carry": ({"tasks"}, set()),
    "self_report": ({"tasks", "verdict"}, {"text"}),
    "evidence": ({"tasks", "method"}, {"document", "remark"}),
    "closing": ({"tasks", "step"}, {"reason"}),
    "adjust": ({"task", "approver", "document"}, {"metric", "value", "due"}),
}
WITHOUT_PLAN = {"as_of", "round_open", "round_close"}
"""Keys that an action must have, and may have, beside day, person, plan and action."""


def of_action(action: str) -> list[dict[str, Any]]:
    return [step for step in STEPS if step["action"] == action]


def shared_folder(name: str) -> Path:
    folder = SHARED / name
    if not folder.is_dir():
        pytest.skip("the real plans are not beside this checkout")
    return folder


def test_six_plans_of_five_places_in_utf8() -> None:
    texts = [path.read_bytes().decode("utf-8", errors="strict") for path in PLANS]
    assert len(texts) == 6
    for text in texts:
        assert "�" not in text and "\r" not in text
        assert text.endswith("\n")
        assert not re.search(r"[ \t]+$", text, re.MULTILINE)


def test_every_character_is_in_the_chinese_console_encoding() -> None:
    for path in [*PLANS, SAMPLES / "history.toml"]:
        path.read_text(encoding="utf-8").encode("gbk")


def test_no_real_city_is_named() -> None:
    cities = {json.loads(path.read_text(encoding="utf-8"))["city"] for path in shared_folder("expected").glob("*.json")}
    assert len(cities) >= 4
    for path in [*PLANS, SAMPLES / "history.toml"]:
        text = path.read_text(encoding="utf-8")
        for city in cities:
            assert city.removesuffix("市") not in text, (path.name, city)


def test_no_sentence_of_a_real_plan_is_taken_over() -> None:
    def runs(text: str) -> set[str]:
        dense = re.sub(r"\s", "", text)
        return {dense[i : i + COMMON_RUN] for i in range(len(dense) - COMMON_RUN + 1)}

    real: set[str] = set()
    for path in shared_folder("plans").glob("*.txt"):
        real |= runs(path.read_text(encoding="utf-8"))
    for path in PLANS:
        assert not runs(path.read_text(encoding="utf-8")) & real, path.name


def test_history_names_files_that_exist() -> None:
    names = {path.name for path in PLANS}
    revisions = {step["file"] for step in of_action("revise")}
    assert set(HISTORY["plans"]) | revisions == names
    assert not set(HISTORY["plans"]) & revisions
    assert {step["plan"] for step in STEPS if "plan" in step} <= names


def test_a_revision_is_named_only_once_it_is_there_and_its_forerunner_no_more() -> None:
    standing = set(HISTORY["plans"])
    for step in STEPS:
        if "plan" in step:
            assert step["plan"] in standing, step
        if step["action"] == "revise":
            standing = standing - {step["plan"]} | {step["file"]}


def test_steps_are_in_order_within_the_two_months() -> None:
    days = [step["day"] for step in STEPS]
    assert days == sorted(days)
    assert days[0] >= FIRST_DAY and days[-1] <= LAST_DAY
    for step in STEPS:
        if step["action"] == "actual":
            assert date(2026, 1, 1) <= step.get("on", step["day"]) <= step["day"], step
    assert [step["date"] for step in of_action("as_of")][-1] == date(2026, 10, 31)


def test_every_step_has_the_keys_of_its_action_and_no_other() -> None:
    for step in STEPS:
        needed, allowed = KEYS[step["action"]]
        keys = set(step) - {"day", "person", "plan", "action"}
        assert needed <= keys <= needed | allowed, step
        assert step["person"].strip()
        assert ("plan" in step) is (step["action"] not in WITHOUT_PLAN), step
        if step["action"] == "actual":
            assert ("value" in step) is not step.get("pending", False), step
        if step["action"] == "assign":
            assert ("section" in step) is not ("tasks" in step), step
            assert step["role"] in {"lead", "support"}
        if step["action"] == "note":
            assert step.get("kind") in NOTE_KINDS | {None}


def test_verdicts_are_known_and_reasons_stand_where_they_are_asked_for() -> None:
    for step in of_action("mark"):
        assert step["verdict"] in VERDICTS, step
        assert ("note" in step) is ("note_kind" in step), step
        assert step.get("note_kind") in NOTE_KINDS | {None}
        if step["verdict"] in {"behind", "dropped", "no_measure"}:
            assert step.get("note"), step
        outside = step["verdict"] in {"dropped", "no_measure"}
        assert ("approver" in step and "document" in step) is outside, step


def test_the_history_is_rich_enough_for_every_screen() -> None:
    marks = Counter(dict.fromkeys(VERDICTS, 0))
    for step in of_action("mark"):
        marks[step["verdict"]] += len(step["tasks"])
    assert min(marks.values()) >= 1
    assert marks.total() >= 90
    assert len(of_action("actual")) >= 35
    assert len(of_action("note")) + sum("note" in step for step in of_action("mark")) >= 40
    assert 2 <= len({step["person"] for step in STEPS}) <= 3
    assert {step["action"] for step in STEPS} == set(KEYS)
