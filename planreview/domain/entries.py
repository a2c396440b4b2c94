"""What people type into a field: a date, a figure. One place, so that the command line and the screens understand the same.

Nothing is guessed: what could mean two things gives None, and whoever asked says so.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal

TODAY_WORDS = frozenset({"今天", "今日", "today"})
PENDING_WORDS = frozenset({"待数", "未出", "未公布", "pending"})

# Units of what may fall below nothing; a number of things may not.
RATES = frozenset({"%", "‰", "个百分点", "百分点"})

# Longer than any date or figure that a person types; patterns are not run over a pasted document.
_LONGEST = 60
_DAY = r"(\d{4})(?:[-/.年])(\d{1,2})(?:[-/.月])(\d{1,2})[日号]?"
_COMPACT = r"(\d{4})(\d{2})(\d{2})"
_THOUSANDS = r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?"
_MONTH_END = r"(\d{4})(?:[-/.年])(\d{1,2})月?(?:底|末)"


def parse_date(text: str, today: date) -> date | None:
    """The day that ``2020-10-31``, ``2020/10/31``, ``2020.10.31``, ``20201031``, ``2020年10月31日``, ``2020年10月底`` or
    ``今天`` names, in half or full width; None for anything else and for days that do not exist."""
    folded = _folded(text)
    if folded in TODAY_WORDS:
        return today
    match = re.fullmatch(_DAY, folded) or re.fullmatch(_COMPACT, folded)
    try:
        if match:
            return date(*map(int, match.groups()))
        if match := re.fullmatch(_MONTH_END, folded):
            # Loads half of what names days in other languages.
            from calendar import monthrange

            year, month = map(int, match.groups())
            return date(year, month, monthrange(year, month)[1])
    except ValueError:
        return None
    return None


def is_pending(text: str) -> bool:
    """Whether the words say that a figure is not yet published (待数), which is not the same as no figure."""
    return _folded(text) in PENDING_WORDS


class Percentage(Decimal):
    """A figure that was typed with a percent sign; what it is worth depends on the unit of what it is typed for."""


def parse_figure(text: str) -> Decimal | None:
    """A figure as typed: ``3.73``, ``３．７３``, ``1,200``, ``75%`` (a :class:`Percentage` of 75), ``-1.0``, ``二十``.

    None for anything else: for about so many (``两三``), and for commas that do not part thousands.
    """
    if len(text) > _LONGEST:
        return None
    # Its patterns cost every command line 10 ms; figures are typed to few.
    from planreview.domain.quantities import fold_numerals, is_exact, parse_number

    folded = fold_numerals(text.strip())
    bare = folded.removesuffix("%").rstrip()
    if "," in bare and not re.fullmatch(_THOUSANDS, bare):
        return None
    value = parse_number(bare) if is_exact(bare) else None
    return value if value is None or bare == folded else Percentage(value)


def figure_misfit(value: Decimal, unit: str | None, *, below_zero: bool = False) -> str | None:
    """Why a figure cannot be meant in a unit: ``percent`` or ``negative``; None where it can.

    ``below_zero``: what is measured has been or shall be less than nothing, whatever its unit.
    """
    if isinstance(value, Percentage) and unit != "%":
        return "percent"
    if value < 0 and not below_zero and unit is not None and unit not in RATES:
        return "negative"
    return None


def _folded(text: str) -> str:
    if len(text) > _LONGEST:
        return ""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).lower()
