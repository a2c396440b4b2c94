"""Settings that change figures; they are operations, so that an old report can be explained."""

from __future__ import annotations

import sqlite3

from planreview.domain.lights import Thresholds
from planreview.domain.operations import SETTINGS
from planreview.domain.records import dataclass
from planreview.domain.schedule import MODES
from planreview.errors import InputError
from planreview.presets import thresholds
from planreview.store.entries import structural_entries

LIGHTS_KEY, SCHEDULE_KEY = "lights", "schedule"


@dataclass(frozen=True, slots=True)
class Settings:
    """What figures are computed by: the limits and how the schedule share counts."""

    thresholds: Thresholds
    schedule: str


def read_settings(connection: sqlite3.Connection) -> Settings:
    """The settings in force; one that this program does not know counts as the default."""
    said: dict[str, object] = {}
    for _, entry, live in structural_entries(connection, {SETTINGS}):
        if live:
            said[str(entry.payload.get("key"))] = entry.payload.get("value")
    lights, schedule = said.get(LIGHTS_KEY), said.get(SCHEDULE_KEY)
    try:
        limits = thresholds(lights) if isinstance(lights, str) else thresholds()
    except InputError:
        limits = thresholds()
    return Settings(limits, schedule if isinstance(schedule, str) and schedule in MODES else MODES[0])
