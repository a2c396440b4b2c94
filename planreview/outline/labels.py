"""The numbering of items: 一、 （一） 1. （1） ① 第一章 专栏 1 表 3 and their many widths.

A label says how deep an item may stand, not yet whether it is one: ``17启动`` is read as a *bare* number that the run of
its neighbours has to confirm.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from planreview.domain.quantities import CHINESE_NUMERAL, fold_numerals, parse_chinese

# Outer to inner. A heading closes all that stand at its rank or deeper.
RANKS = {"part": 1, "chapter": 2, "node": 3, "article": 4, "cn": 5, "cnp": 6, "dot": 7, "paren": 8, "circle": 9, "dash": 10}
DEEPEST = 11
KINDS_OF_NUMBER = ("cn", "cnp", "dot", "paren", "circle")

_CN = CHINESE_NUMERAL
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "box",
        re.compile(
            rf"(?P<label>专[栏欄][ \u3000]{{0,3}}(?P<n>\d{{1,3}}|{_CN}{{1,4}})?)[ \u3000:：.．、]{{0,3}}(?P<rest>.{{0,60}})$"
        ),
    ),
    ("chapter", re.compile(rf"(?P<label>第(?P<n>{_CN}{{1,5}}|\d{{1,5}})章)[ \u3000:：、.．]{{0,4}}(?P<rest>.*)$", re.S)),
    ("node", re.compile(rf"(?P<label>第(?P<n>{_CN}{{1,5}}|\d{{1,5}})节)[ \u3000:：、.．]{{0,4}}(?P<rest>.*)$", re.S)),
    ("part", re.compile(rf"(?P<label>第(?P<n>{_CN}{{1,5}}|\d{{1,5}})(?:部分|篇|编))[ \u3000:：、.．]{{0,4}}(?P<rest>.*)$", re.S)),
    ("article", re.compile(rf"(?P<label>第(?P<n>{_CN}{{1,5}}|\d{{1,5}})条)[ \u3000:：、.．]{{0,4}}(?P<rest>.*)$", re.S)),
    ("cn", re.compile(rf"(?P<label>〔[ \u3000]?(?P<n>{_CN}{{1,4}})[ \u3000]?〕)[、.．]?[ \u3000]{{0,4}}(?P<rest>.*)$", re.S)),
    ("cn", re.compile(rf"(?P<label>(?P<n>{_CN}{{1,4}})[ \u3000]?[、，.．:：])[ \u3000]{{0,4}}(?P<rest>.*)$", re.S)),
    (
        "cnp",
        re.compile(rf"(?P<label>[（(][ \u3000]?(?P<n>{_CN}{{1,4}})[ \u3000]?[)）])[、.．]?[ \u3000]{{0,4}}(?P<rest>.*)$", re.S),
    ),
    ("paren", re.compile(r"(?P<label>[（(][ \u3000]?(?P<n>\d{1,5})[ \u3000]?[)）])[、.．]?[ \u3000]{0,4}(?P<rest>.*)$", re.S)),
    ("paren", re.compile(r"(?P<label>(?P<n>\d{1,5})[)）])[、.．]?[ \u3000]{0,4}(?P<rest>.*)$", re.S)),
    # A decimal (1.5亿元) and a clock time are no labels, nor is a date (3.15).
    (
        "dot",
        re.compile(
            r"(?P<label>(?:[-*+•●·][ \u3000]{0,3})?(?P<n>\d{1,5})[ \u3000]?[.．、·])(?!\d)[ \u3000]{0,4}(?P<rest>.*)$", re.S
        ),
    ),
    # 5.2024年新建基地, 12.5G应用: a decimal or a label, as the run of numbers says.
    ("bare", re.compile(r"(?P<label>(?P<n>\d{1,3})[.．、])(?P<rest>\d{1,6}(?:[.．]\d+)?[\u4e00-\u9fffA-Za-z].*)$", re.S)),
    (
        "bare",
        re.compile(r"(?P<label>(?P<n>\d{1,4}))[ \u3000]{0,4}(?P<rest>(?![ \u3000年月日时点届号])[\u4e00-\u9fff“《].*)$", re.S),
    ),
    ("dash", re.compile(r"(?P<label>(?:[—–－]{1,3}|--|[●•◆■▲★○◇□▪])[ \u3000]{0,3})(?P<rest>[^—–－\d\s|].*)$", re.S)),
)
# 1.5亿元, 3.15晚会: figures with a point, and days that are known by one.
_DECIMAL = re.compile(
    r"\d{1,3}[.．]\d{1,4}(?:百万|千万|[百千万亿])?(?:元|美元|吨|公里|千米|米|平方|立方|亩|公顷|倍|度|%|％|‰|个?百分点|小时|天|"
    r"兆|千瓦|微克|毫克|万|亿|km|m\b)|\d{1,3}[.．]\d{1,2}年(?!内)|(?:3[.．]15|5[.．]12|12[.．]4|3[.．]12)(?!\d)"
)
_CIRCLES = {chr(0x2460 + i): i + 1 for i in range(20)} | {chr(0x2776 + i): i + 1 for i in range(10)}
_RINGED_PARENS = {chr(0x2474 + i): i + 1 for i in range(20)}
_FULL_STOPS = {chr(0x2488 + i): i + 1 for i in range(20)}
_IDEOGRAPHS = {chr(0x3220 + i): i + 1 for i in range(10)}
_FIGURE_OR_TABLE = re.compile(
    r"(?P<kind>附?表|图)[ \u3000]{0,3}(?P<n>\d{1,3}|"
    r"[一二三四五六七八九十]{1,3})(?![、家个项条日])[-—.．:：]?[ \u3000]{0,4}(?P<rest>.{0,80})$"
)


@dataclass(frozen=True, slots=True)
class Label:
    """The number in front of a line: ``kind`` is a key of RANKS, or box, bare, table, figure; ``rest`` starts at ``offset``."""

    kind: str
    printed: str
    number: int | None
    offset: int

    @property
    def rank(self) -> int:
        """Depth by form; deeper than all where the form says nothing."""
        return RANKS.get(self.kind, DEEPEST)


def is_measure(text: str) -> bool:
    """Whether a line begins with a figure that has a point and a unit (1.5亿元), and not with a label."""
    return bool(_DECIMAL.match(text))


def read_label(text: str) -> Label | None:
    """The label at the start of a line that has no space before it, or None."""
    if not text:
        return None
    first = text[0]
    for kind, signs in (("circle", _CIRCLES), ("paren", _RINGED_PARENS), ("dot", _FULL_STOPS), ("cnp", _IDEOGRAPHS)):
        if first in signs:
            rest = text[1:].lstrip("、.． \u3000")
            return Label(kind, first, signs[first], len(text) - len(rest))
    if first == "#" or first == "*":
        return _markdown(text)
    head = text[:120]
    folded = fold_numerals(head)
    caption = _FIGURE_OR_TABLE.match(folded)
    if caption and len(text) <= 100 and not text.rstrip().endswith(("。", "；")):
        kind = "figure" if caption["kind"] == "图" else "table"
        return Label(kind, text[: caption.start("rest")].strip(), _number(caption["n"]), caption.start("rest"))
    for kind, pattern in _PATTERNS:
        match = pattern.match(head if kind == "dash" else folded)
        if kind == "bare" and _DECIMAL.match(folded):
            continue
        if match is None or (kind == "box" and (len(text) > 66 or text.endswith("。"))):
            continue
        number = _number(match["n"]) if "n" in match.re.groupindex and match["n"] else None
        if number is None and kind not in {"dash", "box"}:
            continue
        return Label(kind, text[: match.end("label")].strip(), number, match.start("rest"))
    return None


def _markdown(text: str) -> Label | None:
    """Marks of Markdown (# heading, ** bold) before a label are no part of it."""
    bare = text.lstrip("#* \u3000")
    inner = read_label(bare) if bare and bare[0] not in "#*" else None
    return inner and Label(inner.kind, inner.printed, inner.number, inner.offset + len(text) - len(bare))


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else parse_chinese(text)
