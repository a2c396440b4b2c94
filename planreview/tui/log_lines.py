"""The log in words: what an operation said, what an action did, when that was here."""

from __future__ import annotations

from datetime import date, datetime

from planreview.aims import reading_words
from planreview.catalogue import t, tn
from planreview.cells import clip, width
from planreview.domain.actions import Action, Turned
from planreview.domain.operations import ABOUT_DEPARTMENTS, DATED, RENAMED, ROUND_RENAMED, SPLIT, TARGET_READ
from planreview.domain.past import HistoryEntry
from planreview.domain.review import TargetView, TaskDetail
from planreview.domain.verdicts import KEYS, VerdictSet
from planreview.text import show
from planreview.tui.words import SHORT, task_name

# Cells of what was said before the task that it was said of.
SAID = 36
# What a payload says in words, the first of them that it has.
_SAID = ("text", "path", "document", "remark", "name", "alias", "date", "reason", "leader", "title", "was")


def action_words(action: Action, words: VerdictSet, cells: int | None = None) -> str:
    """What an action did, to which task or how many, of which business date where that is another day; and what it turned.

    The date gives way where it has no room in ``cells``: a task is known by its title.
    """
    entry = action.entry
    if action.about is not None:
        return t("screens.log.turned", turn=said(entry, words), action=action_words(action.about, words))
    text = _called(action, words)
    if action.tasks:
        # What a note says at length must not push out which task it is about.
        text = clip(text, SAID)
        text += t("screens.log.on_one", title=action.title) if action.tasks == 1 else t("screens.log.on_many", n=action.tasks)
    if local_day(entry.recorded_at) not in (entry.effective_on, None) and entry.kind in DATED:
        dated = text + t("screens.log.effective", date=entry.effective_on.isoformat())
        text = dated if cells is None or width(dated) <= cells else text
    return text


def turned_words(turned: Turned, words: VerdictSet) -> str:
    """What was undone or done again: the task or how many, from what to what."""
    action, receipt = turned.action, turned.receipt
    said_of = _called(action, words) if action is not None else t(f"screens.log.{receipt.kind}")
    if turned.before is not None and turned.after is not None:
        change = _change(turned.before, turned.after, words)
        name = task_name(turned.after.row)
        return t("review.turned_one", task=name, action=change or said_of)
    if receipt.task_ids:
        return tn("review.turned_many", len(receipt.task_ids), action=clip(said_of, SAID))
    # No task follows: both names of a department have room.
    return clip(said_of, 2 * SAID)


def _called(action: Action, words: VerdictSet) -> str:
    """What an action did; of several verdicts one is named, and that there are others."""
    text = said(action.entry, words)
    return t("screens.log.and_others", said=text) if action.several else text


def _change(before: TaskDetail, after: TaskDetail, words: VerdictSet) -> str:
    """What of a task is other than before: its verdict, its department or a figure; nothing where it is none of these."""
    old, new = before.row, after.row
    if old.verdict != new.verdict:
        return _from_to(t("screens.log.verdict"), words.by_key(old.verdict).word, words.by_key(new.verdict).word)
    if old.lead != new.lead:
        return _from_to(t("screens.log.assign"), old.lead, new.lead)
    for one, other in zip(before.targets, after.targets, strict=False):
        if (one.actual, one.pending) != (other.actual, other.pending):
            return _from_to(f"{t('screens.log.actual')} {clip(show(one.metric), SHORT)}", _figure(one), _figure(other))
    return ""


def _from_to(what: str, old: str | None, new: str | None) -> str:
    return t("review.from_to", what=what, old=show(old or "-"), new=show(new or "-"))


def _figure(target: TargetView) -> str:
    return t("screens.actual.pending") if target.pending else "-" if target.actual is None else f"{target.actual:f}"


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
    if entry.kind == TARGET_READ:
        # What changed stands first: a long name is cut.
        return f"{reading_words(payload)} {entry.about}".strip()
    if entry.kind == "closing":
        return f"{t('closing.done.' + str(payload.get('step')))} {payload.get('reason') or ''}".rstrip()
    if entry.kind == "assign":
        mode = t("screens.log.removed") if payload.get("mode") == "remove" else ""
        return " ".join(part for part in (t(f"screens.role.{payload.get('role')}"), entry.about, mode) if part)
    if entry.kind == SPLIT:
        parts = payload.get("parts")
        named = (
            [f"{one.get('label')} {one.get('title')}" for one in parts if isinstance(one, dict)]
            if isinstance(parts, list)
            else []
        )
        return f"{tn('screens.log.parts', len(named))} {t('adjust.and').join(named)}" if named else t("screens.log.joined")
    first = next((str(payload[name]) for name in _SAID if payload.get(name)), "")
    if entry.kind in (RENAMED, ROUND_RENAMED) and entry.about not in ("", first):
        # Taken back, it is called as before again.
        return t("screens.log.renamed", old=entry.about, new=first)
    if entry.kind in ABOUT_DEPARTMENTS and entry.about not in ("", first):
        return f"{entry.about} {first}".rstrip()
    return first or entry.about


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
