"""Build the message catalogue into the wheel."""

from __future__ import annotations

from pathlib import Path

from setuptools.command.build_py import build_py

from planreview.catalogue_format import compile_folder


class BuildWithCatalogue(build_py):  # type: ignore[misc]  # setuptools ships no types
    """``build_py`` that also writes ``locale/LANG/LC_MESSAGES/planreview.mo``."""

    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return
        source = Path("planreview/locale")
        for folder in sorted(p for p in source.iterdir() if p.is_dir()):
            target = Path(self.build_lib) / "planreview" / "locale" / folder.name / "LC_MESSAGES" / "planreview.mo"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(compile_folder(folder))
