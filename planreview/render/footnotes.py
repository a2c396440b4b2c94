"""The footnotes of a summary: how it counts, and what its figures do not say by themselves."""

from __future__ import annotations

from planreview.catalogue import t, tn
from planreview.domain.grouping import ALL
from planreview.domain.rounding import percent
from planreview.domain.summary import Summary
from planreview.text import show


def footnotes(summary: Summary) -> tuple[str, ...]:
    """Mode and joint leads; date, round, schedule share; base; shares; both formulas; carried, presumed, not supervised;
    overdue; then what occurs in this summary alone, and warnings."""
    counts, notes = summary.counts, summary.footnotes
    lines: list[str] = indicator_lines(summary)
    if summary.by == "department":
        lines.append(t("summary.note.all") if summary.mode == ALL else tn("summary.note.lead", notes.joint_leads))
    for group in summary.groups:
        if group.key in summary.asked:
            lines.append(t("summary.note.asked", name=show(group.name), leads=group.counts.total, supports=group.support))
    lines.append(_date(summary))
    words = {key: show(word) for key, word in summary.words.items()}
    lines.append(
        t(
            "summary.note.base",
            base=counts.base,
            total=counts.total,
            dropped=words["dropped"],
            dropped_n=counts.verdicts["dropped"],
            no_measure=words["no_measure"],
            no_measure_n=counts.verdicts["no_measure"],
        )
    )
    shares = [t("summary.note.share", word=show(one.word), share=one.share) for one in summary.shares if one.n]
    if shares:
        lines.append(t("summary.note.shares", shares=t("summary.comma").join(shares), carrying=_carrying(summary)))
    lines.append(t("summary.note.formulas", **{key: words[key] for key in ("done", "ahead", "on_track", "closed")}))
    lines.append(t("summary.note.outside", carried=notes.carried, presumed=notes.presumed, not_supervised=counts.not_supervised))
    lines.append(t("summary.note.overdue"))
    if notes.shared_leads:
        lines.append(tn("summary.note.shared", notes.shared_leads))
    left_out = notes.support_only - sum(group.key in summary.asked and not group.counts.total for group in summary.groups)
    if left_out and summary.by == "department":
        lines.append(tn("summary.note.support_only", left_out))
    if counts.on_schedule is None or any(group.counts.on_schedule is None for group in summary.groups):
        lines.append(t("summary.note.not_measured"))
    return (*lines, *map(show, summary.warnings))


def _carrying(summary: Summary) -> str:
    """The share that carries what rounding left over, by itself: whoever works it out finds another figure."""
    for one in summary.shares:
        plain = percent(one.n, summary.counts.total)
        if one.share != plain:
            return t("summary.note.carrying", word=show(one.word), plain=plain)
    return ""


def indicator_lines(summary: Summary) -> list[str]:
    """One line on the indicators of the scope, which are in no figure of the table."""
    found = summary.indicators
    if found is None:
        return []
    stands = [t(f"indicator.stands.{name}", n=n) for name, n in found.stands.items() if n]
    counts = found.counts
    keys = [*((key, n) for key, n in counts.verdicts.items()), ("unreviewed", counts.unreviewed)]
    verdicts = [t("summary.note.share", word=show(summary.words[key]), share=n) for key, n in keys if n]
    lights = [f"{t(f'light.{light}')}{counts.lights[light]}" for light in ("red", "yellow", "green") if counts.lights[light]]
    parts = [t("summary.comma").join(some) for some in (stands, verdicts, lights) if some]
    return [t("indicator.note", n=counts.total, parts=t("indicator.and").join(parts))]


def _date(summary: Summary) -> str:
    first, last = summary.as_of_first or summary.as_of, summary.as_of
    return t(
        "summary.note.date",
        date=last.isoformat() if first == last else t("summary.days", first=first.isoformat(), last=last.isoformat()),
        round=show(summary.round) if summary.round else t("summary.no_round"),
        share=share_text(summary),
    )


def share_text(summary: Summary) -> str:
    """The schedule share; of several periods that they differ, and ``-`` of no task, which has none that could."""
    if summary.schedule_share is not None:
        return f"{summary.schedule_share}%"
    return t("summary.share_differs") if summary.counts.total or summary.counts.not_supervised else "-"
