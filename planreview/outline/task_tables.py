"""Tables of tasks (序号, 工作任务, 责任单位, 完成时限): a head of one row, and in each row a task with its units and deadline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from planreview.domain.outline import StatedDepartments
from planreview.domain.quantities import fold_numerals, parse_number
from planreview.outline.departments import read_departments
from planreview.outline.labels import read_label
from planreview.outline.layout import Block, row_cells
from planreview.outline.titles import Title, read_title

_COLUMNS = (
    ("number", re.compile(r"序号?|编号|号|No\.?", re.I)),
    ("lead", re.compile(r"(?:主要)?(?:牵头|主责|主办)(?:责任)?(?:单位|部门|科室)?")),
    ("responsible", re.compile(r"(?:责任|承办|落实|实施|负责)(?:单位|部门|科室|主体)")),
    ("support", re.compile(r"(?:配合|协办|协同|参与|协助)(?:责任)?(?:单位|部门|科室)?")),
    ("deadline", re.compile(r"(?:完成|办结)?(?:时限|时间|期限|时间节点)(?:要求)?")),
    ("content", re.compile(r"(?:工作|具体|主要|任务|重点)?(?:内容|举措|措施|要求)|具体任务|(?:工作|年度)?目标(?:任务)?")),
    ("name", re.compile(r"(?:重点|工作|主要|目标)?(?:任务|事项|工作)(?:名称|清单)?|项目(?:名称)?")),
)
_CLAUSE = {"lead": "牵头单位", "responsible": "责任单位", "support": "配合单位"}
_ROLE = re.compile(r"(?:牵头|责任|配合|主办|协办)(?:单位|部门)?[:：]")
_RULER = re.compile(r"[:\-=\s]*")


@dataclass(slots=True)
class TaskRow:
    """A task as a row states it; ``text`` are its cells as paragraphs, so that a quote can be found in the source."""

    number: int | None
    label: str | None
    title: Title
    line: int
    text: list[Block]
    units: StatedDepartments
    deadline: str | None


@dataclass(slots=True)
class TaskTable:
    """What a table of tasks holds: tasks and headings in order, and lines that are neither (the head, a ruler, a remark)."""

    columns: dict[str, int]
    rows: list[TaskRow | Block] = field(default_factory=list)
    rest: list[Block] = field(default_factory=list)


def read_task_table(block: Block, before: TaskTable | None = None) -> TaskTable | None:
    """The tasks of a table; None where its head names no tasks, or neither units nor deadlines.

    ``before`` is the table that a heading over all columns divided from this one, which then has no head of its own.
    """
    (head_line, head_raw), *body = block.rows
    columns = _columns(row_cells(head_raw))
    if {"name", "content"} & columns.keys() and {*_CLAUSE, "deadline"} & columns.keys():
        found = TaskTable(columns, rest=[_paragraph(head_line, head_raw, head_raw.strip())])
    elif before is not None and not columns:
        columns, body, found = before.columns, block.rows, TaskTable(before.columns)
    else:
        return None
    number: str | None = None
    for line, raw in body:
        cells = _cells(line, raw)
        filled = [cell for cell in cells if cell.text]
        named = {kind: cells[at] for kind, at in columns.items() if at < len(cells) and cells[at].text}
        if len(filled) == 1 and filled[0].label is not None:
            found.rows.append(filled[0])
            number = None
        elif not {"name", "content"} & named.keys() or all(_RULER.fullmatch(cell.text) for cell in cells):
            found.rest.append(_paragraph(line, raw, raw.strip()))
        else:
            # A number that a merged cell states once is that of the rows below, too.
            number = named["number"].text if "number" in named else number
            found.rows.append(_task(line, named, number))
    return found if not body or any(isinstance(row, TaskRow) for row in found.rows) else None


def _cells(line: int, raw: str) -> list[Block]:
    """The cells of a row as paragraphs that know where they stand in it."""
    cells, at = [], 0
    for words in row_cells(raw):
        cells.append(_paragraph(line, raw, words, at))
        at = cells[-1].places[0][1] + len(words)
    return cells


def _columns(heads: Sequence[str]) -> dict[str, int]:
    """Where each kind of column stands."""
    found: dict[str, int] = {}
    for at, head in enumerate(heads):
        words = re.sub(r"[\s\u3000]", "", head)
        kind = next((kind for kind, pattern in _COLUMNS if pattern.fullmatch(words)), None)
        if kind is not None:
            found.setdefault(kind, at)
    return found


def _task(line: int, cells: dict[str, Block], printed: str | None) -> TaskRow:
    text = [cells[kind] for kind in ("name", "content") if kind in cells]
    first = text[0]
    label = first.label
    number: int | None
    if label is not None and label.number is not None and "number" not in cells:
        # 1.修渠 in the cell itself.
        number, printed = label.number, label.printed
    else:
        first.label = None
        number = _number(printed) if printed else None
    for other in text[1:]:
        other.label = None
    units = _units({kind: cells[kind].text for kind in _CLAUSE if kind in cells})
    deadline = cells["deadline"].text if "deadline" in cells else None
    return TaskRow(number, printed, read_title(first.body), line, text, units, deadline)


def _number(printed: str) -> int | None:
    number = parse_number(fold_numerals(printed).strip(".、）)（( "))
    return None if number is None else int(number)


def _units(cells: dict[str, str]) -> StatedDepartments:
    """The units of a row, read like a clause that says the same."""
    clauses = [cell if _ROLE.search(cell) else f"{_CLAUSE[kind]}：{cell}" for kind, cell in cells.items()]
    quote = "；".join(cells.values())
    return replace(read_departments("\n".join(clauses)), quote=quote) if cells else StatedDepartments()


def _paragraph(line: int, raw: str, words: str, at: int = 0) -> Block:
    return Block("para", line, line, words, read_label(words), [0], [(line, max(at, raw.find(words, at)))])
