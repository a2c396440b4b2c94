"""What a target is in a statement: as the document says, where nobody read it otherwise and nothing was adjusted."""

from __future__ import annotations

from planreview.domain.confidence import DOUBTFUL

# For queries over ``target t``, ``target_place p`` and what this module joins to them.
READ = " left join target_read c on c.target_id = t.id"
STANDS = f"coalesce(c.stands, p.confidence >= {DOUBTFUL})"
METRIC, OP, VALUE = (f"coalesce(c.{name}, t.{name}) as {name}" for name in ("metric", "op", "value"))
KIND = "coalesce(c.kind, p.kind) as kind"
UNIT, VALUE_MAX, BASELINE, DUE = (
    f"nullif(coalesce(c.{name}, {table}.{name}), '') as {name}"
    for name, table in (("unit", "t"), ("value_max", "p"), ("baseline", "p"), ("due", "p"))
)
# The targets of tasks, given as JSON, in the revision that is in force.
PLACED = f"""
from json_each(?) j cross join target t on t.item_id = j.value cross join task_state w on w.item_id = j.value
cross join plan_state s on s.plan_id = w.plan_id
cross join target_place p on p.revision_id = s.revision_id and p.target_id = t.id{READ}"""
# The same where adjustments that hold come first: over what ``READ_ADJUSTED`` joins.
READ_ADJUSTED = f"{READ} left join adjusted a on a.target_id = t.id"
VALUE_IN_FORCE = "coalesce(a.value, c.value, t.value) as value"
VALUE_MAX_IN_FORCE, BASELINE_IN_FORCE, DUE_IN_FORCE = (
    f"nullif(coalesce(a.{name}, c.{name}, p.{name}), '') as {name}" for name in ("value_max", "baseline", "due")
)
