"""What the screens remember on this machine from one day to the next: widths of panes, what is folded in the tree.

A small file in the folder of the machine's state: neither the configuration, which people write, nor the store, which
travels. Whatever is wrong with it, the screens open as they do the first time.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

NAME = "desk.json"
# Stores whose state is kept, the one used last at the end; samples come and go in folders of their own.
STORES = 12


class Remembered:
    """Values by name, some for all stores and some for one."""

    def __init__(self, folder: Path, store: Path) -> None:
        self._file = folder / NAME
        self._store = str(store.resolve())
        self._known: dict[str, object] | None = None

    def common(self, name: str) -> object:
        """What was kept for all stores; None where there is nothing."""
        return self._read().get(name)

    def own(self, name: str) -> object:
        """What was kept for this store; None where there is nothing."""
        return _table(_table(self._read().get("stores")).get(self._store)).get(name)

    def keep_common(self, name: str, value: object) -> None:
        """Keep something for all stores."""
        self._known = {**self._look(), name: value}
        self._write()

    def keep_own(self, name: str, value: object) -> None:
        """Keep something for this store."""
        now = self._look()
        stores = _table(now.get("stores"))
        mine = {**_table(stores.pop(self._store, None)), name: value}
        self._known = {**now, "stores": {**dict(list(stores.items())[1 - STORES :]), self._store: mine}}
        self._write()

    def _read(self) -> dict[str, object]:
        if self._known is None:
            self._known = self._look()
        return self._known

    def _look(self) -> dict[str, object]:
        """The file as another window may have left it since."""
        try:
            return _table(json.loads(self._file.read_text("utf-8")))
        except (OSError, ValueError, RecursionError):
            return {}

    def _write(self) -> None:
        fresh = self._file.with_name(f"{NAME}.{os.getpid()}")
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_text(json.dumps(self._known, ensure_ascii=False), "utf-8")
            fresh.replace(self._file)


def _table(value: object) -> dict[str, object]:
    return dict(value) if isinstance(value, dict) else {}
