"""Read a document, correct how it is understood, and make it ready to be stored; nothing is stored."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from planreview import __version__
from planreview.domain.outline import Diagnostic, Outline
from planreview.outline import corrections as kinds
from planreview.outline.corrections import Correction, apply, column_heads, to_json
from planreview.outline.form import outline_to_json
from planreview.reading.source import TEXT, SourceText
from planreview.services.filing import Prepared
from planreview.services.understanding import outline_of, read_source
from planreview.store.documents import SourceFile
from planreview.text import clean, clean_line


def prepare(
    source: Path | str | bytes, *, name: str = "", encoding: str | None = None, tasks_at: str | None = None, force: bool = False
) -> Prepared:
    """Read a document, from a file or from bytes with a ``name``, and make its outline; nothing is stored.

    Raises :class:`InputError` where it cannot be read, :class:`NotAPlanError` where it holds no plan and ``force`` is not set.
    """
    text = read_source(source, name=name, encoding=encoding)
    prepared = prepared_from(text, outline_of(text, tasks_at=tasks_at, force=force))
    return prepared if tasks_at is None else _kept(prepared, prepared.outline, (level(tasks_at),))


def prepared_from(text: SourceText, outline: Outline) -> Prepared:
    """An outline with the source it was made from, ready to be stored."""
    source = SourceFile(clean_line(text.name), text.data, text.sha256, text.encoding, __version__, _form(text, outline))
    return Prepared(source, outline, text, outline)


def level(tasks_at: str) -> Correction:
    """The correction that says at which numbering the tasks stand."""
    return Correction(kinds.LEVEL, values=(("tasks_at", tasks_at),))


def correct(prepared: Prepared, corrections: Sequence[Correction]) -> Prepared:
    """The document with these corrections in place of those it had; what does not fit is told in its diagnostics.

    Raises :class:`InputError` unknown_level.
    """
    wanted, known = ([one for one in some if one.kind in kinds.READING] for some in (corrections, prepared.corrections))
    read = prepared.read
    if wanted != known:
        at = next((one.said["tasks_at"] for one in reversed(wanted) if one.kind == kinds.LEVEL), None)
        heads, _ = column_heads(prepared.text.lines, wanted)
        read = outline_of(prepared.text, tasks_at=at, force=True, columns=heads)
    outline, unfit = apply(read, corrections)
    unfit = (*column_heads(prepared.text.lines, wanted)[1], *unfit)
    told = [_unfit(one, len(outline.lines)) for one in unfit]
    if told:
        outline = replace(outline, diagnostics=(*outline.diagnostics, *told))
    fitting = tuple(one for one in corrections if one not in unfit)
    return _kept(replace(prepared, read=read), outline, fitting)


def _kept(prepared: Prepared, outline: Outline, corrections: tuple[Correction, ...]) -> Prepared:
    kept = clean(json.dumps(to_json(corrections), ensure_ascii=False, sort_keys=True))
    source = replace(prepared.source, outline=_form(prepared.text, outline), corrections=kept)
    return replace(prepared, source=source, outline=outline, corrections=corrections)


def _unfit(one: Correction, lines: int) -> Diagnostic:
    values = (("correction", one.kind), ("words", clean_line(one.words)))
    return Diagnostic(max(1, min(one.line, lines)), "correction_unfit", "warning", values)


def _form(text: SourceText, outline: Outline) -> str:
    form = outline_to_json(outline)
    # Messages are in the language of the moment; the stored form must be the same in any.
    form["diagnostics"] = [[note.line, note.kind, note.severity, *map(list, note.values)] for note in outline.diagnostics]
    for task, said in zip(outline.tasks, form["tasks"], strict=True):
        if task.set_aside is not None:
            said["set_aside"] = task.set_aside
    if text.form != TEXT:
        # Bytes that are no text are not taken apart again each time their lines are shown.
        form["text"] = text.text
    return clean(json.dumps(form, ensure_ascii=False, sort_keys=True))
