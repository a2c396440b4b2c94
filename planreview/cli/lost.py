"""Characters that an output cannot hold, as a Chinese console's GBK many: marked where they stand, named at the end."""

from __future__ import annotations

import codecs
from typing import TextIO

from planreview.catalogue import tn
from planreview.cli.output import narrate

HANDLER = "planreview.lost"
NAMED = 8
_lost: dict[str, None] = {}


def watch(stream: TextIO) -> None:
    """Mark what ``stream`` cannot hold with ``?``, and remember it."""
    codecs.register_error(HANDLER, _mark)
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors=HANDLER)


def _mark(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    _lost.update(dict.fromkeys(error.object[error.start : error.end]))
    return "?" * (error.end - error.start), error.end


def tell(encoding: str) -> None:
    """Say what was marked since the last time, and how to have it whole."""
    if _lost:
        named = " ".join(f"U+{ord(char):04X}" for char in list(_lost)[:NAMED]) + (" ..." if len(_lost) > NAMED else "")
        n = len(_lost)
        _lost.clear()
        narrate(tn("cli.lost", n, encoding=encoding, characters=named))
