"""How the list of the review screen is laid out: columns, order, groups; what was chosen is remembered on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planreview.catalogue import t, tn
from planreview.cells import clip
from planreview.services.filter_order import GROUPS, ORDERS, TURNED
from planreview.text import show
from planreview.tui.inks import Line
from planreview.tui.keys import key_for
from planreview.tui.screens.review_layout import FOLDED, kept_folds, show_list
from planreview.tui.widgets.list_columns import COLUMNS, header_line

if TYPE_CHECKING:
    from planreview.tui.screens.review import ReviewScreen

# Cells of what is listed, and of the name of a figure, that a dialog has room for.
REMARK, LABEL = 240, 60


def _name(screen: ReviewScreen) -> str:
    return f"list {screen.desk.person}"


def recall(screen: ReviewScreen) -> None:
    """Fold the tree and lay the list out as this person left them; whatever is wrong with what was kept counts as nothing."""
    screen.plan_tree.folded = kept_folds(screen.desk.remembered.own(FOLDED))
    kept = screen.desk.remembered.own(_name(screen))
    if not isinstance(kept, dict):
        return
    sort, group, columns = kept.get("sort"), kept.get("group"), kept.get("columns")
    if isinstance(sort, str) and sort.removeprefix(TURNED) in ORDERS:
        screen.looking.sort = sort
    screen.looking.group = group if group in GROUPS else None
    if isinstance(columns, list) and all(isinstance(key, str) for key in columns):
        screen.tasks.choose_columns(tuple(key for key in columns if key in COLUMNS))


def keep(screen: ReviewScreen) -> None:
    """Remember how the list is laid out."""
    columns = screen.tasks.chosen_columns
    now = {"sort": screen.looking.sort, "group": screen.looking.group, "columns": None if columns is None else list(columns)}
    if now != screen.desk.remembered.own(_name(screen)):
        screen.desk.remembered.keep_own(_name(screen), now)
    screen.query_one("#list-head").refresh()


def head_line(screen: ReviewScreen, cells: int) -> Line:
    """The head of the list, with the section of the task under the cursor."""
    return header_line(screen.tasks.columns(cells - 1), screen.looking.sort, screen.section)


def say_section(screen: ReviewScreen) -> None:
    """Name the section of the task under the cursor in the list's head, where the list goes section by section."""
    row = screen.tasks.current_row if screen.tasks.sectioned else None
    said = screen.plan_tree.section_words(row.section_id, row.path) if row is not None else ""
    if said != screen.section:
        screen.section = said
        screen.query_one("#list-head").refresh()


def sort(screen: ReviewScreen) -> None:
    """The next order of the list."""
    looking = screen.looking
    looking.sort = ORDERS[(ORDERS.index(looking.sort.removeprefix(TURNED)) + 1) % len(ORDERS)]
    screen.notify(t(f"sort.{looking.sort}"), markup=False, timeout=2)
    keep(screen)
    screen.loader.reload()


async def columns(screen: ReviewScreen) -> None:
    """Choose columns and their order, and by which the list is sorted."""
    from planreview.tui.screens.columns import ColumnsScreen, Layout

    before = Layout(screen.tasks.chosen_columns, screen.looking.sort)
    chosen = await screen.app.push_screen_wait(ColumnsScreen(before, screen.tasks.sample()))
    if chosen is not None:
        screen.tasks.choose_columns(chosen.columns)
        screen.looking.sort = chosen.sort
        keep(screen)
        if chosen.sort != before.sort:
            screen.loader.reload()


async def group(screen: ReviewScreen) -> None:
    """Choose what the list is grouped by; fold or open all groups."""
    from planreview.tui.screens.group import FOLD, GroupScreen

    chosen = await screen.app.push_screen_wait(GroupScreen(screen.looking.group))
    groups = screen.tasks.groups
    if chosen == FOLD and groups is not None:
        screen.tasks.fold(groups.all_turned())
    elif chosen is not None and chosen != FOLD:
        screen.looking.group = chosen or None
        keep(screen)
        screen.loader.reload()


async def views(screen: ReviewScreen) -> None:
    """Open a saved view, or save what is listed."""
    from planreview.services.filter_format import format_filter, format_sentence
    from planreview.tui.screens.views import ViewsScreen

    looking = screen.looking
    now = looking.seen()
    if looking.opened is not None and now.filter.ids is not None:
        # Nobody reads the ids of the tasks of a figure.
        said = tn("screens.views.opened", len(now.filter.ids), label=clip(show(looking.opened.label), LABEL))
    else:
        said = clip(show(await screen.desk.read(lambda ws: format_sentence(ws, now, aloud=True))), REMARK)
    chosen = await screen.app.push_screen_wait(ViewsScreen(now, said, screen.tasks.chosen_columns))
    if chosen is not None and chosen.sentence is not None:
        sentence = chosen.sentence
        words = await screen.desk.read(lambda ws: format_filter(ws, sentence.filter))
        looking.take(sentence, words, ())
        # What a view lists does not depend on the part of the tree that is looked at.
        looking.node = None
        screen.plan_tree.show_scope(None)
        screen.tasks.choose_columns(chosen.columns or screen.tasks.chosen_columns)
        keep(screen)
        show_list(screen)
        await screen.loader.load()


def fold(screen: ReviewScreen) -> bool:
    """Fold or open the group whose head is under the cursor; False where a task is."""
    tasks = screen.tasks
    if tasks.groups is None or not tasks.groups.lines or tasks.current is not None:
        return False
    tasks.fold(tasks.groups.turned(tasks.cursor))
    return True


LISTS = (sort, columns, group, views)


def looked_through(screen: ReviewScreen) -> str:
    """Where a text was looked for that found nothing, behind what stands in place of the list: letters and numbers mean less
    than one may think."""
    text = screen.looking.filter.text.strip()
    if not text:
        return ""
    from planreview.services.pinyin_tasks import is_spoken

    if text.isdecimal():
        return t("review.looked_for_number", key=key_for(screen.app, "review.go_to", "g"))
    return t("review.looked_for_letters") if is_spoken(text) else ""
