"""Start a worker from a function, so that one that is replaced before it begins leaves nothing behind.

``run_worker`` given a coroutine that it never awaits warns; given a function its types cannot be inferred.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from textual.dom import DOMNode


def start(node: DOMNode, work: Callable[[], Coroutine[Any, Any, Any]], group: str, *, exclusive: bool = False) -> None:
    """Run ``work`` on the UI thread; ``exclusive`` cancels what runs of the same group on this node."""
    untyped: Any = work
    node.run_worker(untyped, group=group, exclusive=exclusive)
