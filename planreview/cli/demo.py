"""``planreview demo``: sample plans with two months of review, in a store that is thrown away or in a new one of ``--store``."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from planreview.catalogue import t
from planreview.cli.common import command, no_mouse_option
from planreview.cli.output import narrate, on_terminal


@command("demo")
@no_mouse_option
@click.pass_context
def demo(context: click.Context, no_mouse: bool) -> None:
    from planreview.cli.choices import options

    kept = options().store
    if kept is not None:
        _make(kept)
        _open(context, kept, None, mouse=not no_mouse)
        return
    with TemporaryDirectory(prefix="planreview-demo-", ignore_cleanup_errors=True) as folder:
        store, device = Path(folder) / "demo.db", Path(folder) / "device.json"
        _build(store, device)
        _open(context, store, device, mouse=not no_mouse)


def _make(path: Path) -> None:
    """The demo as a file that stays, whole or not at all; a file that is there is never touched."""
    from planreview.errors import InputError
    from planreview.render.files import write_file
    from planreview.text import show

    if path.exists() or path.is_symlink():
        raise InputError("demo_exists", path=show(path))
    with TemporaryDirectory(prefix="planreview-demo-", ignore_cleanup_errors=True) as folder:
        made = Path(folder) / "demo.db"
        _build(made, Path(folder) / "device.json")
        write_file(path, made.read_bytes())
    narrate(t("cli.demo.made", path=show(path)))


def _build(store: Path, device: Path) -> None:
    from planreview.services.demo import build_demo

    narrate(t("cli.demo.building"))
    build_demo(store, device_file=device)


def _open(context: click.Context, store: Path, device: Path | None, *, mouse: bool) -> None:
    if on_terminal(sys.stdin) and on_terminal(sys.stdout):
        from planreview.cli.screens import open_screens

        context.exit(open_screens(store, device_file=device, mouse=mouse))
    _print(store)


def _print(store: Path) -> None:
    from planreview.cli.choices import imprint_of
    from planreview.cli.summing import print_summary
    from planreview.domain.records import replace
    from planreview.services.reports import summary
    from planreview.services.workspace import Workspace

    with Workspace.reader(store) as ws:
        print_summary(replace(summary(ws), imprint=imprint_of(ws)))


COMMANDS = {"demo": demo}
