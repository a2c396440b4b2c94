"""How sure it is that a quantity is a commitment: what is doubtful is shown as such, never taken silently."""

from __future__ import annotations

import re

from planreview.domain.quantities import Quantity
from planreview.domain.wordlists import words
from planreview.outline.target_kinds import is_share
from planreview.outline.target_metrics import ATTRIBUTE, DOES, Metric
from planreview.outline.target_words import BEHIND, Wording, strip_adverbs

_STRONG = frozenset(
    words(
        "达到 达 突破 超过 超 不低于 不少于 不得少于 不得低于 至少 最少 不超过 控制在 上升 增加 新增 减少 下降 "
        "以上 以下 以内 及以上"
    )
)
_LEAST = frozenset({"至少", "不少于", "不低于"})
_COLLECTIVE = frozenset(
    words("个 次 种 类 点 分 部 门 本 级 批 团 队 组 村 镇 街 站 馆 园 天 倍 项 条 轮 遍 份 对 片 块 口 万 亿 千 百 人")
)
_INDEX = re.compile(r"(?:指数|得分|评分|系数|分值|测评值|满意度|[率值比]|强度|综合排名|水平)$")
_LEVEL = re.compile(r"每[百千万]|人均|拥有|(?:总量|总额|规模|里程|产值|产量|收入|增加值|数量|拥有量|保有量|寿命|浓度|面积)$")
# Where the words before a count begin with a verb that no list holds.
UNKNOWN_VERB = 0.5
_UNKNOWN_VERB = re.compile(r"(?:[一-鿿]{2}|“[^”]{2,20}”)[一-鿿（）()“”、A-Za-z\d]{2,30}$")


def confidence_of(quantity: Quantity, wording: Wording, metric: Metric, *, ends: bool, listed: bool = False) -> float:
    """How sure it is that a quantity is a commitment: 0 where it is none.

    ``ends`` where no words follow it in its clause; ``listed`` where a 、 joins it to one behind an unknown verb.
    """
    if len(re.sub(r"[\W\d_]", "", metric.name)) < 2:
        return 0.0
    if quantity.chinese and quantity.unit not in {"%"}:
        words = wording.comparator
        stated = words in BEHIND or (words in _STRONG and (not metric.with_tail or words in _LEAST))
        if stated or wording.op == "<=":
            return 0.7
        if metric.action is not None and quantity.value >= 20 and quantity.unit not in {"级", "点", "分"}:
            return 0.7
        directly = metric.with_tail and metric.action is not None and not metric.inherited
        return 0.6 if directly and quantity.value >= 2 and quantity.unit not in _COLLECTIVE else 0.0
    if quantity.unit is None:
        return 0.8 if wording.comparator in _STRONG and (_INDEX.search(strip_adverbs(wording.head)) or not wording.head) else 0.0
    if wording.op is not None:
        return 0.95 if wording.comparator in _STRONG or metric.action else 0.85
    if is_share(quantity.unit):
        return 0.85 if _INDEX.search(wording.head) or re.search(r"比重|比例|占比|覆盖|占", wording.head) else 0.0
    if metric.action is not None:
        return 0.9 if not metric.inherited else 0.8
    if _LEVEL.search(metric.name) and not ATTRIBUTE.match(metric.name):
        return 0.7
    if metric.with_tail:
        return 0.6 if DOES.search(metric.name) else 0.0
    # A verb that no list holds: a count at the end of its clause is likely one to reach.
    named = listed or _UNKNOWN_VERB.match(metric.name)
    return UNKNOWN_VERB if ends and named and not ATTRIBUTE.search(metric.name) else 0.0
