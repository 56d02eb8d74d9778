"""The start page at the site's root, although the book lies in a folder; its old address redirects there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.builders.html import StandaloneHTMLBuilder

from edition.export.pages.frame import LANGUAGE, fragment, relative
from edition.outputs.ledger import write_if_changed
from edition.sphinx.site.assets import STYLE_FILE, addresses

if TYPE_CHECKING:
    from sphinx.application import Sphinx

START: Final = "index.html"


class SiteBuilder(StandaloneHTMLBuilder):
    """Sphinx's HTML builder with the root document at the site's root."""

    name = "html"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return the address of a page from the site's root."""
        return START if docname == self.config.root_doc else super().get_target_uri(docname, typ)

    def get_outfilename(self, pagename: str) -> str:
        """Return the file of a page."""
        return str(Path(self.outdir) / START) if pagename == self.config.root_doc else super().get_outfilename(pagename)


class FoldersBuilder(DirectoryHTMLBuilder):
    """The same with one folder per page."""

    name = "dirhtml"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return the address of a page from the site's root."""
        return START if docname == self.config.root_doc else super().get_target_uri(docname, typ)

    def get_outfilename(self, pagename: str) -> str:
        """Return the file of a page."""
        return str(Path(self.outdir) / START) if pagename == self.config.root_doc else super().get_outfilename(pagename)


def files(app: Sphinx) -> list[str]:
    """Return the redirect at the root document's own place, where there is one, and the search page."""
    return [name for name in (_own_place(app), "search.html", "search/index.html") if (Path(app.outdir) / name).is_file()]


def _own_place(app: Sphinx) -> str:
    root: str = app.config.root_doc
    return f"{root}.html" if app.builder.name == SiteBuilder.name or root.endswith("/index") else f"{root}/index.html"


def write(app: Sphinx) -> None:
    """Write the redirect at the root document's own place to the site's root."""
    if app.config.root_doc == "index":
        return
    path = _own_place(app)
    title = app.config.html_title or app.config.project
    page = fragment(
        "moved.html", language=LANGUAGE, root="../" * path.count("/"), title=title, target=relative(START, path), description="",
        styles=_styles(app), scripts=(), canonical="", run_scripts="", run_workers="",
    )  # fmt: skip
    write_if_changed(Path(app.outdir) / path, page)


def _styles(app: Sphinx) -> list[str]:
    return [address for name, address in addresses(app).items() if name == STYLE_FILE]


def setup(app: Sphinx) -> dict[str, Any]:
    """Replace Sphinx's own builders with ours."""
    app.add_builder(SiteBuilder, override=True)
    app.add_builder(FoldersBuilder, override=True)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
