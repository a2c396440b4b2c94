"""What can go wrong, each with an exit code and a message that a person can act on.

One base class; a subclass a situation, raised where it happens and caught once in the command line and once in the screens.
The words stand in the catalogue under ``error.KEY.title`` and ``error.KEY.message``.
"""

from __future__ import annotations

import errno

from planreview.catalogue import t

# What the system says in its own language → the words of the catalogue under ``system.WORD``.
_SYSTEM_WORDS = {
    errno.ENOENT: "missing",
    errno.EACCES: "forbidden",
    errno.EPERM: "forbidden",
    errno.EISDIR: "is_folder",
    errno.ENOTDIR: "no_folder",
    errno.ENOTEMPTY: "not_empty",
    errno.EEXIST: "exists",
    errno.ENOSPC: "full",
    errno.EDQUOT: "quota",
    errno.EROFS: "read_only",
    errno.ENAMETOOLONG: "long_name",
    errno.EIO: "device",
    errno.ELOOP: "loop",
    errno.EMFILE: "too_many",
    errno.ENFILE: "too_many",
    errno.EBUSY: "busy",
}

# What Windows says of a file that another program has open: its errno is that of a missing permission.
_IN_USE = (32, 33)


def reason_of(error: OSError | ValueError) -> str:
    """What an error of the system or of a file's name says, in the language in use; a rare one as it came."""
    if isinstance(error, OSError):
        if getattr(error, "winerror", None) in _IN_USE:
            return t("system.in_use")
        word = _SYSTEM_WORDS.get(error.errno or 0)
        return t(f"system.{word}") if word else error.strerror or str(error)
    if isinstance(error, UnicodeEncodeError) or "null byte" in str(error):
        return t("system.no_name")
    return str(error)


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
        worded = {
            name: reason_of(value) if isinstance(value, OSError | ValueError) else value for name, value in self.values.items()
        }
        return t(f"error.{self.key}.message", **worded)

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
