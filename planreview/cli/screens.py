"""Open the screens: the one place of the command line that leads to them."""

from __future__ import annotations

from pathlib import Path

from planreview.cli.choices import check_config, person_name, person_said, store_path


def open_screens(
    store: Path | None = None, *, person: str | None = None, device_file: Path | None = None, mouse: bool = True
) -> int:
    """Open the screens on a store, the one of the options by default, and return their exit code.

    Raises :class:`InputError` no_terminal where there is no terminal: the screens would wait for keys that never come.
    """
    from dataclasses import replace

    from planreview.config import read_table
    from planreview.paths import user_paths
    from planreview.tui.settings import Settings
    from planreview.tui.start import run_app

    check_config()
    paths = user_paths()
    settings = Settings.of_table(read_table(paths.config), paths.config, paths.state_folder)
    settings = replace(settings, mouse=settings.mouse and mouse, person_guessed=not person_said(person))
    return run_app(
        store or store_path(),
        person=person_name(person),
        device_file=device_file or paths.device,
        settings=settings,
    )
