"""File names as they are typed, dragged or completed into a line."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import unquote, urlparse

# Names offered at once; a folder with more is narrowed by typing on.
OFFERED = 500


def _spelled_out(text: str) -> str:
    """The text of a path without quotes and ``file://``, the home folder spelled out."""
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        text = text[1:-1]
    if text.startswith("file://"):
        text = unquote(urlparse(text).path)
    return os.path.expanduser(text)  # noqa: PTH111 - a Path would drop the separator at the end


def is_whole(text: str) -> bool:
    """Whether a text begins as a path that stands for itself: at the root, at home, on a drive, or quoted as a terminal does."""
    return re.match(r"[\"']?(?:[/~]|[A-Za-z]:|\\\\|file:/)", text) is not None


def typed_path(text: str) -> Path:
    """The path that a line means: ``~`` is the home folder; quotes and ``file://`` of a dragged file are taken off."""
    return Path(_spelled_out(text))


def completions(text: str) -> list[Path]:
    """Entries whose name holds what was typed, those that begin with it first: folders, then files, by name; hidden ones only
    when asked for."""
    folder, part = os.path.split(_spelled_out(text))
    looked_for = part.casefold()
    try:
        entries = [
            (not entry.name.startswith(part), not entry.name.casefold().startswith(looked_for), not entry.is_dir(), entry.name)
            for entry in os.scandir(folder or ".")
            if looked_for in entry.name.casefold() and entry.name.startswith(".") == part.startswith(".")
        ]
    except (OSError, ValueError):
        return []
    return [Path(folder) / name for *_, name in sorted(entries)[:OFFERED]]


def missing_part(path: Path) -> tuple[Path, str] | None:
    """Of a path that is not there the last folder that is, and the name that is none of it; None for one that is there."""
    try:
        if path.exists() or path.is_symlink():
            return None
        name = path
        while not name.parent.exists() and name.parent != name:
            name = name.parent
    except (OSError, ValueError):
        # What cannot even be asked for is told by whoever reads it.
        return None
    return name.parent, name.name


def can_list(folder: Path) -> bool:
    """Whether the entries of a folder can be read."""
    return os.access(folder, os.R_OK | os.X_OK)


def common_beginning(paths: list[Path]) -> str:
    """The longest text that all paths begin with; of a single folder, with a separator behind it."""
    if len(paths) == 1 and paths[0].is_dir():
        return str(paths[0]).rstrip(os.sep) + os.sep
    texts = [str(path) for path in paths]
    first, last = min(texts, default=""), max(texts, default="")
    length = next((n for n, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(first))
    return first[:length]
