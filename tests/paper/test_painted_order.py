"""Notes, their marks and their footnotes are painted in reading order by the style for paper."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from edition.paper import pdf as forms
from tests.conftest import ROOT
from tests.paper import painted_order

STYLES = [*sorted((ROOT / "book" / "_static" / "css").glob("*.css")), ROOT / "book" / "_paper" / "paper.css"]
MARK = '<a class="footnote-reference" role="doc-noteref" href="#f{0}">{0}</a>'
NOTE = """<section class="note claim"><h3 class="note-headline">A headline {0}</h3>
<p class="note-meta"><span class="note-type">Claim</span> <span class="note-id">1.1.1-a</span>
<a class="finding" href="#f1">confirmed</a></p>
<p class="note-claim"><span class="label">The essay: </span>It says so.</p><p>One word{1} and another{2} of three.{3}</p></section>"""
FOOTNOTE = """<aside class="footnote" id="f{0}" role="doc-footnote"><span class="label">{0}</span>
<p>See <a href="#f1">there</a>, p. {0}.</p></aside>"""


@pytest.fixture(scope="module")
def page() -> str:
    marks = [MARK.format(number) for number in range(1, 13)]
    notes = "".join(NOTE.format(first, *marks[first : first + 3]) for first in range(0, 12, 3))
    footnotes = "".join(FOOTNOTE.format(number) for number in range(1, 13))
    passage = '<section class="passage"><h2><span class="passage-ref">1.1.1</span> Bells</h2><div class="precis"><p>In short.</p></div>'
    text = f'<section class="chapter"><h1>Bells</h1>{passage}{notes}</section><aside class="footnote-list">{footnotes}</aside></section>'
    return f'<body><main class="page"><article class="text">{text}</article></main></body>'


def worst(page: str, styles: list[Path], folder: Path) -> float:
    """The least share of a printed page's words in reading order."""
    try:
        browser = forms.chromium()
    except forms.NoChromium as error:
        pytest.skip(str(error))
    links = "".join(f'<link rel="stylesheet" href="{style.as_uri()}">' for style in styles)
    document = f'<!doctype html><html lang="en-GB"><head><title>Bells</title>{links}</head>{page}</html>'
    (folder / "page.html").write_text(document, encoding="utf-8")
    forms._print(folder / "page.html", folder / "page.pdf", browser)
    with pikepdf.open(folder / "page.pdf") as pdf:
        return min(painted_order.shares(pdf).values())


def test_the_style_for_paper_paints_in_reading_order(page: str, tmp_path: Path) -> None:
    assert worst(page, STYLES, tmp_path) > 0.95


def test_the_style_of_the_screen_alone_does_not(page: str, tmp_path: Path) -> None:
    assert worst(page, STYLES[:-1], tmp_path) < 0.8
