"""What stands beside a task's verdict, as lines of ``planreview show``: the last round, what was claimed, evidence."""

from __future__ import annotations

from collections.abc import Iterator

from planreview.catalogue import t
from planreview.cells import wrap
from planreview.cli import words
from planreview.domain.review import TaskDetail
from planreview.domain.spoken import METHODS
from planreview.text import show


def beside_lines(detail: TaskDetail, cells: int) -> Iterator[str]:
    """The lines, each part under its heading; nothing where there is nothing."""
    last = detail.last
    if last is not None:
        yield from ("", t("beside.last") + (f" {show(last.round)}" if last.round else ""))
        yield f"  {words.verdict_word(last.verdict)}  {last.on} {show(last.person)}"
        for target in detail.targets:
            if target.id in last.actuals:
                value, on = last.actuals[target.id]
                said = t("cli.target.pending_word") if value is None else words.figure(value)
                yield from _wrapped(f"{target.metric}  {said}  {on}", cells)
        if last.note:
            yield from _wrapped(last.note, cells)
    if detail.reports:
        yield from ("", t("beside.reports"))
    for report in detail.reports:
        verdict = words.verdict_word(report.verdict) if report.verdict else ""
        yield from _wrapped(f"{report.on} {show(report.person)}  {verdict}  {report.text}", cells)
    if detail.evidence:
        yield from ("", t("beside.evidence"))
    for one in detail.evidence:
        method = t(f"evidence.method.{one.method}") if one.method in METHODS else ""
        parts = [str(one.on), method, one.document, one.path, one.remark]
        yield from _wrapped("  ".join(part for part in parts if part), cells)


def _wrapped(text: str, cells: int) -> Iterator[str]:
    for line in wrap(show(text), max(20, cells - 2)):
        yield "  " + line
