"""The machine twin of the real book: valid, complete, without the essay's words; permalinks and copying in a browser."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from urllib.parse import urldefrag

import pytest
from jsonschema import Draft202012Validator
from lxml import etree, html
from playwright.sync_api import Browser, Locator, Page

from edition.essay.normal_form import words
from edition.essay.recognise import Witness
from edition.essay.shape import MAX_LEMMA_WORDS, QUOTABLE_SHARE, BaseText
from edition.export.release import changes, identifiers
from tests.conftest import ROOT, TESTS

RUN = MAX_LEMMA_WORDS + 1  # words in a row, the limit of the pages; below it stand names of treaties and bodies


def read(site: Path, name: str) -> str:
    return (site / name).read_text(encoding="utf-8")


def document(site: Path) -> dict:  # type: ignore[type-arg]
    return json.loads(read(site, "edition.json"))


def test_the_whole_edition_is_valid(site: Path) -> None:
    schema = json.loads(read(site, "edition.schema.json"))
    assert not list(Draft202012Validator(schema).iter_errors(document(site)))
    with gzip.open(TESTS / "export" / "schemas" / "tei_all.rng.gz") as file:
        tei = etree.RelaxNG(etree.parse(file))
    assert tei.validate(etree.parse(str(site / "edition.tei.xml"))), tei.error_log


def test_every_public_id_is_registered_and_none_is_lost(site: Path) -> None:
    register = identifiers.read((ROOT / identifiers.REGISTER).read_text(encoding="utf-8"))
    assert not identifiers.problems(register, [one["id"] for one in document(site)["identifiers"]])


def test_every_permalink_is_a_page_of_its_own_that_leads_to_the_place(site: Path) -> None:
    text = document(site)
    things = [thing for passage in text["passages"] for thing in (passage, *passage["notes"])] + text["charts"]
    assert len(things) > 300
    ids: dict[Path, set[str]] = {}
    for thing in things:
        path = site / thing["permalink"] / "index.html"
        page = html.fromstring(path.read_bytes())
        name, _, anchor = thing["page"].partition("#")
        place = (site / name).resolve()
        if place not in ids:
            ids[place] = set(html.fromstring(place.read_bytes()).xpath("//@id"))
        assert anchor in ids[place], thing["id"]
        links = [urldefrag(link) for link in page.xpath("//main//a/@href")]
        assert any(fragment == anchor and (path.parent / address).resolve() == place for address, fragment in links), thing["id"]
        assert not page.xpath("//meta[@http-equiv='refresh']") and not page.xpath("//meta[@name='robots']")


def test_each_lemma_stands_once_in_the_essay_and_in_its_sentence(site: Path, essay: Witness) -> None:
    def runs(lemma: list[str], sentence: str) -> int:
        spoken = sentence.split()
        return sum(spoken[start : start + len(lemma)] == lemma for start in range(len(spoken) - len(lemma) + 1))

    for item in json.loads(read(site, "annotations.jsonld"))["first"]["items"]:
        quote, place = item["target"][0]["selector"]
        passage, _, number = place["sentence"].rpartition(".")
        lemma = words(quote["exact"])
        assert runs(lemma, essay.sentences[passage, int(number)]) == 1, quote["exact"]
        assert sum(runs(lemma, sentence) for sentence in essay.sentences.values()) == 1, quote["exact"]


def test_no_export_holds_more_of_the_essay_than_the_lemmata(site: Path, essay: Witness) -> None:
    text = document(site)
    lemmata = [words(note["lemma"]) for passage in text["passages"] for note in passage["notes"]]
    collated = [words(pair["essay"]["text"]) for passage in text["passages"] for one in passage["collations"] for pair in one["pairs"]]
    assert collated and max(map(len, lemmata + collated)) <= MAX_LEMMA_WORDS
    allowed = [*lemmata, *collated, words(text["essay"]["title"])]
    runs = {" ".join(s[i : i + RUN]) for sentence in essay.sentences.values() for s in [sentence.split()] for i in range(len(s) - RUN + 1)}
    for lemma in allowed:
        runs -= {" ".join(lemma[i : i + RUN]) for i in range(len(lemma) - RUN + 1)}
    names = ["edition.json", "edition.tei.xml", "annotations.jsonld", "claims.csv", "claims.json", "manifest.json", "sources.csl.json"]
    names += [path.relative_to(site).as_posix() for path in (site / "data").glob("*.csv")]
    for name in names:
        tokens = words(re.sub(r"</?seg\b[^>]*>", " ", read(site, name)))  # words marked within a wording still are words of it
        assert not [run for i in range(len(tokens) - RUN + 1) if (run := " ".join(tokens[i : i + RUN])) in runs], name


def test_the_words_quoted_in_the_export_are_those_the_rules_count(site: Path, base: BaseText) -> None:
    """Lemmata and the essay's side of collations, each distinct run of a passage once and none that lies within another."""
    quoted = 0
    for passage in document(site)["passages"]:
        runs = {f" {' '.join(words(note['lemma']))} " for note in passage["notes"]}
        runs |= {f" {' '.join(words(pair['essay']['text']))} " for one in passage["collations"] for pair in one["pairs"]}
        quoted += sum(len(run.split()) for run in runs if not any(run != other and run in other for other in runs))
    assert 0 < quoted <= base.words * QUOTABLE_SHARE


def test_every_collation_of_a_chapter_is_carried(site: Path) -> None:
    carried = [one for passage in document(site)["passages"] for one in passage["collations"]]
    shown = {}
    for page in sorted((site / "book" / "text").rglob("*.html")):
        for box in html.fromstring(page.read_text(encoding="utf-8")).cssselect("[id].collation"):
            cells = [[box.text_content() for box in box.cssselect(f"tbody .witness-{side}")] for side in ("essay", "official")]
            differs = [[span.text_content() for span in box.cssselect(f".witness-{side} .differs")] for side in ("essay", "official")]
            shown[box.get("id")] = (cells, differs)
    assert len(carried) >= 4 and {one["page"].partition("#")[2] for one in carried} == shown.keys()
    for one in carried:
        sides = [[pair[side] for pair in one["pairs"]] for side in ("essay", "official")]
        cells = [[f"{pair['sentence']} {pair['essay']['text']}" for pair in one["pairs"]], [wording["text"] for wording in sides[1]]]
        differs = [[wording["text"][start:end] for wording in side for start, end in wording["differs"]] for side in sides]
        assert (cells, differs) == shown[f"c-{one['id']}"]
        assert one["text"] and one["sources"]


def test_every_stored_version_and_the_present_one_stand_on_the_page_of_changes(site: Path) -> None:
    page = html.fromstring(read(site, changes.PAGE))
    stored = [one["version"] for one in changes.read(ROOT / changes.STORE)]
    now = document(site)["version"]
    assert {id_ for id_ in page.xpath("//main//@id") if id_.startswith("since-")} == {f"since-{version}" for version in (*stored, now)}
    assert ("It is the first version" in page.text_content()) == (not set(stored) - {now})


@pytest.mark.parametrize(
    ("permalink", "shown"),
    [
        ("p/2.2.2", (".first-lines", "confirmed with qualification")),
        ("n/2.2.2-h", (".verdict", "confirmed with qualification")),
        ("f/trade-steps", (".chart-files", "Picture (PNG)")),
    ],
)
def test_a_permalink_opens_from_a_folder_without_script(site: Path, browser: Browser, permalink: str, shown: tuple[str, str]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / permalink / "index.html").as_uri())
    assert shown[1] in page.locator(shown[0]).first.inner_text()
    assert page.locator("main img, main svg").count() or permalink[0] != "f"
    context.close()


def test_a_claims_page_has_what_it_rests_on_and_what_would_change_it(site: Path) -> None:
    text = document(site)
    for note in [note for passage in text["passages"] for note in passage["notes"] if note["type"] == "claim"]:
        page = html.fromstring((site / note["permalink"] / "index.html").read_bytes())
        main = " ".join(page.cssselect("main")[0].text_content().split())
        assert note["finding"] in main and note["would_change"].replace("'", "’") in main, note["id"]
        evidence = page.cssselect("ol.evidence > li")
        since = {label for event in note.get("since", ()) for label in event.get("footnotes", ())}
        assert len(evidence) == len({*note["footnotes"], *since}) > 0, note["id"]


@pytest.mark.parametrize("name", ["trade-steps", "membership-map"])
def test_a_charts_files_stand_alone(site: Path, name: str) -> None:
    described = json.loads(read(site, f"charts/{name}.json"))
    picture = etree.fromstring((site / f"charts/{name}.svg").read_bytes())
    words_in = " ".join(picture.itertext())
    assert described["title"] in picture.get("aria-label") and described["edition"].split(":")[0] in words_in
    assert all(source["label"] in " ".join(words_in.split()) for source in described["sources"] if name == "trade-steps")
    assert (site / f"charts/{name}.png").read_bytes().startswith(b"\x89PNG")
    header = (site / f"charts/{name}.csv").read_text(encoding="utf-8").splitlines()[0]
    assert header == ",".join(column["name"] for column in described["columns"])
    assert all((site / "charts" / file).is_file() for file in described["files"].values())


def test_the_permalink_of_a_table_opens_from_a_folder_without_script(site: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "t" / "index.html").as_uri())
    page.locator('a[href="trade_announced/index.html"]').click()
    page.wait_for_url((site / "t" / "trade_announced" / "index.html").as_uri())
    assert page.get_by_role("rowheader", name="year", exact=True).count() == 1
    page.locator("a.cite").click()
    page.wait_for_url((site / "cite" / "table-trade_announced.html").as_uri())
    assert page.get_by_text("version").first.is_visible()
    context.close()


FORMATS = ["Chicago (note)", "APA 7", "MLA 9", "GB/T 7714-2015", "BibTeX", "RIS", "CSL-JSON"]


def place_of(site: Path, id_: str) -> str:
    """The page that holds the control of a thing, from the site's root."""
    text = document(site)
    if id_.startswith("table-"):
        return f"t/{id_.removeprefix('table-')}/index.html"
    things = [thing for passage in text["passages"] for thing in (passage, *passage["notes"])] + text["charts"]
    (page,) = {thing["page"].partition("#")[0] for thing in things if thing["id"] == id_}
    return str(page)


def cite_link(page: Page, id_: str) -> Locator:
    """The link that cites a thing; where it stands in a note's menu, the menu is opened by keyboard first."""
    link = page.locator(f'a.cite[href$="/cite/{id_}.html"]')
    if not link.is_visible():
        link.evaluate("link => link.closest('details').querySelector('summary').focus()")
        page.keyboard.press("Enter")
    return link


@pytest.mark.parametrize("from_folder", [False, True], ids=["http", "file"])
@pytest.mark.parametrize("id_", ["2.2.2", "2.2.2-h", "trade-announced", "table-trade_announced"])
def test_each_format_is_copied_by_keyboard(site: Path, served: str, browser: Browser, id_: str, from_folder: bool) -> None:
    home = site.as_uri() if from_folder else served
    context = browser.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{home}/{place_of(site, id_)}")
    link = cite_link(page, id_)
    assert link.get_attribute("aria-expanded") == "false"
    assert not [url for url in asked if "/cite/cite.js" in url or f"/cite/{id_}" in url]
    link.focus()
    page.keyboard.press("Enter")
    control = page.locator(".cite-box")
    style = control.locator("select")
    style.wait_for()
    assert link.get_attribute("aria-expanded") == "true"
    ours = [*FORMATS[:4], "Permalink", *FORMATS[4:]]
    assert style.locator("option").all_inner_texts() == ours
    about_essay = id_.startswith("2.2.2")
    assert control.locator("details").count() == about_essay
    if about_essay:
        control.locator("summary").focus()
        page.keyboard.press("Enter")
    copied: list[list[str]] = [[], []]  # ours, the essay's own
    for index in range(len(ours)):
        style.focus()
        if index:
            page.keyboard.press("ArrowDown")
        rows = control.locator(".cite-row:visible")
        assert rows.count() == 1 + about_essay
        for which in range(rows.count()):
            rows.nth(which).locator("button.cite-copy").focus()
            page.keyboard.press("Enter")
            rows.nth(which).locator(".cite-said").filter(has_text="Copied").wait_for()
            copied[which].append(page.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n").strip())
    short = id_.removeprefix("table-")
    for name, text in zip(ours, copied[0], strict=True):
        assert text and "Copy" not in text and (name == "Permalink" or "editors" in text)
    records = {name: read(site, f"cite/{id_}{end}") for name, end in (("BibTeX", ".bib"), ("RIS", ".ris"), ("CSL-JSON", ".csl.json"))}
    for name, text in records.items():
        assert copied[0][ours.index(name)] == text.replace("\r\n", "\n").strip(), name
    assert copied[0][4].endswith(f"/{short}/") and (from_folder or copied[0][4].startswith(f"{served}/"))
    if about_essay:
        assert all("Sun" in text or "SUN" in text for text in (*copied[1][:4], copied[1][5]))
        assert "2.2.2" in copied[1][0] and copied[1][4].startswith("https://")
    # links of the control lead where they say, though it stands on another page than the script was made for
    assert control.locator("dt a", has_text="BibTeX").first.evaluate("a => a.href") == f"{home}/cite/{id_}.bib"
    link.focus()
    page.keyboard.press("Enter")
    control.wait_for(state="hidden")
    assert link.get_attribute("aria-expanded") == "false"
    page.keyboard.press("Enter")
    control.wait_for()
    assert len([url for url in asked if url.endswith(f"/cite/{id_}.js")]) == 1
    context.close()


def test_without_script_the_control_leads_to_every_citation(site: Path, browser: Browser) -> None:
    (chapter,) = {passage["page"].partition("#")[0] for passage in document(site)["passages"] if passage["id"] == "2.2.2"}
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / chapter).as_uri())
    page.locator('a.cite[href$="/cite/2.2.2.html"]').click()
    page.wait_for_url((site / "cite" / "2.2.2.html").as_uri())
    assert page.get_by_text("Commentary on 2.2.2").first.is_visible()
    assert page.locator("pre").count() == 6
    assert page.locator("main button").count() == 0
    context.close()


def test_where_its_file_is_missing_the_control_leads_to_the_page(site: Path, served: str, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/cite/2.2.2-h.js", lambda route: route.abort())
    page.goto(f"{served}/{place_of(site, '2.2.2-h')}")
    cite_link(page, "2.2.2-h").click()
    page.wait_for_url(f"{served}/cite/2.2.2-h.html")
    context.close()


def test_each_claim_is_a_claim_on_its_own_page_and_weighs_nothing_on_its_chapter(site: Path) -> None:
    for passage in document(site)["passages"]:
        assert '"@type":"Claim"' not in read(site, passage["page"].partition("#")[0])
        for note in passage["notes"]:
            scripts = html.fromstring(read(site, f"n/{note['id']}/index.html")).xpath('//script[@type="application/ld+json"]')
            told = [one for script in scripts for one in [json.loads(script.text)] if one.get("@type") == "Claim"]
            assert [(one["identifier"], one["name"]) for one in told] == (
                [(note["id"], note["claim"])] if note["type"] == "claim" else []
            )


def test_a_reference_to_a_heading_reads_as_the_heading_and_not_as_its_target(site: Path) -> None:
    targets = {
        target
        for page in (ROOT / "book").rglob("*.md")
        for target in re.findall(r"^\(([a-z0-9-]+)\)=$", page.read_text(encoding="utf-8"), re.MULTILINE)
        if target.startswith(("evidence-", "essay-"))
    }
    assert len(targets) > 20
    whole = document(site)
    notes = [note for passage in whole["passages"] for note in passage["notes"]]
    texts = [str(one["text"]) for one in (*notes, *whole["footnotes"])]
    assert len(texts) > 1000
    assert [text for text in texts if targets & set(re.findall(r"[a-z]+(?:-[a-z]+)+", text))] == []
