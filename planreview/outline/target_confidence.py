"""How sure it is that a quantity is a commitment: what is doubtful is shown as such, never taken silently."""

from __future__ import annotations

import re

from planreview.domain.quantities import Quantity
from planreview.domain.wordlists import words
from planreview.outline.target_kinds import is_share
from planreview.outline.target_metrics import ATTRIBUTE, DOES, Metric
from planreview.outline.target_words import AT_LEAST, AT_MOST, BEHIND, Wording, strip_adverbs

# 实现, 完成 and 保持 are said of words as well, so that they alone make no figure sure.
_STRONG = frozenset({*AT_LEAST, *AT_MOST, *words("上升 增加 新增 减少 下降 以上 以下 以内 及以上")}) - {"实现", "完成", "保持"}
_STATED = _STRONG | {"保持", "左右"}
_LEAST = frozenset({"至少", "不少于", "不低于"})
# 24小时, 5级, 35岁, 20元: parts of a name or of a class, unless the words say that it is to be reached.
_OF_NAMES = frozenset({"小时", "分钟", "秒", "毫秒", "个月", "天", "日", "岁", "级", "元"})
_OWN_MEASURE = re.compile(r"(?:时间|时限|时长|周期|寿命|年龄|等级|水平|标准|工资|收入|费用?|成本|补助|住院日|小时数|天数)$")
# What a numeral in characters may count at the end of its clause; 三片, 两翼 and 一体 are no counts of work.
_COUNTED = frozenset(
    words("个 次 场 家 名 期 处 条 所 座 项 台 套 户 支 轮 人 份 部 篇 幅 辆 间 件 只 艘 栋 株 眼 口 场次 批次 人次 亩 册 张 届")
)
_COURSES = re.compile(r"培训|班$|讲座|论坛|课堂|沙龙|活动|简报|专刊|报告|举办|开展|组织|发布|编发|印发")
_SLOGAN = re.compile(r"[一二三四五六七八九十两][一-鿿]$")
_COLLECTIVE = frozenset(
    words("个 次 种 类 点 分 部 门 本 级 批 团 队 组 村 镇 街 站 馆 园 天 倍 项 条 轮 遍 份 对 片 块 口 万 亿 千 百 人")
)
_INDEX = re.compile(r"(?:指数|得分|评分|系数|分值|测评值|满意度|[率值比]|强度|综合排名|水平)$")
_LEVEL = re.compile(
    r"每[百千万]|人均|拥有|(?:总量|总额|规模|里程|产值|产量|收入|库容|容量|增加值|数量|拥有量|保有量|寿命|浓度|面积)$"
)
# 规划面积3.6平方公里, 占地60亩: how large a thing is, without a word that says it is to be reached.
_DESCRIBES = re.compile(r"(?:规划|占地|用地|总?建筑)(?:总|用地|控制)?面积$|占地$|总投资额?$")
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
        said = wording.comparator
        stated = said in BEHIND or (said in _STRONG and (not metric.with_tail or said in _LEAST))
        if stated or wording.op == "<=":
            return 0.7
        if metric.action is not None and quantity.value >= 20 and quantity.unit not in {"级", "点", "分"}:
            return 0.7
        if ends and not metric.with_tail and metric.action is not None and not _SLOGAN.search(wording.head):
            counted = (quantity.unit or "").lstrip("万亿百千") in _COUNTED
            # 建设体育中心二期 is a stage.
            stage = quantity.unit == "期" and not _COURSES.search(metric.name)
            return 0.75 if counted and not stage else 0.0
        directly = metric.with_tail and metric.action is not None and not metric.inherited
        return 0.6 if directly and quantity.value >= 2 and quantity.unit not in _COLLECTIVE else 0.0
    if (
        wording.op in {None, "~"}
        and wording.comparator in {None, "约"}
        and _DESCRIBES.search(metric.name)
        and (metric.action in {None, "建"} or metric.inherited)
    ):
        return 0.0
    if quantity.unit is None:
        subject = re.sub(r"[（(][^）)]{0,30}[）)]$", "", strip_adverbs(wording.head))
        return 0.8 if wording.comparator in _STRONG and (_INDEX.search(subject) or not subject) else 0.0
    if (
        quantity.unit in _OF_NAMES
        and not (wording.op and wording.comparator in _STATED)
        and not _OWN_MEASURE.search(wording.head)
    ):
        return 0.0
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
    if ends and wording.head.lstrip(" \u3000").startswith("其中") and len(metric.name) > 2:
        return 0.7
    # A verb that no list holds: a count at the end of its clause is likely one to reach.
    named = listed or _UNKNOWN_VERB.match(metric.name)
    return UNKNOWN_VERB if ends and named and not ATTRIBUTE.search(metric.name) else 0.0
