"""An outline for people: what the plan is, its headings with their tasks, its tables, and what the reader is unsure of."""

from __future__ import annotations

from collections.abc import Iterator

from planreview.catalogue import t, tn
from planreview.domain.outline import Outline, OutlineSection, OutlineTask
from planreview.outline.form import diagnostic_message
from planreview.text import show

_INDENT = "  "


def outline_lines(outline: Outline) -> Iterator[str]:
    """The lines of the report, made fit for a terminal."""
    for line in _lines(outline):
        yield show(line)


def _lines(outline: Outline) -> Iterator[str]:
    yield outline.title or t("parse.untitled")
    period = "–".join(str(year) for year in dict.fromkeys(outline.period)) if outline.period else "-"
    yield t("parse.meta", city=outline.city or "-", period=period, kind=t(f"parse.kind.{outline.kind}"))
    yield t("parse.issue", issuer=outline.issuer or "-", date=outline.issued_on or "-")
    goals = sum(len(table.targets) for table in outline.tables) + len(outline.objectives)
    goals += sum(len(section.targets) for section in outline.sections)
    targets = sum(len(task.targets) for task in outline.tasks)
    yield t(
        "parse.counts",
        sections=len(outline.sections),
        tasks=len(outline.tasks),
        targets=targets,
        goals=goals,
        tables=len(outline.tables),
    )
    yield ""
    entries: list[tuple[int, int, OutlineSection | OutlineTask]] = [(s.line, 0, s) for s in outline.sections]
    entries += [(task.line, 1, task) for task in outline.tasks]
    depth = 0
    for _, _, entry in sorted(entries, key=lambda e: (e[0], e[1])):
        if isinstance(entry, OutlineSection):
            depth = entry.level
            yield _INDENT * (depth - 1) + _section(entry)
        else:
            yield _INDENT * (len(entry.section) if entry.section else 0) + _task(entry)
    if outline.diagnostics:
        yield ""
        yield tn("parse.diagnostics", len(outline.diagnostics))
        for note in outline.diagnostics:
            yield _INDENT + t(
                "parse.note", line=note.line, severity=t(f"severity.{note.severity}"), message=diagnostic_message(note)
            )


def _section(section: OutlineSection) -> str:
    label = section.label or ""
    gap = "" if not label or label[-1] in "、）)" else " "
    name = label + gap + (section.title or t("parse.untitled_box"))
    counted = [tn("parse.n_targets", len(section.targets))] if section.targets else []
    counted += [tn("parse.n_points", len(section.items))] if section.items else []
    counted += [t("parse.join").join(section.departments.lead)] if section.departments.lead else []
    return name + (f"  [{t('parse.join').join(counted)}]" if counted else "")


def _task(task: OutlineTask) -> str:
    marks = [tn("parse.n_targets", len(task.targets))] if task.targets else []
    marks += [tn("parse.n_parts", len(task.parts))] if task.parts else []
    marks += [t("parse.join").join(task.departments.lead)] if task.departments.lead else []
    marks += [task.deadline] if task.deadline else []
    label = task.label if task.label is not None else "*"
    return f"{label} {task.title}" + (f"  [{t('parse.join').join(marks)}]" if marks else "")
