"""The chapters parsed directly from their files, without a build: passages, notes, footnotes and the sources they cite.

The same values as in the build, in the same order, except what only a laid-out page provides: texts, links, précis and mentions stay
empty, and the text of a footnote is its Markdown. So a notebook can count claims during the build. The grammar is MyST's own: its parser
finds directives, options, footnotes and roles here as in the build, in every spelling that it allows.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from docutils.parsers.rst import Directive
from docutils.parsers.rst.states import MarkupError
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.directives import parse_directive_text
from myst_parser.parsers.mdit import create_md_parser

from edition.commentary.any_option import AnyOption
from edition.commentary.model import Edition, Footnote
from edition.commentary.note_types import NOTE_TYPES
from edition.commentary.options import read_note, read_passage
from edition.commentary.order import in_order
from edition.commentary.reader import Reader
from edition.problems import Place
from edition.texts import BadText, read_text

ROOT: Final = Path(__file__).resolve().parents[2]
FOLDER: Final = "book/text"
#: As in _config.yml, without "smartquotes", which changes only characters and takes half of the time.
EXTENSIONS: Final = frozenset({"colon_fence", "deflist", "attrs_inline"})

_DIRECTIVE: Final = re.compile(r"\{(?P<name>[^\s}]+)\}\s*(?P<argument>.*)\Z", re.DOTALL)
#: The signs between which an unresolved merge leaves two versions; read as text, the lower one would become headings and lose footnotes.
_UNMERGED: Final = re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE)
_KEY: Final = re.compile(r"(?:[^<]*<)?(?P<key>[^<>]+)>?\Z")


class ChapterError(ValueError):
    """A chapter that cannot be read; the message has file and line."""


class _Block(Directive):
    """Tells MyST how to split a directive into argument, options and body."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec = AnyOption()


@dataclass(frozen=True)
class _Mark:
    """A footnote mark in the text: the label it refers to, and the note that it stands in or under; empty outside notes."""

    label: str
    note: str


@dataclass
class _ParsedChapter:
    """The parsed content of one chapter, and its marks in order; `note` is the one being parsed."""

    docname: str
    path: str
    edition: Edition = field(default_factory=Edition)
    definitions: list[Footnote] = field(default_factory=list)
    marks: list[_Mark] = field(default_factory=list)
    passage: str = ""
    note: str = ""


def read(root: Path = ROOT, folder: str = FOLDER) -> Edition:
    """Read all chapters under a folder, in the essay's order; raise ChapterError at the first fault."""
    edition = Edition()
    documents = {path.relative_to(root).with_suffix("").as_posix(): path for path in (root / folder).rglob("*.md")}
    for docname in sorted(documents):
        path = documents[docname]
        name = path.relative_to(root).as_posix()
        try:
            text = read_text(path, name)
        except BadText as error:
            raise ChapterError(str(error)) from error
        part = parse(text, docname, name)
        edition.passages += part.passages
        edition.notes += part.notes
        edition.footnotes += part.footnotes
    return edition


@lru_cache(maxsize=256)
def parse(text: str, docname: str, path: str) -> Edition:
    """Parse one chapter; ``path`` names it in places and faults. Cached, since a build asks twice: do not change the returned value."""
    if found := _UNMERGED.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise ChapterError(f"{path}:{line}: an unresolved merge; keep one of the versions and delete the lines of signs around them")
    chapter = _ParsedChapter(docname, path)
    _walk(text, 0, {}, chapter)
    order = {label: number for number, label in enumerate(dict.fromkeys(mark.label for mark in chapter.marks))}
    marked = (footnote for footnote in chapter.definitions if footnote.label in order)
    chapter.edition.footnotes = sorted(marked, key=lambda footnote: order[footnote.label])
    return chapter.edition


@cache
def _parser() -> MarkdownIt:
    return create_md_parser(MdParserConfig(enable_extensions=set(EXTENSIONS)), RendererHTML)


def _walk(text: str, offset: int, env: dict[str, Any], chapter: _ParsedChapter) -> list[str]:
    """Parse a text that begins `offset` lines into its file; return the labels of its marks, except those within notes."""
    marks: list[str] = []
    footnote = ""
    for token in _parser().parse(text, env):
        if token.type == "footnote_reference_open":
            footnote = str(token.meta["label"])
            chapter.definitions.append(Footnote(chapter.docname, footnote, "", (), _place(token, offset, chapter)))
        elif token.type == "footnote_reference_close":
            footnote = ""
        elif token.type in ("colon_fence", "fence") and (found := _DIRECTIVE.match(token.info.strip())):
            _check_closed(token, text, found, _place(token, offset, chapter))
            marks += _directive(token, found["name"], found["argument"], offset, env, chapter)
        else:
            if footnote and token.type == "inline":
                last = chapter.definitions[-1]
                chapter.definitions[-1] = replace(last, text=" ".join([*last.text.split(), *token.content.split()]))
            for child in token.children or ():
                marks += _inline(child, footnote, chapter)
    return marks


def _check_closed(token: Token, text: str, found: re.Match[str], place: Place) -> None:
    """Refuse a directive that is not closed: MyST silently takes the rest of the chapter for its body."""
    end = text.split("\n")[: (token.map or [0, 0])[1]]
    last = next((line.strip() for line in reversed(end) if line.strip()), "")
    if not (last.startswith(token.markup) and set(last) == {token.markup[0]}):
        raise ChapterError(f"{place}: {found['name']} {found['argument']} is never closed")


def _inline(token: Token, footnote: str, chapter: _ParsedChapter) -> list[str]:
    """Return the label of a footnote mark in a piece of running text; within a footnote, record the sources it cites instead."""
    if token.type == "footnote_ref":
        label = str(token.meta["label"])
        chapter.marks.append(_Mark(label, chapter.note))
        return [label]
    if footnote and token.type == "myst_role" and str(token.meta["name"]).startswith("cite:"):
        last = chapter.definitions[-1]
        keys = dict.fromkeys([*last.sources, *_keys(token.content)])
        chapter.definitions[-1] = replace(last, sources=tuple(keys))
    return []


def _directive(token: Token, name: str, argument: str, offset: int, env: dict[str, Any], chapter: _ParsedChapter) -> list[str]:
    place = _place(token, offset, chapter)
    if name not in (*NOTE_TYPES, "passage"):
        body, start = _body(token.content)
        with _within(argument.strip() if name == "since" else chapter.note, chapter):
            return _walk(body, place.line + start, env, chapter) if name != "code-cell" else []
    try:
        cut = parse_directive_text(_Block, argument, token.content, line=place.line)
    except MarkupError as error:
        raise ChapterError(f"{place}: {name}: {error}") from error
    if cut.warnings:
        raise ChapterError(f"{place}: {name} {argument}: {cut.warnings[0].msg}")
    reader = Reader(name, argument.strip(), cut.options, place)
    if name == "passage":
        chapter.edition.passages.append(read_passage(reader, chapter.docname))
        chapter.passage = reader.id
        first_note, first_mark = len(chapter.edition.notes), len(chapter.marks)
        marks = _walk("\n".join(cut.body), place.line + cut.body_offset, env, chapter)
        _order_notes(chapter, first_note, first_mark)
    else:
        note = read_note(reader, chapter.passage, chapter.docname)
        chapter.edition.notes.append(note)
        index = len(chapter.edition.notes) - 1
        with _within(note.id, chapter):
            labels = _walk("\n".join(cut.body), place.line + cut.body_offset, env, chapter)
        chapter.edition.notes[index] = replace(note, footnotes=tuple(dict.fromkeys(labels)))
        marks = []
    if reader.problems:
        raise ChapterError(str(reader.problems[0]))
    return marks


@contextmanager
def _within(note: str, chapter: _ParsedChapter) -> Iterator[None]:
    """Let the marks found in the block be those of a note."""
    outer, chapter.note = chapter.note, note
    yield
    chapter.note = outer


def _order_notes(chapter: _ParsedChapter, first_note: int, first_mark: int) -> None:
    """Put the notes of the passage just parsed, and their marks, in the order of its page: précis, notes, what follows them."""
    notes = in_order(chapter.edition.notes[first_note:])
    marks = chapter.marks[first_mark:]
    precis = list(itertools.takewhile(lambda mark: not mark.note, marks))
    in_notes = [mark for note in notes for mark in marks if mark.note == note.id]
    after = [mark for mark in marks[len(precis) :] if not mark.note]
    chapter.edition.notes[first_note:], chapter.marks[first_mark:] = notes, [*precis, *in_notes, *after]


def _body(content: str) -> tuple[str, int]:
    """Cut the options off the body of a directive that is not ours; return the rest and the number of lines they take."""
    cut = parse_directive_text(_Block, "of", content)
    return "\n".join(cut.body), cut.body_offset


def _place(token: Token, offset: int, chapter: _ParsedChapter) -> Place:
    return Place(chapter.path, offset + (token.map or [0])[0] + 1)


def _keys(cited: str) -> list[str]:
    """Return the keys of one citation: one or several, with or without the author's own text."""
    match = _KEY.match(cited.strip())
    return [key.strip() for key in match["key"].split(",")] if match else []
