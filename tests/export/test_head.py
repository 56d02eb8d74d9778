"""What a page's head says to machines, read by extruct and by the rules reference managers go by."""

from __future__ import annotations

import json
from dataclasses import replace
from urllib.parse import parse_qs

import extruct
import pytest
from lxml import html

from edition.book import Book
from edition.commentary.model import Aim, Kind
from edition.export.pages import context_objects, metadata
from edition.export.pages import tables as table_pages
from tests.export.conftest import DOC


def page_of(corpus: Book, **changed: object) -> str:
    given = {
        "uri": "book/chapter.html",
        "title": corpus.titles[DOC],
        "description": "A chapter.",
        "passages": [one for one in corpus.passages if one.docname == DOC],
        "charts": list(corpus.charts),
        **changed,
    }
    claims = "".join(metadata.claim(one, corpus) for one in corpus.claims)
    return f"<!DOCTYPE html><html><head>{metadata.markup(metadata.PageHead(**given), corpus)}</head><body>{claims}</body></html>"  # type: ignore[arg-type]


def metas(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for tag in html.fromstring(text).xpath("//meta[@name]"):
        found.setdefault(tag.get("name"), []).append(tag.get("content"))
    return found


def test_a_chapter_is_a_section_of_a_book(placed: Book) -> None:
    found = metas(page_of(placed))
    assert found["citation_title"] == ["The bell & the town"]
    assert found["citation_book_title"] == [placed.meta.title]
    assert found["citation_author"] == found["citation_editor"] == ["The editors"]
    assert found["citation_publication_date"] == ["2026/03/04"]
    assert (found["citation_firstpage"], found["citation_lastpage"]) == (["1.1.1"], ["fig.1"])
    assert found["citation_public_url"] == ["https://example.org/bell/book/chapter.html"]
    assert "citation_journal_title" not in found


def test_the_whole_is_a_book_and_no_section(placed: Book) -> None:
    found = metas(page_of(placed, is_whole=True, passages=[], charts=[]))
    assert found["citation_title"] == [placed.meta.title]
    assert "citation_book_title" not in found


def test_a_page_in_another_language_says_so_to_every_reader_of_heads(placed: Book) -> None:
    page = page_of(placed, language="zh-Hans", passages=[])
    assert metas(page)["citation_language"] == ["zh"] and metas(page)["DC.language"] == ["zh-Hans"]
    assert 'property="og:locale" content="zh_CN"' in page
    data, *_ = extruct.extract(page, syntaxes=["json-ld"])["json-ld"]
    assert [thing["inLanguage"] for thing in data["@graph"] if thing["@type"] == "Chapter"] == ["zh-Hans"]
    head = metadata.PageHead(uri="book/zh/index.html", title="T", language="zh-Hans")
    context = parse_qs(html.fromstring(context_objects.chapter_coins(head, placed)).get("title"))
    assert context["rft.language"] == ["zh-Hans"]


def test_dublin_core_and_open_graph(placed: Book) -> None:
    data = extruct.extract(page_of(placed), syntaxes=["dublincore", "opengraph"], base_url=placed.meta.base_url)
    terms = {term["name"].lower(): term["content"] for core in data["dublincore"] for term in core["elements"]}
    assert terms["dc.title"] == "The bell & the town" and terms["dc.date"] == "2026-03-04"
    graph = dict(data["opengraph"][0]["properties"])
    assert graph["og:type"] == "article" and graph["og:url"].endswith("book/chapter.html")


def test_claims_are_claims_about_the_essay(placed: Book) -> None:
    data, *claims = extruct.extract(page_of(placed), syntaxes=["json-ld"])["json-ld"]
    assert all(claim["@context"] == data["@context"] for claim in claims)
    by_type: dict[str, list[dict[str, object]]] = {}
    for node in (*data["@graph"], *claims):
        by_type.setdefault(node["@type"], []).append(node)
    assert len(by_type["Book"]) == len(by_type["Chapter"]) == len(by_type["ScholarlyArticle"]) == 1
    (claim,) = by_type["Claim"]
    essay = by_type["ScholarlyArticle"][0]
    assert claim["appearance"] == {"@id": essay["@id"]} and claim["name"] == "The bell rang daily at six."
    assert "Finding: confirmed with qualification." in str(claim["subjectOf"])
    assert claim["subjectOf"]["@type"] == "ClaimReview" and claim["subjectOf"]["claimReviewed"] == claim["name"]
    assert claim["subjectOf"]["reviewRating"] == {"@type": "Rating", "alternateName": "confirmed with qualification"}
    assert "ratingValue" not in str((data, claims))
    (dataset,) = by_type["Dataset"]
    assert "contentUrl" in str(dataset)


@pytest.mark.parametrize("changed", [{"kind": Kind.PREDICTION}, {"kind": Kind.CAUSAL}, {"at": Aim.TRANSLATION}, {"at": Aim.INSTITUTION}])
def test_what_is_argued_or_not_the_authors_is_no_fact_checked(placed: Book, changed: dict[str, object]) -> None:
    (script,) = html.fragments_fromstring(metadata.claim(replace(placed.claims[0], **changed), placed))  # type: ignore[arg-type]
    assert json.loads(script.text)["subjectOf"]["@type"] == "Comment"


def test_without_an_address_there_is_none(corpus: Book) -> None:
    text = page_of(corpus)
    assert "example.org/bell/" not in text
    assert "citation_public_url" not in metas(text) and "og:url" not in text


def test_json_ld_cannot_end_its_script(placed: Book) -> None:
    text = page_of(placed, title="</script><b>")
    assert len(html.fromstring(text).xpath("//script")) == 1 + len(placed.claims)
    data, *_ = extruct.extract(text, syntaxes=["json-ld"])["json-ld"]
    assert any(node.get("name") == "</script><b>" for node in data["@graph"])


#: The rules by which Zotero's translators "Embedded Metadata" and "COinS" (as published in 2026) choose a type and its fields.
#: Zotero itself does not run here: this is a reading of its rules, not a test of the program.
HIGHWIRE_TYPES = {
    "citation_journal_title": "journalArticle",
    "citation_conference_title": "conferencePaper",
    "citation_book_title": "bookSection",
    "citation_inbook_title": "bookSection",
    "citation_dissertation_institution": "thesis",
}
HIGHWIRE_FIELDS = {
    "title": "citation_title",
    "bookTitle": "citation_book_title",
    "date": "citation_publication_date",
    "url": "citation_public_url",
    "language": "citation_language",
}


#: What its RDF translator takes for a type before Highwire's, and what only after: of Open Graph, then of Dublin Core.
OVERRIDING = {"og:type": {"book": "book", "website": "webpage", "music.song": "audioRecording", "video.movie": "videoRecording"}}
FALLBACKS = {"og:type": {"article": "journalArticle"}, "DC.type": {"Text": "journalArticle"}}


def type_in_zotero(text: str) -> str:
    """The type by those rules: what overrides, then what Highwire's tags imply, then a guess."""
    tags = [(tag.get("name") or tag.get("property"), tag.get("content")) for tag in html.fromstring(text).xpath("//meta")]
    ranked = [
        [kinds[value] for name, value in tags for kinds in (OVERRIDING.get(name, {}),) if value in kinds],
        [HIGHWIRE_TYPES[name] for name, _ in tags if name in HIGHWIRE_TYPES],
        [kinds[value] for name, value in tags for kinds in (FALLBACKS.get(name, {}),) if value in kinds],
    ]
    return next((found[0] for found in ranked if found), "webpage")


def test_nothing_in_the_head_outweighs_what_makes_a_chapter_a_book_section(placed: Book) -> None:
    chapter = page_of(placed)
    assert type_in_zotero(chapter) == "bookSection"
    assert type_in_zotero(page_of(placed, is_whole=True, passages=[], charts=[])) == "book"
    assert type_in_zotero(chapter.replace('content="article"', 'content="website"')) == "webpage"
    assert type_in_zotero(chapter.replace("book_title", "no_title")) == "journalArticle"
    assert metas(chapter)["bibo.edition"] == ["Version 1.2.0"]


def test_by_zoteros_rules_a_chapter_is_a_book_section(placed: Book) -> None:
    found = metas(page_of(placed))
    assert {kind for name, kind in HIGHWIRE_TYPES.items() if name in found} == {"bookSection"}
    assert all(found[name][0] for name in HIGHWIRE_FIELDS.values())
    assert f"{found['citation_firstpage'][0]}-{found['citation_lastpage'][0]}" == "1.1.1-fig.1"
    assert found["citation_author"] and found["citation_editor"]
    assert not {"DC.coverage", "DC.source"} & found.keys()  # these would fill the fields for a place in an archive
    whole = metas(page_of(placed, is_whole=True, passages=[], charts=[]))
    assert not whole.keys() & HIGHWIRE_TYPES.keys()
    assert 'property="og:type" content="book"' in page_of(placed, is_whole=True, passages=[], charts=[])


def fields_of(coins: str) -> dict[str, list[str]]:
    (span,) = html.fragments_fromstring(coins)
    assert span.get("class") == "Z3988"
    return parse_qs(span.get("title"))


def zotero(page: str) -> list[dict[str, object]]:
    """What Zotero's COinS translator makes of a page's ContextObjects: a reading of its `parseContextObject`, not a run of it."""
    keys = {"rft.pages": "pages", "rft.date": "date", "rft.edition": "edition", "rft.pub": "publisher", "rft.language": "language",
            "rft.rights": "rights", "rft.description": "abstractNote", "rft_id": "url"}  # fmt: skip
    dublin_core = ["info:ofi/fmt:kev:mtx:dc"]
    found = []
    for span in html.fromstring(page).xpath("//span[@class='Z3988']"):
        said = parse_qs(span.get("title"))
        part = said.get("rft.genre") == ["bookitem"]
        table = said["rft_val_fmt"] == dublin_core
        found.append({
            "itemType": said["rft.type"][0] if table else "bookSection" if part else "book",
            "title": said["rft.title" if table else "rft.atitle" if part else "rft.btitle"][0],
            "publicationTitle": said["rft.source" if table else "rft.btitle"][0] if part or table else "",
            "creators": [{"lastName": name, "isInstitution": True} for name in said["rft.aucorp"]],
            **{name: said[key][0] for key, name in keys.items() if key in said},
        })  # fmt: skip
    return found


def test_every_kind_of_page_about_one_thing_offers_that_thing_to_zotero(placed: Book, placed_files: dict[str, str]) -> None:
    kinds = {"n": "1.1.1-a", "p": "1.1.1", "f": "bells-by-year"}
    for folder, id_ in kinds.items():
        one = placed.by_id[id_]
        for page in (f"{folder}/{id_}/index.html", f"cite/{id_}.html"):
            (item,) = zotero(placed_files[page])
            assert {name: value for name, value in item.items() if name not in ("creators", "abstractNote")} == {
                "itemType": "bookSection", "title": one.title, "publicationTitle": placed.meta.title, "pages": id_,
                "url": placed.meta.url(one.path), "date": "2026-03-04", "edition": "Version 1.2.0", "rights": placed.meta.licence_url,
                "publisher": "The editors", "language": "en-GB",
            }, page  # fmt: skip
            assert item["creators"] == [{"lastName": "The editors", "isInstitution": True}]
            assert "abstractNote" in item or page.startswith("cite/")
    for page in ("t/bells/index.html", "cite/table-bells.html"):
        (item,) = zotero(placed_files[page])
        assert (item["itemType"], item["title"], item["url"]) == ("dataset", "Bells by year", "https://example.org/bell/t/bells/"), page
        assert item["creators"] == [{"lastName": "The editors", "isInstitution": True}]
    (whole,) = zotero(placed_files["cite/edition.html"])
    assert (whole["itemType"], whole["title"], whole["abstractNote"]) == ("book", placed.meta.title, placed.meta.abstract)


def test_a_table_is_a_dataset_on_its_producers_terms(placed: Book) -> None:
    """The edition's licence covers our arrangement of facts and no extract of another body's data."""
    kept = {"name": "bells-terms", "title": "The parish: with its name.", "path": "https://example.org/terms"}
    package = {**placed.package, "resources": [{**table, "licenses": [kept]} for table in placed.package["resources"]]}
    book = replace(placed, package=package)
    page = table_pages.pages(book, {})["t/bells/index.html"]
    head, (item,) = metas(page), zotero(page)
    assert (head["DC.type"], head["DC.rights"], item["rights"]) == (["Dataset"], ["The parish: with its name"], "The parish: with its name")
    assert not html.fromstring(page).cssselect("link[rel=license]") and "citation_book_title" not in head
    (data,) = extruct.extract(page, syntaxes=["json-ld"])["json-ld"]
    (table,) = (node for node in data["@graph"] if node["@type"] == "Dataset")
    assert table["license"] == [{"@type": "CreativeWork", "name": "The parish: with its name", "url": kept["path"]}]
    assert table["distribution"]["contentUrl"] == "https://example.org/bell/data/bells.csv"
    assert table["isPartOf"] == {"@id": placed.meta.id} and table["url"] == "https://example.org/bell/t/bells/"


def test_coins_name_the_chapter_and_the_book(placed: Book) -> None:
    passages = [one for one in placed.passages if one.docname == DOC]
    page = metadata.PageHead("book/chapter.html", "The bell & the town", passages=passages)
    chapter = fields_of(context_objects.chapter_coins(page, placed))
    assert chapter["rft_val_fmt"] == ["info:ofi/fmt:kev:mtx:book"] and chapter["rft.genre"] == ["bookitem"]
    assert chapter["rft.atitle"] == ["The bell & the town"] and chapter["rft.btitle"] == [placed.meta.title]
    assert chapter["rft.aucorp"] == ["The editors"] and chapter["rft.pages"] == ["1.1.1–fig.1"]
    assert chapter["rft.date"] == ["2026-03-04"] and chapter["rft_id"] == ["https://example.org/bell/book/chapter.html"]
    whole = fields_of(context_objects.coins(placed.whole, placed))
    assert whole["rft.genre"] == ["book"] and "rft.atitle" not in whole and whole["rft_id"] == [placed.meta.base_url]


@pytest.mark.parametrize("id_", ["1.1.1", "1.1.1-a"])
def test_coins_name_book_and_part(placed: Book, id_: str) -> None:
    one = placed.by_id[id_]
    (span,) = html.fragments_fromstring(context_objects.coins(one, placed))
    fields = parse_qs(span.get("title"))
    assert fields["rft.genre"] == ["bookitem"] and fields["rft.btitle"] == [placed.meta.title]
    assert fields["rft.pages"] == [id_] and fields["rft_id"] == [placed.meta.url(one.path)]
