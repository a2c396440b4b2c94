"""How what is listed divides over verdicts, lights and departments: counts beside the list where there is room for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.strip import Strip
from textual.widget import Widget

from planreview.catalogue import t
from planreview.cells import fit, width
from planreview.domain.records import dataclass
from planreview.domain.review import UNREVIEWED
from planreview.presets import verdict_set
from planreview.text import show
from planreview.tui.inks import FAINT, MUTED, TEXT, Inkwell, Line, Span, light_ink, line_width, verdict_ink

if TYPE_CHECKING:
    from planreview.services.queries import Facets

# Departments that are named, those with most tasks first.
MOST = 5
FIGURE = 6


@dataclass(frozen=True, slots=True)
class Divided:
    """The facets of what is listed, and what its departments are called."""

    facets: Facets
    names: Mapping[int, str]


class FacetPane(Widget):
    """Drawn line by line from counts; empty until they are known."""

    DEFAULT_CSS = "FacetPane { width: 1fr; height: auto; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._divided: Divided | None = None

    def show(self, divided: Divided | None) -> None:
        """Show other counts."""
        if divided != self._divided:
            self._divided = divided
            self._box_model_cache.clear()
            self.refresh(layout=True)

    def lines(self, cells: int) -> list[Line]:
        """Verdicts, lights, then the departments with most tasks."""
        if self._divided is None:
            return []
        # Nothing is counted before the first picture.
        from planreview.domain.lights import LIGHTS

        facets = self._divided.facets
        words = verdict_set()
        verdicts = [
            (one.word, facets.verdicts.get(one.key, 0), verdict_ink(None if one.key == UNREVIEWED else one.key))
            for one in (words.unreviewed, *words.entries)
        ]
        lights = [(t(f"light.full.{key}"), facets.lights.get(key, 0), light_ink(key)) for key in LIGHTS]
        found = [((t("facets.title"), MUTED),), *_flowed(verdicts, cells), *_flowed(lights, cells)]
        most = sorted(facets.departments.items(), key=lambda one: -one[1])[:MOST]
        for key, n in most:
            name = fit(show(self._divided.names.get(key, "")), max(2, cells - FIGURE))
            found.append(((name, TEXT), (fit(str(n), FIGURE, "right"), MUTED)))
        if len(facets.departments) > MOST:
            found.append(((t("facets.more", n=len(facets.departments) - MOST), FAINT),))
        return found

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """As high as its lines."""
        return len(self.lines(width))

    def render_line(self, y: int) -> Strip:
        """One line on the ground of the pane."""
        cells = self.size.width
        lines = self.lines(cells - 1)
        line = ((" ", TEXT), *lines[y]) if y < len(lines) else ()
        return Inkwell(self.app.theme_variables).strip(line, cells, self.rich_style)


def _flowed(counts: list[tuple[str, int, str]], cells: int) -> list[Line]:
    """Words with their counts on as few lines as they need; what is none is left out."""
    lines: list[list[Span]] = [[]]
    for word, n, ink in counts:
        if not n:
            continue
        said = f"{word} {n}"
        if lines[-1] and line_width(tuple(lines[-1])) + 2 + width(said) > cells:
            lines.append([])
        lines[-1] += [("  " if lines[-1] else "", TEXT), (said, ink)]
    return [tuple(line) for line in lines if line]
