"""The log in words: what an operation said, what an action did, when that was here."""

from __future__ import annotations

from datetime import date, datetime

from planreview.catalogue import t
from planreview.cells import clip
from planreview.domain.actions import Action
from planreview.domain.operations import ABOUT_DEPARTMENTS, DATED
from planreview.domain.past import HistoryEntry
from planreview.domain.verdicts import KEYS, VerdictSet

# Cells of what was said before the task that it was said of.
SAID = 36
# What a payload says in words, the first of them that it has.
_SAID = ("text", "path", "document", "remark", "name", "alias", "date", "reason", "leader", "title", "was")


def action_words(action: Action, words: VerdictSet) -> str:
    """What an action did, to which task or how many, of which business date where that is another day; and what it turned."""
    entry = action.entry
    if action.about is not None:
        return t("screens.log.turned", turn=said(entry, words), action=action_words(action.about, words))
    text = said(entry, words)
    if action.tasks:
        # What a note says at length must not push out which task it is about.
        text = clip(text, SAID)
        text += t("screens.log.on_one", title=action.title) if action.tasks == 1 else t("screens.log.on_many", n=action.tasks)
    if local_day(entry.recorded_at) not in (entry.effective_on, None) and entry.kind in DATED:
        text += t("screens.log.effective", date=entry.effective_on.isoformat())
    return text


def said(entry: HistoryEntry, words: VerdictSet) -> str:
    """What an operation did, in a few words."""
    known = f"screens.log.{entry.kind}"
    text = t(known)
    kind = entry.kind if text == known else text
    value = _value(entry, words)
    return f"{kind} {value}".rstrip()


def _value(entry: HistoryEntry, words: VerdictSet) -> str:
    payload = entry.payload
    if entry.kind in {"verdict", "carry", "self-report"} and payload.get("verdict"):
        return verdict_word(payload.get("verdict"), words)
    if entry.kind == "actual":
        figure = t("screens.actual.pending") if payload.get("value") is None else str(payload["value"])
        return f"{entry.about} {figure}".strip()
    if entry.kind == "closing":
        return f"{t('closing.done.' + str(payload.get('step')))} {payload.get('reason') or ''}".rstrip()
    if entry.kind == "assign":
        mode = t("screens.log.removed") if payload.get("mode") == "remove" else ""
        return " ".join(part for part in (t(f"screens.role.{payload.get('role')}"), entry.about, mode) if part)
    named = next((str(payload[name]) for name in _SAID if payload.get(name)), "")
    if entry.kind in ABOUT_DEPARTMENTS and entry.about not in ("", named):
        return f"{entry.about} {named}".rstrip()
    return named or entry.about


def verdict_word(key: object, words: VerdictSet) -> str:
    """The word of a verdict as the log holds it, which may hold anything."""
    return words.by_key(key).word if isinstance(key, str) and key in KEYS else str(key)


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
