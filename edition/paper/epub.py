"""The EPUB's own files: its package document, its navigation, its cover, and deterministic packing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from edition.paper.outline import jinja
from edition.publication import Meta

#: The namespaces of the package document.
OPF: Final = "http://www.idpf.org/2007/opf"
DC: Final = "http://purl.org/dc/elements/1.1/"
#: The id of the identifier within the package.
UID: Final = "edition-id"
FIRST: Final = ("mimetype", "META-INF/container.xml", "content.opf")
#: schema.org's terms for what a reader needs to perceive the book and what helps (W3C, EPUB Accessibility 1.1).
ACCESS: Final = (
    ("accessMode", "textual"), ("accessMode", "visual"), ("accessModeSufficient", "textual"), ("accessModeSufficient", "textual,visual"),
    ("accessibilityFeature", "alternativeText"), ("accessibilityFeature", "displayTransformability"),
    ("accessibilityFeature", "readingOrder"), ("accessibilityFeature", "structuralNavigation"), ("accessibilityFeature", "tableOfContents"),
    ("accessibilityHazard", "none"),
    ("accessibilitySummary", "Each chart has an alternative text and a table with every number drawn; the key of the map of places lists "
     "every place. Findings are a word and a shape, never a colour alone. Nobody outside the project has audited the book."),
)  # fmt: skip


@dataclass(frozen=True)
class Point:
    """An entry of the navigation; without an address it is the name of a part."""

    text: str
    address: str = ""
    below: tuple[Point, ...] = ()


def metadata(edition: Meta, language: str, cover: str) -> Element:
    """Return the metadata of the package; `cover` is the id of the cover's picture in its list of files."""
    day = edition.date.isoformat()
    core = [
        ("language", language), ("title", edition.title), ("description", edition.abstract), ("publisher", ", ".join(edition.editors)),
        ("rights", f"{edition.licence}: {edition.licence_url}" if edition.licence_url else edition.licence), ("date", day),
        *(("creator", editor) for editor in edition.editors), *(("subject", keyword) for keyword in edition.keywords),
    ]  # fmt: skip
    described = Element(f"{{{OPF}}}metadata")
    SubElement(described, f"{{{DC}}}identifier", id=UID).text = edition.id
    for name, value in core:
        if value:
            SubElement(described, f"{{{DC}}}{name}").text = value
    SubElement(described, f"{{{OPF}}}meta", property="dcterms:modified").text = f"{day}T00:00:00Z"
    for name, value in ACCESS:
        SubElement(described, f"{{{OPF}}}meta", property=f"schema:{name}").text = value
    SubElement(described, f"{{{OPF}}}meta", name="cover", content=cover)
    return described


def navigation(title: str, language: str, points: Iterable[Point], beginning: str) -> str:
    """Return the navigation document; `beginning` is the address at which the text begins."""
    template = jinja().get_template("navigation.xhtml")
    return template.render(title=title, language=language, points=list(points), beginning=beginning)


def cover(edition: Meta) -> bytes:
    """Draw the cover as a PNG: title and subtitle on paper, in matplotlib's own font."""
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D

    title, _, subtitle = edition.title.partition(": ")
    figure = Figure(figsize=(6, 9), dpi=200, facecolor="#fbf8f1")
    ink, rubric, face = "#211e1a", "#8c2f1c", "STIXGeneral"
    lines = wrap(title, 18)
    figure.text(0.5, 0.68, "\n".join(lines), ha="center", va="center", fontsize=34, linespacing=1.25, color=ink, family=face)
    figure.text(
        0.5, 0.68 - 0.038 * len(lines) - 0.06, subtitle, ha="center", va="center", fontsize=20, style="italic", color=rubric, family=face
    )
    editors = ", ".join(edition.editors)
    figure.text(
        0.5, 0.09, f"{editors}\nVersion {edition.version}", ha="center", va="center", fontsize=13, linespacing=1.5, color=ink, family=face
    )
    for height in (0.93, 0.15):
        figure.add_artist(Line2D([0.12, 0.88], [height, height], color=rubric, linewidth=1))
    drawn = io.BytesIO()
    figure.savefig(drawn, format="png", metadata={"Software": None})
    return drawn.getvalue()


def pack(folder: Path, names: Sequence[str], target: Path, edition: Meta) -> None:
    """Pack the files, the mimetype first and uncompressed, all of them dated by the text and not by the clock."""
    moment = (edition.date.year, edition.date.month, edition.date.day, 0, 0, 0)
    with zipfile.ZipFile(target, "w") as archive:
        for name in dict.fromkeys((*FIRST, *sorted(names))):
            entry = zipfile.ZipInfo(name, moment)
            entry.compress_type = zipfile.ZIP_STORED if name == FIRST[0] else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, (folder / name).read_bytes())
