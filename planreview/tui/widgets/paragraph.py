"""Text on several lines, wrapped by cells; Textual's own wrapping lets Chinese lines begin with a comma."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from planreview.cells import width, wrap
from planreview.text import show_block


class Paragraph(Widget):
    """Literal text, as high as its lines; of no height while it is empty."""

    DEFAULT_CSS = """
    Paragraph { width: 1fr; height: auto; }
    """

    text: reactive[str] = reactive("", layout=True)

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.set_reactive(Paragraph.text, text)

    def watch_text(self) -> None:
        # Textual (8.2.8) keeps the height of the first of two texts that are set before it is idle again.
        self._box_model_cache.clear()

    def _lines(self, cells: int) -> list[str]:
        return wrap(show_block(self.text), cells) if self.text else []

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return max((width(line) for line in show_block(self.text).split("\n")), default=0)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def render(self) -> Content:
        return Content("\n".join(self._lines(self.content_size.width)))
