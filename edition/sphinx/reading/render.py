"""Passages and notes as docutils nodes: plain sections, paragraphs and links that every builder can write."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from urllib.parse import quote

from docutils import nodes
from sphinx.addnodes import pending_xref

from edition.commentary.model import Claim, Note, Passage, Since, finding_class
from edition.commentary.note_types import Option, Where, shown, type_of
from edition.dates import format_date
from edition.essay.shape import BaseText


def text_fragment(url: str, lemma: str) -> str:
    """Return the URL of the publisher's page at the lemma (WICG text fragment: `-` and `,` are escaped too)."""
    return f"{url}#:~:text={quote(lemma, safe='').replace('-', '%2D')}"


def passage_title(passage: Passage) -> nodes.title:
    """Return a passage's heading: its reference and our title."""
    return nodes.title("", "", _span(passage.reference, "passage-ref"), nodes.Text(f" {passage.title}"))


def sentence_map(base: BaseText, passage: Passage, notes: list[Note]) -> nodes.paragraph:
    """Return the passage's sentences as a row of numbers, each linked to its first note and to the words at the publisher."""
    row = nodes.paragraph("", "", _reference("findings", "Sentences", "sentence-map-label"), classes=["sentence-map"])
    for sentence in base[passage.reference].sentences:
        noted = [note for note in notes if sentence.number in note.sentences]
        row += nodes.Text(" ")
        row += _sentence(sentence.number, noted)
    return row


def _sentence(number: int, notes: list[Note]) -> nodes.Element:
    if not notes:
        return _span(str(number), "sentence", "s-none")
    claims = [note for note in notes if isinstance(note, Claim)]
    slugs = list(dict.fromkeys(f"finding-{claim.finding.slug}" for claim in claims))
    classes = ["sentence", "s-noted", *slugs[:1]]
    lead = (claims or notes)[0]
    findings = ", ".join(dict.fromkeys(claim.finding for claim in claims)) or lead.type
    link = nodes.reference("", str(number), internal=True, refid=f"n-{lead.id}", classes=classes)
    link += [_span(f" {findings}", "visually-hidden"), *(_span("", slug) for slug in slugs[1:])]
    return link


def note_classes(note: Note) -> list[str]:
    """Return the CSS classes by which the style distinguishes notes."""
    return [name for name in (note.type, finding_class(note)) if name]


def note_head(note: Note, url: str) -> list[nodes.Element]:
    """Return a note's heading (the lemma), the line that describes it, and its subject."""
    title = nodes.title("", "", _lemma(note, url))
    for option, value in shown(note, Where.TITLE):
        title += [nodes.Text(" "), _option(option, value)]
    return [title, _meta(note), *_lines(note, Where.HEAD)]


def note_tail(note: Note) -> list[nodes.Element]:
    """Return the lines under a note: what would change it, its weak spot, its date; `note_layout` moves them to their places."""
    tail = [*_lines(note, Where.TAIL), *_lines(note, Where.MENU)]
    if note.caution:
        tail.append(_line("note-caution", _span("Caution: ", "label"), nodes.Text(note.caution)))
    if note.as_of:
        tail.append(_line("note-as-of", _span("As of ", "label"), nodes.Text(format_date(note.as_of))))
    return tail


def since(block: Since) -> nodes.container:
    """Return the frame of what happened since the essay; its body follows the first line."""
    frame = nodes.container("", classes=["note-since"])
    frame["since"] = block.note
    frame += _line("note-since-date", _span("Since the essay", "label"), nodes.Text(f" ({format_date(block.date)})" if block.date else ""))
    return frame


def _lemma(note: Note, url: str) -> nodes.reference:
    return nodes.reference("", note.lemma, refuri=text_fragment(url, note.lemma), classes=["lemma"])


def _meta(note: Note) -> nodes.paragraph:
    sentences = "sentence" if len(note.sentences) == 1 else "sentences"
    pieces: list[nodes.Node] = [
        _span(type_of(note).label, "note-type"),
        _span(note.id, "note-id"),
        _span(f"{sentences} {', '.join(map(str, note.sentences))}", "note-sentence"),
        *(_option(option, value) for option, value in shown(note, Where.META)),
    ]
    return _line("note-meta", *(node for index, piece in enumerate(pieces) for node in ([nodes.Text(" "), piece] if index else [piece])))


def _lines(note: Note, place: Where) -> list[nodes.Element]:
    """Return the options of one place; those of one line share a paragraph."""
    lines: list[nodes.Element] = []
    for name, options in groupby(shown(note, place), key=lambda pair: pair[0].line):
        pieces: list[nodes.Node] = []
        for option, value in options:
            pieces += [nodes.Text(" ")] if pieces else []
            pieces += [_span(option.label, "label")] if option.label else []
            pieces.append(_option(option, value))
        lines.append(_line(name, *pieces))
    return lines


def _option(option: Option, value: Any) -> nodes.Node:
    words, classes = option.words(value), option.classes(value)
    if option.link:
        return _reference(option.link(value), words, *classes)
    if option.emphasised:
        return nodes.emphasis("", words)
    return _span(words, *classes) if classes else nodes.Text(words)


def _reference(label: str, text: str, *classes: str) -> pending_xref:
    content = nodes.inline("", text, classes=list(classes))
    return pending_xref(
        "", content, refdomain="std", reftype="ref", reftarget=label, refexplicit=True, refwarn=True, classes=list(classes)
    )


def _line(name: str, *content: nodes.Node) -> nodes.paragraph:
    return nodes.paragraph("", "", *content, classes=[name])


def _span(text: str, *classes: str) -> nodes.inline:
    return nodes.inline("", text, classes=list(classes))
