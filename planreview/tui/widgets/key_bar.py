"""The foot of the review screen: the digits and their verdicts on one line, the other keys on the next."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from planreview.cells import width
from planreview.domain.records import dataclass
from planreview.tui.inks import ACCENT, TEXT, Inkwell, Span
from planreview.tui.keys import key_name
from planreview.tui.widgets.key_line import usable

HELP, DIGIT = "review.help", "review.digit_"
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """A key with its words and where it stands."""

    key: str
    name: str
    words: str
    line: int
    first: int

    @property
    def behind(self) -> int:
        """The first cell behind it."""
        return self.first + width(self.name) + width(self.words)


def lay_out(digits: list[Key], others: list[Key], last: list[Key], cells: int) -> list[Place]:
    """Digits above, the others below with ``last`` at the end; what has no room below stands behind the digits.

    Set with space between where all have room, closely where not; what has no room even then is in the help.
    """
    airy = _set(digits, others, last, cells, 2, False)
    return airy if len(airy) == len(digits) + len(others) + len(last) else _set(digits, others, last, cells, 1, True)


def _set(digits: list[Key], others: list[Key], last: list[Key], cells: int, gap: int, tight: bool) -> list[Place]:
    above = _line(digits, 0, 0, cells, gap, tight)
    room = cells - sum(place.behind + gap for place in _line(last, 1, 0, cells, gap, tight))
    below = _line(others, 1, 0, room, gap, tight)
    behind = _line(others[len(below) :], 0, above[-1].behind + gap if above else 0, cells, gap, tight)
    return above + behind + below + _line(last, 1, below[-1].behind + gap if below else 0, cells, gap, tight)


def _line(keys: list[Key], line: int, first: int, cells: int, gap: int, tight: bool) -> list[Place]:
    places: list[Place] = []
    for key, words in keys:
        # Han words need no space behind the key's name, Latin ones do.
        between = "" if tight and not words[:1].isascii() else " "
        place = Place(key, key_name(key), between + words, line, first)
        if place.behind > cells:
            break
        places.append(place)
        first = place.behind + gap
    return places


class KeyBar(Widget):
    """Two lines of keys that can be clicked."""

    DEFAULT_CSS = "KeyBar { height: 2; width: 1fr; }"

    # What is painted at this moment.
    _painted: Sequence[Place] = ()

    def on_mount(self) -> None:
        """Other keys work where the focus is elsewhere."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.refresh())

    def places(self) -> list[Place]:
        """The keys that work now, laid out for the width."""
        keys = [(id, (key, words)) for key, words, id in usable(self.screen)]
        digits = [key for id, key in keys if id.startswith(DIGIT)]
        others = [key for id, key in keys if not id.startswith(DIGIT) and id != HELP]
        return lay_out(digits, others, [key for id, key in keys if id == HELP], self.size.width)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Lay the keys out once for both lines."""
        self._painted = self.places()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One of the two lines."""
        spans: list[Span] = []
        at = 0
        for place in self._painted:
            if place.line == y:
                spans += [(" " * (place.first - at), TEXT), (place.name, ACCENT), (place.words, TEXT)]
                at = place.behind
        return Inkwell(self.app.theme_variables).strip(tuple(spans), self.size.width, self.rich_style)

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        offset = event.get_content_offset(self)
        for place in self.places() if offset is not None else ():
            if offset is not None and place.line == offset.y and place.first <= offset.x < place.behind:
                self.app.simulate_key(place.key)
