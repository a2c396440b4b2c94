"""Themes as data: the colours of ``themes/*.toml`` and of the user's own folder as Textual themes.

The shipped files are read as they are (tests check them); a user's file goes through the model of ``theme_check``, which is
imported only then, because pydantic costs as much as half the first paint.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from textual.theme import Theme

from planreview.errors import InputError
from planreview.resources import read_text

SHIPPED = ("dark", "light", "contrast")
DEFAULT = "light"

Table = Mapping[str, Mapping[str, str]]


def shipped_themes() -> list[Theme]:
    """The three themes that come with the program."""
    return [_theme(tomllib.loads(read_text("themes", f"{name}.toml"))) for name in SHIPPED]


def read_theme(path: Path) -> Theme:
    """A theme file of the user; raises :class:`InputError` naming what is wrong in it."""
    from planreview.tui.theme_check import check_theme

    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError("theme_unreadable", path=path, reason=error) from error
    return _theme(check_theme(table, path))


def user_themes(folder: Path) -> list[Theme]:
    """The themes of a folder, by name; none where there is no such folder."""
    return [read_theme(path) for path in sorted(folder.glob("*.toml"))]


def _theme(table: Mapping[str, object]) -> Theme:
    base = cast(Mapping[str, str], table["base"])
    groups = {kind: cast(Mapping[str, str], table[kind]) for kind in ("ink", "verdict", "light")}
    variables = {f"{kind}-{name}": colour for kind, colours in groups.items() for name, colour in colours.items()}
    return Theme(
        name=str(table["name"]),
        dark=bool(table["dark"]),
        variables=variables | _quiet_parts(base, groups["ink"]),
        **{str(name): colour for name, colour in base.items()},  # type: ignore[arg-type]
    )


def _quiet_parts(base: Mapping[str, str], ink: Mapping[str, str]) -> dict[str, str]:
    """Textual's own parts (scroll bars, cursors, borders) in the theme's colours."""
    return {
        "scrollbar": ink["rule"],
        "scrollbar-hover": ink["faint"],
        "scrollbar-active": base["accent"],
        "scrollbar-background": base["background"],
        "scrollbar-background-hover": base["background"],
        "scrollbar-background-active": base["background"],
        "block-cursor-background": ink["cursor"],
        "block-cursor-foreground": ink["heading"],
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": ink["cursor-blurred"],
        "block-hover-background": ink["cursor-blurred"],
        "border": base["accent"],
        "border-blurred": ink["rule"],
        "input-selection-background": ink["cursor"],
    }
