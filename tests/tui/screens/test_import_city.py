"""The city on the form of an import: proposed, and typed anew from wherever one comes."""

from __future__ import annotations

from pathlib import Path

import pytest

from planreview.tui.screens.import_review import ImportReviewScreen
from tests.tui.screens.support import Desk, burst, press, type_text, writer
from tests.tui.screens.test_import_screen import WITHOUT_ISSUER, read


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    writer(tmp_path / "store.db", create=True).close()
    return Desk(tmp_path / "store.db")


async def test_back_from_the_preview_the_focus_is_where_it_was_and_a_city_is_typed_anew(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "临澜市无单位.txt").write_text(WITHOUT_ISSUER, encoding="utf-8")
    async with desk.run_test(size=(80, 24)) as pilot:
        await read(desk, pilot, tmp_path, "临澜市无单位.txt")
        screen = desk.screen
        assert isinstance(screen, ImportReviewScreen) and screen.city.text == "临澜市"
        await type_text(pilot, "市科技")
        await press(pilot, "f2", "escape")
        assert screen.focused is screen.lead
        await type_text(pilot, "局")
        assert screen.lead.text == "市科技局"
        # In one burst, as a hand that types ahead.
        await burst(pilot, "tab", *"云溪市")
        assert (screen.city.text, screen.lead.text) == ("云溪市", "市科技局")
        await press(pilot, "tab", "shift+tab", "end")
        await type_text(pilot, "云水区")
        assert screen.city.text == "云溪市云水区", "a step to its side lets one mend it"
