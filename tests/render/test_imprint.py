"""Who had a summary printed and when, in every form that has a heading."""

from __future__ import annotations

import html
from datetime import date

import pytest

from planreview.catalogue import use_language
from planreview.domain.imprint import Imprint
from planreview.domain.records import replace
from planreview.render.formats import FORMATS, render_summary
from tests.render.cases import HOSTILE, bulletin

HEADED = [form for form in FORMATS if form != "json"]
SAID = {
    "zh": ("制表：王督查，2020-11-03", "制表日期：2020-11-03"),
    "en": ("Printed by 王督查 on 2020-11-03", "Printed on 2020-11-03"),
}


def text(form: str, imprint: Imprint | None) -> str:
    found = render_summary(replace(bulletin(), imprint=imprint), form).decode()
    return html.unescape(found).replace("\\", "")


@pytest.mark.parametrize("form", HEADED)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_form_says_it_below_its_title(form: str, lang: str) -> None:
    use_language(lang)
    named, unnamed = SAID[lang]
    assert text(form, Imprint(date(2020, 11, 3), "王督查")).count(named) == 1
    assert text(form, Imprint(date(2020, 11, 3))).count(unnamed) == 1
    assert "2020-11-03" not in text(form, None)


def test_its_day_is_not_that_of_the_figures_and_no_name_breaks_a_form() -> None:
    found = text("text", Imprint(date(2020, 11, 3), "王督查")).splitlines()
    assert "2020-10-31" in found[1] and found[2] == SAID["zh"][0]
    for form in HEADED:
        raw = render_summary(replace(bulletin(), imprint=Imprint(date(2020, 11, 3), HOSTILE)), form).decode()
        assert "\x1b" not in raw and (form not in {"html", "svg"} or "<script>" not in raw)
