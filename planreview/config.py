"""The user's configuration file, ``config.toml``: quick reading here, the full check in ``config_check``."""

from __future__ import annotations

from pathlib import Path

from planreview.errors import InputError

# Every key a file may hold; ``config_check`` gives their types and the nearest match for a misspelt one.
QUICK_KEYS = ("lang", "person", "store", "theme")


def read_table(path: Path) -> dict[str, object]:
    """The file as a table; empty where there is none. Raises :class:`InputError` where it is not TOML."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("config_unreadable", path=path, reason=error) from error
    # Most users have no such file, and every command would wait for the parser.
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError("config_unreadable", path=path, reason=error) from error


def read_quick() -> dict[str, str]:
    """The text settings a command line needs before anything else; what is of another type is left to the full check."""
    from planreview.paths import user_paths

    table = read_table(user_paths().config)
    return {key: value for key in QUICK_KEYS if isinstance(value := table.get(key), str)}
