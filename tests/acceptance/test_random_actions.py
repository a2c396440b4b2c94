"""Five hundred random actions, a restart, and all of it back and forth again."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from planreview.errors import InputError
from planreview.resources import data_folder
from planreview.services import care, imports, review
from planreview.services.workspace import Workspace
from planreview.store.projection import projection_hash
from tests.acceptance.random_actions import act
from tests.store.builder import FixedClock

ACTIONS = 500


def _open(path: Path, *, person: str = "李明", create: bool = False) -> Workspace:
    return Workspace.open(path, person=person, device_file=path.with_suffix(".json"), clock=FixedClock(), create=create)


# Five hundred actions from a seed do not shrink to fewer.
@settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(seed=st.integers(0, 2**32))
def test_undoing_all_gives_the_first_state_and_redoing_all_the_last(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    path = tmp_path_factory.mktemp("random") / "store.db"
    # Somebody else imports: what is undone is what the reviewer did.
    with _open(path, person="王芳", create=True) as ws:
        for name in ("yunze-2026.txt", "chengling-2026-2030.txt"):
            imports.store_plan(ws, imports.prepare(data_folder("db").joinpath("samples", name).read_bytes(), name=name))
        first = projection_hash(ws.store)
    with _open(path) as ws:
        refused = act(Random(seed), ws, ACTIONS)
        assert refused < ACTIONS / 3
        last = projection_hash(ws.store)
    undone = 0
    with _open(path) as ws, pytest.raises(InputError) as ended:
        while True:
            review.undo(ws)
            undone += 1
    assert ended.value.key == "nothing_to_undo" and undone > ACTIONS / 3
    with _open(path) as ws:
        assert projection_hash(ws.store) == first
        for _ in range(undone):
            review.redo(ws)
        assert projection_hash(ws.store) == last
    assert care.check(path, clock=FixedClock()).findings == ()
