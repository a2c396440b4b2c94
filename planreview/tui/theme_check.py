"""The check of a theme file: every colour there and readable, unknown keys refused with the nearest match."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails
from textual.color import Color, ColorParseError

from planreview.catalogue import t
from planreview.errors import InputError

EMPHASIS = frozenset({"bold", "underline", "reverse", "italic"})


def _colour(value: str) -> str:
    try:
        colour = Color.parse(value)
    except ColorParseError as error:
        raise ValueError(value) from error
    return colour.hex6 if colour.ansi is None else colour.hex


def _emphasis(value: str) -> str:
    if wrong := [word for word in value.split() if word not in EMPHASIS]:
        raise ValueError(f"{wrong[0]}: {', '.join(sorted(EMPHASIS))}")
    return value


Emphasis = Annotated[str, AfterValidator(_emphasis)]
Colour = Annotated[str, AfterValidator(_colour)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Base(_Strict):
    """Grounds and the few colours that Textual derives its own from."""

    background: Colour
    surface: Colour
    panel: Colour
    foreground: Colour
    primary: Colour
    accent: Colour
    success: Colour
    warning: Colour
    error: Colour


class Ink(_Strict):
    """Kinds of text and row grounds."""

    muted: Colour
    faint: Colour
    rule: Colour
    cursor: Colour
    cursor_blurred: Colour = Field(alias="cursor-blurred")
    selected: Colour
    target: Colour
    heading: Colour


class Verdicts(_Strict):
    """A colour for each verdict."""

    unreviewed: Colour
    not_started: Colour
    behind: Colour
    on_track: Colour
    ahead: Colour
    done: Colour
    dropped: Colour
    no_measure: Colour


class Lights(_Strict):
    """A colour for each light."""

    green: Colour
    yellow: Colour
    red: Colour
    none: Colour


class ThemeFile(_Strict):
    """A theme file."""

    name: str = Field(pattern=r"^[\w-]{1,40}$")
    dark: bool
    base: Base
    ink: Ink
    verdict: Verdicts
    light: Lights
    emphasis: dict[str, Emphasis] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _same_sort(self) -> ThemeFile:
        """A terminal's own colours and others do not mix, and what is emphasised is there."""
        colours = [colour for kind in (self.base, self.ink, self.verdict, self.light) for colour in kind.model_dump().values()]
        if len({colour.startswith("ansi_") for colour in colours}) > 1:
            raise ValueError("ansi_")
        for name in self.emphasis:
            if name not in (known := {"panel", "error", *_keys(("ink",)), *_keys(("verdict",)), *_keys(("light",))}):
                raise ValueError(f"emphasis.{name}: {', '.join(sorted(known))}")
        return self


def check_theme(table: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """The table as checked; raises :class:`InputError` that names the first wrong key and what was probably meant."""
    try:
        return ThemeFile.model_validate(table).model_dump(by_alias=True)
    except ValidationError as error:
        # A misspelt key is also a missing one; the misspelling says more.
        first = min(error.errors(), key=lambda found: found["type"] != "extra_forbidden")
        where = ".".join(str(part) for part in first["loc"])
        if first["type"] != "extra_forbidden":
            raise InputError("theme_wrong", path=path, where=where or "emphasis", reason=_reason(first)) from error
        near = get_close_matches(str(first["loc"][-1]), _keys(first["loc"][:-1]), n=1, cutoff=0.0)
        raise InputError("theme_key", path=path, where=where, near=near[0]) from error


def _reason(found: ErrorDetails) -> str:
    """What is wrong, in words of ours: pydantic's are English."""
    if found["type"] == "missing":
        return t("theme.reason.missing")
    if found["type"] != "value_error":
        return t("theme.reason.form")
    return t("theme.reason.value", value=str(found["ctx"]["error"]))


def _keys(place: tuple[int | str, ...]) -> list[str]:
    model: type[BaseModel] = ThemeFile
    for part in place:
        annotation = model.model_fields[str(part)].annotation
        assert isinstance(annotation, type) and issubclass(annotation, BaseModel)
        model = annotation
    return [field.alias or name for name, field in model.model_fields.items()]
