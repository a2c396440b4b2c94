"""Committed quantities in a paragraph: metric, operator, value, unit, kind, due, and the words they stand in.

A sentence is divided into clauses; each quantity of a clause that is no name, date, size class or fact becomes a target. What
one clause leaves out (a shared verb, a shared subject) is taken from the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from planreview.domain.outline import TargetSpec
from planreview.domain.quantities import Quantity, find_quantities
from planreview.domain.wordlists import words
from planreview.outline.deadlines import read_due
from planreview.outline.layout import Block
from planreview.outline.target_exclusions import (
    is_circumstance,
    is_enumeration,
    is_name_or_date,
    is_past,
    is_protected,
    is_size_class,
    protected,
)
from planreview.outline.target_kinds import is_share, kind_of, operator_of
from planreview.outline.target_words import (
    Wording,
    action_of,
    ends_with_action,
    last_action,
    read_wording,
    strip_adverbs,
)

# Nobody writes longer ones; the bounds keep a hostile line from costing the square of its length.
_SENTENCE = re.compile(r"[^。；;！？!?\n]{1,3000}")
_CLAUSE = re.compile(r"(?:[^，,：:（(]|(?<=\d)[,，](?=\d{3}(?!\d))|[（(][^）)]{0,60}[）)]|[（(]){1,240}")
_SEPARATOR = re.compile(r"[、]|和(?!谐)|以及|及(?!以)|与|并(?!购)")
_FROM = re.compile(r"(?:由|从|在)[^，。；]{0,12}$")
_TO = re.compile(r"^[^，。；\d]{0,8}(?:增加|提高|增长|上升|扩大|提升|降低|下降|减少|压减|缩短|压缩|发展|增|升|降)[到至]")
_INDEX = re.compile(r"(?:指数|得分|评分|系数|分值|测评值|满意度|[率值比]|强度|综合排名|水平)$")
_TREND = re.compile(r"(?:有|均|明显|持续|不断|稳步|进一步|大幅|显著|较大|更加|全面)[^，。]{0,10}$")
_STRONG = frozenset(
    words(
        "达到 达 突破 超过 超 不低于 不少于 不得少于 不得低于 至少 最少 不超过 控制在 上升 增加 新增 减少 下降 "
        "以上 以下 以内 及以上"
    )
)
_VERBS_TOO = frozenset({"突破", "完成", "实现", "增加", "减少", "压减"})
_BEHIND = frozenset({"以上", "及以上", "以下", "以内", "左右", "上下"})
_LEAST = frozenset({"至少", "不少于", "不低于"})
_JOINTS = frozenset("、和及与")
_COLLECTIVE = frozenset(
    words("个 次 种 类 点 分 部 门 本 级 批 团 队 组 村 镇 街 站 馆 园 天 倍 项 条 轮 遍 份 对 片 块 口 万 亿 千 百 人")
)
_ATTRIBUTE = re.compile(r"(?:计划|预计|项目)?(?:总?投资|概算|估算|占地|面积|全长|总长|涉及|惠及|覆盖|服务|受益|其中)")
_LEVEL = re.compile(r"每[百千万]|人均|拥有|(?:总量|总额|规模|里程|产值|产量|收入|增加值|数量|拥有量|保有量|寿命|浓度|面积)$")
_DOES = re.compile(r"进行|开展|予以|给予|实施|落实|完成|建成|投产|开工|完工|竣工|通过|达标|投用|通车|全部")
# What a metric may hold at most; a longer stretch of words is no name of anything.
_LONGEST_METRIC = 60


@dataclass(slots=True)
class _Carry:
    """What the next clause of a sentence may leave out."""

    action: str | None = None
    subject: str = ""
    clause: str = ""
    clause_start: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """A target and where its quote stands in the text."""

    target: TargetSpec
    start: int
    end: int


def targets_of(block: Block, period: tuple[int, int] | None, offset: int = 0) -> tuple[TargetSpec, ...]:
    """The targets of a paragraph, from character ``offset`` on, with line and span in the source."""
    found = []
    for one in find_targets(block.text[offset:], period):
        line, column = block.place(one.start + offset)
        last_line, last_column = block.place(one.end + offset - 1)
        end = last_column + 1 if last_line == line else column + _until_break(block, one.start + offset)
        found.append(replace(one.target, line=line, span=(line, column, end)))
    return tuple(found)


def _until_break(block: Block, position: int) -> int:
    following = [start for start in block.starts if start > position]
    return (following[0] if following else len(block.text)) - position


def find_targets(text: str, period: tuple[int, int] | None = None) -> Iterator[Found]:
    """The targets of a running text, in order."""
    if not any(char.isdigit() for char in text) and not re.search(r"[一二三四五六七八九十两]|百分之", text):
        return
    for sentence in _SENTENCE.finditer(text):
        if is_past(sentence[0], period[0] if period else None):
            continue
        carry = _Carry()
        due = read_due(sentence[0], period)
        shields = protected(sentence[0])
        for clause in _CLAUSE.finditer(sentence[0]):
            for found in _of_clause(sentence[0], clause.start(), clause.end(), shields, carry):
                target = replace(found.target, due=due)
                yield Found(target, found.start + sentence.start(), found.end + sentence.start())


def _of_clause(sentence: str, start: int, end: int, shields: list[tuple[int, int]], carry: _Carry) -> Iterator[Found]:
    clause = sentence[start:end]
    quantities = [] if is_circumstance(clause) else _quantities(sentence, start, end, shields)
    reached_until = start
    found_any = False
    for place, quantity in enumerate(quantities):
        following = quantities[place + 1] if place + 1 < len(quantities) else None
        if (
            following is not None
            and _FROM.search(sentence[start : quantity.start])
            and _TO.match(sentence[quantity.end : following.start])
        ):
            quantities[place + 1] = replace(following)
            baseline: Decimal | None = quantity.value
            head_end = re.search(r"(?:由|从|在)[^，。；]{0,12}$", sentence[start : quantity.start])
            found = _target(sentence, start if place == 0 else reached_until, following, end, carry, baseline, head_end)
            if found is not None:
                yield found
                found_any = True
                reached_until = found.end
            continue
        if quantity.end <= reached_until:
            continue
        until = following.start if following is not None else end
        piece_end = _tail_end(sentence, quantity.end, until) if following is not None else end
        found = _target(sentence, reached_until, quantity, piece_end, carry, None, None)
        if found is not None:
            yield found
            found_any = True
        reached_until = max(piece_end if following is not None else quantity.end, found.end if found else 0)
    if not found_any and re.search(r"[一-鿿]{3}", re.sub(r"(?:到|至)?\s*\d{2,4}\s*年[底末]?", "", clause)):
        carry.clause, carry.clause_start = clause, start


def _quantities(sentence: str, start: int, end: int, shields: list[tuple[int, int]]) -> list[Quantity]:
    """The quantities of a clause that may be targets."""
    moved = [replace(q, start=q.start + start, end=q.end + start) for q in find_quantities(sentence[start:end])]
    kept = [q for q in moved if not is_protected(shields, q) and not is_name_or_date(sentence, q)]
    kept = [q for q in kept if not is_size_class(sentence, q, _next(kept, q))]
    return [q for q in kept if not is_enumeration(sentence, q)]


def _next(quantities: list[Quantity], quantity: Quantity) -> Quantity | None:
    place = quantities.index(quantity)
    return quantities[place + 1] if place + 1 < len(quantities) else None


def _tail_end(sentence: str, start: int, until: int) -> int:
    """Where the words behind a quantity end and those of the next one begin: at the last separator between them."""
    between = sentence[start:until]
    separators = list(_SEPARATOR.finditer(between))
    if separators:
        return start + separators[0 if between.startswith("、") else -1].start()
    taken = read_wording("", between)[1]
    return start + taken


def _target(
    sentence: str, start: int, quantity: Quantity, end: int, carry: _Carry, baseline: Decimal | None, cut: re.Match[str] | None
) -> Found | None:
    head = sentence[start : quantity.start].lstrip("、，,和及与以 \u3000；;：:")
    begin = quantity.start - len(head)
    if cut is not None:
        subject = head[: max(0, len(head) - (quantity.start - start - cut.start()))]
        growth = sentence[start + cut.start() : quantity.start]
        wording, taken = read_wording(
            subject
            + (
                re.search(r"(?:增加|提高|增长|上升|扩大|提升|降低|下降|减少|压减|缩短|压缩|发展|增|升|降)[到至]$", growth) or [""]
            )[0],
            sentence[quantity.end : end],
        )
    else:
        wording, taken = read_wording(head, sentence[quantity.end : end])
    tail = sentence[quantity.end + taken : end].strip(" \u3000*")
    stop = quantity.end + taken
    metric, action, inherited, with_tail = _metric(wording, tail, carry, inside=sentence[start : start + 1] in _JOINTS)
    if with_tail:
        stop = end
    if not metric and carry.clause and wording.comparator is not None:
        metric = strip_adverbs(_TREND.sub("", carry.clause))[-_LONGEST_METRIC:]
        begin = carry.clause_start + len(carry.clause) - len(carry.clause.lstrip())
    confidence = _confidence(quantity, wording, metric, action, inherited, with_tail)
    if confidence <= 0:
        return None
    op = operator_of(wording.op, action, metric, quantity.unit, wording.comparator)
    if inherited and wording.comparator is None and wording.op is None and carry.action:
        op = operator_of(None, carry.action, metric, quantity.unit, None)
    reached = None if wording.comparator == action else wording.comparator
    kind = kind_of(op, action, quantity.unit, baseline, quantity.value, reached)
    carry.action = action if action else (None if wording.comparator else carry.action)
    carry.subject = metric
    if op in {"%+", "%-"}:
        carry.subject = metric
        word = (
            wording.comparator
            if wording.comparator in {"增长", "提高", "提升", "下降", "降低", "减少"}
            else ("增长" if op == "%+" else "下降")
        )
        metric = metric if metric.endswith(("增长", "增速", "增幅", "下降", "降幅")) else metric + word
    quote = sentence[begin:stop].strip(" \u3000*、，,")
    at = sentence.find(quote, begin) if quote else begin
    spec = TargetSpec(
        metric, op, quantity.value, quantity.value_max, quantity.unit, quote, kind, baseline, None, confidence=confidence
    )
    return Found(spec, at, at + len(quote))


def _metric(wording: Wording, tail: str, carry: _Carry, inside: bool) -> tuple[str, str | None, bool, bool]:
    """What the quantity counts, the verb of doing, whether the verb is the one before, and whether the words behind count."""
    head = strip_adverbs(wording.head)[-_LONGEST_METRIC:].strip(" \u3000*")
    noun = _noun(tail)
    if not head and noun and wording.comparator in _VERBS_TOO and wording.op != "%+":
        # 突破3项技术: the operator's word is the verb.
        return wording.comparator + noun, wording.comparator, False, True
    if ends_with_action(head) and noun and wording.comparator not in {"达到", "增长", "下降"}:
        verb = last_action(head)
        assert verb is not None
        return verb[0] + noun, verb[0], False, True
    if head in {"对", "将", "把", "为", "向", ""} or not head:
        if noun and carry.action and wording.comparator is None and head == "":
            return carry.action + noun, carry.action, True, True
        if noun and (does := _DOES.search(tail)) and wording.comparator is None:
            return noun, action_of(noun) or _inner_action(noun) or does[0], False, True
        if wording.comparator is not None and carry.subject:
            return carry.subject, None, False, False
        return "", None, False, False
    if re.match(r"[较比](?!重|例|率)", head) and carry.subject and wording.op is not None:
        return carry.subject, None, False, False
    if re.match(r"占|同比|年均|增[长速幅]", head) and carry.subject and not action_of(head):
        return carry.subject + head, None, False, False
    action = action_of(head) or _inner_action(head)
    shares = wording.comparator is None or (inside and wording.comparator in _BEHIND)
    if action is not None and head == action and carry.subject.startswith(carry.action or "\0"):
        # 新建学校2所、改扩建3所: what is rebuilt was named before.
        return action + carry.subject.removeprefix(carry.action or ""), action, False, False
    if action is None and shares and carry.action and not _ATTRIBUTE.match(head):
        return carry.action + head, carry.action, True, False
    return head, action, False, False


def _inner_action(head: str) -> str | None:
    """A verb of doing that stands within the words: behind 、 or 并 or after who does it (市医院开展…)."""
    parts = re.split(r"[、并]", head)
    for part in reversed(parts):
        if found := action_of(strip_adverbs(part)):
            return found
    match = re.search(
        r"(?:实施|开展|建设|培育|引进|完成|创建|新增|新建|组织|举办|争取|落实|改造|建成|推广|培训|发放|招引|备案|"
        r"登记|入库|查处|治理|支持|通车|投产)",
        head,
    )
    return match[0] if match else None


def _noun(tail: str) -> str:
    """The words behind a quantity as far as they name what is counted."""
    cut = re.split(r"[，,。；;]", tail)[0].strip(" \u3000*")
    return cut[:_LONGEST_METRIC].removeprefix("的").removeprefix("、")


def _confidence(quantity: Quantity, wording: Wording, metric: str, action: str | None, inherited: bool, with_tail: bool) -> float:
    """How sure it is that a quantity is a commitment: 0 where it is none."""
    if len(re.sub(r"[\W\d_]", "", metric)) < 2:
        return 0.0
    if quantity.chinese and quantity.unit not in {"%"}:
        if (wording.comparator in _STRONG and (not with_tail or wording.comparator in _LEAST)) or wording.op == "<=" or wording.comparator in _BEHIND:
            return 0.7
        if action is not None and quantity.value >= 20 and quantity.unit not in {"级", "点", "分"}:
            return 0.7
        directly = with_tail and action is not None and not inherited
        return 0.6 if directly and quantity.value >= 2 and quantity.unit not in _COLLECTIVE else 0.0
    if quantity.unit is None:
        return 0.8 if wording.comparator in _STRONG and (_INDEX.search(strip_adverbs(wording.head)) or not wording.head) else 0.0
    if wording.op is not None:
        return 0.95 if wording.comparator in _STRONG or action else 0.85
    if is_share(quantity.unit):
        return 0.85 if _INDEX.search(wording.head) or re.search(r"比重|比例|占比|覆盖|占", wording.head) else 0.0
    if action is not None:
        return 0.9 if not inherited else 0.8
    if _LEVEL.search(metric) and not _ATTRIBUTE.match(metric):
        return 0.7
    return 0.6 if with_tail and _DOES.search(metric) else 0.0
