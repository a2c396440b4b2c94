"""The console of Windows: what its window cannot draw, and what Textual's driver for it should not ask for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from textual.driver import Driver

from planreview.tui.settings import Settings

# Asking for kitty's keys, and leaving them: Textual (8.2.8) does so on Windows whatever TEXTUAL_DISABLE_KITTY_KEY says.
KITTY = re.compile("\x1b\\[[<>=]\\d*(?:;\\d+)?u")


def is_old_console(environment: Mapping[str, str], platform: str) -> bool:
    """Whether the window is Windows' own console, which draws lines and ambiguous characters two cells wide in Chinese."""
    return platform == "win32" and not (environment.get("WT_SESSION") or environment.get("TERM_PROGRAM"))


def fit_console(settings: Settings, environment: Mapping[str, str], platform: str) -> Settings:
    """The settings with what an old console needs, where nobody has chosen otherwise."""
    if not is_old_console(environment, platform):
        return settings
    return replace(settings, borders=settings.borders or "ascii", ambiguous=settings.ambiguous or "wide")


def without_kitty(driver: type[Driver]) -> type[Driver]:
    """A driver that never asks for kitty's keys, which break input methods."""

    def write(self: Driver, data: str) -> None:
        kept = KITTY.sub("", data)
        if kept:
            driver.write(self, kept)

    return cast("type[Driver]", type(f"Quiet{driver.__name__}", (driver,), {"write": write}))
