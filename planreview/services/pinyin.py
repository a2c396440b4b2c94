"""The pinyin keys of names, made when they are first asked for and kept as long as the program runs.

Made in a process of its own (see ``pinyin_readings``), so that no screen waits and no memory stays; ask from a thread that
may wait, never from the one that draws. How a name is read follows from the name alone, so a key is never out of date.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from planreview.domain.pinyin import BEGINNING, TIERS, Match, match, query_of

if TYPE_CHECKING:
    import subprocess

T = TypeVar("T")

_keys: dict[str, str] = {}
_running: set[subprocess.Popen[bytes]] = set()
# How often what was being made was given up.
_stops = 0


def known(names: Iterable[str]) -> Mapping[str, str] | None:
    """The keys of names where all have been made already; never waits."""
    try:
        return {name: _keys[name] for name in names}
    except KeyError:
        return None


def learn(names: Collection[str]) -> Mapping[str, str]:
    """The keys of names; waits for those that are not known, which are left out where :func:`stop` was called meanwhile."""
    missing = [name for name in dict.fromkeys(names) if name not in _keys]
    if missing:
        _keys.update(zip(missing, _made(missing), strict=False))
    return {name: _keys[name] for name in names if name in _keys}


def ranked(text: str, names: Mapping[T, Sequence[str]], keys: Mapping[str, str]) -> tuple[tuple[T, ...], ...]:
    """Things by how well a text names them in pinyin, in as many tiers as ``TIERS``; each may have several names."""
    query = query_of(text)
    tiers: tuple[list[T], ...] = tuple([] for _ in TIERS)
    if query:
        for one, called in names.items():
            found = [fit.tier for name in called if name in keys and (fit := match(query, keys[name], name))]
            if found:
                tiers[min(found)].append(one)
    return tuple(map(tuple, tiers))


def beginning(text: str, names: Collection[str]) -> list[str]:
    """Names that begin so in pinyin, those that are named in full alone if there are any; waits for keys."""
    tiers = ranked(text, {name: (name,) for name in names}, learn(names)) if query_of(text) else ()
    return list(next((tier for tier in tiers[: BEGINNING + 1] if tier), ()))


def matched(text: str, name: str) -> Match | None:
    """How a text names a name whose key is known."""
    query = query_of(text)
    return match(query, _keys[name], name) if query and name in _keys else None


def stop() -> None:
    """The program ends: what is being made is for nobody any more."""
    global _stops
    _stops += 1
    for process in tuple(_running):
        process.kill()


def _made(names: Sequence[str]) -> list[str]:
    """Keys of names, from a process; where none can be started, from the dictionary itself."""
    # A line each: a name with a line end in it is one line too.
    lines = [" ".join(name.splitlines()) for name in names]
    stops = _stops
    said = _asked("\n".join(lines))
    keys = [] if said is None else said.split("\n")
    if len(keys) == len(names):
        return keys
    if _stops != stops:
        return []
    from planreview.services.pinyin_readings import keys_of

    return keys_of(lines)


def _asked(lines: str) -> str | None:
    """What the process answers; None where it cannot be started or fails."""
    # Commands that ask for no pinyin do without it.
    import subprocess

    folders = os.pathsep.join(one for one in sys.path if one)
    try:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "planreview.services.pinyin_readings"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": folders},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError:
        return None
    _running.add(process)
    try:
        said, _ = process.communicate(lines.encode("utf-8", errors="replace"))
    finally:
        _running.discard(process)
    return said.decode("utf-8") if process.returncode == 0 else None
