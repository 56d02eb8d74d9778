"""The words of a note with its links, for a page of its own: a text as pieces, each with the address that it leads to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from edition.book import Book
from edition.commentary.model import Link


@dataclass(frozen=True)
class Piece:
    """Words of a text, and the address from the site's root that they lead to, empty for none."""

    words: str
    target: str = ""


class LinkedText:
    """Gives out the texts of one note, one after the other; each link is used once, at the first place of its words."""

    def __init__(self, links: tuple[Link, ...], book: Book) -> None:
        self._left = [(link.words, target_of(link, book)) for link in links]

    def pieces(self, text: str) -> list[Piece]:
        """Split the next text at the words of the links that it has; a link whose words come later is kept for the next text."""
        found, kept, at = list[Piece](), list[tuple[str, str]](), 0
        for words, target in self._left:
            place = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text[at:]) if words and target else None
            if place is None:
                kept.append((words, target))
                continue
            found += [Piece(text[at : at + place.start()]), Piece(words, target)]
            at += place.end()
        self._left = kept
        return [piece for piece in (*found, Piece(text[at:])) if piece.words]


def target_of(link: Link, book: Book) -> str:
    """Return the address that a link leads to: a note or a passage has a page of its own, all else a place in the book."""
    if link.kind == "doc":
        return book.target(link.target) if link.target in book.titles else ""
    if link.kind == "ref":
        return book.target(*book.labels[link.target]) if link.target in book.labels else ""
    if link.kind in ("note", "claim", "passage"):
        return f"{book.by_id[link.target].path}index.html" if link.target in book.by_id else ""
    anchor = f"e-{link.target}"
    page = next((docname for docname, pieces in book.pieces.items() if any(piece.anchor == anchor for piece in pieces)), "")
    return book.target(page, anchor) if page and link.kind == "entry" else ""
