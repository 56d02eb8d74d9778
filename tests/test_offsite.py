"""Off its site the book keeps no link to a file that is not there, prints addresses, and drops what only a screen has."""

from __future__ import annotations

from docutils import nodes

from edition.sphinx.paper.offsite import mend_links, prune
from edition.sphinx.paper.onepage import print_addresses

BODY = '<a href="../../edition.zip">all</a> <a href="#p-1">1</a> <a href="b.xhtml#x">b</a> <a href="https://example.org/">e</a>'
SOURCE = """<div class="citation" id="src-a" role="listitem">
<span class="label">A</span>
<p>A. <a class="reference external" href="{}">T</a>. Read.</p>
<p>On</p>"""


def test_a_link_to_a_file_of_the_site_leads_to_the_site_or_is_plain_words() -> None:
    assert mend_links(BODY, "").startswith('all <a href="#p-1">1</a> <a href="b.xhtml#x">')
    assert 'href="https://edition.example/edition.zip">all</a>' in mend_links(BODY, "https://edition.example/")
    assert 'href="https://example.org/"' in mend_links(BODY, "https://edition.example/")


def test_code_and_what_is_for_the_screen_only_is_taken_out() -> None:
    tree = nodes.section("", nodes.container("", nodes.paragraph("", "Press the button."), classes=["way", "screen-only"]))
    tree += nodes.container("", nodes.literal_block("", "1 + 1"), classes=["cell_input"])
    tree += nodes.paragraph("", "Words.")
    prune(tree)
    assert tree.astext() == "Words."


def test_an_address_is_printed_at_the_end_of_the_entry_as_people_write_it() -> None:
    printed = print_addresses(SOURCE.format("https://ru.example/%D1%88%D0%BE%D1%81/a_b?x=1&amp;y=%20z"))
    address = printed[printed.index("Read.") : printed.index("</p>")].replace("<wbr>", "")
    assert address == 'Read. <span class="address">ru.example/шос/a_b?x=1&amp;y=%20z</span>'
    assert "http://old.example/" not in print_addresses("<p>no source</p>")
    assert "%FF" in print_addresses(SOURCE.format("https://a.example/%FF")).replace("<wbr>", "").partition("Read.")[2]
