"""The chapters read straight from their files, without a build: passages, notes, footnotes and the sources they cite.

The same values as the build reads, less what only a parsed page shows: texts, précis and mentions stay empty. So a notebook of the
book can count its claims while the book is being made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from myst_parser.parsers.options import options_to_items

from edition.commentary.model import Edition, Footnote
from edition.commentary.note_types import NOTE_TYPES
from edition.commentary.options import read_note, read_passage
from edition.commentary.reader import Reader
from edition.problems import Place

ROOT = Path(__file__).resolve().parents[2]
FOLDER = "book/text"

_OPENING = re.compile(r"(?P<fence>:{3,})\{(?P<name>[\w-]+)\}\s*(?P<argument>.*?)\s*\Z")
_CLOSING = re.compile(r"(?P<fence>:{3,})\s*\Z")
_OPTION = re.compile(r":[\w-]+:")
_DEFINITION = re.compile(r"\[\^(?P<label>[^\]\s]+)\]:\s?(?P<text>.*)\Z")
_REFERENCE = re.compile(r"\[\^(?P<label>[^\]\s]+)\]")
_CITATION = re.compile(r"\{cite:\w+\}`(?P<keys>[^`]+)`")
_KEY = re.compile(r"(?:[^<]*<)?(?P<key>[^<>]+)>?\Z")


class ChapterError(ValueError):
    """A chapter that cannot be read, with file and line."""


@dataclass
class _Block:
    """One directive as written: its options, the lines of its own body, and those it lies in."""

    name: str
    argument: str
    place: Place
    colons: int
    options: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    in_options: bool = True


def read(root: Path = ROOT, folder: str = FOLDER) -> Edition:
    """Return what all chapters under a folder say, in the essay's order; raise ChapterError at the first fault."""
    whole = Edition()
    documents = {path.relative_to(root).with_suffix("").as_posix(): path for path in (root / folder).rglob("*.md")}
    for docname in sorted(documents):
        path = documents[docname]
        part = parse(path.read_text(encoding="utf-8"), docname, path.relative_to(root).as_posix())
        whole.passages += part.passages
        whole.notes += part.notes
        whole.footnotes += part.footnotes
    return whole


def parse(text: str, docname: str, path: str) -> Edition:
    """Return what one chapter says; ``path`` names it in places and faults."""
    chapter = Edition()
    lines = text.splitlines()
    passage = ""
    for block in _blocks(lines, path):
        if block.name not in (*NOTE_TYPES, "passage"):
            continue
        reader = Reader(block.name, block.argument, _options(block), block.place)
        if block.name == "passage":
            chapter.passages.append(read_passage(reader, docname))
            passage = block.argument
        else:
            note = read_note(reader, passage, docname)
            chapter.notes.append(replace(note, footnotes=_references(block.body)))
        if reader.problems:
            raise ChapterError(str(reader.problems[0]))
    used = list(dict.fromkeys(label for line in _running(lines) for label in _REFERENCE.findall(line)))
    order = {label: number for number, label in enumerate(used)}
    chapter.footnotes = sorted(
        (note for note in _footnotes(lines, docname, path) if note.label in order), key=lambda note: order[note.label]
    )
    return chapter


def _blocks(lines: Sequence[str], path: str) -> Iterator[_Block]:
    """Yield the colon-fenced directives in the order in which they open; a line belongs to the innermost one."""
    found: list[_Block] = []
    open_blocks: list[_Block] = []
    for number, line in enumerate(lines, start=1):
        if match := _OPENING.match(line):
            block = _Block(match["name"], match["argument"], Place(path, number), len(match["fence"]))
            found.append(block)
            open_blocks.append(block)
        elif (match := _CLOSING.match(line)) and open_blocks:
            if len(match["fence"]) >= open_blocks[-1].colons:
                open_blocks.pop()
        elif open_blocks:
            _take(open_blocks[-1], line)
    if open_blocks:
        raise ChapterError(f"{open_blocks[-1].place}: {open_blocks[-1].name} {open_blocks[-1].argument} is never closed")
    return iter(found)


def _take(block: _Block, line: str) -> None:
    block.in_options = block.in_options and bool(_OPTION.match(line))
    (block.options if block.in_options else block.body).append(line)


def _options(block: _Block) -> dict[str, str]:
    """Return the options as MyST reads them, quotes and all."""
    items, _ = options_to_items("\n".join(line[1:] for line in block.options))
    return dict(items)


def _references(body: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(label for line in body for label in _REFERENCE.findall(line)))


def _running(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines without the marks that open a footnote's own text."""
    return (match["text"] if (match := _DEFINITION.match(line)) else line for line in lines)


def _footnotes(lines: Sequence[str], docname: str, path: str) -> Iterator[Footnote]:
    """Yield the footnotes as defined; one runs to the next blank line or definition, and over indented paragraphs."""
    number = 0
    while number < len(lines):
        match = _DEFINITION.match(lines[number])
        start, number = number, number + 1
        if not match:
            continue
        text = [match["text"]]
        while number < len(lines) and _goes_on(lines, number):
            text.append(lines[number])
            number += 1
        keys = dict.fromkeys(key for cited in _CITATION.findall(" ".join(text)) for key in _keys(cited))
        yield Footnote(docname, match["label"], "", tuple(keys), Place(path, start + 1))


def _goes_on(lines: Sequence[str], number: int) -> bool:
    if lines[number].strip():
        return not _DEFINITION.match(lines[number]) and (bool(lines[number - 1].strip()) or lines[number].startswith("    "))
    return number + 1 < len(lines) and lines[number + 1].startswith("    ")


def _keys(cited: str) -> list[str]:
    """Return the keys of one citation: one or several, with or without a text of the author's before them."""
    match = _KEY.match(cited.strip())
    return [key.strip() for key in match["key"].split(",")] if match else []
