"""Tables of tasks: in each row a task with its units and deadline, in rows of one cell the headings between them.

Cells that were merged and came as blanks are those of the row above: a row without a number and a name goes on with the task
above it, and a blank cell of units or of a deadline says what the cell above it says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from planreview.domain.outline import StatedDepartments
from planreview.domain.quantities import fold_numerals, parse_number
from planreview.outline.departments import read_departments
from planreview.outline.labels import Label, read_label
from planreview.outline.layout import Block, row_cells
from planreview.outline.task_columns import UNITS, columns_of, is_task_head, joined_heads
from planreview.outline.titles import Title, read_title

_CLAUSE = {"lead": "牵头单位", "responsible": "责任单位", "support": "配合单位"}
_ROLE = re.compile(r"(?:牵头|责任|配合|主办|协办)(?:单位|部门)?[:：]")
_RULER = re.compile(r"[:\-=\s]*")
_REMARK = re.compile(r"(?:备注|注|说明|附注|填表说明|合计|总计|小计)[:：\s]?")


@dataclass(slots=True)
class TaskRow:
    """A task as a row states it; ``text`` are its cells as paragraphs, so that a quote can be found in the source."""

    number: int | None
    label: str | None
    title: Title
    line: int
    end_line: int
    text: list[Block]
    units: StatedDepartments
    deadline: str | None


@dataclass(slots=True)
class TaskTable:
    """What a table of tasks holds: tasks and headings in order, and lines that are neither (the head, a ruler, a remark)."""

    columns: dict[str, int]
    rows: list[TaskRow | Block] = field(default_factory=list)
    rest: list[Block] = field(default_factory=list)
    # The cells of the last task's row, for those below that were merged with them.
    above: dict[str, Block] = field(default_factory=dict)
    category: str = ""


def heads_of_rows(blocks: Sequence[Block]) -> set[int]:
    """The places of headings that stand between the rows of a table: a short numbered line with a row before and behind it."""
    return {
        place
        for place in range(1, len(blocks) - 1)
        if blocks[place].label is not None
        and blocks[place - 1].kind == blocks[place + 1].kind == "table"
        and len(blocks[place].text) <= 60
        and blocks[place].text[-1] not in "。；"
    }


def read_task_table(
    block: Block, before: TaskTable | None = None, *, merged: bool = True, first: bool = False
) -> TaskTable | None:
    """The tasks of a table; None where its head names no tasks, or neither units nor deadlines.

    ``before`` is the table that a heading over all columns divided from this one, which then has no head of its own.
    ``merged`` where blank cells may have been merged with those above; ``first`` where the first unit of a list leads.
    """
    grid = _grid(block)
    columns, heads = _given_head(grid, block.head) or _head(grid)
    if heads:
        found = TaskTable(columns, rest=[cells.line for cells in grid[:heads]])
        body = grid[heads:]
    elif before is not None and len(columns) < 3:
        columns, body, found = before.columns, grid, TaskTable(before.columns, above=before.above, category=before.category)
    else:
        return None
    for row in body:
        _read_row(found, columns, row, merged=merged, first=first)
    return found if not body or any(isinstance(row, TaskRow) for row in found.rows) else None


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells of a row, and the whole of it as a paragraph."""

    cells: tuple[Block, ...]
    line: Block


def _grid(block: Block) -> list[_Row]:
    if block.grid:
        return [_Row(tuple(cells), replace(cells[0], end_line=max(cell.end_line for cell in cells))) for cells in block.grid]
    return [_Row(tuple(_cells(line, raw)), _paragraph(line, raw, raw.strip())) for line, raw in block.rows]


def _given_head(grid: Sequence[_Row], head: tuple[int, dict[str, int]] | None) -> tuple[dict[str, int], int] | None:
    """The columns as a person named them, and how many rows stand up to the head's last."""
    heads = next((at + 1 for at, row in enumerate(grid) if head is not None and row.line.line == head[0]), None)
    return None if head is None or heads is None else (head[1], heads)


def _head(grid: Sequence[_Row]) -> tuple[dict[str, int], int]:
    """The columns of a table of tasks and how many rows its head has; 0 rows where it is another table."""
    for at in range(min(3, len(grid))):
        heads = [cell.text for cell in grid[at].cells]
        columns = columns_of(heads)
        lower = [cell.text for cell in grid[at + 1].cells] if at + 1 < len(grid) else []
        if lower and not lower[0] and columns_of(lower):
            divided = columns_of(joined_heads(heads, lower))
            if is_task_head(divided):
                return divided, at + 2
        if is_task_head(columns):
            return columns, at + 1
    return columns_of([cell.text for cell in grid[0].cells]), 0


def _read_row(found: TaskTable, columns: dict[str, int], row: _Row, *, merged: bool, first: bool) -> None:
    filled = [cell for cell in row.cells if cell.text]
    named = {kind: row.cells[at] for kind, at in columns.items() if at < len(row.cells) and row.cells[at].text}
    blank = {kind for kind, at in columns.items() if at < len(row.cells) and not row.cells[at].text}
    last = found.rows[-1] if found.rows else None
    if not filled or all(_RULER.fullmatch(cell.text) for cell in row.cells):
        found.rest.append(row.line)
    elif len(filled) == 1 and _is_heading(filled[0], named, alone=len(row.cells) == 1 or row.cells[0] is filled[0]):
        found.rows.append(filled[0])
        found.above = {}
    elif not {"name", "content"} & named.keys() or _REMARK.match(filled[0].text):
        found.rest.append(row.line)
    elif isinstance(last, TaskRow) and merged and _goes_on(columns, named):
        last.text += [_unlabelled(named["content"])]
        last.end_line = row.line.line
    else:
        _sort_under(found, named)
        if merged:
            _fill(found, named, blank)
        # A number that a merged cell states once is that of the rows below, too.
        found.rows.append(_task(row.line.line, row.line.end_line, named, first=first))
        found.above = {**found.above, **named}


def _sort_under(found: TaskTable, named: dict[str, Block]) -> None:
    """Open a heading where the column of categories names another one (一、完善制度, or a name alone)."""
    cell = named.pop("category", None)
    if cell is None or cell.text == found.category:
        return
    found.category = cell.text
    if cell.label is None or cell.label.kind not in {"cn", "cnp", "chapter", "node", "part"}:
        cell.label = Label("cn", cell.text, None, 0)
    found.rows.append(cell)


def _is_heading(cell: Block, named: dict[str, Block], *, alone: bool) -> bool:
    """Whether a row's only cell is a heading over the rows below it."""
    if cell.label is None or _REMARK.match(cell.text):
        return False
    return (alone and "number" not in named) or cell.label.kind in {"cn", "cnp", "chapter", "node", "part"}


def _goes_on(columns: dict[str, int], named: dict[str, Block]) -> bool:
    """Whether a row without a name and units of its own goes on with the task above."""
    own = {"number", "name", *UNITS, "deadline"} & named.keys()
    return not own and "content" in named and {"name", "content"} <= columns.keys()


def _fill(found: TaskTable, named: dict[str, Block], blank: set[str]) -> None:
    """Take what a merged cell said above."""
    above = found.above
    if "number" in above and "number" in blank and "name" not in named:
        named["number"] = above["number"]
    leads = [kind for kind in ("lead", "responsible") if kind in found.columns][:1]
    whole = bool(leads) and leads[0] in blank
    for kind in UNITS if whole else ():
        if kind in blank and kind in above:
            named[kind] = above[kind]
    if "deadline" in blank and "deadline" in above:
        named["deadline"] = above["deadline"]


def _cells(line: int, raw: str) -> list[Block]:
    """The cells of a row as paragraphs that know where they stand in it."""
    cells, at = [], 0
    for words in row_cells(raw):
        cells.append(_paragraph(line, raw, words, at))
        at = cells[-1].places[0][1] + len(words)
    return cells


def _task(line: int, end_line: int, cells: dict[str, Block], *, first: bool) -> TaskRow:
    text = [cells[kind] for kind in ("name", "content", "goal") if kind in cells]
    title = text[0]
    label = title.label
    printed = cells["number"].text if "number" in cells else None
    number: int | None
    if label is not None and label.number is not None and "number" not in cells:
        # 1.修渠 in the cell itself.
        number, printed = label.number, label.printed
    else:
        title.label = None
        number = _number(printed) if printed else None
    for other in text[1:]:
        _unlabelled(other)
    units = _units({kind: cells[kind].text for kind in _CLAUSE if kind in cells}, first=first)
    deadline = cells["deadline"].text if "deadline" in cells else None
    return TaskRow(number, printed, read_title(title.body), line, end_line, text, units, deadline)


def _unlabelled(cell: Block) -> Block:
    cell.label = None
    return cell


def _number(printed: str) -> int | None:
    number = parse_number(fold_numerals(printed).strip(".、）)（( "))
    return None if number is None else int(number)


def _units(cells: dict[str, str], *, first: bool) -> StatedDepartments:
    """The units of a row, read like a clause that says the same."""
    clauses = [cell if _ROLE.search(cell) else f"{_CLAUSE[kind]}：{cell}" for kind, cell in cells.items()]
    quote = "；".join(cells.values())
    return replace(read_departments("\n".join(clauses), first=first), quote=quote) if cells else StatedDepartments()


def _paragraph(line: int, raw: str, words: str, at: int = 0) -> Block:
    return Block("para", line, line, words, read_label(words), [0], [(line, max(at, raw.find(words, at)))])
