"""Read a document and make its outline, without a store: what both the look at a document and its import begin with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from planreview.domain.outline import Diagnostic, Outline
from planreview.outline.read import read_plan
from planreview.reading.document import read_document, read_path
from planreview.reading.source import TEXT, SourceText

# Formats that do not say which cells were merged: a blank cell there may be one of them.
MERGES_LOST = frozenset({TEXT})


def read_source(source: Path | str | bytes, *, name: str = "", encoding: str | None = None) -> SourceText:
    """The lines of a document, from a file or from bytes with a ``name``; raises :class:`InputError` where it cannot be read."""
    return read_document(source, name, encoding) if isinstance(source, bytes) else read_path(Path(source), encoding)


def outline_of(
    text: SourceText,
    *,
    tasks_at: str | None = None,
    force: bool = False,
    columns: Mapping[int, Mapping[str, int]] | None = None,
) -> Outline:
    """The outline of a document, with what is to be known of how its file was read.

    Raises :class:`NotAPlanError` where it holds no plan and ``force`` is not set.
    """
    outline = read_plan(text.lines, tasks_at=tasks_at, force=force, columns=columns, merged=text.form in MERGES_LOST)
    told = (Diagnostic(one.line, one.kind, one.severity, one.values) for one in text.notices)
    return replace(outline, diagnostics=(*told, *outline.diagnostics))
