"""The search page finds what scholars look for, in three scripts, and says what each result is; over http and from a folder."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Page

from tests.site.conftest import Watched, until

LONG_HAN = "欧亚地区秩序重构与上海合作组织"  # fifteen characters


@pytest.fixture
def searched(opened: Callable[..., Page], home: str) -> Iterator[Watched]:
    """The search page in a browser, over http and from a folder; no error and no stranger is let pass."""
    watched = Watched(opened(viewport={"width": 900, "height": 900}), home)
    yield watched
    assert (watched.errors, watched.strangers) == ([], [])


def _ask(watched: Watched, query: str, kind: str = "") -> list[dict[str, str]]:
    """The first results: kind, title, name, href, context."""
    page = watched.page
    page.goto(f"{watched.home}/search.html?q={quote(query)}" + (f"&kind={kind}" if kind else ""))
    until(page, "document.querySelector('#search-progress').textContent !== ''")
    return _results(page)


def _results(page: Page) -> list[dict[str, str]]:
    found: list[dict[str, str]] = page.evaluate(
        """Array.from(document.querySelectorAll('ul.search > li'), (li) => ({
             kind: li.querySelector('.result-kind').textContent, title: li.querySelector('a').textContent,
             name: li.querySelector('.result-name')?.textContent ?? '', href: li.querySelector('a').getAttribute('href'),
             context: li.querySelector('.context')?.textContent ?? '',
             marked: Array.from(li.querySelectorAll('mark'), (m) => m.textContent).join('|')}))"""
    )
    return found


@pytest.fixture(scope="module")
def entries(site: Path) -> list[Any]:
    """What the index holds."""
    text = (site / "search-index.js").read_text(encoding="utf-8")
    return list(json.loads(text.removeprefix("editionSearch(").removesuffix(");\n"))["entries"])


@pytest.mark.parametrize("length", range(1, 16))
def test_chinese_is_found_from_one_character_to_fifteen(searched: Watched, entries: list[Any], length: int) -> None:
    query = LONG_HAN[:length]
    holding = [entry for entry in entries if query in "".join([*entry[1:3], entry[5]])]
    found = _ask(searched, query)
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
    found = _ask(searched, query)
    assert found
    assert all(expected.lower() in f"{result['title']} {result['marked']}".lower().replace("|", " ") for result in found[:3])


@pytest.mark.parametrize("query", ["zhuangzhi", "Zhuàngzhì", "ZHUANGZHI", "Zhuàngzhi"])
def test_diacritics_and_case_do_not_count(searched: Watched, query: str) -> None:
    plain = [result["href"] for result in _ask(searched, "Zhuangzhi")]
    assert [result["href"] for result in _ask(searched, query)] == plain
    assert any("Zhuàngzhì" in result["marked"] for result in _results(searched.page))


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
        _ask(searched, asked)
        while searched.page.locator(".search-more").is_visible():
            searched.page.locator(".search-more").click()
        results = _results(searched.page)
        found.append({result["href"] for result in results})
        marked.append({word.lower() for result in results for word in result["marked"].split("|")})
    assert found[0] == found[1]
    assert shown <= marked[0] and shown <= marked[1]


@pytest.mark.parametrize(("query", "never"), [("policy", "police"), ("economy", "economic"), ("four", "for"), ("ties", "type")])
def test_words_that_only_look_alike_stay_apart(searched: Watched, query: str, never: str) -> None:
    marked = {word.lower() for result in _ask(searched, query) for word in result["marked"].split("|")}
    assert marked
    assert not {word for word in marked if word.startswith(never)}, marked


@pytest.mark.parametrize("query", ["qwertzuiop", "不存在之词", "ъыыы", '"jinping xi xi"', "合作组织 qwertzuiop"])
def test_what_is_absent_is_not_found(searched: Watched, query: str) -> None:
    assert _ask(searched, query) == []
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
    found = _ask(searched, query, kind)
    assert found
    assert {result["kind"] for result in found} == {kind}
    assert any(prefix in result["href"] for result in found)
    searched.page.locator(".search-kinds label").first.click()
    assert "All" in searched.page.locator(".search-kinds label:has(:checked)").inner_text()
    assert len(_results(searched.page)) >= len(found)


def test_a_reference_and_a_name_lead_to_the_thing_itself(searched: Watched) -> None:
    assert _ask(searched, "1.2.1")[0]["href"].endswith("#p-1.2.1")
    assert _ask(searched, "1.2.1-c")[0]["href"].endswith("#n-1.2.1-c")
    assert _ask(searched, "Xi Jinping")[0]["kind"] == "person"


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
    first, *rest = _ask(searched, query)
    assert (first["kind"], first["name"]) == ("passage", f"sentence {number}")
    assert first["href"].endswith(f"#p-{passage}")
    found = [result for result in rest if result["kind"] == "note"]
    assert rest[: len(found)] == found
    assert all(result["href"].partition("#n-")[2].startswith(f"{passage}-") for result in found)
    assert all(result["name"].endswith(f" · sentence {number}") for result in found)
    assert notes <= {result["name"].partition(" · ")[0] for result in found}


def test_a_sentence_that_the_essay_does_not_have_is_not_found(searched: Watched) -> None:
    assert _ask(searched, "1.2.1.99") == []
    said = searched.page.locator("#search-progress").inner_text()
    last = re.fullmatch(r"Nothing in the book has 1\.2\.1\.99\. Passage 1\.2\.1 has (\d+) sentences\.", said)
    assert last
    assert _ask(searched, f"1.2.1.{last[1]}")[0]["href"].endswith("#p-1.2.1")
    assert _ask(searched, f"1.2.1.{int(last[1]) + 1}") == []
    assert _ask(searched, "9.9.9.1") == []
    assert "Passage" not in searched.page.locator("#search-progress").inner_text()


def test_what_the_edition_says_comes_before_what_it_cites(searched: Watched) -> None:
    kinds = [result["kind"] for result in _ask(searched, "trade")]
    assert kinds[0] in ("passage", "page")
    assert "source" not in kinds
    notes = [result["name"] for result in _ask(searched, "36.3", "note")]
    assert [name.rpartition(" · ")[2].partition(",")[0] for name in notes][:2] == ["claim", "translation"]


@pytest.mark.parametrize("query", ["合作组织", "组织", "上", "命运共同体"])
def test_chinese_words_lead_to_the_terms_that_explain_them(searched: Watched, query: str) -> None:
    kinds = [result["kind"] for result in _ask(searched, query)]
    assert kinds[0] == "term"
    assert "term" not in kinds[kinds.count("term") :]


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("合作组织", "Shanghai Cooperation Organization (SCO)"),
        ("SCO", "Shanghai Cooperation Organization (SCO)"),
        ("World Trade Organisation", "World Trade Organization"),
        ("three evils", "Three forces (three evils)"),
        ("Kabul", "Kabul"),
        ("Samarkand Declaration", "Samarkand Declaration"),
        ("Lukin 2016", "Lukin 2016"),
    ],
)
def test_what_goes_by_the_name_that_is_asked_for_comes_first(searched: Watched, query: str, title: str) -> None:
    assert _ask(searched, query)[0]["title"] == title


def test_a_note_is_named_by_its_headline_then_its_phrase_and_its_type_in_plain_words(searched: Watched) -> None:
    """Three notes hang on the phrase “36.3 times”: the claim, which answers, comes first, and none looks like another."""
    found = [result for result in _ask(searched, "36.3 times") if result["kind"] == "note"][:3]
    assert found[0]["href"].endswith("#n-2.2.2-h") and "36.3 times" not in found[0]["title"]
    assert found[0]["name"].startswith("2.2.2-h · “36.3 times” · claim, ")
    named = {f"{result['title']} {result['name']}" for result in found}
    assert len(named) == 3
    assert {result["name"].rpartition(" · ")[2] for result in found[1:]} == {"translation", "explanation"}


@pytest.mark.parametrize("word", ["gloss", "précis", "lemma"])
def test_the_words_of_the_trade_are_no_kinds_of_results(entries: list[Any], word: str) -> None:
    assert not [entry[2] for entry in entries if word in entry[2].lower().split(" · ")[-1].split(", ")]


@pytest.mark.parametrize(
    ("query", "event"),
    [
        ("Belarus joined", "ev-2024-07-04"),
        ("India joined", "ev-2017-06-09"),
        ("accession of Iran", "ev-2023-07-04"),
        ("Uzbekistan left CSTO", "ev-2012-12-19"),
    ],
)
def test_who_joined_and_who_left_is_answered_by_the_event(searched: Watched, query: str, event: str) -> None:
    first = _ask(searched, query)[0]
    assert (first["kind"], first["href"].partition("#")[2]) == ("event", event)


def test_an_event_is_found_by_itself_and_not_by_the_words_of_others(searched: Watched) -> None:
    """The timeline was one text of a hundred events: any three words stood in it."""
    assert _ask(searched, "Manas hands over")[0]["href"].endswith("#ev-2014-06-03")
    assert not [result for result in _ask(searched, "no first use") if "timeline.html" in result["href"] and result["kind"] == "page"]
    assert not [result for result in _ask(searched, "Gorbachev Pashinyan") if "timeline.html" in result["href"]]


@pytest.mark.parametrize(("town", "name"), [("Kazan", "Kazantsev")])
def test_a_town_is_no_beginning_of_the_family_name_made_of_it(searched: Watched, town: str, name: str) -> None:
    """It is offered, where the town stands nowhere, and found when asked for."""
    assert _ask(searched, town) == []
    assert f"Near it: {name}." in searched.page.locator("#search-progress").inner_text()
    assert name in _ask(searched, name)[0]["title"]
    assert name in _ask(searched, "Kazants")[0]["title"], "as one types on, it comes"


def test_the_nearest_word_comes_without_words_that_are_further_off(searched: Watched) -> None:
    assert _ask(searched, "Shangai")[0]["title"] == "Shanghai"
    assert "Near it" not in searched.page.locator("#search-progress").inner_text()


def test_an_empty_search_page_offers_samples_that_answer(searched: Watched) -> None:
    page = searched.page
    page.goto(f"{searched.home}/search.html")
    samples = page.locator("#search-progress a").all_inner_texts()
    assert len(samples) >= 4
    for sample in samples:
        assert _ask(searched, sample), sample


def test_words_are_shown_in_context_and_the_link_leads_there(searched: Watched) -> None:
    first = next(result for result in _ask(searched, "Kabul", "note") if "Kabul" in result["context"])
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
    first = _ask(searched, "permalinks")[0]
    assert first["title"] == "Permalinks"
    assert "are registered in" in first["context"]
    assert "<a" not in first["context"] and "href" not in first["context"]
    assert _ask(searched, "href") == []


@pytest.mark.parametrize(("typed", "meant"), [("Tajikstan", "Tajikistan"), ("Shangai", "Shanghai"), ("Kazakstan", "Kazakhstan")])
def test_a_wrong_letter_or_two_finds_the_nearest_word_and_says_so(desk: Page, home: str, typed: str, meant: str) -> None:
    desk.goto(f"{home}/search.html?q={typed}")
    desk.locator("ul.search > li").first.wait_for()
    assert desk.locator("#search-progress").inner_text().startswith(f"Nothing in the book has {typed}.")
    assert f"for the nearest, {meant}" in desk.locator("#search-progress").inner_text()
    assert desk.locator("ul.search a").first.inner_text() == meant


def test_a_russian_town_is_no_beginning_of_a_family_name(desk: Page, home: str) -> None:
    desk.goto(f"{home}/search.html?q=Казань")
    desk.locator("#search-progress", has_text="Казань").wait_for()
    assert not any("Kazantsev" in words for words in desk.locator("ul.search a").all_inner_texts())


def test_a_phrase_that_stands_nowhere_is_told_from_its_words(desk: Page, home: str) -> None:
    desk.goto(f"{home}/search.html?q=%22no first use%22")
    said = desk.locator("#search-progress")
    said.get_by_text("Nothing in the book has").wait_for()
    said.get_by_role("link", name="no first use").click()
    said.get_by_text("No text has these words side by side").wait_for()


def test_what_lies_near_nothing_is_said_to_be_nowhere(desk: Page, home: str) -> None:
    desk.goto(f"{home}/search.html?q=zzzqqqxx")
    desk.locator("#search-progress", has_text="Nothing in the book has zzzqqqxx.").wait_for()
    assert desk.locator("ul.search > li").count() == 0
