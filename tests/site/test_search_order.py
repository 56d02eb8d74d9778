"""What stands first among the results, by what name, and what is offered where nothing has the words."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.site.conftest import Watched
from tests.site.searching import ask, entries, searched

__all__ = ["entries", "searched"]


def test_what_the_edition_says_comes_before_what_it_cites(searched: Watched) -> None:
    kinds = [result["kind"] for result in ask(searched, "trade")]
    assert kinds[0] in ("passage", "page")
    assert "source" not in kinds
    notes = [result["name"] for result in ask(searched, "36.3", "note")]
    assert [name.rpartition(" · ")[2].partition(",")[0] for name in notes][:2] == ["claim", "translation"]


@pytest.mark.parametrize("query", ["合作组织", "组织", "上", "命运共同体"])
def test_chinese_words_lead_to_the_terms_that_explain_them(searched: Watched, query: str) -> None:
    kinds = [result["kind"] for result in ask(searched, query)]
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
    assert ask(searched, query)[0]["title"] == title


def test_a_note_is_named_by_its_headline_then_its_phrase_and_its_type_in_plain_words(searched: Watched) -> None:
    """Three notes hang on the phrase “36.3 times”: the claim, which answers, comes first, and none looks like another."""
    found = [result for result in ask(searched, "36.3 times") if result["kind"] == "note"][:3]
    assert found[0]["href"].endswith("#n-2.2.2-h") and "36.3 times" not in found[0]["title"]
    assert found[0]["name"].startswith("2.2.2-h · “36.3 times” · claim, ")
    named = {f"{result['title']} {result['name']}" for result in found}
    assert len(named) == 3
    assert {result["name"].rpartition(" · ")[2] for result in found[1:]} == {"translation", "explanation"}


@pytest.mark.parametrize("word", ["gloss", "précis", "lemma"])
def test_the_words_of_the_trade_are_no_kinds_ofresults(entries: list[Any], word: str) -> None:
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
    first = ask(searched, query)[0]
    assert (first["kind"], first["href"].partition("#")[2]) == ("event", event)


def test_an_event_is_found_by_itself_and_not_by_the_words_of_others(searched: Watched) -> None:
    """The timeline was one text of a hundred events: any three words stood in it."""
    assert ask(searched, "Manas hands over")[0]["href"].endswith("#ev-2014-06-03")
    assert not [result for result in ask(searched, "no first use") if "timeline.html" in result["href"] and result["kind"] == "page"]
    assert not [result for result in ask(searched, "Gorbachev Pashinyan") if "timeline.html" in result["href"]]


@pytest.mark.parametrize(("town", "name"), [("Kazan", "Kazantsev")])
def test_a_town_is_no_beginning_of_the_family_name_made_of_it(searched: Watched, town: str, name: str) -> None:
    """It is offered, where the town stands nowhere, and found when asked for."""
    assert ask(searched, town) == []
    assert f"Near it: {name}." in searched.page.locator("#search-progress").inner_text()
    assert name in ask(searched, name)[0]["title"]
    assert name in ask(searched, "Kazants")[0]["title"], "as one types on, it comes"


def test_the_nearest_word_comes_without_words_that_are_further_off(searched: Watched) -> None:
    assert ask(searched, "Shangai")[0]["title"] == "Shanghai"
    assert "Near it" not in searched.page.locator("#search-progress").inner_text()


@pytest.mark.parametrize(("typed", "meant"), [("Tajikstan", "Tajikistan"), ("Shangai", "Shanghai"), ("Kazakstan", "Kazakhstan")])
def test_a_wrong_letter_or_two_finds_the_nearest_word_and_says_so(desk: Page, served: str, typed: str, meant: str) -> None:
    desk.goto(f"{served}/search.html?q={typed}")
    desk.locator("ul.search > li").first.wait_for()
    assert desk.locator("#search-progress").inner_text().startswith(f"Nothing in the book has {typed}.")
    assert f"for the nearest, {meant}" in desk.locator("#search-progress").inner_text()
    assert desk.locator("ul.search a").first.inner_text() == meant


def test_a_russian_town_is_no_beginning_of_a_family_name(desk: Page, served: str) -> None:
    desk.goto(f"{served}/search.html?q=Казань")
    desk.locator("#search-progress", has_text="Казань").wait_for()
    assert not any("Kazantsev" in words for words in desk.locator("ul.search a").all_inner_texts())


def test_a_phrase_that_stands_nowhere_is_told_from_its_words(desk: Page, served: str) -> None:
    desk.goto(f"{served}/search.html?q=%22no first use%22")
    said = desk.locator("#search-progress")
    said.get_by_text("Nothing in the book has").wait_for()
    said.get_by_role("link", name="no first use").click()
    said.get_by_text("No text has these words side by side").wait_for()


def test_what_lies_near_nothing_is_said_to_be_nowhere(desk: Page, served: str) -> None:
    desk.goto(f"{served}/search.html?q=zzzqqqxx")
    desk.locator("#search-progress", has_text="Nothing in the book has zzzqqqxx.").wait_for()
    assert desk.locator("ul.search > li").count() == 0
