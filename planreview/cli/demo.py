"""``planreview demo``: sample plans with two months of review, in a store that is thrown away."""

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
    from planreview.services.demo import build_demo

    with TemporaryDirectory(prefix="planreview-demo-", ignore_cleanup_errors=True) as folder:
        store, device = Path(folder) / "demo.db", Path(folder) / "device.json"
        narrate(t("cli.demo.building"))
        build_demo(store, device_file=device)
        if on_terminal(sys.stdin) and on_terminal(sys.stdout):
            from planreview.cli.screens import open_screens

            context.exit(open_screens(store, device_file=device, mouse=not no_mouse))
        _print(store)


def _print(store: Path) -> None:
    from planreview.cli.summary import print_summary
    from planreview.services.reports import summary
    from planreview.services.workspace import Workspace

    with Workspace.reader(store) as ws:
        print_summary(summary(ws))


COMMANDS = {"demo": demo}
