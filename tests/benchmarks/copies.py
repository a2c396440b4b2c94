"""One copy of a store for all figures that write: gigabytes are copied once a run."""

from __future__ import annotations

import os
import shutil
from functools import cached_property
from pathlib import Path


class Copy:
    """A copy of a store in a folder, made when it is first asked for."""

    def __init__(self, store: Path, folder: Path) -> None:
        self.store = store
        self._folder = folder

    @cached_property
    def path(self) -> Path:
        """The copy, which is on the disk: what is still on its way would be waited for by the first marks."""
        made = self._folder / "written.db"
        shutil.copyfile(self.store, made)
        os.sync()
        return made
