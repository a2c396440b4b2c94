"""A naive fold of the log, written apart from the program's: slow, whole, and without its tables."""

from __future__ import annotations

import json
import sqlite3
from decimal import Decimal
from typing import Any

from planreview.store.file import Store

Said = dict[str, Any]
FINDINGS = {"verdict", "clear", "carry"}
BESIDE = {"self-report", "evidence", "evidence-withdrawn", "closing"}
DATED = {*FINDINGS, *BESIDE, "note", "actual", "target-change"}
ASKING = {"behind", "dropped", "no_measure"}
OUT = {"dropped", "no_measure"}


def fold(store: Store, as_of: str) -> dict[str, dict[str, Any]]:
    """Item uid → what its operations say as of a date."""
    rows = [dict(row) for row in store.connection.execute("select * from operation order by clock, device, device_seq")]
    for place, row in enumerate(rows):
        row["payload"] = json.loads(row["payload"])
        row["place"] = place
    live = [row for row in rows if row["kind"] not in {"undo", "redo"} and _counts(row, rows, as_of)]
    departments = _departments(live)
    defaults: dict[str, str] = {}
    for row in live:
        if row["kind"] == "default-lead":
            defaults[row["subject"].removeprefix("plan:")] = row["payload"]["department"]
    tasks = {}
    for item in store.connection.execute("select i.id, i.uid, l.key from item i join plan l on l.id = i.plan_id"):
        own = [row for row in live if row["subject"] == item["uid"]]
        stated = store.connection.execute("select role, name from stated where item_id = ? order by role, rank", (item["id"],))
        tasks[item["uid"]] = _task(store, item, own, live, list(stated), departments, defaults.get(item["key"]))
    # An indicator is a task without words, stated departments and parts, whose only target it is itself.
    for row in store.connection.execute(
        "select -t.id as id, t.uid, l.key from target t join plan l on l.id = t.plan_id where t.item_id is null"
    ):
        own = [one for one in live if one["subject"] == row["uid"]]
        tasks[row["uid"]] = _task(store, row, own, live, [], departments, defaults.get(row["key"]))
    return tasks


def listed(store: Store, as_of: str) -> set[str]:
    """The departments that are listed: who was deleted last, and holds nothing, is not."""
    rows = [dict(row) for row in store.connection.execute("select * from operation order by clock, device, device_seq")]
    live = [row | {"payload": json.loads(row["payload"])} for row in rows if _counts(row, rows, as_of)]
    standing = _departments(live)
    newest = {row["subject"]: row["kind"] for row in live if row["kind"] in {"department", "department-removed"}}
    deleted = {subject.removeprefix("department:") for subject, kind in newest.items() if kind == "department-removed"}
    named = {row["subject"].removeprefix("department:"): row["payload"]["name"] for row in live if row["kind"] == "department"}
    holding = {name for task in fold(store, as_of).values() for name in (*task["leads"], *task["supports"])}
    return {standing[uid] for uid in named} - ({named[uid] for uid in deleted & named.keys()} - holding)


def _targets(store: Store, item_id: int) -> list[Any]:
    """The targets of an item; an indicator is its own."""
    where = "item_id = ?" if item_id > 0 else "id = -?"
    return store.connection.execute(f"select * from target where {where} order by id", (item_id,)).fetchall()


def _one(store: Store, target: Any) -> set[str]:
    """The ids of the targets that are one with a target, its own among them: those of an indicator that says the same."""
    same = store.connection.execute(
        "select uid, item_id from target where plan_id = ? and op = ? and value = ?",
        (target["plan_id"], target["op"], target["value"]),
    ).fetchall()
    return {row["uid"] for row in same} if any(row["item_id"] is None for row in same) else {target["uid"]}


def _counts(row: dict[str, Any], rows: list[dict[str, Any]], as_of: str) -> bool:
    dated = row["kind"] in DATED
    if dated and row["effective_on"] > as_of:
        return False
    counts = True
    for turn in rows:
        if turn["subject"] == f"batch:{row['batch']}" and not (dated and turn["effective_on"] > as_of):
            counts = turn["kind"] == "redo"
    return counts


def _departments(live: list[dict[str, Any]]) -> dict[str, str]:
    """Every name and uid by which a department is found → the name of the one that stands."""
    names: dict[str, str] = {}
    aliases: dict[str, str] = {}

    def standing(name: str) -> str:
        return standing(aliases[name]) if name in aliases else name

    for row in live:
        uid = row["subject"].removeprefix("department:")
        if row["kind"] == "department":
            names.setdefault(uid, row["payload"]["name"])
        elif row["kind"] == "alias" and uid in names and row["payload"]["alias"] != standing(names[uid]):
            aliases[row["payload"]["alias"]] = standing(names[uid])
    return {key: standing(name) for key, name in [*names.items(), *((name, name) for name in [*names.values(), *aliases])]}


def _task(
    store: Store,
    item: sqlite3.Row,
    own: list[Said],
    live: list[Said],
    stated: list[sqlite3.Row],
    departments: dict[str, str],
    default: str | None,
) -> Said:
    by_day = sorted(own, key=lambda row: (row["effective_on"], row["place"]))
    verdict, asking, back = None, None, None
    told = _told(by_day)
    for row in told:
        new = row["payload"].get("verdict")
        if verdict == "done" and new != "done":
            back = row
        elif new == "done" or new in ASKING:
            back = None
        asking = row if new in ASKING else back
        verdict = new
    finding = [row for row in by_day if row["kind"] in FINDINGS][-1:]
    if verdict == "done" and _short(store, item["id"], live):
        asking = told[-1]
    notes = _notes(by_day)
    decisions = _decisions(by_day) if verdict in OUT else [asking] if asking else []
    answered = any(
        n["payload"]["kind"] in {None, "reason"} and (n["place"] >= one["place"] or n["batch"] == one["batch"])
        for n in notes
        for one in decisions
    )
    lacks = [] if asking is None or answered else ["reason"]
    if verdict in OUT:
        lacks += [name for name in ("approver", "document") if not any(one["payload"].get(name) for one in decisions)]
    scopes = [row["payload"]["supervised"] for row in own if row["kind"] == "scope"]
    leads = _hold(
        own, "lead", departments, [row["name"] for row in stated if row["role"] == "lead"] or ([default] if default else [])
    )
    supports = _hold(own, "support", departments, [row["name"] for row in stated if row["role"] == "support"])
    return {
        "verdict": verdict,
        "supervised": scopes[-1] if scopes else True,
        "notes": [row["payload"]["text"] for row in notes],
        **_beside(store, item, by_day, finding[0] if finding else None, live),
        "lacks": lacks,
        "leads": leads,
        "supports": [name for name in supports if name not in leads],
        "actuals": _actuals(store, item["id"], live),
        "due": _adjusted(own, "due", _stated_due(store, item["id"])),
        "aims": _aims(store, item["id"], live),
    }


def _adjusted(own: list[dict[str, Any]], field: str, value: str | None) -> str | None:
    """The last adjustment by business date; the date that holds is what it says."""
    for row in sorted(own, key=lambda row: (row["effective_on"], row["place"])):
        if row["kind"] == "target-change" and row["payload"]["field"] == field:
            value = row["payload"]["new"]
    return value


def _stated_due(store: Store, item_id: int) -> str | None:
    row = store.connection.execute("select due from placement where item_id = ?", (item_id,)).fetchone()
    return None if row is None else row[0]


def _aims(store: Store, item_id: int, live: list[dict[str, Any]]) -> list[str | None]:
    return [
        _adjusted([row for row in live if row["subject"] == target["uid"]], "value", target["value"])
        for target in _targets(store, item_id)
    ]


def _notes(by_day: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Notes as they read now, at the place of the newest wording in the log."""
    found = []
    for row in by_day:
        if row["kind"] == "note" and "edits" not in row["payload"]:
            edits = [one for one in by_day if one["kind"] == "note" and one["payload"].get("edits") == row["id"]]
            newest = max([row, *edits], key=lambda one: one["place"])
            if newest is row or newest["payload"]["text"]:
                found.append(row | {"payload": newest["payload"], "place": newest["place"], "edited": newest is not row})
    return found


def _beside(store: Store, item: sqlite3.Row, by_day: list[Said], finding: Said | None, live: list[Said]) -> Said:
    of_round = finding and finding["payload"].get("round")
    earlier = [row for row in by_day if row["kind"] in FINDINGS and row["payload"].get("round") != of_round]
    targets = _targets(store, item["id"])
    said = {"target-change", "target-read"}
    about = [row["place"] for row in live if row["subject"] in {one["uid"] for one in targets} and row["kind"] in said]
    shared = {uid for one in targets for uid in _one(store, one)}
    about += [row["place"] for row in live if row["subject"] in shared and row["kind"] == "actual"]
    about += [row["place"] for row in by_day if row["kind"] in {*BESIDE, "target-change"}]
    # A problem that was noted with the finding is no news, unless its words were.
    problems = [row for row in _notes(by_day) if row["payload"]["kind"] == "problem"]
    about += [row["place"] for row in problems if not finding or row["batch"] != finding["batch"] or row["edited"]]
    reports = [row["payload"]["verdict"] for row in by_day if row["kind"] == "self-report" and row["payload"]["verdict"]]
    gone = {row["payload"]["evidence"] for row in by_day if row["kind"] == "evidence-withdrawn"}
    return {
        "round": of_round,
        "carried": finding is not None and finding["kind"] == "carry",
        "last": earlier[-1]["payload"].get("verdict") if earlier else None,
        "changed": finding is not None and any(place > finding["place"] for place in about),
        "self_report": reports[-1] if reports else None,
        "evidence": [row["payload"]["remark"] for row in by_day if row["kind"] == "evidence" and row["id"] not in gone],
        "closing": _closing(by_day),
    }


def _closing(by_day: list[dict[str, Any]]) -> str | None:
    state, verdict = None, None
    for row in by_day:
        if row["kind"] in FINDINGS:
            verdict = row["payload"].get("verdict")
            if state == "closed" and verdict != "done":
                state = None
        elif row["kind"] == "closing":
            step = row["payload"]["step"]
            if step == "apply" and state in {None, "returned"}:
                state = "applied"
            elif step == "return" and state == "applied":
                state = "returned"
            elif step == "close" and state == "applied" and verdict == "done":
                state = "closed"
            elif step == "reopen" and state == "closed":
                state = None
    return state


def _told(by_day: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The findings without those that only repeat the one before: carried over, or said again in its round for its day."""
    told: list[dict[str, Any]] = []
    for row in by_day:
        if row["kind"] not in FINDINGS:
            continue
        before = told[-1] if told else {"payload": {}, "effective_on": None}
        (was, then), (new, now) = ((one["payload"].get("verdict"), _sitting(one)) for one in (before, row))
        if was != new or (row["kind"] != "carry" and then != now):
            told.append(row)
    return told


def _sitting(row: dict[str, Any]) -> tuple[str | None, str | None]:
    return row["payload"].get("round"), row["effective_on"]


def _decisions(by_day: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The findings since the verdict in force was first given."""
    run: list[dict[str, Any]] = []
    for row in by_day:
        if row["kind"] in FINDINGS:
            same = run and run[-1]["payload"].get("verdict") == row["payload"].get("verdict")
            run = [*run, row] if same else [row]
    return run


def _hold(own: list[dict[str, Any]], role: str, departments: dict[str, str], base: list[str]) -> list[str]:
    held: list[str | None] = list(dict.fromkeys(departments[name] for name in base if name in departments))
    for row in own:
        payload = row["payload"]
        if row["kind"] == "assign" and payload["role"] == role:
            one = departments.get(payload["department"])
            if payload["mode"] == "set":
                held = [one]
            elif payload["mode"] == "remove":
                held = [name for name in held if name != one]
            elif one not in held:
                held.append(one)
    return [name for name in held if name is not None]


def _actuals(store: Store, item_id: int, live: list[dict[str, Any]]) -> list[str | None]:
    found = []
    for target in _targets(store, item_id):
        own = [row for row in live if row["subject"] in _one(store, target)]
        own = [row for row in own if row["kind"] == "actual"]
        newest = sorted(own, key=lambda row: (row["effective_on"], row["place"]))[-1:]
        found.append(newest[0]["payload"]["value"] if newest else None)
    return found


def _short(store: Store, item_id: int, live: list[dict[str, Any]]) -> bool:
    pairs = zip(_actuals(store, item_id, live), _aims(store, item_id, live), strict=True)
    return any(actual is not None and Decimal(actual) < Decimal(str(value)) for actual, value in pairs)


def fold_views(store: Store) -> dict[str, dict[str, Any]]:
    """Name → what was saved under it last, of what was not undone and not deleted since."""
    rows = [dict(row) for row in store.connection.execute("select * from operation order by clock, device, device_seq")]
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        turns = [turn["kind"] for turn in rows if turn["subject"] == f"batch:{row['batch']}"]
        if row["kind"] in {"view-saved", "view-deleted"} and turns[-1:] != ["undo"]:
            payload = json.loads(row["payload"])
            found.pop(payload["name"], None)
            if row["kind"] == "view-saved":
                found[payload["name"]] = payload
    return found
