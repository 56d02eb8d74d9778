"""Land, people and output of each state from the World Development Indicators of the World Bank."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import requests
import wbgapi

from edition.tables.refresh import RefreshError, Row, Step, ignore

NAME = "The World Bank"
TERMS = "CC BY 4.0: https://creativecommons.org/licenses/by/4.0/"
DATABASE = 2
TIMEOUT = 60
"""Seconds without an answer before giving up."""


@dataclass(frozen=True)
class Indicator:
    """One measure of the table country_stats, its unit, the Bank's series, and words that the series' name must contain."""

    measure: str
    unit: str
    series: str
    words: tuple[str, ...]


INDICATORS = (
    Indicator("land-area", "km2", "AG.LND.TOTL.K2", ("land area", "km")),
    Indicator("total-area", "km2", "AG.SRF.TOTL.K2", ("surface area", "km")),
    Indicator("population", "persons", "SP.POP.TOTL", ("population", "total")),
    Indicator("gdp", "current USD", "NY.GDP.MKTP.CD", ("gdp", "current us$")),
    Indicator("gdp-ppp", "constant 2021 international dollars", "NY.GDP.MKTP.PP.KD", ("ppp", "constant 2021")),
)


def fetch(years: Collection[int], countries: Collection[str], *, step: Step = ignore) -> list[Row]:
    """Return one row for each indicator, state and year that has a value; raise RefreshError."""
    wbgapi.get_options.setdefault("timeout", TIMEOUT)
    rows: list[Row] = []
    for indicator in INDICATORS:
        rows += _ask(indicator, years, countries)
        step(f"{NAME} {indicator.measure}")
    if not rows:
        raise RefreshError(f"{NAME} answered without a single value for the years asked.")
    return rows


def _ask(indicator: Indicator, years: Collection[int], countries: Collection[str]) -> list[Row]:
    about = indicator.measure
    try:
        observations = list(
            wbgapi.refetch(
                "sources/{source}/series/{series}/country/{country}/time/{time}",
                ["time", "country"],
                source=DATABASE,
                series=indicator.series,
                country=";".join(countries),
                time=";".join(f"YR{year}" for year in years),
            )
        )
        return list(_rows(indicator, observations, set(years), set(countries)))
    except wbgapi.APIResponseError as error:
        raise _changed(about, "it is not JSON") from error
    except wbgapi.APIError as error:
        raise RefreshError(f"{NAME} refused the request for {about}: {error.code or ''} {error.msg}; try again later.") from error
    except requests.RequestException as error:
        raise RefreshError(f"{NAME} could not be reached for {about}, or broke off; check the connection and try again later.") from error
    except (KeyError, TypeError, IndexError, ValueError, AttributeError) as error:
        raise _changed(about, "a part of it is missing or misplaced") from error


def _rows(indicator: Indicator, observations: list[Any], years: set[int], countries: set[str]) -> Iterator[Row]:
    for observation in observations:
        series, country, year = (_variable(observation, concept) for concept in ("Series", "Country", "Time"))
        if any(word not in series["value"].casefold() for word in indicator.words):
            raise _changed(indicator.measure, f"the series is now called {series['value']!r}")
        if series["id"] != indicator.series or country["id"] not in countries or int(year["value"]) not in years:
            raise _changed(indicator.measure, "a row in it was not asked for")
        value = observation["value"]
        if value is None:
            continue
        yield {
            "country": country["id"],
            "year": str(int(year["value"])),
            "measure": indicator.measure,
            "value": _plain(float(value)),
            "unit": indicator.unit,
            "reporter": "World Bank",
            "source": f"World Development Indicators, {indicator.series}",
            "retrieved": date.today().isoformat(),
            "terms": TERMS,
        }


def _variable(observation: Any, concept: str) -> dict[str, str]:
    (found,) = (item for item in observation["variable"] if item["concept"] == concept)
    return dict(found)


def _plain(value: float) -> str:
    return str(int(value)) if value.is_integer() else repr(value)


def _changed(subject: str, difference: str) -> RefreshError:
    return RefreshError(f"{NAME} answered in another form than before for {subject}: {difference}.")
