"""Real processes: a mark that was printed is on the disk, two at once, a terminal behind it, an interruption."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.cli.terminal import PATIENCE, ROOT, behind_terminal, in_terminal

PLANREVIEW = [sys.executable, "-m", "planreview", "--lang", "zh"]
needs_terminal = pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")

# Marks one task after another and says so, as a script around the command line would.
MARKING = """
import sys
from planreview.cli.main import run

for number in range(1, 25):
    assert run(["--lang", "zh", "mark", f"云泽市2026/{number}", "3"]) == 0
    sys.stderr.write("more\\n")
"""


def test_exit_codes_reach_the_shell(store: Path, environment: dict[str, str], tmp_path: Path) -> None:
    def code(*arguments: str) -> int:
        done = subprocess.run([*PLANREVIEW, *arguments], env=environment, cwd=ROOT, capture_output=True, stdin=subprocess.DEVNULL)
        assert b"Traceback" not in done.stderr
        return done.returncode

    assert code("plans") == 0
    assert code("mark", "云泽市2026/1", "第三") == 2
    assert code("--store", str(tmp_path / "missing.db"), "plans") == 3
    assert code() == 2


def test_figures_are_read_in_the_unit_of_their_target(store: Path, environment: dict[str, str], command: Command) -> None:
    def say(*arguments: str) -> tuple[int, str]:
        done = subprocess.run(
            [*PLANREVIEW, *arguments], env=environment, cwd=ROOT, capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL
        )
        return done.returncode, done.stdout + done.stderr

    command("targets", "砚州市2026/4", "--add", "指标=技改投资", "目标值=3.8亿", "单位=万元")
    place = len(command("show", "砚州市2026/4", "--json").data["targets"])
    code, said = say("actual", "砚州市2026/4", "2.3亿", "--target", str(place))
    assert code == 0 and "完成值 23000万元（技改投资）" in said
    approved = ("--approver", "周市长", "--document", "砚政办〔2026〕9号")
    code, said = say("adjust", f"砚州市2026/4#{place}", "--value", "4亿元", *approved)
    assert code == 0 and "目标值 38000 -> 40000" in said
    refused = [
        say("actual", "砚州市2026/4", "两三亿", "--target", str(place)),
        say("adjust", f"砚州市2026/4#{place}", "--value", "两三亿", *approved),
        say("targets", "砚州市2026/4", "--set", str(place), "目标值=两三亿"),
    ]
    sentence = "“两三亿”不是数字，或单位不对：按万元填，例：40000万元；万、亿可以写。"
    assert all(code == 2 and sentence in "".join(said.split("\n")) for code, said in refused), refused


def test_a_mark_that_was_printed_outlives_the_process(store: Path, environment: dict[str, str], command: Command) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", MARKING], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, cwd=ROOT, text=True
    )
    assert process.stdout is not None
    printed = [process.stdout.readline() for _ in range(5)]
    process.kill()
    printed += process.stdout.read().splitlines()
    process.wait()
    process.stdout.close()
    ids = {line.split()[1] for line in printed if line.startswith("序时")}
    marked = {task["id"][:8] for task in command("tasks", "结论=序时", "--json").data}
    assert len(ids) >= 5
    assert ids <= marked
    assert command("check").code == 0


def test_two_processes_write_at_once(store: Path, environment: dict[str, str], command: Command) -> None:
    running = [
        subprocess.Popen(
            [*PLANREVIEW, "--person", name, "mark", "--where", "城市=云泽", verdict],
            env=environment,
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for name, verdict in (("张三", "3"), ("李四", "4"), ("王五", "5"))
    ]
    for process in running:
        _, errors = process.communicate()
        assert process.returncode == 0, errors
    verdicts = [task["verdict"] for task in command("tasks", "城市=云泽", "--json").data]
    assert len(set(verdicts)) == 1
    assert command("check", "--rebuild").code == 0
    assert {entry["person"] for entry in command("log", "--limit", 100, "--json").data} >= {"张三", "李四", "王五"}


@pytest.mark.skipif(sys.platform == "win32", reason="a shell's redirections")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_do_no_harm(store: Path, environment: dict[str, str], command: Command, closed: str) -> None:
    script = f'"$0" -m planreview mark 云泽市2026/1 3 {closed}'
    done = subprocess.run(["sh", "-c", script, sys.executable], env=environment, cwd=ROOT, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(command("tasks", "结论=序时", "--json").data) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="a shell's pipe")
def test_nobody_listens_to_the_error(environment: dict[str, str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([*PLANREVIEW, "no-such-command"], stdout=subprocess.PIPE, stderr=writing, env=environment, cwd=ROOT)
    os.close(writing)
    assert (done.returncode, done.stdout) == (2, b"")


def test_input_that_is_no_text_is_taken_as_far_as_it_is(store: Path, environment: dict[str, str], command: Command) -> None:
    done = subprocess.run(
        [*PLANREVIEW, "note", "云泽市2026/1", "-"], input=b"\xff\xfe ok \x1b[2J", env=environment, cwd=ROOT, capture_output=True
    )
    assert done.returncode == 0, done.stderr
    (note,) = command("show", "云泽市2026/1", "--json").data["notes"]
    assert "ok" in note["text"] and "\x1b" not in note["text"]


@needs_terminal
def test_a_terminal_gets_the_table_in_colour_and_within_its_width(store: Path, environment: dict[str, str]) -> None:
    shown, code = in_terminal(["--lang", "zh", "summary"], environment)
    assert code == 0
    assert "\x1b[1m" in shown and "合计" in shown
    listed, code = in_terminal(["--lang", "zh", "tasks"], {**environment, "COLUMNS": "70"})
    assert code == 0
    assert "\x1b" not in listed


@needs_terminal
def test_no_colour_where_none_is_wanted(store: Path, environment: dict[str, str]) -> None:
    shown, code = in_terminal(["--lang", "zh", "summary"], {**environment, "NO_COLOR": "1", "TERM": "dumb"})
    assert code == 0
    assert "合计" in shown
    assert "\x1b[3" not in shown


@pytest.mark.skipif(sys.platform == "win32", reason="signals differ")
def test_an_interruption_ends_with_130(store: Path, environment: dict[str, str]) -> None:
    process = subprocess.Popen(
        [*PLANREVIEW, "note", "云泽市2026/1", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**environment, "PYTHONUNBUFFERED": "1"},
        cwd=ROOT,
    )
    assert process.stdin is not None and process.stderr is not None
    # It has begun to read once a pipe's worth has been taken.
    process.stdin.write("看过".encode() * 20_000)
    process.stdin.flush()
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate()
    assert process.returncode == 130, errors
    assert b"Traceback" not in errors


@needs_terminal
@pytest.mark.parametrize("arguments", [[], ["demo"]], ids=["planreview", "demo"])
def test_on_a_terminal_the_screens_open_and_close(store: Path, environment: dict[str, str], arguments: list[str]) -> None:
    shown, code = in_terminal(["--lang", "zh", *arguments], environment, answers=[("结论", "q")])
    assert code == 0, shown[-2000:]
    assert "Traceback" not in shown


@needs_terminal
def test_the_screens_end_with_their_terminal_though_no_signal_says_so(store: Path, environment: dict[str, str]) -> None:
    process, controller = behind_terminal(["--lang", "zh"], environment)
    shown = b""
    try:
        while "结论".encode() not in shown:
            assert select.select([controller], [], [], PATIENCE)[0], shown[-300:]
            shown += os.read(controller, 65_536)
        os.close(controller)
        assert process.wait(PATIENCE) == 0
    finally:
        process.kill()
