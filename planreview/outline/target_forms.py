"""Forms of quantities with words of their own: lists by 分别, ranks, portions, and quantities said without a figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from planreview.domain.outline import TargetSpec
from planreview.domain.quantities import Quantity
from planreview.outline.target_kinds import is_share, kind_of, operator_of
from planreview.outline.target_lists import names_of, split_words
from planreview.outline.target_metrics import TREND, Carry
from planreview.outline.target_sayings import sayings
from planreview.outline.target_words import last_action, read_wording, strip_adverbs

_GROWTH = frozenset({"增长", "提高", "提升", "下降", "降低", "减少"})
_GROWN = ("增长", "增速", "增幅", "下降", "降幅", "率下降")
# 进入全省前10位, 位居全市第3名: a place among others.
_RANK = re.compile(
    r"(?P<reached>力争|确保|争取|努力|稳定|进入|跻身|挺进|保持|稳居|居|位居|位列|位于|名列|跃居|跃升|上升|提升|达到|"
    r"[到至在]|全[国省市区县州]|[一-鿿]省|、|均)*+(?P<order>前|第)[ ]{0,2}$"
)
_AIMED = re.compile(r"力争|确保|争取|努力|进入|跻身|挺进|保持|稳居|跃居|跃升|上升|提升|达到|[位名]次|排名")
_WITHOUT_AIM = re.compile(r"^(?:力争|确保|争取|努力|稳定|进入|跻身|挺进|保持|稳居|位居|位列|名列|跃居|达到|实现|[在至到])+")
_PLACES = frozenset({"位", "名", "强", None})
_PLACE_END = re.compile(r"^(?:以内|之内|左右|行列|之列|方阵|以上)?$")
# 60%的村设立站点: the words behind a share say of what it is a share.
_PORTION = re.compile(
    r"^的?(?P<of>[一-鿿（）()、“”]{2,30}?(?P<does>设置|设立|配备|配齐|达到|建成|建立|实现|完成|开展|通过|具备|实行|纳入|参加|接入|使用|提供|"
    r"覆盖|安装|创成|落实)[一-鿿（）()、“”A-Za-z]{0,20})$"
)


# 将原有的86个网格调整为92个: the things stand between what they were and what they become.
_CHANGED = re.compile(
    r"(?P<all>(?:(?:将|把|由|从)(?:全(?:街道|[国省市州县区旗镇乡村校院局]))?(?P<of>[一-鿿]{0,10}?)(?:原有|现有|现存|原来|原先|目前)?的?|"
    r"(?:原有|现有|现存)的?))$"
)
_INTO = re.compile(
    r"^(?P<what>[一-鿿]{2,16}?)(?:优化)?(?:调整|优化|整合|合并|归并|撤并|精简|压缩|压减|缩减|减少|扩大|扩充|扩展|拓展|增加|增设|提升)(?:[为成到至])$"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A target and where its quote stands in the text."""

    target: TargetSpec
    start: int
    end: int


def quoted(sentence: str, begin: int, stop: int, spec: TargetSpec) -> Found:
    """A target with the words from ``begin`` to ``stop`` as its quote, without the marks around them."""
    words = sentence[begin:stop]
    quote = words.strip(" \u3000*、，,")
    at = begin + words.find(quote)
    return Found(replace(spec, quote=quote), at, at + len(quote))


def with_growth(metric: str, op: str, comparator: str | None, unit: str | None) -> str:
    """The name of what grows or falls, with the word that says so."""
    by_points = op == "+=" and unit is not None and unit.endswith("百分点")
    if metric.endswith(_GROWN) or not (op in {"%+", "%-"} or by_points):
        return metric
    word = comparator if comparator in _GROWTH else None
    return metric + (word or ("下降" if op == "%-" else "增长"))


def counted_target(
    metric: str,
    op: str,
    comparator: str | None,
    quantity: Quantity,
    *,
    kind: str,
    confidence: float,
    baseline: Decimal | None = None,
) -> TargetSpec:
    """The target that a quantity is, under the name that says whether it grows."""
    name = with_growth(metric, op, comparator, quantity.unit)
    return TargetSpec(
        name, op, quantity.value, quantity.value_max, quantity.unit, kind=kind, baseline=baseline, confidence=confidence
    )


def listed_targets(sentence: str, start: int, run: Sequence[Quantity], carry: Carry) -> Iterator[Found]:
    """The targets of a list by 分别 whose figures are ``run``."""
    head = sentence[start : run[0].start].lstrip("、，,和及与以 \u3000；;：:")
    begin = run[0].start - len(head)
    words, behind = split_words(head)
    names = names_of(words, len(run), carry.recent)
    if not names and carry.clause:
        begin = carry.clause_start
        names = names_of(carry.clause, len(run), ())
    alone = len(set(names)) < len(names)
    verb = last_action(behind)
    for name, quantity in zip(names, run, strict=False):
        wording, taken = read_wording("其中" + behind, sentence[quantity.end : quantity.end + 8])
        action = verb[0] if verb else None
        if wording.op is None and action is None and not is_share(quantity.unit):
            # 分别为每月50元、80元: what is so already.
            return
        metric = (action or "") + name
        op = operator_of(wording.op, action, metric, quantity.unit, wording.comparator)
        kind = kind_of(op, action, quantity.unit, None, quantity.value, wording.comparator)
        carry.subject, carry.unit, carry.action = name, quantity.unit, action
        spec = counted_target(metric, op, wording.comparator, quantity, kind=kind, confidence=0.7 if alone else 0.9)
        yield quoted(sentence, begin, quantity.end + taken, spec)


def changed_target(sentence: str, start: int, base: Quantity, quantity: Quantity, carry: Carry) -> Found | None:
    """What a count becomes from what it is (将86个网格调整为92个): the first figure is the base of the second."""
    before = _CHANGED.search(sentence[max(start, base.start - 30) : base.start])
    into = _INTO.match(sentence[base.end : quantity.start])
    if before is None or into is None or base.unit != quantity.unit:
        return None
    metric = (before["of"] or "") + into["what"]
    kind = kind_of("=", None, quantity.unit, base.value, quantity.value, None)
    carry.subject, carry.unit, carry.action = metric, quantity.unit, None
    spec = TargetSpec(
        metric, "=", quantity.value, quantity.value_max, quantity.unit, kind=kind, baseline=base.value, confidence=0.8
    )
    return quoted(sentence, base.start - len(before["all"]), quantity.end, spec)


def ranked_target(sentence: str, start: int, quantity: Quantity, end: int, carry: Carry) -> Found | None:
    """The place among others that a quantity is (全省前10位): reached where the place is that or a better one."""
    if quantity.unit not in _PLACES or not _PLACE_END.match(sentence[quantity.end : end].strip(" \u3000*")):
        return None
    head = sentence[start : quantity.start].lstrip("、，,和及与以 \u3000；;：:")
    match = _RANK.search(head[-40:])
    if match is None or not (_AIMED.search(match[0]) or _AIMED.search(head[-16:])):
        return None
    name = strip_adverbs(head[: len(head) - len(match[0])])
    if not name and match["order"] == "第":
        return None
    # 争取进入全省前三名: where nothing is named that has a place, the place is named by itself.
    itself = _WITHOUT_AIM.sub("", head) + sentence[quantity.start : quantity.end]
    subject = name or carry.subject or strip_adverbs(carry.clause)[-30:] or itself
    if len(subject) < 2:
        return None
    carry.subject, carry.unit = subject, quantity.unit
    spec = TargetSpec(subject, "<=", quantity.value, quantity.value_max, quantity.unit, kind="rank", confidence=0.8)
    return quoted(sentence, quantity.start - len(head), end, spec)


def portion_target(sentence: str, start: int, quantity: Quantity, end: int) -> Found | None:
    """The share of those things that come to do something (60%的村设立站点, 半数以上…): the words behind it are its name."""
    if not is_share(quantity.unit):
        return None
    head = sentence[start : quantity.start].lstrip("、，,和及与以 \u3000；;：:")
    wording, taken = read_wording(head, sentence[quantity.end : end])
    match = _PORTION.match(sentence[quantity.end + taken : end].strip(" \u3000*"))
    if match is None or strip_adverbs(wording.head).strip("有使"):
        return None
    spec = TargetSpec(
        match["of"], wording.op or ">=", quantity.value, quantity.value_max, quantity.unit, kind="rate", confidence=0.85
    )
    return quoted(sentence, quantity.start - len(head), end, spec)


def said_targets(sentence: str, start: int, end: int, shields: Sequence[tuple[int, int]], carry: Carry) -> Iterator[Found]:
    """The quantities that a clause says in a word (翻番, 清零, 实现全覆盖)."""
    for one in sayings(sentence, start, end, strip_adverbs(TREND.sub("", carry.subject or carry.clause))):
        if any(first < one.end and one.start < last for first, last in shields):
            continue
        spec = TargetSpec(one.metric, one.op, one.value, None, one.unit, kind=one.kind, confidence=one.confidence)
        yield quoted(sentence, one.start, one.end, spec)
