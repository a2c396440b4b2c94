"""Values as words and figures: what lists, details and confirmations of the command line say alike.

``-`` stands for what was not measured; a figure is never printed where there is none.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from planreview.aims import aim, gap_words, reading_words
from planreview.catalogue import t
from planreview.cli.quoting import quoted
from planreview.domain.gaps import is_to_target
from planreview.domain.past import HistoryEntry
from planreview.domain.review import INDICATOR, REASON_PARTS, PlanInfo, TargetView, TaskRow
from planreview.domain.verdicts import UNREVIEWED, Ambiguous
from planreview.errors import InputError
from planreview.presets import verdict_set

SHORT_ID = 8


def figure(value: Decimal | None) -> str:
    """A number as it is printed, without an exponent."""
    return "-" if value is None else f"{value:f}"


def day(value: date | None) -> str:
    """A date in the one form that is printed."""
    return "-" if value is None else value.isoformat()


def verdict_word(verdict: str | None) -> str:
    """The word of a verdict in lists."""
    return verdict_set().by_key(verdict).word


def understand_verdict(text: str) -> str | None:
    """The key of a verdict given by key, word, alias or digit; None clears.

    Raises :class:`InputError` verdict_unknown, or verdict_ambiguous with what the word may mean.
    """
    known = verdict_set()
    found = known.by_digit(text) or known.understand(text)
    if isinstance(found, Ambiguous):
        meant = (f"{known.by_key(key).word} ({key})" for key in found.choices if key in {one.key for one in known.entries})
        raise InputError("cli_verdict_ambiguous", text=quoted(text), choices=t("cli.or").join(meant))
    if found is None:
        names = t("cli.comma").join(f"{one.word} ({one.key})" for one in (*known.entries, known.unreviewed))
        raise InputError("cli_verdict_unknown", text=quoted(text), known=names)
    return None if found == UNREVIEWED else found


def light_word(row: TaskRow) -> str:
    """The light in one letter, with ``!`` where it and the verdict disagree."""
    return t(f"light.{row.light or 'none'}") + ("!" if row.mismatch else "")


def number(row: TaskRow) -> str:
    """The number of a task as printed; where it has none, the label of the heading it stands for."""
    if row.kind == INDICATOR:
        return t("indicator.reference", number=row.number)
    if row.number is not None:
        return str(row.number)
    return row.label or (row.path[-1] if row.path else "-")


def place(row: TaskRow) -> str:
    """The labels down to a task."""
    # An indicator is named by its number, whatever heading it stands under.
    return number(row) if row.kind == INDICATOR else "/".join((*row.path, number(row)))


def reason_parts(parts: Collection[str]) -> str:
    """What an open reason lacks, in words."""
    return t("lacks.and").join(t(f"lacks.{part}") for part in REASON_PARTS if part in parts)


def due(row: TaskRow) -> str:
    """The due date; presumed ones are marked, routine tasks have none."""
    if row.routine:
        return t("cli.due.routine")
    if row.due is None:
        return "-"
    return t("cli.due.presumed", due=row.due) if row.due_presumed else row.due.isoformat()


def as_of_line(plans: Sequence[PlanInfo]) -> str:
    """The date that figures are computed for; several where plans differ."""
    dates = sorted({plan.as_of for plan in plans})
    return t("cli.as_of.line", dates=t("cli.comma").join(map(str, dates))) if dates else ""


def period(plan: PlanInfo) -> str:
    """The years of a plan."""
    return "-".join(dict.fromkeys(map(str, plan.period)))


def target_words(target: TargetView) -> str:
    """A target as a line: the words of the document, put together from the cells where these stood in a table."""
    if target.origin not in {"table", "person"}:
        return target.quote or target.metric
    committed = aim(target)
    if target.baseline is not None:
        committed = f"{figure(target.baseline)} → {committed}"
    return f"{target.metric}  {committed}"


def target_state(target: TargetView) -> str:
    """What is reached of a target, and what follows from it."""
    if target.pending:
        return t("cli.target.pending", on=day(target.actual_on))
    if target.actual is None:
        return t("cli.target.none")
    parts = [t("cli.target.actual", actual=figure(target.actual), on=day(target.actual_on))]
    if target.attainment is not None:
        parts.append(t("cli.target.attainment", attainment=figure(target.attainment)))
    if target.gap is not None:
        to_target = is_to_target(target.attainment, target.gap)
        parts.append(
            t("cli.target.gap_to_target" if to_target else "cli.target.gap", gap=gap_words(target.attainment, target.gap))
        )
    if target.light is not None:
        parts.append(t(f"light.full.{target.light}"))
    return "  ".join(parts)


def reached(row: TaskRow) -> str:
    """What is reached of an indicator, of how much; nothing of a task."""
    target = row.measure
    if target is None:
        return ""
    known = t("cli.target.pending_word") if target.pending else figure(target.actual)
    high = "" if target.value_max is None else f"-{figure(target.value_max)}"
    return f"{known}/{figure(target.value)}{high}{target.unit or ''}"


def operation_words(entry: HistoryEntry, departments: Mapping[str, str], targets: Mapping[str, str]) -> str:
    """What an operation did; one that was undone says so. ``departments`` and ``targets`` give names for ids."""
    what = t(f"cli.operation.{entry.kind}")
    value = _value(entry, departments)
    if entry.kind in {"actual", "target-change", "target-read"} and entry.subject in targets:
        value = t("cli.operation.of", value=value, target=targets[entry.subject])
    said = f"{what} {quoted(value)}" if value else what
    return said if entry.live else f"{said} ({t('cli.operation.undone')})"


def adjusted_words(field: str, old: object, new: object) -> str:
    """What an adjustment changed: ``目标值 10 -> 8``."""
    return f"{t(f'adjust.field.{field}')} {old or '-'} -> {new or '-'}"


def _value(entry: HistoryEntry, departments: Mapping[str, str]) -> str:
    payload = entry.payload
    if entry.kind in {"verdict", "carry"}:
        return verdict_word(str(payload.get("verdict")))
    if entry.kind == "self-report":
        said = verdict_word(str(payload["verdict"])) if payload.get("verdict") else ""
        return f"{said} {payload.get('text') or ''}".strip()
    if entry.kind == "closing":
        return f"{t('closing.done.' + str(payload.get('step')))} {payload.get('reason') or ''}".rstrip()
    if entry.kind == "note" and "edits" in payload:
        return t("cli.note.edited", text=payload.get("text") or t("cli.note.withdrawn"))
    if entry.kind == "actual" and payload.get("value") is None:
        return t("cli.target.pending_word")
    if entry.kind == "assign":
        uid = str(payload.get("department"))
        return t(f"cli.assign.{payload.get('mode')}_{payload.get('role')}", name=departments.get(uid, uid[:SHORT_ID]))
    if entry.kind == "default-lead":
        uid = str(payload.get("department"))
        return departments.get(uid, uid[:SHORT_ID])
    if entry.kind == "as-of":
        return str(payload.get("date") or "-")
    if entry.kind == "scope":
        said = t("cli.scope.in" if payload.get("supervised") else "cli.scope.out")
        return f"{said} {payload.get('reason') or ''}".rstrip()
    if entry.kind == "target-change":
        return adjusted_words(str(payload.get("field")), payload.get("old"), payload.get("new"))
    if entry.kind == "target-read":
        return reading_words(payload)
    for name in ("value", "text", "name", "alias", "leader", "title", "order", "was", "path", "document", "remark"):
        if payload.get(name) not in {None, ""}:
            said = str(payload[name])
            whose = entry.subject.startswith("department:") and entry.about not in {"", said}
            return f"{entry.about} {said}" if whose else said
    return entry.about


def quoted_name(name: str) -> str:
    """A name as it is typed on a command line."""
    return f'"{name}"' if " " in name else name


def local_time(recorded_at: str) -> str:
    """A moment of the log (UTC, ISO 8601) in this machine's zone, to the minute."""
    try:
        return f"{datetime.fromisoformat(recorded_at).astimezone():%Y-%m-%d %H:%M}"
    except ValueError:
        return recorded_at[:16]
