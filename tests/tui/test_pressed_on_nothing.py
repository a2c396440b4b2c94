"""A click on what has just gone from the screen, but for its picture: nothing is done, and nothing ends."""

from __future__ import annotations

from pathlib import Path

from textual import events
from textual.widgets._toast import Toast

from planreview.tui.screens.review import ReviewScreen
from tests.tui.reviewing import make_app, press, settle, verdicts


async def test_a_click_on_a_toast_that_is_going_ends_nothing(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        app.notify("已复制", markup=False, timeout=60)
        await settle(pilot)
        toast = app.screen.query_one(Toast)
        x, y = toast.region.offset
        # Gone, and still to be seen: the screen is laid out anew a moment later.
        await toast.remove()
        for kind in (events.MouseDown, events.MouseUp):
            await app.on_event(kind(app.screen, x, y, 0, 0, 1, False, False, False, x, y))
        await press(pilot, "3")
        assert isinstance(app.screen, ReviewScreen)
    assert [one for one in verdicts(store) if one] == ["on_track"]
