"""A summary as plain values without ids and without words of a language: what the closing of a round keeps and hashes.

It can be made a summary again, so that figures are printed as issued even by a program that would count otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from planreview.domain.counting import Counts, Share
from planreview.domain.grouping import UNASSIGNED_KIND
from planreview.domain.indicator_figures import IndicatorFigures
from planreview.domain.summary import Footnotes, Group, Summary, Targets

_COUNTS = ("total", "base", "unreviewed", "closed", "overdue", "out", "not_supervised")
_NOTES = ("joint_leads", "shared_leads", "presumed", "carried", "support_only")
# Rows that the program names itself; their words are those of the language in use.
_OWN_WORDS = frozenset({UNASSIGNED_KIND, "total", "verdict"})
# In the key of a row for what stands outside all headings.
OUTSIDE = "outside/"


def freeze(summary: Summary) -> dict[str, Any]:
    """The figures of a summary; percentages as text with one decimal, null where not measured."""
    places = {group.key: place for place, group in enumerate(summary.groups)}
    return {
        "as_of": summary.as_of.isoformat(),
        "as_of_first": (summary.as_of_first or summary.as_of).isoformat(),
        "mode": summary.mode,
        "by": summary.by,
        "round": summary.round,
        "title": summary.title,
        "schedule_share": _text(summary.schedule_share),
        "total": _group(summary.total, None),
        "shares": [{"class": one.key, "n": one.n, "share": _text(one.share)} for one in summary.shares],
        "groups": [_group(one, places.get(one.parent) if one.parent is not None else None) for one in summary.groups],
        "indicators": None if summary.indicators is None else _indicators(summary.indicators),
        "notes": {name: getattr(summary.footnotes, name) for name in _NOTES},
    }


def thaw(figures: Mapping[str, Any], *, words: Mapping[str, str], warnings: tuple[str, ...] = ()) -> Summary | None:
    """The summary that :func:`freeze` gave these figures of, without the tasks behind them; None where they are damaged."""
    try:
        return _thawed(figures, words, warnings)
    except (KeyError, TypeError, ValueError, ArithmeticError):
        return None


def _thawed(figures: Mapping[str, Any], words: Mapping[str, str], warnings: tuple[str, ...]) -> Summary:
    return Summary(
        as_of=date.fromisoformat(figures["as_of"]),
        as_of_first=date.fromisoformat(figures["as_of_first"]),
        mode=figures["mode"],
        by=figures["by"],
        round=figures["round"],
        title=figures["title"],
        schedule_share=_number(figures["schedule_share"]),
        total=_as_group("total", figures["total"]),
        shares=tuple(
            Share(one["class"], words.get(one["class"], one["class"]), one["n"], _number(one["share"]))
            for one in figures["shares"]
        ),
        groups=tuple(_as_group(place, one) for place, one in enumerate(figures["groups"])),
        footnotes=Footnotes(**{name: figures["notes"][name] for name in _NOTES}),
        words=MappingProxyType(dict(words)),
        warnings=warnings,
    )


def _group(group: Group, parent: int | None) -> dict[str, Any]:
    counts = group.counts
    return {
        "name": "" if group.kind in _OWN_WORDS or OUTSIDE in str(group.key) else group.name,
        "kind": group.kind,
        "depth": group.depth,
        "parent": parent,
        **{name: getattr(counts, name) for name in _COUNTS},
        "verdicts": dict(counts.verdicts),
        "completion": _text(counts.completion),
        "on_schedule": _text(counts.on_schedule),
        "lights": dict(counts.lights),
        "targets": [group.targets.stated, group.targets.reported, group.targets.attained],
        "support": group.support,
    }


def _indicators(said: IndicatorFigures) -> dict[str, Any]:
    """What is said of the indicators beside the tasks; nothing of them is in the sums."""
    return {"stands": dict(said.stands), "verdicts": dict(said.counts.verdicts), "unreviewed": said.counts.unreviewed}


def _as_group(key: int | str, said: Mapping[str, Any]) -> Group:
    counts = Counts(
        **{name: said[name] for name in _COUNTS},
        verdicts=MappingProxyType(dict(said["verdicts"])),
        completion=_number(said["completion"]),
        on_schedule=_number(said["on_schedule"]),
        lights=MappingProxyType(dict(said["lights"])),
    )
    return Group(
        key=key,
        name=said["name"],
        parent=said["parent"],
        kind=said["kind"],
        depth=said["depth"],
        counts=counts,
        targets=Targets(*said["targets"]),
        support=said["support"],
        task_ids=(),
        cells=MappingProxyType({}),
    )


def _text(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
