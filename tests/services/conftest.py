"""Services speak Chinese in their tests, whatever a test before left behind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from planreview.catalogue import language, use_language


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    """Words in Chinese."""
    before = language()
    use_language("zh")
    yield
    use_language(before)
