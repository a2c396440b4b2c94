"""Doubtful targets put to a person, one by one, before a document is stored; without a terminal they are listed and stay out."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from planreview.catalogue import t
from planreview.cli.output import narrate, on_terminal
from planreview.text import fold, show

if TYPE_CHECKING:
    from planreview.outline.corrections import Correction
    from planreview.services.imports import Prepared


def settle_doubtful(prepared: Prepared) -> Prepared:
    """The document with what a person says of its doubtful targets; those that they leave stay doubtful."""
    from planreview.domain.target_values import values_of
    from planreview.outline import corrections as kinds
    from planreview.outline.correcting_targets import every_target, was
    from planreview.services.corrections import settle
    from planreview.services.target_reading import spoken_values

    doubtful = [one for one in every_target(prepared.outline) if one.doubtful]
    if not (doubtful and on_terminal(sys.stdin) and on_terminal(sys.stderr)):
        return prepared
    said: list[Correction] = []
    for place, one in enumerate(doubtful, 1):
        filled = {name: text for name, text in values_of(one).items() if text}
        narrate(
            t(
                "cli.import.doubtful_asked",
                place=place,
                n=len(doubtful),
                line=one.line,
                quote=show(one.quote),
                values=show(spoken_values(filled)),
            )
        )
        sys.stderr.write(t("cli.import.doubtful_taking"))
        sys.stderr.flush()
        line = sys.stdin.readline()
        answer = fold(line)[:1]
        if not line or answer == "q":
            break
        kind = {"y": kinds.TARGET, "n": kinds.TARGET_DROPPED}.get(answer)
        if kind is not None:
            said.append(kinds.correction_at(prepared.outline.lines, kind, one.line, {"was": was(one)}, words=one.quote))
    return settle(prepared, (*prepared.corrections, *said)) if said else prepared
