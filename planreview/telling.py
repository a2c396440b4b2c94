"""What takes a while is told where the program was started; who does the work does not know the terminal."""

from __future__ import annotations

from collections.abc import Callable

_tell: Callable[[str], None] | None = None


def tell_by(how: Callable[[str], None] | None) -> None:
    """Say how a sentence reaches whoever waits; None: it does not."""
    global _tell
    _tell = how


def tell(text: str) -> None:
    """Tell whoever waits, where there is a way."""
    if _tell is not None:
        _tell(text)
