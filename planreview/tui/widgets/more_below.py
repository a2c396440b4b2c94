"""A line below a list that says how many lines it has below the last one in view: lists have no scroll bar."""

from __future__ import annotations

from planreview.catalogue import tn
from planreview.tui.widgets.choice_list import ChoiceList
from planreview.tui.widgets.paragraph import Paragraph


class MoreBelow(Paragraph):
    """Belongs to the only list of its dialog; of one line always, so that the list keeps its height."""

    DEFAULT_CSS = """
    MoreBelow { min-height: 1; padding: 0 1; color: $ink-muted; }
    """

    def on_mount(self) -> None:
        above = self.screen.query_one(ChoiceList)
        self.watch(above, "scroll_y", self.count)
        self.watch(above, "virtual_size", self.count)
        self.screen.screen_layout_refresh_signal.subscribe(self, lambda _: self.count())

    def count(self) -> None:
        """Count anew: the list was scrolled, filled or laid out."""
        above = self.screen.query_one(ChoiceList)
        below = len(above.choices) - above.scroll_offset.y - above.size.height if above.size.height else 0
        self.text = tn("screens.more_below", below) if below > 0 else ""
