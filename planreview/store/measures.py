"""What is added up over tasks and kept: each measure is one line here and a column of the tally tables."""

from __future__ import annotations

from planreview.domain.verdicts import COMPLETED, KEYS, OUT

_OUT = ", ".join(f"'{key}'" for key in sorted(OUT))
_COMPLETED = ", ".join(f"'{key}'" for key in sorted(COMPLETED))

# Column of the tally tables → what it adds up over tasks ``s``.
MEASURES: dict[str, str] = {
    "total": "s.supervised",
    "not_supervised": "not s.supervised",
    **{key: f"s.supervised and s.verdict is '{key}'" for key in KEYS},
    "unreviewed": "s.supervised and s.verdict is null",
    "closed": f"s.supervised and s.closed and coalesce(s.verdict in ({_COMPLETED}), 0)",
    "overdue": "s.supervised and s.overdue",
    "mismatch": "s.supervised and s.mismatch > 0",
    "unassigned": "s.supervised and s.lead_id is null",
    "reasons_open": "s.supervised and s.reason_open > 0",
    **{
        colour: f"s.supervised and s.light is '{colour}' and coalesce(s.verdict not in ({_OUT}), 1)"
        for colour in ("green", "yellow", "red")
    },
    "stated": "s.supervised * s.targets_stated",
    "reported": "s.supervised * s.targets_reported",
    "attained": "s.supervised * s.targets_attained",
    "joint_leads": "s.supervised and s.leads > 1",
    "shared_leads": "s.supervised and s.lead_shared",
    "presumed": "s.supervised and s.due_presumed",
    "supported": "s.supervised and s.supports > 0",
    "carried": "s.supervised and s.carried",
}
NAMES = ", ".join(MEASURES)
