"""The configuration file: quick reading, full check, messages that say what is wrong and where."""

from __future__ import annotations

from pathlib import Path

import pytest

from planreview.config import read_quick
from planreview.config_check import read_config
from planreview.errors import InputError


def write(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    config = read_config(tmp_path / "none.toml")
    assert (config.lang, config.person, config.theme) == (None, None, "light")


def test_a_misspelt_key_is_refused_with_its_nearest_match(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="theme") as caught:
        read_config(write(tmp_path, 'thema = "dark"'))
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("text", ["zebra = 1", 'lang = "fr"', "person = 3", 'person = ""'])
def test_what_is_wrong_is_named_with_the_file(tmp_path: Path, text: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(InputError) as caught:
        read_config(path)
    assert str(path) in caught.value.message
    assert text.split()[0] in caught.value.message


def test_what_is_not_toml_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "lang = zh")
    monkeypatch.setenv("PLANREVIEW_HOME", str(tmp_path))
    with pytest.raises(InputError, match=r"config\.toml"):
        read_quick()


def test_quick_reading_leaves_wrong_types_to_the_full_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, 'lang = "en"\nperson = 3\n')
    monkeypatch.setenv("PLANREVIEW_HOME", str(tmp_path))
    assert read_quick() == {"lang": "en"}
