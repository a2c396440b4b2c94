"""A measured figure beside its floor: the least that the same work can cost on this machine, in the same minute.

Absolute times say more about a machine than about a program; a ratio to a floor measured in turn with it can be compared.
"""

from __future__ import annotations

import gc
import json
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from statistics import median

from planreview.cells import width

HEAD = ("figure", "value", "floor", "ratio", "at most", "", "what the floor is")
LEFT = (0, 5, 6)


@dataclass(frozen=True, slots=True)
class Figure:
    """``value`` and ``floor`` in ``unit``; ``limit`` is the largest ratio that is good enough, None where none is set."""

    name: str
    value: float
    floor: float
    unit: str
    floor_is: str
    limit: float | None = None

    @property
    def ratio(self) -> float:
        """How many floors the figure is."""
        return self.value / self.floor if self.floor else float("inf")

    @property
    def verdict(self) -> str:
        """``ok`` or ``over`` where there is a limit."""
        return "" if self.limit is None else "ok" if self.ratio <= self.limit else "over"


def seconds(job: Callable[[], object]) -> float:
    """How long a job takes once, without garbage of earlier ones falling into it."""
    gc.collect()
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def alternate(rounds: int, *measures: Callable[[], float]) -> tuple[float, ...]:
    """The median of each measure, taken in turn so that a busy machine is busy for all; a first round warms and is dropped."""
    taken = [[measure() for measure in measures] for _ in range(rounds + 1)][1:]
    return tuple(median(column) for column in zip(*taken, strict=True))


def compare(
    name: str,
    job: Callable[[], object],
    floor: Callable[[], object],
    floor_is: str,
    *,
    rounds: int = 15,
    limit: float | None = None,
) -> Figure:
    """A job against its floor, in milliseconds."""
    value, least = alternate(rounds, lambda: seconds(job), lambda: seconds(floor))
    return Figure(name, value * 1000, least * 1000, "ms", floor_is, limit)


def as_table(figures: Sequence[Figure]) -> str:
    """All figures, aligned."""
    rows = [HEAD, *(_row(one) for one in figures)]
    widths = [max(width(row[place]) for row in rows) for place in range(len(HEAD))]
    return "\n".join(_line(row, widths) for row in rows)


def as_json(figures: Iterable[Figure]) -> str:
    """All figures for a program."""
    found = [{**asdict(one), "ratio": one.ratio, "verdict": one.verdict or None} for one in figures]
    return json.dumps(found, ensure_ascii=False, indent=2)


def _row(one: Figure) -> tuple[str, ...]:
    return (
        one.name,
        f"{_short(one.value)} {one.unit}",
        f"{_short(one.floor)} {one.unit}",
        _times(one.ratio),
        "" if one.limit is None else _times(one.limit),
        one.verdict,
        one.floor_is,
    )


def _times(ratio: float) -> str:
    """A ratio, a small one as a fraction: 1.40, 1/200."""
    return f"1/{1 / ratio:.0f}" if 0 < ratio < 0.095 else f"{ratio:.2f}"


def _short(value: float) -> str:
    return f"{value:.0f}" if value >= 1000 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = (
        cell + " " * (cells - width(cell)) if place in LEFT else " " * (cells - width(cell)) + cell
        for place, (cell, cells) in enumerate(zip(row, widths, strict=True))
    )
    return "  ".join(cells).rstrip()
