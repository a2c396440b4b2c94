"""A terminal emulator around the program: what is drawn, what the window is called, which modes are on."""

from __future__ import annotations

import time
from collections.abc import Sequence
from types import TracebackType

import pyte

from tests.benchmarks.terminal import Terminal


class Emulator:
    """A command in a terminal of ``columns`` by ``rows`` cells, read through pyte; ``raw`` is every byte it wrote."""

    def __init__(self, command: Sequence[str], environment: dict[str, str], *, columns: int = 80, rows: int = 24) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._terminal = Terminal(command, columns=columns, rows=rows, environment=environment)
        self._fed = 0

    def __enter__(self) -> Emulator:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._terminal.__exit__(kind, error, trace)

    @property
    def raw(self) -> bytes:
        return bytes(self._terminal.output)

    def text(self) -> str:
        """The drawn grid; the empty half of a wide character is left out."""
        output = self._terminal.output
        if len(output) > self._fed:
            self._stream.feed(bytes(output[self._fed :]))
            self._fed = len(output)
        # Not pyte's own ``display``, which fails where a frame that is still being drawn has left half a character.
        rows = (self.screen.buffer[y] for y in range(self.screen.lines))
        return "\n".join("".join(row[x].data for x in range(self.screen.columns)) for row in rows)

    def press(self, keys: str) -> str:
        """Send keys and return the grid once it is quiet."""
        self._terminal.write(keys.encode())
        self._terminal.settle(quiet=0.2)
        return self.text()

    def wait_for(self, text: str, limit: float = 20.0) -> str:
        """The grid once ``text`` stands on it."""
        end = time.monotonic() + limit
        while text not in (drawn := self.text()):
            assert time.monotonic() < end, f"waited for {text!r}:\n{drawn}"
            self._terminal.read(0.05)
        self._terminal.settle(quiet=0.1)
        return self.text()

    def finish(self) -> str:
        """The grid after the command has ended, however long a busy machine takes to begin it."""
        self._terminal.drain()
        return self.text()

    @property
    def title(self) -> str:
        """The window's title as the program set it; empty where it did not."""
        return str(self.screen.title)

    @property
    def modes(self) -> frozenset[int]:
        """The modes that are on."""
        return frozenset(self.screen.mode)
