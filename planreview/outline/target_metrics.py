"""What a quantity counts: the words before it, or a verb and the words behind it, or what the clause before named."""

from __future__ import annotations

import re
from dataclasses import dataclass

from planreview.outline.target_words import (
    BEHIND,
    Wording,
    action_of,
    ends_with_action,
    last_action,
    strip_adverbs,
)

_VERBS_TOO = frozenset({"突破", "完成", "实现", "增加", "减少", "压减"})
# A figure that describes what is done, and is not done itself.
ATTRIBUTE = re.compile(r"(?:计划|预计|项目)?(?:总?投资|概算|估算|占地|面积|全长|总长|涉及|惠及|覆盖|服务|受益|其中)")
DOES = re.compile(r"进行|开展|予以|给予|实施|落实|完成|建成|投产|开工|完工|竣工|通过|达标|投用|通车|全部")
# What a metric may hold at most; a longer stretch of words is no name of anything.
LONGEST_METRIC = 60


@dataclass(slots=True)
class Carry:
    """What the next clause of a sentence may leave out."""

    action: str | None = None
    subject: str = ""
    clause: str = ""
    clause_start: int = 0


@dataclass(frozen=True, slots=True)
class Metric:
    """The name of what is counted, the verb of doing, whether that verb is the one before, whether words behind count."""

    name: str
    action: str | None
    inherited: bool
    with_tail: bool


def read_metric(wording: Wording, tail: str, carry: Carry, *, inside: bool) -> Metric:
    """What a quantity counts; ``inside`` where a 、 joins it to the one before."""
    head = strip_adverbs(wording.head)[-LONGEST_METRIC:].strip(" \u3000*")
    noun = _noun(tail)
    if not head and noun and wording.comparator in _VERBS_TOO and wording.op != "%+":
        # 突破3项技术: the operator's word is the verb.
        return Metric(wording.comparator + noun, wording.comparator, False, True)
    if ends_with_action(head) and noun and wording.comparator not in {"达到", "增长", "下降"}:
        verb = last_action(head)
        assert verb is not None
        return Metric(verb[0] + noun, verb[0], False, True)
    if head in {"对", "将", "把", "为", "向", ""} or not head:
        if noun and carry.action and wording.comparator is None and head == "":
            return Metric(carry.action + noun, carry.action, True, True)
        if noun and (does := DOES.search(tail)) and wording.comparator is None:
            return Metric(noun, action_of(noun) or _inner_action(noun) or does[0], False, True)
        if wording.comparator is not None and carry.subject:
            return Metric(carry.subject, None, False, False)
        return Metric("", None, False, False)
    if re.match(r"[较比](?!重|例|率)", head) and carry.subject and wording.op is not None:
        return Metric(carry.subject, None, False, False)
    if re.match(r"占|同比|年均|增[长速幅]", head) and carry.subject and not action_of(head):
        return Metric(carry.subject + head, None, False, False)
    action = action_of(head) or _inner_action(head)
    shares = wording.comparator is None or (inside and wording.comparator in BEHIND)
    if action is not None and head == action and carry.subject.startswith(carry.action or "\0"):
        # 新建学校2所、改扩建3所: what is rebuilt was named before.
        return Metric(action + carry.subject.removeprefix(carry.action or ""), action, False, False)
    if action is None and shares and carry.action and not ATTRIBUTE.match(head):
        return Metric(carry.action + head, carry.action, True, False)
    return Metric(head, action, False, False)


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
    return cut[:LONGEST_METRIC].removeprefix("的").removeprefix("、")
