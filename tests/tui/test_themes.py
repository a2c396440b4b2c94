"""Themes as data: complete, readable, and refused with the nearest match where a key is misspelt."""

from __future__ import annotations

import tomllib
from itertools import combinations
from math import dist
from pathlib import Path

import pytest
from rich.console import Console
from textual.color import Color
from textual.theme import Theme

from planreview.errors import InputError
from planreview.resources import read_text
from planreview.tui.inks import ACCENT, ERROR, FAINT, HEADING, MUTED, SUCCESS, TARGET, TEXT, Inkwell, light_ink, verdict_ink
from planreview.tui.theme_check import check_theme
from planreview.tui.themes import SHIPPED, colours_of, fitting_theme, read_theme, shipped_themes, user_themes
from planreview.tui.widgets.task_columns import current_words

Triple = tuple[float, float, float]
Matrix = tuple[Triple, Triple, Triple]
VERDICTS = (None, "not_started", "behind", "on_track", "ahead", "done", "dropped", "no_measure")
INKS = (TEXT, MUTED, FAINT, HEADING, TARGET, ACCENT, ERROR, SUCCESS)
READ = (*INKS, *map(verdict_ink, VERDICTS), *map(light_ink, ("green", "yellow", "red", None)))


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_theme_passes_the_check_of_user_themes(name: str) -> None:
    table = tomllib.loads(read_text("themes", f"{name}.toml"))
    assert check_theme(table, Path(name))["name"] == name


def luminance(colour: Triple) -> float:
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), colour, strict=True))


def linear(colour: str, palette: tuple[str, ...] = ()) -> Triple:
    parsed = Color.parse(colour)
    parsed = Color.parse(palette[parsed.ansi]) if parsed.ansi is not None and palette else parsed
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parsed.normalized)
    return red, green, blue


def contrast(one: str, other: str, palette: tuple[str, ...] = ()) -> float:
    """The contrast ratio of WCAG 2."""
    dark, light = sorted((luminance(linear(one, palette)), luminance(linear(other, palette))))
    return (light + 0.05) / (dark + 0.05)


def variables_of(theme: Theme) -> dict[str, str]:
    own = {name: getattr(theme, name) for name in ("accent", "error", "success", "warning", "foreground")}
    return {**theme.to_color_system().generate(), **theme.variables, **own}


THEMES = {theme.name: theme for theme in shipped_themes()}


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_every_ink_can_be_read_on_every_ground(name: str) -> None:
    theme = THEMES[name]
    variables = variables_of(theme)
    grounds = [theme.background, theme.surface, theme.panel]
    grounds += [variables[f"ink-{name}"] for name in ("cursor", "cursor-blurred", "selected")]
    for ink in READ:
        for ground in grounds:
            assert contrast(variables[ink], str(ground)) >= 4.5, (ink, ground)
    assert contrast(variables["title-ink"], variables["title-ground"]) >= 4.5


# The sixteen colours as the consoles of Linux and xterm draw them.
CONSOLE = (
    "#000000 #aa0000 #00aa00 #aa5500 #0000aa #aa00aa #00aaaa #aaaaaa "
    "#555555 #ff5555 #55ff55 #ffff55 #5555ff #ff55ff #55ffff #ffffff"
)
XTERM = (
    "#000000 #cd0000 #00cd00 #cdcd00 #0000ee #cd00cd #00cdcd #e5e5e5 "
    "#7f7f7f #ff0000 #00ff00 #ffff00 #5c5cff #ff00ff #00ffff #ffffff"
)


@pytest.mark.parametrize("palette", [CONSOLE.split(), XTERM.split()], ids=["console", "xterm"])
def test_sixteen_colours_can_be_read_on_black_and_so_in_reverse(palette: list[str]) -> None:
    theme = THEMES["ansi"]
    variables = variables_of(theme)
    assert theme.ansi and {theme.background, theme.surface, theme.panel} == {"ansi_black"}
    for ink in READ:
        assert contrast(variables[ink], "ansi_black", tuple(palette)) >= 4.5, ink


def test_without_colour_what_must_be_seen_differs_in_emphasis() -> None:
    variables = variables_of(THEMES["mono"])
    well = Inkwell(variables)
    assert {variables[ink] for ink in READ} == {"ansi_default"}
    looks = {ink: (style.bold, style.underline, style.reverse) for ink in READ for style in (well.style(ink),)}
    assert looks[light_ink("red")] != looks[light_ink("yellow")] != looks[light_ink("green")]
    assert looks[verdict_ink("not_started")] != looks[verdict_ink("behind")] != looks[verdict_ink("done")]
    assert well.ground("ink-cursor").reverse and well.ground("ink-selected").underline


# Machado, Oliveira and Fernandes 2009: full loss of one kind of cone, on linear RGB.
BLIND = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
TO_XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))


def times(matrix: Matrix, colour: Triple) -> Triple:
    first, second, third = (sum(a * b for a, b in zip(row, colour, strict=True)) for row in matrix)
    return first, second, third


def lab(colour: Triple) -> Triple:
    """CIE Lab, in which 2.3 is the least difference that is seen, and 10 one at a glance."""
    x, y, z = (part / white for part, white in zip(times(TO_XYZ, colour), (0.9505, 1.0, 1.089), strict=True))
    x, y, z = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("kind", BLIND)
@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_lights_and_verdicts_differ_for_the_colour_blind(name: str, kind: str) -> None:
    variables = THEMES[name].variables

    def seen(ink: str) -> Triple:
        red, green, blue = (min(1.0, max(0.0, part)) for part in times(BLIND[kind], linear(variables[ink])))
        return lab((red, green, blue))

    lights = [light_ink(light) for light in ("green", "yellow", "red")]
    verdicts = [verdict_ink(key) for key in ("not_started", "behind", "on_track", "ahead", "done")]
    for group in (lights, verdicts):
        for one, other in combinations(group, 2):
            assert dist(seen(one), seen(other)) >= 10, (one, other)


def test_every_light_and_verdict_has_a_word_of_its_own() -> None:
    words = current_words()
    assert len(set(words.lights.values())) == 3 and len(set(words.verdicts.values())) == len(words.verdicts)


@pytest.mark.parametrize(
    ("environment", "found"),
    [
        ({"COLORTERM": "truecolor", "TERM": "xterm"}, "truecolor"),
        ({"COLORTERM": "24bit", "TERM": "linux"}, "truecolor"),
        ({"TERM": "xterm-256color"}, "256"),
        ({"TERM": "tmux-256color"}, "256"),
        ({"TERM": "xterm"}, "standard"),
        ({"TERM": "linux"}, "standard"),
        ({"TERM": "xterm-kitty"}, "256"),
        ({"TERM": "dumb"}, None),
        ({}, "standard"),
    ],
)
def test_the_colours_of_a_terminal_are_found_as_rich_finds_them(environment: dict[str, str], found: str | None) -> None:
    assert colours_of(environment, "linux") == found
    console = Console(_environ=environment, force_terminal=True, legacy_windows=False)
    assert console.color_system == found


@pytest.mark.parametrize(
    ("wanted", "colours", "no_color", "used"),
    [
        ("", "truecolor", False, "light"),
        ("dark", "256", False, "dark"),
        ("dark", "standard", False, "ansi"),
        ("mono", "standard", False, "mono"),
        ("mine", "standard", False, "mine"),
        ("none", "truecolor", False, "light"),
        ("dark", "truecolor", True, "mono"),
        ("", None, False, "ansi"),
    ],
)
def test_the_theme_fits_the_terminal(wanted: str, colours: str | None, no_color: bool, used: str) -> None:
    assert fitting_theme(wanted, {*THEMES, "mine"}, colours=colours, no_color=no_color) == used


def theme_text(**changes: str) -> str:
    text = read_text("themes", "dark.toml").replace('name = "dark"', 'name = "mine"')
    for old, new in changes.items():
        text = text.replace(f"{old} =", f"{new} =")
    return text


def test_a_theme_of_the_user_is_read(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(theme_text().replace("#14171c", "rgb(1,2,3)"), encoding="utf-8")
    (theme,), _ = user_themes(tmp_path)
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
    assert user_themes(tmp_path / "none") == ([], [])


def test_one_broken_theme_keeps_nobody_from_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("name = ", encoding="utf-8")
    (tmp_path / "b.toml").write_text(theme_text(), encoding="utf-8")
    (tmp_path / "c.toml").write_text(theme_text().replace('name = "mine"', 'name = "light"'), encoding="utf-8")
    themes, wrong = user_themes(tmp_path)
    assert [theme.name for theme in themes] == ["mine"]
    assert [error.key for error in wrong] == ["theme_unreadable", "theme_taken"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('cursor = "#26364a"', 'cursor = "ansi_blue"', "ansi_"),
        ("[light]", '[emphasis]\nred = "blink"\n[light]', "blink"),
        ("[light]", '[emphasis]\nrod = "bold"\n[light]', "rod"),
        ('muted = "#a6aebc"', "muted = 3", "muted"),
        ('muted = "#a6aebc"\n', "", "muted"),
    ],
)
def test_what_is_wrong_in_a_theme_is_named_in_our_words(tmp_path: Path, old: str, new: str, said: str) -> None:
    path = tmp_path / "mine.toml"
    text = theme_text()
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_theme(path)
    assert said in caught.value.message and "Value error" not in caught.value.message
