"""Every result computes, prints and rests on tables; checks hold or fail for the right reason."""

import math
import re
import shutil
from pathlib import Path

import pytest

from edition.evidence import inputs, registry, results, uses
from edition.evidence.notes import results as notes
from edition.evidence.results import ResultError
from edition.tables import package as datasets

SPACE = "\u00a0"


BOOK = sorted((datasets.DATA.parent / "book").rglob("*.md"))
LISTING = datasets.DATA.parent / "book" / "apparatus" / "numbers.md"


@pytest.mark.parametrize("name", results.names())
def test_every_result_computes_prints_describes_itself_and_reads_something(name: str) -> None:
    assert math.isfinite(results.value(name))
    assert results.text(name).strip()
    description = results.get(name).description
    assert description[0].isupper() or description.startswith("36.3")
    assert "the same" not in description.lower(), "a description is read alone"
    read = results.inputs_of(name)
    assert read
    assert read <= {*datasets.names(), notes.CHAPTERS, notes.REFERENCES}


def test_the_book_uses_every_result_and_lists_every_subject() -> None:
    used = set().union(*(uses.named(path.read_text(encoding="utf-8"), results.names()) for path in BOOK))
    assert sorted(set(results.names()) - used) == []
    listed = set(re.findall(r"^```\{numbers\} (\w+)$", LISTING.read_text(encoding="utf-8"), re.MULTILINE))
    assert listed == {name.partition(".")[0] for name in results.names()}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("It grew {result}`trade.multiple-five` times.", {"trade.multiple-five"}),
        (":check: trade.multiple-five rounds to 23.3", {"trade.multiple-five"}),
        ("see trade.multiple-five-constant.", {"trade.multiple-five-constant"}),
        ("not-trade.multiple-five and trade.multiple-five-x", set()),
    ],
)
def test_a_use_is_a_whole_name(source: str, found: set[str]) -> None:
    assert uses.named(source, results.names()) == found


def test_inputs_are_those_read_whether_or_not_a_value_was_cached() -> None:
    assert results.inputs_of("size.land-share") == {"accessions", "country_stats"}
    assert results.inputs_of("clubs.central-asia-formats") == {"central_asia_formats"}
    assert results.inputs_of("balance.claims") == {notes.CHAPTERS}
    assert results.inputs_of("balance.citations") == {notes.CHAPTERS, notes.REFERENCES}
    before = results.inputs_of("neighbours.share-touching")
    inputs.forget()
    assert results.inputs_of("neighbours.share-touching") == before == {"accessions", "borders"}


def test_another_project_gives_its_own_numbers(tmp_path: Path) -> None:
    shutil.copytree(datasets.DATA, tmp_path / "data")
    table = tmp_path / "data" / "central_asia_formats.csv"
    rows = table.read_text(encoding="utf-8").splitlines(keepends=True)
    table.write_text("".join(rows[:-1]), encoding="utf-8")
    here = results.value("clubs.central-asia-formats")
    with inputs.of_project(tmp_path):
        assert results.value("clubs.central-asia-formats") == here - 1
        assert results.check(f"clubs.central-asia-formats is {here - 1}").holds
        (tmp_path / "data" / "borders.csv").unlink()
        with pytest.raises(ResultError, match=r"result 'neighbours.border-length' cannot be computed here: table borders"):
            results.value("neighbours.border-length")
    assert results.value("clubs.central-asia-formats") == here


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("trade.multiple-announced", "36.3"),
        ("trade.announced-2024-cny", f"3.65{SPACE}trillion yuan"),
        ("size.gdp-share", f"23.5{SPACE}%"),
        ("neighbours.pairs-touching", "15"),
        ("trade.balance-kyrgyzstan-2024-cny", f"121.7{SPACE}billion yuan"),
        ("trade.level-iran-2024-cny", f"95.1{SPACE}billion yuan"),
    ],
)
def test_prose_reads_numbers_with_their_units(name: str, text: str) -> None:
    assert results.text(name) == text


@pytest.mark.parametrize(
    ("expression", "holds"),
    [
        ("trade.multiple-announced rounds to 36.3", True),
        ("trade.multiple-announced rounds to 36", True),
        ("trade.multiple-announced rounds to 36.31", False),
        ("trade.multiple-five rounds to 36.3", False),
        ("neighbours.pairs-touching is 15", True),
        ("neighbours.pairs-touching is 45", False),
        ("trade.multiple-announced is 36.3", False),
        ("trade.growth-world is above 10", True),
        ("trade.growth-world is above 10.5", False),
        ("trade.growth-world is below 10.5", True),
        ("trade.growth-world is below 10", False),
        ("trade.growth-world is between 10 and 11", True),
        ("trade.growth-world is between 11 and 12", False),
        ("neighbours.pairs is between 45 and 46", True),
        ("neighbours.pairs is above 45", False),
        ("trade.concentration-2024 rounds to 3,144", True),
    ],
)
def test_checks(expression: str, holds: bool) -> None:
    outcome = results.check(expression)
    assert outcome.holds is holds
    assert outcome.name == expression.split()[0]
    assert outcome.text == results.text(outcome.name)
    assert outcome.computed == results.value(outcome.name)


def test_an_unknown_result_names_the_nearest() -> None:
    with pytest.raises(ResultError, match=r"no result 'trade.multiple-anounced'; the nearest are trade.multiple-announced"):
        results.value("trade.multiple-anounced")
    with pytest.raises(ResultError, match="no result"):
        results.check("nothing.here is 1")


@pytest.mark.parametrize("rest", ["", "is about 36", "rounds to many", "is between 1", "is above 1 and 2", "equals 36.3"])
def test_a_check_outside_the_grammar_is_refused(rest: str) -> None:
    with pytest.raises(ResultError, match="the forms are NAME rounds to"):
        results.check(f"trade.multiple-announced {rest}")


def test_a_name_is_taken_once() -> None:
    one = results.get("trade.multiple-announced")
    with pytest.raises(ResultError, match="defined twice"):
        registry.join([one], [one])


def test_a_count_of_things_prints_without_their_name() -> None:
    counted = [results.text(name) for name in results.names() if results.get(name).format in ("d", ",d")]
    assert not [text for text in counted if re.fullmatch(rf"[\d,]+{SPACE}[a-z]+s", text) and not text.endswith("days")]


def test_a_number_below_zero_prints_a_true_minus_sign() -> None:
    assert registry.written(-98.49, ".1f", "billion yuan") == f"\u221298.5{SPACE}billion yuan"


def test_a_count_is_in_words_up_to_ten_and_in_figures_above_or_beside_larger_ones() -> None:
    assert [registry.in_words(number) for number in (0, 1, 10.0, 11, 1234)] == ["none", "one", "ten", "11", "1,234"]
    for number in (2.5, -1):
        with pytest.raises(ResultError, match="no count"):
            registry.in_words(number)
    name = "conflicts.between-silent"
    assert results.words(name) == registry.in_words(results.value(name))
    assert results.figures("size.gdp-share") == results.text("size.gdp-share").removesuffix(f"{SPACE}%") == "23.5"


def test_a_sentence_has_per_cent_in_words_and_a_table_its_sign() -> None:
    assert results.prose("size.gdp-share") == f"23.5{SPACE}per cent"
    assert results.text("size.gdp-share") == f"23.5{SPACE}%"
    assert results.prose("trade.multiple-announced") == results.text("trade.multiple-announced") == "36.3"
    assert (results.prose("conflicts.between"), results.text("conflicts.between")) == ("six", "6")
    assert results.prose("balance.unverifiable") == "2", "tallies stand beside larger ones"
    assert results.prose("economy.low-russia") == "1998", "a year is no count"


def test_the_four_parts_of_the_same_number_agree() -> None:
    whole = results.value("trade.membership-effect") * results.value("trade.multiple-five")
    assert results.value("trade.membership-effect-membership-first") * results.value("trade.multiple-nine") == pytest.approx(whole)
    assert results.value("trade.membership-effect-symmetric") * results.value("trade.growth-effect-symmetric") == pytest.approx(whole)
