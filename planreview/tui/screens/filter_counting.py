"""How many tasks a filter leaves and what each part of it would leave, counted while keys go on; late numbers of what has changed
since are dropped."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual import getters, work

from planreview.catalogue import t
from planreview.domain.review import TaskFilter
from planreview.services import queries
from planreview.services.workspace import Workspace
from planreview.stopping import StoppedError
from planreview.text import show
from planreview.tui.filter_counts import Groups, Listed, count_parts, read_line
from planreview.tui.screens.dialog import Dialog, Value
from planreview.tui.screens.review_state import names_place
from planreview.tui.spoken import meant
from planreview.tui.widgets.paragraph import Paragraph
from planreview.tui.widgets.prompt_line import PromptLine


class FilterCounting(Dialog[TaskFilter | None]):
    """What is counted for the line and for what can be ticked beside it; a subclass yields both and shows the parts."""

    line = getters.query_one("#filter-line", PromptLine)
    count = getters.query_one("#filter-count", Paragraph)

    def __init__(self, chosen: TaskFilter, listed: Listed = lambda chosen: chosen, place: str = "") -> None:
        """``listed``: what a filter lists in the part that is looked at, which is called ``place``, empty for all plans."""
        super().__init__()
        self.listed, self.place = listed, place
        self.scope = chosen
        self.chosen = chosen
        # What is ticked: what the line says while it is typed, as far as it was understood last.
        self._ticked = chosen
        self._line = ""
        # The text whose number was asked for last.
        self._asked = ""
        self._groups: Groups = []
        # Whether the parts are without their counts, and the filter that these are of.
        self._uncounted = False
        self._counted = chosen

    def _show_parts(self) -> bool:
        """Show what can be ticked; False where the word at the cursor finds nothing of it."""
        raise NotImplementedError

    def _say_count(self, chosen: TaskFilter, n: int | None) -> None:
        """Say how many tasks a filter leaves, and in which part where that is less than everything."""
        inside = t("screens.filter.inside", place=show(self.place)) if self.place and not names_place(chosen) else ""
        self.count.text = inside + t("screens.filter.count", n="-" if n is None else n)

    @work(exclusive=True, group="count")
    async def _count_parts(self) -> None:
        """Count what can be ticked."""
        chosen, groups = self.chosen, self._groups
        await self._know(chosen)
        counted = await self._counting(lambda ws: count_parts(ws, chosen, groups, self.listed))
        if counted is not None and groups is self._groups:
            (self._groups, n), self._uncounted, self._counted = counted, False, chosen
            if self.line.text == self._line:
                self._say_count(chosen, n)
                self._ticked = chosen
            self._show_parts()

    @work(exclusive=True, group="count")
    async def _count(self, text: str, beside: str) -> None:
        """Say how many tasks what stands on the line leaves, and count what can be ticked ``beside`` it."""
        understood = await self._counting(lambda ws: (read_line(ws, text, self.scope), read_line(ws, beside, self.scope)[0]))
        if understood is None or self._asked != text:
            return
        (read, said), rest = understood
        n: int | None = None
        if read is not None:
            asked = self.listed(read)
            await self._know(read)
            n = await self._counting(lambda ws: queries.sums(ws, asked).total)
            if n is None or self._asked != text:
                return
        self._say_count(read or self._ticked, n)
        if read is not None and read != self._ticked:
            self._ticked = read
            self._show_parts()
        if said and self.line.text == text:
            self.complain(said)
        if rest is not None and (self._uncounted or rest != self._counted):
            groups = self._groups
            counted = await self._counting(lambda ws: count_parts(ws, rest, groups, self.listed))
            if counted is not None and groups is self._groups and self._asked == text:
                self._groups, self._uncounted, self._counted = counted[0], False, rest
                self._show_parts()

    async def _know(self, chosen: TaskFilter) -> None:
        """Have known what the text of a filter means in pinyin; no number stands there meanwhile, nor before it is counted."""
        looking = t("review.looking_by_pinyin")
        try:
            with self.in_place():
                await meant(self.desk, self.listed(chosen), partial(setattr, self.count, "text", looking))
        finally:
            # What counts then may be stopped or fail.
            if self.is_running and self.count.text == looking:
                self._say_count(chosen, None)

    async def _counting(self, job: Callable[[Workspace], Value]) -> Value | None:
        """Count while keys go on; what is typed or ticked meanwhile, and Esc, stop it: None then."""
        with self.in_place():
            try:
                async with self.patient(t("progress.counting")) as stop:
                    counted = await self.desk.read(stop.heed(job), background=True)
                return None if self._left else counted
            except StoppedError:
                self.complain(t("screens.filter.not_counted"))
        return None
