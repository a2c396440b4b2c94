"""A diagnostic of one line names one line."""

from __future__ import annotations

import pytest

from planreview.catalogue import language, use_language
from planreview.domain.outline import Diagnostic
from planreview.outline.form import diagnostic_message


@pytest.mark.parametrize("spoken", ["zh", "en"])
@pytest.mark.parametrize("kind", ["toc", "footer"])
def test_one_line_and_several(kind: str, spoken: str) -> None:
    before = language()
    use_language(spoken)
    try:
        one = diagnostic_message(Diagnostic(83, kind, "info", (("first", "83"), ("last", "83"))))
        several = diagnostic_message(Diagnostic(83, kind, "info", (("first", "83"), ("last", "84"))))
    finally:
        use_language(before)
    assert one.count("83") == 1 and one.startswith("第 83 行" if spoken == "zh" else "Line 83 ")
    assert "83" in several and "84" in several
