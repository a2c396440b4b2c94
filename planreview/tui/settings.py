"""How the screens look and which keys they take, as the configuration says it; the app makes of it what the terminal can do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from planreview.domain.records import dataclass, field

DEFAULT_KEYS = "default"


@dataclass(frozen=True, slots=True)
class Settings:
    """Empty texts stand for what fits the terminal; the folders and files may be missing."""

    theme: str = ""
    keys: str = ""
    own_keys: Mapping[str, str] = field(default_factory=dict)
    mouse: bool = True
    borders: str = ""
    ambiguous: str = ""
    # How many colours the terminal has, as Rich names it.
    colours: str | None = "truecolor"
    config: Path | None = None
    # Nobody said who acts: the name is that of the login.
    person_guessed: bool = False
    themes_folder: Path | None = None
    state_folder: Path | None = None

    @classmethod
    def of_table(cls, table: Mapping[str, object], config: Path, state_folder: Path) -> Settings:
        """The settings of a configuration whose types were checked."""
        keys = table.get("keys", "")
        own = dict(_flat(keys)) if isinstance(keys, Mapping) else {}
        return cls(
            theme=str(table.get("theme", "")),
            keys=own.pop("map", "") if isinstance(keys, Mapping) else str(keys),
            own_keys=own,
            mouse=table.get("mouse", True) is not False,
            borders=str(table.get("borders", "")),
            ambiguous=str(table.get("ambiguous", "")),
            config=config,
            themes_folder=config.parent / "themes",
            state_folder=state_folder,
        )

    @property
    def keymap(self) -> str:
        """The name of the key map."""
        return self.keys or DEFAULT_KEYS


def _flat(table: Mapping[str, object], before: str = "") -> Iterator[tuple[str, str]]:
    """``review.note = "m"`` of a TOML file is a table in a table: ids and keys in one."""
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", str(value)
