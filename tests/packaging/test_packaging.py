"""The wheel holds every data file, and the program runs from a wheel and from a bare checkout alike."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SITE = sysconfig.get_path("purelib")
FOLDERS = ("planreview", "db", "themes")
DATA = {".sql", ".tcss", ".toml"}


def copy_of_the_source(target: Path) -> Path:
    """The files a fresh clone would hold: no compiled catalogue, no caches."""
    ignore = shutil.ignore_patterns("__pycache__", "*.mo", "LC_MESSAGES")
    for name in FOLDERS:
        shutil.copytree(ROOT / name, target / name, ignore=ignore)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, target / name)
    return target


def run_from(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program found in ``folder`` with the libraries of this environment, without its editable install."""
    code = (
        f"import sys; sys.path[:0] = [{str(folder)!r}]; sys.path.append({SITE!r}); "
        "from planreview.cli.main import run; sys.exit(run(sys.argv[1:]))"
    )
    environment = {"PLANREVIEW_HOME": str(folder / "home"), "PATH": "", "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-S", "-c", code, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
        cwd=folder,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    source = copy_of_the_source(tmp_path_factory.mktemp("source"))
    target = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        str(target),
        str(source),
    ]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return next(target.glob("*.whl"))


def test_every_data_file_is_in_the_wheel(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in FOLDERS:
        home = "planreview" if folder == "planreview" else f"planreview/{folder}"
        for path in (ROOT / folder).rglob("*"):
            data = path.suffix in DATA or path.parent.name == "samples"
            if path.is_file() and data and "__pycache__" not in path.parts:
                assert f"{home}/{path.relative_to(ROOT / folder).as_posix()}" in names
    for language in ("zh", "en"):
        for file in ("planreview", "click"):
            assert f"planreview/locale/{language}/LC_MESSAGES/{file}.mo" in names
    assert "planreview/py.typed" in names


def test_every_module_is_in_the_wheel(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for path in (ROOT / "planreview").rglob("*.py"):
        assert path.relative_to(ROOT).as_posix() in names


def test_no_folder_hides_the_mapped_packages() -> None:
    assert not (ROOT / "planreview" / "db").exists()
    assert not (ROOT / "planreview" / "themes").exists()


def test_an_installed_wheel_runs(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    done = run_from(tmp_path, "demo", "--lang", "zh")
    assert done.returncode == 0, done.stderr
    assert "合计" in done.stdout


def test_a_bare_checkout_runs(tmp_path: Path) -> None:
    done = run_from(copy_of_the_source(tmp_path), "demo", "--lang", "en")
    assert done.returncode == 0, done.stderr
    assert "Total" in done.stdout
