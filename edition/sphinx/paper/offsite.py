"""What the book leaves behind when it goes off its site: code to run, controls of the pages, links to files that lie beside them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote, urlsplit

from docutils import nodes

from edition.sphinx.translator import fold

#: What an author marks so stands on the site's pages alone.
SCREEN_ONLY: Final = "screen-only"
#: After these a printed address may break.
_JOINTS: Final = frozenset("/?&=_.-")


def prune(tree: nodes.Element) -> None:
    """Take out the code of notebooks, which is read and run from the book's files, and what only the site's pages have."""
    for node in list(tree.findall(nodes.Element)):
        is_code = type(node).__name__ == "HideCodeCellNode" or isinstance(node, fold) or "cell_input" in node["classes"]
        if (is_code or SCREEN_ONLY in node["classes"]) and node.parent is not None:
            node.parent.remove(node)


def mend_links(tree: nodes.Element, base_url: str) -> None:
    """Let links to files of the site lead to its address, or make them plain words where the address is not known."""
    for link in [node for node in tree.findall(nodes.reference) if _leads_to_the_site(node)]:
        if base_url:
            link["refuri"] = base_url + link["refuri"].lstrip("./")
            link["internal"] = False
        else:
            index = link.parent.index(link)
            link.parent[index : index + 1] = link.children


def _leads_to_the_site(link: nodes.reference) -> bool:
    """Tell whether a link leads to a file of the site; the pages of an EPUB and the places of a PDF are none."""
    address = link.get("refuri", "")
    return bool(address) and not address.startswith("#") and not urlsplit(address).scheme and ".xhtml" not in address


def print_addresses(tree: nodes.Element) -> None:
    """Write out the address behind the title of each source, at its entry's end: paper cannot be clicked."""
    for entry in tree.findall(nodes.citation):
        said = next(iter(entry.findall(nodes.paragraph)), None)
        if said is None:
            continue
        for link in list(said.findall(nodes.reference)):
            if link.get("refuri", "").startswith("http") and not link.get("internal"):
                said += [nodes.Text(" "), nodes.inline("", "", *_printed(link["refuri"]), classes=["address"])]


def _printed(address: str) -> Iterator[nodes.Node]:
    """An address as print has it: the scheme goes without saying, letters are letters, and a line may end after a joint."""
    plain = unquote(address.removeprefix("https://").rstrip("/"))
    shown = (plain if plain.isprintable() and "\ufffd" not in plain else address).replace(" ", "%20")
    piece = ""
    for at, letter in enumerate(shown):
        piece += letter
        if letter in _JOINTS and shown[at + 1 : at + 2] not in ("", "/"):
            yield from (nodes.Text(piece), nodes.raw("", "<wbr>", format="html"))
            piece = ""
    yield nodes.Text(piece)
