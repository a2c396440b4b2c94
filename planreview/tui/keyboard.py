"""What a terminal sends for keys: bytes in, keys out, whatever comes over a slow line or from a terminal of another encoding.

Textual (8.2.8) takes an Esc and the key behind it for one key with Alt where a tenth of a second lies between them: the Esc
is lost, and the key means nothing or another one (``£`` for 3). And a byte that is no UTF-8 ends its thread, and with it
the program.
"""

from __future__ import annotations

import os
import re
import selectors
import sys
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable
from threading import Event
from typing import cast

from textual._xterm_parser import XTermParser
from textual.driver import Driver
from textual.message import Message

ESC = "\x1b"
PASTE, PASTED = "\x1b[200~", "\x1b[201~"
# What makes one key, or a report, with the Esc before it. On a Mac, Option with an arrow is Esc with one of these letters.
_TOGETHER = frozenset("[O]^_\x08\x7f" + ("bf" if sys.platform == "darwin" else ""))
_SEQUENCES = re.compile("\x1b\\[[0-9;<?]*[A-Za-z~]")
_UNKNOWN = "\ufffd"
_READ, _WAIT = 4096, 0.1


class NotUtf8(Message):
    """Something was typed that is no UTF-8; it was not taken."""


class EscapeParser(XTermParser):
    """A parser to which Esc is a key of its own, unless what follows can only be one with it.

    tmux waits half a second for such a key and hands on both in one go. Nothing here is bound to Alt, so that what a
    terminal sends for Alt and a letter is read as Esc and this letter, too.
    """

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        # What came since the last Esc, as far as it can tell a paste; and whether one goes on.
        self._begun, self._pasting = "", False

    def feed(self, data: str) -> Iterable[Message]:
        """The messages of some more characters."""
        for piece in re.split("(?=\x1b)", data):
            if piece:
                yield from self._feed_piece(piece)

    def _feed_piece(self, piece: str) -> Iterable[Message]:
        """Some characters of which only the first may be an Esc."""
        if piece[0] == ESC:
            self._begun = ""
        before, self._begun = self._begun, (self._begun + piece)[: len(PASTE)]
        if not self._pasting and self._begun[0] == ESC and self._begun[1:2] not in {"", *_TOGETHER} and len(before) < 2:
            if not before:
                yield from super().feed(ESC)
                piece = piece[1:]
            yield from self._settle()
        yield from super().feed(piece)
        if self._begun in (PASTE, PASTED):
            self._pasting = self._begun == PASTE

    def _settle(self) -> Iterable[Message]:
        """The Esc that was begun is all that there is: do not wait for more of it."""
        if self._timeout_time is not None:
            self._timeout_time = 0.0
            yield from self.tick()


def reading_any(driver: type[Driver]) -> type[Driver]:
    """A driver of a terminal that reads bytes, so that none of them ends it and every Esc is a key.

    That of Windows reads characters, in a thread of its own that makes its parser itself.
    """
    console = sys.modules.get("textual.drivers.win32")
    if console is not None:
        vars(console)["XTermParser"] = EscapeParser
    if not hasattr(driver, "run_input_thread"):
        return driver

    def run_input_thread(self: Driver) -> None:
        read_keys(vars(self)["fileno"], vars(self)["exit_event"], self.process_message)

    return cast("type[Driver]", type(driver.__name__, (driver,), {"run_input_thread": run_input_thread}))


def read_keys(descriptor: int, ended: Event, give: Callable[[Message], None]) -> None:
    """Give on what is typed until the program ends."""
    decode = getincrementaldecoder("utf-8")("replace").decode
    parser = EscapeParser()
    with selectors.SelectSelector() as selector:
        selector.register(descriptor, selectors.EVENT_READ)
        while not ended.is_set():
            if selector.select(_WAIT):
                data = _read(descriptor)
                if not data:
                    # Its other side has gone: whoever ends the program then needs the time that asking over and over takes.
                    ended.wait(_WAIT)
                text = decode(data)
                if _UNKNOWN in text:
                    # Letters among it may be halves of characters: as keys they would do what nobody asked for.
                    text = "".join(_SEQUENCES.findall(text))
                    give(NotUtf8())
                for message in parser.feed(text):
                    give(message)
            for message in parser.tick():
                give(message)


def _read(descriptor: int) -> bytes:
    """What is to be read; nothing where the terminal has gone, which some say by an error."""
    try:
        return os.read(descriptor, _READ)
    except OSError:
        return b""
