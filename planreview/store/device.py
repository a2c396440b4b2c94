"""The device's identity, kept beside the configuration, and the chain on which it writes to one copy of a store.

A store that was copied, restored or set back begins a new chain, so that two copies never continue the same one. What
tells: the copy's own mark in the store, its path and file number, and how far the chain was known to reach.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
from pathlib import Path
from typing import Any

from planreview.domain.operations import device_of
from planreview.store.chain import Head, read_heads
from planreview.store.file import Store


def chain_of(store: Store, device_file: Path) -> str:
    """The chain on which this device goes on writing to this store; a new one where it never has, or not to this copy."""
    table = _read(device_file)
    device = str(table["device"])
    identity = _identity(store)
    stores: list[dict[str, Any]] = table["stores"]
    with store.reading() as connection:
        heads = read_heads(connection)
        chain = next((str(entry["chain"]) for entry in stores if _is_same(entry, identity, store, device)), None)
    if chain is None:
        chain = f"{device}.{os.urandom(4).hex()}"
    head = heads.get(chain)
    entry = {**identity, "chain": chain, "seq": head.seq if head else 0, "hash": head.hash if head else ""}
    _keep(device_file, table, entry)
    return chain


def remember(store: Store, device_file: Path, chain: str) -> None:
    """Note how far the chain has come, so that a store which is set back behind that is noticed."""
    with contextlib.suppress(sqlite3.Error):
        head = read_heads(store.connection).get(chain)
        if head is not None:
            _keep(device_file, _read(device_file), {**_identity(store), "chain": chain, "seq": head.seq, "hash": head.hash})


def noted_head(store: Store, device_file: Path) -> tuple[str, Head] | None:
    """The chain that this device goes on in this very file, and the newest operation that it noted of it; None where it
    noted none."""
    identity = _identity(store)
    for entry in _read(device_file)["stores"]:
        if all(entry.get(name) == value for name, value in identity.items()):
            chain, seq, digest = entry.get("chain"), entry.get("seq"), entry.get("hash")
            if isinstance(chain, str) and isinstance(seq, int) and isinstance(digest, str) and seq > 0:
                return chain, Head(seq, digest)
    return None


def device_name(device_file: Path) -> str:
    """The device whose identity stands in a file; a new name where there is none."""
    return str(_read(device_file)["device"])


def _keep(device_file: Path, table: dict[str, Any], entry: dict[str, Any]) -> None:
    others = [one for one in table["stores"] if one.get("chain") != entry["chain"] and one.get("path") != entry["path"]]
    changed = {"device": table["device"], "stores": [*others, entry]}
    if changed != table or not device_file.exists():
        # Without a place to keep it the work goes on; the next start then begins another chain.
        with contextlib.suppress(OSError):
            _write(device_file, changed)


def _identity(store: Store) -> dict[str, Any]:
    facts = store.path.stat()
    return {"path": str(store.path.resolve()), "file": facts.st_ino}


def _is_same(entry: dict[str, Any], identity: dict[str, Any], store: Store, device: str) -> bool:
    chain, seq = entry.get("chain"), entry.get("seq", 0)
    if not isinstance(chain, str) or device_of(chain) != device or entry.get("file") != identity["file"]:
        return False
    if entry.get("path") != identity["path"] and Path(str(entry.get("path"))).exists():
        return False
    # A store that was set back has lost operations which other copies may hold.
    if seq:
        row = store.connection.execute("select hash from operation where device = ? and device_seq = ?", (chain, seq)).fetchone()
        return row is not None and row[0] == entry.get("hash")
    return True


def _read(device_file: Path) -> dict[str, Any]:
    try:
        table = json.loads(device_file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        table = None
    if not isinstance(table, dict) or not isinstance(table.get("device"), str) or not table["device"].isalnum():
        return {"device": os.urandom(4).hex(), "stores": []}
    stores = table.get("stores")
    kept = [entry for entry in stores if isinstance(entry, dict)] if isinstance(stores, list) else []
    return {"device": table["device"], "stores": kept}


def _write(device_file: Path, table: dict[str, Any]) -> None:
    device_file.parent.mkdir(parents=True, exist_ok=True)
    part = device_file.with_name(f".{device_file.name}.{os.getpid()}")
    part.write_text(json.dumps(table, ensure_ascii=False, indent=1), encoding="utf-8")
    part.replace(device_file)
