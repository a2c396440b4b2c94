"""Themes as data: the colours of ``themes/*.toml`` and of the user's own folder as Textual themes.

The shipped files are read as they are (tests check them); a user's file goes through the model of ``theme_check``, which is
imported only then, because pydantic costs as much as half the first paint.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import cast

from textual.color import Color
from textual.theme import Theme

from planreview.errors import InputError
from planreview.resources import read_text

SHIPPED = ("light", "dark", "contrast", "ansi", "mono")
DEFAULT = "light"
# For terminals of sixteen colours, and where no colour is wanted.
FEW, NONE = "ansi", "mono"

KINDS = ("ink", "verdict", "light")


def shipped_themes() -> list[Theme]:
    """The themes that come with the program."""
    return [shipped_theme(name) for name in SHIPPED]


def shipped_theme(name: str) -> Theme:
    """One of the themes that come with the program."""
    return _theme(tomllib.loads(read_text("themes", f"{name}.toml")))


def read_theme(path: Path) -> Theme:
    """A theme file of the user; raises :class:`InputError` naming what is wrong in it."""
    from planreview.tui.theme_check import check_theme

    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError("theme_unreadable", path=path, reason=error) from error
    return _theme(check_theme(table, path))


def user_themes(folder: Path) -> tuple[list[Theme], list[InputError]]:
    """The themes of a folder, by name, and what is wrong with those that cannot be used; none where there is no such folder."""
    themes, wrong = [], []
    for path in sorted(folder.glob("*.toml")):
        try:
            theme = read_theme(path)
            if theme.name in SHIPPED:
                raise InputError("theme_taken", path=path, name=theme.name)
            themes.append(theme)
        except InputError as error:
            wrong.append(error)
    return themes, wrong


def fitting_theme(wanted: str, known: Collection[str], *, colours: str | None, no_color: bool) -> str:
    """The theme to use: mono under NO_COLOR; on a terminal of sixteen colours (``colours`` as Rich names them) none of more."""
    if no_color:
        return NONE
    wanted = wanted if wanted in known else DEFAULT
    few = colours not in ("truecolor", "256")
    return FEW if few and wanted in SHIPPED and wanted != NONE else wanted


def _theme(table: Mapping[str, object]) -> Theme:
    base = cast(Mapping[str, str], table["base"])
    groups = {kind: cast(Mapping[str, str], table[kind]) for kind in KINDS}
    emphasis = cast(Mapping[str, str], table.get("emphasis", {}))
    variables = {f"{kind}-{name}": colour for kind, colours in groups.items() for name, colour in colours.items()}
    kinds = {name: f"{kind}-{name}" for kind, colours in groups.items() for name in colours}
    variables |= {f"emphasis-{kinds.get(name, name)}": words for name, words in emphasis.items()}
    return Theme(
        name=str(table["name"]),
        dark=bool(table["dark"]),
        ansi=base["background"].startswith("ansi_"),
        variables=variables | _quiet_parts(base, groups["ink"]) | _bars(base, emphasis.get("panel", "none")),
        **{str(name): colour for name, colour in base.items()},  # type: ignore[arg-type]
    )


def _bars(base: Mapping[str, str], style: str) -> dict[str, str]:
    """The lines at head and foot and the titles of dialogs; without grounds of their own they are in reverse."""
    grounds = {name: base[name] for name in ("surface", "panel")}
    if style == "none":
        ink = Color.parse(base["primary"]).get_contrast_text(1.0).hex6
        return {**grounds, "bar-style": "none", "title-ground": base["primary"], "title-ink": ink, "title-style": "bold"}
    # Textual (8.2.8) knows no such variables of themes of a terminal's own colours, and its own styles need some of them.
    lacking = ("text", "text-muted", "text-disabled", "foreground-disabled", "ansi-foreground")
    plain = dict.fromkeys(lacking, base["foreground"])
    plain |= dict.fromkeys(("boost", "surface-active", "ansi-background"), base["surface"])
    title = {"title-ground": base["panel"], "title-ink": base["foreground"], "title-style": f"bold {style}"}
    return {**grounds, **plain, **title, "bar-style": style}


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
        "block-cursor-blurred-foreground": ink["heading"],
        "border": base["accent"],
        "border-blurred": ink["rule"],
        "input-selection-background": ink["cursor"],
    }


def colours_of(environment: Mapping[str, str], platform: str) -> str | None:
    """How many colours a terminal has, as Rich (15.0) will find: ``truecolor``, ``256``, ``standard`` or None for none."""
    if platform == "win32":
        return "truecolor"
    if environment.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return "truecolor"
    term = environment.get("TERM", "").strip().lower()
    if term in ("dumb", "unknown"):
        return None
    ending = term.rpartition("-")[2]
    return {"kitty": "256", "256color": "256"}.get(ending, "standard")
