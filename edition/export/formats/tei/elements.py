"""What every part of the TEI is made of: elements, ids, running texts and pointers to footnotes."""

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
    """A new element below a parent, or a root."""
    made = ET.Element(tag, attributes) if parent is None else ET.SubElement(parent, tag, attributes)
    if text:
        made.text = text
    return made


def slug(text: str) -> str:
    """A text as part of an xml:id."""
    return re.sub(r"[^A-Za-z0-9.-]+", "-", text)


def footnote_id(one: Footnote) -> str:
    """The xml:id of a footnote."""
    return f"fn-{slug(one.docname)}-{slug(one.label)}"


def texts(parent: Element, named: Iterable[tuple[str, str]]) -> None:
    """A block for each text that is not empty, by its type."""
    for kind, text in named:
        if text:
            element(parent, "ab", text, type=kind)


def pointers(parent: Element, evidence: Iterable[Footnote]) -> None:
    """A block that points to footnotes, where there are any."""
    targets = [f"#{footnote_id(footnote)}" for footnote in evidence]
    if targets:
        listed = element(parent, "ab", type="evidence")
        for target in targets:
            element(listed, "ptr", target=target)
