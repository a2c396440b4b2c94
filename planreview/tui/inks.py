"""Inks: the few ways a piece of text can look, by name, resolved to the colours of the theme in use.

A line is a tuple of (text, ink); widgets build lines from models and never think of colours. Emphasis that must survive
without colour (bold, underline) belongs to the ink.
"""

from __future__ import annotations

from collections.abc import Mapping

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip

from planreview.cells import fit, width

Span = tuple[str, str]
Line = tuple[Span, ...]

TEXT = "foreground"
MUTED, FAINT, HEADING, TARGET, ACCENT = "ink-muted", "ink-faint", "ink-heading", "ink-target", "accent"
ERROR, SUCCESS = "error", "success"
# What was looked for, wherever it stands.
FOUND = "found"
_BOLD = frozenset({HEADING, ACCENT, FOUND, "verdict-not_started", "verdict-behind", "light-red"})
_UNDERLINED = frozenset({TARGET, FOUND})
# Inks that share the colour of another.
_COLOURS = {FOUND: ACCENT}


def verdict_ink(key: str | None) -> str:
    """The ink of a verdict; None is not yet reviewed."""
    return f"verdict-{key or 'unreviewed'}"


def light_ink(light: str | None) -> str:
    """The ink of a light."""
    return f"light-{light or 'none'}"


def line_width(line: Line) -> int:
    """Cells of a line."""
    return sum(width(text) for text, _ in line)


class Inkwell:
    """Styles of one theme, made once each."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = variables
        self._styles: dict[str, Style] = {}
        # Inks on the grounds that they stood on.
        self._laid: dict[Style, dict[str, Style]] = {}

    def style(self, ink: str) -> Style:
        """The style of an ink: colour and emphasis, no ground."""
        found = self._styles.get(ink)
        if found is None:
            found = self._styles[ink] = Style(
                color=Color.parse(self._variables[_COLOURS.get(ink, ink)]).rich_color,
                bold=ink in _BOLD or None,
                underline=ink in _UNDERLINED or None,
            ) + self._emphasis(ink)
        return found

    def _emphasis(self, ink: str) -> Style:
        """What a theme that has too few colours adds."""
        return Style.parse(self._variables.get(f"emphasis-{ink}", ""))

    def ground(self, ink: str) -> Style:
        """The style that has an ink's colour as its background; without colours it is in reverse, or underlined."""
        return Style(bgcolor=Color.parse(self._variables[ink]).rich_color) + self._emphasis(ink)

    def strip(self, line: Line, cells: int, base: Style) -> Strip:
        """A line as a strip of exactly ``cells`` cells on the ground of ``base``; what is too long is cut."""
        segments: list[Segment] = []
        laid = self._laid.setdefault(base, {})
        left = cells
        for text, ink in line:
            wide = width(text)
            if wide > left:
                text, wide = fit(text, left), left
            if text:
                style = laid.get(ink)
                if style is None:
                    style = laid[ink] = base + self.style(ink)
                segments.append(Segment(text, style))
            left -= wide
            if left <= 0:
                break
        if left > 0:
            segments.append(Segment(" " * left, base))
        return Strip(segments, cells)
