"""The change table as text, CSV, Markdown, HTML and JSON; foreign text is made harmless for each as in the summary."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any

from planreview.catalogue import language, t
from planreview.cells import fit, width, wrap
from planreview.domain.changes import Adjustment, ChangeRow, ChangeTable, Doubt, Form
from planreview.errors import InputError
from planreview.render import markdown, markup, sheet
from planreview.render.change_words import NOTHING, Line, PrintedChanges, put_in_words
from planreview.text import show, show_block

# Cells of a page on a terminal, as in the summary.
PAGE = 87
_LANG = {"zh": "zh-CN", "en": "en"}
_STYLE = f"""
body {{ font-family: {markup.SERIF}; color: #111; background: #fff; margin: 2em auto; max-width: 70em; padding: 0 1em; }}
h1 {{ font-size: 1.3em; text-align: center; margin-bottom: .2em; }}
h2 {{ font-size: 1.1em; }}
p.head {{ text-align: center; margin-top: 0; }}
table {{ border-collapse: collapse; width: 100%; font-size: .9em; table-layout: fixed; }}
th, td {{ border: 1px solid #888; padding: .2em .4em; vertical-align: top; text-align: left; overflow-wrap: anywhere; }}
th {{ background: #eee; }}
th.kind, td.kind {{ width: 5em; }}
th.number, td.number {{ width: 3em; text-align: right; }}
th.note, td.note {{ width: 12em; }}
td.note p {{ margin: 0 0 .2em; }}
@page {{ size: A4 landscape; margin: 12mm; }}
@media print {{
  body {{ margin: 0; max-width: none; padding: 0; font-size: 10pt; }}
  thead {{ display: table-header-group; }}
  tr {{ break-inside: avoid; }}
}}
"""


def render_changes(table: ChangeTable, form: str, *, every: bool = False) -> bytes:
    """The table as the bytes of a file, UTF-8; ``every``: with the tasks that did not change.

    Raises :class:`InputError` for a format that is none of ``FORMATS``.
    """
    if form not in _FORMS:
        raise InputError("format_unknown", name=form, known=", ".join(FORMATS))
    return _FORMS[form](table, every).encode("utf-8", errors="replace")


def text_lines(table: ChangeTable, *, every: bool = False, page: int = PAGE) -> list[str]:
    """The table for a terminal: a line for each item with its numbers, and below it what is to be said."""
    printed = put_in_words(table, every=every)
    lines = [*wrap(printed.title, page), *(part for head in printed.heads for part in wrap(head, page))]
    everything = (*printed.rows, *printed.indicators, *printed.doubts)
    kinds = max((width(row.kind) for row in everything), default=0)
    befores = max((width(row.number_before) for row in everything), default=0)
    afters = max((width(row.number_after) for row in everything), default=0)
    for heading, rows in _groups(printed):
        lines += ["", *wrap(heading, page)] if heading else [""]
        for row in rows:
            numbers = f"{fit(row.number_before, befores, 'right')} → {fit(row.number_after, afters)}"
            head = f"{fit(row.kind, kinds)}  {numbers}  "
            for place, part in enumerate(wrap(row.title, max(20, page - width(head)))):
                lines.append((head if not place else " " * width(head)) + part)
            for note in row.notes:
                lines += [" " * width(head) + part for part in wrap(note, max(20, page - width(head)))]
    lines.append("")
    for note in printed.notes:
        lines += wrap(note, page)
    return [one.rstrip() for one in lines]


def _groups(printed: PrintedChanges) -> list[tuple[str, tuple[Line, ...]]]:
    groups = [("", printed.rows), (t("changes.indicators"), printed.indicators), (t("changes.doubts"), printed.doubts)]
    return [(heading, rows) for heading, rows in groups if rows]


def _text(table: ChangeTable, every: bool) -> str:
    return "\n".join(text_lines(table, every=every)) + "\n"


def _cells(row: Line) -> tuple[str, ...]:
    return row.kind, row.number_before, row.before, row.number_after, row.after


def _csv(table: ChangeTable, every: bool) -> str:
    """Heading and rows first, so that a program finds the table at the top."""
    printed = put_in_words(table, every=every)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(map(sheet.neutral, printed.headings))
    for heading, rows in _groups(printed):
        if heading:
            writer.writerows(((), (sheet.neutral(heading),)))
        for row in rows:
            cells = ("" if cell == NOTHING else cell for cell in _cells(row))
            writer.writerow(map(sheet.neutral, (*cells, t("changes.semicolon").join(row.notes))))
    writer.writerow(())
    for text in (printed.title, *printed.heads, *printed.notes):
        writer.writerow((sheet.neutral(text),))
    return "\ufeff" + out.getvalue()


def _markdown(table: ChangeTable, every: bool) -> str:
    printed = put_in_words(table, every=every)
    lines = [f"# {markdown.paragraph(printed.title)}"]
    lines += [part for head in printed.heads for part in ("", markdown.paragraph(head))]
    for heading, rows in _groups(printed):
        lines += ["", f"## {markdown.paragraph(heading)}"] if heading else []
        lines += [
            "",
            markdown.table_row(printed.headings),
            markdown.table_row(("---", "---:", "---", "---:", "---", "---"), escaped=True),
        ]
        for row in rows:
            notes = "<br>".join(map(markdown.escape, row.notes))
            lines.append(markdown.table_row((*map(markdown.escape, _cells(row)), notes), escaped=True))
    lines += ["", *(f"{place}. {markdown.paragraph(note)}" for place, note in enumerate(printed.notes, 1))]
    return "\n".join(lines) + "\n"


def _html(table: ChangeTable, every: bool) -> str:
    printed = put_in_words(table, every=every)
    styles = ("kind", "number", "text", "number", "text", "note")
    heads = "".join(
        f'<th class="{style}">{markup.escape(heading)}</th>' for style, heading in zip(styles, printed.headings, strict=True)
    )
    parts = []
    for heading, rows in _groups(printed):
        title = f"<h2>{markup.escape(heading)}</h2>\n" if heading else ""
        body = "\n".join(_html_row(row, styles) for row in rows)
        parts.append(f"{title}<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>")
    notes = "\n".join(f"<li>{markup.escape(note)}</li>" for note in printed.notes)
    tables = "\n".join(parts)
    above = "\n".join(f'<p class="head">{markup.escape(head)}</p>' for head in printed.heads)
    return f"""<!DOCTYPE html>
<html lang="{_LANG[language()]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{markup.escape(printed.title)}</title>
<style>{_STYLE}</style>
</head>
<body>
<h1>{markup.escape(printed.title)}</h1>
{above}
{tables}
<ol>
{notes}
</ol>
</body>
</html>
"""


def _html_row(row: Line, styles: tuple[str, ...]) -> str:
    cells = "".join(
        f'<td class="{style}">{markup.escape(cell)}</td>' for style, cell in zip(styles[:-1], _cells(row), strict=True)
    )
    notes = "".join(f"<p>{markup.escape(note)}</p>" for note in row.notes)
    return f'<tr>{cells}<td class="note">{notes}</td></tr>'


def to_json(table: ChangeTable) -> dict[str, Any]:
    """The whole table as plain values; ids are those that two machines agree on."""
    return {
        "city": show(table.city),
        "plan": show(table.title),
        "first": table.first,
        "second": table.second,
        "since": table.since.isoformat(),
        "counts": table.counts(),
        "rows": [_row_record(row) for row in table.rows],
        "indicators": [_row_record(row) for row in table.indicators],
        "doubtful": [_doubt_record(doubt) for doubt in table.doubts],
    }


def _row_record(row: ChangeRow) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "also": list(row.also),
        "heir": row.heir,
        "score": None if row.score is None else float(row.score),
        "before": _form_record(row.before),
        "after": _form_record(row.after),
        "adjustments": [_adjustment_record(one) for one in row.adjustments],
    }


def _doubt_record(doubt: Doubt) -> dict[str, Any]:
    return {
        "relation": doubt.relation,
        "score": float(doubt.score),
        "before": _form_record(doubt.before),
        "after": _form_record(doubt.after),
    }


def _form_record(form: Form | None) -> dict[str, Any] | None:
    if form is None:
        return None
    return {
        "id": form.uid,
        "number": form.number,
        "section": show(form.heading),
        "title": show(form.title),
        "text": show_block(form.text),
    }


def _adjustment_record(one: Adjustment) -> dict[str, Any]:
    return {"metric": show(one.name) or None, "before": one.before and show(one.before), "after": one.after and show(one.after)}


def _json(table: ChangeTable, _: bool) -> str:
    return json.dumps(to_json(table), ensure_ascii=False, indent=1) + "\n"


_FORMS: dict[str, Callable[[ChangeTable, bool], str]] = {
    "table": _text,
    "csv": _csv,
    "md": _markdown,
    "html": _html,
    "json": _json,
}
FORMATS = tuple(_FORMS)
