"""The figures beside a filter: of very many tasks it is said that they are counted, Esc stops that, and no key waits for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from textual.timer import Timer

from planreview.catalogue import t
from planreview.services.workspace import Workspace
from planreview.stopping import StoppedError
from planreview.tui.long_lists import LONG
from planreview.tui.messages import shown_in_place
from planreview.tui.patience import patient
from planreview.tui.questions import division
from planreview.tui.widgets.bars import FilterBar
from planreview.tui.widgets.facet_pane import FacetPane

if TYPE_CHECKING:
    from planreview.tui.screens.review import ReviewScreen

Value = TypeVar("Value")


class Counting:
    """Counts for one review screen."""

    def __init__(self, screen: ReviewScreen) -> None:
        self.screen = screen
        # What stands beside the filter in place of its figures.
        self.said = ""
        # How many hold the lane on which what may take long is read.
        self.under_way = 0

    def set_interval(self, interval: float, callback: Callable[[], None]) -> Timer:
        """A timer of the screen."""
        return self.screen.set_interval(interval, callback)

    def wait_line(self, sentence: str) -> None:
        """Say how it stands."""
        self.said = sentence
        # The app may have been left while it was counted: the bars go before the screen.
        if self.screen.query(FilterBar):
            self.screen.say()

    async def read(self, job: Callable[[Workspace], Value]) -> Value | None:
        """Run a job that counts; None where it was stopped, which is said until the next one."""
        token = shown_in_place.set(True)
        self.said = ""
        self.under_way += 1
        try:
            async with patient(self, self.screen.desk.escapes, t("progress.counting")) as stop:
                return await self.screen.desk.read(stop.heed(job), background=True)
        except StoppedError:
            self.wait_line(t("filter.not_counted"))
            return None
        finally:
            self.under_way -= 1
            shown_in_place.reset(token)

    async def divide(self) -> None:
        """Count how what is listed divides, where the counts are shown."""
        screen, pane = self.screen, self.screen.query_one(FacetPane)
        if len(screen.tasks.ids) > LONG:
            # The detail waits on the same lane.
            pane.show(None)
        elif screen.has_class("-wide"):
            sums = screen.loader.sums
            few = sums is not None and sums.total <= LONG
            # Of what stands among very many, those are counted that stand there.
            inside = None if few else screen.looking.narrowed(screen.tasks.ids)
            pane.show(await self.read(division(screen.looking.chosen(), inside)))
