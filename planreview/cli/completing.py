"""What Tab offers for values: verdicts, and the plans, departments and cities of the store.

A shell that asks must never be told of an error: where the store cannot be read, nothing is offered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import click

from planreview.cli.common import reading
from planreview.errors import PlanreviewError
from planreview.presets import verdict_set

if TYPE_CHECKING:
    from planreview.services.workspace import Workspace

Completer = Callable[[click.Context, click.Parameter, str], list[str]]


def verdicts(_: click.Context, __: click.Parameter, typed: str) -> list[str]:
    """Verdicts by key or word."""
    known = verdict_set()
    entries = (*known.entries, known.unreviewed)
    return _beginning([*(one.key for one in entries), *(one.word for one in entries)], typed)


def _from_store(names: Callable[[Workspace], Iterable[str]]) -> Completer:
    def complete(context: click.Context, _: click.Parameter, typed: str) -> list[str]:
        try:
            with context, reading() as ws:
                return _beginning(names(ws), typed)
        except PlanreviewError:
            return []

    return complete


def _beginning(names: Iterable[str], typed: str) -> list[str]:
    # A name with a space would be two words for the shell.
    return [name for name in dict.fromkeys(names) if name.startswith(typed) and " " not in name]


def _plan_names(ws: Workspace) -> Iterable[str]:
    from planreview.services.queries import plans as known
    from planreview.services.references import plan_references

    return plan_references(known(ws)).values()


def _task_names(ws: Workspace) -> Iterable[str]:
    return [f"{name}/" for name in _plan_names(ws)]


def _cities(ws: Workspace) -> Iterable[str]:
    from planreview.services.queries import plans as known

    return [plan.city for plan in known(ws)]


def _departments(ws: Workspace) -> Iterable[str]:
    from planreview.services.departments import departments as known

    return [name for one in known(ws) for name in (one.name, *one.aliases)]


def either(*completers: Completer) -> Completer:
    """What several offer: behind a list of any length click asks the list, whatever stands next."""
    return lambda context, parameter, typed: [one for ask in completers for one in ask(context, parameter, typed)]


plans, tasks, cities, departments = map(_from_store, (_plan_names, _task_names, _cities, _departments))
