"""What the preview lists: headings and tasks of an outline, its targets by source line, and where corrections belong."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from planreview.catalogue import t
from planreview.domain.outline import Outline, OutlineSection, OutlineTask, StatedDepartments, TargetSpec
from planreview.outline.correcting import section_at, task_at
from planreview.outline.correcting_targets import every_target, was
from planreview.outline.corrections import COLUMN_KINDS, WORDS, Correction, correction_at, place_words
from planreview.outline.labels import KINDS_OF_NUMBER, read_label
from planreview.outline.layout import row_cells
from planreview.outline.task_columns import columns_of
from planreview.services.placing import plan_targets
from planreview.text import fold, show
from planreview.tui.widgets.choice_list import Choice

_INDENT = "  "
# The kind of the entry that stands for the indicators.
PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading, a task, or the indicators of the plan (``plan``, at the first of them): its lines, and the words by which it is
    found again."""

    kind: str
    place: int
    line: int
    end_line: int
    words: str

    @property
    def key(self) -> tuple[str, int, str]:
        """What the line of the list is known by."""
        return self.kind, self.line, self.words


def entries(outline: Outline) -> list[Entry]:
    """The indicators of the plan, then headings and tasks in the order of the document."""
    found = [
        Entry(
            "section",
            place,
            one.line,
            one.end_line or max(one.line, (one.text_lines or (0, one.line))[1]),
            _own(outline, one.line),
        )
        for place, one in enumerate(outline.sections)
    ]
    found += [Entry("task", place, one.line, one.end_line, _task_words(outline, one)) for place, one in enumerate(outline.tasks)]
    whole = [Entry(PLAN, 0, one.line, one.line, "") for one in indicators(outline)[:1]]
    return whole + sorted(found, key=lambda one: (one.line, one.kind == "task", one.place))


def indicators(outline: Outline) -> list[TargetSpec]:
    """The targets of the whole plan, those in doubt too, in the order of the document."""
    return [one.spec for one in plan_targets("", outline, range(len(outline.sections)))]


def _last_line(section: OutlineSection) -> int:
    return section.end_line or max(section.line, section.text_lines[1] if section.text_lines else 0)


def _own(outline: Outline, line: int) -> str:
    return place_words(outline.lines[line - 1])


def _task_words(outline: Outline, task: OutlineTask) -> str:
    """The line's own words, unless several tasks share it: then the beginning of the task's text."""
    own = _own(outline, task.line)
    if sum(one.line <= task.line <= one.end_line for one in outline.tasks) == 1:
        return own
    text = task.text.split("\n")[0][:WORDS]
    return text if fold(text) in fold(outline.lines[task.line - 1]) else own


def entry_choice(outline: Outline, entry: Entry) -> Choice:
    """A line of the outline: number, title, units, deadline, targets."""
    if entry.kind == PLAN:
        whole = indicators(outline)
        title = t("preview.indicators", n=sum(not one.doubtful for one in whole))
        return Choice(entry.key, ("", title, "", "", _targets(tuple(whole))), "strong")
    if entry.kind == "section":
        section = outline.sections[entry.place]
        title = f"{_INDENT * (section.level - 1)}{section.label or ''}{section.title or t('parse.untitled_box')}"
        return Choice(entry.key, ("", show(title), show(units(section.departments)), "", _targets(section.targets)), "strong")
    task = outline.tasks[entry.place]
    number = task.label.rstrip(".．、") if task.label else "*"
    title = f"{_INDENT * len(task.section)}{task.title}"
    if task.set_aside is not None:
        title = f"{_INDENT * len(task.section)}{t('preview.aside_mark')}{task.title}"
    inherited = task.departments if task.departments.lead or task.departments.support else _above(outline, task)
    # The day as it was understood: 9月底 does not say of which year.
    due = show(task.due or task.deadline or "")
    cells = (show(number), show(title), show(units(inherited)), due, _targets(task.targets))
    return Choice(entry.key, cells, "faint" if task.set_aside is not None else "")


def _above(outline: Outline, task: OutlineTask) -> StatedDepartments:
    """The units that the nearest heading above a task states."""
    by_path: dict[tuple[str, ...], OutlineSection] = {one.path: one for one in outline.sections if one.departments.lead}
    found = (by_path[task.section[:depth]] for depth in range(len(task.section), 0, -1) if task.section[:depth] in by_path)
    return next((one.departments for one in found), StatedDepartments())


def _targets(targets: tuple[TargetSpec, ...]) -> str:
    doubtful = sum(one.doubtful for one in targets)
    return f"{len(targets) or ''}{'?' if doubtful else ''}"


def units(stated: StatedDepartments) -> str:
    """Bodies on one line, as :func:`read_units` reads them."""
    lead = t("parse.join").join(stated.lead)
    if not stated.support:
        return lead
    return f"{lead}{t('preview.support', names=t('parse.join').join(stated.support))}"


def read_units(text: str) -> dict[str, str]:
    """Leads and supports as a person types them: 市科技局、市教育局；配合：市财政局."""
    mark = t("preview.support", names="")
    lead, _, support = text.replace(":", "：").replace(";", "；").partition(mark.replace(":", "：").replace(";", "；"))
    return {"lead": lead.strip("；, "), "support": support.strip()}


def label_forms(outline: Outline) -> list[str]:
    """The first number of each kind that the document has."""
    found: dict[str, str] = {}
    for line in outline.lines:
        label = read_label(line.strip())
        if label is not None and label.kind in KINDS_OF_NUMBER:
            found.setdefault(label.kind, show(label.printed))
    return [found[kind] for kind in KINDS_OF_NUMBER if kind in found]


def columns_at(outline: Outline, line: int) -> str | None:
    """What the columns of a table's head hold, on one line: 1=序号 2=任务; None where the line is no row of a table."""
    cells = row_cells(outline.lines[line - 1])
    if len(cells) < 2:
        return None
    held = {at: kind for kind, at in columns_of(cells).items() if kind in COLUMN_KINDS}
    return " ".join(f"{at + 1}={t(f'column.{held[at]}') if at in held else '-'}" for at in range(len(cells)))


def read_columns(text: str) -> dict[str, str] | None:
    """What a person typed of the columns: place from 0 → what it holds; None where a word is none of them."""
    words = {fold(word): kind for kind in COLUMN_KINDS for word in (kind, t(f"column.{kind}"))}
    found: dict[str, str] = {}
    for one in text.replace("＝", "=").split():
        place, _, word = one.partition("=")
        # A document's own word for a column is understood as it is there.
        kind = words.get(fold(word)) or next((one for one in columns_of((word,)) if one in COLUMN_KINDS), None)
        if not place.isdecimal() or int(place) < 1 or (kind is None and word != "-"):
            return None
        if kind is not None:
            found[str(int(place) - 1)] = kind
    return found


def marks(outline: Outline) -> dict[int, list[tuple[int, int]]]:
    """Where the targets stand: line → (first, last behind)."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for one in every_target(outline):
        if one.span is not None:
            found[one.span[0]].append(one.span[1:])
    return found


def targets_at(outline: Outline, line: int, words: str) -> list[TargetSpec]:
    """The targets of the task at a line, else of the line itself."""
    at = task_at(outline, line, words)
    heading = section_at(outline, line)
    if at is not None:
        return list(outline.tasks[at].targets)
    if heading is not None and outline.sections[heading].targets:
        return list(outline.sections[heading].targets)
    return [one for one in every_target(outline) if one.line == line]


def worded_line(outline: Outline, line: int) -> int:
    """The line, or where it is blank the nearest one with words: of two as near the one above, whose paragraph it ends."""
    worded = (at for at, text in enumerate(outline.lines, 1) if text.strip())
    return min(worded, key=lambda at: (abs(at - line), at), default=line)


def nearest_target(outline: Outline, line: int) -> int | None:
    """The line of the target that stands nearest to a line; None where there is none at all."""
    lines = (one.line for one in every_target(outline) if one.line)
    return min(lines, key=lambda at: (abs(at - line), at), default=None)


def target_correction(outline: Outline, kind: str, target: TargetSpec, values: dict[str, str] | None = None) -> Correction:
    """A correction of a target that stands in the outline."""
    return correction_at(outline.lines, kind, target.line, {**(values or {}), "was": was(target)}, words=target.quote)
