"""Doubtful pairs of a revision put to a person, one by one, before the document is stored; without a terminal none is asked."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from planreview.catalogue import t
from planreview.cells import clip
from planreview.cli.output import narrate, on_terminal
from planreview.text import show

if TYPE_CHECKING:
    from planreview.domain.changes import ChangeTable

# Typed in either width and either case; another word, or none, leaves the pair for later.
_ANSWERS = {"y": "same", "p": "part", "n": "other"}
_TEXT_CELLS = 240


def settle_on_terminal(table: ChangeTable) -> dict[tuple[str, str], str]:
    """What a person says of the doubtful pairs of a change table: (new id, old id) → same, part or other."""
    from planreview.render.change_words import number
    from planreview.text import fold

    answers: dict[tuple[str, str], str] = {}
    if not (table.doubts and on_terminal(sys.stdin) and on_terminal(sys.stderr)):
        return answers
    for doubt in table.doubts:
        narrate(t("cli.import.doubt_asked"))
        for key, form in (("old", doubt.before), ("new", doubt.after)):
            narrate(t(f"cli.import.doubt_{key}", number=number(form), text=clip(show(form.text), _TEXT_CELLS)))
        sys.stderr.write(t("cli.import.doubt_question"))
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            break
        answer = _ANSWERS.get(fold(line)[:1])
        if answer is not None:
            answers[doubt.after.uid, doubt.before.uid] = answer
    return answers
