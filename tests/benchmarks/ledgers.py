"""Figures of a large ledger: a sheet whose merged ranges are as many as an office's worst one has."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from planreview.reading.document import read_document
from planreview.services.imports import prepare, store_plan
from planreview.services.workspace import Workspace
from tests.benchmarks.figures import Figure, alternate, seconds
from tests.reading.builders import sheet_xml, xlsx

RANGES = 40_000
_MERGED = 4
_SHEET = "xl/worksheets/s1.xml"


def ledger(ranges: int = RANGES) -> bytes:
    """A workbook with so many merged ranges: units, fields and dates that each stand for two tasks."""
    rows: list[list[str | float | None]] = [
        ["青禾市2026年重点工作任务台账"],
        ["序号", "领域", "工作任务", "牵头单位", "配合单位", "完成时限"],
    ]
    merges = ["A1:F1"]
    for pair in range(ranges // _MERGED):
        number, top = 2 * pair + 1, len(rows) + 1
        shared = (f"领域{pair % 30}", f"市第{pair % 40}局", "市财政局", f"2026年{pair % 12 + 1}月底前")
        rows.append([number, shared[0], f"完成第{number}号设施建设{pair % 50 + 2}处", *shared[1:]])
        rows.append([number + 1, "", f"整治第{number}号水体{pair % 20 + 1}处", "", "", ""])
        merges += [f"{column}{top}:{column}{top + 1}" for column in "BDEF"]
    return xlsx({"台账": sheet_xml(rows, merges)})


def ledger_figures(folder: Path, rounds: int, ranges: int = RANGES) -> Iterator[Figure]:
    """Reading a ledger, and importing it, against parsing its bare XML."""
    from lxml import etree

    data = ledger(ranges)

    def parsed() -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            etree.fromstring(package.read(_SHEET))

    def read() -> None:
        read_document(data, "ledger.xlsx")

    def imported() -> float:
        path = folder / "ledger.db"
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        with Workspace.open(path, person="测试员", device_file=folder / "device.json", create=True) as ws:
            return seconds(lambda: store_plan(ws, prepare(data, name="ledger.xlsx")))

    times, least = alternate(rounds, lambda: seconds(read), lambda: seconds(parsed))
    floor_is = "its XML inflated and parsed"
    yield Figure(f"a ledger of {ranges} merged ranges, read", times * 1000, least * 1000, "ms", floor_is)
    whole, least = alternate(1, imported, lambda: seconds(parsed))
    yield Figure(f"a ledger of {ranges} merged ranges, imported", whole * 1000, least * 1000, "ms", floor_is)
