"""The facing edition: where a reader has a copy of the essay, its sentences are shown in the passages. Without one nothing changes.

The text is inserted only while pages are written: stored documents, search index and exports never contain it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes

from edition.own_copy import store
from edition.own_copy.passage_html import MARK_OF_COPY, MARKER_FILE, anchor_of, passage_html
from edition.sphinx import project
from edition.sphinx.domain import EditionDomain
from edition.sphinx.refusal import Refused

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from edition.commentary.model import Note
    from edition.own_copy.store import StoredCopy

ON_PAPER = ("singlehtml", "epub")


class own_text(nodes.General, nodes.Element):
    """Finished HTML that holds a reader's text; not in the search index because it has no text nodes."""


class precis_fold(nodes.General, nodes.Element):
    """The précis, folded where the passage is shown in full."""


def stored(env: BuildEnvironment) -> StoredCopy | None:
    """Return the reader's copy of this project; refuse the build if it is damaged."""
    try:
        return store.load(Path(env.srcdir), project.base_text(env))
    except store.Damaged as error:
        raise Refused(f"\nA copy of the essay cannot be used: {error}") from error
    except FileNotFoundError:
        return None


def digest_of(env: BuildEnvironment) -> str:
    """Return a digest of the reader's copy, which pages with passages show; empty where there is none."""
    copy = stored(env)
    return copy.digest if copy else ""


def insert_sentences(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Insert the copy's sentences into the passages of a page about to be written (event `doctree-resolved`)."""
    domain = EditionDomain.of(app.env)
    record = domain.records.get(docname)
    has_passages = bool(record and record.passages)
    if not has_passages and docname != app.env.config.root_doc:
        return
    copy = stored(app.env)
    if copy is None or app.builder.format != "html":
        return
    for section in [node for node in doctree.findall(nodes.section) if "passage" in node]:
        reference = section["passage"]
        notes = [note for note in record.notes if note.passage == reference] if record else []
        _insert_passage(app, section, copy, notes)
    first = next(doctree.findall(nodes.section), None)
    if first is not None:
        first.insert(1, nodes.paragraph("", MARK_OF_COPY, classes=["own-mark"]))


def _insert_passage(app: Sphinx, section: nodes.section, copy: StoredCopy, notes: list[Note]) -> None:
    base = project.base_text(app.env)
    reference = section["passage"]
    if reference not in base:
        return
    precis = next((child for child in section.children if "precis" in getattr(child, "attributes", {}).get("classes", ())), None)
    if precis is not None:
        fold = precis_fold("", open=app.builder.name in ON_PAPER)
        section.replace(precis, [own_text("", html=passage_html(base, copy, reference, notes)), fold])
        fold += precis
    by_id = {note.id: note for note in notes}
    for child in section.findall(nodes.section):
        if child.get("note") in by_id:
            _link_back(child, copy, by_id[child["note"]])


def _link_back(section: nodes.section, copy: StoredCopy, note: Note) -> None:
    """Turn the sentence numbers of a note into links to its lemma and its sentences."""
    line = next((node for node in section.findall(nodes.inline) if "note-sentence" in node["classes"]), None)
    if line is None:
        return
    line.children = []
    line += nodes.Text("sentence " if len(note.sentences) == 1 else "sentences ")
    for index, number in enumerate(note.sentences):
        line += [nodes.Text(", ")] if index else []
        line += nodes.reference("", str(number), internal=True, refid=anchor_of(copy, note, number))


def write_marker(app: Sphinx) -> None:
    """Mark a site made with a reader's copy."""
    marker = Path(app.outdir) / MARKER_FILE
    if stored(app.env) is None:
        marker.unlink(missing_ok=True)
    else:
        marker.write_text(f"{MARK_OF_COPY}\nDo not publish this folder. To build without it: edition text forget\n", encoding="utf-8")


def _write_text(translator: Any, node: own_text) -> None:
    translator.body.append(node["html"])
    raise nodes.SkipNode


def _open_fold(translator: Any, node: precis_fold) -> None:
    attribute = ' open="open"' if node["open"] else ""
    translator.body.append(f'<details class="precis-fold"{attribute}><summary>Summary</summary>\n')


def _close_fold(translator: Any, node: precis_fold) -> None:
    translator.body.append("</details>\n")


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect the facing edition to the build."""
    app.add_node(own_text, html=(_write_text, None))
    app.add_node(precis_fold, html=(_open_fold, _close_fold))
    app.connect("doctree-resolved", insert_sentences, priority=600)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
