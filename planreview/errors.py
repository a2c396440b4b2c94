"""What can go wrong, each with an exit code and a message that a person can act on.

One base class; a subclass a situation, raised where it happens and caught once in the command line and once in the screens.
The words stand in the catalogue under ``error.KEY.title`` and ``error.KEY.message``.
"""

from __future__ import annotations

from planreview.catalogue import t


class PlanreviewError(Exception):
    """A failure that the user is told of: what, where, and what to do."""

    exit_code = 1

    def __init__(self, key: str, /, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values

    @property
    def title(self) -> str:
        """A few words that name the failure."""
        return t(f"error.{self.key}.title")

    @property
    def message(self) -> str:
        """One or two sentences: what happened, where, what to do."""
        return t(f"error.{self.key}.message", **self.values)

    def __str__(self) -> str:
        return f"{self.title}: {self.message}"


class InputError(PlanreviewError):
    """Arguments, files or documents that cannot be used (exit 2)."""

    exit_code = 2


class NotAPlanError(InputError):
    """A readable text that holds no work plan (exit 2)."""


class StoreError(PlanreviewError):
    """The store refused: locked, newer, damaged, read-only, full (exit 3)."""

    exit_code = 3
