"""Tables that lost their lines: cells joined by several spaces, and cells that were pasted one a line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from planreview.domain.quantities import fold_numerals
from planreview.outline.labels import Label
from planreview.outline.layout import Block
from planreview.outline.task_columns import columns_of, is_task_head, kind_of

_GAP = re.compile(r"(?<=\S)(?: {2,}|[ \u3000]{2,})(?=\S)")
_AT_THE_RIGHT = frozenset({"lead", "responsible", "support", "deadline", "person", "start"})
_ONE_CELL = re.compile(r"^[^|\S]*[^|\s][^|]*?(?P<bar>[ \u3000]*\|[ \u3000]*)$")
# 指标, 2020年, 2025年: the head of a table of figures.
_FIGURES = re.compile(r"^(?:序号\|)?(?:主要)?(?:指标|项目)(?:名称)?\|.*(?:(?:19|20)\d{2}年|目标|完成)")
_FEWEST_CELLS = 6
_STARTS_ROW = re.compile(r"\d{1,3}[.、]? ")
_NUMBER = re.compile(r"\d{1,3}[.、．]?$")
_DEADLINE = re.compile(
    r"(?:(?:19|20)\d{2}年)?(?:\d{1,2}月|第?[一二三四1-4]季度|[上下]半年|年)[^，。；]{0,24}$|(?:19|20)\d{2}年(?:[底末内]前?)?$|长期|持续|全年|常年|按.{1,6}推进"
)
_OUTER = frozenset({"part", "chapter", "node", "cn", "cnp"})


def ruled(lines: Sequence[str]) -> list[str]:
    """The lines with a tab where several spaces divide the cells of a table of tasks; every line as long as it was."""
    found = (
        [_unpiped(line) for line in lines]
        if sum(bool(_ONE_CELL.search(line)) for line in lines) >= _FEWEST_CELLS
        else list(lines)
    )
    inside = False
    narrow: list[str | None] = []
    for place, line in enumerate(found):
        gaps = list(_GAP.finditer(line))
        if "\t" in line or not line.strip():
            inside = inside and not line.strip()
            continue
        words = line.split()
        if not gaps and len(words) >= 4 and all(kind_of(word) for word in words) and is_task_head(columns_of(words)):
            # Heads with one space between them: the words of the rows are fitted below them.
            narrow = [kind_of(word) for word in words]
            found[place] = re.sub(r"(?<=\S) (?=\S)", "\t", line)
            continue
        if narrow and _STARTS_ROW.match(line) and (fitted := _fitted(line, narrow)) is not None:
            found[place] = fitted
            continue
        heads = _GAP.split(line.strip(" \u3000")) if len(gaps) >= 2 else []
        if heads and (is_task_head(columns_of(heads)) or _FIGURES.search("|".join(heads))):
            inside = True
        elif inside and len(gaps) < 2:
            # A heading between the rows; anything else ends the table.
            inside = len(line.strip()) <= 40 and not line.rstrip().endswith("。")
            continue
        if inside:
            for gap in gaps:
                line = line[: gap.start()] + "\t" + line[gap.start() + 1 :]
            found[place] = line
    return found


def _fitted(line: str, kinds: Sequence[str | None]) -> str | None:
    """A row whose cells are parted by one space, with tabs at the ends of its cells; None where it has too few words.

    The number stands at the left; of the spaces behind it each but one is a blank cell. Units and times stand at the right. The
    longest word between them is the content, what stands before it the name and the words it is sorted under.
    """
    words = list(re.finditer(r"\S+", line))
    right = next((at for at, kind in enumerate(reversed(kinds)) if kind not in _AT_THE_RIGHT), len(kinds))
    if len(words) < right + 2 or right == 0:
        return None
    blanks = words[1].start() - words[0].end() - 1
    middle = words[1 : len(words) - right]
    columns = max(1, len(kinds) - 1 - right - blanks)
    content = max(range(len(middle)), key=lambda at: len(middle[at][0]))
    before = middle[:content]
    # Of several words before the content the last is the name where a column for what it is sorted under is left.
    cuts = [middle[content].start()] if before and columns >= 2 else []
    if len(before) >= 2 and columns >= 3:
        cuts.append(before[-1].start())
    cuts += [word.start() for word in words[len(words) - right :]]
    row = list(line)
    row[words[0].end() : words[1].start()] = "\t" * (blanks + 1)
    for cut in cuts:
        row[cut - 1] = "\t"
    return "".join(row)


def _unpiped(line: str) -> str:
    """A cell that a page saved as text left with a bar behind it (序号 |)."""
    match = _ONE_CELL.search(line)
    return line[: match.start("bar")] + " " * (len(line) - match.start("bar")) if match is not None else line


def gather_cells(blocks: list[Block]) -> list[Block]:
    """Tables whose cells stand one a line, as blocks of their own; all else as it was."""
    kept: list[Block] = []
    place = 0
    while place < len(blocks):
        heads = _heads(blocks, place)
        if heads is None:
            kept.append(blocks[place])
            place += 1
            continue
        table, place = _table(blocks, place, heads)
        kept += table
    return kept


def _heads(blocks: Sequence[Block], start: int) -> list[Block] | None:
    """The heads of a table of tasks that stand one a line from ``start`` on."""
    found: list[Block] = []
    for block in blocks[start : start + 12]:
        if block.kind != "para" or len(block.text) > 12 or (kind_of(block.text) is None and block.text != "备注"):
            break
        found.append(block)
    kinds = [kind_of(block.text) for block in found]
    columns = columns_of([block.text for block in found])
    return found if len(found) >= 3 and kinds[0] == "number" and is_task_head(columns) else None


def _table(blocks: Sequence[Block], start: int, heads: list[Block]) -> tuple[list[Block], int]:
    """The table that begins at ``start`` and the place behind it; headings between its rows are rows of one cell."""
    rows: list[list[Block]] = [heads]
    pages: list[Block] = []
    place = start + len(heads)
    wanted = 1
    while place < len(blocks):
        block = blocks[place]
        if block.kind == "page" and _is_number(block) not in {wanted, 1}:
            pages.append(block)
            place += 1
            continue
        if block.label is not None and block.label.kind in _OUTER and len(block.text) <= 60 and block.text[-1] not in "。；":
            if place + 1 >= len(blocks) or not _is_number(blocks[place + 1]):
                break
            rows.append([block])
            place += 1
            continue
        number = _is_number(block)
        if number is None or number not in {wanted, 1}:
            break
        cells = [Block("para", block.line, block.end_line, block.text, None, [0], [(block.line, 0)])]
        place += 1
        while place < len(blocks) and len(cells) < len(heads) and not _ends_row(blocks[place], number):
            cells.append(blocks[place])
            place += 1
        rows.append(_aligned(cells, heads))
        wanted = number + 1
    if len(rows) < 3:
        return [blocks[start]], start + 1
    end = max(cell.end_line for row in rows for cell in row if cell.text)
    table = Block("table", heads[0].line, end, "", grid=[_unlabelled(row) for row in rows])
    return [table, *pages], place


def _is_number(block: Block) -> int | None:
    text = fold_numerals(block.text)
    return int(text.strip(".、．")) if block.kind in {"para", "page"} and _NUMBER.match(text) else None


def _ends_row(block: Block, number: int) -> bool:
    if block.kind != "para":
        return _is_number(block) in {number + 1, 1} or block.kind == "table"
    if _is_number(block) in {number + 1, 1}:
        return True
    return block.label is not None and block.label.kind in _OUTER and len(block.text) <= 60


def _aligned(cells: list[Block], heads: list[Block]) -> list[Block]:
    """The cells of a row under their heads; where one is missing, the last is the deadline if it reads like one."""
    kinds = [kind_of(head.text) for head in heads]
    missing = len(heads) - len(cells)
    if missing <= 0:
        return cells
    empty = Block("para", cells[-1].line, cells[-1].line, "", None, [0], [(cells[-1].line, 0)])
    if "deadline" in kinds and _DEADLINE.match(cells[-1].text):
        at = kinds.index("deadline")
        before = cells[:-1]
        return [*before, *[empty] * (at - len(before)), cells[-1]][: len(heads)]
    return [*cells, *[empty] * missing]


def _unlabelled(row: list[Block]) -> list[Block]:
    """Cells are no numbered paragraphs; only a row of one cell is a heading."""
    if len(row) > 1:
        for cell in row:
            if isinstance(cell.label, Label) and cell.label.kind == "bare":
                cell.label = None
    return row
