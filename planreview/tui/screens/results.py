"""What the screens hand back to the one that opened them."""

from __future__ import annotations

from planreview.catalogue import t
from planreview.domain.records import dataclass, field, replace
from planreview.domain.review import TaskFilter
from planreview.text import show


def opened_filter(ids: tuple[int, ...]) -> TaskFilter:
    """A list of exactly these, set aside or not; of indicators where it is about nothing else."""
    indicators = bool(ids) and all(one < 0 for one in ids)
    return TaskFilter(ids=ids, supervised=None, indicators=True if indicators else None)


@dataclass(frozen=True, slots=True)
class SummaryState:
    """Where a summary stood, so that it opens there again: grouping, mode, order, columns, and the cell under
    the cursor. ``round`` is the id of a round whose figures are shown, of a closed one those that were issued.

    ``filter`` means the part of the tree that was looked at, ``listed`` what the list's filter (``words``) left of it, None
    where it cannot be summed up; ``narrowed`` says that it is what is counted.
    """

    filter: TaskFilter = field(default_factory=TaskFilter)
    words: str = ""
    listed: TaskFilter | None = None
    narrowed: bool = False
    by: str = "department"
    mode: str = "lead"
    ranked: bool = False
    whole: bool = False
    row: object = None
    column: str | None = None
    round: str | None = None
    # The name of a round that is closed; its tasks may have changed since.
    closed: str = ""
    # The row that ``filter`` holds the tasks of, and whether its lists are what is meant: behind, and taken out.
    part: str = ""
    lists: bool = False

    @property
    def counted(self) -> TaskFilter:
        """The tasks that the figures count."""
        return self.listed if self.narrowed and self.listed is not None else self.filter

    @property
    def meant(self) -> tuple[TaskFilter, str | None]:
        """What is summed up: the tasks, and of which round."""
        return self.counted, self.round


@dataclass(frozen=True, slots=True)
class DepartmentsState:
    """Where the departments screen stood: the plan whose city it showed, and the cell under the cursor."""

    plan: int
    row: object = None
    column: str | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """Tasks that a figure or a line stands for: exactly ``filter.ids``, in plan order; ``label`` says where they come from.

    ``back`` is the summary or departments screen to return to, None where the tasks were opened from elsewhere. ``scope`` is
    what the list is a part of where its filter leaves out what was reviewed since: figures of that part stay what they are;
    ``round`` the open round, by uid, which asks for these.
    """

    filter: TaskFilter
    label: str
    back: SummaryState | DepartmentsState | None = None
    scope: TaskFilter | None = None
    round: str | None = None


def asked_for(name: str, found: TaskFilter, uid: str) -> Opened:
    """The list of what an open round still asks for: tasks, or indicators, which are counted apart."""
    label = f"{show(name)} {t('screens.filter.not_in_round')}"
    if found.indicators:
        label += " " + t("tree.indicators")
    return Opened(found, label, scope=replace(found, not_in_round=None), round=uid)
