"""Columns that were chosen: exact widths whatever was chosen, the sorted one marked, what was looked for marked."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from planreview.catalogue import use_language
from planreview.services.highlights import found_spans
from planreview.tui.inks import FOUND, line_width
from planreview.tui.widgets.list_columns import COLUMNS, Columns, header_line, row_line
from planreview.tui.widgets.task_columns import current_words
from tests.tui.test_task_list import PLAN, ROW, drawn, text


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("cells", [40, 60, 79, 119, 160, 240])
def test_any_choice_of_columns_fills_the_list_exactly(cells: int, language: str) -> None:
    use_language(language)
    words = current_words()
    row = replace(ROW, verdict="behind", self_verdict="done", verdict_by="某某某某某某", notes=12345, path=("一、", "（一）"))
    for chosen in (
        tuple(COLUMNS),
        tuple(reversed(COLUMNS)),
        ("title",),
        (),
        ("by", "self", "notes"),
        ("due", "title", "nothing"),
    ):
        columns = Columns.for_width(cells, words, chosen=chosen)
        assert columns["title"] >= 8
        assert line_width(row_line(row, columns, words, here=True, chosen=True, plan=PLAN)) == cells
        for sort in ("plan", "due", "-due", "gap", "-department"):
            assert line_width(header_line(columns, sort)) <= cells


def test_columns_that_were_chosen_stand_in_their_order_and_the_sorted_one_is_marked() -> None:
    columns = Columns.for_width(79, current_words(), chosen=("due", "self", "title"))
    assert text(header_line(columns, "-due")).split() == ["时限▼", "自评", "任务"]
    assert text(header_line(columns, "gap")).split() == ["时限", "自评", "任务"]
    assert text(header_line(Columns.for_width(79, current_words()), "gap")).count("差距▲") == 1


def test_what_was_looked_for_is_marked_in_titles_and_departments() -> None:
    words = current_words()
    found = partial(found_spans, "新")
    line = row_line(ROW, Columns.for_width(79, words), words, here=False, chosen=False, plan=PLAN, found=found)
    assert [part for part, ink in line if ink == FOUND] == ["新", "新"]
    assert text(line) == drawn(ROW)
    long, columns, found = replace(ROW, title="很长的标题" * 40), Columns.for_width(60, words), partial(found_spans, "题")
    clipped = row_line(long, columns, words, here=False, chosen=False, plan=PLAN, found=found)
    assert line_width(clipped) == 60 and all(part == "题" for part, ink in clipped if ink == FOUND)
