"""Sentences about rounds that several screens say."""

from __future__ import annotations

from planreview.catalogue import t, tn
from planreview.domain.rounds import CarryCount
from planreview.presets import verdict_set


def carry_words(counted: CarryCount) -> str:
    """What carrying over will do: 将沿用上轮结论 150 件：序时 120、完成 30；跳过 3 件（未核过 2、有新情况 1）."""
    words = verdict_set()
    verdicts = t("closing.and").join(f"{words.by_key(key).word} {n}" for key, n in counted.verdicts.items())
    said = tn("cli.carry.would", len(counted.task_ids), verdicts=verdicts or "-")
    reasons = [(name, getattr(counted, name)) for name in ("unreviewed", "changed", "in_round")]
    skipped = t("closing.and").join(t(f"carry.skipped.{name}", n=n) for name, n in reasons if n)
    return said + (tn("carry.skipped", counted.skipped, reasons=skipped) if skipped else "")
