"""Tests speak Chinese unless they say otherwise, and leave the language as it was."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from planreview.catalogue import language, use_language


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    """Words in Chinese; for every test of a folder whose conftest imports it."""
    before = language()
    use_language("zh")
    yield
    use_language(before)
