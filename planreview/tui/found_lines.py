"""What was looked for, marked in lines that are laid out already: it may be broken by the end of a line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from planreview.domain.review import TaskDetail
from planreview.services.highlights import found_spans, written_spans
from planreview.text import fold
from planreview.tui.inks import FOUND, Line, Span

# Where a span stands: its line and its place on it.
Place = tuple[int, int]


def words_meant(text: str, detail: TaskDetail) -> list[str]:
    """What to mark in a task that was found by a text: the text, or the characters that its letters mean in the names."""
    names = [detail.row.title, *(one.name for one in detail.departments)]
    written = fold(text)
    if any(written in fold(part) for part in (*names, detail.body, *(note.body for note in detail.notes))):
        return [written]
    return [fold(name[first:behind]) for name in names for first, behind in found_spans(text, name)]


def marked_lines(lines: Sequence[Line], words: Iterable[str]) -> list[Line]:
    """The lines with every place of some folded words in an ink of its own."""
    wanted = [word for word in dict.fromkeys(words) if word]
    marked: dict[Place, list[Span]] = {}
    for run in _runs(lines):
        marked |= _marked(lines, run, wanted)
    return [
        tuple(part for at, span in enumerate(line) for part in marked.get((place, at), (span,)))
        for place, line in enumerate(lines)
    ]


def _runs(lines: Sequence[Line]) -> Iterable[list[Place]]:
    """Spans through which one text goes on: those that look the same, on a line and over the end of it."""
    run: list[Place] = []
    for place, line in enumerate(lines):
        for at, (_, ink) in enumerate(line):
            if run and lines[run[-1][0]][run[-1][1]][1] != ink:
                yield run
                run = []
            run.append((place, at))
        if not line and run:
            yield run
            run = []
    if run:
        yield run


def _marked(lines: Sequence[Line], run: Sequence[Place], words: Sequence[str]) -> dict[Place, list[Span]]:
    """The spans of a run that hold some of the words, in parts."""
    texts = [lines[place][at][0] for place, at in run]
    joined = "".join(texts)
    held = {one for word in words for first, behind in written_spans(word, joined) for one in range(first, behind)}
    found: dict[Place, list[Span]] = {}
    begin = 0
    for (place, at), text in zip(run if held else (), texts, strict=bool(held)):
        parts: list[Span] = []
        for number, char in enumerate(text, begin):
            ink = FOUND if number in held and not char.isspace() else lines[place][at][1]
            parts = [*parts[:-1], (parts[-1][0] + char, ink)] if parts and parts[-1][1] == ink else [*parts, (char, ink)]
        begin += len(text)
        found[place, at] = parts
    return found
