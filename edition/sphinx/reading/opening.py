"""The opening of a chapter: its number in the essay, its length, and the count of its findings.

The script of the page unfolds the counts to the claims, whose answers are in the page already (`js/opening.js`).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from docutils import nodes

from edition.commentary.model import Claim, Finding
from edition.contents import number
from edition.records import Record
from edition.sphinx.domain import EditionDomain
from edition.sphinx.reading.note_layout import ON_PAPER

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

#: Words a minute in silent reading of English non-fiction: Brysbaert, Journal of Memory and Language 109 (2019), 104047.
WORDS_PER_MINUTE: Final = 238


def minutes(record: Record) -> dict[str, int]:
    """Return the minutes it takes to read a chapter at each depth, at least one."""
    gist = [passage.precis for passage in record.passages] + [note.claim for note in record.notes if isinstance(note, Claim)]
    notes = [passage.precis for passage in record.passages] + [note.text for note in record.notes] + [since.text for since in record.since]
    everything = [*notes, *(footnote.text for footnote in record.footnotes), *(collation.text for collation in record.collations)]
    depths = {"gist": gist, "notes": notes, "everything": everything}
    return {name: max(1, round(sum(len(text.split()) for text in texts) / WORDS_PER_MINUTE)) for name, texts in depths.items()}


def open_chapter(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Insert number, length and findings at the head of a chapter about to be written (event `doctree-resolved`)."""
    record = EditionDomain.of(app.env).records.get(docname)
    section = next(doctree.findall(nodes.section), None)
    if record is None or not record.passages or section is None or "passage" in section:
        return
    title = next(iter(section.findall(nodes.title)))
    chapter_number = number(passage.reference for passage in record.passages)
    if chapter_number and app.builder.name != "singlehtml":  # the page for paper sets the number in its running heads
        title.insert(0, [nodes.inline("", chapter_number, classes=["chapter-number"]), nodes.Text(" ")])
    claims = [note for note in record.notes if isinstance(note, Claim)]
    lines: list[nodes.Node] = [] if app.builder.name in ON_PAPER else [_length(record)]
    if claims and app.builder.name not in ON_PAPER:
        lines.append(_findings(claims))
    section.insert(section.index(title) + 1, lines)


def _length(record: Record) -> nodes.paragraph:
    """Return the line with the chapter's reading time at each depth."""
    words = ", ".join(f"{name} {length} min" for name, length in minutes(record).items())
    return nodes.paragraph("", f"To read: {words}.", classes=["chapter-length"])


def _findings(claims: list[Claim]) -> nodes.paragraph:
    """Return the line with the number of claims for each finding."""
    counts = Counter(claim.finding for claim in claims)
    line = nodes.paragraph("", f"{len(claims)} claims: ", classes=["chapter-claims"])
    for index, finding in enumerate(finding for finding in Finding if counts[finding]):
        line += [*([nodes.Text(", ")] if index else []), _shape(finding, f"{counts[finding]} {finding}")]
    return line


def _shape(finding: Finding, words: str) -> nodes.inline:
    return nodes.inline("", words, classes=["finding", f"finding-{finding.slug}"])


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the opening, before a reader's copy is inserted at 600."""
    app.connect("doctree-resolved", open_chapter, priority=560)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
