"""The kind of a target, after the table "Figures and lights" of domain.md: how its attainment will be measured."""

from __future__ import annotations

import re
from decimal import Decimal

from planreview.domain.outline import TargetSpec
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


# What of money is turned over within a year, by the end of its name, or by the verb in front of it.
_TURNOVER = re.compile(
    r"(?:产值|增加值|生产总值|经济总量|收入|营收|营业额|(?:销售|零售|交易|成交|登记|执行|进口|出口|进出口|贸易|采购|融资|合同|签约|投资)(?:总|金)?额|"
    r"(?:到位|使用|利用|争取|引进)[一-鿿]{0,6}(?:资金|内资|外资)|资金到位|消费(?:[一-鿿]{0,4}额)?|投资|投入|支出|经费|税收|税费|利税|利润|收益|"
    r"(?:投入|支出|收入)总[量额])$|^(?:兑付|兑现|拨付|发放|带动|撬动|募集|减免|节约|盘活|化解|上缴)"
)
_OUTPUT = re.compile(r"(?:产量|销量|吞吐量|[客货]运量|发电量|减排量|人次)$")
# Sums that stand at a moment, or are those of a project as a whole.
_STANDING = re.compile(r"余额|存量|保有|库存|规模(?!以上)|标准|限额|资产(?:总[量额])?$|债务$|总投资|单[价位]|首次")
# Of one of many, or of one part of the year.
_OF_EACH = re.compile(
    r"每|平均|[人亩户地日月车单村生床]均|亩产|单位面积|人头|单体|(?:各|所有)[镇乡村户]|"
    r"可支配收入|(?:居民|农民|农户|牧民|村民|职工)[^，,、；;]{0,2}收入"
)
# Said of the whole year, or of a part of it: what is to be there by June is not measured by the share of the year.
_WHEN = re.compile(
    r"(?P<whole>全年|年内|当年|本年|年度|今年|年底|年末)|"
    r"[上下]半年|(?:[一二三四1-4]|前[一二三1-3])个?季度|(?<![0-9])(?:[1-9]|1[01])月(?!均)|[一二三四五六七八九]月"
)
_EVENTS = ("次", "场", "篇")
_WITHIN_YEAR = re.compile(r"全年|年内|当年|本年|年度|今年")
_GROWTH_NAME = re.compile(r"(?:增速|增幅|增长率?|增长速度|降幅|下降率?|降低率?)$")
# 排名上升1位: by how many places.
_PLACES_GAINED = re.compile(r"排名|位次|名次|排位")


def kind_in_year(target: TargetSpec, period: tuple[int, int] | None, before: str = "") -> str:
    """The kind of a target whose plan is for one year: what is turned over within it adds up, whatever verb it is reached by,
    and half of it is not missed in June. What stands at a moment, or is due at another time than the year's end, keeps its
    kind; ``before`` is what its sentence says in front of it."""
    if period is None or period[0] != period[1] or target.kind not in {"level", "level_base"}:
        return target.kind
    if (target.due and not target.due.endswith(f"{period[0]}-12-31")) or is_share(target.unit) or _STANDING.search(target.metric):
        return target.kind
    said = target.metric + target.quote
    when = list(_WHEN.finditer(before + target.quote))
    if when and when[-1]["whole"] is None:
        return target.kind
    beyond = _OF_EACH.search(said) or ("累计" in said and not _WITHIN_YEAR.search(said))
    return "flow" if not beyond and _adds_up(target.metric, target.unit or "") else target.kind


def _adds_up(metric: str, unit: str) -> bool:
    if unit == "元":
        # Nobody turns over single ones: it is what one person is given.
        return False
    if unit.endswith(("元", "亿")):
        return _TURNOVER.search(metric) is not None
    return unit.endswith(_EVENTS) or _OUTPUT.search(metric) is not None


def is_growth(metric: str, unit: str | None) -> bool:
    """Whether a share is by how much something grows or falls, and not how large it is."""
    return is_share(unit) and _GROWTH_NAME.search(metric) is not None


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
    op: str,
    action: str | None,
    unit: str | None,
    baseline: Decimal | None,
    value: Decimal,
    comparator: str | None,
    metric: str = "",
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
    if unit == "位" and _PLACES_GAINED.search(metric):
        return "level"
    if op == "+=" or comparator in _TAKEN_AWAY or (action is not None and comparator not in _REACHED):
        return "flow"
    return "level"


def is_share(unit: str | None) -> bool:
    """Whether a unit is a part of a hundred or a thousand."""
    return unit is not None and (unit in {"%", "％", "‰"} or "百分点" in unit)


def adds(action: str | None) -> bool:
    """Whether a verb says that things are added (新增, 净增, 新 before any verb)."""
    return action is not None and bool(action.startswith(_ADDING) or _ANEW.match(action))
