"""How a passage and a note look as docutils nodes: plain sections, paragraphs and links that every builder can write."""

from __future__ import annotations

from urllib.parse import quote

from docutils import nodes
from sphinx.addnodes import pending_xref

from edition.apparatus.entries import spoken
from edition.commentary.model import Claim, Debate, Note, Passage, Seen, Translation
from edition.essay.shape import BaseText

TYPE_NAMES = {"claim": "Claim", "gloss": "Gloss", "translation": "Translation", "debate": "Debate"}


def text_fragment(url: str, lemma: str) -> str:
    """The publisher's page, opened at the very words (WICG text fragment: `-` and `,` are escaped besides)."""
    return f"{url}#:~:text={quote(lemma, safe='').replace('-', '%2D')}"


def passage_title(passage: Passage) -> nodes.title:
    """A passage's heading: its reference and our title."""
    return nodes.title("", "", _span(passage.reference, "passage-ref"), nodes.Text(f" {passage.title}"))


def sentence_map(base: BaseText, passage: Passage, notes: list[Note]) -> nodes.paragraph:
    """The passage's sentences as a row of numbers, each leading to its first note and to the words at the publisher."""
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
    """The class names by which the style tells notes apart."""
    return [note.type, f"finding-{note.finding.slug}"] if isinstance(note, Claim) else [note.type]


def note_head(note: Note, url: str) -> list[nodes.Element]:
    """A note's heading (the lemma), the line that says what it is, and what it is about."""
    title = nodes.title("", "", _lemma(note, url))
    if isinstance(note, Debate):
        title += [nodes.Text(" "), _span(note.title, "debate-title")]
    head: list[nodes.Element] = [title, _meta(note)]
    if isinstance(note, Claim):
        head.append(_line("note-claim", _span("The essay: ", "label"), nodes.Text(note.claim)))
    if isinstance(note, Translation):
        head.append(_chinese(note))
    return head


def note_tail(note: Note) -> list[nodes.Element]:
    """What stands under a note: what would change it, its weak spot, its date."""
    tail: list[nodes.Element] = []
    if isinstance(note, Claim):
        tail.append(_line("note-would-change", _span("Would change this: ", "label"), nodes.Text(note.would_change)))
    if isinstance(note, Debate) and note.debate:
        link = _reference(note.debate, "The debate at length")
        tail.append(_line("note-debate", link))
    if note.caution:
        tail.append(_line("note-caution", _span("Caution: ", "label"), nodes.Text(note.caution)))
    if note.as_of:
        tail.append(_line("note-as-of", _span("As of ", "label"), nodes.Text(spoken(note.as_of))))
    return tail


def _lemma(note: Note, url: str) -> nodes.reference:
    link = nodes.reference("", note.lemma, refuri=text_fragment(url, note.lemma), classes=["lemma"])
    link["reftitle"] = "These words on the publisher's page"
    return link


def _meta(note: Note) -> nodes.paragraph:
    own = nodes.reference("", note.id, internal=True, refid=f"n-{note.id}", classes=["note-id"])
    sentences = "sentence" if len(note.sentences) == 1 else "sentences"
    pieces: list[nodes.Node] = [
        _span(TYPE_NAMES[note.type], "note-type"),
        own,
        _span(f"{sentences} {', '.join(map(str, note.sentences))}", "note-sentence"),
    ]
    if isinstance(note, Claim):
        pieces += [
            _span(note.kind, "note-kind"),
            _reference(f"finding-{note.finding.slug}", note.finding, "finding", f"finding-{note.finding.slug}"),
            _span(f"{note.confidence} confidence", "confidence"),
        ]
    meta = _line("note-meta")
    for index, piece in enumerate(pieces):
        meta += [nodes.Text(" "), piece] if index else [piece]
    return meta


def _chinese(note: Translation) -> nodes.paragraph:
    characters = _span(note.chinese, "chinese", "language-zh")
    status = "seen" if note.status is Seen.SEEN else "probably"
    return _line(
        "note-chinese", nodes.Text(f"{status.capitalize()}: "), characters, nodes.Text(" "), nodes.emphasis("", note.pinyin)
    )


def _reference(label: str, text: str, *classes: str) -> pending_xref:
    content = nodes.inline("", text, classes=list(classes))
    return pending_xref(
        "", content, refdomain="std", reftype="ref", reftarget=label, refexplicit=True, refwarn=True, classes=list(classes)
    )


def _line(name: str, *content: nodes.Node) -> nodes.paragraph:
    return nodes.paragraph("", "", *content, classes=[name])


def _span(text: str, *classes: str) -> nodes.inline:
    return nodes.inline("", text, classes=list(classes))
