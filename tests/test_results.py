"""Every result computes, prints and rests on tables; checks hold or fail for the right reason."""

import math

import pytest

from edition.evidence import registry, results
from edition.evidence.notes import results as balance
from edition.evidence.results import ResultError
from edition.tables import package as tables

SPACE = "\u00a0"


@pytest.mark.parametrize("name", results.names())
def test_every_result_computes_prints_and_names_its_tables(name: str) -> None:
    result = results.get(name)
    assert math.isfinite(results.value(name))
    assert results.text(name).strip()
    assert result.description
    assert set(result.tables) <= {*tables.names(), balance.CHAPTERS, balance.REFERENCES}
    assert result.tables


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("trade.multiple-announced", "36.3"),
        ("trade.announced-2024-cny", f"3.65{SPACE}trillion yuan"),
        ("size.gdp-share", f"23.5{SPACE}%"),
        ("neighbours.pairs-touching", "15"),
        ("trade.balance-russia-2024-cny", f"\u221298.5{SPACE}billion yuan"),
        ("trade.level-russia-2024-cny", f"1,741.0{SPACE}billion yuan"),
    ],
)
def test_prose_reads_numbers_with_their_units(name: str, text: str) -> None:
    assert results.text(name) == text


@pytest.mark.parametrize(
    ("expression", "holds"),
    [
        ("trade.multiple-announced rounds to 36.3", True),
        ("trade.multiple-announced rounds to 36", True),
        ("trade.multiple-announced rounds to 36.30", False),
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
        ("trade.balance-russia-2024-cny rounds to -98.5", True),
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
    with pytest.raises(ResultError, match="defined twice"):
        registry.add(results.get("trade.multiple-announced"))


def test_the_four_parts_of_the_same_number_agree() -> None:
    whole = results.value("trade.multiple-recomputed")
    assert results.value("trade.membership-effect") * results.value("trade.multiple-five") == pytest.approx(whole)
    assert results.value("trade.membership-effect-membership-first") * results.value("trade.multiple-nine") == pytest.approx(
        whole
    )
    assert results.value("trade.membership-effect-symmetric") * results.value("trade.growth-effect-symmetric") == pytest.approx(
        whole
    )


def test_the_shares_of_nine_partners_make_a_hundred() -> None:
    shares = [name for name in results.names() if name.startswith("trade.share-") and name.count("-") == 2]
    assert len(shares) == 9
    assert sum(results.value(name) for name in shares) == pytest.approx(100)
