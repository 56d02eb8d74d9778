"""What the templates need for a page, and nothing of what bundled extensions would load into it."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes
from markupsafe import Markup
from sphinx.builders.html import StandaloneHTMLBuilder

from edition.contents import Contents
from edition.export.formats import footnote_sources
from edition.export.pages.frame import HEAD_SCRIPT
from edition.sphinx.assemble import book_of
from edition.sphinx.site import assets

if TYPE_CHECKING:

    from sphinx.application import Sphinx

#: What a page loads besides, by what its body holds; a chapter of the text holds passages and does without the second sheet.
PASSAGE = 'class="passage"'
STYLES = (
    ("chart-picture", "_static/charts/charts.css"),
    ('class="own-', "_static/own-copy/own-copy.css"),
)
SCRIPTS = (
    ('<figure class="chart"', "_static/charts/charts.js"),
    ('<table class="register', "_static/register/register.js"),
    ('<table class="data-table', "_static/tables/filter.js"),
)
DESCRIPTION_LENGTH = 158

_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_DROPPED_META = re.compile(r'<meta\b[^>]*\b(?:name="(?:viewport|generator)"|charset=)[^>]*>\s*')
_PERMALINK_TITLE = re.compile(r' title="(?:Link|Permalink) to this [a-z]+"')
_NOTE_PERMALINK = re.compile(r'<a class="headerlink" href="#n-[^"]*"[^>]*>[^<]*</a>')  # a note's id is its permalink
_CITATION = re.compile(r'<span class="bibtex-citation" id="([^"]*)">((?:(?!</?span\b).)*)</span>')
_ADJACENT_MARKS = re.compile(r'(role="doc-noteref">[^<]*</a>)(?=<a class="footnote-reference)')
_FOLD_WORDS = re.compile(r'<p class="(collapsed|expanded) admonition-title">(.*?)</p>')  # no paragraph may stand in a summary
_THEBE = re.compile(r'<script type="text/x-thebe-config">.*?</script>\s*(?:<script>kernelName = [^<]*</script>)?', re.DOTALL)
_FOOTNOTES = '<aside class="footnote-list brackets">'
_MENDED = (
    (' class="reference internal"', ""),
    ('<span class="fn-bracket">[</span>', ""),
    ('<span class="fn-bracket">]</span>', ""),
    ('<p class="caption" role="heading">', '<p class="caption" role="heading" aria-level="2">'),
    (' role="doc-biblioentry"', ' role="listitem"'),  # deprecated in ARIA 1.3, and no role for a div
    ('<summary aria-label="Toggle hidden content">', "<summary>"),  # hides the visible words from a screen reader
)


def context(app: Sphinx, page: str, template: str, values: dict[str, Any], doctree: nodes.document | None) -> None:
    """Fill in the template's values for one page (event `html-page-context`)."""
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder) or builder.name in ("epub", "singlehtml"):
        return
    body = str(values.get("body", ""))
    values["has_passages"] = PASSAGE in body
    more = [] if values["has_passages"] and '<figure class="chart"' not in body else [assets.MORE_STYLE_FILE]
    values["cited"] = footnote_sources.file_of(page) if "#src-" in body and _FOOTNOTES in body else ""
    values["styles"] = [assets.STYLE_FILE, *more, *(name for mark, name in STYLES if mark in body)]
    values["scripts"] = [assets.SCRIPT_FILE, *(name for mark, name in SCRIPTS if mark in body)]
    values["css_files"], values["script_files"] = [], []
    values["body"] = tidy(body).replace(_FOOTNOTES, f"{_FOOTNOTES}<h2>Footnotes</h2>", 1)
    metatags = _DROPPED_META.sub("", str(values.get("metatags", "")))
    values["extra_meta"] = Markup(metatags)
    values["description"] = "" if 'name="description"' in metatags else describe(doctree, str(values.get("docstitle", "")))
    values.setdefault("edition_head", "")
    values.setdefault("edition_coins", "")
    values["head_script"] = Markup(HEAD_SCRIPT)
    root = str(values["content_root"])
    contents = book_of(app).contents
    values["crumbs"] = _crumbs(contents, page, root, str(values.get("title", "")))
    values["previous_passage"], values["next_passage"] = (root + target if target else "" for target in contents.passages_around(page))
    values["contents_html"] = Markup(_panel(app, contents, root, page))


def describe(doctree: nodes.document | None, otherwise: str) -> str:
    """Return a page's first paragraph of prose, cut at a word, for search engines and link previews."""
    for paragraph in doctree.findall(nodes.paragraph) if doctree is not None else ():
        text = " ".join(paragraph.astext().split())
        if len(text) < 60 or "sentence-map" in paragraph["classes"]:
            continue
        if len(text) <= DESCRIPTION_LENGTH:
            return text
        return text[:DESCRIPTION_LENGTH].rsplit(" ", 1)[0].rstrip(",;:–- ") + " …"
    return otherwise


def tidy(body: str) -> str:
    """Give each table a box to scroll in, mend docutils' roles and names, and drop what no style here uses."""
    body = _TABLE.sub(lambda found: _boxed(body, found), body)
    body = _PERMALINK_TITLE.sub(' aria-label="Permalink"', _NOTE_PERMALINK.sub("", body))
    body = _CITATION.sub(lambda found: found[0] if f'href="#{found[1]}"' in body else found[2], body)
    body = _FOLD_WORDS.sub(r'<span class="\1">\2</span>', _THEBE.sub("", body))
    for old, new in _MENDED:
        body = body.replace(old, new)
    return _ADJACENT_MARKS.sub("\\1\u202f", body)  # a narrow space, or 10 and 11 would read as 1011


def _boxed(body: str, found: re.Match[str]) -> str:
    before = body[: found.start()].rstrip()
    opening = before[before.rfind("<") :]
    return found[0] if "table-scroll" in opening else f'<div class="table-scroll">{found[0]}</div>'


def _panel(app: Sphinx, contents: Contents, root: str, page: str) -> str:
    """Render the contents for a page: once for each depth of folders, then marked with where one is."""
    here = f'href="{root}{app.builder.get_target_uri(page)}"'
    return _rendered(app.builder.templates, contents, root).replace(f"{here}>", f'{here} aria-current="page">', 1)


@lru_cache(maxsize=16)
def _rendered(templates: Any, contents: Contents, root: str) -> str:
    rendered: str = templates.render("contents.html", {"groups": contents.groups, "root": root})
    return rendered


def _crumbs(contents: Contents, page: str, root: str, title: str) -> list[dict[str, str]]:
    """List the way to a page as dictionaries of title (HTML) and url; a caption has no url."""
    caption, way = contents.ways.get(page, ("", ()))
    steps = [{"title": caption, "url": ""}] if caption else []
    steps += [{"title": escape(f"{entry.number} {entry.title}".strip()), "url": root + entry.target} for entry in way]
    return steps or [{"title": title, "url": ""}]


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect the page's values."""
    app.connect("html-page-context", context, priority=900)  # after every handler that adds CSS or JS
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
