"""Lists and tables for people: filters that come first and read well, first rows, terms in three scripts, printed apostrophes."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Page

from tests.conftest import ROOT

SOURCES = "book/apparatus/sources.html"


def test_the_filter_of_the_sources_stands_before_their_charts(desk: Page, served: str) -> None:
    desk.goto(f"{served}/{SOURCES}?q=Lukin")
    form, chart = desk.locator("form.filter").bounding_box(), desk.locator("figure.chart").first.bounding_box()
    assert form and chart and form["y"] < 900 < chart["y"]
    assert desk.locator(".citation:visible").count() < 20
    desk.get_by_role("link", name="Two charts at the end").click()
    assert desk.locator("#whose-sources, [id='whose-sources']").first.is_visible()


def test_countries_are_chosen_by_their_names(desk: Page, served: str) -> None:
    desk.goto(f"{served}/book/apparatus/places.html")
    options = desk.locator("select[name=country] option").all_inner_texts()[1:]
    assert len(options) > 10 and all(option[0].isupper() for option in options)
    assert any(option.startswith("United States") for option in options)


def test_a_choice_is_read_whole(desk: Page, served: str) -> None:
    """The longest choice fits its field: it was cut to “order of the ess”."""
    for page, width in (("register", 1280), ("register", 820), ("glossary", 1280), ("glossary", 820)):
        desk.set_viewport_size({"width": width, "height": 900})
        desk.goto(f"{served}/book/apparatus/{page}.html")
        select = desk.locator("select[name=sort]")
        needed = select.evaluate("""one => { const probe = document.createElement("span");
          probe.style.font = getComputedStyle(one).font; probe.style.position = "absolute"; probe.style.whiteSpace = "nowrap";
          document.body.append(probe);
          const width = (option) => { probe.textContent = option.textContent; return probe.offsetWidth; };
          return Math.max(...Array.from(one.options, width)); }""")
        box = select.bounding_box()
        assert box and needed + 40 <= box["width"], (page, width, needed, box["width"])


def test_a_claim_of_the_register_has_its_phrase_and_its_answer(site: Path) -> None:
    rows = html.fromstring((site / "book/apparatus/register.html").read_bytes()).cssselect("table.register tbody tr")
    for row in rows:
        phrase, answer = row.cssselect(".register-phrase"), row.cssselect(".register-answer")
        assert phrase and answer and re.fullmatch(r"“.+”", phrase[0].text_content())
    assert len({row.cssselect(".register-phrase")[0].text_content() for row in rows}) > len(rows) / 2


def test_the_chinese_of_a_term_can_be_read_and_its_english_has_a_colon(desk: Page, served: str) -> None:
    desk.goto(f"{served}/book/apparatus/glossary.html")
    chinese = desk.locator(".entry-forms .chinese").first
    assert chinese.evaluate("one => parseFloat(getComputedStyle(one).fontSize)") >= 16
    assert "official English: " in desk.locator(".entry-forms", has_text="official English").first.inner_text()
    desk.get_by_role("link", name="One table of all terms").click()
    assert desk.locator("table.terms").is_visible()


@pytest.mark.parametrize("table", ["trade_annual", "borders", "un_votes"])
def test_the_page_of_a_table_shows_its_first_rows_as_the_file_has_them(site: Path, table: str) -> None:
    page = site / "t" / table / "index.html"
    shown = html.fromstring(page.read_bytes()).cssselect("table.first-rows tr")
    with (ROOT / "data" / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert [[cell.text_content() for cell in row] for row in shown] == rows[:6]
    assert f"{table}.csv" in html.fromstring(page.read_bytes()).xpath("string(//p[starts-with(., 'In Python')])")


@pytest.mark.parametrize("folder", ["book/apparatus", "t", "n"])
def test_apostrophes_are_printed_ones(site: Path, folder: str) -> None:
    """All but those of pinyin, before a vowel with its tone, and those of a map, which is drawn."""
    typed = []
    for path in sorted((site / folder).rglob("*.html")):
        page = html.fromstring(path.read_bytes())
        for code in page.xpath("//script | //style | //code | //pre | //table[contains(@class, 'first-rows')] | //*[name()='svg']"):
            code.drop_tree()
        typed += [(path.name, found) for found in re.findall(r"[A-Za-z]+'[a-z].{10}", " ".join(page.find("body").text_content().split()))]
    assert typed == []


def _numbers_of(path: Path) -> list[tuple[str, bool]]:
    """The computed numbers of a page, and whether each is in a table."""
    numbers = html.fromstring(path.read_bytes()).cssselect("span.result")
    return [(number.text_content(), next(number.iterancestors("table"), None) is not None) for number in numbers]


def test_small_counts_are_words_in_english_sentences_and_figures_elsewhere(site: Path) -> None:
    chapter = {text for text, _ in _numbers_of(site / "book/text/part-1/section-1.html")}
    assert {"six", "none"} <= chapter and not chapter & set("0123456789")
    assert {"7", "4", "2"} <= {text for text, _ in _numbers_of(site / "book/introduction/brief.html")}  # tallies
    for language in ("ru", "zh"):
        assert not [text for text, _ in _numbers_of(site / f"book/{language}/index.html") if text.isalpha()]
    tiles = html.fromstring((site / "index.html").read_bytes()).cssselect(".headline p")
    assert any(tile.text_content().startswith("3 of ") for tile in tiles)
    tables = [text for path in (site / "book").rglob("*.html") for text, in_table in _numbers_of(path) if in_table]
    assert tables and not [text for text in tables if text.isalpha()]


def test_percentages_are_words_in_sentences_and_signs_in_tables(site: Path) -> None:
    numbers = [number for path in sorted((site / "book").rglob("*.html")) for number in _numbers_of(path)]
    in_tables = [text for text, in_table in numbers if in_table]
    in_prose = [text for text, in_table in numbers if not in_table]
    assert any("per cent" in text for text in in_prose) and not [text for text in in_prose if "%" in text]
    assert any("%" in text for text in in_tables) and not [text for text in in_tables if "per cent" in text]


def test_a_caption_of_the_contents_stands_for_its_only_page(desk: Page, served: str) -> None:
    desk.set_viewport_size({"width": 820, "height": 900})
    desk.goto(f"{served}/index.html")
    desk.locator(".contents > summary").click()
    links = desk.locator(".contents-group a", has_text=re.compile("^Essays$"))
    assert links.count() == 1 and (links.first.get_attribute("href") or "").endswith("essays/index.html")
    boxes = [one.bounding_box() for one in desk.locator(".contents-group:has(.contents-caption a) > ul > li").all()]
    tops = {round(box["y"]) for box in boxes if box}
    assert len(boxes) >= 10 and len(tops) < len(boxes), "in columns, not one below the other"
    assert not desk.locator(".contents-group", has_text="fig.").count()
