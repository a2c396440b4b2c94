"""Hostile text in every field: drawn literally, no title set, no mode changed, no action run, no formula in a sheet."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
import unicodedata
from pathlib import Path

import pytest

from tests.acceptance.conftest import Program
from tests.acceptance.emulator import Emulator

MARKUP = "[/]x[/red][b][@click=app.quit]点[true]"
CODES = "\x1b]0;TAKEN\x07\x1b[2J\x1b[?1049h\x9d0;TAKEN\x9c\x9b31m\x00\x7f\u202e\u2066\u200b\u2028\u2029\x85"
FORMULA = "=cmd|'/c calc'!A1"
HOSTILE = f"{FORMULA}{MARKUP}{CODES}尾"
# Names have a limit of their own.
SHORT = f"{FORMULA}{MARKUP}\x1b]0;TAKEN\x07\u202e"
VISIBLE = "[@click=app.quit]"

# What the program itself may write: cursor, colours, modes, queries. OSC, DCS, APC and PM are none of it.
STRINGS = re.compile(rb"\x1b[\]PX^_]|\xc2[\x80-\x9f]")


def document() -> str:
    """A plan that carries hostile text wherever a document can."""
    lines = [
        f"云汐市2026年水利{MARKUP}{CODES}工作要点",
        f"一、{MARKUP}{CODES}河道整治",
        f"1.{MARKUP}清淤{CODES}。新建泵站3座，疏浚河道20公里。（牵头单位：市水利局{MARKUP}{CODES}；责任单位：{FORMULA}市财政局）",
        f"2.{FORMULA}巡河{CODES}。全年巡河1000次以上。",
        "3.修订预案。" + "长" * 50_000,
        f"二、{CODES}供水保障",
        "4.改造管网。改造老旧管网12公里，漏损率控制在9%以内。",
        f"云汐市水利局{CODES} 2026-02-01",
    ]
    return "\n".join(lines)


@pytest.fixture
def hostile(planreview: Program, tmp_path: Path) -> Program:
    """A store with hostile text through the document, the command line, and past both into its tables."""
    try:
        source = tmp_path / f"plan{MARKUP.replace('/', '')}\x1b]0;TAKEN\x07\n\u202e.txt"
        source.write_text(document(), encoding="utf-8")
    except OSError:
        source = tmp_path / "plan.txt"
        source.write_text(document(), encoding="utf-8")
    planreview("import", source, "--force", "--city", SHORT)
    argument = HOSTILE.replace("\x00", "")
    ids = [task["id"] for task in planreview.json("tasks")]
    planreview("mark", ids[0], "behind", "--note", argument)
    planreview("note", ids[1], argument)
    planreview("departments", "--offices", SHORT, "--city", planreview.json("plans")[0]["city"])
    overwrite(planreview.store)
    return planreview


def overwrite(store: Path) -> None:
    """Write hostile text straight into what the screens read, as a store made by something else would hold it."""
    connection = sqlite3.connect(store)
    connection.execute("update department set name = ? || id", (HOSTILE,))
    connection.execute("update placement set title = ? || title", (HOSTILE,))
    connection.execute("update section set title = ? || coalesce(title, '')", (HOSTILE,))
    connection.execute("update wording set body = ? || body", (HOSTILE,))
    connection.execute("update note set body = ?, person = ?", (HOSTILE, HOSTILE))
    connection.execute("update target set metric = ? || metric, unit = ?", (HOSTILE, HOSTILE))
    connection.execute("update plan_state set city = ?, title = ? || title", (HOSTILE, HOSTILE))
    connection.execute("update revision set source_name = ?", (HOSTILE,))
    connection.commit()
    connection.close()


def assert_harmless(window: Emulator, modes: frozenset[int]) -> None:
    window.text()
    assert window.title == "", "the window's title was set"
    assert not STRINGS.search(window.raw), STRINGS.search(window.raw)
    assert window.modes == modes, window.text()
    assert "TAKEN" not in window.title
    assert "程序出错" not in window.text() and "Traceback" not in window.text(), window.text().rstrip()[-1500:]


COMMANDS = (
    ("plans",),
    ("tasks",),
    ("tasks", "--json"),
    ("show", "{first}"),
    ("search", "巡河"),
    ("departments",),
    ("departments", "suggest", "{plan}"),
    ("log",),
    ("summary", "--by", "department"),
    ("summary", "--by", "section"),
    ("summary", "--by", "city"),
    ("summary", "--by", "plan"),
    ("summary", "--by", "person"),
    ("summary", "--format", "md"),
    ("summary", "--format", "csv"),
    ("info",),
    ("check",),
    ("undo",),
    ("as-of",),
    ("mark", "没有[b]这件", "done"),
)


def test_every_command_prints_it_literally(hostile: Program) -> None:
    first = hostile.json("tasks")[0]["id"]
    plan = str(hostile.json("plans")[0]["id"])
    seen = 0
    for words in COMMANDS:
        arguments = [word.format(first=first, plan=plan) for word in words]
        with Emulator(hostile.command(*arguments), hostile.environment, columns=160, rows=400) as window:
            modes = window.modes
            drawn = window.finish()
            assert_harmless(window, modes)
            seen += VISIBLE in drawn
    assert seen >= 8, "the text was not drawn where it belongs"


def test_every_screen_draws_it_literally(hostile: Program) -> None:
    with Emulator(hostile.command(), hostile.environment, columns=160, rows=45) as window:
        drawn = window.wait_for("已核1/4")
        modes = window.modes
        assert VISIBLE.split("@")[0] in drawn
        for keys in SCREENS:
            for key in keys:
                window.press(key)
                assert_harmless(window, modes)
            window.press("\x1b")
            window.press("\x1b")
        # No action of the text was run: the program is still there and answers.
        assert VISIBLE in window.press("\x1b")
        assert_harmless(window, modes)


DOWN, TAB, ENTER = "\x1b[B", "\t", "\r"
SCREENS = (
    [DOWN, DOWN, "3", "u"],
    [TAB, DOWN, DOWN, TAB, TAB],
    [ENTER],
    ["n", "备注"],
    ["v"],
    ["a", "水"],
    ["r"],
    ["/", "巡"],
    ["f"],
    ["s", DOWN, "s", "c", "p", "e"],
    ["d", DOWN, "g"],
    ["l"],
    ["i"],
    ["t"],
    ["g", "1"],
    ["?"],
    ["\x10", "汇"],
)


def test_a_click_on_the_text_runs_nothing(hostile: Program) -> None:
    with Emulator(hostile.command(), hostile.environment, columns=160, rows=45) as window:
        drawn = window.wait_for("已核1/4").splitlines()
        modes = window.modes
        row = next(y for y, line in enumerate(drawn) if VISIBLE in line)
        for column in range(0, 160, 4):
            window.press(f"\x1b[<0;{column + 1};{row + 1}M\x1b[<0;{column + 1};{row + 1}m")
        window.wait_for("未核")
        assert_harmless(window, modes)


def test_exports_hold_no_control_codes(hostile: Program, tmp_path: Path) -> None:
    for form in ("text", "json", "csv", "md", "html", "svg"):
        for by in ("department", "section", "city"):
            target = tmp_path / f"{by}.{form}"
            hostile("summary", "--by", by, "--format", form, "-o", target)
            text = target.read_bytes().decode("utf-8-sig")
            bad = {c for c in text if unicodedata.category(c) in {"Cc", "Cf", "Zl", "Zp"} and c not in "\n\r\t"}
            assert not bad, f"{form}: {bad!r}"
            assert VISIBLE in text or VISIBLE.replace("[", "\\[") in text or "@click" in text


def test_a_spreadsheet_finds_no_formula(hostile: Program, tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    hostile("summary", "--by", "department", "--format", "csv", "-o", tmp_path / "summary.csv")
    home = f"-env:UserInstallation=file://{tmp_path / 'office'}"
    command = ["soffice", home, "--headless", "--convert-to", "fods", "--outdir", str(tmp_path), str(tmp_path / "summary.csv")]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    sheet = (tmp_path / "summary.fods").read_text(encoding="utf-8")
    assert "office:value-type" in sheet
    assert "table:formula" not in sheet
