"""Numbers and quantities as plans write them: Arabic, full-width and Chinese numerals, ranges, units.

Pure text in, values out: which quantity is a target is for the outline to say. A unit stays as written (``亿元``, ``万人次``)
and the value is not multiplied, because that is how it is quoted; 个 before 百分点 is no part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from planreview.domain.wordlists import alternation, words

# One character for one, so that positions in the folded text are positions in the source.
_FOLD = {0xFF10 + digit: str(digit) for digit in range(10)} | {ord("．"): ".", ord("％"): "%", ord("，"): ",", ord("／"): "/"}
_FOLD |= dict.fromkeys((65293, 8211, 8212, 8213, 8722), "-") | dict.fromkeys((65374, 8764, 12316), "~")
_FOLD |= {ord("＋"): "+"}
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2, "俩": 2, "壹": 1, "贰": 2, "叁": 3}
_STEPS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_MYRIADS = {"万": 10_000, "亿": 100_000_000}

CHINESE_NUMERAL = "[零〇○一二两三四五六七八九十百千]"

MAGNITUDE = "(?:百万|千万|十万|百亿|千亿|万亿|[百千万亿])"
BASE_UNITS = words(
    "百分点 个基点 基点 标准立方米 千克标准煤 吨标准煤 标准煤 吨标煤 平方公里 平方千米 平方米 立方米 "
    "毫秒 微克每立方米 毫克每立方米 毫克每升 微克/立方米 毫克/升 "
    "千伏安 公里 千米 公顷 公斤 千克 斤 克 千瓦时 千瓦 兆瓦 "
    "人年 人日 人天 工日 台班 人次 场次 车次 班次 床位 学位 户次 件次 家次 趟次 批次 例次 篇次 辆次 亩次 台次 头次 "
    "羽次 只次 艘次 架次 项次 课次 间次 条次 课时 学时 工时 个小时 小时 分钟 个工作日 工作日 个自然日 个月 美元 欧元 "
    "港元 人民币 元 吨 亩 米 "
    "家 个 项 位 户 台 套 件 名 人 次 场 座 支 条 辆 艘 架 只 头 羽 尾 匹 株 棵 所 处 期 批 倍 天 间 张 床 例 "
    "起 宗 班 本 篇 部 册 幅 门 种 类 款 节 "
    "对 片 栋 幢 块 根 枚 盏 口 眼 孔 份 笔 组 队 团 村 镇 街 站 馆 园 点 分 遍 轮 岁 度电 页 列 路 棒 级 蒸吨 "
    "秒 EFLOPS PFLOPS TFLOPS TWh GWh MWh kWh GWp MWp kWp MW GW kW km m2 ℃ DDDs % ‰"
)
# A sign of Latin letters ends with its word: 5GWh are no 5 GW.
_UNIT = "(?:" + alternation(BASE_UNITS) + ")(?:(?<![A-Za-z])|(?![A-Za-z]))"
_BRACKETED = r"(?:[（(](?![含一二三四五六七八九十])[\u4e00-\u9fff]{1,2}[)）])"
_PER = f"(?:/(?:{MAGNITUDE}|每)?(?:{_UNIT}|年|月|日|县|人口)(?:[·・](?:[年月日天]|{_UNIT}))?)"
# 9/10万 is nine in a hundred thousand: the unit is /10万.
_IN_MANY = r"(?:/1?0{0,5}[十百千万]{1,2})"
UNIT_PATTERN = rf"(?:百分点|(?:{_UNIT}|{MAGNITUDE}{_UNIT}){_BRACKETED}?{_PER}?|{_IN_MANY}|{MAGNITUDE}(?!{CHINESE_NUMERAL}))"

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_BETWEEN = r"\s{0,2}(?:-{1,2}|~|至|到)\s{0,2}"
_ARABIC = re.compile(
    rf"(?<![\d.A-Za-z])(?P<low>{_NUMBER})(?:(?P<first>%|‰)?{_BETWEEN}(?P<high>{_NUMBER}))?(?![\d.]*\d)"
    rf"(?P<more>余|多)?[ \u3000]{{0,2}}(?:个(?=百分点))?(?P<unit>{UNIT_PATTERN})?"
)
_CHINESE = re.compile(
    rf"(?P<percent>百分之)?(?P<low>{CHINESE_NUMERAL}{{1,9}})(?:(?:至|"
    rf"到)(?P<high>{CHINESE_NUMERAL}{{1,9}}))?(?:个(?=百分点))?"
    rf"(?P<unit>{UNIT_PATTERN}|成(?=以上|以下|左右|[，。；、]|$))?"
)
# 三分之一 is one of three parts and no three of anything.
_FRACTION = re.compile(r"分之[一二三四五六七八九十]")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit at ``text[start:end]``; ``value_max`` for a range; ``chinese`` where no Arabic digit stands."""

    value: Decimal
    value_max: Decimal | None
    unit: str | None
    start: int
    end: int
    chinese: bool = False


_HAN = frozenset((*_DIGITS, *_STEPS, *_MYRIADS)) - frozenset("0123456789")
_ONE = "[一二两三四五六七八九]"
_SEVERAL = f"(?=[一二两三四五六七八九十])(?:{_ONE}千)?(?:零?{_ONE}百)?(?:零?{_ONE}?十{_ONE}?|零{_ONE})?"
_GROUP = f"(?:{_ONE}|{_SEVERAL})"
# Of 一万二 too people mean either.
_EXACT = f"零|{_GROUP}|(?:{_GROUP}亿)(?:零?{_GROUP}万)?(?:零{_ONE}|零?{_SEVERAL})?|{_GROUP}万(?:零{_ONE}|零?{_SEVERAL})?"


def fold_numerals(text: str) -> str:
    """The text with full-width digits, points, percent signs and dashes in ASCII; every position stays where it was."""
    return text.translate(_FOLD)


def parse_chinese(text: str) -> int | None:
    """The value of a Chinese numeral (``三十五``, ``一百零二``, ``二〇二〇``); None where the text is not one."""
    if not text or any(c not in _DIGITS and c not in _STEPS and c not in _MYRIADS for c in text):
        return None
    if len(text) > 1 and all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total = section = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _STEPS:
            section += (digit or 1) * _STEPS[char]
            digit = 0
        else:
            # 两亿三千万: what stands before 亿 is counted; 一万亿 is a myriad of them.
            total = (total + section + digit) * _MYRIADS[char] if char == "亿" else total + (section + digit) * _MYRIADS[char]
            section = digit = 0
    return total + section + digit


def is_exact(text: str) -> bool:
    """Whether a numeral says one number and no other: 两三, 三五, 二三十 say about how many, of 一百二 people mean 120 or 102."""
    return (
        not any(c in text for c in _HAN) or bool(re.fullmatch(_EXACT, text)) or ("〇" in text and all(c in _DIGITS for c in text))
    )


def parse_number(text: str) -> Decimal | None:
    """The value of one number, Arabic (``1,200``, ``１．５``) or Chinese (``二十``); None for anything else."""
    folded = fold_numerals(text.strip()).replace(",", "")
    if re.fullmatch(r"[+-]?\d{1,30}(?:\.\d{1,30})?", folded):
        return Decimal(folded)
    number = parse_chinese(folded)
    return None if number is None else Decimal(number)


def _decimal(text: str | None) -> Decimal | None:
    if text is None:
        return None
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None


def find_quantities(text: str) -> Iterator[Quantity]:
    """Every number of the text with the unit behind it, from left to right; a Chinese numeral only where a unit follows."""
    folded = fold_numerals(text)
    found: list[Quantity] = []
    for match in _ARABIC.finditer(folded):
        low, high = _decimal(match["low"]), _decimal(match["high"])
        if low is None:
            continue
        if high is not None and high <= low:
            high = None
        unit = match["unit"]
        if high is None and match["high"] and folded[match.start("high") - 1] == "到":
            # 9.5到8.2天 goes from one to the other.
            found.append(Quantity(low, None, None, match.start(), match.end("low")))
            match = _ARABIC.match(folded, match.start("high")) or match
            low = _decimal(match["low"]) or low
        end = match.end() if unit else match.end("high") if match["high"] else match.end("low")
        found.append(Quantity(low, high, text[match.start("unit") : match.end("unit")] if unit else None, match.start(), end))
    for match in _CHINESE.finditer(folded):
        if not match["unit"] and not match["percent"]:
            continue
        value, high_value = parse_chinese(match["low"]), parse_chinese(match["high"] or "")
        # 千人口, 百场: a step alone is a measure or a manner of speaking, and counts nothing.
        if value is None or (match["low"] in _STEPS and match["low"] != "十" and not match["percent"]):
            continue
        if match["unit"] and match["unit"][-1] == "分" and _FRACTION.match(folded, match.end("unit") - 1):
            continue
        unit = "%" if match["percent"] else match["unit"]
        # 三千 is a numeral; its last sign is not the unit of 三.
        end = match.end("low") if match["percent"] and not match["high"] else match.end()
        found.append(
            Quantity(Decimal(value), None if high_value is None else Decimal(high_value), unit, match.start(), end, True)
        )
    taken_until = -1
    for quantity in sorted(found, key=lambda q: (q.start, -q.end)):
        if quantity.start >= taken_until:
            taken_until = quantity.end
            yield quantity
