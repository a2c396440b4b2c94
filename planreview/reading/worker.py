"""Libraries of other languages run in a process of their own: what ends them, or asks for all the memory, ends only that one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from planreview.errors import InputError

_TIME_LIMIT = 180


def run_worker(script: str, data: bytes, name: str) -> dict[str, Any]:
    """What a worker makes of a file's bytes; raises InputError where it finds it damaged, or does not come to an end."""
    # The library is found where this process finds it, also in a checkout that was never installed.
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path), "PYTHONUTF8": "1"}
    command = [sys.executable, "-P", str(Path(__file__).with_name(script))]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=_TIME_LIMIT, env=environment, check=False)
    except subprocess.TimeoutExpired as error:
        raise InputError("file_too_complex", name=name) from error
    except OSError as error:
        raise InputError("file_unreadable", path=name, reason=error) from error
    if done.returncode:
        # An error that the library tells is a damaged file; an end by a signal is one that asked for all the memory.
        told = done.returncode == 1 and b"MemoryError" not in done.stderr
        raise InputError("file_damaged" if told else "file_bomb", name=name)
    found: dict[str, Any] = json.loads(done.stdout)
    if found.get("locked"):
        raise InputError("file_locked", name=name)
    return found
