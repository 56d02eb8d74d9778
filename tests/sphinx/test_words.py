"""The words of a text for data and search: what is not yet known while reading is put in when all is read."""

from __future__ import annotations

from docutils import nodes
from sphinx.addnodes import pending_xref

from edition.records import resolver
from edition.sphinx.reading.words import words_of

RESOLVE = resolver({"doe-2001": "Doe 2001"}, {"book/page": "The page"}, {"evidence-bells": "Who rang the bells?"})


def reference(kind: str, target: str, *, title: str = "") -> nodes.paragraph:
    inner = nodes.inline("", title or target)
    domain = "cite" if kind == "t" else "std"
    pending = pending_xref("", inner, refdomain=domain, reftype=kind, reftarget=target, refexplicit=bool(title), refdoc="book/chapter")
    return nodes.paragraph("", "", nodes.Text("See "), pending, nodes.Text("."))


def test_a_reference_reads_as_on_the_page() -> None:
    assert RESOLVE(words_of(reference("ref", "evidence-bells"))) == "See Who rang the bells?."
    assert RESOLVE(words_of(reference("ref", "evidence-bells", title="the notebook"))) == "See the notebook."
    assert RESOLVE(words_of(reference("doc", "page"))) == "See The page."
    assert RESOLVE(words_of(reference("t", "doe-2001"))) == "See Doe 2001."


def test_what_nobody_knows_keeps_its_own_name() -> None:
    assert RESOLVE(words_of(reference("ref", "nowhere"))) == "See nowhere."
