"""The summary as one HTML page: own template, fonts of the system, print rules, and not one reference to a network."""

from __future__ import annotations

from planreview.catalogue import language
from planreview.domain.summary import Summary
from planreview.render.behind_list import PrintedList, heading
from planreview.render.markup import SERIF, escape
from planreview.render.printed import WIDE, Printed, Row, put_in_words

_LANG = {"zh": "zh-CN", "en": "en"}
_STYLE = f"""
body {{ font-family: {SERIF}; color: #111; background: #fff; margin: 2em auto; max-width: 60em; padding: 0 1em; }}
h1 {{ font-size: 1.3em; text-align: center; margin-bottom: .2em; }}
p.head {{ text-align: center; margin-top: 0; }}
table {{ border-collapse: collapse; width: 100%; font-size: .9em; }}
th, td {{ border: 1px solid #888; padding: .2em .4em; text-align: right; white-space: nowrap; }}
th {{ background: #eee; }}
th.name, td.name {{ text-align: left; white-space: normal; overflow-wrap: anywhere; min-width: 7em; }}
tr.part td {{ color: #444; }}
tr.part td.name {{ padding-left: 1.6em; }}
tr.part.deep td.name {{ padding-left: 3em; }}
tr.total td {{ font-weight: bold; border-top: 2px solid #333; }}
h2 {{ font-size: 1.1em; margin-top: 1.6em; }}
table.tasks td {{ text-align: left; vertical-align: top; white-space: normal; overflow-wrap: anywhere; }}
table.tasks td.number, table.tasks td.attainment, table.tasks td.gap {{ text-align: right; white-space: nowrap; }}
table.tasks td.title {{ min-width: 9em; }}
table.tasks td.reason, table.tasks td.measure {{ min-width: 7em; }}
table.tasks td.since {{ white-space: nowrap; }}
td.overdue.some {{ color: #a00; font-weight: bold; }}
ol {{ font-size: .85em; padding-left: 2em; }}
ol li {{ overflow-wrap: anywhere; }}
@page {{ size: A4; margin: 15mm; }}
@media print {{
  body {{ margin: 0; max-width: none; padding: 0; font-size: 10pt; }}
  thead {{ display: table-header-group; }}
  tr {{ break-inside: avoid; }}
}}
"""


def render(summary: Summary) -> str:
    """A page that opens and prints anywhere."""
    printed = put_in_words(summary, WIDE)
    heads = "".join(f"<th>{escape(heading)}</th>" for heading in printed.headings)
    rows = "\n".join(_row(printed, row) for row in printed.rows)
    heads_of_page = "\n".join(f'<p class="head">{escape(head)}</p>' for head in printed.heads)
    notes = "\n".join(f"<li>{escape(note)}</li>" for note in printed.notes)
    return f"""<!DOCTYPE html>
<html lang="{_LANG[language()]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{escape(printed.title)}</title>
<style>{_STYLE}</style>
</head>
<body>
<h1>{escape(printed.title)}</h1>
{heads_of_page}
<table>
<thead><tr><th>{escape(printed.place_heading)}</th><th class="name">{escape(printed.name_heading)}</th>{heads}</tr></thead>
<tbody>
{rows}
</tbody>
</table>
<ol>
{notes}
</ol>
{"".join(map(_list, printed.lists))}</body>
</html>
"""


def _list(found: PrintedList) -> str:
    """Tasks as a table of their own, its words wrapped and its figures not."""
    heads = "".join(f"<th>{escape(heading(key))}</th>" for key in found.columns)
    rows = "\n".join(
        "<tr>" + "".join(f'<td class="{key}">{escape(cells[key])}</td>' for key in found.columns) + "</tr>"
        for cells in found.tasks
    )
    table = (
        f'<table class="tasks {found.key}">\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n'
        if rows
        else ""
    )
    more = f"<p>{escape(found.left_out)}</p>\n" if found.left_out else ""
    return f"<h2>{escape(found.title)}</h2>\n{table}{more}"


def _row(printed: Printed, row: Row) -> str:
    deep = " deep" if row.depth > 1 else ""
    cells = "".join(
        f'<td class="{key}{" some" if figure not in {"0", "-"} else ""}">{escape(figure)}</td>'
        for key, figure in zip(printed.keys, row.figures, strict=True)
    )
    return f'<tr class="{row.kind}{deep}"><td>{escape(row.place)}</td><td class="name">{escape(row.name)}</td>{cells}</tr>'
