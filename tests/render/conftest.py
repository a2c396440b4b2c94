"""Each test speaks Chinese unless it says otherwise, and leaves the language as it was."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from planreview.catalogue import language, use_language


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    before = language()
    use_language("zh")
    yield
    use_language(before)
