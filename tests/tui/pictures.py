"""Pictures of the screens as text: which keys lead to each, on the demo's store, at two sizes and in two languages.

``python -m tests.tui.pictures`` writes all of them anew into ``tests/golden/screens``; ``git diff`` shows what has changed.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from textual.pilot import Pilot

from planreview.catalogue import use_language
from planreview.cells import width
from planreview.services.demo import build_demo
from planreview.tui.app import PlanreviewApp
from planreview.tui.screens import review_loading
from planreview.tui.settings import Settings
from tests.tui import reviewing
from tests.tui.screens import support
from tests.tui.screens.support import FixedClock, type_text

FOLDER = Path(__file__).resolve().parents[1] / "golden" / "screens"
SIZES = ((80, 24), (160, 45))
LANGUAGES = ("zh", "en")
TODAY = date(2026, 11, 2)

# Name → keys; a word in brackets is typed as text, the rest are pressed one after another.
PICTURES: dict[str, tuple[str, ...]] = {
    "review": (),
    "review-marked": ("3", "2"),
    "review-selected": ("space", "space", "shift+down", "shift+down"),
    "review-sorted": ("o",),
    "review-undone": ("3", "u"),
    "tree": ("shift+tab",),
    "tree-chosen": ("shift+tab", "down", "down", "enter"),
    "indicators": ("shift+tab", "down", "down", "down", "enter"),
    "detail": ("down", "enter"),
    "detail-indicator": ("shift+tab", "down", "down", "down", "enter", "enter"),
    "document": ("D",),
    "filter-line": ("slash",),
    "filter-line-values": ("slash", "[灯=]"),
    "filtered": ("slash", "[滞后]", "enter"),
    "filter": ("f",),
    "views": ("V",),
    "columns": ("C",),
    "group": ("O",),
    "go-to": ("g", "[12]"),
    "assign": ("a", "[kj]"),
    "note": ("n", "[设备本周到货]"),
    "notes": ("down", "down", "N"),
    "actual": ("v",),
    "targets": ("A", "[新增重点实验室3个]"),
    "targets-corrected": ("A", "f2", "[ kind=level]"),
    "target-kind": ("A", "down", "f3"),
    "self-report": ("b",),
    "evidence": ("w",),
    "closing": ("down", "down", "z"),
    "adjust": ("J",),
    "adjust-out": ("7",),
    "reasons": ("r",),
    "carry": ("down", "space", "space", "9"),
    "rounds": ("R",),
    "round-figures": ("R", "down", "enter"),
    "as-of": ("t",),
    "summary": ("s",),
    "summary-behind": ("s", "down", "down", "b"),
    "summary-opened": ("s", "down", "enter"),
    "departments": ("d",),
    "plan": ("P",),
    "activity": ("l",),
    "undo-list": ("H",),
    "split": ("p",),
    "help": ("question_mark",),
    "help-part": ("f1",),
    "key-maps": ("K",),
    "theme": ("T",),
    "palette": ("ctrl+p", "[zd]"),
}


@dataclass(frozen=True)
class Shot:
    """One picture."""

    name: str
    language: str
    size: tuple[int, int]

    @property
    def path(self) -> Path:
        """Where it is kept."""
        return FOLDER / f"{self.name}_{self.language}_{self.size[0]}x{self.size[1]}.txt"


SHOTS = [Shot(name, language, size) for name in PICTURES for language in LANGUAGES for size in SIZES]


def make_demo(folder: Path) -> Path:
    """The demo's store, made by its history."""
    use_language("zh")
    path = folder / "store.db"
    build_demo(path, device_file=folder / "device.json")
    return path


async def take(shot: Shot, made: Path, folder: Path) -> str:
    """The picture, on a copy of the store that is left behind."""
    for name in (made.name, "device.json"):
        shutil.copy(made.with_name(name), folder / name)
    before = Path.cwd()
    # What is offered as the folder of a file must not be that of one machine.
    os.chdir(folder)
    use_language(shot.language)
    try:
        app = open_app(folder / made.name)
        async with app.run_test(size=shot.size, notifications=True, tooltips=True) as pilot:
            await rest(pilot)
            for key in PICTURES[shot.name]:
                if key.startswith("["):
                    await type_text(pilot, key[1:-1])
                else:
                    await pilot.press(key)
                await rest(pilot)
            # Toasts go by the clock; what they say is held elsewhere.
            app.clear_notifications()
            await rest(pilot)
            lines = [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]
    finally:
        use_language("zh")
        os.chdir(before)
    return "\n".join(lines) + "\n"


def open_app(store: Path) -> PlanreviewApp:
    """The app as one of the demo's reviewers opens it, two days after the last entry."""
    device = store.with_name("device.json")
    return PlanreviewApp(store, person="周敏", device_file=device, clock=FixedClock(TODAY), settings=Settings(theme="dark"))


async def rest(pilot: Pilot[Any]) -> None:
    """Wait until everything that was asked for is on the screen."""
    await reviewing.settle(pilot)
    await support.settle(pilot)
    await reviewing.settle(pilot)


def faults(picture: str, size: tuple[int, int]) -> list[str]:
    """What no picture may have: lines beyond the edge, words of the catalogue's keys, characters that no terminal draws."""
    found = []
    lines = picture.rstrip("\n").split("\n")
    if len(lines) > size[1]:
        found.append(f"{len(lines)} lines")
    for place, line in enumerate(lines, 1):
        if width(line) > size[0]:
            found.append(f"{place}: {width(line)} cells")
        if any(ord(char) < 32 or char in "\ufffd" for char in line):
            found.append(f"{place}: {line!r}")
    return found


def main() -> None:
    """Write every picture, or those of the names or languages that are given."""
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    review_loading.REST = review_loading.SETTLE = 0.001
    wanted = sys.argv[1:]
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path in FOLDER.glob("*.txt"):
        if path not in {shot.path for shot in SHOTS}:
            path.unlink()
    with TemporaryDirectory() as made:
        store = make_demo(Path(made))
        for shot in SHOTS:
            if not wanted or {shot.name, shot.language} & set(wanted):
                with TemporaryDirectory() as folder:
                    picture = asyncio.run(take(shot, store, Path(folder)))
                shot.path.write_text(picture, encoding="utf-8")
                print(shot.path.name, *faults(picture, shot.size))


if __name__ == "__main__":
    main()
