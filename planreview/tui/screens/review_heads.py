"""What the two lines above the list of the review screen say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planreview.catalogue import t
from planreview.tui.keys import key_for
from planreview.tui.widgets.bars import Standing, View

if TYPE_CHECKING:
    from planreview.tui.screens.review import ReviewScreen


def say(screen: ReviewScreen) -> None:
    """Put the figures into the two lines."""
    sums, looking = screen.loader.sums, screen.looking
    total, reviewed = (sums.total, sums.reviewed) if sums else (0, 0)
    listed = screen.loader.listed
    plans, rounds, person, day = screen.loader.plans, screen.loader.rounds, screen.desk.person, screen.desk.day
    if screen.desk.name_guessed:
        person = t("head.guessed", name=person, key=key_for(screen.app, "review.person", "at"))
    if looking.narrows != screen.filtered:
        # The foot says how to get rid of a filter.
        screen.filtered = looking.narrows
        screen.key_words["run('clear_filter')"] = f"review.key.{'clear' if looking.narrows else 'last'}_filter"
        screen.refresh_bindings()
    standing = looking.standing(plans, day.said, reviewed=reviewed, total=total, person=person, rounds=rounds)
    # Before the plans have been read their number would be wrong.
    screen.head.say(standing if sums is not None else Standing(person=person))
    screen.filter_bar.say(
        View(
            scope=looking.label(),
            filter="" if looking.opened else looking.filter_said + (t("filter.spoken") if screen.loader.spoken else ""),
            shown=len(screen.tasks.ids) if screen.loader.whole else None,
            roles=screen.loader.roles if looking.by_department else None,
            selected=len(screen.tasks.selected),
            mismatches=listed.mismatch if listed else 0,
            overdue=listed.overdue if listed else 0,
            unassigned=listed.unassigned if listed else 0,
            reasons=listed.reasons_open if listed else 0,
            indicators=looking.indicators(screen.loader.plans),
            back=looking.opened is not None,
            sort=looking.sort,
            problem=screen.problem,
            waiting=screen.loader.counting.said,
        )
    )
