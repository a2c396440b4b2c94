"""A document that arrives as one line (copied from a web page, or by a converter that lost its line ends): the paragraphs in it.

Such a line is divided where the numbering goes on: a label counts where a sentence has ended or a space stands before it, and
glued to the words before it only where its number is the next of its kind. Every piece keeps its line and column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planreview.domain.quantities import CHINESE_NUMERAL, fold_numerals, parse_chinese

# A paragraph is rarely longer; a line that is, and holds this share of the document, is more than one.
LONGEST_PARAGRAPH = 400
_SHARE = 0.4
_FEWEST_LABELS = 4
_CN = CHINESE_NUMERAL
_LABEL = re.compile(
    rf"第(?P<chapter>{_CN}{{1,4}}|\d{{1,3}})(?P<kind>[章节编篇]|部分)(?=[ \u3000\u4e00-\u9fff])"
    rf"|(?P<cn>(?<!第)(?<!{_CN}){_CN}{{1,3}})、"
    rf"|[（(](?P<cnp>{_CN}{{1,3}})[)）]"
    r"|(?<![\d.．〔\-—/A-Za-z第])(?P<dot>\d{1,3})[.．、](?![\d%])"
    r"|[（(](?P<paren>\d{1,2})[)）]"
    r"|(?P<circle>[\u2460-\u2473])"
    r"|专栏[ \u3000]?(?P<box>\d{1,2})"
)
_RANK = {"章": 1, "编": 1, "篇": 1, "部分": 1, "节": 2, "cn": 3, "cnp": 4, "dot": 5, "paren": 6, "circle": 7, "box": 8}
_ENDED = "。！？；;!?：:”」』）)》】…\t \u3000\xa0"
_GAP = re.compile(r"[ \u3000\xa0\t]+")
# A space divides paragraphs where words stand on both sides; 2020 年 and a letter-spaced title are no two.
_BEFORE_GAP = re.compile(r"[\u4e00-\u9fff。！？；：:;”」）)》】%％]$")
_BEHIND_GAP = re.compile(r"[\u4e00-\u9fff“《「（(]|(?:19|20)\d\d年(?!.{0,30}(?:要点|计划|方案|规划|安排)(?:$|[ \u3000]))")
# 工作要点2020年是…, 实施方案为贯彻…: where nothing stands between a title and its text, the text's first words divide them.
_TITLE = re.compile(
    r"[^。；：:，《》]{4,60}?(?:工作要点|要点|规划|计划|方案|安排|任务分工|任务分解|分工方案)(?:[（(][^）)]{2,20}[)）])?"
    r"(?=。|(?:19|20)\d\d年(?!.{0,20}(?:要点|计划|方案|规划|安排))|为|总体要求|主要目标|根据|按照|以习近平|坚持以|[一-鿿]{2}年是)"
)
_SHORTEST_PIECE = 4


# Tags that begin a paragraph, and those that only mark words.
_TAG = re.compile(r"</?(?:p|br|div|tr|li|h[1-6]|table|tbody)\b[^<>]{0,200}>", re.I)
_INLINE = re.compile(r"(?:\s|&nbsp;|</?(?:strong|b|span|font|em|u|a|td)\b[^<>]{0,200}>)+", re.I)
_INLINE_END = re.compile(r"(?:\s|&nbsp;|</?(?:strong|b|span|font|em|u|a|td)\b[^<>]{0,200}>)+$", re.I)
_UNITS = re.compile(r"(?<=[。；;])(?:责任|牵头|主办|配合|承办)(?:单位|部门|科室)[:：]|(?<=[。；;])完成时限[:：]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph's text, the line it stands in (from 1) and its first column there."""

    line: int
    column: int
    text: str


def unfold(lines: Sequence[str]) -> Iterator[Piece]:
    """The lines of a document as pieces; a line that holds most of it is divided into its paragraphs."""
    whole = sum(len(line) for line in lines)
    alone = sum(bool(line.strip()) for line in lines) == 1
    for number, line in enumerate(lines, 1):
        if len(_TAG.findall(line)) >= _FEWEST_LABELS:
            yield from _between_tags(number, line)
            continue
        long = (len(line) > LONGEST_PARAGRAPH and len(line) >= _SHARE * whole) or alone
        cuts = _cuts(line) if long else []
        if len(cuts) < (2 if alone else _FEWEST_LABELS):
            yield Piece(number, 0, line)
            continue
        for start, end in zip([0, *cuts], [*cuts, len(line)], strict=True):
            for first, last in _paragraphs(line[start:end], opens=start == 0):
                yield Piece(number, start + first, line[start + first : start + last])


def _between_tags(number: int, line: str) -> Iterator[Piece]:
    """The paragraphs of a line of HTML that was pasted as text."""
    start = 0
    if not _TAG.sub("", line).strip():
        yield Piece(number, 0, line)
        return
    for tag in [*_TAG.finditer(line), None]:
        end = tag.start() if tag is not None else len(line)
        words = line[start:end]
        inline = _INLINE.match(words)
        begin = inline.end() if inline is not None else 0
        text = _INLINE_END.sub("", words[begin:])
        if text.strip():
            yield Piece(number, start + begin, text)
        start = tag.end() if tag is not None else end


def _cuts(line: str) -> list[int]:
    """Where labels begin paragraphs."""
    folded = fold_numerals(line)
    found = [(m.start(), m.end(), *_read(m)) for m in _LABEL.finditer(folded)]
    last: dict[str, int] = {}
    cuts: list[int] = []
    for place, (start, end, kind, number) in enumerate(found):
        if number is None or (place + 1 < len(found) and found[place + 1][0] - end < 2):
            # 一、二、三产业
            continue
        ended = start == 0 or line[start - 1] in _ENDED
        # Behind the end of a sentence a number may have been lost, or may have lost its dot.
        goes_on = last.get(kind, 0) < number <= last.get(kind, 0) + (3 if ended else 1)
        begins = number == 1 and (ended or kind in {"cnp", "章", "节"} or _opens_list(found, place))
        if not (goes_on or begins):
            continue
        if not ended and not goes_on and kind not in {"cn", "cnp", "dot"}:
            continue
        cuts.append(start)
        last[kind] = number
        for deeper in [k for k in last if _RANK[k] > _RANK[kind] and k not in {"dot", "box"}]:
            del last[deeper]
    cuts += [match.start() for match in _UNITS.finditer(line)]
    return sorted(cut for cut in cuts if cut)


def _opens_list(found: list[tuple[int, int, str, int | None]], place: int) -> bool:
    """Whether the second number of the same kind follows before the first comes again."""
    kind = found[place][2]
    following = next((number for _, _, other, number in found[place + 1 :] if other == kind), None)
    return following == 2


def _read(match: re.Match[str]) -> tuple[str, int | None]:
    kind = match.lastgroup or ""
    if kind == "kind":
        return match["kind"], _number(match["chapter"])
    if kind == "circle":
        return kind, ord(match["circle"]) - 0x245F
    return kind, _number(match[kind])


def _number(words: str) -> int | None:
    return int(words) if words.isdecimal() else parse_chinese(words)


def _paragraphs(text: str, *, opens: bool) -> Iterator[tuple[int, int]]:
    """The paragraphs of a piece, divided by the spaces between words, and behind the title where the piece opens the text."""
    start = 0
    title = _TITLE.match(text) if opens else None
    if title is not None:
        yield 0, title.end()
        start = title.end() + (text[title.end() : title.end() + 1] == "。")
    for gap in _GAP.finditer(text, start):
        before, behind = text[start : gap.start()], text[gap.end() :]
        following = _GAP.split(behind, maxsplit=1)[0]
        short = len(before.strip()) < _SHORTEST_PIECE or len(following) < _SHORTEST_PIECE
        if short or not _BEFORE_GAP.search(before) or not _BEHIND_GAP.match(behind):
            continue
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)
