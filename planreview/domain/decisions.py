"""The decision that took a task out of the base, folded from what was said of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import takewhile

from planreview.domain.behind_list import Said
from planreview.domain.folding import Entry, answers, fold_notes, verdict_of
from planreview.domain.operations import FINDINGS, NOTE
from planreview.domain.out_list import Decision
from planreview.domain.review import APPROVER, DOCUMENT
from planreview.domain.verdicts import OUT


def fold_decision(entries: Sequence[Entry]) -> Decision | None:
    """The decision that took a task out, of its live operations in folding order; None of a task that is not out.

    Said again it is the same decision: what one of its operations lacks, another may bring.
    """
    findings = [entry for entry in entries if entry.kind in FINDINGS]
    verdict = verdict_of(findings[-1]) if findings else None
    if verdict not in OUT:
        return None
    same = list(takewhile(lambda entry: verdict_of(entry) == verdict, reversed(findings)))
    notes = fold_notes([entry for entry in entries if entry.kind == NOTE])
    told = [note for note in notes if any(answers(note, entry) for entry in same)]
    newest = max(told, key=lambda note: note.order, default=None)
    reason = None if newest is None else Said(newest.text, date.fromisoformat(newest.entry.effective_on))
    given = {name: next((said for entry in same if (said := _said(entry, name))), "") for name in (APPROVER, DOCUMENT)}
    return Decision(date.fromisoformat(same[-1].effective_on), given[APPROVER], given[DOCUMENT], reason)


def _said(entry: Entry, name: str) -> str:
    said = entry.payload.get(name)
    return said.strip() if isinstance(said, str) else ""
