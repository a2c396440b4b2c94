"""Midnight passes while the program stands open: the figures go on to the new day beside the keys, and what changed is said."""

from __future__ import annotations

from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from planreview.catalogue import t
from planreview.errors import PlanreviewError
from planreview.services.new_day import Said, look_ahead, move_some

if TYPE_CHECKING:
    from planreview.tui.app import PlanreviewApp

# Tasks of the first step and of the largest; a mark waits for one step at most, of about so many seconds, of which a large store
# takes half whatever is moved.
FIRST, LARGEST, STEP = 4_000, 500_000, 1.5
# Seconds after which it is said how far it has come.
SOON = 0.5
# Seconds: long before anybody comes back in the morning it would be gone; a key takes it away.
STAYS = 24 * 3600.0


async def go_on(app: PlanreviewApp) -> None:
    """Move the day of the session on to that on the wall."""
    day, today = app.day, app.day.outside()
    day.moving = True
    done = overdue = lights = 0
    most, begun, said = FIRST, monotonic(), Said()
    try:
        await app.read(partial(look_ahead, today=today, said=said), background=True)
        while True:
            at = monotonic()
            step = await app.writer.run(partial(move_some, today=today, most=most, said=said))
            done, overdue, lights = done + step.tasks, overdue + step.overdue, lights + step.lights
            if not step.left:
                break
            took = monotonic() - at
            most = max(FIRST, min(LARGEST, int(most * min(8.0, STEP / max(took, 0.01)))))
            if monotonic() - begun > SOON:
                _say(app, t("day.moving", date=today.isoformat(), done=f"{done:,}", total=f"{done + step.left:,}"))
    except PlanreviewError as error:
        # Who cannot write leaves each reader to compute its own.
        day.kept = False
        if done:
            app.show_error(error)
    day.day, day.moving = today, False
    _say(app, "")
    app.announce(None, own=False)
    if done:
        changed = t("day.changed", date=today.isoformat(), overdue=overdue, lights=lights)
        app.notify(changed if overdue or lights else t("day.unchanged", date=today.isoformat()), markup=False, timeout=STAYS)


def _say(app: PlanreviewApp, words: str) -> None:
    from planreview.tui.screens.review import ReviewScreen

    app.day.said = words
    for screen in app.screen_stack:
        if isinstance(screen, ReviewScreen) and screen.is_running:
            screen.say()
