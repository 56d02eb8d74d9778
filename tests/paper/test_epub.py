"""The EPUB's own files say what the citation file says, and two packings of one text are the same."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

from lxml import etree

from edition.paper import epub
from edition.publication import Meta

TITLE, EDITORS, ABSTRACT = "Order & <peace>: A Reading", ("A & B", "C"), 'On "it"'
META = Meta(title=TITLE, editors=EDITORS, version="1.2", date=date(2026, 2, 3), licence="CC-BY-4.0", abstract=ABSTRACT)


def test_metadata_is_well_formed_whatever_the_title_holds() -> None:
    tree = etree.fromstring(ElementTree.tostring(epub.metadata(META, "en", "c")))
    said = [(etree.QName(node).localname, node.text) for node in tree]
    assert ("title", META.title) in said and ("description", 'On "it"') in said
    assert [text for name, text in said if name == "creator"] == ["A & B", "C"]
    assert ("meta", "2026-02-03T00:00:00Z") in said


def test_a_part_is_a_name_and_its_chapters_are_links() -> None:
    points = [epub.Point("Part & parcel", below=(epub.Point("One", "a.xhtml"),))]
    tree = etree.fromstring(epub.navigation("T", "en", points, "a.xhtml").encode())
    (part,) = tree.xpath("//*[local-name()='span']")
    assert part.text == "Part & parcel"
    assert [link.get("href") for link in tree.xpath("//*[local-name()='a']")] == ["a.xhtml", "a.xhtml"]


def test_two_packings_are_byte_for_byte_the_same_and_so_are_two_covers(tmp_path: Path) -> None:
    for name in (*epub.FIRST, "a.xhtml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    epub.pack(tmp_path, ["a.xhtml", "mimetype"], tmp_path / "one.epub", META)
    epub.pack(tmp_path, ["mimetype", "a.xhtml"], tmp_path / "two.epub", META)
    assert (tmp_path / "one.epub").read_bytes() == (tmp_path / "two.epub").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.epub") as packed:
        assert packed.namelist() == [*epub.FIRST, "a.xhtml"]
        assert packed.infolist()[0].compress_type == zipfile.ZIP_STORED
    assert epub.cover(META) == epub.cover(META)
