"""What a person corrects of an outline, as data: a closed set of kinds, each at a place that survives a re-import.

A place is a line and the words that begin there (without their number): where a revised document moves a line, the words find
it; where they are gone, or stand several times and none of them where they stood, the correction no longer fits and is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from planreview.domain.outline import Diagnostic, Outline
from planreview.outline import correcting, correcting_targets, ignoring
from planreview.outline.correcting import Unfit
from planreview.outline.labels import read_label
from planreview.outline.ownership import lost_lines
from planreview.text import clean_line, fold

LEVEL, COLUMNS = "level", "columns"
SPLIT, JOIN, TITLE, DEPARTMENTS = "split", "join", "title", "departments"
TARGET, TARGET_DROPPED, TARGET_ADDED = "target", "target-dropped", "target-added"
IGNORED, ASIDE = "ignored", "aside"
KINDS = (LEVEL, COLUMNS, SPLIT, JOIN, TITLE, DEPARTMENTS, TARGET, TARGET_DROPPED, TARGET_ADDED, IGNORED, ASIDE)
# Those that say how the document is read; the others change what was read.
READING = frozenset({LEVEL, COLUMNS})
COLUMN_KINDS = ("number", "name", "content", "lead", "responsible", "support", "deadline", "category")
# Words of a place: enough to tell lines apart, few enough to outlive a change further on in the line.
WORDS = 24


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction; ``nth`` of ``of`` lines that held the words when it was made. ``values`` by kind:

    level: tasks_at · columns: place of a column → what it holds, and the whole ``head`` · split, join,
    ignored: none · title: title · departments: lead,
    support (names joined by 、) · aside: reason, with ``back`` where it is taken back in · target, target-added: what
    :mod:`planreview.domain.target_values` names, and of a target ``was`` · target-dropped: ``was``.
    """

    kind: str
    line: int = 0
    words: str = ""
    values: tuple[tuple[str, str], ...] = ()
    nth: int = 1
    of: int = 1

    @property
    def said(self) -> dict[str, str]:
        """The values by name."""
        return dict(self.values)


def correction_at(
    lines: Sequence[str], kind: str, line: int, values: Mapping[str, str] | None = None, *, words: str | None = None
) -> Correction:
    """A correction at a line of a document, or at ``words`` within it."""
    own = place_words(lines[line - 1]) if words is None else clean_line(words)
    holding = _holding([fold(one) for one in lines], fold(own))
    nth = holding.index(line) + 1 if line in holding else 1
    return Correction(kind, line, own, tuple(sorted((values or {}).items())), nth, max(1, len(holding)))


def place_words(line: str) -> str:
    """The words that name a line: its beginning without its number."""
    text = clean_line(line).strip()
    label = read_label(text)
    return (text[label.offset :] if label is not None else text)[:WORDS].strip()


def apply(outline: Outline, corrections: Iterable[Correction]) -> tuple[Outline, tuple[Correction, ...]]:
    """The outline with the corrections made, one after another, and those that do not fit it.

    How a document is read (``READING``) is settled before there is an outline; those are passed over. Every line keeps an owner.
    """
    folded = [fold(line) for line in outline.lines]
    unfit: list[Correction] = []
    corrected = outline
    for one in corrections:
        if one.kind in READING:
            continue
        try:
            corrected = _EDITS[one.kind](corrected, _placed(folded, one))
        except Unfit:
            unfit.append(one)
    if corrected is outline:
        return outline, tuple(unfit)
    return replace(corrected, diagnostics=_told(corrected)), tuple(unfit)


def to_json(corrections: Iterable[Correction]) -> list[list[Any]]:
    """The corrections as the store keeps them."""
    return [[one.kind, one.line, one.words, dict(one.values), one.nth, one.of] for one in corrections]


def from_json(form: Iterable[Sequence[Any]]) -> tuple[Correction, ...]:
    """The corrections of :func:`to_json`; a kind that is not known here is left out."""
    return tuple(
        Correction(kind, int(line), str(words), tuple(sorted((str(k), str(v)) for k, v in values.items())), int(nth), int(of))
        for kind, line, words, values, nth, of in form
        if kind in KINDS
    )


def _placed(folded: Sequence[str], one: Correction) -> Correction:
    """The correction at the line where its words stand now."""
    if one.kind in {TARGET, TARGET_DROPPED}:
        # A target of a table is found by what it says; its quote stands in no line.
        return one
    line = _line(folded, one)
    if line is None:
        raise Unfit
    return replace(one, line=line)


def column_heads(lines: Sequence[str], corrections: Iterable[Correction]) -> tuple[dict[int, dict[str, int]], list[Correction]]:
    """What the columns of tables hold, by the line of their heads, and the corrections whose heads are gone."""
    folded = [fold(line) for line in lines]
    heads: dict[int, dict[str, int]] = {}
    gone = []
    for one in corrections:
        line = _line(folded, one) if one.kind == COLUMNS else 0
        if line:
            heads[line] = {kind: int(place) for place, kind in one.values if place.isdecimal() and kind in COLUMN_KINDS}
        elif line is None:
            gone.append(one)
    return heads, gone


def known_heads(lines: Sequence[str], corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """What was said of columns elsewhere, at the lines of this document that are the very same heads; the first word counts."""
    said: dict[str, Correction] = {}
    for one in corrections:
        if one.kind == COLUMNS and "head" in one.said:
            said.setdefault(one.said["head"], one)
    folded = [fold(line) for line in lines] if said else []
    return tuple(
        correction_at(lines, COLUMNS, number, said[head].said) for number, head in enumerate(folded, 1) if head and head in said
    )


def _line(folded: Sequence[str], one: Correction) -> int | None:
    words = fold(one.words)
    if not words:
        return one.line if 1 <= one.line <= len(folded) else None
    if 1 <= one.line <= len(folded) and words in folded[one.line - 1]:
        return one.line
    holding = _holding(folded, words)
    # Of several equal lines none is taken for another, unless there are as many as there were.
    return holding[one.nth - 1] if len(holding) == one.of and one.nth <= one.of else None


def _holding(folded: Sequence[str], words: str) -> list[int]:
    return [number for number, line in enumerate(folded, 1) if words in line] if words else []


def _told(outline: Outline) -> tuple[Diagnostic, ...]:
    """The diagnostics that still hold of a corrected outline."""
    doubtful = {(one.line, one.quote) for one in correcting_targets.every_target(outline) if one.doubtful}
    glued = {task.line for task in outline.tasks if not task.title_explicit}
    kept = [
        note
        for note in outline.diagnostics
        if not (note.kind == "target_doubtful" and (note.line, dict(note.values).get("quote", "")) not in doubtful)
        and not (note.kind == "title_glued" and note.line not in glued)
    ]
    kept += [Diagnostic(line, "line_unowned", "error") for line in lost_lines(outline)]
    return tuple(dict.fromkeys(kept))


_EDITS: dict[str, Callable[[Outline, Correction], Outline]] = {
    SPLIT: lambda outline, one: correcting.split(outline, one.line, one.words),
    JOIN: lambda outline, one: correcting.join(outline, one.line, one.words),
    TITLE: lambda outline, one: correcting.entitle(outline, one.line, one.words, one.said.get("title", "")),
    DEPARTMENTS: lambda outline, one: correcting.name_departments(outline, one.line, one.words, one.said),
    IGNORED: lambda outline, one: ignoring.ignore(outline, one.line),
    ASIDE: lambda outline, one: correcting.set_aside(
        outline, one.line, one.words, None if "back" in one.said else one.said.get("reason", "")
    ),
    TARGET: lambda outline, one: correcting_targets.edit(outline, one.line, one.words, one.said),
    TARGET_DROPPED: lambda outline, one: correcting_targets.drop(outline, one.line, one.words, one.said.get("was", "")),
    TARGET_ADDED: lambda outline, one: correcting_targets.add(outline, one.line, one.words, one.said),
}
