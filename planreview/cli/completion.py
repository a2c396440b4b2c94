"""``planreview completion``: the script with which a shell completes our commands and options."""

from __future__ import annotations

import click

from planreview.cli.common import command
from planreview.cli.output import say

SHELLS = ("bash", "zsh", "fish")
VARIABLE = "_PLANREVIEW_COMPLETE"


@command("completion")
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    assert found is not None
    # The script alone: click's source() also runs bash to ask for its version, which a packager's machine may not have.
    script = found(context.find_root().command, {}, "planreview", VARIABLE)
    say((script.source_template % script.source_vars()).rstrip("\n"))


COMMANDS = {"completion": completion}
