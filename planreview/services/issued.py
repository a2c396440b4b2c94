"""Figures as they were issued: recomputed from what was known when a round was closed, and held against what was kept.

The two are the same whatever is done later. Where a newer program counts otherwise, what was kept is printed, and that is
said: an issued figure never changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from planreview.catalogue import t
from planreview.domain.figures import freeze, thaw
from planreview.domain.records import replace
from planreview.domain.review import TaskFilter
from planreview.domain.summary import Summary
from planreview.errors import InputError
from planreview.presets import verdict_set
from planreview.services.behind_list import with_lists
from planreview.services.reports import summary
from planreview.services.round_standing import with_standing
from planreview.services.workspace import Workspace
from planreview.store.issued import look_as_issued
from planreview.store.rounds import covered_plans, read_issued
from planreview.text import show


@contextmanager
def as_known(ws: Workspace, chains: Mapping[str, int], dates: Mapping[str, str]) -> Iterator[tuple[Workspace, TaskFilter]]:
    """A reader of the store as it was known at ``chains``, as of ``dates`` (plan key → date), and the filter of these plans."""
    with Workspace.reader(ws.store.path, clock=ws.clock) as reader:
        plans = look_as_issued(reader.store, ws.today(), chains, dates)
        yield reader, TaskFilter(plans=tuple(sorted(plans.values())))


def summary_as_known(
    ws: Workspace, chains: Mapping[str, int], dates: Mapping[str, str], name: str, *, by: str = "department", mode: str = "lead"
) -> Summary:
    """The summary of the plans of ``dates`` from the operations up to ``chains`` alone; ``name`` is that of the round."""
    with as_known(ws, chains, dates) as (reader, scope):
        return summary(reader, by=by, mode=mode, scope=scope, round_name=name)


def issued_summary(
    ws: Workspace,
    reference: str,
    *,
    by: str = "department",
    mode: str = "lead",
    listed: bool = False,
    part: Sequence[int] | None = None,
    part_name: str = "",
) -> Summary:
    """The summary of a closed round as it was issued; of an open one as it stands. Its scope names the round.

    ``listed`` adds the tasks behind, and those taken out, as they stood then; ``part`` leaves these tasks alone, under
    ``part_name``. Where only the kept figures are left there is no list, which a warning says.

    Raises :class:`InputError` round_unknown, round_ambiguous, round_damaged,
    and round_kept_otherwise where only the kept figures are left and another breakdown than theirs is asked for.
    """
    from planreview.services.rounds import hash_of, the_round

    chosen = the_round(ws, reference)
    with ws.store.reading() as connection:
        kept = read_issued(connection, chosen.uid)
        covered = tuple(plan for plan, _ in covered_plans(connection, chosen.uid).values())
    named = t("rounds.scope_open" if chosen.open else "rounds.scope_closed", name=show(chosen.name))
    named += t("summary.comma") + part_name if part_name else ""

    def counted(reader: Workspace, scope: TaskFilter) -> Summary:
        meant = scope if part is None else replace(scope, ids=tuple(part))
        found = summary(reader, by=by, mode=mode, scope=meant, round_name=chosen.name)
        return replace(with_lists(reader, found) if listed else found, scope=named)

    if chosen.open:
        scope = TaskFilter(plans=covered)
        return with_standing(ws, counted(ws, scope), scope)
    if kept is None:
        raise InputError("round_damaged", name=show(chosen.name))
    with as_known(ws, kept.chains, kept.dates) as (reader, scope):
        known = summary(reader, scope=scope, round_name=chosen.name)
        if hash_of(freeze(known)) == kept.sha256 == hash_of(kept.figures):
            usual = (by, mode, listed, part) == (known.by, known.mode, False, None)
            return replace(known, scope=named) if usual else counted(reader, scope)
    said = (t("rounds.kept_otherwise"), t("rounds.no_list"))
    stored = thaw(kept.figures, words=verdict_set().words(), warnings=said)
    if stored is None or part is not None or (by, mode) != (stored.by, stored.mode):
        raise InputError("round_kept_otherwise", name=show(chosen.name))
    return replace(stored, scope=named)
