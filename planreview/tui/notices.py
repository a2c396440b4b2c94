"""Notices: what is told of an action has a line of its own just above the foot, until the next action tells something.

Failures and warnings stay until they have been seen or their time is over; the next telling does not take their place.
"""

from __future__ import annotations

from asyncio import sleep
from functools import partial
from pathlib import Path
from time import time
from typing import TYPE_CHECKING, TypeVar

from textual import events
from textual.notifications import Notification, Notify, SeverityLevel

from planreview.tui.small import SizedApp
from planreview.tui.toasts import BEHIND, MOUNTED, behind, clear_read, go_on, has_read, make_way, place
from planreview.tui.work import start

if TYPE_CHECKING:
    from planreview.tui.app import PlanreviewApp

Result = TypeVar("Result")
_HANDS = (events.Key, events.MouseDown, events.MouseScrollDown, events.MouseScrollUp)
_ACTIONS = (events.Key, events.MouseDown)


class NoticeApp(SizedApp[Result]):
    """An app that tells what was done where it covers nothing that is read."""

    def __init__(self) -> None:
        super().__init__()
        # When somebody last did something: what was told before that is of an earlier step.
        self._acted = 0.0
        # A wheel that is turned tells of no action, but somebody looks at what is in view.
        self._touched = False
        # Where the last export went, and of what it was: that summary says it when its notice has gone.
        self.exported: tuple[Path, object] | None = None
        # In which form, which the next export begins with.
        self.export_form = ""

    def on_load(self) -> None:
        """Another screen has another foot."""
        self.screen_change_signal.subscribe(self, lambda _: self._place_toasts())

    async def on_event(self, event: events.Event) -> None:
        """What has been read goes when somebody goes on."""
        if isinstance(event, _HANDS) and not event.is_forwarded:
            self._touched = True
            if isinstance(event, _ACTIONS):
                self._acted = time()
            if self._notifications and has_read(self):
                # The whole screen is laid out for that.
                start(self, partial(behind, partial(clear_read, self)), "notices")
        await super().on_event(event)

    @property
    def acted(self) -> bool:
        """Whether somebody has done anything yet, if only turned the wheel."""
        return self._touched

    def next_action(self) -> None:
        """What was told before the key or the click that is being dealt with is of an earlier action."""
        go_on(self, self._acted)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """A toast of one line where it fits: its title stands before the rest."""
        said = f"{title}: {message}" if title and not message.startswith(title) else message
        super().notify(said, severity=severity, timeout=timeout, markup=markup)

    def on_notify(self, event: Notify) -> None:
        """What is told of this action takes the place of what was told of an earlier one."""
        if event.notification.severity == "information":
            make_way(self, before=self._acted)
        self.call_later(self._place_toasts)

    def _unnotify(self, notification: Notification, refresh: bool = True) -> None:
        # Textual has no public hook for a toast whose time is over: the foot takes its line back.
        super()._unnotify(notification, refresh)
        self.call_later(self._place_toasts)

    def clear_notifications(self) -> None:
        """Take all away; the foot takes their lines back."""
        super().clear_notifications()
        self.call_later(self._place_toasts)

    def _place_toasts(self) -> None:
        # Once for where they are, and for how high they turn out to be when they have been mounted.
        place(self)
        if self._notifications:
            self.call_after_refresh(place, self)
            self.set_timer(MOUNTED, partial(place, self))


async def name_behind(app: PlanreviewApp) -> None:
    """Say under which name was stored, behind what was stored."""
    await sleep(BEHIND)
    from planreview.tui.screens.review_person import tell_name

    tell_name(app)
