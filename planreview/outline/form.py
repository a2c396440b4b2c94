"""The outline as JSON: the form that ``planreview parse --json`` prints."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from planreview.catalogue import t
from planreview.domain.outline import (
    Diagnostic,
    IndicatorTable,
    Outline,
    OutlineItem,
    OutlineSection,
    OutlineTask,
    StatedDepartments,
    TargetSpec,
)


def outline_to_json(outline: Outline) -> dict[str, Any]:
    """An outline as a dict that ``json`` can write; decimals become numbers.

    A task that names no units has those of the innermost heading above it that does, and says so in ``departments_from``.
    """
    sections = {section.path: section.departments for section in outline.sections if section.departments.lead}
    return {
        "title": outline.title,
        "city": outline.city,
        "year": outline.year,
        "period": list(outline.period) if outline.period else None,
        "kind": outline.kind,
        "issuer": outline.issuer,
        "issued_on": outline.issued_on,
        "addressees": list(outline.addressees),
        "sections": [_section(section) for section in outline.sections],
        "tasks": [_task(task, sections) for task in outline.tasks],
        "objectives": [_target(target) for target in outline.objectives],
        "indicator_tables": [_table(table) for table in outline.tables],
        "other": [{"line": o.line, "end_line": o.end_line, "role": o.role} for o in outline.other],
        "diagnostics": [
            {"line": d.line, "kind": d.kind, "severity": d.severity, "message": diagnostic_message(d)}
            for d in outline.diagnostics
        ],
    }


def diagnostic_message(diagnostic: Diagnostic) -> str:
    """The sentence of a diagnostic in the language in use."""
    values = {key: t(f"{key}.{value}") if key in {"level", "correction"} else value for key, value in diagnostic.values}
    if "first" in values and values["first"] == values.get("last"):
        return t(f"diagnostic.{diagnostic.kind}.one_line", **values)
    return t(f"diagnostic.{diagnostic.kind}", **values)


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _target(target: TargetSpec) -> dict[str, Any]:
    return {
        "metric": target.metric,
        "op": target.op,
        "value": _number(target.value),
        "value_max": _number(target.value_max),
        "unit": target.unit,
        "quote": target.quote,
        "kind": target.kind,
        "baseline": _number(target.baseline),
        "due": target.due,
        "line": target.line,
        "span": list(target.span) if target.span else None,
        "confidence": target.confidence,
    }


def _departments(stated: StatedDepartments) -> dict[str, Any]:
    return {"departments": {"lead": list(stated.lead), "support": list(stated.support)}, "shared": stated.shared}


def _item(item: OutlineItem) -> dict[str, Any]:
    return {
        "label": item.label,
        "title": item.title,
        "title_explicit": item.title_explicit,
        "line": item.line,
        "end_line": item.end_line,
    }


def _section(section: OutlineSection) -> dict[str, Any]:
    return {
        "label": section.label,
        "level": section.level,
        "title": section.title,
        "path": list(section.path),
        "line": section.line,
        "kind": section.kind,
        "end_line": section.end_line,
        "text_lines": list(section.text_lines) if section.text_lines else None,
        "items": [_item(item) for item in section.items],
        "targets": [_target(target) for target in section.targets],
        **_departments(section.departments),
    }


def _task(task: OutlineTask, sections: dict[tuple[str, ...], StatedDepartments]) -> dict[str, Any]:
    above = (sections[task.section[:depth]] for depth in range(len(task.section), 0, -1) if task.section[:depth] in sections)
    inherited = None if task.departments.lead or task.departments.support else next(above, None)
    return {
        "number": task.number,
        "label": task.label,
        "section": list(task.section),
        "title": task.title,
        "title_explicit": task.title_explicit,
        "line": task.line,
        "end_line": task.end_line,
        "text": task.text,
        "parts": [_item(part) for part in task.parts],
        "targets": [_target(target) for target in task.targets],
        **_departments(inherited or task.departments),
        "departments_from": "section" if inherited else "task" if task.departments.lead or task.departments.support else None,
        "deadline": task.deadline,
        "due": task.due,
        "routine": task.routine,
        "organisations": list(task.organisations),
    }


def _table(table: IndicatorTable) -> dict[str, Any]:
    return {
        "caption": table.caption,
        "line": table.line,
        "end_line": table.end_line,
        "header_lines": list(table.header_lines),
        "columns": list(table.columns),
        "is_target": table.is_target,
        "rows": [
            {
                "number": row.number,
                "name": row.name,
                "unit": row.unit,
                "values": {key: _number(value) for key, value in row.values},
                "line": row.line,
            }
            for row in table.rows
        ],
        "targets": [_target(target) for target in table.targets],
    }
