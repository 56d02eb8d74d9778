"""The chapters read from their files say what the build reads from them."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

from edition.commentary import markdown
from edition.commentary.markdown import ChapterError
from edition.commentary.model import Edition, Note
from edition.records import edition_of, resolver
from edition.sources import bibtex
from tests.conftest import ROOT, build_apart

PARSED_ONLY = {"text", "links", "since"}  # what happened since is no part of what is counted; links are those of the text
CHAPTER = '''(sec-0)=
# A chapter

:::::{passage} 1.2.1
:title: A title
:nothing-to-check: 2 4-5

The précis.[^precis]

:::{claim} 1.2.1-a
:lemma: "quoted: with a colon"
:sentence: 3
:kind: date
:finding: confirmed
:confidence: high
:claim: It was so.
:would-change: A record.

One.[^one] Two.[^two][^one]

- three[^one]
:::

::::{note}
An admonition of another kind.
:::{gloss} 1.2.1-term
:lemma: a term
:sentence: 3

Words.[^two]
:::
::::
:::::

[^one]: {cite:t}`first-1` and {cite:p}`second-2,third-3`; {cite:t}`first-1` again.
[^two]: A text
 that runs on, {cite:t}`fourth-4`.

    A second paragraph, {cite:t}`fifth-5`.

A paragraph that cites {cite:t}`elsewhere`.
[^precis]: {cite:t}`sixth-6`.
[^unused]: {cite:t}`seventh-7`.
'''


def built(root: Path) -> Edition:
    """What the build of a project read into its environment."""
    with (root / "_build" / ".doctrees" / "environment.pickle").open("rb") as file:
        environment = pickle.load(file)
    sources = bibtex.load(root / "book" / "references.bib")
    return edition_of(environment.domaindata["edition"]["records"], resolver(sources.labels, {}, {}))


def shown(note: Note) -> dict[str, object]:
    return {one.name: getattr(note, one.name) for one in fields(note) if one.name not in PARSED_ONLY} | {"type": note.type}


def agree(read: Edition, build: Edition) -> None:
    assert [(one.reference, one.title, one.names, one.nothing_to_check, one.docname, one.place) for one in read.passages] == [
        (one.reference, one.title, one.names, one.nothing_to_check, one.docname, one.place) for one in build.passages
    ]
    assert [shown(one) for one in read.notes] == [shown(one) for one in build.notes]
    documents = {one.docname for one in read.passages}
    ours = {(one.docname, one.label): one.sources for one in read.footnotes}
    theirs = {(one.docname, one.label): one.sources for one in build.footnotes if one.docname in documents}
    assert {key: sources for key, sources in ours.items() if key[0] in documents} == theirs
    assert [read.sources_of(one) for one in read.notes] == [build.sources_of(one) for one in build.notes]


def test_a_chapter_is_read_with_its_footnotes_and_keys() -> None:
    edition = markdown.parse(CHAPTER, "book/text/one", "book/text/one.md")
    claim, gloss = edition.notes
    assert claim.lemma == "quoted: with a colon"
    assert claim.footnotes == ("one", "two")
    assert edition.sources_of(claim) == ["first-1", "second-2", "third-3", "fourth-4", "fifth-5"]
    assert (gloss.id, gloss.passage, gloss.footnotes) == ("1.2.1-term", "1.2.1", ("two",))
    assert edition.passages[0].nothing_to_check == (2, 4, 5)
    assert [one.label for one in edition.footnotes] == ["precis", "one", "two"]
    assert str(claim.place) == "book/text/one.md:10"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (":finding: confirmed", ":finding: likely", r'one.md:10: claim 1.2.1-a: finding "likely" is not one of'),
        (":kind: date\n", "", "option :kind: is missing"),
        ("1.2.1-a", "1.2.2-a", "stands in passage 1.2.1"),
        (":::::\n\n[^one]", "\n[^one]", "one.md:4: passage 1.2.1 is never closed"),
        (":finding: confirmed\n", "<<<<<<< HEAD\n:finding: confirmed\n=======\n>>>>>>> other\n", r"one.md:\d+: an unresolved merge"),
    ],
)
def test_a_fault_names_its_place(old: str, new: str, message: str) -> None:
    assert old in CHAPTER
    with pytest.raises(ChapterError, match=message):
        markdown.parse(CHAPTER.replace(old, new), "book/text/one", "book/text/one.md")


def test_a_small_project_reads_as_it_builds(project: Callable[[str], Path]) -> None:
    root = project("small")
    outcome = build_apart(root)
    assert not outcome.refused, outcome.output[-2000:]
    folder = next(path.parent for path in root.rglob("*.md") if "{passage}" in path.read_text(encoding="utf-8"))
    read = markdown.read(root, folder.relative_to(root).as_posix())
    assert read.notes
    agree(read, built(root))


def test_the_book_reads_as_it_was_built_last() -> None:
    pickled = ROOT / "_build" / ".doctrees" / "environment.pickle"
    newest = max(path.stat().st_mtime for path in (ROOT / markdown.FOLDER).rglob("*.md"))
    if not pickled.exists() or pickled.stat().st_mtime < newest:
        pytest.skip("the book is not built, or its chapters are newer than the build")
    agree(markdown.read(), built(ROOT))
