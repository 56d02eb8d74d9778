"""The layout of a note on its page: the answer as headline, the reason, and one menu for the rest.

`harvest` collects the words of a note as its author wrote them when the document is read; the layout follows only when a page is
about to be written.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes

from edition.commentary.answers import answer_length
from edition.commentary.model import Note
from edition.commentary.note_types import Headline, Where, shown, type_of
from edition.sphinx.domain import EditionDomain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

#: Output formats without folds: what is folded on the site is open there.
ON_PAPER: Final = ("singlehtml", "epub")
_LAYOUT: Final = {"note-meta", "note-claim", "note-chinese", "note-debate", "note-since", "note-caution", "note-as-of"}


class note_menu(nodes.General, nodes.Element):
    """The menu of a note; `names` lists its content in words."""


def lighten(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Move class names from a link's child to the link itself: a chapter has a hundred such links (event `doctree-resolved`)."""
    if app.builder.format != "html":
        return
    for link in doctree.findall(nodes.reference):
        inner = link.children[0] if len(link.children) == 1 else None
        if isinstance(inner, nodes.inline) and "mention" in inner["classes"]:
            link["classes"] += inner["classes"]
            link.children = []
            link += inner.children


def lay_out(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Lay out the notes of a page about to be written (event `doctree-resolved`, after the Cite controls have been placed)."""
    record = EditionDomain.of(app.env).records.get(docname)
    if record is None or not record.notes:
        return
    notes = {note.id: note for note in record.notes}
    for section in doctree.findall(nodes.section):
        if section.get("note") in notes:
            _lay_note(section, notes[section["note"]])


def _lay_note(section: nodes.section, note: Note) -> None:
    title = next(child for child in section.children if isinstance(child, nodes.title))
    headline = type_of(note).headline
    if headline is not Headline.PHRASE:
        lemma = title.children[0]
        title.children = []
        title += _answer(section) if headline is Headline.ANSWER else _titles(note)
        title["classes"].append("note-headline")
        below = 2 if _has_class(section.children[1], "note-meta") else 1
        section.insert(below, _phrase(section, lemma))
    _date(section)
    _gather_menu(section, note)


def _titles(note: Note) -> list[nodes.Node]:
    return [nodes.Text(str(value)) for _, value in shown(note, Where.TITLE)]


def _phrase(section: nodes.section, lemma: nodes.Node) -> nodes.paragraph:
    """Return the line with the lemma and its sentence, taken out of the line about the note."""
    line = nodes.paragraph("", "", lemma, classes=["note-phrase"])
    for sentence in list(section.findall(nodes.inline)):
        if "note-sentence" in sentence["classes"]:
            _take_out(sentence)
            line += [nodes.Text(" "), sentence]
            break
    return line


def _answer(section: nodes.section) -> list[nodes.Node]:
    """Move the answer out of the first paragraph of a note's text: its nodes, with the footnote marks at its end."""
    body = next(child for child in section.children if isinstance(child, nodes.paragraph) and not _LAYOUT & set(child["classes"]))
    remaining = answer_length("".join(map(_words, body.children)))
    taken: list[nodes.Node] = []
    while body.children and (remaining > 0 or _is_mark_next(body)):
        child = body.children[0]
        words = _words(child)
        body.remove(child)
        if isinstance(child, nodes.Text) and len(words) > remaining > 0:
            taken.append(nodes.Text(words[:remaining]))
            body.insert(0, nodes.Text(words[remaining:]))
        else:
            taken.append(child)
        remaining -= min(remaining, len(words))
    if body.children and isinstance(first := body.children[0], nodes.Text):
        body.replace(first, nodes.Text(first.astext().lstrip()))
    if not body.astext().strip():
        section.remove(body)
    return taken


def _is_mark_next(body: nodes.paragraph) -> bool:
    """Return whether a footnote mark comes next, with or without the space that separates it from the mark before."""
    first, second = (*body.children[:2], None, None)[:2]
    if isinstance(first, nodes.Text) and not first.strip():
        return isinstance(second, nodes.footnote_reference)
    return isinstance(first, nodes.footnote_reference)


def _words(node: nodes.Node) -> str:
    return "" if isinstance(node, nodes.footnote_reference) else str(node.astext())


def _date(section: nodes.section) -> None:
    """Move the date of a note to the end of the line about it."""
    meta = next((child for child in section.children if _has_class(child, "note-meta")), None)
    line = next((child for child in section.children if _has_class(child, "note-as-of")), None)
    if isinstance(meta, nodes.paragraph) and isinstance(line, nodes.paragraph):
        section.remove(line)
        meta += [nodes.Text(" "), nodes.inline("", line.astext()[:1].lower() + line.astext()[1:], classes=["note-as-of"])]


def _gather_menu(section: nodes.section, note: Note) -> None:
    """Collect what would change the finding, the caution and the Cite control in one menu at the note's end; a script adds sharing."""
    lines = {option.line: option.label for option, _ in shown(note, Where.MENU)} | ({"note-caution": "Caution: "} if note.caution else {})
    menu_lines = [child for child in section.children if any(_has_class(child, line) for line in lines)]
    cite = [child for child in section.children if "citable" in getattr(child, "attributes", {})]
    if not menu_lines and not cite:
        return
    names = [name for line, name in (("note-would-change", "what would change it"), ("note-caution", "a caution")) if line in lines]
    menu = note_menu("", names=[*names, *(["cite", "share"] if cite else [])])
    for child in [*menu_lines, *cite]:
        section.remove(child)
        menu += child
    section += menu


def _has_class(node: nodes.Node, name: str) -> bool:
    return isinstance(node, nodes.Element) and name in node["classes"]


def _take_out(node: nodes.Element) -> None:
    """Remove a node with the space before it."""
    parent = node.parent
    index = parent.index(node)
    parent.remove(node)
    previous = parent.children[index - 1] if index else None
    if isinstance(previous, nodes.Text) and not previous.strip():
        parent.pop(index - 1)


def _summary(names: list[str]) -> Iterator[str]:
    yield "More"
    if names:
        yield f": {', '.join(names)}"


def _open_menu(translator: Any, node: note_menu) -> None:
    if translator.builder.name in ON_PAPER:
        translator.body.append('<div class="note-menu">\n')
    else:
        translator.body.append(f'<details class="note-menu"><summary>{"".join(_summary(node["names"]))}</summary>\n')


def _close_menu(translator: Any, node: note_menu) -> None:
    translator.body.append("</div>\n" if translator.builder.name in ON_PAPER else "</details>\n")


def _pass(translator: Any, node: note_menu) -> None:
    """Write nothing: formats other than HTML show the children alone."""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the layout: after the Cite controls at 500, before a reader's copy is inserted at 600."""
    plain = (_pass, _pass)
    app.add_node(note_menu, html=(_open_menu, _close_menu), latex=plain, text=plain, man=plain, texinfo=plain)
    app.connect("doctree-resolved", lay_out, priority=550)
    app.connect("doctree-resolved", lighten, priority=700)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
