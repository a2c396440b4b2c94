"""Title, city, period, kind, issuer and date of issue: only what the document states."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from planreview.domain.outline import Diagnostic
from planreview.domain.quantities import parse_chinese
from planreview.outline.brackets import divide
from planreview.outline.dates import read_date, read_run_date
from planreview.outline.edges import Edges
from planreview.outline.layout import Block, is_address, is_signature
from planreview.outline.places import read_place

_YEARS = re.compile(r"((?:19|20)\d{2})年?\s{0,2}(?:[-—–~～－至]+|—+)\s{0,2}((?:19|20)\d{2})年?")
# 〔2022〕52号 is a document's number, not a year of the plan.
_YEAR = re.compile(r"(?<![\d〔\[［])((?:19|20)\d{2})\s{0,2}年?度?(?!\d|[〕\]］]|[)）]\s{0,2}\d+\s{0,2}号)")
_PLANNED_YEAR = re.compile(
    r"(?<![\d〔\[［])((?:19|20)\d{2})\s{0,2}年度?(?=[^\d年]{0,12}(?:要点|计划|安排|思路|打算|方案|任务|行动)(?:$|[^\d]{0,6}$))"
)
_HORIZON = re.compile(r"(?<!\d)((?:19|20)\d{2})年前")
_ISSUED_NAME = re.compile(r"(?:现将|印发)《([^《》]{4,90})》|^《([^《》]{4,90})》.{0,60}(?:同意|审议通过|研究)")
_FROM_YEAR = re.compile(r"((?:19|20)\d{2})年起(?:的)?(\d{1,2}|[一二三四五六七八九十]{1,2})年")
# So many paragraphs tell a plan's years.
_LOOKED_AT = 400
_CHINESE_YEAR = re.compile(r"(二[〇○零O0][〇○零一二三四五六七八九]{2})年")
_FIVE_YEARS = re.compile(r"“?([一二三四五六七八九十]{1,3})五”?(?:时期|期间|规划|[一-鿿])")
_SPAN = re.compile(r"([一二三四五六七八九十\d]{1,2})年(?:行动|规划|计划|攻坚|提升|倍增)")
_BODY_NAME = re.compile(
    r"[一-鿿（）()、 \u3000]{2,40}?(?:局|委员会|办公室|办公厅|人民政府|政府|厅|党组|党委|委|部|院|中心|指挥部|"
    r"领导小组|署|管委会|集团|公司|大学|学校)"
)


# The line that a web page puts over a document: 来源：某局　　时间：2024-02-28.
_STAMPED = re.compile(r"([一-鿿]{2,4}单?位?)[:：][ \u3000]?([^\s\u3000:：]{2,40})")
_HANDS_OUT = re.compile(r"现?(?:印发|下发|转发|下达)给?你们|现予(?:印发|公布)")
_OWN_NUMBER = re.compile(r"[一-鿿]{2,14}[〔\[［（(]((?:19|20)\d{2})[〕\]］)）]\d{1,4}号")
_CLOCK = re.compile(r"\d{1,2}[:：]\d{2}[:：]\d{2}|\d[ \u3000]\d{1,2}[:：]\d{2}(?!\d)")
_WHEN = frozenset({"发布日期", "发布时间", "成文日期", "发文日期", "印发日期", "时间", "日期"})
_BY = frozenset(
    {"来源", "信息来源", "制表单位", "编制单位", "填报单位", "发布机构", "发文机关", "发文单位", "发布单位", "制定机关"}
)


@dataclass(slots=True)
class Metadata:
    """What a document says of itself; None where it says nothing."""

    title: str = ""
    city: str | None = None
    period: tuple[int, int] | None = None
    kind: str = "annual"
    issuer: str | None = None
    issued_on: str | None = None
    addressees: tuple[str, ...] = ()
    diagnostics: list[Diagnostic] = field(default_factory=list)


def read_metadata(edges: Edges) -> Metadata:
    """The metadata of a document, from its front and its back."""
    found = Metadata(title=_title(edges))
    _read_issue(found, edges)
    found.city = read_place(found.title) or (read_place(found.issuer) if found.issuer else None)
    found.period = _period(found, edges)
    found.kind = _kind(found.title, found.period)
    found.addressees = _addressees(edges)
    return found


def _title(edges: Edges) -> str:
    if edges.title:
        return edges.title
    first = next((b for b, role in edges.front if role in {"title", "preamble"} and len(b.text) <= 60), None)
    return re.sub(r"[ \u3000]+", "", first.text) if first is not None else ""


def _read_issue(found: Metadata, edges: Edges) -> None:
    """Issuer and date: from the signature, else the issuer that the title begins with."""
    signed = [b for b, role in edges.outer if b.kind == "para" and is_signature(b.text) and role != "page"]
    issued_at = next((b.line for b, _ in edges.front if _HANDS_OUT.search(b.text)), 0)
    # Below the words that hand the plan out stands the signature; above them, the head of a web page.
    signed = [b for b in signed if b.line > issued_at] or signed
    for block in signed:
        body = _body_name(block.text)
        if body and found.issuer is None:
            found.issuer = body
        if found.issued_on is None:
            found.issued_on = _date(block, found)
    for block, _ in edges.front:
        # With the time of day it is a page's, not a document's.
        stamps = {} if _CLOCK.search(block.text) else dict(_STAMPED.findall(block.text))
        if found.issued_on is None and stamps.keys() & _WHEN:
            found.issued_on = next((day for key in stamps.keys() & _WHEN if (day := read_date(stamps[key]))), None)
        source = next((stamps[key] for key in stamps.keys() & _BY), "")
        if found.issuer is None and _BODY_NAME.fullmatch(source) and read_place(source):
            found.issuer = source
    if found.issuer is None:
        # 某市某委员会文件: the head of a letter.
        letters = (re.fullmatch(r"([一-鿿（）()、“”]{4,40})文件", re.sub(r"\s+", "", block.text)) for block, _ in edges.front)
        found.issuer = next((letter[1] for letter in letters if letter and read_place(letter[1])), None)
    if found.issuer is None:
        for block, role in edges.front:
            if role in {"title", "notice"} and (body := _leading_body(block.text)):
                found.issuer = body
                break


def _body_name(text: str) -> str | None:
    text = text.strip("（()）")
    match = _BODY_NAME.match(text)
    if match is None:
        return None
    rest = re.sub(r"(?:（印章?）|（章）|[\s\u3000])", "", text[match.end() :])
    longest = re.match(r"[一-鿿（）()、 \u3000\u2002]{2,60}", text)
    name = longest[0] if longest is not None and not rest[:1].isdigit() else match[0]
    # The name goes on to the last word of a body before the date (市人民政府办公室).
    return re.sub(r"[\s\u3000]+", "", re.sub(r"[二〇○零一三四五六七八九十]{4}年.*$", "", name)) or None


def _leading_body(text: str) -> str | None:
    squeezed = re.sub(r"\s+", "", text)
    match = re.match(
        r"([一-鿿（）()、]{2,30}?(?:局|委员会|办公室|办公厅|人民政府|厅|党组|管委会|指挥部))(?=关于|(?:19|20)\d{2}|"
        r"二[〇○零]|“|《|印发)",
        squeezed,
    )
    return match[1] if match and (read_place(match[1]) or re.match(r"[省市县区州旗][一-鿿]", match[1])) else None


def _date(block: Block, found: Metadata) -> str | None:
    stated = read_date(block.text)
    if stated:
        return stated
    possible = read_run_date(block.text)
    if possible:
        line = block.line
        severity = "info" if len(possible) == 1 else "warning"
        found.diagnostics.append(
            Diagnostic(line, "odd_date", severity, (("text", block.text.strip()), ("reading", " / ".join(possible))))
        )
    return possible[0] if len(possible) == 1 else None


def _period(found: Metadata, edges: Edges) -> tuple[int, int] | None:
    """First and last year: of the title, else of the preamble, else of the body's own words, else the year of issue."""
    body = "\n".join(block.text for block in edges.body[:_LOOKED_AT])
    stated = _period_in(found.title)
    if stated:
        return stated
    horizon = _HORIZON.search(found.title)
    own = next((m for b, _ in edges.front if (m := _OWN_NUMBER.fullmatch(re.sub(r"\s+", "", b.text)))), None)
    issued = int(found.issued_on[:4]) if found.issued_on else int(own[1]) if own is not None else None
    if horizon is not None and issued is not None and issued <= int(horizon[1]):
        # 2030年前行动方案: the year by which it is all to be done.
        return issued, int(horizon[1])
    for block, role in edges.front:
        if role in {"title", "notice", "preamble"}:
            # The years of documents that are cited are not the plan's.
            if role == "notice" and _STAMPED.match(block.text):
                continue
            words = block.text if role == "title" else re.sub(r"《[^《》]*》", "", block.text)
            named = _ISSUED_NAME.search(block.text) if role == "notice" else None
            if stated := _period_in((named[1] or named[2]) if named else words[:200]):
                return stated
    if (several := _FROM_YEAR.search(body)) is not None:
        # 2026年起5年内
        length = int(several[2]) if several[2].isdecimal() else parse_chinese(several[2]) or 1
        return int(several[1]), int(several[1]) + max(1, length) - 1
    return _most_named(body, issued)


def _most_named(body: str, issued: int | None) -> tuple[int, int] | None:
    """The year that the text names most often ahead of its issue, where nothing states the plan's; else the year of issue.

    The time that a web page gives may be a year too late; the years that the tasks speak of are the plan's.
    """
    named = Counter(int(year) for year in re.findall(r"(?<![\d〔\[])((?:19|20)\d{2})年", body))
    if issued is not None and issued not in named and (issued - 1) in named:
        return issued - 1, issued - 1
    return (issued, issued) if issued else None


def _period_in(text: str) -> tuple[int, int] | None:
    text = _HORIZON.sub("", text)
    span = _YEARS.search(text)
    if span and int(span[1]) <= int(span[2]) <= int(span[1]) + 30:
        return int(span[1]), int(span[2])
    # 2023年总结及2024年工作要点: the year of the plan is the one before its word.
    single = _PLANNED_YEAR.search(text) or _YEAR.search(text)
    if single is None and (written := _CHINESE_YEAR.search(text)):
        year = parse_chinese(written[1].replace("○", "〇").replace("O", "〇").replace("0", "〇"))
        return (year, year) if year else None
    plan = _FIVE_YEARS.search(text)
    if plan and (single is None or plan.start() < single.start()):
        # The first plan began in 1953, the second in 1958; since 1966 each begins five years after the last.
        number = parse_chinese(plan[1])
        if number is not None and 6 <= number <= 30:
            return 1951 + 5 * number, 1955 + 5 * number
    if single is None:
        return None
    year = int(single[1])
    several = _SPAN.search(text)
    length = (
        (parse_chinese(several[1]) or int(several[1]) if several[1].isdecimal() else parse_chinese(several[1])) if several else 1
    )
    return year, year + max(1, min(length or 1, 20)) - 1


def _kind(title: str, period: tuple[int, int] | None) -> str:
    if re.search(r"分工|分解|责任清单|任务清单|台账|任务表", title):
        return "division"
    several = period is not None and period[1] - period[0] >= 2
    if re.search(r"规划|纲要", title) and (several or period is None):
        return "five-year"
    if re.search(r"行动|方案|攻坚", title) or (several and "计划" in title):
        return "action"
    return "five-year" if several else "annual"


def _addressees(edges: Edges) -> tuple[str, ...]:
    for block, role in edges.front:
        if role == "notice" and is_address(block.text):
            names = (name.strip() for name in divide(block.text.rstrip(":："), "、，,；;"))
            return tuple(name for name in names if name)
    return ()
