"""Errors speak the language in use, whatever the system said."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

import pytest

from planreview.catalogue import LANGUAGES, use_language
from planreview.errors import InputError, StoreError, reason_of

COMMON = ("ENOENT", "EACCES", "EPERM", "EISDIR", "ENOTDIR", "ENOSPC", "EDQUOT", "EROFS", "ENAMETOOLONG", "EEXIST", "EIO", "ELOOP")
COMMON += ("EMFILE", "ENFILE", "EBUSY", "ENOTEMPTY")


def system_error(name: str) -> OSError:
    number = getattr(errno, name)
    return OSError(number, os.strerror(number), "/some/where")


@pytest.mark.parametrize("name", COMMON)
def test_what_the_system_says_stands_in_the_words_of_the_catalogue(name: str) -> None:
    error = system_error(name)
    for language in LANGUAGES:
        use_language(language)
        try:
            said = InputError("file_unwritable", path="表.csv", reason=error).message
        finally:
            use_language("zh")
        assert "Errno" not in said and "/some/where" not in said
        if language == "zh":
            assert not re.search("[A-Za-z]{3}", said.replace("表.csv", "")), said


def test_every_common_error_has_words_of_its_own() -> None:
    said = {name: reason_of(system_error(name)) for name in COMMON}
    assert said["ENOENT"] != said["EACCES"] != said["EISDIR"] != said["ENOSPC"] != said["EROFS"] != said["ENAMETOOLONG"]
    assert len(set(said.values())) >= 10


def test_a_rare_one_is_quoted_as_it_came() -> None:
    assert reason_of(OSError(errno.EPIPE, "Broken pipe")) == "Broken pipe"
    assert reason_of(OSError("by a driver")) == "by a driver"


def test_a_name_that_no_system_takes() -> None:
    for name in ("a\0b", "a\ud800b"):
        with pytest.raises(ValueError) as caught:
            Path(name).open().close()
        assert reason_of(caught.value) == reason_of(ValueError("embedded null byte"))
    assert reason_of(ValueError("line 3")) == "line 3"


def test_every_error_uses_them() -> None:
    assert "Permission" not in str(StoreError("store_cannot_open", path="a.db", reason=system_error("EACCES")))
