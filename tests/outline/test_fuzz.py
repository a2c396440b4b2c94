"""The fuzz run itself: it reads for as long as it is told, and tells what breaks a promise."""

from __future__ import annotations

import pytest

from tests import outline_fuzz


def test_a_short_run_over_the_own_texts_finds_nothing() -> None:
    texts = outline_fuzz.texts_of(outline_fuzz.FOLDERS[:1])
    count, faults = outline_fuzz.fuzz(texts, seconds=2, seed=7)
    assert count
    assert [fault for fault, _ in faults] == []


def test_a_reader_that_fails_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ValueError("unreadable")

    monkeypatch.setattr(outline_fuzz, "read_plan", fail)
    assert outline_fuzz.fault_of(["一、甲"]) == "ValueError: unreadable"
