"""What the care of a store reports: what a check found, and what a store holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong in a store. ``kind`` is a key of the catalogue (``check.KIND``), ``where`` a table with a key or the
    id of an operation, ``values`` fill the sentence."""

    kind: str
    where: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found in so many operations and tasks, and whether the projection was written anew after it.

    ``state`` is the hash of what the store shows: two stores with the same documents and live operations have the same.
    """

    findings: tuple[Finding, ...]
    operations: int
    tasks: int
    state: str
    rebuilt: bool = False

    @property
    def clean(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


@dataclass(frozen=True, slots=True)
class StoreTotals:
    """What a store holds; moments in UTC, ``as_of`` the date set for the whole store."""

    version: int
    sqlite: str
    as_of: str | None
    plans: int
    tasks: int
    departments: int
    operations: int
    chains: int
    persons: tuple[str, ...]
    first_at: str | None
    last_at: str | None


@dataclass(frozen=True, slots=True)
class StoreInfo(StoreTotals):
    """What a store is, ``size`` in bytes, and what it holds."""

    path: str
    size: int
    journal: str
