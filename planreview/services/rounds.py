"""Rounds of review (督查轮次): opened, renamed while they are open, worked in, and closed with their figures kept."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date

from planreview.catalogue import t, tn
from planreview.domain.figures import freeze
from planreview.domain.operations import (
    AS_OF,
    ROUND_CLOSED,
    ROUND_OPENED,
    ROUND_RENAMED,
    STORE,
    OperationDraft,
    canonical,
    round_subject,
)
from planreview.domain.review import Receipt, TaskFilter
from planreview.domain.rounds import RoundInfo, RoundLeft, RoundSums
from planreview.errors import InputError
from planreview.services.days import check_day
from planreview.services.identity import digest
from planreview.services.issued import summary_as_known
from planreview.services.meaning import meant
from planreview.services.workspace import Workspace
from planreview.store import rounds as rows
from planreview.store.chain import read_heads
from planreview.store.dates import read_as_of
from planreview.store.queries import plan_rows
from planreview.text import clean_line, fold, show

LONGEST = 40
_TRIES = 5


def rounds(ws: Workspace) -> tuple[RoundInfo, ...]:
    """All rounds in the order of their opening."""
    with ws.store.reading() as connection:
        return rows.round_rows(connection)


def any_round(ws: Workspace) -> bool:
    """Whether there is a round, open or closed."""
    with ws.store.reading() as connection:
        return rows.any_round(connection)


def round_sums(ws: Workspace, chosen: TaskFilter) -> RoundSums | None:
    """How the tasks of a filter stand in the open rounds of their plans; None where none is open."""
    with ws.store.reading() as connection:
        return rows.sums_of_rounds(connection, meant(ws, chosen))


def open_round(ws: Workspace, name: str, *, plans: Sequence[int] = (), as_of: date | None = None) -> Receipt:
    """Open a round over some plans, or over every plan; ``as_of`` becomes the date of all figures in the same action.

    Raises :class:`InputError` round_unnamed, round_long, round_open_already, round_exists, plan_unknown, day_unthinkable.
    """
    check_day(as_of)
    said = _name(name)
    with ws.store.transaction() as connection:
        known = {plan.id: plan for plan in plan_rows(connection)}
        for plan in plans:
            if plan not in known:
                raise InputError("plan_unknown", reference=plan)
        keys = sorted(known[plan].key for plan in set(plans))
        standing = rows.rounds_open_for(connection, keys)
        if standing:
            raise InputError("round_open_already", name=show(", ".join(standing)))
        common = read_as_of(connection)
        year = (as_of or (date.fromisoformat(common) if common else ws.today())).year
        held = rows.round_rows(connection)
        uid = digest("round", fold(said), str(year), *keys)
        _check_free(held, said, year, keys)
        while (alike := next((one for one in held if one.uid == uid), None)) is not None:
            if fold(alike.name) == fold(said):
                raise InputError("round_exists", name=show(said), year=year)
            # It was opened under this name, and has another by now.
            uid = digest(uid, fold(said))
        day = None if as_of is None else as_of.isoformat()
        drafts = [OperationDraft(ROUND_OPENED, round_subject(uid), {"name": said, "plans": keys, "as_of": day}, ws.today())]
        if day is not None and day != common:
            drafts.append(OperationDraft(AS_OF, STORE, {"date": day}))
        return Receipt(ws.append(drafts), ROUND_OPENED, (), values={"round": uid, "name": said, "as_of": day})


def rename_round(ws: Workspace, reference: str, name: str) -> Receipt:
    """Give an open round another name; a closed one keeps that under which its figures were issued.

    Raises :class:`InputError` round_unnamed, round_long, round_exists, round_closed, no_round_open, round_unknown,
    round_ambiguous.
    """
    said = _name(name)
    meant = the_round(ws, reference, among_open=True)
    with ws.store.transaction() as connection:
        held = rows.round_rows(connection)
        chosen = next((one for one in held if one.uid == meant.uid), None)
        if chosen is None:
            raise InputError("no_round_open")
        if not chosen.open:
            raise InputError("round_closed", name=show(chosen.name))
        _check_free([one for one in held if one.uid != chosen.uid], said, _year(chosen), sorted(chosen.plans))
        batch = ws.append([OperationDraft(ROUND_RENAMED, round_subject(chosen.uid), {"name": said}, ws.today())])
        return Receipt(batch, ROUND_RENAMED, (), values={"round": chosen.uid, "name": said, "was": chosen.name})


def _name(text: str) -> str:
    """What a round may be called."""
    said = clean_line(text)
    if not said:
        raise InputError("round_unnamed")
    if len(said) > LONGEST:
        raise InputError("round_long", name=said[:LONGEST], most=LONGEST)
    return said


def _year(one: RoundInfo) -> int:
    return (one.as_of or one.opened_on).year


def _check_free(held: Sequence[RoundInfo], name: str, year: int, plans: Sequence[str]) -> None:
    """Two rounds of one year over the same plans have two names."""
    if any((fold(one.name), _year(one), sorted(one.plans)) == (fold(name), year, list(plans)) for one in held):
        raise InputError("round_exists", name=show(name), year=year)


def close_round(ws: Workspace, reference: str | None = None, *, force: bool = False, agreed: RoundLeft | None = None) -> Receipt:
    """Close a round and keep its figures; without a reference the one that is open.

    Raises :class:`InputError` round_unfinished with how many tasks and indicators were not found on in it (unless ``force``, or
    no more than was ``agreed`` to), round_moved (more than that), no_round_open, round_unknown, round_ambiguous, round_closed,
    round_busy.
    """
    meant = the_round(ws, reference, among_open=True)
    for _ in range(_TRIES):
        # One state of the store: what is left and the dates are those of the heads that the figures are computed for.
        with ws.store.reading() as connection:
            chosen = next((one for one in rows.round_rows(connection) if one.uid == meant.uid), None)
            heads = {chain: head.seq for chain, head in read_heads(connection).items()}
            covered = rows.covered_plans(connection, meant.uid)
            left = rows.left_in(connection, meant.uid)
        if chosen is None:
            raise InputError("no_round_open")
        if not chosen.open:
            raise InputError("round_closed", name=show(chosen.name))
        if agreed is not None and not left.within(agreed):
            raise InputError("round_moved", name=show(chosen.name), left=left_words(left))
        if left.any and agreed is None and not force:
            values = {"n": left.tasks, "total": left.total, "indicators": left.indicators}
            raise InputError("round_unfinished", name=show(chosen.name), left=left_words(left), **values)
        set_day = None if chosen.as_of is None else chosen.as_of.isoformat()
        dates = {key: set_day or as_of for key, (_, as_of) in covered.items()}
        figures = freeze(summary_as_known(ws, heads, dates, chosen.name))
        payload = {"chains": heads, "as_of": dates, "figures": figures, "sha256": hash_of(figures)}
        payload["progress"] = {name: getattr(chosen, name) for name in rows.PROGRESS}
        with ws.store.transaction() as connection:
            # The figures are those of the log as it is: what another process wrote meanwhile must be in them.
            if {chain: head.seq for chain, head in read_heads(connection).items()} == heads:
                batch = ws.append([OperationDraft(ROUND_CLOSED, round_subject(meant.uid), payload, ws.today())])
                counts = {"left": left.tasks, "total": left.total, "indicators_left": left.indicators}
                return Receipt(batch, ROUND_CLOSED, (), values={"round": meant.uid, "name": chosen.name, **counts})
    raise InputError("round_busy", name=show(meant.name))


def round_left(ws: Workspace, uid: str) -> RoundLeft:
    """What was not found on in a round, and how many of its tasks still ask for a reason."""
    with ws.store.reading() as connection:
        return rows.left_in(connection, uid)


def open_round_name(ws: Workspace, uid: str) -> str | None:
    """What a round is called; None where it is not open, or not any more."""
    with ws.store.reading() as connection:
        held = rows.open_round_as(connection, uid)
    return None if held is None else held[0]


def left_filter(ws: Workspace, uid: str) -> TaskFilter:
    """The tasks that an open round covers and that are not yet found on in it; one over every plan names none."""
    with ws.store.reading() as connection:
        held = rows.open_round_as(connection, uid)
        covered = (
            None if held is not None and held[1] else tuple(plan for plan, _ in rows.covered_plans(connection, uid).values())
        )
    return TaskFilter(plans=covered, not_in_round=True)


def left_words(left: RoundLeft) -> str:
    """What was not found on, tasks and indicators apart: 任务 2/35 件、指标 5/12 个未核."""
    said = [tn("round.left.tasks", left.tasks, total=left.total)] if left.tasks else []
    said += [tn("round.left.indicators", left.indicators, total=left.indicators_total)] if left.indicators else []
    return t("closing.and").join(said)


def hash_of(figures: object) -> str:
    """The hash that closing keeps beside the figures."""
    return hashlib.sha256(canonical(figures).encode("utf-8", "surrogatepass")).hexdigest()


def the_round(ws: Workspace, reference: str | None, *, among_open: bool = False) -> RoundInfo:
    """The round that a name, the beginning of one or of an id means; None: the one that is open.

    Of several of one name the open one is meant, or the last. Raises :class:`InputError` no_round_open, round_unknown,
    round_ambiguous.
    """
    known = rounds(ws)
    if reference is None:
        found = [one for one in known if one.open]
        if not found:
            raise InputError("no_round_open")
    else:
        wanted = fold(reference)
        found = [one for one in known if wanted in (fold(one.name), one.uid)]
        found = found or [one for one in known if wanted and (fold(one.name).startswith(wanted) or one.uid.startswith(wanted))]
        if not found:
            raise InputError("round_unknown", name=show(reference), known=", ".join(show(one.name) for one in known) or "-")
        if len({one.name for one in found}) == 1:
            found = [one for one in found if one.open and among_open][:1] or found[-1:]
    if len(found) > 1:
        raise InputError("round_ambiguous", n=len(found), names=", ".join(show(one.name) for one in found))
    return found[0]
