"""The tree of cities, plans and sections with count, on-schedule rate and completion."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message

from planreview.catalogue import t
from planreview.cells import fit
from planreview.domain.records import dataclass
from planreview.domain.review import TreeNode
from planreview.text import show
from planreview.tui.inks import ACCENT, FAINT, HEADING, MUTED, TEXT, Line, light_ink
from planreview.tui.keys import bind
from planreview.tui.widgets.line_view import LineView
from planreview.tui.widgets.measure_lines import lights_text
from planreview.tui.widgets.task_columns import figure

COUNT, RATE = 4, 5

NodeKey = tuple[str, int]


class PlanTree(LineView):
    """Nodes that can be folded; one of them is the scope of the list (``>``, but ``*`` while ``>`` is the cursor elsewhere)."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("enter", "pick", "tree_pick", show=False, area="review"),
        bind("right,plus", "fold(False)", "tree_open", show=False, area="review"),
        bind("left,minus", "fold(True)", "tree_close", show=False, area="review"),
        bind("shift+right", "fold_all(False)", "tree_open_all", show=False, area="review"),
        bind("shift+left", "fold_all(True)", "tree_close_all", show=False, area="review"),
    ]

    @dataclass
    class ScopeChosen(Message):
        """The list shall hold the tasks below this node, None for all; ``stays``: keys go on to the tree, if it is in view."""

        node: TreeNode | None
        stays: bool = False

    @dataclass
    class Opened(Message):
        """What stands below this node shall be read."""

        node: TreeNode

    class Folded(Message):
        """Somebody folded or unfolded something."""

    class Passed(Message):
        """Somebody goes on to the right, where there is nothing more to unfold: to what is listed."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.nodes: tuple[TreeNode, ...] = ()
        self.scope: NodeKey | None = None
        self._folded: set[NodeKey] = set()
        # Nodes with something below them that had not been read when they were shown first.
        self._unread: set[NodeKey] = set()
        self._places: dict[NodeKey, int] = {}
        self._shown: list[TreeNode | None] = [None]
        # None before it has been read.
        self._total: int | None = None

    def show(self, nodes: tuple[TreeNode, ...]) -> None:
        """Show these nodes (in order, parents first); folding, cursor and scope are kept."""
        here, old, self.nodes = self.node, self.nodes, nodes
        self._total = sum(node.total for node in nodes if node.parent is None)
        if len(old) == len(nodes) and all(was is now or _key(was) == _key(now) for was, now in zip(old, nodes, strict=True)):
            self._renew({_key(now): now for was, now in zip(old, nodes, strict=True) if was is not now})
            return
        self._places = {_key(node): place for place, node in enumerate(nodes)}
        fresh = {_key(node) for node in nodes if node.more} - self._unread
        self._unread |= fresh
        self._folded |= fresh
        self._lay_out(here)

    def _renew(self, changed: dict[NodeKey, TreeNode]) -> None:
        """Other figures of the same nodes, as after every mark: only lines that change are drawn and sent."""
        self._shown = [node and changed.get(_key(node), node) for node in self._shown]
        top = self.scroll_offset.y
        for index in range(top, min(top + self.size.height, len(self._shown))):
            node = self._shown[index]
            if node is None or _key(node) in changed:
                self.refresh_line(index)

    @property
    def node(self) -> TreeNode | None:
        """The node under the cursor; None on the first row, which stands for all."""
        return self._shown[self.cursor] if self.cursor < len(self._shown) else None

    def section_words(self, section: int | None, path: Sequence[str]) -> str:
        """Label and title of a section; the labels that lead to it where it has not been read."""
        place = self._places.get(("section", section)) if section is not None else None
        node = self.nodes[place] if place is not None else None
        return "/".join(path) if node is None else f"{node.label}{node.title}"

    def take_over(self, other: PlanTree) -> None:
        """Stand as another tree did, with its nodes, its scope and its cursor."""
        self.scope = other.scope
        if other._total is not None:
            self.show(other.nodes)
        self.folded = other.folded
        self._lay_out(other.node)

    def look(self, index: int) -> tuple[Hashable, str]:
        """A node's strip is good while the node and the scope are the same."""
        node = self._shown[index]
        scope = self._is_scope(node) and (self.has_focus, True)
        return (node or self._total, node is not None and _key(node) in self._folded, scope), ""

    def line(self, index: int, cells: int) -> Line:
        """Indent, fold mark, name; count, on-schedule rate, completion."""
        node = self._shown[index]
        scope = self._is_scope(node)
        room = max(4, cells - COUNT - 2 * (RATE + 1) - 2)
        # Without the focus there is one sign, where the list is of; with it that sign goes along with the cursor.
        here = index == self.cursor if self.has_focus else scope
        mark = (">" if here else "*" if scope else " ", ACCENT)
        if node is None:
            return (
                mark,
                (fit(t("tree.all"), room + 1), HEADING),
                (fit("" if self._total is None else str(self._total), COUNT, "right"), MUTED),
            )
        fold = ("+" if _key(node) in self._folded else "-") if self._has_children(node) else " "
        indent = " " * node.depth + fold
        ink = HEADING if scope or node.kind == "city" else TEXT
        name: Line = (
            mark,
            (indent, FAINT),
            (fit(self._called(node), max(2, room + 1 - len(indent))), ink),
            (fit(str(node.total), COUNT, "right"), MUTED),
        )
        if node.kind == "indicators":
            # In place of the rates, which are of tasks.
            words = {light: t(f"light.{light}") for light, _ in node.lights}
            return (*name, *((text, light_ink(one or None)) for text, one in lights_text(node.lights, words, 2 * (RATE + 1))))
        return (
            *name,
            (" " + fit(figure(node.on_schedule), RATE, "right"), FAINT if node.on_schedule is None else TEXT),
            (" " + fit(figure(node.completion), RATE, "right"), FAINT if node.completion is None else MUTED),
        )

    def heading(self, cells: int) -> Line:
        """The names of the columns."""
        room = max(4, cells - COUNT - 2 * (RATE + 1))
        names = fit(t("tree.count"), COUNT, "right"), fit(t("tree.on_schedule"), RATE + 1, "right")
        return ((" " * room + "".join(names) + fit(t("tree.completion"), RATE + 1, "right"), MUTED),)

    def _called(self, node: TreeNode) -> str:
        title = show(node.title)
        if node.kind == "plan" and node.parent is not None:
            # Below its city a plan need not name the city again, nor a year that its title has.
            short = title.replace(show(self.nodes[node.parent].title), "", 1)
            return short if node.label[:4] in short else f"{node.label} {short}"
        return show(node.label) + title

    def action_pick(self) -> None:
        """Make the node under the cursor the scope."""
        self.choose(self.node)

    def action_fold(self, close: bool) -> None:
        """Fold or unfold; folding what has nothing to fold goes to its parent, unfolding what is open goes into it and what has
        nothing below goes on to the list."""
        node = self.node
        if node is None or not (close or self._has_children(node)):
            if not close:
                self.post_message(self.Passed())
            return
        if close and (not self._has_children(node) or _key(node) in self._folded):
            parents = [
                place for place in range(self.cursor) if self._shown[place] is not None and self._depth(place) < node.depth
            ]
            self.move_to(parents[-1] if parents else 0)
        elif not close and _key(node) not in self._folded:
            self.move_to(self.cursor + 1)
        else:
            (self._folded.add if close else self._folded.discard)(_key(node))
            if node.more and not close:
                self.post_message(self.Opened(node))
            self._lay_out(node)
            self.post_message(self.Folded())

    def action_fold_all(self, close: bool) -> None:
        """Fold everything down to the cities, or open everything."""
        here = self.node
        while close and here is not None and here.parent is not None:
            here = self.nodes[here.parent]
        # What has not been read stays folded: all of a nation at once is nothing to look at.
        self.folded = [_key(node) for node in self.nodes if node.more or (close and self._has_children(node))]
        self._lay_out(here)
        self._keep_in_view()
        self.post_message(self.Folded())

    @property
    def folded(self) -> list[NodeKey]:
        """What somebody folded, nodes that are not there just now included; what has not been read is folded anyway."""
        return sorted(self._folded - {_key(node) for node in self.nodes if node.more})

    @folded.setter
    def folded(self, keys: Iterable[NodeKey]) -> None:
        self._folded = set(keys)
        self._lay_out(self.node)

    def on_focus(self) -> None:
        """The scope is marked in another way while the cursor is here."""
        self.refresh()

    def on_blur(self) -> None:
        """As on focus."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A click on the mark before a name folds or unfolds it; elsewhere it lists what stands below the node."""
        # Not in the list as well: Textual calls the handlers of all bases.
        event.prevent_default()
        index = int(event.y) + self.scroll_offset.y
        if index >= self.count:
            return
        self.move_to(index)
        node = self._shown[index]
        if node is not None and event.x == node.depth + 1 and self._has_children(node):
            self.action_fold(_key(node) not in self._folded)
        else:
            self.choose(node, stays=event.chain == 1)

    def show_scope(self, node: TreeNode | None) -> None:
        """Mark a node as the scope."""
        self.scope = _key(node) if node else None
        self.repaint_all()

    def choose(self, node: TreeNode | None, *, stays: bool = False) -> None:
        """Make a node the scope and say so."""
        self.show_scope(node)
        self.post_message(self.ScopeChosen(node, stays))

    def _lay_out(self, here: TreeNode | None) -> None:
        shown: list[TreeNode | None] = [None]
        hidden_below: int | None = None
        for node in self.nodes:
            if hidden_below is not None and node.depth > hidden_below:
                continue
            hidden_below = node.depth if _key(node) in self._folded else None
            shown.append(node)
        self._shown = shown
        places = [place for place, node in enumerate(shown) if node and here and _key(node) == _key(here)]
        self.set_reactive(LineView.cursor, places[0] if places else 0)
        self.resize_to(len(shown))

    def _has_children(self, node: TreeNode) -> bool:
        below = self._places[_key(node)] + 1
        return node.more or (below < len(self.nodes) and self.nodes[below].depth > node.depth)

    def _is_scope(self, node: TreeNode | None) -> bool:
        return (node and _key(node)) == self.scope

    def _depth(self, place: int) -> int:
        node = self._shown[place]
        return -1 if node is None else node.depth


def _key(node: TreeNode) -> NodeKey:
    return node.kind, node.id
