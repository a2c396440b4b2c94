"""A store made once from the services, a copy for each test; Chinese unless a test says otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from planreview.catalogue import language, use_language
from planreview.services import queries, review, rounds
from planreview.tui.screens import review_loading
from tests.quick_apps import quick_apps
from tests.tui.pictures import make_demo
from tests.tui.reviewing import copy_store
from tests.tui.screens.support import make_store, writer

__all__ = ["quick_apps"]


@pytest.fixture(autouse=True)
def chinese(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Words in Chinese, no waiting for a hand that pauses."""
    before = language()
    use_language("zh")
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    monkeypatch.setattr(review_loading, "REST", 0.001)
    monkeypatch.setattr(review_loading, "SETTLE", 0.001)
    yield
    use_language(before)


@pytest.fixture(scope="session")
def made_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six tasks in two sections, three offices."""
    path = tmp_path_factory.mktemp("made") / "store.db"
    use_language("zh")
    make_store(path)
    return path


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of the demo; who changes it copies it before."""
    return make_demo(tmp_path_factory.mktemp("demo"))


@pytest.fixture
def store(made_store: Path, tmp_path: Path) -> Path:
    """A store of the test's own."""
    return copy_store(made_store, tmp_path)


@pytest.fixture
def second(store: Path) -> Path:
    """Five of six tasks found on in July; a figure came for the third since; the round of August is open."""
    with writer(store) as ws:
        rounds.open_round(ws, "7月轮")
        review.mark(ws, range(1, 6), "on_track")
        rounds.close_round(ws, force=True)
        rounds.open_round(ws, "8月轮")
        target = queries.task_detail(ws, 3).targets[0].id
        review.record_actual(ws, target, None)
    return store
