"""The behind list in words: the same cells in every format, as a row of a table or as a few lines of text."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from planreview.aims import aim, gap_words
from planreview.catalogue import t, tn
from planreview.cells import clip
from planreview.domain.behind_list import BehindList, BehindTask, ListedTask, Said
from planreview.domain.out_list import OutList
from planreview.domain.records import dataclass
from planreview.domain.verdicts import UNREVIEWED
from planreview.text import show

# Longer than any reason that people write; a hostile text may hold more than a page could.
WORDS_CELLS = 2_000
NAME_CELLS = 160
FIGURES = ("attainment", "gap")
# Columns of a page; a sheet has each of its own ``SHEET``, to be sorted and filtered by.
PAGE = ("number", "title", "departments", "verdict", "light", "target", *FIGURES, "due", "reason", "measure")
SHEET = (
    "number", "plan", "title", "lead", "support", "verdict", "overdue", "light", "target", *FIGURES, "due", "presumed",
    "reason", "reason_on", "measure", "measure_on",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PrintedList:
    """A list of tasks in words: its title, how many tasks it leaves out (empty for none), each task's cells by column and its
    words in lines, and the columns of a page and of a sheet; ``key`` says which list it is, ``several`` whether what it belongs
    to is of several plans, so that each task names its own."""

    key: str
    title: str
    left_out: str
    tasks: tuple[Mapping[str, str], ...]
    lines: tuple[tuple[str, ...], ...]
    page: tuple[str, ...]
    sheet: tuple[str, ...]
    several: bool

    @property
    def columns(self) -> tuple[str, ...]:
        """Those of a page: with the plan's where there are several."""
        return (*self.page[:1], "plan", *self.page[1:]) if self.several else self.page


def heading(column: str) -> str:
    """What stands above a column."""
    return t(f"behind.column.{column}")


def several_plans(*lists: BehindList | OutList | None) -> bool:
    """Whether lists that stand together are of several plans: a task of one of them is not told from one of the other by its
    number."""
    return len({task.plan for one in lists if one is not None for task in one.tasks}) > 1


def put_behind_in_words(found: BehindList, words: Mapping[str, str], *, several: bool = False) -> PrintedList:
    """The list in words; ``words`` are the verdicts' list words in use, ``several`` makes each task name its plan."""
    tasks = tuple(_cells(one, words) for one in found.tasks)
    return PrintedList(
        key="behind",
        title=tn("behind.title", found.total) if found.total else t("behind.none"),
        left_out=left_out(found.total - len(found.tasks)),
        tasks=tasks,
        lines=tuple((facts(cells), *said(cells)) for cells in tasks),
        page=PAGE,
        sheet=SHEET,
        several=several,
    )


def left_out(n: int) -> str:
    """That a list leaves out so many tasks; empty for none."""
    return tn("behind.left_out", n) if n else ""


def named_cells(task: ListedTask) -> Mapping[str, str]:
    """The cells that say which task it is and whose."""
    leads = _names(task.leads) or t("behind.unassigned")
    supports = _names(task.supports)
    return {
        "number": _number(task) or "-",
        "plan": clip(task.plan, NAME_CELLS),
        "title": clip(show(task.title), WORDS_CELLS),
        "lead": leads,
        "support": supports,
        "departments": t("behind.departments", leads=leads, supports=supports) if supports else leads,
    }


def _number(task: ListedTask) -> str:
    number = clip(show(task.number), NAME_CELLS)
    # The rows of indicators have the negative of their targets' ids.
    return t("indicator.numbered", number=number) if task.id < 0 else number


def _cells(task: BehindTask, words: Mapping[str, str]) -> Mapping[str, str]:
    verdict = show(words.get(task.verdict or UNREVIEWED, task.verdict or ""))
    due = "-" if task.due is None else task.due.isoformat()
    return {
        **named_cells(task),
        "verdict": verdict + (t("behind.and_overdue") if task.overdue else ""),
        "plain_verdict": verdict,
        "overdue": t("behind.yes") if task.overdue else "",
        "light": t(f"light.{task.light or 'none'}"),
        "target": _target(task),
        "attainment": _figure(task.attainment),
        "gap": gap_words(task.attainment, task.gap),
        "plain_gap": _figure(task.gap),
        "due": t("behind.presumed_due", due=due) if task.due_presumed and task.due else due,
        "plain_due": due,
        "presumed": t("behind.yes") if task.due_presumed and task.due else "",
        "reason": spoken(task.reason) or (t("behind.no_reason") if task.reason_asked else "-"),
        "reason_on": day_of(task.reason),
        "measure": spoken(task.measure),
        "measure_on": day_of(task.measure),
    }


def _names(names: tuple[str, ...]) -> str:
    return t("behind.name_comma").join(clip(show(name), NAME_CELLS) for name in names)


def _target(task: BehindTask) -> str:
    """What is reached of how much, of the target that the figures are of; of one without figures what is aimed at."""
    one = task.target
    if one is None:
        return "-"
    missing = t("detail.pending" if one.pending else "detail.unreported")
    actual = missing if one.actual is None else f"{one.actual:f}"
    said = f"{clip(show(one.metric), NAME_CELLS)} {actual}/{aim(one, at_least=False)}".strip()
    return said if task.targets < 2 else tn("behind.more_targets", task.targets - 1, target=said)


def _figure(value: Decimal | None) -> str:
    return "-" if value is None else f"{value:.1f}"


def spoken(said: Said | None) -> str:
    """What was said, as it is printed."""
    return "" if said is None else clip(show(said.body).strip(), WORDS_CELLS)


def day_of(said: Said | None) -> str:
    """The day of it."""
    return "" if said is None else said.on.isoformat()


def facts(cells: Mapping[str, str]) -> str:
    """Departments, verdict, figures and deadline of a task on one line."""
    measured = cells["attainment"] != "-" or cells["gap"] != "-"
    # What was not measured has no unit.
    percent = cells["attainment"] if cells["attainment"] == "-" else f"{cells['attainment']}%"
    shown = {"target": cells["target"], "attainment": percent, "gap": cells["gap"]}
    figures = t("behind.figures", **shown) if measured else cells["target"].strip("-")
    parts = (cells["verdict"], t("behind.light", light=cells["light"]) if cells["light"] != "-" else "", cells["departments"])
    due = t("behind.due", due=cells["due"]) if cells["plain_due"] != "-" else ""
    return t("behind.between").join(part for part in (*parts, figures, due) if part)


def said(cells: Mapping[str, str], names: tuple[str, ...] = ("reason", "measure")) -> list[str]:
    """The reason of a task, and its measure where there is one, each with its day."""
    found = []
    for name in names:
        if cells[name].strip("-"):
            on = t("behind.on", on=cells[f"{name}_on"]) if cells.get(f"{name}_on") else ""
            found.append(t("behind.said", name=heading(name), text=cells[name], on=on))
    return found
