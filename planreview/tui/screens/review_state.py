"""What the review screen looks at: a part of the tree, a filter, or the tasks behind one figure of a summary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from planreview.catalogue import t
from planreview.domain.records import dataclass, field, replace
from planreview.domain.review import PlanInfo, TaskFilter, TreeNode
from planreview.tui.screens.results import DepartmentsState, Opened, SummaryState
from planreview.tui.widgets.bars import Standing

if TYPE_CHECKING:
    from planreview.domain.rounds import RoundSums
    from planreview.services.filter_text import Sentence

# Parts of a filter that the tree sets.
PLACES = ("plans", "cities", "sections")


@dataclass
class Looking:
    """Scope, filter and order; ``opened`` takes their place while the tasks of a figure are shown."""

    node: TreeNode | None = None
    filter: TaskFilter = field(default_factory=TaskFilter)
    filter_text: str = ""
    sort: str = "plan"
    group: str | None = None
    opened: Opened | None = None
    # What was selected when the filter asked for it.
    selected: tuple[int, ...] = ()
    before: Looking | None = None
    # The filter that was cleared last; none where there was none.
    cleared: TaskFilter = field(default_factory=TaskFilter)

    def scope(self) -> TaskFilter:
        """The tasks below the chosen node, whatever the filter says."""
        return self._placed(TaskFilter())

    def counted(self) -> TaskFilter:
        """The tasks that the figures above the list are of: those opened from a figure, or what they are a part of, else the
        scope."""
        if self.opened:
            return self.opened.scope or self.opened.filter
        return replace(self.scope(), indicators=self.chosen().indicators)

    def chosen(self) -> TaskFilter:
        """The tasks to list."""
        return self.opened.filter if self.opened else self.placed(self.filter)

    def placed(self, chosen: TaskFilter) -> TaskFilter:
        """What a filter lists here: within the chosen node, unless it names a place itself."""
        return self._placed(self._known(chosen))

    def summed(self) -> SummaryState:
        """A summary of the scope, which can be narrowed to what the filter leaves of it: to tasks that are known by what they
        are, not to a selection, nor to indicators, which are counted apart."""
        if self.opened and self.opened.scope is not None:
            return SummaryState(self.opened.scope, self.opened.label, self.opened.filter)
        if self.opened or self.filter == TaskFilter():
            return SummaryState(self.scope())
        chosen = self.chosen()
        picked = chosen.ids is not None or (chosen.without is not None and chosen.without.ids is not None)
        return SummaryState(self.scope(), self.filter_said, None if picked or chosen.indicators else chosen)

    @property
    def filter_said(self) -> str:
        """The conditions to be read by people: tasks that are named by their ids are counted."""
        if all(one is None or one.ids is None for one in (self.filter, self.filter.without)):
            return self.filter_text
        from planreview.services.filter_format import ids_counted

        return ids_counted(self.filter_text)

    @property
    def narrows(self) -> bool:
        """Whether a filter or a figure says what is listed, and not the tree alone."""
        return self.opened is not None or self.filter != TaskFilter()

    def narrowed(self, ids: Iterable[int] | None = None) -> TaskFilter | None:
        """What is listed, by its ids or else as the filter says; None where nothing of the scope is left out."""
        if not self.narrows:
            return None
        chosen = self.chosen()
        return chosen if ids is None or chosen.indicators else TaskFilter(ids=tuple(ids), supervised=None)

    @property
    def by_department(self) -> tuple[int, ...]:
        """The departments of which the list shows what they lead and what they support."""
        chosen = self.filter
        mixed = self.opened is None and chosen.role is None and not chosen.indicators
        return (chosen.departments or ()) if mixed and 0 not in (chosen.departments or ()) else ()

    def _known(self, chosen: TaskFilter) -> TaskFilter:
        """The filter with what was selected in place of the word for it."""
        if chosen.selected is None:
            return chosen
        plain = replace(chosen, selected=None)
        if chosen.selected:
            held = set(self.selected)
            ids = self.selected if chosen.ids is None else tuple(one for one in chosen.ids if one in held)
            return replace(plain, ids=ids)
        without = chosen.without or TaskFilter(supervised=None)
        return replace(plain, without=replace(without, ids=(*(without.ids or ()), *self.selected)))

    def _placed(self, chosen: TaskFilter) -> TaskFilter:
        node = self.node
        if node is not None and node.kind == "indicators" and chosen.indicators is None:
            chosen = replace(chosen, indicators=True)
        # A place that the filter names itself wins: the reader asked for it last and in words.
        if node is None or names_place(chosen):
            return chosen
        if node.kind == "city":
            return replace(chosen, cities=(node.title,))
        if node.kind in {"plan", "indicators"}:
            return replace(chosen, plans=(node.id,))
        return replace(chosen, sections=(node.id,))

    def narrow(self, chosen: TaskFilter, text: str) -> None:
        """Another filter; tasks that were opened from a figure are left."""
        self.filter, self.filter_text, self.opened = chosen, text, None

    def clear(self) -> None:
        """No filter any more; what it was is known for one who wants it back."""
        if self.filter != TaskFilter():
            self.cleared = self.filter
        self.narrow(TaskFilter(), "")

    def take(self, found: Sentence, words: str, selected: tuple[int, ...]) -> bool:
        """List what a sentence says, whose conditions are written ``words``; whether that is anything else than now."""
        wanted = (found.filter, found.sort or "plan", found.group)
        if wanted == (self.filter, self.sort, self.group) and self.opened is None:
            return False
        if found.filter.selected is not None and self.filter.selected is None:
            self.selected = selected
        self.narrow(found.filter, words)
        self.sort, self.group = wanted[1:]
        return True

    def sentence(self) -> str:
        """What is listed, as a sentence that is read back as this."""
        from planreview.services.filter_order import write_group, write_order
        from planreview.services.filter_words import GROUP, ORDER, said

        parts = [self.filter_text]
        if self.sort != "plan":
            parts.append(f"{said(ORDER)}={write_order(self.sort)}")
        if self.group is not None:
            parts.append(f"{said(GROUP)}={write_group(self.group)}")
        return " ".join(filter(None, parts))

    def seen(self) -> Sentence:
        """What is listed wherever it is asked for: the part of the tree is a condition of it."""
        from planreview.services.filter_text import Sentence

        chosen = self.opened.filter if self.opened else self._placed(self.filter)
        return Sentence(chosen, None if self.sort == "plan" else self.sort, self.group)

    def remember(self) -> None:
        """Keep what is listed now, for one who gives up what is typed next."""
        self.before = replace(self, before=None)

    def restore(self) -> None:
        """List what was remembered."""
        before, self.before = self.before or self, None
        for name in ("filter", "filter_text", "sort", "group", "opened", "selected"):
            setattr(self, name, getattr(before, name))

    def back(self) -> SummaryState | DepartmentsState | None:
        """Leave the tasks of a figure; the screen to return to, if there is one."""
        opened, self.opened = self.opened, None
        return opened.back if opened else None

    def label(self) -> str:
        """The part that is looked at, in words."""
        if self.opened:
            return self.opened.label
        if self.node is None:
            return t("filter.all")
        return self.node.label + self.node.title if self.node.kind == "section" else self.node.title

    @property
    def part(self) -> str:
        """The chosen node in words; empty where none is."""
        return replace(self, opened=None).label() if self.node else ""

    def plans_in(self, plans: Mapping[int, PlanInfo]) -> list[PlanInfo]:
        """The plans of the scope."""
        if self.node is None:
            return list(plans.values())
        if self.node.kind == "city":
            return [plan for plan in plans.values() if plan.city == self.node.title]
        return [plan for plan in plans.values() if plan.id == self.node.plan_id]

    def indicators(self, plans: Mapping[int, PlanInfo]) -> int:
        """How many indicators the scope has beside the tasks that are looked at; a part of a plan has none of its own."""
        if self.opened or self.counted().indicators or (self.node is not None and self.node.kind == "section"):
            return 0
        return sum(plan.indicators for plan in self.plans_in(plans))

    def standing(
        self,
        plans: Mapping[int, PlanInfo],
        moving: str = "",
        *,
        reviewed: int,
        total: int,
        person: str,
        rounds: RoundSums | None = None,
    ) -> Standing:
        """What the title line says of these plans; a date, share or round that differs between them is left out. ``moving``
        stands in place of the date while that is moved."""
        whole = self.opened.scope if self.opened else None
        inside = self.plans_in(plans)
        if whole is not None:
            inside = [plan for plan in plans.values() if whole.plans is None or plan.id in whole.plans]
        dates, shares = {plan.as_of for plan in inside}, {plan.share for plan in inside}
        if len(inside) == 1:
            title = inside[0].title if inside[0].city in inside[0].title else inside[0].city + inside[0].title
        else:
            title = self.node.title if self.node and whole is None else t("head.plans", n=len(inside))
        found = Standing(
            title=title,
            as_of=dates.pop() if len(dates) == 1 else None,
            share=shares.pop() if len(shares) == 1 else None,
            reviewed=reviewed,
            total=total,
            person=person,
            moving=moving,
        )
        if rounds is None or len(rounds.names) != 1:
            return found
        if rounds.total != total:
            return replace(found, round=rounds.names[0], part=(rounds.in_round, rounds.total))
        # In the list of what a round still asks for it is how much of it was carried over that says what is left to look at.
        carried = None if whole is None else rounds.carried
        return replace(found, round=rounds.names[0], reviewed=rounds.in_round, never=rounds.never, carried=carried)


def names_place(chosen: TaskFilter) -> bool:
    """Whether a filter says itself of which plans, cities or sections it is."""
    return any(getattr(chosen, place) is not None for place in PLACES)
