"""By when a task is due: stated clauses (完成时限：…), and dates in running text, as written and as a day.

长期坚持, 持续推进 and 全年 are routine: they have no due date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from planreview.domain.quantities import CHINESE_NUMERAL, fold_numerals, parse_chinese
from planreview.outline.dates import iso, month_end

_STATED = re.compile(
    r"[（(【\[]?(?:完成|办结|落实|整改|计划完成|实施)?(?:时限(?:要求)?|时间(?:要求|节点|安排|进度)?|期限|"
    r"完成日期)[ \u3000]{0,2}[:：][ \u3000]{0,2}"
    r"(?P<words>[^；;。，,）)】\]\n|\t]{1,40}(?:[，,]并?(?:长期|持续)(?:坚持|推进|抓好)?)?)"
)
# （甲局牵头，乙局配合，6月底前完成）: a date that closes the bracket of the units is the whole task's.
_CLOSING = re.compile(
    r"(?:牵头|配合|负责|落实|参与)[，,；;][ \u3000]{0,2}"
    r"(?P<words>(?:\d{4}年)?(?:\d{1,2}月|第?[一二三四]季度|[上下]半年|年)[^，,；;、（()）]{0,8}|长期坚持|"
    r"持续推进|全年(?:推进)?)[)）]$"
)
# 动员部署（6月20日—6月30日）: the time of a phase stands in its title.
_PHASE = re.compile(
    r"^[^。；，,]{2,24}[（(](?P<words>(?:(?:19|20)\d{2}年)?\d{1,2}月[^（()）]{0,24}|(?:19|20)\d{2}年[^（()）]{0,20})[)）]"
)
# 【3月】整治排口: a plan by months puts the month before each title.
_MARKED = re.compile(
    r"(?:\d{1,3}[.．、]|[（(]?[一二三四五六七八九十]{1,3}[)）、])?[ \u3000]*[【（(〔\[［]"
    r"(?P<words>(?:(?:19|20)\d{2}年)?(?:\d{1,2}月(?:[—\-至～~]\d{1,2}月)?|[一二三四]季度|[上下]半年|全年)[底末]?前?)"
    r"[】）)〕\]］]"
)
_ROUTINE = re.compile(
    r"长期(?:坚持|推进|任务|实施|抓)|持续(?:推进|开展|实施|抓好?|坚持|用力)|常态(?:化)?(?:推进|开展|坚持)?|"
    r"贯穿全年|全年(?:推进|坚持|开展|实施)?|常年|每年|每月|每季度?|每半年|经常性"
)
# 长期坚持 as a sentence of its own says when; within a sentence it says how.
_ALONE = re.compile(r"(?:^|[。；;，,（(\n])(?P<words>长期坚持|持续推进|常态化推进|全年推进|长期推进)(?=[。；;）)\n]|$)")
_MONTH = rf"(?P<month>\d{{1,2}}|{CHINESE_NUMERAL}{{1,2}})"
_YEAR = r"(?:(?P<year>(?:19|20)\d{2})\s{0,2}年\s{0,2}|(?P<this>今年|本年|当年)\s{0,2})?"
_DAY = re.compile(rf"{_YEAR}{_MONTH}\s{{0,2}}月\s{{0,2}}(?P<day>\d{{1,2}}|{CHINESE_NUMERAL}{{1,3}})\s{{0,2}}日")
_MONTH_END = re.compile(rf"{_YEAR}{_MONTH}\s{{0,2}}月(?:份)?\s{{0,2}}(?P<part>底|末|中旬|上旬|下旬|份)?")
_QUARTER = re.compile(rf"{_YEAR}(?:第)?(?P<quarter>[一二三四1-4])季度")
_HALF = re.compile(rf"{_YEAR}(?P<half>[上下])半年")
_YEAR_END = re.compile(
    r"(?P<year>(?:19|20)\d{2})\s{0,2}年(?:\s{0,2}(?:年?底|年?末|全年))?|(?P<this>今年|本年度?|年)(?:底|末)|年(?:内|度内)"
)
_BY_YEAR = re.compile(r"(?<!\d)(?:(?P<year>(?:19|20)\d{2})\s{0,2}年|(?<![每半去前今明当])年)[底末]前")
# 第三季度完成: a quarter says when where the verb follows it.
_IN_QUARTER = re.compile(
    r"(?P<words>(?:(?:19|20)\d{2}年)?第?[一二三四1-4]季度)(?:[底末]?前|内)?(?=(?:全面|基本|全部)?(?:完成|建成|投用|投入使用|启用|开工|竣工|上线))"
)
_TELLS_TIME = re.compile(r"[月年]|季度")
# A date is a deadline only with a word that says so.
_BY = re.compile(r"^\s{0,2}(?:份|[底末])?\s{0,2}(?:[前内]|之前|以前|完成|建成|实现|出台|印发|投用|开工|竣工|召开|举办|报)")
# 建成农田2万亩，6月底前完成招标: where an outcome is stated, a step towards it does not say when that is due.
_STEP = re.compile(
    r"(?:[，,]|力争|确保|全面|全部|基本)*(?:(?:完成|启动)(?:项目)?(?:招投?标|前期|立项|可行性研究|可研|初步设计|勘察|选址|征地|拆迁)|"
    r"(?:启动|开工|动工)(?:建设|实施|改造|施工)?(?=[，,。；;）)]|$))"
)
_OUTCOME = re.compile(r"建成|完成|改造|新建|竣工|投用|投入使用")
_TOWARDS = re.compile(r"(?:到|至|截[至止]|力争|确保|于|在|[前])\s{0,2}$")


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline as written, its day as ISO, and whether the task is routine; ``quote`` is the whole clause."""

    words: str | None = None
    due: str | None = None
    routine: bool = False
    quote: str = ""


def read_deadline(text: str, period: tuple[int, int] | None) -> Deadline:
    """The deadline that a task states: a clause of its own, else a date in its text that says 前, 底前 or 内."""
    stated = _STATED.search(text)
    if stated:
        words = stated["words"].strip()
        due = read_day(words, period)
        return Deadline(words, due, due is None and bool(_ROUTINE.search(words)), stated[0])
    if closing := _CLOSING.search(text.rstrip()[-400:]):
        words = re.sub(r"完成$", "", closing["words"])
        due = read_day(words, period)
        return Deadline(words, due, due is None and bool(_ROUTINE.search(words)), closing[0])
    if phase := _PHASE.search(text[:80]):
        words = phase["words"]
        return Deadline(words, read_day(words, period), False, words)
    if marked := _MARKED.match(text):
        words = marked["words"]
        due = read_day(words, period)
        return Deadline(words, due, due is None and bool(_ROUTINE.search(words)), words)
    dated = _in_prose(text, period)
    if dated.due is None and (alone := _ALONE.search(text)):
        return Deadline(alone["words"], None, True, alone["words"])
    return dated


def _in_prose(text: str, period: tuple[int, int] | None) -> Deadline:
    if not _TELLS_TIME.search(text):
        # Most clauses name no time at all, and every clause with a figure is asked.
        return Deadline()
    folded = fold_numerals(text)
    found: list[tuple[str, str, int]] = []
    for pattern in (_DAY, _MONTH_END, _QUARTER, _HALF):
        for match in pattern.finditer(folded):
            behind = folded[match.end() : match.end() + 4]
            if not re.match(r"\s{0,2}(?:[底末]?前|[底末]前?|之前|以前|内)", behind) and not re.search(r"[底末]$", match[0]):
                continue
            due = read_day(match[0], period)
            by = re.match(r"\s{0,2}(?:[底末]?前|之前|以前|内)", behind)
            end = match.end() + (by.end() if by else 0)
            if due and not (_STEP.match(folded, end) and _OUTCOME.search(folded, 0, match.start())):
                found.append((text[match.start() : end], due, match.start()))
    for match in _BY_YEAR.finditer(folded):
        due = f"{match['year']}-12-31" if match["year"] else f"{period[1]}-12-31" if period else None
        if due:
            found.append((text[match.start() : match.end()], due, match.start()))
    for match in _IN_QUARTER.finditer(folded):
        if due := read_day(match["words"], period):
            found.append((text[match.start("words") : match.end("words")], due, match.start()))
    if not found:
        return Deadline()
    # Several dates are steps; the task is due with the last.
    words, due, _ = max(found, key=lambda f: (f[1], -f[2]))
    return Deadline(words.strip(), due, False, words)


def read_due(text: str, period: tuple[int, int] | None) -> str | None:
    """The day by which a sentence wants its quantity: ``到2025年``, ``6月底前``; None where it says nothing."""
    if not _TELLS_TIME.search(text):
        return None
    folded = fold_numerals(text)
    dated = _in_prose(text, period).due
    if dated:
        return dated
    for match in _YEAR_END.finditer(folded):
        before, behind = folded[max(0, match.start() - 4) : match.start()], folded[match.end() : match.end() + 4]
        if match["year"] and (_TOWARDS.search(before) or _BY.match(behind) or match[0].rstrip().endswith(("底", "末"))):
            return f"{match['year']}-12-31"
        if match["year"] is None and period and not re.search(r"[每近几\d]$", before):
            return f"{period[0] if match['this'] else period[1]}-12-31" if period[0] == period[1] or match["this"] else None
    return None


def read_day(words: str, period: tuple[int, int] | None) -> str | None:
    """The last day that the words of a deadline allow, as ISO; None where they name none."""
    folded = fold_numerals(words)
    default = period[0] if period else None
    ends: list[str] = []
    for match in _DAY.finditer(folded):
        day = _figure(match["day"])
        year, month = _year(match["year"], default), _figure(match["month"])
        if year and month and day and (found := iso(year, month, day)):
            ends.append(found)
    plain = re.search(r"(?<!\d)((?:19|20)\d{2})[-./](\d{1,2})(?:[-./](\d{1,2}))?(?!\d)", folded)
    if plain and 1 <= int(plain[2]) <= 12:
        whole = iso(int(plain[1]), int(plain[2]), int(plain[3])) if plain[3] else month_end(int(plain[1]), int(plain[2]))
        ends += [whole] if whole else []
    if ends:
        return max(ends)
    for match in _MONTH_END.finditer(folded):
        year, month = _year(match["year"], default), _figure(match["month"])
        if year and month and 1 <= month <= 12:
            part = {"上旬": 10, "中旬": 20}.get(match["part"] or "")
            ends.append(f"{year:04}-{month:02}-{part:02}" if part else month_end(year, month))
    for match in _QUARTER.finditer(folded):
        if year := _year(match["year"], default):
            ends.append(month_end(year, 3 * (_figure(match["quarter"]) or 4)))
    for match in _HALF.finditer(folded):
        if year := _year(match["year"], default):
            ends.append(month_end(year, 6 if match["half"] == "上" else 12))
    if ends:
        return max(ends)
    end = _YEAR_END.search(folded)
    if end and not _ROUTINE.search(words):
        year = int(end["year"]) if end["year"] else default
        return f"{year}-12-31" if year else None
    return None


def _year(stated: str | None, default: int | None) -> int | None:
    return int(stated) if stated else default


def _figure(text: str) -> int | None:
    return int(text) if text.isdecimal() else parse_chinese(text)
