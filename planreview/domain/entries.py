"""What people type into a field: a date, a figure. One place, so that the command line and the screens understand the same.

Nothing is guessed: what could mean two things gives None, and whoever asked says so.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import date
from decimal import Decimal

TODAY_WORDS = frozenset({"今天", "今日", "today"})
PENDING_WORDS = frozenset({"待数", "未出", "未公布", "pending"})

# Longer than any date or figure that a person types; patterns are not run over a pasted document.
_LONGEST = 60
_DAY = re.compile(r"(\d{4})(?:[-/.年])(\d{1,2})(?:[-/.月])(\d{1,2})[日号]?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MONTH_END = re.compile(r"(\d{4})(?:[-/.年])(\d{1,2})月?(?:底|末)")


def parse_date(text: str, today: date) -> date | None:
    """The day that ``2020-10-31``, ``2020/10/31``, ``2020.10.31``, ``20201031``, ``2020年10月31日``, ``2020年10月底`` or
    ``今天`` names, in half or full width; None for anything else and for days that do not exist."""
    folded = _folded(text)
    if folded in TODAY_WORDS:
        return today
    match = _DAY.fullmatch(folded) or _COMPACT.fullmatch(folded)
    try:
        if match:
            return date(*map(int, match.groups()))
        if match := _MONTH_END.fullmatch(folded):
            year, month = map(int, match.groups())
            return date(year, month, monthrange(year, month)[1])
    except ValueError:
        return None
    return None


def is_pending(text: str) -> bool:
    """Whether the words say that a figure is not yet published (待数), which is not the same as no figure."""
    return _folded(text) in PENDING_WORDS


def parse_figure(text: str) -> Decimal | None:
    """A figure as typed: ``3.73``, ``３．７３``, ``1,200``, ``75%`` (75), ``-1.0``, ``二十``; None for anything else."""
    if len(text) > _LONGEST:
        return None
    # Its patterns cost every command line 10 ms; figures are typed to few.
    from planreview.domain.quantities import parse_number

    return parse_number(text.strip().removesuffix("%").removesuffix("％").rstrip())


def _folded(text: str) -> str:
    if len(text) > _LONGEST:
        return ""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).lower()
