"""The kind of a target, after the table "Figures and lights" of domain.md: how its attainment will be measured."""

from __future__ import annotations

import re
from decimal import Decimal

from planreview.domain.wordlists import words

_ADDING = ("新增", "净增", "新建", "新备案", "新引进", "新培育", "新认定", "新设", "新修", "新购", "增设", "增加", "增补")
_ANEW = re.compile(r"新(?!改建|开工)")
# 新建和改造: not all of them are added.
_REBUILT = re.compile(r"^新[建增][、和及与]?(?:改造|改建|改扩建|扩建|提升)")
_REACHED = frozenset(
    {
        "达到",
        "达",
        "突破",
        "超过",
        "超",
        "增加到",
        "增长到",
        "提高到",
        "提升到",
        "扩大到",
        "发展到",
        "保持在",
        "稳定在",
        "保持",
        "冲刺",
    }
)


# 户数减少12户: by how many it falls is counted like what is done.
_TAKEN_AWAY = frozenset(words("减排 削减 压减 减少 下降 降低 缩减 压缩 精简 下调 缩短"))


def operator_of(op: str | None, action: str | None, metric: str, unit: str | None, comparator: str | None) -> str:
    """The operator of a target from what stands before and behind the quantity."""
    share = is_share(unit)
    if op == "%+" and unit is not None and unit.endswith("百分点"):
        # A share that rises by points is added to.
        return "+="
    if op in {"%+", "%-"} and not share:
        # 增加50个 adds; only a share grows by itself.
        return "+=" if op == "%+" else "="
    if op in {"<=", "~", "%+", "%-"}:
        return op
    if share:
        # 新增车辆中电动车占比: a share is reached, whatever its name begins with.
        return op or ">="
    if action is not None and _REBUILT.search(metric):
        return op or "="
    if adds(action) or (metric.startswith(_ADDING) and comparator not in _REACHED):
        return "+="
    if op is None:
        # Without a verb of doing it is a level, and "=" means at least.
        return ">=" if action is None else "="
    return op


def kind_of(
    op: str, action: str | None, unit: str | None, baseline: Decimal | None, value: Decimal, comparator: str | None
) -> str:
    """``flow``, ``level``, ``level_base``, ``rate``, ``ceiling`` or ``lower``; a ``rank`` is known by its words alone."""
    if op == "%-" or (baseline is not None and value < baseline):
        return "lower"
    if op == "<=":
        return "ceiling"
    if is_share(unit) or op == "%+":
        return "rate"
    if baseline is not None:
        return "level_base"
    if op == "+=" or comparator in _TAKEN_AWAY or (action is not None and comparator not in _REACHED):
        return "flow"
    return "level"


def is_share(unit: str | None) -> bool:
    """Whether a unit is a part of a hundred or a thousand."""
    return unit is not None and (unit in {"%", "％", "‰"} or "百分点" in unit)


def adds(action: str | None) -> bool:
    """Whether a verb says that things are added (新增, 净增, 新 before any verb)."""
    return action is not None and bool(action.startswith(_ADDING) or _ANEW.match(action))
