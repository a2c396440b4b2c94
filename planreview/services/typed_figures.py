"""Figures as people type them for a target, read in its unit: one room, so that every door takes and refuses the same text.

What may mean two things, says about how many, or names another unit is refused in one sentence wherever it is typed.
"""

from __future__ import annotations

from decimal import Decimal

from planreview.catalogue import t
from planreview.cells import clip
from planreview.domain.entries import Percentage, figure_misfit, is_pending
from planreview.domain.magnitudes import parse_in_unit
from planreview.domain.outline import TargetSpec
from planreview.domain.quantities import find_quantities, is_exact
from planreview.domain.review import TargetView
from planreview.errors import InputError
from planreview.services.targets import target_of
from planreview.store.handle import Connection
from planreview.text import clean_line, show

# Figures beyond this are a slip of the hand; the domain would not calculate with them.
_DIGITS = 30
# Of what could not be read, a sentence quotes no more cells.
_QUOTED = 60
# A figure as an example, where the target has none yet.
_EXAMPLE = Decimal(12)


def read_figure(text: str, unit: str | None, example: Decimal | None = None) -> tuple[Decimal, bool]:
    """A figure in a unit, and whether 万 or 亿 was worked out for it; ``example`` is one that the sentence of refusal shows.

    Raises :class:`InputError`: figure_unread, figure_not_in_unit.
    """
    value, worked_out = parse_in_unit(text, unit)
    if value is None:
        raise _unread(text, unit, example)
    return value, worked_out


def read_actual(text: str, target: TargetView) -> tuple[Decimal | None, bool]:
    """What was typed as reached of a target; None: not yet published (待数). Raises as :func:`read_figure`."""
    return (None, False) if is_pending(text) else read_figure(text, target.unit, target.value)


def read_aim(text: str, metric: str, unit: str | None, example: Decimal | None = None) -> str:
    """A figure of a target itself, as a text. Raises :class:`InputError`: actual_percent, and as :func:`read_figure`."""
    value, _ = read_figure(text, unit, example)
    if figure_misfit(value, unit, below_zero=True) is not None:
        raise misfit("percent", value, metric, unit)
    return format(value, "f")


def names_percent(text: str) -> bool:
    """Whether a figure without a unit says by its sign that it is a percentage."""
    return isinstance(parse_in_unit(text, None)[0], Percentage)


def check_exact(words: str, target: TargetSpec) -> None:
    """Whether the words that a target was read of say one number: 两三家 is about so many.

    Raises :class:`InputError` figure_not_in_unit or figure_unread.
    """
    for one in find_quantities(words):
        numeral = words[one.start : one.end].removesuffix(one.unit or "")
        if one.chinese and one.value in (target.value, target.value_max) and not is_exact(numeral):
            raise _unread(words[one.start : one.end], target.unit, None)


def fitting(connection: Connection, said: Decimal | str | None, target_id: int, task: int) -> Decimal | None:
    """What is stored of an actual value: a text is read in the target's unit as it stands now, and a figure that the unit
    rules out is refused, since it would be added up, compared and quoted like any other.

    Raises :class:`InputError`: target_unknown where a text is of a target that no plan shows, actual_invalid, actual_percent,
    actual_negative, and as :func:`read_actual`.
    """
    target = target_of(connection, target_id, task)
    if isinstance(said, str):
        if target is None:
            raise InputError("target_unknown", id=target_id)
        said = read_actual(said, target)[0]
    if said is None:
        return None
    if not (said.is_finite() and (said.is_zero() or abs(said.adjusted()) <= _DIGITS)):
        raise InputError("actual_invalid", value=said)
    if target is not None:
        below_zero = target.value < 0 or (target.baseline is not None and target.baseline < 0)
        wrong = figure_misfit(said, target.unit, below_zero=below_zero)
        if wrong is not None:
            raise misfit(wrong, said, target.metric, target.unit)
    return said


def misfit(why: str, value: Decimal, metric: str, unit: str | None) -> InputError:
    """That a figure cannot be meant in a unit, for a reason of :func:`figure_misfit`."""
    counted = show(unit) if unit else t("target.no_unit")
    return InputError(f"actual_{why}", value=format(value, "f"), unit=counted, metric=show(metric))


def _unread(text: str, unit: str | None, example: Decimal | None) -> InputError:
    if not unit:
        return InputError("figure_unread", text=_quoted(text))
    shown = f"{_EXAMPLE if example is None else example:f}{unit}"
    return InputError("figure_not_in_unit", text=_quoted(text), unit=show(unit), example=show(shown))


def _quoted(text: str) -> str:
    return clip(clean_line(text), _QUOTED)
