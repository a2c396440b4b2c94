"""Lines → blocks: paragraphs mended where a page broke them, table rows kept together, page furniture set apart.

A block knows for each of its characters the line and column it came from, so that a quote can be underlined in the source.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from planreview.outline.labels import Label, read_label
from planreview.outline.unfold import Piece, unfold

TERMINAL = "。！？；：…!?;:”」』）)》】"
_PAGE = re.compile(
    r"(?:[-—–－·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/共]\s*\d{1,4}(?:\s*页)?)?[-—–－·\s]*|Page\s+\d{1,4}(?:\s+of\s+\d{1,4})?)",
    re.I,
)
_TOC = re.compile(
    r"^(?P<title>.*?\S)[ \u3000\t]*(?:[.．。]{4,}|[…⋯]{2,}|[·・]{4,}|"
    r"(?:[.．·…] ){4,})[ \u3000\t.．·…]*(?P<page>[（(]?\d{1,4}[)）]?)?$"
)
_RUN_IN = re.compile(
    r"[*]*(?:[一-鿿]{0,6}(?:总体要求|总体目标|总体思路|指导思想|基本原则|工作思路|工作目标|主要目标|发展目标|"
    r"目标任务|年度目标|预期目标|主要任务|重点任务|重点工作|"
    r"工作要求|工作重点|保障措施|责任单位|牵头单位|配合单位|责任领导|责任科室|完成时限|完成时间|时间要求|进度安排))"
)
# A field of a web page (发布日期：…) and the first words of a notice begin a paragraph.
_STARTS = re.compile(r"[一-鿿]{2,8}[:：]|现将|为(?:贯彻|深入|进一步|做好|加快|全面|推动|切实|确保)")
_NUMBERED = re.compile(r"[一-鿿]{2,14}[〔\[［（(](?:19|20)\d{2}[〕\]］)）]\d{1,4}号$")
# The line that a web page puts over a document ends where it ends.
_OF_PAGE = re.compile(
    r"(?:(?:信息|文章|稿件)?来源|时间|发布(?:日期|时间|机构|单位)|成文日期|索引号|作者|浏览|字体|字号)[ \u3000]?[:：]"
)
# 牵头科室：甲科 and 配合科室：乙科 joined by a tab are fields of an item, no row of a table.
_FIELD_CELL = re.compile(r"[一-鿿]{2,8}[:：]")
# A paragraph shorter than this may be a heading without a full stop; a longer one that breaks off goes on below.
_SHORTEST_BROKEN = 22
_CONTINUES = re.compile(r"[、，,。；;：:）)”》】%％]|(?:的|了|和|与|及|等|年的|并(?!且)|以及|或)")


@dataclass(slots=True)
class Block:
    """A paragraph (``para``), table (``table``), line of contents (``toc``) or page number (``page``)."""

    kind: str
    line: int
    end_line: int
    text: str
    label: Label | None = None
    starts: list[int] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)
    rows: list[tuple[int, str]] = field(default_factory=list)
    broken_at: list[int] = field(default_factory=list)
    # The cells of a table that stand one a line, row by row.
    grid: list[list[Block]] = field(default_factory=list)
    # The line of a table's head and what its columns hold, where a person said so.
    head: tuple[int, dict[str, int]] | None = None

    @property
    def body(self) -> str:
        """The text behind the label."""
        return self.text[self.label.offset :] if self.label else self.text

    @property
    def body_offset(self) -> int:
        """Where the body begins in the text."""
        return self.label.offset if self.label else 0

    def place(self, position: int) -> tuple[int, int]:
        """(line, column) of a position in the text."""
        part = max(0, bisect_right(self.starts, position) - 1)
        line, column = self.places[part]
        return line, column + position - self.starts[part]


def lay_out(lines: Sequence[str]) -> list[Block]:
    """The blocks of a text, in order; every non-blank line belongs to exactly one of them."""
    blocks: list[Block] = []
    # Where the cells of a table stand one a line, a bare number is one of them, and breaks no paragraph.
    numbered = any(line.strip(" \u3000|") == "序号" for line in lines)
    for piece in unfold(lines):
        number, text = piece.line, piece.text.strip()
        if not text:
            continue
        block = _block(piece, text)
        last = blocks[-1] if blocks else None
        if block.kind == "table" and last is not None and last.kind == "table":
            last.rows += block.rows
            last.end_line = number
        elif block.kind == "para" and (broken := _broken(blocks, numbered)) is not None and _goes_on(broken, block):
            broken.starts.append(len(broken.text))
            broken.places += block.places
            broken.text += block.text
            broken.end_line = number
            broken.broken_at.append(number)
        else:
            blocks.append(block)
    return blocks


def _block(piece: Piece, text: str) -> Block:
    number, raw = piece.line, piece.text
    column = piece.column + raw.index(text[0])
    if len(text) <= 200 and _TOC.match(text):
        return Block("toc", number, number, text, label=read_label(text))
    if len(cells := row_cells(raw)) > 1 and not all(_FIELD_CELL.match(cell) for cell in cells if cell):
        return Block("table", number, number, text, rows=[(number, raw)])
    if _PAGE.fullmatch(text) and len(text) <= 20:
        return Block("page", number, number, text)
    return Block("para", number, number, text, read_label(text), [0], [(number, column)])


def row_cells(raw: str) -> list[str]:
    """The cells of a table row: separated by tabs, or by pipes where two stand in the line; one cell for running text."""
    if "\t" in raw.strip("\r\n \u3000"):
        if "\t" not in raw.strip() and raw.count("\t") < 3:
            # One paragraph, indented; the cells of a row may all be blank but one.
            return [raw.strip()]
        return [cell.strip() for cell in raw.strip("\r\n").split("\t")]
    text = raw.strip()
    if text.count("|") >= 3 or (text.count("|") == 2 and (text[0] == "|" or " | " in text)):
        return [cell.strip() for cell in text.strip("|").split("|")]
    if text.count("｜") >= 2:
        return [cell.strip() for cell in text.strip("｜").split("｜")]
    return [text]


def _broken(blocks: list[Block], numbered: bool) -> Block | None:
    """The last block, page numbers aside, if it is a paragraph that stops without an end."""
    for block in reversed(blocks[-3:]):
        if block.kind == "page" and not (numbered and block.text.isdecimal()):
            continue
        if block.kind != "para" or (block.label is not None and block.label.kind in {"box", "table", "figure"}):
            return None
        return None if block.text[-1] in "。！？!?；;：:" else block
    return None


def _goes_on(before: Block, after: Block) -> bool:
    """Whether a line continues the paragraph before it, that a page or a hard line end broke."""
    if (after.label is not None and after.label.kind != "bare") or _OF_PAGE.match(before.text):
        return False
    if (
        _RUN_IN.match(after.text)
        or _STARTS.match(after.text)
        or is_signature(after.text)
        or is_address(after.text)
        or _NUMBERED.match(after.text)
    ):
        return False
    text = before.text
    if _CONTINUES.match(after.text) and len(text) >= 8:
        return True
    if text[-1] in "，,、（(“《":
        return True
    if text[-1] in TERMINAL:
        return False
    # A heading of one clause ends without a full stop; a paragraph of several, or a long one, does not.
    complete = any(mark in text for mark in "。；，,")
    heading = before.label is not None and before.label.kind not in {"dash", "bare"}
    if heading and not any(mark in text for mark in "。；") and len(text) <= 60:
        return False
    return len(text) >= _SHORTEST_BROKEN and (complete or len(text) >= 30) and not is_signature(text)


_BODY = (
    r"(?:局|委|委员会|办公室|办公厅|政府|厅|部|院|中心|党组|党委|指挥部|领导小组|总队|支队|公司|管委会|学校|"
    r"协会|联合会|总工会|处|署|社|银行|法院|检察院)"
)
_DATE = (
    r"(?:\d{4}\s*[-年./．]\s*\d{1,2}\s*[-月./．]\s*\d{1,2}\s*日?|"
    r"[二〇○零一三四五六七八九十]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日|\d{6,8})"
)
_SIGNATURE = re.compile(
    rf"[一-鿿（）()、 \u3000]{{2,40}}{_BODY}(?:（印章?）|（章）)?[ \u3000\u2002]{{0,20}}(?:{_DATE}(?:印发)?)?"
)
_ONLY_DATE = re.compile(rf"[（(]?{_DATE}(?:[ \u3000]*\d{{1,2}}[:：]\d{{2}}(?:[:：]\d{{2}})?)?(?:印发|发布)?[)）]?")


def is_signature(text: str) -> bool:
    """Whether a line is an issuing body, a date, or both, and nothing else."""
    bare = re.sub(r"(?:印发|发布)$", "", text[1:-1]) if text[0] in "（(" and text[-1] in "）)" else text
    return len(text) <= 70 and bool(_SIGNATURE.fullmatch(bare) or _ONLY_DATE.fullmatch(text))


def is_address(text: str) -> bool:
    """Whether a line names those a notice is sent to (``各县(市、区)教育局,有关单位:``)."""
    return len(text) <= 300 and text[-1] in ":：" and bool(re.match(r"(?:各|市直|市级|县直|区直|省直|有关|机关|局属|委属)", text))
