"""Output of the 1990s and commodities in exports: golden figures by a second route, and both sides of the threshold."""

import csv

import pandas as pd
import pytest

from edition.evidence.economy import arithmetic as economy
from edition.evidence.economy import tables as economy_tables
from edition.evidence.membership import arithmetic as membership
from edition.tables import package


@pytest.fixture(scope="module")
def output() -> pd.DataFrame:
    return package.load("real_output")


@pytest.fixture(scope="module")
def exports() -> pd.DataFrame:
    return package.load("commodity_exports")


def raw(name: str, **wanted: str) -> list[dict[str, str]]:
    """Rows of a file with the csv module alone."""
    with (package.DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if all(row[key] == value for key, value in wanted.items())]


def test_the_fall_by_a_second_route(output: pd.DataFrame) -> None:
    for country in economy_tables.FIVE:
        values = {int(row["year"]): float(row["value"]) for row in raw("real_output", country=country)}
        low = min(values, key=lambda year: values[year])
        assert economy.low_year(output, country) == low
        assert economy.fall(output, country) == pytest.approx((1 - values[low] / values[1990]) * 100)
        assert economy.fallen_by(output, country, 1992) == pytest.approx((values[1990] - values[1992]) / (values[1990] - values[low]) * 100)


def test_the_decline_is_older_than_the_new_currencies(output: pd.DataFrame) -> None:
    """Output fell in every state in 1991 and 1992; no currency parted before May 1993."""
    for country in economy_tables.FIVE:
        index = economy.index_of(output, country)
        assert 100 > index[1991] > index[1992]
        assert economy.fallen_by(output, country, 1992) > 40
    assert min(membership.latest(date) for date in package.load("currencies")["date"]).year == 1993


def test_three_of_five_had_not_regained_1990_by_2005(output: pd.DataFrame) -> None:
    back = {country: economy.regained(output, country) for country in economy_tables.FIVE}
    assert back == {"RUS": None, "KAZ": 2004, "KGZ": None, "TJK": None, "UZB": 2001}
    with pytest.raises(KeyError):
        economy.index_of(output, "CHN")


def test_five_of_ten_are_above_the_threshold_and_six_were(exports: pd.DataFrame) -> None:
    ten = membership.members(package.load("accessions"), membership.latest("2025"))
    assert economy.dependent(exports, ten, "2022-2024") == ["TJK", "KAZ", "KGZ", "RUS", "UZB"]
    assert set(economy.dependent(exports, ten, "2021-2023")) == {"TJK", "KAZ", "KGZ", "RUS", "UZB"}
    by_year = {year: len(economy.dependent(exports, ten, str(year))) for year in range(1995, 2025)}
    assert {by_year[year] for year in range(1995, 2020)} == {6}
    assert max(by_year[year] for year in range(2020, 2025)) == 5
    with pytest.raises(KeyError):
        economy.share(exports, "CHN", "1990")


def test_the_groups_make_the_whole(exports: pd.DataFrame) -> None:
    for row in raw("commodity_exports", period="2022-2024", goods="all"):
        own = raw("commodity_exports", period="2022-2024", country=row["country"])
        assert sum(float(part["share"]) for part in own if part["goods"] != "all") == pytest.approx(float(row["share"]), abs=0.2)


def test_the_averages_lie_within_their_years(exports: pd.DataFrame) -> None:
    for country in exports["country"].unique():
        years = [economy.share(exports, country, year) for year in ("2022", "2023", "2024")]
        assert min(years) - 0.1 <= economy.share(exports, country, "2022-2024") <= max(years) + 0.1
