"""The map of all claims for the start page: in the essay's order, each a cell with the hue and the shape of its finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any, Final

from markupsafe import Markup

from edition.book import Book
from edition.commentary.model import Claim, Finding
from edition.export.pages.frame import fragment
from edition.texts import typographic

REGISTER: Final = "book/apparatus/register"
#: Rows: the prefixes of the passages in each, and the passage whose page gives the row its name.
ROWS: Final = ((("0.", "fig.1"), "0.0.1"), (("1.",), "1.0.1"), (("2.", "fig.2"), "2.0.1"), (("3.",), "3.0.1"))


def claim_map(book: Book, from_page: Callable[[str], str]) -> Markup:
    """Render the map with its key; `from_page` turns an address from the site's root into one relative to the page."""
    rows = [_row(book, prefixes, opening, from_page) for prefixes, opening in ROWS]
    register = from_page(book.target(REGISTER)) if REGISTER in book.titles else ""
    return fragment("claim-map.html", rows=[row for row in rows if row["cells"]], counts=counts(book), register=register)


def counts(book: Book) -> list[dict[str, Any]]:
    """Count the claims of each finding, in the order of definition; findings without claims are left out."""
    found = Counter(claim.finding for claim in book.claims)
    return [{"word": finding, "slug": finding.slug, "number": found[finding]} for finding in Finding if found[finding]]


def _row(book: Book, prefixes: tuple[str, ...], opening: str, from_page: Callable[[str], str]) -> dict[str, Any]:
    first = next((passage for passage in book.passages if passage.reference == opening), None)
    part = opening.partition(".")[0]
    return {
        "name": f"{'' if part == '0' else f'{part} '}{book.titles.get(first.docname, '')}" if first else "",
        "url": from_page(book.target(first.docname)) if first else "",
        "cells": [_cell(claim, from_page) for claim in book.claims if claim.passage.startswith(prefixes)],
    }


def _cell(claim: Claim, from_page: Callable[[str], str]) -> dict[str, str]:
    return {
        "id": claim.id, "finding": claim.finding, "slug": claim.finding.slug, "claim": typographic(claim.claim),
        "url": from_page(f"n/{claim.id}/index.html"),
    }  # fmt: skip
