"""A zip of XML parts (Word, Excel, OpenDocument) opened as if it were hostile: sizes are checked before anything is inflated.

Names inside are looked up, never written; parts are read in memory, one at a time, up to a limit of their own. The size that
the directory states is not believed: what inflates to more is refused.
"""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

from planreview.errors import InputError

_MOST_ENTRIES = 20_000
_DIRECTORY_LIMIT = 4 * 1024 * 1024
# Text in an XML part shrinks to a tenth or a fiftieth; what shrinks to less than this is made to fill the memory.
_HIGHEST_RATIO = 400
_RATIO_MATTERS_FROM = 8 * 1024 * 1024
PART_LIMIT = 128 * 1024 * 1024
_PIECE = 1024 * 1024
_END, _END64 = b"PK\x05\x06", b"PK\x06\x07"


class Package:
    """An opened zip; ``name`` is that of the file, for messages."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._check_directory(data)
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
            raise InputError("file_damaged", name=name) from error
        entries = self._zip.infolist()
        if len(entries) > _MOST_ENTRIES:
            raise InputError("file_bomb", name=name)
        self._entries = {entry.filename: entry for entry in entries}

    def __contains__(self, part: str) -> bool:
        return part in self._entries

    @property
    def parts(self) -> tuple[str, ...]:
        """Names of all parts."""
        return tuple(self._entries)

    def read(self, part: str, limit: int = PART_LIMIT) -> bytes:
        """A part's bytes; raises InputError where it is missing, locked, damaged, or larger than a document can be."""
        entry = self._entries.get(part)
        if entry is None:
            raise InputError("file_damaged", name=self.name)
        if entry.flag_bits & 1:
            raise InputError("file_locked", name=self.name)
        packed = max(entry.compress_size, 1)
        if entry.file_size > limit or (entry.file_size > _RATIO_MATTERS_FROM and entry.file_size > packed * _HIGHEST_RATIO):
            raise InputError("file_bomb", name=self.name)
        pieces, size = [], 0
        try:
            with self._zip.open(entry) as file:
                while piece := file.read(_PIECE):
                    size += len(piece)
                    if size > limit:
                        raise InputError("file_bomb", name=self.name)
                    pieces.append(piece)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
            raise InputError("file_damaged", name=self.name) from error
        return b"".join(pieces)

    def _check_directory(self, data: bytes) -> None:
        """Refuse a directory of millions of entries before it is read; a zip64 one has no place in a file this small."""
        end = data.rfind(_END, max(0, len(data) - 65_557))
        if end < 0 or len(data) < end + 22 or data[max(0, end - 20) : end].startswith(_END64):
            raise InputError("file_damaged", name=self.name)
        if int.from_bytes(data[end + 12 : end + 16], "little") > _DIRECTORY_LIMIT:
            raise InputError("file_bomb", name=self.name)
