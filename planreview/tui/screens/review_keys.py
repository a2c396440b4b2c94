"""The keys of the review screen, in the order in which the foot shows them."""

from __future__ import annotations

from functools import partial

from textual.binding import BindingType

from planreview.tui.keys import bind as bind_key

bind = partial(bind_key, area="review")
hidden = partial(bind, show=False)

# What is done to the tasks under the cursor or selected; a section can be assigned from the tree.
ON_TASKS = frozenset({
    "note", "notes", "self_report", "evidence", "closing", "actual", "toggle", "document", "copy", "scope", "split", "targets",
    "adjust", "select_all", "extend_up", "extend_down",
})  # fmt: skip

REVIEW_KEYS: list[BindingType] = [
    *(bind(digit, f"digit('{digit}')", f"digit_{digit}") for digit in "1234567890"),
    bind("enter", "run('read')", "read"),
    bind("n", "run('note')", "note"),
    bind("r", "run('reasons')", "reasons"),
    hidden("N", "run('notes')", "notes"),
    hidden("b", "run('self_report')", "self_report"),
    hidden("w", "run('evidence')", "evidence"),
    hidden("z", "run('closing')", "closing"),
    bind("slash", "run('search')", "search"),
    bind("f", "run('filter')", "filter"),
    bind("u", "run('undo')", "undo"),
    bind("s", "run('summary')", "summary"),
    bind("c", "run('clear_filter')", "clear_filter"),
    bind("v", "run('actual')", "actual"),
    bind("a", "run('assign')", "assign"),
    bind("tab", "run('pane')", "pane"),
    hidden("shift+tab", "run('pane_back')", "pane_back"),
    bind("space", "run('toggle')", "toggle"),
    bind("R", "run('rounds')", "rounds"),
    bind("question_mark", "run('help')", "help"),
    hidden("f1", "run('help_part')", "help_f1"),
    hidden("U,ctrl+r", "run('redo')", "redo"),
    bind("g", "run('go_to')", "go_to"),
    bind("d", "run('departments')", "departments"),
    bind("i", "run('import_plan')", "import"),
    bind("t", "run('as_of')", "as_of"),
    bind("l,L", "run('activity')", "activity"),
    hidden("H", "run('undo_list')", "undo_list"),
    hidden("D", "run('document')", "document"),
    hidden("P", "run('plan')", "plan"),
    bind("e", "run('export')", "export"),
    bind("y", "run('copy')", "copy"),
    hidden("K", "run('key_maps')", "key_maps"),
    hidden("T", "run('theme')", "theme"),
    hidden("at", "run('person')", "person"),
    hidden("E", "run('language')", "language"),
    hidden("o", "run('sort')", "sort"),
    hidden("O", "run('group')", "group"),
    hidden("C", "run('columns')", "columns"),
    hidden("V", "run('views')", "views"),
    hidden("x", "run('scope')", "scope"),
    hidden("p", "run('split')", "split"),
    hidden("A", "run('targets')", "targets"),
    hidden("J", "run('adjust')", "adjust"),
    hidden("ctrl+a", "run('select_all')", "select_all"),
    hidden("shift+up", "run('extend_up')", "extend_up"),
    hidden("shift+down", "run('extend_down')", "extend_down"),
    hidden("escape", "run('leave')", "leave"),
    hidden("left", "run('tree')", "tree"),
    hidden("less_than_sign", "run('divide_left')", "divide_left"),
    hidden("greater_than_sign", "run('divide_right')", "divide_right"),
    # What hands do by themselves after years with other programs.
    hidden("ctrl+z", "run('undo')", "undo_usual"),
    hidden("ctrl+y", "run('redo')", "redo_usual"),
    hidden("ctrl+f", "run('search')", "search_usual"),
    hidden("ctrl+s", "run('saved')", "saved"),
    hidden("delete", "run('how_to_clear')", "how_to_clear"),
    bind("q", "run('quit')", "quit"),
]
