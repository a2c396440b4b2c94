"""The entry: language, help, misspellings, hostile arguments, streams that cannot print or have closed."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from planreview.catalogue_format import read_folder
from planreview.cells import width
from planreview.cli.commands import COMMANDS
from tests.cli.conftest import Command

ROOT = Path(__file__).resolve().parents[2]
HAN = re.compile(r"[一-鿿]")
ENGLISH_SENTENCE = re.compile(r"(?:\b[A-Za-z]{2,}\b[ ,]){3,}")


def helps() -> list[tuple[str, ...]]:
    return [(), *((name,) for name in COMMANDS)]


@pytest.mark.parametrize("name", helps(), ids=" ".join)
def test_help_is_in_the_language_asked_for_and_fits_the_terminal(command: Command, name: tuple[str, ...]) -> None:
    english = command("--lang", "en", *name, "--help")
    chinese = command("--lang", "zh", *name, "--help")
    assert (english.code, chinese.code) == (0, 0)
    assert english.out.startswith("Usage: planreview")
    assert chinese.out.startswith("用法: planreview")
    assert not HAN.search(english.out), "Han in English help"
    assert not ENGLISH_SENTENCE.search(re.sub(r"planreview .*", "", chinese.out)), "English in Chinese help"
    for line in (english.out + chinese.out).splitlines():
        assert width(line) <= 80, line


def test_a_misspelt_command_or_option_names_the_nearest(command: Command) -> None:
    assert "completion" in command("completoin").err
    assert "--store" in command("completion", "bash", "--stor", "x").err
    assert command("completoin").code == 2
    assert (
        command("--lang", "en", "completoin").err.splitlines()[-1]
        == "Error: No such command 'completoin'. Did you mean 'completion'?"
    )
    assert "是不是 'completion'" in command("completoin").err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("completion",), "缺少参数"),
        (("completion", "tcsh"), "不在可选之列"),
        (("completion", "bash", "more"), "多出了参数"),
        (("completion", "bash", "--person"), "需要 1 个值"),
        (("--help=3",), "不带值"),
    ],
)
def test_misuse_is_told_in_chinese_with_exit_2(command: Command, arguments: tuple[str, ...], words: str) -> None:
    outcome = command(*arguments)
    assert outcome.code == 2
    assert outcome.out == ""
    assert words in outcome.err


# Sentences of click that none of our commands can reach: prompts, editors, other parameter types, errors of programming.
UNREACHED = {
    "termui.py",
    "_termui_impl.py",
    "_winconsole.py",
    "utils.py",
    ("core.py", "DeprecationWarning"),
    ("core.py", "deprecated"),
    ("core.py", "defined twice"),
    ("core.py", "cannot use the same flag"),
    ("core.py", "Could not determine name"),
    ("core.py", "No options defined but a name"),
    ("core.py", "Arguments take exactly one"),
    ("decorators.py", "Do you want to continue"),
    ("decorators.py", "Confirm the action"),
    ("decorators.py", "version %(version)s"),
    ("types.py", "Choice({choices})"),
    ("types.py", "does not match the format"),
    ("types.py", "is not a valid boolean"),
    ("types.py", "is not a valid UUID"),
    ("types.py", "{name} {filename!r}"),
    ("types.py", "values are required"),
    ("types.py", "file"),
    ("types.py", "directory"),
    ("types.py", "path"),
}


def test_every_sentence_of_click_that_can_be_met_is_in_the_catalogue() -> None:
    known = {key.split("\0")[0] for key in read_folder(ROOT / "planreview" / "locale" / "zh")}
    missing = []
    for path in sorted(Path(click.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"_", "ngettext"}):
                continue
            sentence = node.args[0].value if isinstance(node.args[0], ast.Constant) else "required"
            unreached = path.name in UNREACHED or any(
                isinstance(entry, tuple) and entry[0] == path.name and entry[1] in sentence for entry in UNREACHED
            )
            if sentence not in known and not unreached:
                missing.append((path.name, sentence))
    assert missing == []


def test_without_a_command_and_without_a_terminal_it_says_so(command: Command) -> None:
    outcome = command()
    assert outcome.code == 2
    assert "终端" in outcome.err
    assert command("--lang", "en").err.startswith("planreview: This is not a terminal")


HOSTILE = [
    "\x1b]0;gotcha\x07",
    "\x9b31m",
    "a\0b",
    "\ud800\udfff",
    "\u202eabc",
    "x" * 1_000_000,
    "[/red]",
    "{0.__class__}",
    "%s%n",
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:12]))
@pytest.mark.parametrize(
    "place", [("{}",), ("completion", "{}"), ("completion", "bash", "{}"), ("completion", "bash", "--{}")], ids=str
)
def test_hostile_arguments_give_a_clear_error(command: Command, text: str, place: tuple[str, ...]) -> None:
    outcome = command(*(part.replace("{}", text) for part in place))
    assert outcome.code == 2
    assert outcome.err.strip()
    assert len(outcome.err) < 20_000
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", outcome.err)


def test_a_file_name_that_none_can_have_is_refused(command: Command) -> None:
    assert command("completion", "bash", "--store", "a\0b").code == 2
    assert command("completion", "bash", "--store", "x" * 5_000).code == 2
    assert command("completion", "bash", "--store", "").code == 2


def test_a_console_in_code_page_936_prints(command: Command) -> None:
    outcome = command("--help", encoding="gbk")
    assert outcome.code == 0
    assert outcome.out.startswith("用法:")


def test_a_configuration_that_cannot_be_read_is_told(command: Command, home: Path) -> None:
    folder = home / "home"
    folder.mkdir()
    (folder / "config.toml").write_text("lang = [", encoding="utf-8")
    outcome = command("plans")
    assert outcome.code == 2
    assert "config.toml" in outcome.err


@pytest.mark.parametrize(("lang", "word"), [("en", "Usage"), ("zh", "用法"), ("fr", "用法")])
def test_the_configuration_names_the_language(command: Command, home: Path, lang: str, word: str) -> None:
    folder = home / "home"
    folder.mkdir()
    (folder / "config.toml").write_text(f'lang = "{lang}"\n', encoding="utf-8")
    assert command("--help").out.startswith(word)


def test_a_closed_pipe_ends_it_quietly(environment: dict[str, str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "planreview", "completion", "bash"],
        stdout=writing,
        stderr=subprocess.PIPE,
        env=environment,
        cwd=ROOT,
    )
    os.close(writing)
    assert done.returncode == 0
    assert done.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_output_is_told(environment: dict[str, str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "planreview", "completion", "bash"],
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment,
            cwd=ROOT,
        )
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr and done.stderr.strip()
