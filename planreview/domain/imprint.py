"""Who had something printed, and when: said on whatever leaves the program with a heading."""

from __future__ import annotations

from datetime import date

from planreview.domain.records import dataclass


@dataclass(frozen=True, slots=True)
class Imprint:
    """The day of printing and who asked for it; nobody is named where nobody said who."""

    on: date
    person: str = ""
