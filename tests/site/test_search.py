"""The search page finds what scholars look for, in three scripts, and says what each result is; over http and from a folder."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.site.conftest import Watched
from tests.site.searching import ask, entries, results, searched

__all__ = ["entries", "searched"]
LONG_HAN = "欧亚地区秩序重构与上海合作组织"  # fifteen characters


#: Words in three scripts, a phrase, a sentence, a term, a wrong letter, and what is nowhere.
ALIKE = ("上海合作组织", "Казахстан", "trade", '"Shanghai Five"', "1.2.1.3", "three evils", "Tajikstan", "Kazan", "qwertzuiop")


def test_from_a_folder_the_same_is_found_as_over_http(opened: Callable[..., Page], served: str, site: Path) -> None:
    seen = []
    for home in (served, site.as_uri()):
        watched = Watched(opened(viewport={"width": 900, "height": 900}), home)
        said = watched.page.locator("#search-progress")
        seen.append([(ask(watched, query), said.inner_text()) for query in ALIKE])
        assert (watched.errors, watched.strangers) == ([], [])
    assert seen[0] == seen[1]
    assert [bool(found) for found, _ in seen[0]] == [*[True] * 7, False, False]


@pytest.mark.parametrize("length", range(1, 16))
def test_chinese_is_found_from_one_character_to_fifteen(searched: Watched, entries: list[Any], length: int) -> None:
    query = LONG_HAN[:length]
    holding = [entry for entry in entries if query in "".join([*entry[1:3], entry[5]])]
    found = ask(searched, query)
    assert holding
    assert len(found) == min(20, len(holding))
    assert all(query in result["marked"] for result in found)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("合作组织", "合作组织"),
        ("组织", "组织"),
        ("ШОС", "ШОС"),
        ("шанхайская организация сотрудничества", "Шанхайск"),
        ("договора", "договор"),
        ("Zhuangzhi", "Zhuangzhi"),
        ("Samarkand", "Samarkand"),
        ('"Xi Jinping"', "Xi Jinping"),
        ("shared futures", "future"),
    ],
)
def test_queries_in_three_scripts(searched: Watched, query: str, expected: str) -> None:
    found = ask(searched, query)
    assert found
    assert all(expected.lower() in f"{result['title']} {result['marked']}".lower().replace("|", " ") for result in found[:3])


@pytest.mark.parametrize("query", ["zhuangzhi", "Zhuàngzhì", "ZHUANGZHI", "Zhuàngzhi"])
def test_diacritics_and_case_do_not_count(searched: Watched, query: str) -> None:
    plain = [result["href"] for result in ask(searched, "Zhuangzhi")]
    assert [result["href"] for result in ask(searched, query)] == plain
    assert any("Zhuàngzhì" in result["marked"] for result in results(searched.page))


@pytest.mark.parametrize(
    ("query", "other", "shown"),
    [
        ("civilisation", "civilization", {"civilisation", "civilization", "civilizations"}),
        ("World Trade Organisation", "World Trade Organization", {"world", "trade", "organization"}),
        ('"World Trade Organisation"', '"World Trade Organization"', {"world trade organization"}),
        ("organis", "organiz", {"organisation", "organization"}),
        ("analyze", "analyse", {"analysed"}),
        ("labor", "labour", {"labour"}),
        ("neighbor", "neighbour", {"neighborly", "neighbourly", "neighbours"}),
        ("economies", "economy", {"economies", "economy"}),
        ("policies", "policy", {"policies", "policy"}),
    ],
)
def test_two_spellings_and_two_numbers_of_a_word_find_the_same(searched: Watched, query: str, other: str, shown: set[str]) -> None:
    """All of it, whichever is asked for; each word is marked whole as the book spells it."""
    found, marked = [], []
    for asked in (query, other):
        ask(searched, asked)
        while searched.page.locator(".search-more").is_visible():
            searched.page.locator(".search-more").click()
        shown_now = results(searched.page)
        found.append({result["href"] for result in shown_now})
        marked.append({word.lower() for result in shown_now for word in result["marked"].split("|")})
    assert found[0] == found[1]
    assert shown <= marked[0] and shown <= marked[1]


@pytest.mark.parametrize(("query", "never"), [("policy", "police"), ("economy", "economic"), ("four", "for"), ("ties", "type")])
def test_words_that_only_look_alike_stay_apart(searched: Watched, query: str, never: str) -> None:
    marked = {word.lower() for result in ask(searched, query) for word in result["marked"].split("|")}
    assert marked
    assert not {word for word in marked if word.startswith(never)}, marked


@pytest.mark.parametrize("query", ["qwertzuiop", "不存在之词", "ъыыы", '"jinping xi xi"', "合作组织 qwertzuiop"])
def test_what_is_absent_is_not_found(searched: Watched, query: str) -> None:
    assert ask(searched, query) == []
    assert "Nothing" in searched.page.locator("#search-progress").inner_text()
    assert not searched.page.locator(".search-kinds").is_visible(), "ten zeros would push the answer down a telephone"


@pytest.mark.parametrize(
    ("query", "kind", "prefix"),
    [
        ("Kabul", "note", "#n-"),
        ("order", "passage", "#p-"),
        ("Xi Jinping", "person", "#e-"),
        ("Samarkand", "place", "#e-"),
        ("three evils", "term", "#e-"),
        ("treaty", "document", "#e-"),
        ("Lukin", "source", "sources.html#"),
        ("trade", "data", "fig-"),
        ("method", "page", ".html#"),
    ],
)
def test_results_can_be_limited_to_one_kind(searched: Watched, query: str, kind: str, prefix: str) -> None:
    found = ask(searched, query, kind)
    assert found
    assert {result["kind"] for result in found} == {kind}
    assert any(prefix in result["href"] for result in found)
    searched.page.locator(".search-kinds label").first.click()
    assert "All" in searched.page.locator(".search-kinds label:has(:checked)").inner_text()
    assert len(results(searched.page)) >= len(found)


def test_a_reference_and_a_name_lead_to_the_thing_itself(searched: Watched) -> None:
    assert ask(searched, "1.2.1")[0]["href"].endswith("#p-1.2.1")
    assert ask(searched, "1.2.1-c")[0]["href"].endswith("#n-1.2.1-c")
    assert ask(searched, "Xi Jinping")[0]["kind"] == "person"


@pytest.mark.parametrize(
    ("query", "notes"),
    [
        ("1.2.1.4", {"1.2.1-h", "1.2.1-cst"}),
        ("2.2.2.5", {"2.2.2-h"}),
        ("fig.1.1", {"fig.1-a"}),
        (" 0.0.1.2 ", {"0.0.1-b"}),
    ],
)
def test_the_reference_of_a_sentence_leads_to_its_passage_then_to_its_notes(searched: Watched, query: str, notes: set[str]) -> None:
    passage, _, number = query.strip().rpartition(".")
    first, *rest = ask(searched, query)
    assert (first["kind"], first["name"]) == ("passage", f"sentence {number}")
    assert first["href"].endswith(f"#p-{passage}")
    found = [result for result in rest if result["kind"] == "note"]
    assert rest[: len(found)] == found
    assert all(result["href"].partition("#n-")[2].startswith(f"{passage}-") for result in found)
    assert all(result["name"].endswith(f" · sentence {number}") for result in found)
    assert notes <= {result["name"].partition(" · ")[0] for result in found}


def test_a_sentence_that_the_essay_does_not_have_is_not_found(searched: Watched) -> None:
    assert ask(searched, "1.2.1.99") == []
    said = searched.page.locator("#search-progress").inner_text()
    last = re.fullmatch(r"Nothing in the book has 1\.2\.1\.99\. Passage 1\.2\.1 has (\d+) sentences\.", said)
    assert last
    assert ask(searched, f"1.2.1.{last[1]}")[0]["href"].endswith("#p-1.2.1")
    assert ask(searched, f"1.2.1.{int(last[1]) + 1}") == []
    assert ask(searched, "9.9.9.1") == []
    assert "Passage" not in searched.page.locator("#search-progress").inner_text()


def test_an_empty_search_page_offers_samples_that_answer(searched: Watched) -> None:
    page = searched.page
    page.goto(f"{searched.home}/search.html")
    samples = page.locator("#search-progress a").all_inner_texts()
    assert len(samples) >= 4
    for sample in samples:
        assert ask(searched, sample), sample


def test_words_are_shown_in_context_and_the_link_leads_there(searched: Watched) -> None:
    first = next(result for result in ask(searched, "Kabul", "note") if "Kabul" in result["context"])
    assert "Kabul" in first["marked"]
    assert len(first["context"]) < 330
    link = searched.page.locator(f"a[href='{first['href']}']")
    link.click()
    assert searched.page.evaluate("document.getElementById(decodeURIComponent(location.hash.slice(1))) !== null")


def test_typing_searches_and_the_keyboard_reaches_every_result(searched: Watched) -> None:
    page = searched.page
    page.goto(f"{searched.home}/search.html")
    page.keyboard.type("sanctions")
    page.wait_for_selector("ul.search > li")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.name") == "kind"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('ul.search') !== null")


def test_without_script_the_page_says_so(opened: Callable[..., Page], served: str) -> None:
    page = opened(java_script_enabled=False)
    page.goto(f"{served}/search.html")
    assert "needs JavaScript" in page.locator("main").inner_text()
    assert not page.locator(".search-form").is_visible(), "a field that does nothing"


def test_a_page_that_goes_by_its_title_is_found_under_it(site: Path) -> None:
    index = (site / "search-index.js").read_text(encoding="utf-8")
    assert "Has the SCO made its region safer?" in index and "On the debates: Has the SCO made its region safer?" in index
    assert "text/headnote," not in index and "\\u0002" not in index and "\x02" not in index


def test_no_markup_is_shown_as_if_it_were_words(searched: Watched) -> None:
    first = ask(searched, "permalinks")[0]
    assert first["title"] == "Permalinks"
    assert "are registered in" in first["context"]
    assert "<a" not in first["context"] and "href" not in first["context"]
    assert ask(searched, "href") == []
