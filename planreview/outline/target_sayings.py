"""Quantities that a plan says in a word: 翻番 is twice, 清零 and 零发生 are none, 实现全覆盖 is all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from planreview.outline.target_words import action_of, strip_adverbs

_END = r"(?=$|[、）)])"
_SAYING = re.compile(
    rf"(?P<double>(?:实现|力争|确保|再|将|总体|[较比](?:上年|去年|(?:19|20)\d{{2}}年)底?)*+翻(?P<times>[一两二三])?番){_END}|"
    rf"(?P<none>(?:(?:实现|保持|达到|确保|做到)(?:在|了)?)?(?:动态|全部|基本|全面|持续)?(?:清零|归零|为零|零发生|“零”发生|零新增|零(?P<what>事故|"
    rf"死亡|伤亡|案件|火灾|投诉|返贫|积压|增长))){_END}|(?P<all>实现全覆盖|实现全员覆盖|(?<=[诊监检巡排培])(?P<done>[断管查测训])全覆盖){_END}"
)
_JOINT = re.compile(r"[、，]|\d[一-鿿%％]{1,3}")
# What is only pushed on is not said to come to an end.
_PUSHED = re.compile(r"^(?:推进|推动|加强|加快|促进|抓好|开展|落实|强化|健全|完善|建立|推广|对|整改|排查|加大)")
# 欠费年底前清零: by when it is to be so.
_BY_WHEN = re.compile(r"(?:年底|年末|\d{1,2}月底?|[上下]半年)前?$")
_TIMES = {None: 2, "一": 2, "两": 4, "二": 4, "三": 8}


@dataclass(frozen=True, slots=True)
class Saying:
    """What a word says, and where it and its subject stand."""

    metric: str
    op: str
    value: Decimal
    unit: str | None
    kind: str
    start: int
    end: int
    confidence: float


def sayings(sentence: str, start: int, end: int, subject: str) -> Iterator[Saying]:
    """What the words of a clause say without a number; ``subject`` is what was spoken of last."""
    for match in _SAYING.finditer(sentence[:end], start):
        joints = [joint.end() for joint in _JOINT.finditer(sentence, start, match.start())]
        words = sentence[joints[-1] if joints and not match["double"] else start : match.start()]
        if match["done"]:
            words += match["done"]
        if _PUSHED.match(words.strip(" \u3000*")):
            continue
        words = words.strip(" \u3000*")
        rest = strip_adverbs(words)
        begin = match.start() - len(rest) + (1 if match["done"] else 0)
        name = _BY_WHEN.sub("", rest)
        if not name and match["none"] and not action_of(subject):
            name, begin = subject, match.start() - len(words)
        if match["double"] and (len(name) < 2 or any(char.isdigit() for char in name)):
            name, begin = subject, match.start()
        if len(name) < 2 or len(name) > 40 or (any(c.isdigit() for c in name) and not match["all"]):
            continue
        if match["double"]:
            yield Saying(name, ">=", Decimal(_TIMES[match["times"]]), "倍", "level", begin, match.end(), 0.8)
        elif match["none"]:
            yield Saying(name + (match["what"] or ""), "<=", Decimal(0), None, "ceiling", begin, match.end(), 0.7)
        elif len(name) >= 4:
            share = name if name.endswith("率") else name + "覆盖率"
            yield Saying(share, ">=", Decimal(100), "%", "rate", begin, match.end(), 0.7)
