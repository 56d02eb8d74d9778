"""Convert a directive's options to a passage, a note, a collation or an event since the essay."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from edition.commentary.model import Collation, Note, Pair, Passage, Since
from edition.commentary.note_types import MAX_LINE_WORDS, NOTE_TYPES
from edition.commentary.reader import Reader

_SLUG = re.compile(r"[a-z0-9]{2,}(-[a-z0-9]+)*\Z")
_LETTER = re.compile(r"[a-z]\Z")
MAX_TITLE_WORDS = 8


def read_passage(reader: Reader, docname: str) -> Passage:
    """Read the options of a passage."""
    reader.no_others(("title", "names", "nothing-to-check"))
    return Passage(
        reference=reader.id,
        title=reader.short("title", MAX_TITLE_WORDS),
        place=reader.place,
        docname=docname,
        names=tuple(reader.optional("names").split()),
        nothing_to_check=reader.numbers(reader.optional("nothing-to-check"), "nothing-to-check"),
    )


def read_note(reader: Reader, passage: str, docname: str) -> Note:
    """Read the options of a note of any type, according to the table of note types."""
    kind = NOTE_TYPES[reader.directive]
    reader.no_others([option.name for option in kind.options])
    _check_id(reader, passage, lettered=kind.lettered)
    values = {option.attribute: option.read(reader, option.name) for option in kind.options}
    return kind.note_class(id=reader.id, passage=passage, place=reader.place, docname=docname, **values)


def read_since(reader: Reader, passage: str, docname: str) -> Since:
    """Read the options of a `since` block; the argument is the id of the note it stands under."""
    reader.no_others(("date",))
    if reader.id.partition("-")[0] != passage:
        reader.fault(f"stands in passage {passage}; it goes directly under a note of that passage")
    reader.required("date")
    return Since(note=reader.id, date=reader.date("date"), place=reader.place, docname=docname)


def read_collation(reader: Reader, passage: str, docname: str, rows: Sequence[str]) -> Collation:
    """Read the options and rows of a collation; a row is `sentence | words of the essay | words of the official text`."""
    reader.no_others(("title", "official"))
    _check_id(reader, passage)
    return Collation(
        id=reader.id,
        passage=passage,
        title=reader.short("title", MAX_TITLE_WORDS),
        official=reader.short("official", MAX_LINE_WORDS),
        pairs=tuple(_pairs(reader, rows)),
        place=reader.place,
        docname=docname,
    )


def _pairs(reader: Reader, rows: Sequence[str]) -> Iterator[Pair]:
    if not rows:
        reader.fault("has no row; write: sentence | words of the essay | words of the official text")
    for row in rows:
        cells = [cell.strip() for cell in row.split("|")]
        if len(cells) != 3 or not all(cells) or not cells[0].isdecimal():
            reader.fault(f'"{row}" is no row; write: sentence | words of the essay | words of the official text')
            continue
        yield Pair(int(cells[0]), cells[1], cells[2])


def _check_id(reader: Reader, passage: str, *, lettered: bool = False) -> None:
    reference, _, tail = reader.id.partition("-")
    if reference != passage:
        reader.fault(f"stands in passage {passage}; its id must begin with {passage}-")
    elif lettered and not _LETTER.match(tail):
        reader.fault(f"a {reader.directive}'s id ends in one letter, as in {passage}-a")
    elif not lettered and not _SLUG.match(tail):
        reader.fault(f"the id of a {reader.directive} ends in a word of lower-case letters, as in {passage}-shanghai-five")
