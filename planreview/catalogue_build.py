"""Build the message catalogue into the wheel.

The build loads this file by its path, before the package can be imported; so does it with the module that it needs.
"""

from __future__ import annotations

from importlib import util
from pathlib import Path
from types import ModuleType

from setuptools.command.build_py import build_py

HERE = Path(__file__).resolve().parent


class BuildWithCatalogue(build_py):  # type: ignore[misc]  # setuptools ships no types
    """``build_py`` that also writes ``locale/LANG/LC_MESSAGES/*.mo``."""

    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return
        form = _neighbour("catalogue_format")
        for folder in sorted(p for p in (HERE / "locale").iterdir() if p.is_dir()):
            target = Path(self.build_lib) / "planreview" / "locale" / folder.name / "LC_MESSAGES"
            target.mkdir(parents=True, exist_ok=True)
            for file, data in form.compile_all(folder).items():
                (target / f"{file}.mo").write_bytes(data)


def _neighbour(name: str) -> ModuleType:
    spec = util.spec_from_file_location(name, HERE / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
