"""The summary as Markdown; foreign text is escaped, so that a name cannot become a link, a tag or a column."""

from __future__ import annotations

import re

from planreview.domain.summary import Summary
from planreview.render.behind_list import heading
from planreview.render.printed import TOTAL, WIDE, put_in_words

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>|~&#!@]")
# Viewers make links of bare addresses too.
_ADDRESS = re.compile(r"(?<=:)/(?=/)|(?<=www)\.", re.IGNORECASE)
# At the start of a line these would make a list, a rule or a heading.
_START = re.compile(r"^(\s*\d*)([-+=.)])")
# An ideographic space indents in every viewer, where ordinary ones are dropped.
_INDENT = "\u3000"


def escape(text: str) -> str:
    """Text that Markdown shows as it is."""
    return _ADDRESS.sub(r"\\\g<0>", _SPECIAL.sub(r"\\\g<0>", text))


def paragraph(text: str) -> str:
    """Text at the start of a line, shown as it is."""
    return _START.sub(r"\1\\\2", escape(text))


def render(summary: Summary) -> str:
    """A heading, the table with right-aligned figures, the footnotes as a list, and the tasks behind and those taken out as
    tables of their own."""
    printed = put_in_words(summary, WIDE)
    lines = [f"# {paragraph(printed.title)}", "", *(part for head in printed.heads for part in (paragraph(head), ""))]
    lines.append(table_row((printed.place_heading, printed.name_heading, *printed.headings)))
    lines.append(table_row(("---:", "---", *("---:" for _ in printed.headings)), escaped=True))
    for row in printed.rows:
        cells = tuple(map(escape, (row.place, _INDENT * row.depth + row.name, *row.figures)))
        lines.append(
            table_row(tuple(f"**{cell}**" if cell else "" for cell in cells) if row.kind == TOTAL else cells, escaped=True)
        )
    lines += ["", *(f"{number}. {paragraph(note)}" for number, note in enumerate(printed.notes, 1))]
    for found in printed.lists:
        lines += ["", f"## {paragraph(found.title)}"]
        if found.tasks:
            lines += ["", table_row(tuple(map(heading, found.columns))), table_row(("---",) * len(found.columns), escaped=True)]
        lines += [table_row(tuple(cells[key] for key in found.columns)) for cells in found.tasks]
        lines += ["", paragraph(found.left_out)] if found.left_out else []
    return "\n".join(lines) + "\n"


def table_row(cells: tuple[str, ...], *, escaped: bool = False) -> str:
    """One row of a table."""
    return "| " + " | ".join(cells if escaped else map(escape, cells)) + " |"
