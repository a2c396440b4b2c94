"""The summary as CSV for a spreadsheet: a byte-order mark, and no cell that a spreadsheet would calculate."""

from __future__ import annotations

import csv
import io

from planreview.domain.summary import Summary
from planreview.render.printed import SPLIT, put_in_words

# What makes a spreadsheet take a text for a formula, in both widths.
_FORMULA = tuple("=+-@\t\r＝＋－＠")


def neutral(text: str) -> str:
    """A text that no spreadsheet takes for a formula: one that begins like it, spaces aside, gets a leading apostrophe."""
    return f"'{text}" if text.startswith(("\t", "\r")) or text.lstrip().startswith(_FORMULA) else text


def render(summary: Summary) -> str:
    """Heading, rows, total, an empty line, then title and footnotes, so that a program finds the table at the top.

    Red and yellow stand in columns of their own: a spreadsheet would read 2/3 as a date.
    """
    printed = put_in_words(summary, SPLIT)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(map(neutral, (printed.place_heading, printed.name_heading, *printed.headings)))
    for row in printed.rows:
        writer.writerow((row.place, neutral("  " * row.depth + row.name), *row.figures))
    writer.writerow(())
    for text in (printed.title, printed.subtitle, *printed.notes):
        writer.writerow((neutral(text),))
    return "\ufeff" + out.getvalue()
