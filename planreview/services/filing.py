"""Under which plan a document is filed: whose it is and of which years, and whether the store has that plan already."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from planreview.domain.outline import Outline
from planreview.errors import InputError
from planreview.outline.corrections import Correction
from planreview.reading.source import SourceText
from planreview.services.identity import plan_key
from planreview.store import revisions
from planreview.store.documents import SourceFile
from planreview.store.handle import Connection
from planreview.store.revisions import StoredPlan
from planreview.text import clean_line, fold


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document that was read and understood, nothing stored yet.

    ``read`` is the outline before the ``corrections`` that fit it; ``settled`` where those of an earlier revision are among them,
    or a person has looked at them.
    """

    source: SourceFile
    outline: Outline
    text: SourceText
    read: Outline
    corrections: tuple[Correction, ...] = ()
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Identity:
    """City, title and years of a plan; ``presumed`` where the document does not say the years."""

    city: str
    title: str
    period: tuple[int, int]
    presumed: bool

    @property
    def key(self) -> str:
        """The id of the plan that this names."""
        return plan_key(self.city, self.title, self.period)


def identify(prepared: Prepared, city: str | None, this_year: int) -> Identity:
    """What a document says it is; ``city`` overrides it."""
    outline = prepared.outline
    title = clean_line(outline.title) or Path(prepared.source.name).stem
    period = outline.period or (None if outline.year is None else (outline.year, outline.year))
    presumed = period is None
    if period is None:
        # Most plans are issued in the year they are for.
        issued = re.match(r"(\d{4})", outline.issued_on or "")
        year = int(issued[1]) if issued else this_year
        period = (year, year)
    return Identity(clean_line(city or outline.city or ""), title, period, presumed)


def filed(
    connection: Connection, prepared: Prepared, identity: Identity, city: str | None, revises: int | None
) -> StoredPlan | None:
    """The plan that a document belongs to: the one it ``revises``, one that has these bytes, or one of its name."""
    if revises is not None:
        plan = revisions.plan_by_id(connection, revises)
        if plan is None:
            raise InputError("plan_unknown", reference=revises)
        return plan
    for plan_id in revisions.plans_with_source(connection, prepared.source.sha256):
        plan = revisions.plan_by_id(connection, plan_id)
        if plan is not None and (city is None or plan.key == identity.key or fold(plan.city) == fold(city)):
            return plan
    return revisions.plan_by_key(connection, identity.key)


def holds_from(connection: Connection, plan: StoredPlan, issued_on: str | None, on: date | None) -> date | None:
    """From which date a revision of the plan holds; None for a plan that is new.

    ``on``, else the day on which the document says it was issued, unless that is ahead of the date that is worked at, or no
    later than what it revises says of itself; else that date. Never before the revision that it revises: raises
    :class:`InputError` revision_too_early.
    """
    if not plan.number or plan.as_of is None:
        return None
    before = None if plan.since is None else date.fromisoformat(plan.since)
    if on is not None and before is not None and on < before:
        raise InputError("revision_too_early", on=on, since=before)
    if on is not None:
        return on
    as_of = date.fromisoformat(plan.as_of)
    issued = day_of(issued_on)
    if issued is not None and issued <= as_of and plan.revision_id is not None:
        earlier = day_of(revisions.issued_on(connection, plan.revision_id))
        as_of = issued if earlier is None or earlier < issued else as_of
    return as_of if before is None else max(as_of, before)


def day_of(text: str | None) -> date | None:
    """A day written in full; None where a document gives no day, or none that there is."""
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        return None
