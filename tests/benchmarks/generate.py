"""Make a nationwide store of fictional tasks through the real reader, schema and log, with two operations a task.

    python tests/benchmarks/generate.py --tasks 1000000 --store FILE

Plans are read once for each kind of place and taken over by others of the kind; documents and operations are written plan by
plan, and everything is projected once, behind the last. The same number and the same seed give the same tasks and verdicts.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from itertools import count
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[2]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from planreview.domain import operations as kinds  # noqa: E402
from planreview.domain.operations import OperationDraft, Stamp  # noqa: E402
from planreview.domain.outline import Outline  # noqa: E402
from planreview.services.identity import department_uid, item_text, item_uid, plan_key  # noqa: E402
from planreview.services.imports import Prepared, prepare  # noqa: E402
from planreview.services.placing import item_entries, plan_targets  # noqa: E402
from planreview.services.workspace import Workspace  # noqa: E402
from planreview.store import documents, ledger  # noqa: E402
from planreview.store.documents import ItemEntry  # noqa: E402
from planreview.store.projection import rebuild  # noqa: E402
from planreview.store.search_index import join_all, wide_pieces  # noqa: E402
from tests.benchmarks.fiction import FIELDS, VARIANTS, Document, Place, places, template  # noqa: E402

SEED = 2026
AS_OF, MIDYEAR = date(2026, 10, 31), date(2026, 6, 30)
PERSON = "测试员"
VERDICTS = {"on_track": 62, "done": 11, "behind": 9, "ahead": 6, "not_started": 6, "dropped": 3, "no_measure": 3}
NOTES = {
    "progress": ("已完成前期准备，正在分批实施。", "本月新开工两处，其余按计划推进。"),
    "problem": ("场地手续尚未办齐。", "供货周期比预计的长。"),
    "reason": ("上级标准调整，需重新测算。", "配套资金到位较晚。"),
    "measure": ("每周调度一次，月底前补齐。", "增派人手，先易后难。"),
}
# Shares of the tasks: reviewed by midyear, reviewed since, noted, with a figure: two operations a task.
EARLY, LATE, NOTED, FIGURED = 0.6, 0.8, 0.5, 0.1
# Tasks that are committed together.
TOGETHER = 20_000


class Ticking:
    """A clock that moves a moment with every look, on the day that the figures are for."""

    def __init__(self) -> None:
        self._moment = datetime(AS_OF.year, AS_OF.month, AS_OF.day, 1, tzinfo=UTC)

    def now(self) -> datetime:
        """The moment, in UTC."""
        self._moment += timedelta(milliseconds=1)
        return self._moment

    def today(self) -> date:
        """The day that the figures are for."""
        return AS_OF


@dataclass(frozen=True, slots=True)
class Filed:
    """A plan of one place, ready to be written."""

    place: Place
    prepared: Prepared
    outline: Outline
    name: str


def generate(store: Path, tasks: int, *, seed: int = SEED) -> None:
    """Make the store, which must not exist yet, with so many tasks."""
    with Workspace.open(store, person=PERSON, device_file=store.with_suffix(".device.json"), clock=Ticking(), create=True) as ws:
        connection = ws.store.connection
        # What is half made is thrown away, so nothing here need be on the disk before the last commit.
        connection.execute("pragma synchronous = off")
        connection.execute("pragma cache_size = -400000")
        with ws.store.transaction():
            wide_pieces(connection, wide=True)
            ws.append([OperationDraft(kinds.AS_OF, kinds.STORE, {"date": AS_OF.isoformat()})])
        written = _write_all(ws, tasks, seed)
        narrate(f"{written} plans are written")
        with ws.store.transaction():
            rebuild(ws.store, ws.today())
        narrate("all is projected")
        with ws.store.transaction():
            join_all(connection)
            wide_pieces(connection, wide=False)
        connection.execute("pragma optimize")
        connection.execute("pragma synchronous = full")


def _write_all(ws: Workspace, tasks: int, seed: int) -> int:
    random = Random(seed)
    writer = _Writer(ws, random)
    filed = _plans(tasks, seed)
    for plan in count():
        with ws.store.transaction():
            together = 0
            while together < TOGETHER:
                one = next(filed, None)
                if one is None:
                    return writer.plans
                writer.write(one)
                together += len(one.outline.tasks)
        narrate(f"{(plan + 1) * TOGETHER} tasks or more")
    raise AssertionError


def _plans(tasks: int, seed: int) -> Iterator[Filed]:
    """Plans of all places, one field after another, until there are so many tasks; the last one is cut."""
    known = list(places())
    left = tasks
    for round_ in count():
        for number, place in enumerate(known):
            field = list(FIELDS)[(number + round_) % len(FIELDS)]
            variant = (number // len(FIELDS) + round_) % VARIANTS
            document, prepared = _template(place.level, field, variant, seed)
            outline = prepared.outline
            if len(outline.tasks) > left:
                outline = replace(outline, tasks=outline.tasks[:left])
            name = document.name.replace(document.city, place.name)
            yield Filed(place, prepared, _moved(outline, document.city, place.name), name)
            left -= len(outline.tasks)
            if not left:
                return


@cache
def _template(level: str, field: str, variant: int, seed: int) -> tuple[Document, Prepared]:
    document = template(level, field, variant, seed)
    return document, prepare(document.text.encode(), name=document.name)


def _moved(outline: Outline, city: str, name: str) -> Outline:
    """The outline with another city in it; the words of tasks name none."""
    return replace(outline, title=outline.title.replace(city, name), city=name)


class _Writer:
    """Writes plans with what was done about them, unprojected."""

    def __init__(self, ws: Workspace, random: Random) -> None:
        self.store, self.connection = ws.store, ws.store.connection
        self.stamp = Stamp(PERSON, ws.device, ws.clock)
        self.random = random
        self.plans = 0
        self._departments: set[str] = set()
        self._parents: dict[str, int] = {}

    def write(self, filed: Filed) -> None:
        """One plan: its document, its import, two rounds of verdicts, notes and figures."""
        connection, outline, city = self.connection, filed.outline, filed.place.name
        assert outline.period is not None or outline.year is not None
        period = outline.period or (outline.year or 0, outline.year or 0)
        key = plan_key(city, outline.title, period)
        plan_id = documents.insert_plan(connection, key, self._place(filed.place), outline.title, period, outline)
        data = filed.prepared.source.data.decode().replace(filed.prepared.outline.title, outline.title).encode()
        form = filed.prepared.source.outline.replace(filed.prepared.outline.title, outline.title)
        source = replace(filed.prepared.source, name=filed.name, data=data, sha256=hashlib.sha256(data).hexdigest(), outline=form)
        revision_id = documents.insert_revision(connection, plan_id, 1, source)
        sections = documents.insert_sections(connection, revision_id, outline.sections)
        entries = item_entries(outline, _uids(key, outline), sections)
        documents.insert_items(connection, plan_id, revision_id, entries)
        documents.insert_plan_targets(connection, plan_id, revision_id, plan_targets(key, outline, sections))
        payload = {"revision": 1, "sha256": source.sha256, "city": city, "title": outline.title}
        self._record([*self._named(city, entries), OperationDraft(kinds.IMPORT, kinds.plan_subject(key), payload, AS_OF)])
        self._review(entries)
        self.plans += 1

    def _place(self, place: Place) -> int:
        found = documents.ensure_place(self.connection, place.name)
        if place.name not in self._parents:
            parent = documents.ensure_place(self.connection, place.parent)
            nation = documents.ensure_place(self.connection, "全国")
            above = "update place set parent_id = ? where id = ? and parent_id is null"
            self.connection.executemany(above, [(parent, found), *([(nation, parent)] if place.level == "市" else [])])
            self._parents[place.name] = found
        return found

    def _named(self, city: str, entries: Sequence[ItemEntry]) -> list[OperationDraft]:
        """Departments of the city that the plan is the first to name."""
        drafts = []
        for name in dict.fromkeys(
            name for entry in entries for own in (entry.task.departments, entry.inherited) for name in (*own.lead, *own.support)
        ):
            uid = department_uid(city, name)
            if uid not in self._departments:
                self._departments.add(uid)
                payload = {"city": city, "name": name, "wildcard": False}
                drafts.append(OperationDraft(kinds.DEPARTMENT, kinds.department_subject(uid), payload, AS_OF))
        return drafts

    def _review(self, entries: Sequence[ItemEntry]) -> None:
        random = self.random
        for day, share in ((MIDYEAR, EARLY), (AS_OF, LATE)):
            found = random.choices(list(VERDICTS), list(VERDICTS.values()), k=len(entries))
            some = self._some(entries, share)
            self._record(
                [OperationDraft(kinds.VERDICT, one.uid, {"verdict": key}, day) for one, key in zip(some, found, strict=False)]
            )
        said = [(kind, random.choice(NOTES[kind])) for kind in random.choices(list(NOTES), k=len(entries))]
        noted = zip(self._some(entries, NOTED), said, strict=False)
        self._record([OperationDraft(kinds.NOTE, one.uid, {"kind": kind, "text": text}, AS_OF) for one, (kind, text) in noted])
        figured = [one for one in self._some(entries, FIGURED) if one.target_uids]
        self._record([OperationDraft(kinds.ACTUAL, one.target_uids[0], {"value": self._reached(one)}, AS_OF) for one in figured])

    def _reached(self, one: ItemEntry) -> str:
        goal = one.task.targets[0].value
        return format((goal * Decimal(self.random.randint(20, 110)) / 100).quantize(Decimal("0.1")), "f")

    def _some(self, entries: Sequence[ItemEntry], share: float) -> list[ItemEntry]:
        return self.random.sample(entries, round(len(entries) * share))

    def _record(self, drafts: Sequence[OperationDraft]) -> None:
        if drafts:
            ledger.record(self.store, self.stamp, drafts, ledger.new_id())


def _uids(key: str, outline: Outline) -> list[str]:
    seen: dict[str, int] = {}
    uids = []
    for task in outline.tasks:
        text = item_text(task.label, task.title, task.text)
        seen[text] = seen.get(text, 0) + 1
        uids.append(item_uid(key, text, seen[text]))
    return uids


def narrate(text: str) -> None:
    """Say how far it has come, beside the output."""
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--tasks", type=int, default=20_000)
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    if given.tasks < 1:
        parser.error("--tasks: at least 1")
    if given.store.exists():
        parser.error(f"{given.store} is there already")
    generate(given.store, given.tasks, seed=given.seed)


if __name__ == "__main__":
    main()
