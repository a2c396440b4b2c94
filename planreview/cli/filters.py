"""Filters as options: each says the same as its word in a filter text, and both are understood in one way."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import click

from planreview.catalogue import t
from planreview.cli import completing
from planreview.cli.arguments import LINE
from planreview.cli.common import Function

_VALUES = (
    "plan",
    "city",
    "section",
    "verdict",
    "light",
    "department",
    "lead",
    "support",
    "number",
    "due",
    "reviewed",
    "by",
    "note",
)
_OFFERED: dict[str, completing.Completer] = {
    "plan": completing.plans,
    "city": completing.cities,
    "verdict": completing.verdicts,
    **dict.fromkeys(("department", "lead", "support"), completing.departments),
}
_SPLIT = "[,，、]"
_SIGN = "[<>＜＞]?[=＝]|[<>＜＞]"
_FLAGS = ("overdue", "mismatch", "unassigned", "reason_open", "has_notes", "all")


def filter_options(function: Function) -> Function:
    """Add one option a filter; each says the same as its word in a filter text."""
    for name in reversed(_FLAGS):
        function = click.option(f"--{name.replace('_', '-')}", name, is_flag=True, help=t(f"cli.filter.{name}"))(function)
    for name in reversed(_VALUES):
        text, offered = t(f"cli.filter.{name}"), _OFFERED.get(name)
        option = click.option(f"--{name}", type=LINE, multiple=True, metavar="VALUE", help=text, shell_complete=offered)
        function = option(function)
    return function


def filter_text(words_given: Sequence[str], options: Mapping[str, object]) -> str:
    """The filter that words and options mean together; one way of understanding values serves both."""
    parts = list(words_given)
    for name in _VALUES:
        given = options.get(name)
        if isinstance(given, tuple) and given:
            compared = [str(value) for value in given if re.match(_SIGN, str(value))]
            # --due '<=2026-06' is due<=2026-06.
            parts += [f"{name}{value.replace(' ', '')}" for value in compared]
            plain = [str(value) for value in given if str(value) not in compared]
            listed = [one for value in plain for one in re.split(_SPLIT, value.replace('"', "")) if one.strip()]
            values = ",".join(f'"{one.strip()}"' for one in listed)
            parts += [f"{name}={values}"] if plain else []
    parts += [name for name in _FLAGS if options.get(name)]
    return " ".join(parts)
