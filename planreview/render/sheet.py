"""The summary as CSV for a spreadsheet: a byte-order mark, and no cell that a spreadsheet would calculate."""

from __future__ import annotations

import csv
import io

from planreview.catalogue import t
from planreview.domain.summary import Summary
from planreview.render.behind_list import FIGURES, heading
from planreview.render.printed import NOT_MEASURED, SPLIT, put_in_words

# Cells of the behind list that say no more than their column does, so that they can be sorted by.
PLAIN = {"verdict": "plain_verdict", "due": "plain_due", "gap": "plain_gap"}
# What makes a spreadsheet take a text for a formula, in both widths.
_FORMULA = tuple("=+-@\t\r＝＋－＠")


def neutral(text: str) -> str:
    """A text that no spreadsheet takes for a formula: one that begins like it, spaces aside, gets a leading apostrophe."""
    return f"'{text}" if text.startswith(("\t", "\r")) or text.lstrip().startswith(_FORMULA) else text


def _cell(column: str, text: str) -> str:
    """A cell of the behind list: its figures stay figures, and a dash of our own is none of a document's."""
    return text if column in FIGURES or text == NOT_MEASURED else neutral(text)


def render(summary: Summary) -> str:
    """Heading, rows, total, an empty line, then title and footnotes, so that a program finds the table at the top; between
    them, where the summary lists the tasks behind and those taken out, tables of these with headings of their own.

    A row names the one it is a part of, the date and the mode in columns of their own, to be filtered by: only rows without
    上级 add up to the total. Red and yellow stand apart: a spreadsheet would read 2/3 as a date.
    """
    printed = put_in_words(summary, SPLIT)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    heads = (printed.place_heading, printed.name_heading, t("summary.column.parent"), *printed.headings)
    writer.writerow(map(neutral, (*heads, t("summary.column.as_of"), t("summary.column.mode"))))
    first, last = summary.as_of_first or summary.as_of, summary.as_of
    as_of = last.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
    mode = t(f"summary.mode.{summary.mode}") if summary.by == "department" else ""
    for row in printed.rows:
        writer.writerow((row.place, neutral(row.name), neutral(row.parent), *row.figures, as_of, mode))
    for found in printed.lists:
        writer.writerow(())
        writer.writerow((neutral(found.title),))
        if found.tasks:
            writer.writerow(map(heading, found.sheet))
        for cells in found.tasks:
            writer.writerow(_cell(key, cells.get(PLAIN.get(key, key), cells[key])) for key in found.sheet)
        if found.left_out:
            writer.writerow((found.left_out,))
    writer.writerow(())
    for text in (printed.title, *printed.heads, *printed.notes):
        writer.writerow((neutral(text),))
    return "\ufeff" + out.getvalue()
