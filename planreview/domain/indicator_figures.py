"""How the indicators (指标) of a scope stand: counted apart, beside a summary of tasks and in none of its sums."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType

from planreview.domain.counting import Counts, Id, TaskFact
from planreview.domain.records import dataclass
from planreview.domain.verdicts import OUT

# Where an indicator's own figure stands; each supervised indicator that is not out is in one of them.
REACHED, MISSED, PENDING, UNREPORTED = STANDS = ("reached", "missed", "pending", "unreported")


@dataclass(frozen=True, slots=True)
class IndicatorFigures:
    """``counts`` are those of a row of the summary; ``stands`` how many have reached their target, have not (yet), wait for a
    figure that is not yet published (待数), or have none reported. ``cells`` holds the ids behind every figure."""

    counts: Counts
    stands: Mapping[str, int]
    cells: Mapping[str, tuple[Id, ...]]


def indicator_figures(
    facts: Iterable[TaskFact], pending: Collection[Id], counts: Counts, cells: Mapping[str, tuple[Id, ...]]
) -> IndicatorFigures:
    """The figures of indicators, given as facts with their row of a summary (``counts`` and ``cells``); ``pending`` are those
    whose newest figure is said to be not yet published."""
    found: dict[str, list[Id]] = {name: [] for name in STANDS}
    for fact in facts:
        if fact.supervised and fact.verdict not in OUT:
            found[_stands(fact, pending)].append(fact.id)
    return IndicatorFigures(
        counts,
        MappingProxyType({name: len(ids) for name, ids in found.items()}),
        MappingProxyType({**cells, **{name: tuple(ids) for name, ids in found.items()}}),
    )


def _stands(fact: TaskFact, pending: Collection[Id]) -> str:
    if fact.id in pending:
        return PENDING
    if not fact.targets_reported:
        return UNREPORTED
    return REACHED if fact.targets_attained else MISSED
