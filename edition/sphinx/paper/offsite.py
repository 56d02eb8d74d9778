"""What the book leaves behind when it goes off its site: code to run, controls of the pages, links to files that lie beside them."""

from __future__ import annotations

import re
from typing import Final

from docutils import nodes

#: What an author marks so stands on the site's pages alone.
SCREEN_ONLY: Final = "screen-only"
#: A link to a file of the site; the pages of an EPUB and the places of a PDF are not.
_SITE_LINK: Final = re.compile(r'<a\b[^>]*\bhref="(?!#|[a-z]+:|[^"]*\.xhtml)([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_UP: Final = re.compile(r"^(?:\.\./)+")


def prune(tree: nodes.Element) -> None:
    """Take out the code of notebooks, which is read and run from the book's files, and what only the site's pages have."""
    for node in list(tree.findall(nodes.Element)):
        is_code = type(node).__name__ == "HideCodeCellNode" or "cell_input" in node["classes"]
        if (is_code or SCREEN_ONLY in node["classes"]) and node.parent is not None:
            node.parent.remove(node)


def mend_links(body: str, base_url: str) -> str:
    """Let links to files of the site lead to its address, or make them plain words where the address is not known."""

    def mended(link: re.Match[str]) -> str:
        return f'<a class="reference external" href="{base_url}{_UP.sub("", link[1])}">{link[2]}</a>' if base_url else link[2]

    return _SITE_LINK.sub(mended, body)
