"""Changes to the book for use off its site: no runnable code, no page controls, full addresses for links to the site's files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote, urlsplit

from docutils import nodes

from edition.sphinx.translator import fold

#: The class by which an author marks content for the site's pages alone.
SCREEN_ONLY: Final = "screen-only"
#: A printed address may break after these.
_JOINTS: Final = frozenset("/?&=_.-")


def prune(tree: nodes.Element) -> None:
    """Remove the code of notebooks, which is read and run from the book's files, and content for the site's pages alone."""
    for node in list(tree.findall(nodes.Element)):
        is_code = type(node).__name__ == "HideCodeCellNode" or isinstance(node, fold) or "cell_input" in node["classes"]
        if (is_code or SCREEN_ONLY in node["classes"]) and node.parent is not None:
            node.parent.remove(node)


def mend_links(tree: nodes.Element, base_url: str) -> None:
    """Link to files of the site by its address; turn the links into plain text where the address is not known."""
    for link in [node for node in tree.findall(nodes.reference) if _leads_to_the_site(node)]:
        if base_url:
            link["refuri"] = base_url + link["refuri"].lstrip("./")
            link["internal"] = False
        else:
            index = link.parent.index(link)
            link.parent[index : index + 1] = link.children


def _leads_to_the_site(link: nodes.reference) -> bool:
    """Return whether a link leads to a file of the site, and not to a page of the EPUB or a place in the PDF."""
    address = link.get("refuri", "")
    return bool(address) and not address.startswith("#") and not urlsplit(address).scheme and ".xhtml" not in address


def print_addresses(tree: nodes.Element) -> None:
    """Write the address behind the title of each source at its entry's end: paper cannot be clicked."""
    for entry in tree.findall(nodes.citation):
        paragraph = next(iter(entry.findall(nodes.paragraph)), None)
        if paragraph is None:
            continue
        for link in list(paragraph.findall(nodes.reference)):
            if link.get("refuri", "").startswith("http") and not link.get("internal"):
                paragraph += [nodes.Text(" "), nodes.inline("", "", *_printable(link["refuri"]), classes=["address"])]


def _printable(address: str) -> Iterator[nodes.Node]:
    """Yield an address as printed: without its scheme, percent-encoding decoded, with a possible line break after each joint."""
    plain = unquote(address.removeprefix("https://").rstrip("/"))
    shown = (plain if plain.isprintable() and "\ufffd" not in plain else address).replace(" ", "%20")
    piece = ""
    for index, letter in enumerate(shown):
        piece += letter
        if letter in _JOINTS and shown[index + 1 : index + 2] not in ("", "/"):
            yield from (nodes.Text(piece), nodes.raw("", "<wbr>", format="html"))
            piece = ""
    yield nodes.Text(piece)
