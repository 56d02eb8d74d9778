"""Off its site the book keeps no link to a file that is not there, prints addresses, and drops what only a screen has."""

from __future__ import annotations

from docutils import nodes

from edition.sphinx.paper.offsite import mend_links, print_addresses, prune

LINKS = {"all": "../../edition.zip", "1": "#p-1", "b": "b.xhtml#x", "e": "https://example.org/"}


def body() -> nodes.paragraph:
    """A paragraph of links by what they say."""
    return nodes.paragraph("", "", *(nodes.reference("", words, refuri=address) for words, address in LINKS.items()))


def addresses(tree: nodes.Element) -> dict[str, str]:
    return {link.astext(): link["refuri"] for link in tree.findall(nodes.reference)}


def printed(address: str) -> str:
    """What stands after the words of a source's entry, its chances to break a line aside."""
    said = nodes.paragraph("", "", nodes.Text("A. "), nodes.reference("", "T", refuri=address), nodes.Text(". Read."))
    tree = nodes.section("", nodes.citation("", nodes.label("", "A"), said, nodes.paragraph("", "On")))
    print_addresses(tree)
    return said.astext().replace("<wbr>", "").partition("Read.")[2]


def test_a_link_to_a_file_of_the_site_leads_to_the_site_or_is_plain_words() -> None:
    tree = body()
    mend_links(tree, "")
    assert addresses(tree) == {words: address for words, address in LINKS.items() if words != "all"} and tree.astext().startswith("all")
    tree = body()
    mend_links(tree, "https://edition.example/")
    assert addresses(tree) == {**LINKS, "all": "https://edition.example/edition.zip"}


def test_code_and_what_is_for_the_screen_only_is_taken_out() -> None:
    tree = nodes.section("", nodes.container("", nodes.paragraph("", "Press the button."), classes=["way", "screen-only"]))
    tree += nodes.container("", nodes.literal_block("", "1 + 1"), classes=["cell_input"])
    tree += nodes.paragraph("", "Words.")
    prune(tree)
    assert tree.astext() == "Words."


def test_an_address_is_printed_at_the_end_of_the_entry_as_people_write_it() -> None:
    assert printed("https://ru.example/%D1%88%D0%BE%D1%81/a_b?x=1&y=%20z") == " ru.example/шос/a_b?x=1&y=%20z"
    assert printed("../x.html") == ""
    assert "%FF" in printed("https://a.example/%FF")
