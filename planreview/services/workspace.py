"""A workspace: one person at one store, on one device, with a clock. What every use case is given."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType

from planreview.domain.operations import Clock, OperationDraft, Stamp
from planreview.store.device import chain_of, remember
from planreview.store.file import Store, open_store
from planreview.store.ledger import append
from planreview.store.projection import redate
from planreview.store.shadow import look_as_of, stale_plans

__all__ = ["Clock", "SystemClock", "Workspace"]


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The moment, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The local date."""
        return datetime.now().astimezone().date()


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

    @classmethod
    def open(cls, path: Path, *, person: str, device_file: Path, clock: Clock | None = None, create: bool = False) -> Workspace:
        """A workspace that may write; figures of an earlier day are brought to today. Raises :class:`StoreError`."""
        store = open_store(path, create=create)
        try:
            workspace = cls(store, person, chain_of(store, device_file), clock or SystemClock(), device_file=device_file)
            workspace._bring_to_today()
        except BaseException:
            store.close()
            raise
        return workspace

    @classmethod
    def reader(cls, path: Path, *, clock: Clock | None = None, as_of: date | None = None) -> Workspace:
        """A workspace that only reads, as of ``as_of`` or of the store's own dates. Raises :class:`StoreError`."""
        store = open_store(path, read_only=True)
        workspace = cls(store, "", "", clock or SystemClock(), as_of)
        try:
            workspace.refresh()
        except BaseException:
            store.close()
            raise
        return workspace

    def today(self) -> date:
        """The local date of business."""
        return self.clock.today()

    def append(self, drafts: Sequence[OperationDraft], batch: str | None = None) -> str:
        """Append operations as this person, inside a transaction of the store; gives the batch."""
        return append(self.store, Stamp(self.person, self.device, self.clock), drafts, batch)

    def change_token(self) -> int:
        """A number that moves when this or another process has committed."""
        return self.store.change_token()

    def refresh(self) -> bool:
        """For a reader of another date: compute its figures anew where the store has changed. Whether it had."""
        token = self.change_token()
        moved = token != self._seen
        if moved and self.store.read_only:
            look_as_of(self.store, self.today(), self.as_of)
        self._seen = token
        return moved

    def close(self) -> None:
        """Close the store, and note beside the configuration how far this device's chain has come."""
        if self._device_file is not None:
            remember(self.store, self._device_file, self.device)
        self.store.close()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _bring_to_today(self) -> None:
        if stale_plans(self.store, self.today(), None):
            with self.store.transaction():
                redate(self.store, self.today())
