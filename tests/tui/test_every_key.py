"""Every key of the review screen does something that is seen, or changes the store."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from planreview.services.workspace import Workspace
from planreview.store.projection import projection_hash
from planreview.tui.keys import is_full_width
from planreview.tui.screens.review import ReviewScreen
from tests.tui.pictures import open_app, rest
from tests.tui.reviewing import grid

# What must be there before a key has something to do; keys that lead there.
BEFORE: dict[str, tuple[str, ...]] = {
    "review.redo": ("3", "u"),
    "review.clear_filter": ("x",),
    "review.leave": ("space",),
    "review.extend_up": ("down", "down"),
    "review.digit_0": ("3", "up"),
    "review.undo": ("3",),
}
LEAVES = {"review.quit", "review.quit_now"}

KEYS = [
    (binding.id, key)
    for binding in ReviewScreen.BINDINGS
    for key in binding.key.split(",")  # type: ignore[union-attr]
    if not is_full_width(key)
]


@pytest.mark.parametrize(("name", "key"), KEYS, ids=[f"{name}-{key}" for name, key in KEYS])
async def test_it_does_what_can_be_seen(demo: Path, tmp_path: Path, name: str, key: str) -> None:
    for one in (demo.name, "device.json"):
        shutil.copy(demo.with_name(one), tmp_path / one)
    path = tmp_path / demo.name
    app = open_app(path)
    async with app.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        await rest(pilot)
        for one in BEFORE.get(name, ()):
            await pilot.press(one)
            await rest(pilot)
        before = _state(path), grid(app), app.focused
        await pilot.press(key)
        if name in LEAVES:
            await pilot.pause()
            return
        await rest(pilot)
        assert (_state(path), grid(app), app.focused) != before
    if name in LEAVES:
        assert app.return_code == 0


def _state(path: Path) -> str:
    with Workspace.reader(path) as ws:
        return projection_hash(ws.store)
