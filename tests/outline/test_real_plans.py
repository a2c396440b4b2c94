"""The five real plans: the score, and the same score when their places, figures and titles are replaced."""

from __future__ import annotations

import importlib.util
import json
import re
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from planreview.outline.form import outline_to_json
from planreview.outline.nature import nature_of
from planreview.outline.ownership import lost_lines
from planreview.outline.read import read_plan
from planreview.reading.text_file import read_bytes
from tests.outline.documents import SHARED, needs_plans

LEAST = {
    "meta": 1.0,
    "sections": 0.99,
    "tasks": 0.99,
    "lines": 0.99,
    "titles": 0.99,
    "tables": 0.99,
    "covered": 0.99,
    "targets": 0.97,
    "ops": 0.95,
    "words": 0.97,
}
PLANS = sorted(path.stem for path in (SHARED / "expected").glob("*.json"))
TASKS = {"annual": 98, "five-year": 41}

# Two-character names for the places, another field for science: in the text and in the expectation alike.
PLACES = {
    "铜仁": "云岭",
    "巴中": "青溪",
    "达州": "望川",
    "张家界": "落霞山",
    "四川": "南岭",
    "苏州": "平江",
    "重庆": "临海",
    "湖南": "北岭",
    "碧江": "石桥",
}
FIELD = {
    "科学技术局": "卫生健康局",
    "科技局": "卫健局",
    "科技创新": "健康服务",
    "科技": "医疗",
    "高新技术": "康养护理",
    "技术": "诊疗",
    "研发": "护养",
}
THEMES = ("基层门诊", "妇幼保健", "应急救援", "校园体育", "污水治理", "公交线网", "粮食储备", "养老照护", "灌区改造", "社区教育")


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_outline", SHARED / "tools" / "score_outline.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def material(name: str) -> tuple[str, dict[str, Any]]:
    source = (SHARED / "plans" / f"{name}.txt").read_text("utf-8")
    return source, json.loads((SHARED / "expected" / f"{name}.json").read_text("utf-8"))


def figures(source: str, expected: dict[str, Any]) -> tuple[dict[str, float], list[str]]:
    outline = read_plan(read_bytes(source.encode(), "plan.txt").lines)
    assert lost_lines(outline) == []
    score, notes = scorer().score(expected, json.loads(json.dumps(outline_to_json(outline))), source)
    return score, notes


@needs_plans
@pytest.mark.parametrize("name", PLANS)
def test_the_score_of_a_real_plan(name: str) -> None:
    score, notes = figures(*material(name))
    assert all(score[figure] >= least for figure, least in LEAST.items() if figure in score), notes


@needs_plans
def test_the_real_plans_have_as_many_tasks_as_people_count() -> None:
    counted = dict.fromkeys(TASKS, 0)
    for name in PLANS:
        outline = read_plan(read_bytes(material(name)[0].encode(), name).lines)
        counted[outline.kind] += len(outline.tasks)
    assert counted == TASKS


def everywhere(value: Any, change: dict[str, str]) -> Any:
    """A JSON value with words replaced in all of its strings."""
    if isinstance(value, str):
        for old, new in change.items():
            value = value.replace(old, new)
        return value
    if isinstance(value, list):
        return [everywhere(item, change) for item in value]
    if isinstance(value, dict):
        return {everywhere(key, change): everywhere(item, change) for key, item in value.items()}
    return value


@needs_plans
@pytest.mark.parametrize("name", PLANS)
def test_the_score_stays_when_places_and_field_are_replaced(name: str) -> None:
    source, expected = material(name)
    before, _ = figures(source, expected)
    after, notes = figures(everywhere(source, PLACES | FIELD), everywhere(expected, PLACES | FIELD))
    assert after == before, notes


def all_targets(expected: dict[str, Any]) -> list[dict[str, Any]]:
    holders = [*expected["tasks"], *expected["sections"], {"targets": expected.get("objectives", [])}]
    return [target for holder in holders for target in holder.get("targets") or []]


def tripled(text: str) -> str:
    """Figures times three; years stay."""

    def one(match: re.Match[str]) -> str:
        number = Decimal(match[0])
        return match[0] if 1900 <= number <= 2100 and "." not in match[0] else str(number * 3)

    return re.sub(r"\d+(?:\.\d+)?", one, text)


@needs_plans
@pytest.mark.parametrize("name", PLANS)
def test_the_score_stays_when_the_figures_are_replaced(name: str) -> None:
    source, expected = material(name)
    before, _ = figures(source, expected)
    spots: set[tuple[int, int]] = set()
    for quote in {target["quote"] for target in all_targets(expected)}:
        for found in re.finditer(re.escape(quote), source):
            spots |= {(m.start() + found.start(), m.end() + found.start()) for m in re.finditer(r"\d+(?:\.\d+)?", quote)}
    for start, end in sorted(spots, reverse=True):
        source = source[:start] + tripled(source[start:end]) + source[end:]
    for target in all_targets(expected):
        if any(char.isdigit() for char in target["quote"]):
            target["quote"] = tripled(target["quote"])
            for key in ("value", "value_max"):
                target[key] = float(Decimal(str(target[key])) * 3) if target.get(key) is not None else None
        target["metric"] = tripled(target["metric"])
    after, notes = figures(source, expected)
    assert after == before, notes


@needs_plans
@pytest.mark.parametrize("name", PLANS)
def test_the_score_stays_when_the_titles_are_replaced(name: str) -> None:
    source, expected = material(name)
    before, _ = figures(source, expected)
    lines = source.split("\n")
    renamed: dict[int, str] = {}
    for index, holder in enumerate([*expected["sections"], *expected["tasks"]]):
        title, line = holder.get("title"), holder["line"]
        if not title or nature_of(title) != "work" or holder.get("title_alt"):
            continue
        new = renamed.setdefault(line, f"加快{THEMES[index % len(THEMES)]}体系建设")
        lines[line - 1] = lines[line - 1].replace(title, new, 1)
        holder["title"] = new
    assert len(renamed) > 10
    after, notes = figures("\n".join(lines), expected)
    assert after == before, notes


@needs_plans
@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_another_encoding_gives_the_same_outline(name: str, encoding: str) -> None:
    source, _ = material(name)
    plain = read_plan(read_bytes(source.encode(), name).lines)
    assert read_plan(read_bytes(source.replace("\n", "\r\n").encode(encoding), name).lines) == plain


def test_no_rule_knows_a_place_of_the_real_plans() -> None:
    folder = Path(__file__).resolve().parents[2] / "planreview" / "outline"
    code = "".join(path.read_text("utf-8") for path in sorted(folder.glob("*.py")))
    assert [place for place in PLACES if place in code] == []
