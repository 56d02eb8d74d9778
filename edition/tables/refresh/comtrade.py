"""China's goods trade with each partner member, as China reports it, from UN Comtrade."""

import contextlib
import io
import json
import time
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import comtradeapicall
import pandas as pd
from urllib3.exceptions import HTTPError
from urllib3.util import Retry

from edition.tables.refresh import RefreshError, Row, Step, ignore

NAME = "UN Comtrade"
TERMS = "UN Comtrade policy on use and re-dissemination: https://uncomtrade.org/docs/policy-on-use-and-re-dissemination/"
CHINA = 156
# The codes are Comtrade's, which differ from the United Nations' M49 for India (699, not 356).
PARTNERS = {112: "BLR", 699: "IND", 364: "IRN", 398: "KAZ", 417: "KGZ", 586: "PAK", 643: "RUS", 762: "TJK", 860: "UZB"}
FLOWS = {"X": "export", "M": "import"}
COLUMNS = ("refYear", "reporterCode", "partnerCode", "flowCode", "cmdCode", "primaryValue")
PAUSE = 1.0
"""Seconds between two requests; the service refuses faster ones without a key."""


def fetch(years: Iterable[int], *, key: str = "", proxy: str = "", step: Step = ignore) -> list[Row]:
    """Return one row for each year, partner and flow that China has reported, in USD million; raise RefreshError."""
    rows: list[Row] = []
    for index, year in enumerate(years):
        if index:
            time.sleep(PAUSE)
        rows += _rows(_ask(year, key, proxy), year, bool(key))
        step(f"{NAME} {year}")
    if not rows:
        raise RefreshError(f"{NAME} answered without a single row for the years asked.")
    return rows


def _ask(year: int, key: str, proxy: str) -> pd.DataFrame:
    query: dict[str, Any] = {
        "typeCode": "C",
        "freqCode": "A",
        "clCode": "HS",
        "period": str(year),
        "reporterCode": str(CHINA),
        "cmdCode": "TOTAL",
        "flowCode": ",".join(FLOWS),
        "partnerCode": ",".join(map(str, PARTNERS)),
        "partner2Code": "0",
        "customsCode": "C00",
        "motCode": "0",
        "proxy_url": proxy or None,
    }
    printed = io.StringIO()
    try:
        # The client prints the reason of a failure and returns nothing.
        with contextlib.redirect_stdout(printed), _no_waiting():
            table = comtradeapicall.getFinalData(key, **query) if key else comtradeapicall.previewFinalData(**query)
    except HTTPError as error:
        raise RefreshError(f"{NAME} broke off its answer for {year}; try again later.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise _changed(year, "it is not the JSON that is documented") from error
    if isinstance(table, pd.DataFrame):
        return table
    if printed.getvalue().startswith("Request error"):
        raise RefreshError(f"{NAME} could not be reached for {year}, or broke off; check the connection and try again later.")
    raise RefreshError(f"{NAME} refused the request for {year}{_reason(printed.getvalue(), key)}; try again later.")


@contextlib.contextmanager
def _no_waiting() -> Iterator[None]:
    """Let the client report a refusal at once: by default it sleeps as long as the service demands, an hour if need be."""
    before = Retry.DEFAULT
    Retry.DEFAULT = Retry(3, respect_retry_after_header=False)
    try:
        yield
    finally:
        Retry.DEFAULT = before


def _reason(printed: str, key: str) -> str:
    """Return the service's own words after a colon, without the reader's key; empty if there are none."""
    try:
        answer: Any = json.loads(printed)
        words = str(answer.get("message") or answer.get("error") or "")
    except (ValueError, AttributeError):
        words = printed
    words = " ".join(words.split())[:120].rstrip(". ")
    return f": {words.replace(key, '...') if key else words}" if words else ""


def _rows(table: pd.DataFrame, year: int, keyed: bool) -> list[Row]:
    if table.empty:
        return []
    if missing := [column for column in COLUMNS if column not in table.columns]:
        raise _changed(year, f"{', '.join(missing)} is missing")
    rows = [_row(record, year, keyed) for record in table.to_dict("records")]
    if len({(row["partner"], row["flow"]) for row in rows}) != len(rows):
        raise _changed(year, "a partner and flow stands in it more than once")
    return sorted(rows, key=lambda row: (row["partner"], row["flow"]))


def _row(record: dict[Any, Any], year: int, keyed: bool) -> Row:
    try:
        if (int(record["refYear"]), int(record["reporterCode"]), str(record["cmdCode"])) != (year, CHINA, "TOTAL"):
            raise _changed(year, "a row in it was not asked for")
        partner, flow, dollars = PARTNERS[int(record["partnerCode"])], FLOWS[record["flowCode"]], float(record["primaryValue"])
    except (KeyError, ValueError, TypeError) as error:
        raise _changed(year, "a row in it cannot be read") from error
    if not 0 <= dollars < float("inf"):
        raise _changed(year, "a value in it is no amount")
    return {
        "year": str(year),
        "partner": partner,
        "flow": flow,
        "value": _millions(dollars),
        "unit": "USD million",
        "reporter": "CHN",
        "basis": "customs",
        "source": f"{NAME}, annual goods trade, HS, all commodities{'' if keyed else ' (public preview)'}",
        "retrieved": date.today().isoformat(),
        "terms": TERMS,
    }


def _millions(dollars: float) -> str:
    """Format dollars in millions, to the last digit given."""
    return f"{Decimal(repr(dollars)).scaleb(-6).normalize():f}"


def _changed(year: int, difference: str) -> RefreshError:
    return RefreshError(f"{NAME} answered in another form than before for {year}: {difference}.")
