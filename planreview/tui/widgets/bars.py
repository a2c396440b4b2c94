"""The two lines above the list: what is looked at as of when, and which part of it is shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from textual import events
from textual.strip import Strip
from textual.widget import Widget

from planreview.catalogue import t, tn
from planreview.cells import clip, width
from planreview.domain.records import dataclass
from planreview.services.roles import roles_words
from planreview.text import show
from planreview.tui.inks import ACCENT, ERROR, FAINT, HEADING, MUTED, TEXT, Inkwell, Line, Span, line_width
from planreview.tui.messages import Pointed

# Cells of a round's name, and those of the title for which other parts of the line give way, in this order.
ROUND, TITLE = 20, 24
GIVING_WAY = ("person", "share", "never", "carried", "reviewed", "as_of")
# Cells of the part that are seen whatever the counts take: without a filter, and before one, which is seen whole itself.
SCOPE, BEFORE = 24, 14


@dataclass(frozen=True, slots=True)
class Standing:
    """What the title line says; None where the plans in view differ or nothing was computed."""

    title: str = ""
    as_of: date | None = None
    share: Decimal | None = None
    reviewed: int = 0
    total: int = 0
    person: str = ""
    # The name of the open round, of which ``reviewed`` of ``total`` are found on, and how many were never reviewed at all.
    round: str = ""
    # Where a round covers a part of what is looked at: how many of how many of that part are found on in it.
    part: tuple[int, int] | None = None
    never: int | None = None
    # How many of those reviewed were carried over, where that is asked for.
    carried: int | None = None
    # What is said while the figures are brought to another day, in place of the date.
    moving: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """What the filter line says: the part that is looked at, the filter as text, how much that is, and its order."""

    scope: str = ""
    filter: str = ""
    # None before all of it has been read.
    shown: int | None = None
    # How many of them count at the departments of the filter in a summary, and how many these support.
    roles: tuple[int, int] | None = None
    selected: int = 0
    mismatches: int = 0
    overdue: int = 0
    unassigned: int = 0
    reasons: int = 0
    indicators: int = 0
    sort: str = "plan"
    back: bool = False
    problem: str = ""
    # What is said while the figures are counted, in their place.
    waiting: str = ""


class Bar(Widget):
    """One line that is drawn from a model."""

    DEFAULT_CSS = "Bar { height: 1; width: 1fr; padding: 0 1; }"

    def spans(self, cells: int) -> Line:
        """What stands on the line."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """The line on the bar's ground."""
        cells = self.size.width
        return Inkwell(self.app.theme_variables).strip(self.spans(cells), cells, self.rich_style)


class HeadBar(Bar):
    """Title, as-of date, schedule share, how many are reviewed, who reviews."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.standing = Standing()

    def say(self, standing: Standing) -> None:
        """Show this state."""
        if standing != self.standing:
            self.standing = standing
            self.refresh()

    def spans(self, cells: int) -> Line:
        """The title takes what the figures leave; what is worth least goes whole before the title is cut to nothing."""
        parts, title = self._parts(), show(self.standing.title)
        wanted = min(width(title), TITLE)
        for name in GIVING_WAY:
            if cells - line_width(tuple(parts.values())) - 2 >= wanted:
                break
            # How far a round has come says more than how many were ever reviewed, and one of the two stays.
            if (name, self.standing.part) != ("reviewed", None) and not (name == "as_of" and self.standing.moving):
                parts.pop(name, None)
        right = parts.pop("person", ("", FAINT))
        room = cells - line_width(tuple(parts.values())) - width(right[0])
        title = clip(title, max(8, room - 2))
        space = max(0, room - width(title) - 2)
        return ((title + "  ", HEADING), *parts.values(), (" " * space, TEXT), right)

    def _parts(self) -> dict[str, Span]:
        """What is said beside the title; before the figures are read, and of an empty store, there is nothing to say."""
        now = self.standing
        parts: dict[str, Span] = {}
        if now.total:
            as_of = now.as_of.isoformat() if now.as_of else t("head.several")
            parts["as_of"] = ((now.moving or t("head.as_of", date=as_of)) + "  ", ACCENT)
        if now.share is not None:
            parts["share"] = (t("head.share", share=f"{now.share:.1f}%") + "  ", TEXT)
        if now.total and now.round:
            parts["round"] = (clip(show(now.round), ROUND) + " ", ACCENT)
        if now.part:
            parts["part"] = (t("rounds.part", n=now.part[0], total=now.part[1]) + "  ", TEXT)
        if now.total:
            parts["reviewed"] = (t("head.reviewed", n=now.reviewed, total=now.total), TEXT)
        if now.carried:
            parts["carried"] = ("  " + t("head.carried", n=now.carried), TEXT)
        never = now.total - now.reviewed if now.never is None else now.never
        if never > 0:
            parts["never"] = ("  " + t("rounds.never" if now.round and not now.part else "head.never", n=never), MUTED)
        if now.person:
            parts["person"] = ("  " + show(now.person), FAINT)
        return parts


class FilterBar(Bar):
    """Scope, filter, counts; a click on a count lists what it counts, one elsewhere opens the filter."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.view = View()
        # Where the counts stand that were drawn last.
        self._places: list[tuple[str, int, int]] = []

    def say(self, view: View) -> None:
        """Show this state."""
        if view != self.view:
            self.view = view
            self.refresh()

    def spans(self, cells: int) -> Line:
        """The filter is said whole as long as it can be: the scope's name is shortened for it, then the last counts go, then the
        scope. Counts of nothing are left out. A problem stands in place of all."""
        view = self.view
        self._places = []
        if view.problem:
            return ((clip(show(view.problem), cells), ERROR),)
        counts: list[Span] = []
        keys: list[str] = []
        if view.shown is not None:
            shown = plain = tn("filter.shown", view.shown)
            if view.roles:
                shown = t("filter.shown_roles", shown=shown, roles=roles_words(view.shown, *view.roles))
            counts.append((shown, TEXT))
            keys.append("shown")
        if view.waiting:
            counts.append(("  " + view.waiting, MUTED))
            keys.append("waiting")
        if view.selected:
            counts.append(("  " + tn("filter.selected", view.selected), ACCENT))
            keys.append("selected")
        for key, n in (("reasons", view.reasons), ("mismatches", view.mismatches), ("overdue", view.overdue)):
            if n and not view.waiting:
                counts.append(("  " + t(f"filter.{key}", n=n), ERROR if key == "overdue" else ACCENT))
                keys.append(key)
        for key, n in (("unassigned", view.unassigned), ("indicators", view.indicators)):
            if n and not view.waiting:
                counts.append(("  " + t(f"filter.{key}", n=n), MUTED))
                keys.append(key)
        if view.sort != "plan":
            order = t(f"filter.sort.{view.sort.removeprefix('-')}")
            turned = view.sort.startswith("-")
            keys.insert(0, "sort")
            counts.insert(0, ((t("filter.turned", order=order) if turned else order) + "  ", ACCENT))
        scope = t("filter.scope", scope=show(view.scope))
        if view.back:
            scope = t("filter.back") + "  " + scope
        said = t("filter.filter", filter=show(view.filter)) if view.filter else ""
        least = min(width(scope), BEFORE) + 2 + width(said) if said else min(width(scope), SCOPE)
        # What is looked at is said before how it divides: the last counts go first.
        while len(counts) > 1 + (keys[:1] == ["sort"]) and line_width(tuple(counts)) + 2 + least > cells:
            counts.pop()
            keys.pop()
        # Beside a long filter the scope makes way, then the roles, then the order.
        if said and keys[-1:] == ["shown"] and line_width(tuple(counts)) + 2 + width(said) > cells:
            counts[-1] = (plain, TEXT)
        if said and len(counts) > 1 and line_width(tuple(counts)) + 2 + width(said) > cells:
            counts, keys = counts[1:], keys[1:]
        room = max(8, cells - line_width(tuple(counts)) - 2)
        left = clip(_both(scope, said, room), room)
        at = room + 2
        if view.back:
            self._places.append(("back", 0, width(t("filter.back"))))
        for key, (text, _) in zip(keys, counts, strict=False):
            behind = at + width(text)
            self._places.append((key, behind - width(text.strip()) if key != "sort" else at, behind))
            at = behind
        return ((left, ACCENT if view.filter or view.back else MUTED), (" " * (room - width(left) + 2), TEXT), *counts)

    def on_click(self, event: events.Click) -> None:
        """A click says what it was on."""
        event.stop()
        if event.chain > 1:
            return
        at = event.get_content_offset(self)
        found = (key for key, first, behind in self._places if at is not None and first <= at.x < behind)
        self.post_message(Pointed("count", next(found, "filter")))


def _both(scope: str, said: str, room: int) -> str:
    """The part and the filter in so many cells: the name of the part is cut for the filter, or left out whole."""
    if not said:
        return scope
    free = room - width(said) - 2
    return f"{clip(scope, free)}  {said}" if free >= min(width(scope), BEFORE) else said


class ListHead(Bar):
    """The names of the list's columns, in the widths of the lines below; a click says on which cell it was."""

    DEFAULT_CSS = "ListHead { padding: 0; }"

    def __init__(self, words: Callable[[int], Line], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._words = words

    def spans(self, cells: int) -> Line:
        """The names."""
        return self._words(cells)

    def on_click(self, event: events.Click) -> None:
        """A click on a name."""
        event.stop()
        if self.id is not None:
            self.post_message(Pointed(self.id, int(event.x)))
