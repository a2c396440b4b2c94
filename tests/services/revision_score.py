"""Score the matching of revised plans on fixtures whose truth is known: ``python -m tests.services.revision_score``.

Every plan goes the way of a user: its text is imported, its revised text after it, and the change table is compared with what
was done to the text. A change is right where every pair of it is joined as it should be without a question, ``asked`` where
the table leaves something of it to a person and nothing is joined that should not be, ``missed`` where it does so without
asking, and wrong where it joins what should not be joined.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from planreview.domain.changes import SPLIT as SPLIT_ROW
from planreview.domain.changes import ChangeTable
from planreview.services.imports import prepare, store_plan
from planreview.services.workspace import Workspace
from tests.services.revised_plans import ADDED, DROPPED, KEPT, SPLIT, Revised, document, plans
from tests.store.builder import FixedClock, open_workspace

RIGHT, ASKED, MISSED, WRONG = "right", "asked", "missed", "wrong"
RESULTS = (RIGHT, ASKED, MISSED, WRONG)
# (old number, new number, whether the reviews go along), None where there is no partner.
Pair = tuple[int | None, int | None, bool]


def import_both(ws: Workspace, revised: Revised) -> ChangeTable:
    """The change table of a plan and its revised form, stored one after the other."""
    first = store_plan(ws, prepare(document(revised.old).encode(), name="old.txt"))
    assert first.tasks == len(revised.old), "the fixture must be read as it was written"
    table = store_plan(ws, prepare(document(revised.new).encode(), name="new.txt"), revises=first.plan_id).table
    assert table is not None and sum(row.after is not None for row in table.rows) >= len(revised.new)
    return table


def wanted(kind: str, olds: Sequence[int], news: Sequence[int]) -> set[Pair]:
    """The lines that a change should have, by number."""
    if kind == DROPPED:
        return {(olds[0] + 1, None, True)}
    if kind == ADDED:
        return {(None, news[0] + 1, True)}
    if kind == SPLIT:
        return {(olds[0] + 1, new + 1, place == 0) for place, new in enumerate(news)}
    return {(old + 1, news[0] + 1, True) for old in olds}


def score(revised: Revised, table: ChangeTable) -> Counter[tuple[str, str]]:
    """How many changes of each kind have which result."""
    lines: set[Pair] = {
        (
            row.before.number if row.before else None,
            row.after.number if row.after else None,
            row.heir or row.kind != SPLIT_ROW,
        )
        for row in table.rows
    }
    asked_old = {doubt.before.number for doubt in table.doubts}
    asked_new = {doubt.after.number for doubt in table.doubts}
    found: Counter[tuple[str, str]] = Counter()
    for kind, olds, news in revised.truth:
        if kind == KEPT:
            continue
        numbers = {old + 1 for old in olds}, {new + 1 for new in news}
        about = {line for line in lines if line[0] in numbers[0] or line[1] in numbers[1]}
        asks = bool(asked_old & numbers[0] or asked_new & numbers[1])
        joined = {line for line in about if None not in line[:2]}
        if about == wanted(kind, olds, news) and not asks:
            found[kind, RIGHT] += 1
        elif joined <= wanted(kind, olds, news):
            found[kind, ASKED if asks else MISSED] += 1
        else:
            found[kind, WRONG] += 1
    return found


def score_all(seeds: Iterable[int], folder: Path) -> Counter[tuple[str, str]]:
    """The scores of the plans of some seeds, together."""
    total: Counter[tuple[str, str]] = Counter()
    for seed in seeds:
        (revised,) = plans([seed])
        with open_workspace(folder, clock=FixedClock(date(2026, 9, 30)), name=f"{seed}.db") as ws:
            total += score(revised, import_both(ws, revised))
    return total


def main(arguments: Sequence[str]) -> int:
    """Print the table; 1 where less than 98% are right or anything was joined wrongly."""
    seeds = range(int(arguments[0]) if arguments else 12)
    with tempfile.TemporaryDirectory() as folder:
        total = score_all(seeds, Path(folder))
    print(f"{'change':12}{''.join(f'{result:>8}' for result in RESULTS)}")
    for kind in sorted({kind for kind, _ in total}):
        print(f"{kind:12}{''.join(f'{total[kind, result]:8}' for result in RESULTS)}")
    sums = {result: sum(n for (_, one), n in total.items() if one == result) for result in RESULTS}
    changed = sum(sums.values())
    print(
        f"{'all':12}{''.join(f'{sums[result]:8}' for result in RESULTS)}   {100 * sums[RIGHT] / changed:.1f}% of {changed} right"
    )
    return int(sums[WRONG] > 0 or sums[RIGHT] < 0.98 * changed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
