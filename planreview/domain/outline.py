"""What a plan document says: the outline that the reader makes of it.

Lines are numbered from 1, as split on ``\\n``. Every non-blank line has exactly one leaf owner: a heading, a task, an item,
a box, a table, an objective's paragraph or an entry of ``other``.
"""

from __future__ import annotations

from decimal import Decimal

from planreview.domain.confidence import DOUBTFUL
from planreview.domain.records import dataclass, field


@dataclass(frozen=True, slots=True)
class TargetSpec:
    """A committed quantity as the document words it.

    ``op`` is one of ``>= <= = += %+ %- ~``; ``value`` and ``value_max`` stand in the ``unit`` as written (亿元 is not
    multiplied). ``kind`` is a key of the kinds of domain.md: ``flow``, ``level``, ``level_base``, ``rate``, ``ceiling``,
    ``lower``, ``rank``, ``date``. ``span`` is (line, first, last character behind the quote) in the source line,
    ``confidence`` 0 to 1.
    """

    metric: str
    op: str
    value: Decimal
    value_max: Decimal | None = None
    unit: str | None = None
    quote: str = ""
    kind: str = "level"
    baseline: Decimal | None = None
    due: str | None = None
    line: int = 0
    span: tuple[int, int, int] | None = None
    confidence: float = 1.0

    @property
    def doubtful(self) -> bool:
        """Whether a person has to say that this is a commitment."""
        return self.confidence < DOUBTFUL


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """A numbered point that is not a task, or a part of a task."""

    label: str
    title: str | None
    line: int
    end_line: int
    title_explicit: bool = True


@dataclass(frozen=True, slots=True)
class StatedDepartments:
    """Responsible units that the document names for a task, or for all tasks of a section: ``lead`` (first is first lead),
    ``support``; ``shared`` where they stand as 按职责分工负责 without a lead."""

    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    shared: bool = False
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class OutlineSection:
    """A heading (``kind`` "section") or a 专栏 (``kind`` "box"); ``path`` holds the labels from the top, ``departments`` the
    units that stand for all tasks below which name none of their own."""

    label: str | None
    level: int
    title: str | None
    path: tuple[str, ...]
    line: int
    kind: str = "section"
    end_line: int | None = None
    text_lines: tuple[int, int] | None = None
    items: tuple[OutlineItem, ...] = ()
    targets: tuple[TargetSpec, ...] = ()
    departments: StatedDepartments = field(default_factory=StatedDepartments)


@dataclass(frozen=True, slots=True)
class OutlineTask:
    """A task: ``text`` is its wording (several lines joined by ``\\n``), ``section`` the labels of its headings; ``set_aside`` is
    the reason why a person keeps it out of the supervision, None where it is supervised."""

    number: int | None
    label: str | None
    section: tuple[str, ...]
    title: str
    title_explicit: bool
    line: int
    end_line: int
    text: str
    parts: tuple[OutlineItem, ...] = ()
    targets: tuple[TargetSpec, ...] = ()
    departments: StatedDepartments = field(default_factory=StatedDepartments)
    deadline: str | None = None
    due: str | None = None
    routine: bool = False
    organisations: tuple[str, ...] = ()
    set_aside: str | None = None


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of an indicator table: ``values`` keyed by year or column; None where the cell is empty or a dash."""

    number: int | None
    name: str
    unit: str | None
    values: tuple[tuple[str, Decimal | None], ...]
    line: int


@dataclass(frozen=True, slots=True)
class IndicatorTable:
    """A table of figures; ``is_target`` where it sets goals, else statistics of the past."""

    caption: str
    line: int
    end_line: int
    header_lines: tuple[int, int]
    columns: tuple[str, ...]
    is_target: bool
    rows: tuple[TableRow, ...]
    targets: tuple[TargetSpec, ...] = ()


@dataclass(frozen=True, slots=True)
class OtherLines:
    """Lines around the plan; ``role`` is one of title, notice, toc, preamble, signature, footer, page, label, text, ignored (by a
    person)."""

    line: int
    end_line: int
    role: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """What the reader is unsure of or mended: ``kind`` is a key of the catalogue, ``values`` fill its sentence;
    ``severity`` is info, warning or error."""

    line: int
    kind: str
    severity: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole plan document as understood; ``lines`` are its text lines (index 0 is line 1)."""

    title: str
    city: str | None
    year: int | None
    period: tuple[int, int] | None
    kind: str
    issuer: str | None
    issued_on: str | None
    addressees: tuple[str, ...]
    sections: tuple[OutlineSection, ...]
    tasks: tuple[OutlineTask, ...]
    objectives: tuple[TargetSpec, ...]
    tables: tuple[IndicatorTable, ...]
    other: tuple[OtherLines, ...]
    diagnostics: tuple[Diagnostic, ...]
    lines: tuple[str, ...]
