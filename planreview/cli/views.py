"""``planreview views``: what was saved under a name, with the tasks it means now; ``tasks --view NAME`` lists them."""

from __future__ import annotations

from planreview.catalogue import t
from planreview.cli.common import command, json_option, reading
from planreview.cli.output import Column, narrate, say_json, say_table


@command("views")
@json_option
def views(as_json: bool) -> None:
    from planreview.services.views import views as saved

    with reading() as ws:
        found = saved(ws)
    if as_json:
        say_json(
            [
                {
                    "name": one.name,
                    "filter": one.words,
                    "columns": None if one.columns is None else list(one.columns),
                    "count": one.count,
                    "person": one.person,
                    "saved_at": one.saved_at,
                    "problem": one.problem or None,
                }
                for one in found
            ]
        )
        return
    if not found:
        narrate(t("cli.views.none"))
        return
    columns = [
        Column(t("cli.column.view_name")),
        Column(t("cli.column.view"), shrink=True),
        Column(t("cli.column.tasks"), "right"),
    ]
    rows = [[one.name, one.problem or one.said or t("filter.all"), "-" if one.count is None else str(one.count)] for one in found]
    say_table(columns, rows)


COMMANDS = {"views": views}
