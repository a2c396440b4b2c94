"""The formats by name; a format's module is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from planreview.domain.counting import Id
from planreview.domain.summary import Summary
from planreview.errors import InputError

# Format → module of this package whose ``render`` gives its text.
MODULES = {
    "table": "table",
    "text": "plain",
    "json": "json_form",
    "csv": "sheet",
    "md": "markdown",
    "html": "web",
    "svg": "picture",
}
FORMATS = tuple(MODULES)


def render_summary(summary: Summary, form: str, uids: Mapping[Id, str] | None = None) -> bytes:
    """The summary as the bytes of a file, UTF-8; ``uids`` are the ids that JSON gives for the summary's own.

    Raises :class:`InputError` for a format that is none of ``FORMATS``.
    """
    if form not in MODULES:
        raise InputError("format_unknown", name=form, known=", ".join(FORMATS))
    module = import_module(f"planreview.render.{MODULES[form]}")
    text: str = module.render(summary, uids) if form == "json" else module.render(summary)
    return text.encode("utf-8", errors="replace")


def format_of(name: str) -> str | None:
    """The format that a file's name asks for by its ending; None where it names none."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    return {"txt": "text", "htm": "html", "markdown": "md"}.get(ending, ending if ending in MODULES else None)
