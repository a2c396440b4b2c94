"""Departments of several cities in one list say whose they are."""

from __future__ import annotations

import pytest

from planreview.domain.place_names import with_city


@pytest.mark.parametrize(
    ("city", "name", "read"),
    [
        ("临澜市", "市教育局", "临澜市教育局"),
        ("岚溪县", "县经济商务局", "岚溪县经济商务局"),
        ("云泽市", "云泽市科学技术局", "云泽市科学技术局"),
        ("临澜市", "各县(市、区)", "临澜市 各县(市、区)"),
        ("岚溪县", "市教育局", "岚溪县 市教育局"),
        ("临澜市", "市", "临澜市 市"),
        ("达州市", "2026年达州市工作要点", "2026年达州市工作要点"),
        ("", "市教育局", "市教育局"),
    ],
)
def test_a_name_says_its_city_once(city: str, name: str, read: str) -> None:
    assert with_city(city, name) == read
