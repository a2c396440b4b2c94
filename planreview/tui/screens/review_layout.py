"""How the review screen divides its width: one, two or three panes, as wide as somebody made them.

Below 100 cells the detail stands under the list and the tree lies over it; below 140 the detail stands beside the list, or the
tree in its place; from there on all three stand side by side.

What has the focus is what is drawn, at every width: the focus alone says whether the tree lies over the list, and a task is read
in full width only while its text has the focus.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.widget import Widget

    from planreview.tui.screens.review import ReviewScreen

TWO, THREE = 100, 140
BREAKPOINTS = [(0, "-narrow"), (TWO, "-two"), (THREE, "-wide")]
# Of each pane: what it has by itself, and the least it can be. The strip is counted in lines, all else in cells.
USUAL = {"tree": 38, "detail": 40, "strip": 8}
LEAST = {"tree": 24, "detail": 28, "strip": 3}
# What is left to the list however the others are widened.
LIST_CELLS, LIST_LINES = 66, 5
STEPS = {"tree": 2, "detail": 2, "strip": 1}
AROUND = 5
NAME, FOLDED = "panes", "folded"


def arrange(screen: ReviewScreen, *, tree: bool | None = None, reading: bool | None = None) -> None:
    """Open or close the tree, or the task in full width, and give every pane its size."""
    if tree is not None:
        screen.set_class(tree, "-tree")
    if reading is not None:
        screen.set_class(reading, "-reading")
    narrow = is_narrow(screen)
    full = screen.has_class("-reading")
    # What stands in the stylesheet holds where a pane takes all there is.
    screen.side.styles.width = None if narrow else size_of(screen, "tree")
    screen.detail.styles.width = None if narrow or full else size_of(screen, "detail")
    # What notices take of the strip's lines, its text can still be scrolled to; the list does not jump.
    strip = max(LEAST["strip"], size_of(screen, "strip") - screen.foot.styles.margin.top)
    screen.detail.styles.height = strip if narrow and not full else None
    # Beside the tree titles have the cells that would say where a section begins.
    beside = screen.app.size.width >= THREE or (not narrow and screen.has_class("-tree"))
    screen.tasks.tell_sections(not beside)


def show_pane(screen: ReviewScreen, pane: Widget, *, reading: bool = False) -> None:
    """Give a pane the focus and draw it; ``reading``: the task in full width."""
    arrange(screen, tree=pane is screen.plan_tree, reading=reading)
    screen.set_focus(pane)


def follow_focus(screen: ReviewScreen) -> None:
    """Draw what has the focus, whoever gave it; nothing changes while nothing has it, as in a terminal in the background."""
    here = screen.focused
    if here is not None:
        arrange(screen, tree=here is screen.plan_tree, reading=screen.has_class("-reading") and here is screen.detail)


def show_list(screen: ReviewScreen) -> None:
    """Out of the tree to the list, in which something was found; one who reads a task goes on reading."""
    if screen.focused is not screen.detail:
        show_pane(screen, screen.tasks)


def fill(screen: ReviewScreen, some: bool) -> None:
    """Draw the list, or the words in place of one without tasks, for which it has lost the focus."""
    screen.set_class(not some, "-empty")
    if some and screen.focused is None and screen.app.app_focus:
        screen.set_focus(screen.tasks)


def is_narrow(screen: ReviewScreen) -> bool:
    """Whether the terminal has room for one pane; its classes say so too, but of a screen below a dialog too late."""
    return screen.app.size.width < TWO


def is_covered(screen: ReviewScreen) -> bool:
    """Whether the tree lies over the list: then neither the task under its cursor nor what is selected can be seen."""
    return is_narrow(screen) and screen.has_class("-tree")


def size_of(screen: ReviewScreen, pane: str) -> int:
    """The size of a pane as it was chosen, as far as the terminal has room for it."""
    return max(LEAST[pane], min(_chosen(screen, pane), _most(screen, pane)))


def divide(screen: ReviewScreen, step: int) -> None:
    """Move the edge beside the focused pane: left or up (-1), right or down (1); it stays so."""
    narrow = is_narrow(screen)
    tree = screen.has_class("-tree") if not screen.has_class("-wide") else screen.focused is screen.plan_tree
    pane = "tree" if tree else "strip" if narrow else "detail"
    if screen.has_class("-reading") or (narrow and tree):
        return
    # The tree grows to the right, what stands behind the list to the left.
    size = size_of(screen, pane) + STEPS[pane] * (step if tree else -step)
    size = max(LEAST[pane], min(size, _most(screen, pane)))
    kept = {name: _chosen(screen, name) for name in USUAL}
    screen.desk.remembered.keep_common(NAME, {**kept, pane: size})
    arrange(screen)


def _chosen(screen: ReviewScreen, pane: str) -> int:
    kept = screen.desk.remembered.common(NAME)
    size = kept.get(pane) if isinstance(kept, dict) else None
    return size if isinstance(size, int) and not isinstance(size, bool) else USUAL[pane]


def _most(screen: ReviewScreen, pane: str) -> int:
    cells, lines = screen.app.size
    if pane == "strip":
        return lines - AROUND - LIST_LINES
    beside = 0
    if cells >= THREE:
        # Each has what the other leaves by being as small as it can.
        other = "detail" if pane == "tree" else "tree"
        beside = max(LEAST[other], min(_chosen(screen, other), cells - LIST_CELLS - LEAST[pane]))
    return cells - LIST_CELLS - beside


def kept_folds(kept: object) -> list[tuple[str, int]]:
    """What was folded in the tree when somebody looked last; whatever else the file holds is left."""
    listed = kept if isinstance(kept, list) else []
    pairs = (tuple(one) for one in listed if isinstance(one, list) and len(one) == 2)
    return [(kind, id) for kind, id in pairs if isinstance(kind, str) and isinstance(id, int)]
