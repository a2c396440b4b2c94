"""How what is listed divides over verdicts, lights and departments: counts beside the list where there is room for them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from textual import events
from textual.strip import Strip
from textual.widget import Widget

from planreview.catalogue import t
from planreview.cells import fit, width
from planreview.domain.records import dataclass
from planreview.domain.review import UNREVIEWED, TaskFilter
from planreview.presets import verdict_set
from planreview.services.roles import roles_words
from planreview.text import show
from planreview.tui.inks import FAINT, MUTED, TEXT, Inkwell, Line, light_ink, verdict_ink
from planreview.tui.messages import Pointed

if TYPE_CHECKING:
    from planreview.services.queries import Facets

# Departments that are named, those with most tasks first.
MOST = 5
Part = tuple[str, object]
# A text, its ink, and the part of a filter that it counts.
Counted = tuple[str, str, Part | None]


@dataclass(frozen=True, slots=True)
class Divided:
    """The facets of what is listed, what its departments are called, and the filter that lists it: what a field of it asks for
    is counted beside what it does not."""

    facets: Facets
    names: Mapping[int, str]
    chosen: TaskFilter


class FacetPane(Widget):
    """Drawn line by line from counts; empty until they are known."""

    DEFAULT_CSS = "FacetPane { width: 1fr; height: auto; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._divided: Divided | None = None

    @property
    def blank(self) -> bool:
        """Whether nothing has been counted for it."""
        return self._divided is None

    def show(self, divided: Divided | None) -> None:
        """Show other counts."""
        if divided != self._divided:
            self._divided = divided
            self._box_model_cache.clear()
            self.refresh(layout=True)

    def lines(self, cells: int) -> list[Line]:
        """Verdicts, lights, then the departments with most tasks; what the filter asks for has a mark."""
        return [tuple((text, ink) for text, ink, _ in line) for line in self._said(cells)]

    def part_at(self, x: int, y: int) -> Part | None:
        """The part of a filter that is counted on a cell of the pane."""
        lines = self._said(self.size.width - 1)
        behind = 1
        for text, _, part in lines[y] if 0 <= y < len(lines) else ():
            behind += width(text)
            if x < behind:
                return part
        return None

    def on_click(self, event: events.Click) -> None:
        """A click on a count adds what it counts to the filter, or takes it away."""
        event.stop()
        part = self.part_at(int(event.x), int(event.y))
        if part is not None and event.chain == 1:
            self.post_message(Pointed("facet", part))

    def _said(self, cells: int) -> list[list[Counted]]:
        if self._divided is None:
            return []
        # Nothing is counted before the first picture.
        from planreview.domain.lights import LIGHTS

        facets, chosen = self._divided.facets, self._divided.chosen
        words = verdict_set()
        verdicts: list[Counted] = [
            (
                _marked(f"{one.word} {facets.verdicts[one.key]}", one.key, chosen.verdicts),
                verdict_ink(None if one.key == UNREVIEWED else one.key),
                ("verdicts", one.key),
            )
            for one in (words.unreviewed, *words.entries)
            if facets.verdicts.get(one.key)
        ]
        lights: list[Counted] = [
            (_marked(f"{t(f'light.full.{key}')} {facets.lights[key]}", key, chosen.lights), light_ink(key), ("lights", key))
            for key in LIGHTS
            if facets.lights.get(key)
        ]
        found: list[list[Counted]] = [[(t("facets.title"), MUTED, None)], *_flowed(verdicts, cells), *_flowed(lights, cells)]
        ranked = sorted(facets.departments.items(), key=lambda one: -one[1])
        # A single one more takes the line that would say so.
        most = ranked[: MOST + 1] if len(ranked) == MOST + 1 else ranked[:MOST]
        for key, n in most:
            roles = roles_words(n, facets.leads.get(key, 0), facets.supports.get(key, 0))
            room = max(2, cells - width(roles) - 1)
            part = ("departments", key)
            name = fit(_marked(show(self._divided.names.get(key, "")), key, chosen.departments), room)
            found.append([(name, TEXT, part), (f" {roles}", MUTED, part)])
        if len(ranked) > len(most):
            found.append([(t("facets.more", n=len(ranked) - len(most)), FAINT, None)])
        return found

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """As high as its lines."""
        return len(self._said(width))

    def render_line(self, y: int) -> Strip:
        """One line on the ground of the pane."""
        cells = self.size.width
        lines = self.lines(cells - 1)
        line = ((" ", TEXT), *lines[y]) if y < len(lines) else ()
        return Inkwell(self.app.theme_variables).strip(line, cells, self.rich_style)


def _marked(words: str, value: object, held: Collection[object] | None) -> str:
    return ("*" if held is not None and value in held else "") + words


def _flowed(counts: list[Counted], cells: int) -> list[list[Counted]]:
    """Words with their counts on as few lines as they need."""
    lines: list[list[Counted]] = [[]]
    for text, ink, part in counts:
        if lines[-1] and sum(width(said) for said, _, _ in lines[-1]) + 2 + width(text) > cells:
            lines.append([])
        if lines[-1]:
            lines[-1].append(("  ", TEXT, None))
        lines[-1].append((text, ink, part))
    return [line for line in lines if line]
