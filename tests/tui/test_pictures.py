"""Every screen looks as it did: its text at 80x24 and 160x45, in Chinese and in English."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.pictures import FOLDER, SHOTS, Shot, faults, take


@pytest.mark.parametrize("shot", SHOTS, ids=[shot.path.stem for shot in SHOTS])
async def test_it_looks_as_it_did(demo: Path, tmp_path: Path, shot: Shot) -> None:
    picture = await take(shot, demo, tmp_path)
    assert faults(picture, shot.size) == []
    kept = shot.path.read_text(encoding="utf-8") if shot.path.exists() else ""
    assert picture == kept, f"python -m tests.tui.pictures {shot.name} writes it anew; git diff shows what has changed"


def test_no_picture_is_kept_that_nothing_leads_to() -> None:
    assert {path.name for path in FOLDER.glob("*.txt")} == {shot.path.name for shot in SHOTS}
