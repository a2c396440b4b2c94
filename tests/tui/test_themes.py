"""Themes as data: complete, readable, and refused with the nearest match where a key is misspelt."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from textual.color import Color
from textual.theme import Theme

from planreview.errors import InputError
from planreview.resources import read_text
from planreview.tui.inks import ACCENT, ERROR, HEADING, MUTED, TARGET, TEXT, Inkwell, light_ink, verdict_ink
from planreview.tui.theme_check import check_theme
from planreview.tui.themes import SHIPPED, read_theme, shipped_themes, user_themes

VERDICTS = (None, "not_started", "behind", "on_track", "ahead", "done", "dropped", "no_measure")
READ = (TEXT, MUTED, HEADING, TARGET, ACCENT, ERROR, *map(verdict_ink, VERDICTS), *map(light_ink, ("green", "yellow", "red")))


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_theme_passes_the_check_of_user_themes(name: str) -> None:
    table = tomllib.loads(read_text("themes", f"{name}.toml"))
    assert check_theme(table, Path(name))["name"] == name


def luminance(colour: str) -> float:
    parts = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in Color.parse(colour).normalized]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", shipped_themes(), ids=lambda theme: theme.name)
def test_every_ink_can_be_read_on_every_ground(theme: Theme) -> None:
    variables = {**theme.variables, **{name: getattr(theme, name) for name in ("accent", "error", "foreground")}}
    grounds = [theme.background, theme.surface, theme.panel]
    grounds += [variables[f"ink-{name}"] for name in ("cursor", "cursor-blurred", "selected")]
    well = Inkwell(variables)
    for ink in READ:
        assert well.style(ink).color is not None
        for ground in grounds:
            assert contrast(variables[ink], ground) >= 3.0, (ink, ground)


def theme_text(**changes: str) -> str:
    text = read_text("themes", "dark.toml").replace('name = "dark"', 'name = "mine"')
    for old, new in changes.items():
        text = text.replace(f"{old} =", f"{new} =")
    return text


def test_a_theme_of_the_user_is_read(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(theme_text().replace("#14171c", "rgb(1,2,3)"), encoding="utf-8")
    (theme,) = user_themes(tmp_path)
    assert theme.name == "mine" and theme.background == "#010203"


def test_a_misspelt_key_is_refused_with_what_was_meant(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(theme_text(on_track="ontrack"), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_theme(path)
    assert (caught.value.values["where"], caught.value.values["near"]) == ("verdict.ontrack", "on_track")


def test_an_unknown_key_beside_all_others_names_the_nearest(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(theme_text() + '\nyelow = "#ffffff"\n', encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_theme(path)
    assert (caught.value.key, caught.value.values["where"], caught.value.values["near"]) == ("theme_key", "light.yelow", "yellow")


@pytest.mark.parametrize("content", ["name = ", theme_text().replace("#14171c", "no colour"), "\0"])
def test_what_is_no_theme_is_refused_in_words(tmp_path: Path, content: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_theme(path)
    assert str(path) in str(caught.value)


def test_no_folder_no_themes(tmp_path: Path) -> None:
    assert user_themes(tmp_path / "none") == []
