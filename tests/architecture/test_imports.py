"""Imports run one way, without cycles, and the rooms keep their rules."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "planreview"

LEAVES = {
    "text",
    "cells",
    "catalogue",
    "catalogue_format",
    "catalogue_build",
    "errors",
    "resources",
    "paths",
    "config",
    "config_check",
    "config_keep",
    "disk",
    "held",
    "presets",
    "aims",
    "stopping",
    "telling",
    "waiting",
}
ALLOWED = {
    "domain": {"domain"},
    "reading": {"reading", *LEAVES},
    "outline": {"outline", "domain", *LEAVES},
    "store": {"store", "domain", *LEAVES},
    "render": {"render", "domain", *LEAVES},
    "services": {"services", "domain", "outline", "reading", "store", *LEAVES},
    "cli": {"cli", "services", "render", "domain", "outline", "reading", "tui", *LEAVES},
    "tui": {"tui", "services", "render", "domain", "outline", *LEAVES},
}


def modules() -> list[Path]:
    return sorted(p for p in PACKAGE.rglob("*.py"))


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room(name: str) -> str:
    parts = name.split(".")
    return parts[1] if len(parts) > 1 else ""


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path: Path, *, top_level_only: bool = False) -> Iterator[str]:
    """Names of the modules that a file imports, in absolute form; those under TYPE_CHECKING aside."""
    known = {module_name(p) for p in modules()}

    def walk(node: ast.AST) -> Iterator[ast.AST]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
                continue
            if top_level_only and isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                continue
            yield child
            yield from walk(child)

    for node in walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                yield full if full in known else str(node.module)


@pytest.mark.parametrize("path", modules(), ids=module_name)
def test_a_room_imports_only_what_it_may(path: Path) -> None:
    here = room(module_name(path))
    if here not in ALLOWED:
        return
    for name in imported(path):
        if name.startswith("planreview."):
            assert room(name) in ALLOWED[here], f"{module_name(path)} imports {name}"


def test_domain_stands_on_the_standard_library_alone() -> None:
    import sys

    for path in (PACKAGE / "domain").rglob("*.py"):
        for name in imported(path):
            assert name.startswith("planreview.domain") or name.split(".")[0] in sys.stdlib_module_names, f"{path}: {name}"
            assert name.split(".")[0] not in {"sqlite3", "os", "pathlib", "io", "time", "socket", "subprocess"}, f"{path}: {name}"


def test_there_is_no_import_cycle() -> None:
    graph = {module_name(p): {n for n in imported(p, top_level_only=True) if n.startswith("planreview")} for p in modules()}
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " -> ".join((*trail[trail.index(name) :], name))
        if name in done:
            return
        for other in graph.get(name, ()):
            if other != name and other != "planreview":
                visit(other, (*trail, name))
        done.add(name)

    for name in graph:
        visit(name, ())


@pytest.mark.parametrize(
    ("library", "rooms"),
    [
        ("textual", {"tui"}),
        ("rich", {"render", "tui", "cli"}),
        ("sqlite3", {"store"}),
        ("sqlite_utils", {"store"}),
        ("click", {"cli"}),
    ],
)
def test_a_library_stays_in_its_rooms(library: str, rooms: set[str]) -> None:
    for path in modules():
        if room(module_name(path)) not in rooms:
            names = {name.split(".")[0] for name in imported(path)}
            assert library not in names, f"{module_name(path)} imports {library}"


def test_the_dictionary_of_readings_is_loaded_in_one_place_when_it_is_asked_for() -> None:
    holders = [module_name(path) for path in modules() if any(name.split(".")[0] == "pypinyin" for name in imported(path))]
    assert holders == ["planreview.services.pinyin_readings"]
    for path in modules():
        names = set(imported(path, top_level_only=True))
        assert not names & {"pypinyin", "pypinyin.seg", "planreview.services.pinyin_readings"}, module_name(path)


def test_only_the_commands_that_open_the_screens_import_them() -> None:
    for path in (PACKAGE / "cli").rglob("*.py"):
        at_import = [n for n in imported(path, top_level_only=True) if n.startswith("planreview.tui")]
        assert not at_import, f"{path.name} imports {at_import} at import time"


SQL = re.compile(r"\b(SELECT\s.+\sFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|PRAGMA\s+\w+)\b", re.I | re.S)


def test_sql_stands_in_the_store_alone() -> None:
    for path in modules():
        if room(module_name(path)) == "store":
            continue
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not SQL.search(node.value), f"{module_name(path)}:{node.lineno}: SQL outside the store"


HAN = re.compile(r"[一-鿿]")
# Rooms whose data is Chinese by nature: they read Chinese documents.
READS_CHINESE = {"domain", "outline", "reading", "text", "cells"}


def test_words_for_people_stand_in_the_catalogue() -> None:
    for path in modules():
        if room(module_name(path)) in READS_CHINESE:
            continue
        docstrings = {
            id(node.body[0].value)
            for node in ast.walk(tree(path))
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
                assert not HAN.search(node.value) or module_name(path) in SPEAKS_CHINESE, (
                    f"{module_name(path)}:{node.lineno}: {node.value[:40]!r} belongs in the catalogue"
                )


# Modules outside those rooms that must know Chinese words to understand what people type, with the reason.
SPEAKS_CHINESE: dict[str, str] = {}


@pytest.mark.parametrize("path", modules(), ids=module_name)
def test_every_module_says_what_it_is(path: Path) -> None:
    docstring = ast.get_docstring(tree(path))
    assert docstring, f"{module_name(path)} has no docstring"


def test_a_long_file_gives_its_reason() -> None:
    """A file over 300 lines names its reason in the docstring, with the word "lines"."""
    for path in [*modules(), *(ROOT / "tests").rglob("*.py")]:
        length = len(path.read_text(encoding="utf-8").splitlines())
        if length > 300:
            docstring = ast.get_docstring(tree(path)) or ""
            assert "lines" in docstring, f"{path.relative_to(ROOT)} has {length} lines and gives no reason"


def test_classes_stay_small() -> None:
    for path in modules():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef):
                methods = [n for n in node.body if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
                assert len(methods) <= 25, f"{module_name(path)}.{node.name} has {len(methods)} methods"
