"""Both catalogues are complete, agree with each other, and every key that the code names is in them."""

from __future__ import annotations

import ast
import gettext
import io
import re
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po as babel_read_po

from planreview import catalogue
from planreview.catalogue_format import compile_click, compile_folder, read_folder, read_po

ROOT = Path(__file__).resolve().parents[2]
LOCALE = ROOT / "planreview" / "locale"
HAN = re.compile(r"[一-鿿]")
FIELD = re.compile(r"(?<!\{)\{(\w+)[^{}]*\}(?!\})")


def messages(language: str) -> dict[str, str]:
    return read_folder(LOCALE / language)


def test_both_languages_say_the_same_keys() -> None:
    zh, en = messages("zh"), messages("en")
    assert sorted(zh.keys() ^ en.keys()) == []


def test_no_message_is_empty_and_placeholders_agree() -> None:
    zh, en = messages("zh"), messages("en")
    for key in zh:
        assert zh[key].strip(), f"zh: {key} is empty"
        assert all(form.strip() for form in en[key].split("\0")), f"en: {key} is empty"
        chinese = set(FIELD.findall(zh[key]))
        english = set(FIELD.findall(en[key].split("\0")[-1]))
        assert chinese == english, f"{key}: {chinese} and {english}"


def test_english_holds_no_han() -> None:
    for key, text in messages("en").items():
        assert not HAN.search(text), f"{key}: {text}"


def test_chinese_has_one_word_for_the_enter_key() -> None:
    """The word of the key as the foot shows it, and no other name that the key has elsewhere."""
    zh = messages("zh")
    word = zh["screens.keyname.enter"]
    others = re.compile(r"(?i)\benter\b|return键|确认键|确定键|换行键|⏎|↵|回车键")
    assert word == "回车" and sum(word in text for text in zh.values()) > 20
    assert {key: text for key, text in zh.items() if others.search(text)} == {}


def keys_in_code() -> set[str]:
    """First arguments of ``t`` and ``tn`` that are plain strings, and the keys of raised errors."""
    found: set[str] = set()
    for path in (ROOT / "planreview").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                if name in {"t", "tn"}:
                    found.add(first.value)
                elif name.endswith("Error") and name in {"PlanreviewError", "InputError", "NotAPlanError", "StoreError"}:
                    found |= {f"error.{first.value}.title", f"error.{first.value}.message"}
    return found


def test_every_key_in_the_code_has_its_sentence() -> None:
    known = {key.split("\0")[0] for key in messages("zh")}
    missing = sorted(keys_in_code() - known)
    assert missing == []


@pytest.mark.parametrize("language", catalogue.LANGUAGES)
def test_our_compiler_agrees_with_babel(language: str) -> None:
    whole = gettext.GNUTranslations(io.BytesIO(compile_folder(LOCALE / language)))
    click = gettext.GNUTranslations(io.BytesIO(compile_click(LOCALE / language)))
    for path in sorted((LOCALE / language).glob("*.po")):
        with path.open(encoding="utf-8") as file:
            parsed = babel_read_po(file, locale=language, charset="utf-8")
        parsed.fuzzy = False
        buffer = io.BytesIO()
        write_mo(buffer, parsed)
        buffer.seek(0)
        theirs = gettext.GNUTranslations(buffer)
        keys = read_po(path.read_text(encoding="utf-8"), path.name)
        for ours, key in [(ours, key) for ours in ((whole, click) if path.name == "click.po" else (whole,)) for key in keys]:
            singular = key.split("\0")[0]
            if "\0" in key:
                for n in (0, 1, 2, 7):
                    assert ours.ngettext(singular, singular, n) == theirs.ngettext(singular, singular, n)
            else:
                assert ours.gettext(singular) == theirs.gettext(singular)


def test_values_are_never_read_as_a_template(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "_language", "zh")
    text = catalogue.t("error.config_unreadable.message", path="{reason}[b]", reason="{0.__class__}")
    assert "{reason}[b]" in text and "{0.__class__}" in text


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LC_ALL": "C.UTF-8", "LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "C"}, "zh"),
        ({}, "zh"),
        ({"LC_ALL": "zh_CN.GBK", "LANG": "en_US"}, "zh"),
    ],
)
def test_the_locale_names_the_language(environment: dict[str, str], language: str) -> None:
    assert catalogue.guess_language(environment) == language


def test_a_broken_message_file_is_named_with_its_line() -> None:
    with pytest.raises(ValueError, match=r"cli\.po:2"):
        read_po('msgid "a"\nmsgstr b\n', "cli.po")


def test_english_keys_begin_small_and_what_they_do_with_a_capital() -> None:
    words = messages("en")
    keys = [word for name, word in words.items() if ".key." in name and word[:1].isupper() and not word[:2].isupper()]
    tips = [word for name, word in words.items() if ".tip." in name and not word[:1].isupper()]
    assert keys == [] and tips == []
