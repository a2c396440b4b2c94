"""The floor of the screens' figures: the least that a Textual app can do, painting one line."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class Minimal(App[None]):
    """One line of text."""

    def compose(self) -> ComposeResult:
        yield Static("minimal app is ready")


if __name__ == "__main__":
    Minimal().run()
