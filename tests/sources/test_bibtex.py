"""The bibliography: what it accepts, what it refuses and where, labels, CSL and the list as Sphinx sets it."""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_file, parse_string
from pybtex.richtext import Text
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from edition.sources.bibtex import BIBLIOGRAPHY, Bibliography, BibliographyError, Evidence, Extent, Origin, csl, forbidden_hosts, load
from edition.sources.model import sort_key
from edition.sources.publishers import PUBLISHERS, publisher
from edition.sources.tex import escape, unescape

BAD = Path(__file__).parents[1] / "bad_inputs" / "bibliography"
GOOD = """
@article{deng-2020,
  author = {Deng, Hao},
  title = {{The SCO and Global Governance}},
  journal = {China International Studies},
  number = {4},
  pages = {28-45},
  year = {2020}, month = {7}, day = {20},
  doi = {10.1000/xyz_1},
  langid = {en}, origin = {cn}, evidence = {scholarship}, extent = {part},
  consulted = {opening paragraphs},
}
@article{liu-2024,
  author = {Liu, Jun},
  title = {{上海合作组织与欧亚地区秩序的未来}},
  translatedtitle = {{The SCO and the Future of Order \\& Peace in Eurasia}},
  journal = {俄罗斯东欧中亚研究},
  year = {2024},
  langid = {zh}, origin = {cn}, evidence = {scholarship}, extent = {abstract},
}
@misc{sco-a,
  author = {{Shanghai Cooperation Organization}},
  title = {{Charter of the Shanghai Cooperation Organization}},
  year = {2002}, month = {6}, day = {7},
  entrysubtype = {treaty},
  url = {https://example.org/charter},
  langid = {en}, origin = {sco}, evidence = {primary}, extent = {full},
  shortauthor = {SCO},
  note = {Posted in 2006.},
}
@misc{sco-b,
  author = {{Shanghai Cooperation Organization}},
  title = {{Declaration}},
  year = {2002}, month = {6}, day = {8},
  langid = {en}, origin = {sco}, evidence = {primary}, extent = {full},
  shortauthor = {SCO},
}
@article{paper-nd,
  author = {{The Daily Paper}},
  title = {{[A report on the summit]}},
  journal = {The Daily Paper},
  year = {n.d.},
  langid = {en}, origin = {other}, evidence = {press}, extent = {part},
}
"""
MESSAGES = {
    "duplicate_key": (15, "deng-2020: this key stands twice, first in line 1"),
    "missing_title": (1, "the field title is missing"),
    "missing_year": (1, "the field year is missing (write {n.d.} where there is no date)"),
    "missing_origin": (1, "the field origin is missing"),
    "missing_evidence": (1, "the field evidence is missing"),
    "missing_extent": (1, "the field extent is missing"),
    "missing_langid": (1, "the field langid is missing"),
    "unknown_origin": (1, "origin is 'china'; it must be one of cn, ru,"),
    "unknown_evidence": (1, "evidence is 'newspaper'; it must be one of primary,"),
    "unknown_extent": (1, "extent is 'some'; it must be one of full, part, abstract"),
    "unknown_language": (1, "langid is 'English'"),
    "unknown_type": (1, "the type @online is unknown here"),
    "unknown_field": (1, "the field urll is unknown"),
    "unknown_subtype": (1, "entrysubtype is 'accord'"),
    "bad_year": (1, "year is '2020a'"),
    "impossible_day": (1, "2020-2-30 is no date"),
    "day_without_month": (1, "day without a month"),
    "month_without_year": (1, "month or day without a year"),
    "url_not_whole": (1, "url is 'example.org/deng'"),
    "url_with_space": (1, "it must be a whole http or https address"),
    "doi_as_address": (1, "doi is 'https://doi.org/10.1000/1'; write it bare"),
    "forbidden_host": (1, "the host jizihe.com is never named or linked"),
    "forbidden_host_in_note": (1, "the host docslib.org is never named or linked"),
    "same_address": (14, "deng-hao-2020: the same work stands as deng-2020 in line 1"),
    "same_doi": (14, "deng-hao-2020: the same work stands as deng-2020 in line 1"),
    "same_work_without_address": (13, "paper-2020: the same work stands as news-2020 in line 1"),
    "publisher_with_two_origins": (14, "paper-2020: origin is europe, but The Daily Paper is other in news-2020"),
    "publisher_of_another_origin": (1, "tass-2020: origin is europe, but TASS is ru"),
    "not_bibtex": (15, "this entry is not BibTeX"),
    "not_sound_tex": (1, "deng-2020: a field is not sound TeX"),
    "bare_percent": (1, "the field title holds a bare %, which is no text in BibTeX; write \\%"),
    "bare_dollar": (1, "the field title holds a bare $, which is no text in BibTeX; write \\$"),
    "bare_sign_in_a_name": (1, "the field author holds a bare #"),
}


@pytest.fixture
def good(tmp_path: Path) -> Bibliography:
    path = tmp_path / "good.bib"
    path.write_text(GOOD, encoding="utf-8")
    return load(path)


@pytest.fixture(scope="module")
def real() -> Bibliography:
    return load()


def test_every_bad_file_has_its_message() -> None:
    assert {path.stem for path in BAD.glob("*.bib")} == set(MESSAGES)


@pytest.mark.parametrize("name", sorted(MESSAGES))
def test_bad_file_is_refused_once_with_file_line_and_reason(name: str) -> None:
    with pytest.raises(BibliographyError) as caught:
        load(BAD / f"{name}.bib")
    line, message = MESSAGES[name]
    [problem] = caught.value.problems
    assert str(problem).startswith(f"tests/bad_inputs/bibliography/{name}.bib:{line}: ")
    assert message in problem.message


def test_all_problems_come_at_once(tmp_path: Path) -> None:
    path = tmp_path / "two.bib"
    path.write_text(GOOD.replace("origin = {cn}", "origin = {xx}"), encoding="utf-8")
    with pytest.raises(BibliographyError) as caught:
        load(path)
    assert [problem.place.line for problem in caught.value.problems] == [2, 13]


def test_source_keeps_what_the_file_says(good: Bibliography) -> None:
    deng, liu = good["deng-2020"], good["liu-2024"]
    assert (deng.title, deng.container, deng.number, deng.pages) == (
        "The SCO and Global Governance", "China International Studies", "4", "28–45",
    )  # fmt: skip
    assert (deng.date_parts, deng.address) == ((2020, 7, 20), "https://doi.org/10.1000/xyz_1")
    assert liu.translated_title == "The SCO and the Future of Order & Peace in Eurasia"
    assert (liu.evidence, liu.extent, liu.origin, liu.address) == (Evidence.SCHOLARSHIP, Extent.ABSTRACT, Origin.CN, "")


def test_labels_are_short_and_told_apart_by_date(good: Bibliography) -> None:
    assert good.labels == {
        "deng-2020": "Deng 2020",
        "liu-2024": "Liu 2024",
        "sco-a": "SCO 2002a",
        "sco-b": "SCO 2002b",
        "paper-nd": "The Daily Paper n.d.",
    }


def test_csl_gives_type_names_date_language(good: Bibliography) -> None:
    liu = csl(good["liu-2024"])
    assert liu["type"] == "article-journal"
    assert liu["author"] == [{"family": "Liu", "given": "Jun"}]
    assert liu["issued"] == {"date-parts": [[2024]]}
    assert (liu["language"], liu["title"]) == ("zh", "上海合作组织与欧亚地区秩序的未来")
    assert liu["translated-title"].startswith("The SCO and the Future")
    charter = csl(good["sco-a"])
    assert (charter["type"], charter["author"]) == ("treaty", [{"literal": "Shanghai Cooperation Organization"}])
    assert charter["issued"] == {"date-parts": [[2002, 6, 7]]}
    paper = csl(good["paper-nd"])
    assert paper["type"] == "article-newspaper"
    assert "issued" not in paper


def test_the_real_bibliography_is_sound(real: Bibliography) -> None:
    assert "sun-2025-essay" in real
    assert len(real) == len(re.findall(r"^@", BIBLIOGRAPHY.read_text(encoding="utf-8"), re.MULTILINE))
    assert len(set(real.labels.values())) == len(real)
    assert max(map(len, real.labels.values())) <= 45


def test_the_list_runs_as_its_labels_do(real: Bibliography) -> None:
    listed = [real.labels[one.key] for one in sorted(real, key=sort_key)]
    split = [found for label in listed if (found := re.fullmatch(r"(.+ (?:\d{4}|n\.d\.))-?([a-z]*)", label))]
    assert len(split) == len(real)
    alike = {stem: [found[2] for found in group] for stem, group in groupby(split, key=lambda found: found[1])}
    assert sum(map(len, alike.values())) == len(real), "sources of one name and year stand together"
    assert all(letters == sorted(letters, key=lambda one: (len(one), one)) for letters in alike.values())


def test_the_real_file_is_sorted_and_names_no_forbidden_host() -> None:
    text = BIBLIOGRAPHY.read_text(encoding="utf-8").lower()
    keys = re.findall(r"^@\w+\{([^,]+),", text, re.MULTILINE)
    assert keys == sorted(keys)
    assert [host for host in forbidden_hosts() if re.search(rf"(?<![\w-]){re.escape(host)}", text)] == []


def test_words_read_without_tex_are_the_words_that_tex_gives() -> None:
    for entry in parse_file(str(BIBLIOGRAPHY)).entries.values():
        for value in entry.fields.values():
            # what the decoder leaves as TeX has it
            by_tex = str(Text.from_latex(value)).replace("\\$", "$").strip()  # type: ignore[no-untyped-call]
            assert unescape(value) == by_tex


@given(st.text(st.sampled_from("ab $&%#_{}~^\\`'\"-,<>?!é中")))
def test_words_written_for_tex_come_back(words: str) -> None:
    words = " ".join(words.split())
    assert unescape(escape(words)) == words
    parsed = parse_string(f"@misc{{a, title = {{{{{escape(words)}}}}}}}", "bibtex")  # type: ignore[no-untyped-call]
    assert unescape(parsed.entries["a"].fields["title"]) == words


def test_a_dollar_is_read_as_a_dollar(real: Bibliography) -> None:
    assert "over $27B in" in real["kazinform-li-2015"].title
    assert [one.key for one in real if "\\" in one.title] == []


def test_non_english_titles_stand_in_their_script_or_in_brackets(real: Bibliography) -> None:
    for one in real:
        if one.language in ("zh", "ru"):
            in_script = re.search(r"[\u0400-\u04ff\u3400-\u9fff]", one.title)
            assert in_script or one.title.startswith("["), one.key


def test_two_texts_of_one_document_are_two_works(good: Bibliography, tmp_path: Path) -> None:
    path = tmp_path / "texts.bib"
    other = GOOD[GOOD.index("@misc{sco-a") : GOOD.index("@misc{sco-b")].replace("sco-a", "sco-c").replace("/charter", "/charter/amended")
    path.write_text(GOOD + other, encoding="utf-8")
    assert len(load(path)) == len(good) + 1


def test_a_speech_or_a_study_has_the_origin_of_who_speaks(real: Bibliography) -> None:
    assert publisher(real["tass-2017"]) == "TASS"
    assert publisher(real["sco-declaration-2001"]) == publisher(real["ambrosio-2008"]) == ""
    assert {real[key].origin for key in ("umarov-2021", "gabuev-2017")} == {Origin.RU}


def test_the_table_names_publishers_that_the_bibliography_has(real: Bibliography) -> None:
    assert set(PUBLISHERS) <= {publisher(one) for one in real}


def test_summary_counts_every_source(real: Bibliography) -> None:
    lines = real.summary().splitlines()
    assert lines[0] == f"{len(real)} sources"
    for line in lines[1:]:
        assert sum(map(int, re.findall(r" (\d+)", line))) == len(real)


def test_sphinx_sets_list_and_citations_without_a_warning(tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text(GOOD, encoding="utf-8")
    (tmp_path / "conf.py").write_text(
        "extensions = ['sphinxcontrib.bibtex', 'edition.sphinx.reading.citations']\n"
        "bibtex_bibfiles = ['refs.bib']\nbibtex_default_style = 'edition'\nbibtex_reference_style = 'edition'\n",
        encoding="utf-8",
    )
    (tmp_path / "index.rst").write_text(
        "Page\n====\n\nSee :cite:t:`sco-a` and :cite:p:`deng-2020,liu-2024`.\n\n.. bibliography::\n   :all:\n", encoding="utf-8"
    )
    out = tmp_path / "out"
    with docutils_namespace():
        Sphinx(tmp_path, tmp_path, out, tmp_path / "doctrees", "html", status=None, warningiserror=True).build()
    page = (out / "index.html").read_text(encoding="utf-8")
    plain = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))
    assert "See SCO (2002a) and (Deng 2020; Liu 2024)." in plain
    assert "Deng, Hao. 2020. ‘The SCO and Global Governance’. China International Studies (4), 28–45, 20 July 2020." in plain
    assert "[The SCO and the Future of Order &amp; Peace in Eurasia]" in plain
    assert "Consulted: opening paragraphs." in plain
    assert "Posted in 2006." in plain
    assert 'href="https://doi.org/10.1000/xyz_1"' in page
    assert re.search(r'lang="zh"[^>]*>上海合作组织', page)
