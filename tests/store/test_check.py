"""Check names every row that was altered by hand, in the projection and in the log."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from planreview.catalogue import LANGUAGES, t, use_language
from planreview.domain.operations import FIELDS, Operation
from planreview.services import care, review
from planreview.store.check import find_faults
from planreview.store.file import open_store
from planreview.store.projection import projection_hash
from tests.store.builder import FixedClock, Goal, Planned, open_workspace, store_plan


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with open_workspace(tmp_path) as ws:
        plan = store_plan(ws, (Planned("甲", (Goal("4"),), ("市科技局",)), Planned("乙"), Planned("丙")), indicators=(Goal("9"),))
        review.mark(ws, plan.tasks, "behind", note="缺经费")
        review.record_actual(ws, plan.targets[0][0], Decimal(1))
        review.mark(ws, plan.tasks[:1], "done")
        review.undo(ws)
    return tmp_path / "store.db"


def altered(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute("pragma foreign_keys = off")
    for statement in statements:
        assert connection.execute(statement).rowcount != 0
    connection.commit()
    connection.close()


def findings(path: Path, *, rebuild: bool = False) -> list[tuple[str, str]]:
    return [(one.kind, one.where) for one in care.check(path, clock=FixedClock(), rebuild=rebuild).findings]


UNLOCK = tuple(f"drop trigger operation_never_{what}" for what in ("changed", "deleted"))


def test_a_store_that_nobody_touched_is_clean(path: Path) -> None:
    before = path.read_bytes()
    report = care.check(path, clock=FixedClock())
    assert report.clean
    assert (report.operations, report.tasks) == (11, 3)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("statement", "kind", "where"),
    [
        ("update task_state set verdict = 'done' where item_id = 2", "row_altered", "task_state 2"),
        ("update task_state set overdue = 1 - overdue where item_id = 3", "row_altered", "task_state 3"),
        ("delete from task_state where item_id = 2", "row_missing", "task_state 2"),
        ("update plan_state set share = '50.0'", "row_altered", "plan_state 1"),
        ("update target_state set light = 'green' where target_id = 1", "row_altered", "target_state 1"),
        ("update department set name = '市财政局'", "row_altered", "department 2"),
        ("delete from responsibility", "row_missing", "responsibility 1/lead/2"),
        ("insert into responsibility values (3, 2, 'lead', 0, 'person', 0)", "row_extra", "responsibility 3/lead/2"),
        ("update batch_state set live = 1 where live = 0", "row_altered", "batch_state"),
    ],
)
def test_a_row_of_the_projection_that_was_altered_is_named_and_mended(path: Path, statement: str, kind: str, where: str) -> None:
    with open_workspace(path.parent) as ws:
        whole = projection_hash(ws.store)
    altered(path, statement)
    found = findings(path)
    assert len(found) == 1
    assert found[0][0] == kind
    assert found[0][1].startswith(where)
    assert findings(path, rebuild=True) == found
    assert findings(path) == []
    with open_workspace(path.parent) as ws:
        assert projection_hash(ws.store) == whole


def test_the_altered_columns_are_named_with_both_values(path: Path) -> None:
    altered(path, "update task_state set verdict = 'done', light = 'green' where item_id = 2")
    (finding,) = care.check(path, clock=FixedClock()).findings
    assert finding.values["columns"] == "verdict: done | behind; light: green | yellow"


def test_an_operation_that_was_altered_is_named_though_the_fold_follows_it(path: Path) -> None:
    altered(path, *UNLOCK, """update operation set payload = '{"verdict":"ahead"}' where seq = 4""")
    operation = sqlite3.connect(path).execute("select id from operation where seq = 4").fetchone()[0]
    found = findings(path, rebuild=True)
    assert ("operation_altered", operation) in found
    assert ("schema", "trigger operation_never_changed") in found
    assert ("row_altered", "task_state 2") in found
    # The projection can be made anew, the log cannot.
    assert {kind for kind, _ in findings(path)} == {"operation_altered", "schema"}


@pytest.mark.parametrize("column", ["person", "effective_on", "recorded_at", "based_on", "clock", "batch"])
def test_every_field_of_an_operation_is_under_its_hash(path: Path, column: str) -> None:
    value = {"clock": "1", "based_on": "'{}'"}.get(column, "'2020-01-01'")
    altered(path, *UNLOCK, f"update operation set {column} = {value} where seq = 6")
    operation = sqlite3.connect(path).execute("select id from operation where seq = 6").fetchone()[0]
    assert ("operation_altered", operation) in findings(path)


def test_an_operation_that_was_taken_out_is_noticed_by_the_next(path: Path) -> None:
    after = sqlite3.connect(path).execute("select id from operation where seq = 7").fetchone()[0]
    altered(path, *UNLOCK, "delete from operation where seq = 6")
    assert ("chain_broken", after) in findings(path)


def test_both_kinds_of_damage_are_found_together(path: Path) -> None:
    altered(
        path, *UNLOCK, "update task_state set notes = 9 where item_id = 1", "update operation set person = 'x' where seq = 11"
    )
    assert {kind for kind, _ in findings(path)} == {"operation_altered", "row_altered", "schema"}


def test_text_that_no_program_writes_does_not_stop_the_check(path: Path) -> None:
    altered(
        path,
        *UNLOCK,
        "update operation set payload = '[1]' where seq = 3",
        "update operation set payload = '{\"verdict\": [5]}', effective_on = 'soon' where seq = 4",
        "update task_state set verdict = '[/red]' where item_id = 3",
    )
    kinds = [kind for kind, _ in findings(path)]
    assert kinds.count("operation_altered") == 2
    with open_workspace(path.parent) as ws:
        assert care.log(ws)


def test_a_row_that_points_nowhere_is_named(path: Path) -> None:
    altered(path, "update placement set item_id = 99 where item_id = 3")
    assert "foreign_key" in {kind for kind, _ in findings(path)}


def test_figures_of_yesterday_are_no_fault(tmp_path: Path) -> None:
    with open_workspace(tmp_path) as ws:
        store_plan(ws, period=(2021, 2021))
    later = FixedClock()
    later.day = later.day.replace(month=9)
    assert care.check(tmp_path / "store.db", clock=later).clean


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_has_its_sentence(path: Path, language: str) -> None:
    altered(
        path,
        *UNLOCK,
        "update task_state set notes = 9 where item_id = 1",
        "delete from task_state where item_id = 2",
        "insert into note select 'x', item_id, kind, body, folded, person, on_date, recorded_at, 0, null from note limit 1",
        "update placement set item_id = 99 where item_id = 3",
        "update operation set person = 'x' where seq = 2",
        "delete from operation where seq = 6",
        "delete from operation where seq = (select max(seq) from operation)",
    )
    found = care.check(path, clock=FixedClock(), device_file=path.with_name("device.json")).findings
    kinds = {"schema", "row_altered", "row_missing", "row_extra", "foreign_key", "operation_altered", "chain_broken", "chain_cut"}
    assert kinds == {one.kind for one in found}
    use_language(language)
    try:
        for one in found:
            assert one.where in t(f"check.{one.kind}", where=one.where, **one.values)
    finally:
        use_language("zh")


def test_a_chain_whose_newest_operations_were_cut_off_is_noticed_by_what_others_had_seen(path: Path) -> None:
    connection = sqlite3.connect(path)
    chain, length = connection.execute("select device, max(device_seq) from operation").fetchone()
    connection.close()
    copy = path.with_name("copy.db")
    care.back_up(path, copy)
    care.restore(copy, path, replace=True)
    with open_workspace(path.parent) as ws:
        review.mark(ws, [2], "done")
    assert findings(path) == []
    altered(path, *UNLOCK, f"delete from operation where device = '{chain}' and device_seq = {length}")
    assert ("chain_short", chain) in findings(path)


class TestOwnChain:
    """This device noted beside its configuration how far it had come: a chain that ends before that was cut off."""

    def found(self, path: Path) -> list[tuple[str, str]]:
        report = care.check(path, clock=FixedClock(), device_file=path.with_name("device.json"))
        return [(one.kind, one.where) for one in report.findings if one.kind.startswith("chain")]

    def head(self, path: Path) -> tuple[str, int]:
        with closing(sqlite3.connect(path)) as connection:
            device, length = connection.execute("select device, max(device_seq) from operation").fetchone()
            return device, length

    def test_operations_cut_off_at_its_end_are_noticed_with_nobody_else(self, path: Path) -> None:
        chain, length = self.head(path)
        assert self.found(path) == []
        altered(path, *UNLOCK, f"delete from operation where device_seq = {length}")
        assert self.found(path) == [("chain_cut", chain)]
        assert "chain_cut" not in {kind for kind, _ in findings(path)}

    def test_a_chain_that_is_gone_as_a_whole_is_noticed(self, path: Path) -> None:
        chain, _ = self.head(path)
        altered(path, *UNLOCK, "delete from operation")
        assert self.found(path) == [("chain_cut", chain)]

    def test_a_newest_operation_written_anew_with_a_hash_that_fits_is_noticed(self, path: Path) -> None:
        chain, length = self.head(path)
        with closing(sqlite3.connect(path)) as connection:
            fields = ", ".join(FIELDS)
            row = connection.execute(f"select {fields} from operation where device_seq = {length}").fetchone()
        forged = replace(Operation(*row), person="王强")
        altered(path, *UNLOCK, f"update operation set person = '王强', hash = '{forged.hash()}' where device_seq = {length}")
        assert self.found(path) == [("chain_replaced", chain)]

    def test_a_copy_set_back_on_purpose_is_another_store(self, path: Path) -> None:
        copy = path.with_name("copy.db")
        care.back_up(path, copy)
        with open_workspace(path.parent) as ws:
            review.mark(ws, [2], "done")
        care.restore(copy, path, replace=True)
        assert self.found(path) == []

    def test_work_after_the_last_note_is_no_fault(self, path: Path) -> None:
        device = path.with_name("device.json")
        noted = device.read_bytes()
        with open_workspace(path.parent) as ws:
            review.mark(ws, [2], "done")
        device.write_bytes(noted)
        assert self.found(path) == []

    @pytest.mark.parametrize("content", [None, b"", b"{}", b'{"device": "ab", "stores": [{"path": 1, "seq": "x"}, 5]}', b"\xff"])
    def test_without_a_note_nothing_is_compared(self, path: Path, content: bytes | None) -> None:
        device = path.with_name("device.json")
        device.unlink() if content is None else device.write_bytes(content)
        assert self.found(path) == []
        assert device.exists() is (content is not None)

    def test_a_workspace_compares_with_its_own(self, path: Path) -> None:
        with open_workspace(path.parent) as ws:
            ws.store.connection.execute("drop trigger operation_never_deleted")
            ws.store.connection.execute("delete from operation where device_seq = (select max(device_seq) from operation)")
            assert "chain_cut" in {one.kind for one in care.check(ws).findings}


class TestTextThatIsNone:
    """Bytes that are no text are named, and never written anew as something else."""

    def spoil(self, path: Path) -> None:
        altered(path, *UNLOCK, "update operation set person = cast(x'ff41' as text) where kind = 'verdict'")

    def test_the_connection_reads_as_strictly_as_before(self, path: Path) -> None:
        store = open_store(path, read_only=True)
        before = store.connection.text_factory
        assert find_faults(store, FixedClock().today()) == []
        assert store.connection.text_factory is before
        store.close()

    def test_it_is_found_and_what_follows_from_it_is_not_written(self, path: Path) -> None:
        self.spoil(path)
        assert "operation_altered" in {kind for kind, _ in findings(path)}
        report = care.check(path, rebuild=True, clock=FixedClock())
        assert "operation_altered" in {one.kind for one in report.findings} and not report.rebuilt
        with closing(sqlite3.connect(path)) as connection:
            assert {row[0] for row in connection.execute("select verdict_by from task_state")} == {"李明"}

    def test_in_a_row_that_follows_from_the_log_it_is_mended(self, path: Path) -> None:
        altered(path, "update note set body = cast(x'ff41' as text)")
        assert care.check(path, rebuild=True, clock=FixedClock()).rebuilt
        assert findings(path) == []
