"""Helpers for all parts of the TEI: elements, ids, running texts and pointers to footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from edition.commentary.model import Footnote

NS = "http://www.tei-c.org/ns/1.0"
ID = "{http://www.w3.org/XML/1998/namespace}id"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
Element = ET.Element


def element(parent: Element | None, tag: str, text: str = "", **attributes: str) -> Element:
    """Create an element below a parent, or a root."""
    created = ET.Element(tag, attributes) if parent is None else ET.SubElement(parent, tag, attributes)
    if text:
        created.text = text
    return created


def slug(text: str) -> str:
    """Return a text as part of an xml:id."""
    return re.sub(r"[^A-Za-z0-9.-]+", "-", text)


def footnote_id(footnote: Footnote) -> str:
    """Return the xml:id of a footnote."""
    return f"fn-{slug(footnote.docname)}-{slug(footnote.label)}"


def texts(parent: Element, named: Iterable[tuple[str, str]]) -> None:
    """Append a block for each text that is not empty, by its type."""
    for kind, text in named:
        if text:
            element(parent, "ab", text, type=kind)


def pointers(parent: Element, evidence: Iterable[Footnote]) -> None:
    """Append a block that points to footnotes, if there are any."""
    targets = [f"#{footnote_id(footnote)}" for footnote in evidence]
    if targets:
        listed = element(parent, "ab", type="evidence")
        for target in targets:
            element(listed, "ptr", target=target)
