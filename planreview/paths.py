"""Where the store, the configuration and the device's identity live; nothing is made until it is written."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from planreview.domain.records import dataclass


@dataclass(frozen=True, slots=True)
class Paths:
    """The folders and files of one user."""

    store: Path
    config_folder: Path
    state_folder: Path

    @property
    def config(self) -> Path:
        """The configuration file, ``config.toml``."""
        return self.config_folder / "config.toml"

    @property
    def device(self) -> Path:
        """The device's identity; it must not travel with a store."""
        return self.config_folder / "device.json"


def user_paths(environment: Mapping[str, str] | None = None) -> Paths:
    """The user's paths; ``PLANREVIEW_STORE`` and ``PLANREVIEW_HOME`` (one folder for all) override them."""
    variables = os.environ if environment is None else environment
    home = variables.get("PLANREVIEW_HOME")
    if home:
        data = config = state = Path(home)
    else:
        from platformdirs import PlatformDirs

        folders = PlatformDirs("planreview", appauthor=False)
        data, config, state = Path(folders.user_data_dir), Path(folders.user_config_dir), Path(folders.user_state_dir)
    store = variables.get("PLANREVIEW_STORE")
    return Paths(Path(store) if store else data / "planreview.db", config, state)
