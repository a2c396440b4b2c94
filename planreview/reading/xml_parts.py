"""XML read as if it were hostile: no entities, no document type, no network, bounded depth and number of elements.

Elements are named by the last part of their name: the same document exists in two editions of the standard, which differ in
their name spaces only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from planreview.errors import InputError

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_TAGS = 3_000_000
_PROLOG = 64 * 1024


def parse_xml(data: bytes, name: str) -> _Element:
    """The root of an XML part; raises InputError where it is broken, too large, or declares a document type."""
    from lxml import etree

    check_xml(data, name)
    if data.count(b"<") > _MOST_TAGS:
        raise InputError("file_bomb", name=name)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError("file_damaged", name=name) from error
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise InputError("file_damaged", name=name)
    return root


def walk_xml(data: bytes, name: str, *names: str) -> Iterator[_Element]:
    """Elements of these names as they end, each emptied when the next one is asked for: a part of any length in little memory."""
    from lxml import etree

    check_xml(data, name)
    events = etree.iterparse(
        BytesIO(data),
        events=("end",),
        tag=[f"{{*}}{one}" for one in names],
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for _, element in events:
            yield element
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError("file_damaged", name=name) from error


def check_xml(data: bytes, name: str) -> None:
    """Refuse what declares a document type: entities that multiply come that way."""
    head = data[:_PROLOG].replace(b"\0", b"")
    first = re.search(rb"<[A-Za-z_]", head)
    if re.search(rb"<!DOCTYPE|<!ENTITY", head[: first.start()] if first else head, re.I):
        raise InputError("file_damaged", name=name)


def local(element: _Element) -> str:
    """An element's name without its name space; empty for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: _Element, name: str) -> str | None:
    """An attribute by its name without the name space."""
    for key, value in element.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def child(element: _Element | None, name: str) -> _Element | None:
    """The first child of a name."""
    if element is None:
        return None
    return next((one for one in element if local(one) == name), None)


def value_of(element: _Element | None, name: str) -> str | None:
    """The ``val`` of a child: how the office formats state a property."""
    found = child(element, name)
    return None if found is None else attribute(found, "val")


def whole_number(text: str | None, default: int) -> int:
    """A number as these formats write it; the default for what is none, or is beyond any document."""
    try:
        number = int(text or "")
    except ValueError:
        return default
    return number if abs(number) < 10_000_000 else default
