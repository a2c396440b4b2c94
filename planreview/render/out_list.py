"""What was taken out of the base in words: the same cells in every format, beside the behind list and like it."""

from __future__ import annotations

from collections.abc import Mapping

from planreview.catalogue import t, tn
from planreview.cells import clip
from planreview.domain.out_list import OutList, OutTask
from planreview.domain.verdicts import DROPPED, NO_MEASURE
from planreview.render.behind_list import NAME_CELLS, PrintedList, day_of, left_out, named_cells, said, spoken
from planreview.text import show

SHORT = ("number", "title", "departments", "verdict", "since", "reason", "approver", "document")
SHEET = ("number", "plan", "title", "lead", "support", "verdict", "since", "reason", "reason_on", "approver", "document")


def put_out_in_words(found: OutList, words: Mapping[str, str], *, several: bool = False) -> PrintedList:
    """The list in words; ``words`` are the verdicts' list words in use, which its title names, ``several`` makes each task name
    its plan."""
    tasks = tuple(_cells(one, words) for one in found.tasks)
    named = {key: show(words.get(key, key)) for key in (DROPPED, NO_MEASURE)}
    return PrintedList(
        key="out",
        title=tn("out.title", found.total, **named),
        left_out=left_out(found.total - len(found.tasks)),
        tasks=tasks,
        lines=tuple((_facts(cells), *said(cells, ("reason", "approver", "document"))) for cells in tasks),
        page=SHORT,
        sheet=SHEET,
        several=several,
    )


def _cells(task: OutTask, words: Mapping[str, str]) -> Mapping[str, str]:
    decision = task.decision
    reason = None if decision is None else decision.reason
    return {
        **named_cells(task),
        "verdict": show(words.get(task.verdict or "", task.verdict or "")),
        "since": "-" if decision is None else decision.since.isoformat(),
        "reason": spoken(reason) or t("behind.no_reason"),
        "reason_on": day_of(reason),
        "approver": _name("" if decision is None else decision.approver),
        "document": _name("" if decision is None else decision.document),
    }


def _name(text: str) -> str:
    return clip(show(text), NAME_CELLS) or t("out.not_given")


def _facts(cells: Mapping[str, str]) -> str:
    """Verdict and its day, and departments, on one line."""
    since = "" if cells["since"] == "-" else t("out.since", on=cells["since"])
    return t("behind.between").join(part for part in (cells["verdict"], since, cells["departments"]) if part)
