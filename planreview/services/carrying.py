"""Carry over (沿用上轮): say the last round's verdict again, as a recorded act, on one task or on all that nothing is new of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from types import MappingProxyType

from planreview.catalogue import t, tn
from planreview.domain.folding import Entry, verdict_of
from planreview.domain.news import NEWS, news_of_bits
from planreview.domain.operations import CARRY, OperationDraft
from planreview.domain.review import Receipt, TaskFilter
from planreview.domain.rounds import CarryCount
from planreview.errors import InputError
from planreview.presets import verdict_set
from planreview.services.acting import chosen_uids, receipt_of
from planreview.services.workspace import Workspace
from planreview.store.handle import Connection
from planreview.store.rounds import any_open, open_rounds, plans_in_rounds, task_verdicts
from planreview.store.selection import select_ids
from planreview.store.tasks import folded_tasks


def carry_count(ws: Workspace, task_ids: Sequence[int], *, unchanged: bool = False) -> CarryCount:
    """What carrying these tasks over would do; ``unchanged`` leaves out those that something new was said of.

    Raises :class:`InputError` no_round_open where no round is open for any of them.
    """
    with ws.store.reading() as connection:
        return _counted(connection, task_ids, unchanged=unchanged)


def tasks_in_rounds(ws: Workspace) -> tuple[int, ...]:
    """All tasks that a round is open for: those that are not carried over are counted with their reasons.

    Raises :class:`InputError` no_round_open.
    """
    with ws.store.reading() as connection:
        plans = plans_in_rounds(connection)
        if not plans:
            raise InputError("no_round_open")
        return tuple(select_ids(connection, TaskFilter(plans=plans), "plan"))


def carry(ws: Workspace, task_ids: Sequence[int], *, unchanged: bool = False) -> Receipt:
    """Carry the last round's verdict over on the tasks that have one and were not found on in the open round; one batch.

    The receipt's values say how many were ``carried`` and why others were skipped. Raises :class:`InputError` no_round_open,
    nothing_to_carry.
    """
    with ws.store.transaction() as connection:
        counted = _counted(connection, task_ids, unchanged=unchanged)
        if not counted.task_ids:
            raise InputError("nothing_to_carry", why=skipped_words(counted), **counted.reasons)
        tasks, uids = chosen_uids(connection, counted.task_ids)
        rounds = open_rounds(connection, tasks)
        found = _last_findings(connection, tasks, rounds)
        drafts = [
            OperationDraft(CARRY, uid, {"verdict": verdict_of(found[task]), "of": found[task].id, "round": rounds[task]})
            for task, uid in zip(tasks, uids, strict=True)
        ]
        return receipt_of(connection, ws.append(drafts), CARRY, tasks, {"carried": len(tasks), **counted.reasons})


def _counted(connection: Connection, task_ids: Sequence[int], *, unchanged: bool) -> CarryCount:
    wanted: list[int] = []
    verdicts: Counter[str] = Counter()
    skipped: Counter[str] = Counter()
    news: Counter[str] = Counter()
    rows = task_verdicts(connection, list(dict.fromkeys(task_ids)))
    if not any_open(connection) or (rows and not any(row["open"] for row in rows)):
        raise InputError("no_round_open")
    for row in rows:
        # Cleared in this round: what the round before found can still be said again.
        verdict = row["last_verdict"] if row["in_round"] else row["verdict"]
        if row["in_round"] and row["verdict"] is not None:
            skipped["in_round"] += 1
        elif not row["open"]:
            skipped["no_round"] += 1
        elif verdict is None:
            skipped["unreviewed"] += 1
        elif unchanged and row["changed"]:
            skipped["changed"] += 1
            news.update(news_of_bits(row["changed"]))
        else:
            wanted.append(row["item_id"])
            verdicts[verdict] += 1
    return CarryCount(tuple(wanted), MappingProxyType(dict(verdicts)), news=MappingProxyType(news), **skipped)


def carry_words(counted: CarryCount, key: str = "cli.carry.would") -> str:
    """What carrying over will do, or did: 将沿用上轮结论 150 件：序时 120、完成 30；未沿用 3 件（上轮无结论 2、有新情况 1）."""
    words = verdict_set()
    verdicts = t("closing.and").join(f"{words.by_key(key).word} {n}" for key, n in counted.verdicts.items())
    return tn(key, len(counted.task_ids), verdicts=verdicts or "-") + _left_words(counted)


def carried_words(counted: CarryCount, receipt: Receipt) -> str:
    """What was carried over, and what of all that was counted before was left and why: 已沿用上轮结论 38 件；未沿用 5 件（…）;
    what others found on between the count and the writing is left as well."""
    since = {name: n + int(str(receipt.values.get(name, 0))) for name, n in counted.reasons.items()}
    return tn("screens.carry.done", len(receipt.task_ids)) + _left_words(
        CarryCount(receipt.task_ids, counted.verdicts, news=counted.news, **since)
    )


def _left_words(counted: CarryCount) -> str:
    return tn("carry.skipped", counted.skipped, reasons=skipped_words(counted)) if counted.skipped else ""


def skipped_words(counted: CarryCount) -> str:
    """Why tasks were left alone, each reason that there is with its number."""
    news = t("carry.news.and").join(t(f"carry.news.{name}", n=counted.news[name]) for name in NEWS if counted.news.get(name))
    said = t("closing.and").join(t(f"carry.skipped.{name}", n=n) for name, n in counted.reasons.items() if n)
    return said + t("carry.news", reasons=news) if news else said


def _last_findings(connection: Connection, tasks: Iterable[int], rounds: dict[int, str]) -> dict[int, Entry]:
    """The finding of each task that is carried: that in force, or where it is of the open round the one before that round."""
    found = {}
    for task, folded in folded_tasks(connection, list(tasks)).items():
        finding = folded.finding
        if finding is not None:
            entry = finding.last if finding.round == rounds[task] else finding.entry
            if entry is not None:
                found[task] = entry
    return found
