"""The full check of the configuration, for those who can wait for pydantic: the screens and ``planreview info``."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from planreview.catalogue import t
from planreview.config import read_table
from planreview.errors import InputError

# Ids of keys and their keys, as they are written with points (tables in tables) or in quotes; the screens check both.
Keys = dict[str, str | dict[str, str]]


class Config(BaseModel):
    """What ``config.toml`` may hold; every key may be left out."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    lang: Literal["zh", "en"] | None = None
    person: str | None = Field(default=None, min_length=1, max_length=40)
    store: str | None = Field(default=None, min_length=1)
    theme: str = Field(default="light", min_length=1)
    keys: Literal["default", "vim"] | Keys = "default"
    mouse: bool = True
    borders: Literal["none", "ascii", "line"] | None = None
    ambiguous: Literal["narrow", "wide"] = "narrow"


def read_config(path: Path) -> Config:
    """The checked configuration; the defaults where there is no file.

    Raises :class:`InputError` naming the file, the key and what is wrong with it; a misspelt key with its nearest match.
    """
    table = read_table(path)
    for key in table:
        if key not in Config.model_fields:
            near = get_close_matches(key, Config.model_fields, n=1)
            if near:
                raise InputError("config_key_near", path=path, key=key, near=near[0])
            raise InputError("config_key_unknown", path=path, key=key, known=", ".join(Config.model_fields))
    try:
        return Config.model_validate(table)
    except ValidationError as error:
        first = error.errors()[0]
        key = str(first["loc"][0])
        raise InputError("config_value", path=path, key=key, reason=t(f"config.reason.{key}")) from error
