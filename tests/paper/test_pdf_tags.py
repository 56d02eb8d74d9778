"""A PDF printed by the real browser: what stands on it is tagged or an artifact, its links are described, two prints are one file."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest

from edition.paper import pdf as forms
from edition.paper import pdf_tags
from tests.export.conftest import META

PAGE = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Bells</title><style>
@page { size: A5; @top-center { content: "Running head"; border-bottom: 1px solid; } @bottom-center { content: counter(page); } }
.precis::before { content: "Précis "; } .sure::after { content: " confidence"; } h2 { break-before: page; } .box { background: #eee; }
</style></head><body><h1>Bells</h1><nav><ul><li><a href="#two">Two</a><ul><li>deep</li></ul></li></ul></nav>
<h2>One</h2><p class="precis">Words with <em>stress</em> and <strong>weight</strong>, a
<a href="https://example.org/a">link so long that it runs on over the end of this line of the text</a>.</p>
<p><span class="sure">High</span></p><div class="box"><p>Boxed</p></div>
<p style="opacity: 0.5">Faint <span style="opacity: 0.5; display: inline-block">words</span></p>
<p><i style="display: inline-block; width: 9px; height: 9px; background: red; mask: linear-gradient(#000, transparent)"></i> marked</p>
<svg width="60" height="20" aria-hidden="true"><a href="#two"><text y="15">map</text></a></svg>
<h2 id="two">Two</h2><ol><li><p>First</p><ul><li>nested</li></ul></li><li>Second <a href="https://example.org/b">b</a></li></ol>
<table><thead><tr><th>Bell</th><th>Cast</th><th>Rung</th></tr></thead><tbody><tr><td>Great</td><td></td><td>daily</td></tr>
<tr><td></td><td>1710</td><td></td></tr></tbody></table>
<figure role="img" aria-label="A bell"><svg width="9" height="9"><rect width="9" height="9"/></svg></figure></body></html>"""
#: Of the tags of PDF 1.7 those that a book may have.
STANDARD = {
    "Document", "Part", "Sect", "Div", "Art", "BlockQuote", "Caption", "NonStruct", "P", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI",
    "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Span", "Quote", "Note", "Code", "Link", "Figure", "Form",
}  # fmt: skip


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The page as the browser prints it, and as the edition leaves it."""
    try:
        browser = forms.chromium()
    except forms.NoChromium as error:
        pytest.skip(str(error))
    folder = tmp_path_factory.mktemp("pdf")
    (folder / "page.html").write_text(PAGE, encoding="utf-8")
    forms._print(folder / "page.html", folder / "raw.pdf", browser)
    return folder / "raw.pdf", finish(folder / "raw.pdf", folder / "made.pdf")


def finish(raw: Path, made: Path) -> Path:
    with pikepdf.open(raw) as pdf:
        pdf_tags.tag(pdf)
        forms.describe(pdf, META)
        forms.save(pdf, made)
    return made


@pytest.fixture
def raw(printed: tuple[Path, Path]) -> pikepdf.Pdf:
    return pikepdf.open(printed[0])


@pytest.fixture
def made(printed: tuple[Path, Path]) -> pikepdf.Pdf:
    return pikepdf.open(printed[1])


def untagged(pdf: pikepdf.Pdf) -> int:
    """How many operators paint outside marked content; a path that only clips paints nothing."""
    found = depth = 0
    for page in pdf.pages:
        for one in pikepdf.parse_content_stream(page):
            operator = str(one.operator)
            depth += (operator in ("BDC", "BMC")) - (operator == "EMC")
            form = page.obj.Resources.XObject[one.operands[0]] if operator == "Do" else None
            paints = operator in ("Tj", "TJ", "f", "f*", "S", "B", "sh") or (form is not None and not pdf_tags._shows_words(form))
            found += depth == 0 and paints
        assert depth == 0
    return found


def test_a_form_with_words_keeps_its_tags_and_one_without_is_an_artifact(raw: pikepdf.Pdf, made: pikepdf.Pdf) -> None:
    """Words half transparent are painted by a form of their own; a mark cut by a mask is one too, and no words."""
    def forms_of(pdf: pikepdf.Pdf) -> list[tuple[pikepdf.Page, str, pikepdf.Object]]:
        return [(page, name, form) for page in pdf.pages for name, form in pdf_tags._forms(page.obj)]

    assert {pdf_tags._shows_words(form) for _, _, form in forms_of(raw)} == {True, False}
    for page, name, form in forms_of(made):
        artifact = False
        for one in pikepdf.parse_content_stream(page):
            operator = str(one.operator)
            artifact = operator == "BMC" or (artifact and operator != "EMC")
            if operator == "Do" and str(one.operands[0]) == name:
                assert artifact != pdf_tags._shows_words(form)
        assert pdf_tags._shows_words(form) or not holds_tags(form)
    for element in pdf_tags.elements(made.Root.StructTreeRoot):
        assert pdf_tags.kids(element) or element.S == "/TD", "an element that held nothing but a mark"


def holds_tags(form: pikepdf.Object) -> bool:
    inner = any(holds_tags(one) for _, one in pdf_tags._forms(form))
    return inner or any(str(one.operator) == "BDC" for one in pikepdf.parse_content_stream(form))


def artifacts(pdf: pikepdf.Pdf) -> int:
    return sum(str(one.operator) == "BMC" for page in pdf.pages for one in pikepdf.parse_content_stream(page))


def test_all_that_is_painted_is_tagged_or_an_artifact(raw: pikepdf.Pdf, made: pikepdf.Pdf) -> None:
    assert untagged(raw) > 0
    assert untagged(made) == 0
    assert artifacts(made) >= 3 * len(made.pages)  # head, rule and number of each page


def test_words_of_the_style_sheet_are_read_in_their_place(made: pikepdf.Pdf) -> None:
    """A word before a paragraph opens it; one after a word follows that word, in the same paragraph."""
    paragraphs = [one for one in pdf_tags.elements(made.Root.StructTreeRoot) if one.S == "/P"]
    first = [str(kid.S) for kid in pdf_tags.kids(paragraphs[0])]
    assert first[0] == "/Span" and "/Em" in first[1:]
    second = [one for one in pdf_tags.elements(paragraphs[1]) if one.S == "/Span"]
    assert len(second) == 1 and pdf_tags.kids(second[0].P)[-1] == second[0]


def test_each_number_of_marked_content_has_its_element(made: pikepdf.Pdf) -> None:
    owners = pikepdf.NumberTree(made.Root.StructTreeRoot.ParentTree)
    for page in made.pages:
        marked = [one.operands[1] for one in pikepdf.parse_content_stream(page) if str(one.operator) == "BDC"]
        numbers = {int(properties["/MCID"]) for properties in marked if "/MCID" in properties}  # the browser's own artifacts have none
        assert numbers == set(range(len(owners[int(page.obj.StructParents)])))
        for number in numbers:
            owner = owners[int(page.obj.StructParents)][number]
            assert any(kid == number or getattr(kid, "MCID", None) == number for kid in pdf_tags.kids(owner))


def test_every_tag_is_known_or_mapped(raw: pikepdf.Pdf, made: pikepdf.Pdf) -> None:
    def strange(pdf: pikepdf.Pdf) -> set[str]:
        mapped = pdf.Root.StructTreeRoot.get("/RoleMap", pikepdf.Dictionary())
        return {str(one.S) for one in pdf_tags.elements(pdf.Root.StructTreeRoot)} - {f"/{name}" for name in STANDARD} - set(mapped.keys())

    assert strange(raw) == {"/Em", "/Strong"}
    assert strange(made) == set()


def test_each_link_says_where_it_leads_and_stands_in_a_links_element(made: pikepdf.Pdf) -> None:
    links = [link for page in made.pages for link in page.obj.get("/Annots", ())]
    assert {str(link.Contents) for link in links} == {"Page 3", "https://example.org/a", "https://example.org/b"}
    owners = pikepdf.NumberTree(made.Root.StructTreeRoot.ParentTree)
    assert {str(owners[int(link.StructParent)].S) for link in links} == {"/Link"}


@pytest.mark.parametrize("name", ["NonStruct", "P"])
def test_a_link_outside_a_links_element_gets_one(printed: tuple[Path, Path], tmp_path: Path, name: str) -> None:
    """The browser takes some words of a link for no link's; a paragraph would stay one."""
    with pikepdf.open(printed[0]) as pdf:
        for one in list(pdf_tags.elements(pdf.Root.StructTreeRoot)):
            if one.S == "/Link":
                one.S = pikepdf.Name(f"/{name}")
        pdf.save(tmp_path / "astray.pdf")
    test_each_link_says_where_it_leads_and_stands_in_a_links_element(pikepdf.open(finish(tmp_path / "astray.pdf", tmp_path / "made.pdf")))


def test_a_link_of_a_hidden_map_hangs_on_the_link_that_says_the_same_in_words(raw: pikepdf.Pdf, made: pikepdf.Pdf) -> None:
    loose = [link for page in raw.pages for link in page.obj.get("/Annots", ()) if "/StructParent" not in link]
    assert len(loose) == 1
    held = [len([kid for kid in pdf_tags.kids(one) if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid])
            for one in pdf_tags.elements(made.Root.StructTreeRoot) if one.S == "/Link"]  # fmt: skip
    assert sum(held) == len([link for page in made.pages for link in page.obj.get("/Annots", ())])


def test_a_link_that_nothing_says_in_words_is_refused(raw: pikepdf.Pdf) -> None:
    (page,) = [page for page in raw.pages if any("/StructParent" not in link for link in page.obj.get("/Annots", ()))]
    for link in page.obj.Annots:
        if "/StructParent" not in link:
            link.Dest = pikepdf.Name("/nowhere")
    raw.Root.Dests["/nowhere"] = raw.Root.Dests["/two"]
    with pytest.raises(ValueError, match="stands in no tag"):
        pdf_tags.tag(raw)


def test_an_item_of_a_list_is_a_label_and_a_body(made: pikepdf.Pdf) -> None:
    items = [one for one in pdf_tags.elements(made.Root.StructTreeRoot) if one.S == "/LI"]
    assert len(items) == 5
    assert {tuple(str(kid.S) for kid in pdf_tags.kids(item)) for item in items} == {("/Lbl", "/LBody")}
    for one in pdf_tags.elements(made.Root.StructTreeRoot):
        assert all(one == kid.P for kid in pdf_tags.kids(one) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid)


def test_an_empty_cell_keeps_its_column(raw: pikepdf.Pdf, made: pikepdf.Pdf) -> None:
    """The browser leaves empty cells out, so that the words after one would be read under the heading before theirs."""
    def rows(pdf: pikepdf.Pdf) -> list[list[bool]]:
        found = [one for one in pdf_tags.elements(pdf.Root.StructTreeRoot) if one.S == "/TR"]
        return [[bool(pdf_tags.kids(cell)) for cell in pdf_tags.kids(row)] for row in found]

    assert [len(row) for row in rows(raw)] == [3, 2, 1]
    assert rows(made) == [[True, True, True], [True, False, True], [False, True, False]]


def test_the_file_says_what_it_is_and_takes_no_date_from_the_clock(made: pikepdf.Pdf) -> None:
    with made.open_metadata(update_docinfo=False) as metadata:
        said = {name: metadata.get(name) for name in (
            "dc:title", "dc:description", "dc:language", "dc:rights", "dc:date", "xmp:CreateDate", "xmp:MetadataDate", "pdfuaid:part",
        )}  # fmt: skip
    assert said == {
        "dc:title": META.title, "dc:description": META.abstract, "dc:language": {"en-GB"}, "dc:rights": f"CC-BY-4.0, {META.licence_url}",
        "dc:date": ["2026-03-04"], "xmp:CreateDate": "2026-03-04T00:00:00+00:00", "xmp:MetadataDate": "2026-03-04T00:00:00+00:00",
        "pdfuaid:part": None,
    }  # fmt: skip
    assert str(made.docinfo["/CreationDate"]) == "D:20260304000000+00'00'"


def test_two_prints_of_one_page_are_one_file(printed: tuple[Path, Path], tmp_path: Path) -> None:
    forms._print(printed[0].with_name("page.html"), tmp_path / "raw.pdf", forms.chromium())
    raw = (tmp_path / "raw.pdf").read_bytes()
    of_another_year = re.sub(rb"(Date \(D:)\d{4}", rb"\g<1>2001", raw)  # the browser writes the clock, which two prints may share
    assert of_another_year not in (raw, printed[0].read_bytes())
    (tmp_path / "raw.pdf").write_bytes(of_another_year)
    assert finish(tmp_path / "raw.pdf", tmp_path / "made.pdf").read_bytes() == printed[1].read_bytes()
