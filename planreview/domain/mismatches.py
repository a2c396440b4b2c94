"""Where the three voices disagree (矛盾): verdict and light, verdict and figures, self-report and verdict; kept apart."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from planreview.domain.verdicts import COMPLETED, GROUPS

if TYPE_CHECKING:
    from planreview.domain.lights import Thresholds

LIGHT, FIGURE, REPORT = MISMATCHES = ("light", "figure", "report")


def mismatches(
    verdict: str | None,
    light: str | None,
    thresholds: Thresholds,
    *,
    by: str | None,
    attainment: Decimal | None,
    overdue: bool,
    report: str | None,
) -> tuple[str, ...]:
    """The kinds of mismatch of a task, keys of ``MISMATCHES``: 结论完成/60% is ``figure``, 结论序时/灯红 is ``light``, 自评完成/
    结论滞后 is ``report``."""
    # Lists read what was found; only who finds it needs the lights.
    from planreview.domain.lights import is_mismatch

    found: tuple[str, ...] = ()
    if is_mismatch(verdict, light, thresholds, by=by, attainment=attainment, overdue=overdue):
        found = (FIGURE if verdict in COMPLETED and attainment is not None else LIGHT,)
    if report is not None and verdict is not None and _standing(report) != _standing(verdict):
        found += (REPORT,)
    return found


def as_bits(found: tuple[str, ...]) -> int:
    """The kinds as one number, for a column."""
    return sum(1 << MISMATCHES.index(kind) for kind in found)


def from_bits(bits: int) -> tuple[str, ...]:
    """The kinds that :func:`as_bits` made a number of."""
    return tuple(kind for place, kind in enumerate(MISMATCHES) if bits & (1 << place))


def _standing(verdict: str) -> str:
    """What a verdict counts as: 超前 and 序时 are both on schedule, 未启 and 滞后 both behind."""
    return next((name for name, keys in GROUPS.items() if verdict in keys), "")
