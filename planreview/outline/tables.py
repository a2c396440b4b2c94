"""Tables of figures: one- and two-row heads, merged cells, units in names, a page break between rows; goals or statistics."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from planreview.domain.outline import IndicatorTable, TableRow, TargetSpec
from planreview.domain.quantities import fold_numerals, parse_number
from planreview.outline.layout import Block, row_cells
from planreview.outline.target_kinds import is_growth, kind_in_year

_UNIT = re.compile(r"^(?P<name>.*?\S)[ \u3000]{0,2}[（(][ \u3000]{0,2}(?P<unit>[^（()）]{1,12})[ \u3000]{0,2}[)）]$", re.S)
_CAPTION_UNIT = re.compile(r"单位[ \u3000]{0,2}[:：][ \u3000]{0,2}([^（()）\s]{1,10})")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_NAME_HEADS = re.compile(r"指标|类别|名称|项目|内容|地区|区域|单位名称|城市|县区|任务|工作")
_NUMBER_HEADS = re.compile(r"^(?:序号?|编号|No\.?|号)$", re.I)
_UNIT_HEADS = re.compile(r"^(?:计量)?单位$")
_GOAL = re.compile(r"目标|预期|规划值|计划值|计划数|任务数|目标值|指标值")
_BASE = re.compile(r"基础|基期|现状|实际|基数|上年|完成值|初值")
_PAST = re.compile(r"完成情况|对比|现状表|统计表|实际完成|执行情况")
_EMPTY = re.compile(r"[-—–－/／\s.…]*$")
_CELL = re.compile(
    r"(?P<sign>[≥≤><＞＜≧≦]|不低于|不少于|不超过|大于|小于|达到|超过|力争|"
    r"以上)?\s*[\[［【]?(?P<number>[\d.,，．]+)[\]］】]?\s*(?P<unit>%|％|个百分点)?\s*(?P<after>以上|以下|以内|"
    r"左右)?$"
)
_CAPTION = re.compile(r"^(?:附?表|.{0,30}(?:表|指标|情况)(?:[（(].{0,30}[)）])?$)")


def read_table(caption: Block | None, block: Block, period: tuple[int, int] | None) -> IndicatorTable | None:
    """A table of figures; None where the rows hold hardly any."""
    grid = [(line, row_cells(raw)) for line, raw in block.rows]
    grid = [(line, cells) for line, cells in grid if not all(re.fullmatch(r"[:\-=\s]*", c) for c in cells)]
    if len(grid) < 2:
        return None
    heads = _head_rows(grid)
    body = grid[heads:]
    if not body or not _holds_figures(body):
        return None
    width = max(len(cells) for _, cells in grid)
    columns = _columns([cells for _, cells in grid[:heads]], width)
    number_at, name_at, unit_at = _leading(columns, body)
    title = caption.text if caption is not None else ""
    shared = _CAPTION_UNIT.search(title)
    values_at = [i for i in range(width) if i not in {number_at, name_at, unit_at} and i > name_at and not _idle(columns[i])]
    keys = _keys(columns, values_at)
    goals, bases = _goal_columns(columns, keys, values_at, title, period)
    sources = dict(block.rows)
    rows, targets = [], []
    for line, cells in body:
        padded = [*cells, *[""] * (width - len(cells))]
        name, unit = _named(padded[name_at])
        unit = (padded[unit_at] or None) if unit_at is not None else unit or (shared[1] if shared else None)
        number = parse_number(padded[number_at]) if number_at is not None else None
        values = tuple((keys[i], _value(padded[i])) for i in values_at)
        if not name:
            continue
        spots = _spots(sources[line], line, cells)
        row = TableRow(int(number) if number is not None else None, name, unit, values, line)
        rows.append(row)
        targets += _row_targets(row, padded, goals, bases, keys, period, spots)
    first = caption.line if caption is not None else block.line
    lines = (grid[0][0], grid[heads - 1][0])
    return IndicatorTable(title, first, block.end_line, lines, columns, bool(goals), tuple(rows), tuple(targets))


def is_caption(text: str) -> bool:
    """Whether a short line over a table is its caption."""
    return len(text) <= 60 and not text.endswith("。") and bool(_CAPTION.match(text))


def _head_rows(grid: Sequence[tuple[int, list[str]]]) -> int:
    first, second = grid[0][1], grid[1][1]
    # Under merged cells stands a second row, without a name of its own.
    gaps = any(not cell for cell in first[1:])
    if len(grid) > 2 and gaps and not second[0] and sum(bool(c) for c in second) >= 2:
        return 2
    return 1


def _holds_figures(body: Sequence[tuple[int, list[str]]]) -> bool:
    cells = [cell for _, row in body[:200] for cell in row[1:] if cell and not _EMPTY.fullmatch(cell)]
    figures = sum(bool(_CELL.match(cell)) for cell in cells)
    return figures >= 1 and figures * 4 >= len(cells)


def _columns(heads: Sequence[list[str]], width: int) -> tuple[str, ...]:
    top = [*heads[0], *[""] * (width - len(heads[0]))]
    if len(heads) == 1:
        return tuple(top)
    below = [*heads[1], *[""] * (width - len(heads[1]))]
    names, above = [], ""
    for index in range(width):
        above = top[index] or above
        names.append(f"{above}/{below[index]}" if below[index] else top[index])
    return tuple(names)


def _leading(columns: Sequence[str], body: Sequence[tuple[int, list[str]]]) -> tuple[int | None, int, int | None]:
    """Positions of the row's number, its name and its unit."""
    first = [row[0] for _, row in body if row]
    counted = [cell for cell in first if re.fullmatch(r"\d{1,3}[.、]?", cell)]
    number_at = 0 if _NUMBER_HEADS.match(columns[0]) or (len(counted) == len(first) and len(columns) > 2) else None
    name_at = 0 if number_at is None else 1
    for index, column in enumerate(columns[:4]):
        if index != number_at and _NAME_HEADS.search(column) and index > name_at and not _numeric(body, index):
            # 类别, 指标: the inner of two name columns names the row.
            name_at = index
    unit_at = next((i for i, c in enumerate(columns) if _UNIT_HEADS.match(re.sub(r"\s", "", c)) and i != name_at), None)
    return number_at, name_at, unit_at


def _numeric(body: Sequence[tuple[int, list[str]]], index: int) -> bool:
    return any(index < len(row) and bool(_CELL.match(row[index])) for _, row in body[:20])


def _idle(column: str) -> bool:
    return bool(re.search(r"属性|性质|备注|责任|牵头|说明|来源|约束性|预期性$", column)) and not _YEAR.search(column)


def _keys(columns: Sequence[str], values_at: Sequence[int]) -> dict[int, str]:
    """The year of a column where only one column has it, else its words."""
    years = {i: _YEAR.findall(columns[i]) for i in values_at}
    found: dict[int, str] = {}
    for index in values_at:
        year = years[index][0] if len(years[index]) == 1 else None
        alone = sum(year in other for other in years.values()) == 1 if year else False
        found[index] = year if year and alone else columns[index]
    return found


def _goal_columns(
    columns: Sequence[str], keys: dict[int, str], values_at: Sequence[int], title: str, period: tuple[int, int] | None
) -> tuple[list[int], list[int]]:
    """The columns that set goals and those of the base, none where the table tells of the past."""
    if _PAST.search(title):
        return [], []
    goals = [i for i in values_at if _GOAL.search(columns[i])]
    if period is not None:
        # 现状与目标 over 2020年 and 2025年: the year before the plan's is the base.
        goals = [i for i in goals if not (keys[i].isdigit() and int(keys[i]) < period[0])]
    if not goals and period is not None:
        named = bool(_GOAL.search(title) or "指标" in title)
        later = [i for i in values_at if keys[i].isdigit() and period[0] <= int(keys[i]) <= 2100]
        goals = later if named and later else []
    bases = [i for i in values_at if i not in goals and (_BASE.search(columns[i]) or keys[i].isdigit())] if goals else []
    return goals, bases


def _named(cell: str) -> tuple[str, str | None]:
    match = _UNIT.match(cell)
    return (match["name"], match["unit"].strip()) if match else (cell, None)


def _value(cell: str) -> Decimal | None:
    match = _CELL.match(fold_numerals(cell))
    return parse_number(match["number"]) if match and not _EMPTY.fullmatch(cell) else None


def _row_targets(
    row: TableRow,
    cells: Sequence[str],
    goals: Sequence[int],
    bases: Sequence[int],
    keys: dict[int, str],
    period: tuple[int, int] | None,
    spots: dict[int, tuple[int, int, int]],
) -> list[TargetSpec]:
    """One target for each goal of a row, against the last base before it."""
    values = dict(row.values)
    baseline = next((values[keys[i]] for i in reversed(bases) if values[keys[i]] is not None), None)
    found = []
    for index in goals:
        value = values[keys[index]]
        if value is None:
            continue
        year = int(keys[index]) if keys[index].isdigit() else period[1] if period else None
        op = _operator(fold_numerals(cells[index]), value, baseline)
        kind = (
            "lower"
            if baseline is not None and value < baseline
            else "ceiling"
            if op == "<="
            else "level_base"
            if baseline is not None
            else "level"
        )
        if (kind == "level" and (row.unit or "") in {"%", "％"}) or (kind == "level_base" and is_growth(row.name, row.unit)):
            kind = "rate"
        due = f"{year}-12-31" if year else None
        target = TargetSpec(
            row.name, op, value, None, row.unit, cells[index], kind, baseline, due, row.line, spots.get(index), 1.0
        )
        found.append(replace(target, kind=kind_in_year(target, period)))
    return found


def _spots(raw: str, line: int, cells: Sequence[str]) -> dict[int, tuple[int, int, int]]:
    """Where each cell of a row stands in its line."""
    found: dict[int, tuple[int, int, int]] = {}
    at = 0
    for index, cell in enumerate(cells):
        start = raw.find(cell, at)
        if cell and start >= 0:
            found[index] = (line, start, start + len(cell))
            at = start + len(cell)
    return found


def _operator(cell: str, value: Decimal, baseline: Decimal | None) -> str:
    match = _CELL.match(cell)
    sign = (match["sign"] or match["after"] or "") if match else ""
    if sign in {"≤", "<", "＜", "≦", "不超过", "小于", "以下", "以内"}:
        return "<="
    if sign == "左右":
        return "~"
    if sign:
        return ">="
    return "<=" if baseline is not None and value < baseline else ">="
