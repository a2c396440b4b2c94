"""What cannot be meant or done is refused in the language in use: languages there are not, impossible days, files."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import SAMPLES, Command

ROOT = Path(__file__).resolve().parents[2]
ENGLISH = ("No such file", "Is a directory", "File name too long", "Errno", "Not a directory", "null byte", "surrogates")


def configure(home: Path, text: str) -> Path:
    path = home / "home" / "config.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.usefixtures("store")
class TestLanguage:
    @pytest.mark.parametrize("value", ['"klingon"', '""', "5", '["en"]', '"zh_CN"'])
    def test_one_that_there_is_not_is_named_with_its_file(self, command: Command, home: Path, value: str) -> None:
        path = configure(home, f"lang = {value}\n")
        outcome = command("plans", "--json")
        assert outcome.code == 0 and len(outcome.data) == 2
        (line,) = outcome.err.splitlines()
        assert str(path) in line and "zh" in line and "en" in line and value.strip('"[]') in line

    def test_that_of_the_environment_too(self, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PLANREVIEW_LANG", "klingon")
        outcome = command("plans")
        assert outcome.code == 0
        assert "PLANREVIEW_LANG" in outcome.err and "klingon" in outcome.err and "zh" in outcome.err

    def test_the_next_best_choice_is_used(self, command: Command, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        configure(home, 'lang = "en"\n')
        monkeypatch.setenv("PLANREVIEW_LANG", "klingon")
        outcome = command("plans")
        assert outcome.out.startswith("Plan") and "klingon" in outcome.err and "en" in outcome.err

    def test_a_good_one_on_the_command_line_needs_no_word(self, command: Command, home: Path) -> None:
        configure(home, 'lang = "klingon"\n')
        assert command("--lang", "en", "plans").err == ""
        assert command("plans", "--lang=zh").err == ""

    @pytest.mark.parametrize("arguments", [("--lang", "klingon", "plans"), ("plans", "--lang=klingon"), ("--lang", "klingon")])
    def test_a_bad_one_on_the_command_line_is_refused(self, command: Command, arguments: tuple[str, ...]) -> None:
        outcome = command(*arguments)
        assert (outcome.code, outcome.out) == (2, "")
        assert "klingon" in outcome.err and "zh" in outcome.err and "en" in outcome.err

    def test_hostile_names_are_drawn_literally(self, command: Command, home: Path) -> None:
        configure(home, 'lang = "\\u001b[2J{path}%s"\n')
        outcome = command("plans")
        assert outcome.code == 0 and "\x1b" not in outcome.err and "{path}%s" in outcome.err

    def test_a_shell_that_asks_for_completions_is_told_nothing(self, home: Path, environment: dict[str, str]) -> None:
        configure(home, 'lang = "klingon"\n')
        asked = {**environment, "_PLANREVIEW_COMPLETE": "bash_complete", "COMP_WORDS": "planreview ma", "COMP_CWORD": "1"}
        done = subprocess.run(
            [sys.executable, "-m", "planreview"], env=asked, cwd=ROOT, capture_output=True, text=True, encoding="utf-8"
        )
        assert (done.stdout.split(), done.stderr) == (["plain,mark"], "")


@pytest.mark.usefixtures("store")
class TestDays:
    @pytest.mark.parametrize("day", ["1800-01-01", "1948-12-31", "2201-01-01", "9999-12-31"])
    def test_a_day_that_no_plan_can_be_about_is_refused(self, command: Command, day: str) -> None:
        for arguments in (
            ("as-of", day),
            ("mark", "云泽市2026/1", "3", "--on", day),
            ("note", "云泽市2026/1", "看过", "--on", day),
            ("actual", "云泽市2026/1", "3", "--target", "1", "--on", day),
            ("summary", "--as-of", day),
        ):
            outcome = command(*arguments)
            assert (outcome.code, outcome.out) == (2, ""), arguments
            assert day in outcome.err and "1949" in outcome.err and "2200" in outcome.err
        assert {one["as_of"] for one in command("plans", "--json").data} == {"2026-09-30"}

    @pytest.mark.parametrize("day", ["1949-01-01", "2200-12-31"])
    def test_the_borders_are_taken(self, command: Command, day: str) -> None:
        assert command("as-of", day).code == 0
        assert {one["as_of"] for one in command("plans", "--json").data} == {day}


@pytest.mark.usefixtures("store")
class TestFiles:
    @pytest.mark.parametrize("language", ["zh", "en"])
    def test_what_the_system_refuses_is_said_in_words_of_the_catalogue(self, command: Command, home: Path, language: str) -> None:
        long = home / ("长" * 120 + ".csv")
        (home / "file").write_text("x", encoding="utf-8")
        for arguments in (
            ("backup", home / "none" / "copy.db"),
            ("summary", "-o", home, "--format", "csv"),
            ("summary", "-o", home / "none" / "a.csv"),
            ("summary", "-o", long),
            ("summary", "-o", home / "file" / "a.csv"),
            ("import", home / "none.txt"),
            ("import", home),
            ("import", long),
            ("--store", home / "file" / "a.db", "import", SAMPLES / "lanxi-2026.txt"),
            ("--store", long, "import", SAMPLES / "lanxi-2026.txt"),
        ):
            outcome = command("--lang", language, *arguments)
            assert outcome.code in {2, 3} and outcome.err.strip(), arguments
            if language == "zh":
                assert not any(word in outcome.err for word in ENGLISH), (arguments, outcome.err)
            assert "Errno" not in outcome.err, (arguments, outcome.err)

    def test_a_configuration_that_is_a_folder(self, command: Command, home: Path) -> None:
        (home / "home" / "config.toml").mkdir()
        outcome = command("plans")
        assert outcome.code == 2 and "config.toml" in outcome.err
        assert not any(word in outcome.err for word in ENGLISH)


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("asked", [("log", "--limit"), ("tasks", "--limit"), ("search", "企业", "--limit")])
def test_numbers_that_no_store_can_count_are_refused(command: Command, asked: tuple[str, ...]) -> None:
    outcome = command(*asked, "9" * 25)
    assert outcome.code == 2 and "9" * 25 in outcome.err
