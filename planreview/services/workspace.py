"""A workspace: one person at one store, on one device, with a clock. What every use case is given.

What folds and what writes is imported where it is needed: a command that only reads starts in half the time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import TYPE_CHECKING

from planreview.errors import StoreError
from planreview.services.days import check_day
from planreview.store.dates import count_of_items, stale_plans
from planreview.store.file import Store, open_store
from planreview.store.handle import Connection
from planreview.store.rules import RULES, folded_tasks, note_rules, noted_rules

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from planreview.domain.operations import Clock, OperationDraft
    from planreview.stopping import Asked


# Tasks from which on computing all of them anew takes longer than a breath.
MANY = 20_000


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The moment, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The local date."""
        return date.today()


class Workspace:
    """An open store with who works at it; belongs to one thread. Made by :meth:`open` or :meth:`reader`."""

    def __init__(
        self, store: Store, person: str, device: str, clock: Clock, as_of: date | None = None, device_file: Path | None = None
    ) -> None:
        self.store = store
        self._device_file = device_file
        self.person = person
        self.device = device
        self.clock = clock
        self.as_of = as_of
        self._seen: int | None = None
        self._day: date | None = None
        self._looks_elsewhere = False
        # Whether somebody else keeps the stored figures at the day of this session: they are read as they are.
        self.kept: Callable[[], bool] | None = None

    @property
    def device_file(self) -> Path | None:
        """Where this device notes how far it has come; None for a reader."""
        return self._device_file

    @classmethod
    def open(cls, path: Path, *, person: str, device_file: Path, clock: Clock | None = None, create: bool = False) -> Workspace:
        """A workspace that may write; figures of an earlier day, or by other rules, are brought to those of today.

        Raises :class:`StoreError`.
        """
        from planreview.store.device import chain_of

        store = open_store(path, create=create)
        try:
            workspace = cls(store, person, chain_of(store, device_file), clock or SystemClock(), device_file=device_file)
            workspace._bring_to_today()
        except BaseException:
            store.close()
            raise
        return workspace

    @classmethod
    def reader(cls, path: Path, *, clock: Clock | None = None, as_of: date | None = None, most: int | None = None) -> Workspace:
        """A workspace that only reads, as of ``as_of`` or of the store's own dates.

        Raises :class:`StoreError` (store_behind where more than ``most`` tasks would have to be folded beside the stored ones),
        and :class:`InputError` day_unthinkable.
        """
        check_day(as_of)
        store = open_store(path, read_only=True)
        workspace = cls(store, "", "", clock or SystemClock(), as_of)
        try:
            workspace.refresh(most)
        except BaseException:
            store.close()
            raise
        return workspace

    def today(self) -> date:
        """The local date of business."""
        return self.clock.today()

    def append(
        self, drafts: Sequence[OperationDraft], batch: str | None = None, items: Mapping[str, int] = MappingProxyType({})
    ) -> str:
        """Append operations as this person, inside a transaction of the store; gives the batch. ``items`` are the row ids of
        subjects, as far as they are known."""
        from planreview.domain.operations import Stamp
        from planreview.store.ledger import append

        return append(self.store, Stamp(self.person, self.device, self.clock), drafts, batch, items)

    def change_token(self) -> int:
        """A number that moves when this or another process has committed."""
        return self.store.change_token()

    def refresh(self, most: int | None = None) -> bool:
        """Follow what others have stored and the day that has begun; whether there was anything to follow.

        A reader of another date, or of figures by other rules, computes its own; who writes brings the stored ones to a new day.
        Raises :class:`StoreError` store_behind where that are more than ``most`` tasks.
        """
        today = self.today()
        if today != self._day and not self.store.read_only and self._day is not None:
            self._bring_to_today()
        token = self.change_token()
        moved = token != self._seen or today != self._day
        if moved and self.store.read_only:
            with self.store.reading() as connection:
                kept = self._day is not None and self.kept is not None and self.kept()
                dates = {} if kept else stale_plans(connection, today, self.as_of)
                anew = noted_rules(connection) != RULES
                if most is not None and (dates or anew) and count_of_items(connection) > most:
                    raise StoreError("store_behind", path=self.store.path)
            if dates or anew or self._looks_elsewhere:
                from planreview.store.shadow import look_as_of

                with self.store.stoppable():
                    look_as_of(self.store, today, dates, anew=anew)
                self._looks_elsewhere = bool(dates) or anew
        self._seen, self._day = token, today
        return moved

    def heeding(self, asked: Asked) -> AbstractContextManager[None]:
        """Stop what is done inside once ``asked`` says so: :class:`StoppedError`, and nothing of it is written."""
        return self.store.heeding(asked)

    def tidy(self) -> bool:
        """Do a little of what commits leave for a quiet moment; whether more is left."""
        return self.store.tidy()

    def make_ready(self) -> None:
        """Load and read what every mark needs, so that the first one need not wait for it."""
        from planreview.store.ledger import know_log

        know_log(self.store)

    def close(self) -> None:
        """Close the store, and note beside the configuration how far this device's chain has come."""
        try:
            if self._device_file is not None:
                from planreview.store.device import remember

                remember(self.store, self._device_file, self.device)
        finally:
            self.store.close()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _bring_to_today(self) -> None:
        from planreview.store.search_index import index_noted, rebuild_index

        with self.store.reading() as connection:
            dates = stale_plans(connection, self.today(), None)
            anew = noted_rules(connection) != RULES
            words = index_noted(connection)
        if dates or anew or not words:
            from planreview.store.projection import rebuild, redate

            with self.store.stoppable(), self.store.transaction() as connection:
                if not words:
                    rebuild_index(connection)
                if anew:
                    _tell_of_many(connection)
                    rebuild(self.store, self.today())
                    note_rules(connection)
                elif dates:
                    redate(self.store, self.today())
        self._day = self.today()


def _tell_of_many(connection: Connection) -> None:
    """Say that figures are computed anew where that takes a while."""
    n = folded_tasks(connection)
    if n > MANY:
        from planreview.catalogue import t
        from planreview.telling import tell

        tell(t("store.refolding", n=n))
