"""The log as a person reads it: a line for each action, newest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from planreview.catalogue import t
from planreview.domain.review import HistoryEntry
from planreview.domain.verdicts import KEYS, VerdictSet


@dataclass(frozen=True, slots=True)
class Step:
    """One action: what was done, on which tasks, by whom, and whether it stands."""

    batch: str
    when: str
    person: str
    words: str
    task_ids: tuple[int, ...]
    live: bool


def steps(entries: Sequence[HistoryEntry], titles: Mapping[int, str], words: VerdictSet) -> list[Step]:
    """The operations of the log as actions, in the order given; operations of one batch are one action."""
    batches: dict[str, list[HistoryEntry]] = {}
    for entry in entries:
        batches.setdefault(entry.batch, []).append(entry)
    return [_step(own, titles, words) for own in batches.values()]


def _step(own: Sequence[HistoryEntry], titles: Mapping[int, str], words: VerdictSet) -> Step:
    # A verdict given with its note is called by the verdict.
    first = next((entry for entry in own if entry.kind == "verdict"), own[0])
    ids = tuple(dict.fromkeys(entry.item_id for entry in own if entry.item_id is not None))
    text = said(first, words)
    if local_day(first.recorded_at) != first.effective_on:
        text += t("screens.log.effective", date=first.effective_on.isoformat())
    if len(ids) == 1:
        text += t("screens.log.on_one", title=titles.get(ids[0], ""))
    elif ids:
        text += t("screens.log.on_many", n=len(ids))
    return Step(first.batch, local_time(first.recorded_at), first.person, text, ids, first.live)


def said(entry: HistoryEntry, words: VerdictSet) -> str:
    """What an operation did, in a few words."""
    known = f"screens.log.{entry.kind}"
    text = t(known)
    kind = entry.kind if text == known else text
    value = _value(entry, words)
    return f"{kind} {value}".rstrip()


def _value(entry: HistoryEntry, words: VerdictSet) -> str:
    payload = entry.payload
    if entry.kind == "verdict":
        key = payload.get("verdict")
        return words.by_key(key).word if isinstance(key, str) and key in KEYS else str(key)
    if entry.kind == "actual":
        return t("screens.actual.pending") if payload.get("value") is None else str(payload["value"])
    for name in ("text", "name", "alias", "date", "reason", "leader", "title", "was"):
        if payload.get(name):
            return str(payload[name])
    return ""


def local_day(recorded_at: str) -> date | None:
    """The day of a moment of the log (UTC, ISO 8601) in this machine's zone; None where it is no moment."""
    try:
        return datetime.fromisoformat(recorded_at).astimezone().date()
    except ValueError:
        return None


def local_time(recorded_at: str) -> str:
    """A moment of the log (UTC, ISO 8601) as date, hour and minute of this machine's zone."""
    try:
        return f"{datetime.fromisoformat(recorded_at).astimezone():%Y-%m-%d %H:%M}"
    except ValueError:
        return recorded_at[:16]
