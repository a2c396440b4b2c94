"""What stands around a plan: notice, addressees, title, table of contents, signature, page footer."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from planreview.outline.labels import read_label
from planreview.outline.layout import Block, is_address, is_signature, row_cells
from planreview.outline.places import read_place

_HEADINGS = {"part", "chapter", "node", "article", "cn", "cnp", "dot", "circle"}
PLAN_WORDS = (
    r"(?:工作要点|要点|规划|纲要|行动计划|工作计划|计划|实施方案|工作方案|行动方案|方案|任务分解|任务分工|"
    r"分工方案|分解表|任务清单|责任清单|重点任务|目标任务|重点工作|"
    r"工作安排|安排|实施意见|工作意见|责任分解|任务书|行动|工作任务|目标责任|台账|举措|时间表|推进表|路线图|进度表|措施|实事(?:项目)?|工作思路|"
    r"工作打算)"
)
_TITLE = re.compile(rf".{{0,60}}{PLAN_WORDS}(?:一览表|的?分解表?|表)?[”》]?(?:[（(].{{1,30}}[)）])?(?:目录)?[*]*$")
_NOTICE = re.compile(
    r"关于.{0,4}(?:印发|下发|转发|公布|发布|做好|报送|分解).{0,80}通\s?知|现将.{0,100}(?:印发|下发|转发)|"
    r"^(?:.{0,20}〔\d{4}〕\d{1,4}号)$"
)
_OWN_NOTICE = re.compile(r"^.{0,40}关于.{2,80}(?:通知|意见|决定|部署)$")
_QUOTED = re.compile(rf"《([^《》]{{3,60}}?{PLAN_WORDS}[^《》]{{0,30}})》")
_FOOTER = re.compile(
    r"^(?:主办(?:单位)?|承办(?:单位)?|协办|版权|技术支持|网站标识|ICP|.{0,3}ICP备|.{0,6}公[网安].{0,4}备|"
    r".{0,4}备案号|联系(?:电话|人|方式)|咨询电话|电话|传真|地址|邮编|邮政编码|"
    r"电子邮箱|扫一扫|打印|关闭|分享|上一篇|下一篇|浏览次数|点击数|来源|责任编辑|编辑|审核|抄送|抄报|主送|"
    r"发[:：]|[（(](?:联系人|联系电话|电话)|(?:备?注|说明|附注)[:：]|（?此件|附件[:：一二三四五1-9]?|附[:：]|信息公开选项|公开方式|Copyright)",
    re.I,
)
_STAMP = re.compile(
    r"^(?:发布(?:日期|时间|机构|单位)|成文日期|发文(?:日期|机关|字号|单位)|文号|索引号|索\s*引\s*号|信息分类|"
    r"生成日期|主题词|有效性|时间|日期|字体|字号|来源|浏览|点击)[ \u3000]?[:：]"
)
# （2023—2025年） on a line of its own below the title is part of it.
_SPAN_LINE = re.compile(r"[（(](?:19|20)\d{2}[^（()）。]{0,20}(?:19|20)\d{2}\s*年?度?[)）]")
# 现将《…》印发给你们, 《…》已经同意，现印发: the notice names the plan.
_ISSUES = re.compile(
    r"(?:现将|现就|将)《([^《》]{4,90}(?:《[^《》]{2,60}》[^《》]{0,40})?)》(?:及.{0,40})?(?:予以)?(?:印发|下发|转发|发|公布|下达)|"
    r"^《([^《》]{4,90})》.{0,60}(?:同意|审议通过|研究).{0,30}(?:印发|下发|发给)"
)
# 主办单位：甲局 协办单位：乙局 完成时限：… closes a task and no page.
_FIELDS = re.compile(r"(?:主办|承办)(?:单位)?[:：].*(?:协办|配合|完成时限|职责)")
_WEB_HEAD = re.compile(r"索\s*引\s*号|公开方式|发布机构|主题分类|信息分类|组配分类|所属机构")
# In a document of one line the paragraph behind the title stands on its line.
_LONGEST_TITLE = 90
_ATTACHED = re.compile(r"附[ \u3000]{0,4}件[ \u3000]{0,2}[:：]")
_CONTENTS = re.compile(r"^.{0,60}目[ \u3000]{0,6}[录錄]$")


@dataclass(slots=True)
class Edges:
    """The blocks before the plan's first heading, the plan's own, and those behind it, with a role for each outer one."""

    front: list[tuple[Block, str]] = field(default_factory=list)
    body: list[Block] = field(default_factory=list)
    back: list[tuple[Block, str]] = field(default_factory=list)
    title: str | None = None
    title_line: int = 0
    notice_title: str | None = None

    @property
    def outer(self) -> list[tuple[Block, str]]:
        """Front and back together."""
        return self.front + self.back


def set_apart(blocks: list[Block]) -> Edges:
    """Divide the blocks of a document into its front, its body and its back."""
    edges = Edges()
    end = _back_begins(blocks)
    pages = [b for b in blocks if b.kind == "page"]
    inner = [b for b in blocks[:end] if b.kind != "page"]
    contents = _contents(inner)
    rest = [b for b in inner if id(b) not in contents]
    listed = _attachment_list(rest)
    announced = _announced(edges, rest)
    # What a notice asks for before the plan's own title (一、强化统筹。各单位于…报送) is the notice's.
    begins = announced[1] + 1 if announced is not None else 0
    first = next((i for i, b in enumerate(rest) if i >= begins and i not in listed and _opens_body(b)), len(rest))
    front = rest[:first]
    if announced is not None:
        edges.notice_title = announced[2]
        edges.title, edges.title_line = announced[2], rest[announced[0]].line
    _name_title(edges, front)
    edges.front = [(b, _front_role(b, edges, front)) for b in front]
    edges.front += [(b, "toc") for b in inner if id(b) in contents]
    edges.front += [(b, "page") for b in pages]
    edges.body = rest[first:]
    edges.back = [(b, "signature" if is_signature(b.text) else "footer") for b in blocks[end:] if b.kind != "page"]
    return edges


def _attachment_list(blocks: list[Block]) -> set[int]:
    """Where a notice counts its attachments: 附件：1.甲 and the lines 2.乙, 3.丙 below it."""
    found: set[int] = set()
    for index, block in enumerate(blocks[:60]):
        if block.kind != "para" or not _ATTACHED.match(block.text):
            continue
        found.add(index)
        counted = read_label(_ATTACHED.sub("", block.text).strip())
        wanted = counted.number + 1 if counted is not None and counted.number is not None else 2
        for place in range(index + 1, min(index + 20, len(blocks))):
            label = blocks[place].label
            if (
                label is None
                or label.number != wanted
                or label.kind not in {"dot", "paren", "bare"}
                or len(blocks[place].text) > 90
            ):
                break
            found.add(place)
            wanted += 1
    return found


def _announced(edges: Edges, blocks: list[Block]) -> tuple[int, int, str] | None:
    """The lines (first, last) that repeat the name which a notice gives the plan in 《》, and that name."""
    for index, block in enumerate(blocks[:40]):
        text = _squeezed(block)
        named = _ISSUES.search(text) if block.kind == "para" else None
        if named is None:
            continue
        name = named[1] or named[2]
        edges.notice_title = name
        wanted = _plain(name)
        for start in range(index + 1, min(len(blocks), index + 80)):
            for end in range(start, min(start + 4, len(blocks))):
                if any(b.kind != "para" for b in blocks[start : end + 1]):
                    break
                found = "".join(_squeezed(b) for b in blocks[start : end + 1])
                if _plain(found) == wanted:
                    return start, end, re.sub(r"^附件\d{0,2}[:：]?", "", found).strip("*#《》")
                if len(found) > len(name) + 12:
                    break
        return None
    return None


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", re.sub(r"^附件\d{0,2}", "", text))


def _opens_body(block: Block) -> bool:
    if block.kind == "table" and _WEB_HEAD.search(" ".join(raw for _, raw in block.rows)):
        # 索引号 | … | 文号 | …: the head of a web page.
        return False
    return block.kind == "table" or (block.kind == "para" and block.label is not None and block.label.kind in _HEADINGS)


def _back_begins(blocks: list[Block]) -> int:
    """Index of the first block of signature and footer."""
    end = len(blocks)
    while end > 1:
        block = blocks[end - 1]
        outer = block.kind == "page" or (
            block.kind == "para"
            and len(block.text) <= 120
            and (is_signature(block.text) or bool(_FOOTER.match(block.text)) or bool(_STAMP.match(block.text)))
            and not _FIELDS.match(block.text)
        )
        if not outer:
            break
        end -= 1
    return end


def _contents(blocks: list[Block]) -> set[int]:
    """The blocks (by identity) of a table of contents: lines with leaders, or headings under 目录 that all come again."""
    found = {id(b) for b in blocks if b.kind == "toc"}
    mark = next(
        (i for i, b in enumerate(blocks[:40]) if b.kind == "para" and _CONTENTS.match(b.text) and len(b.text) <= 60), None
    )
    if mark is None:
        return found
    if re.fullmatch(r"目[ \u3000]{0,6}[录錄]", blocks[mark].text):
        found.add(id(blocks[mark]))
    for block in blocks[mark + 1 : mark + 3]:
        if block.kind == "table" and _holds_pages(block):
            return found | {id(block)}
    opening = next((b for b in blocks[mark + 1 : mark + 6] if b.kind == "para" and b.label is not None), None)
    if opening is None:
        return found
    start = blocks.index(opening)
    again = next((i for i in range(start + 1, min(len(blocks), start + 400)) if _same_heading(blocks[i], opening)), None)
    if again is not None and again - start > 1 and all(len(b.text) <= 60 for b in blocks[start:again]):
        found |= {id(b) for b in blocks[mark + 1 : again]}
    return found


def _holds_pages(block: Block) -> bool:
    """Whether the rows of a table are headings with page numbers behind a tab, which never go back."""
    rows = [[cell for cell in row_cells(raw) if cell] for _, raw in block.rows]
    pages = [int(row[-1]) for row in rows if len(row) == 2 and row[-1].isdecimal() and len(row[-1]) <= 4]
    return len(pages) == len(rows) >= 2 and pages == sorted(pages)


def _same_heading(one: Block, other: Block) -> bool:
    def squeezed(block: Block) -> str:
        return re.sub(r"[\W\d_]+", "", block.text)

    return one.label is not None and squeezed(one) == squeezed(other)


def _name_title(edges: Edges, front: list[Block]) -> None:
    """Find the plan's own title: the last line before the body that ends like one; else the one a notice quotes."""
    if edges.title is not None:
        _with_years(edges, front)
        return
    for place, block in enumerate(front):
        text = re.sub(r"[ \u3000]+", "", block.text)
        quoted = _QUOTED.search(text)
        if quoted and edges.notice_title is None and _NOTICE.search(text):
            edges.notice_title = quoted[1]
        if block.kind != "para" or _NOTICE.search(text) or len(text) > 80 or not _TITLE.match(text):
            continue
        if _CONTENTS.match(text):
            text = re.sub(r"目录$", "", text)
        text = re.sub(r"^附件\d{0,2}[:：]?(?:1[.．、])?(?=.{6})", "", text)
        before = front[place - 1] if place else None
        if before is not None and _heads_title(before, block, text):
            text = re.sub(r"\s+", "", before.text) + text
        behind = re.sub(r"[ \u3000]+", "", front[place + 1].text) if place + 1 < len(front) else ""
        if _SPAN_LINE.fullmatch(behind) and not re.search(r"(?:19|20)\d{2}[^（()）]{0,12}(?:19|20)\d{2}", text):
            text += behind
        if edges.title is None or (edges.notice_title is not None and edges.title_line < block.line):
            edges.title, edges.title_line = text.strip("*#《》"), block.line
    if edges.title is None:
        edges.title = edges.notice_title
    if edges.title is None:
        # A notice that is the plan itself: 关于做好…工作的通知.
        own = next((b for b in front if b.kind == "para" and b.label is None and _OWN_NOTICE.search(_squeezed(b))), None)
        if own is not None:
            place = front.index(own)
            above = _squeezed(front[place - 1]) if place else ""
            issuer = above if re.fullmatch(r"[一-鿿（）()、]{4,40}(?:局|委|委员会|政府|厅|部|办公室|办)", above) else ""
            edges.title, edges.title_line = (
                issuer + _squeezed(own) if _squeezed(own).startswith("关于") else _squeezed(own),
                own.line,
            )


def _with_years(edges: Edges, front: list[Block]) -> None:
    """Add the years that stand on a line of their own below the title."""
    assert edges.title is not None
    behind = [_squeezed(block) for block in front if block.line > edges.title_line][:4]
    years = next((text for text in behind if _SPAN_LINE.fullmatch(text)), None)
    if years is not None and not re.search(r"(?:19|20)\d{2}[^（()）]{0,12}(?:19|20)\d{2}", edges.title):
        edges.title += years


def _squeezed(block: Block) -> str:
    return re.sub(r"[ \u3000]+", "", block.text)


def _heads_title(before: Block, block: Block, text: str) -> bool:
    """Whether the line above is the first half of a title that stands on two lines."""
    first = re.sub(r"\s+", "", before.text)
    if before.kind != "para" or before.label is not None or len(first) > 40 or first[-1] in "。，：:；号日”》）)":
        return False
    if text.startswith(first[:4]) or _STAMP.match(first) or re.match(r"附件|目录", first):
        return False
    if re.search(r"(?:局|委|委员会|政府|厅|部|办公室|办)$", first) and read_place(text):
        # The issuer above a title that names the place itself.
        return False
    if re.search(r"(?:局|委|委员会|政府|厅|部|办公室|办|市|县|区|省|州|关于)$", first):
        return True
    # 某市进一步完善医疗卫生 above 服务体系实施方案: the place stands above, and the line below names none.
    near = block.line - before.end_line <= 2
    return near and bool(read_place(first)) and not read_place(text) and not re.match(r"(?:19|20)\d{2}", text)


def _front_role(block: Block, edges: Edges, front: list[Block]) -> str:
    if block.line == edges.title_line and len(block.text) <= _LONGEST_TITLE:
        return "title"
    text = re.sub(r"[ \u3000]+", "", block.text)
    in_notice = edges.title_line > block.line and any(_NOTICE.search(b.text) for b in front if b.line < edges.title_line)
    if (
        _STAMP.match(block.text)
        or _ATTACHED.match(block.text)
        or in_notice
        or (_NOTICE.search(text) and len(text) < 200)
        or is_address(block.text)
    ):
        return "notice"
    if is_signature(block.text):
        return "title" if block.line < edges.title_line else "signature"
    if block.line < edges.title_line and len(text) <= 40:
        return "title"
    return "label" if len(text) <= 14 and text[-1] in "：:" else "preamble"
