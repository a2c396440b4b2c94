"""A program in a real pseudo-terminal: when it first paints, and how long a key takes to reach the screen."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Sequence
from types import TracebackType


class Terminal:
    """Start a command in a terminal of ``columns`` by ``rows`` cells and read what it writes."""

    def __init__(
        self, command: Sequence[str], *, columns: int = 160, rows: int = 45, environment: dict[str, str] | None = None
    ) -> None:
        self.output = bytearray()
        settings = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **(environment or {})}
        self.started = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], list(command), settings)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.kill(self.pid, signal.SIGWINCH)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)

    def read(self, wait: float) -> bytes:
        """What arrives within ``wait`` seconds, empty where nothing does; returns at the first piece."""
        ready, _, _ = select.select([self.fd], [], [], wait)
        if not ready:
            return b""
        try:
            piece = os.read(self.fd, 1 << 16)
        except OSError:
            return b""
        self.output += piece
        return piece

    def wait_for(self, marker: bytes, limit: float = 60.0) -> float:
        """Seconds from the start until ``marker`` has been written; raises ``TimeoutError``."""
        end = time.perf_counter() + limit
        while marker not in self.output:
            left = end - time.perf_counter()
            if left <= 0 or (not self.read(min(left, 0.5)) and os.waitpid(self.pid, os.WNOHANG)[0]):
                raise TimeoutError(f"{marker!r} not seen; last output: {bytes(self.output[-300:])!r}")
        return time.perf_counter() - self.started

    def settle(self, quiet: float = 0.05, limit: float = 20.0) -> None:
        """Read until nothing has come for ``quiet`` seconds."""
        end = time.perf_counter() + limit
        while time.perf_counter() < end and self.read(quiet):
            pass

    def drain(self, limit: float = 60.0) -> None:
        """Read until the program has ended; raises ``TimeoutError``."""
        end = time.perf_counter() + limit
        while time.perf_counter() < end:
            if not select.select([self.fd], [], [], 0.5)[0]:
                continue
            try:
                piece = os.read(self.fd, 1 << 16)
            except OSError:
                # Linux ends a terminal without a process behind it with an error.
                return
            if not piece:
                return
            self.output += piece
        raise TimeoutError(f"not ended; last output: {bytes(self.output[-300:])!r}")

    def write(self, keys: bytes) -> None:
        """Type keys."""
        os.write(self.fd, keys)

    def press(self, key: bytes, limit: float = 5.0) -> float:
        """Seconds from writing a key until the program's next output."""
        start = time.perf_counter()
        os.write(self.fd, key)
        if not self.read(limit):
            raise TimeoutError(f"no answer to {key!r}")
        return time.perf_counter() - start

    def press_until(self, key: bytes, marker: bytes, limit: float = 5.0) -> float:
        """Seconds from writing a key until ``marker`` has been written after it; raises ``TimeoutError``."""
        seen, start = len(self.output), time.perf_counter()
        os.write(self.fd, key)
        while marker not in self.output[seen:]:
            if not self.read(limit):
                raise TimeoutError(f"{marker!r} not seen after {key!r}")
        return time.perf_counter() - start

    def drain_until(self, moment: float) -> None:
        """Read what comes until the moment (of ``time.perf_counter``)."""
        while (left := moment - time.perf_counter()) > 0:
            self.read(left)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which ``share`` (0 to 1) of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
