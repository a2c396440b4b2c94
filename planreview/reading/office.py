"""Older formats (.doc, .wps, .rtf, .odt, XML of Word and Excel) → lines, through LibreOffice where it is installed.

It works on a copy in a folder of its own, with a profile of its own: no macro runs, nothing is fetched, and it is ended when it
takes too long.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from planreview.errors import InputError
from planreview.reading import source
from planreview.reading.source import SourceText, make_source

_TIME_LIMIT = 120
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
)
# The ending under which the program is given the file: it goes by it where the content leaves a choice.
_ENDINGS = {"doc": "doc", "wps": "doc", "rtf": "rtf", "odt": "odt", "word_xml": "xml", "excel_xml": "xml"}
_ITEM = '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
# No macros, no links, and a proxy that leads nowhere for whatever would be fetched all the same.
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


def office_program() -> str | None:
    """Where LibreOffice stands on this machine."""
    for name in ("soffice", "libreoffice"):
        if (found := shutil.which(name)) is not None:
            return found
    return next((place for place in _PLACES if Path(place).is_file()), None)


def read_with_office(data: bytes, name: str, form: str) -> SourceText:
    """Read a file by way of today's format; raises InputError where LibreOffice is missing, fails or takes too long."""
    program = office_program()
    if program is None:
        raise InputError("office_missing", name=name, form=f".{_ENDINGS[form]}")
    target = "xlsx" if form == "excel_xml" else "docx"
    converted = _converted(program, data, name, _ENDINGS[form], target)
    if target == "xlsx":
        from planreview.reading.xlsx import read_xlsx

        found = read_xlsx(converted, name)
    else:
        from planreview.reading.docx import read_docx

        found = read_docx(converted, name)
    return make_source(data, name, found.lines, form=form, notices=found.notices)


def _converted(program: str, data: bytes, name: str, ending: str, target: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="planreview-", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        document = place / f"document.{ending}"
        document.write_bytes(data)
        _write_profile(place / "profile")
        command = [program, f"-env:UserInstallation={(place / 'profile').as_uri()}", "--headless", "--norestore", "--nologo"]
        command += ["--convert-to", target, "--outdir", str(place / "out"), str(document)]
        _run(command, name)
        made = place / "out" / f"document.{target}"
        if not made.is_file():
            raise InputError("office_failed", name=name)
        if made.stat().st_size > source.SIZE_LIMIT:
            raise source.too_large(name)
        return made.read_bytes()


def _write_profile(profile: Path) -> None:
    items = "".join(_ITEM.format(path=path, name=key, value=value) for path, key, value in _SETTINGS)
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        + items
        + "</oor:items>",
        encoding="utf-8",
    )


def _run(command: list[str], name: str) -> None:
    """Run the program to its end, or end it with all that it started."""
    try:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
    except OSError as error:
        raise InputError("office_failed", name=name) from error
    try:
        process.wait(timeout=_TIME_LIMIT)
    except subprocess.TimeoutExpired as error:
        raise InputError("office_slow", name=name, seconds=_TIME_LIMIT) from error
    finally:
        if process.poll() is None:
            with suppress(OSError):
                if sys.platform == "win32":
                    process.kill()
                else:
                    os.killpg(process.pid, signal.SIGKILL)
            process.wait()
