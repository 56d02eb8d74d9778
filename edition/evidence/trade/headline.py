"""The two ends of "36.3 times": levels of 2001 and 2024 by composition, and the multiples that follow from each choice.

`tables` maps the names in TABLES to frames.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from edition.evidence.membership.arithmetic import other_members
from edition.evidence.trade import levels as trade
from edition.evidence.trade.amounts import Amount, estimate

TABLES = ("accessions", "trade_2024_cny", "trade_bilateral", "trade_announced", "exchange_rates", "prices")
FIVE, SEVEN, NINE = "five", "seven", "nine"
_FIVE_2001, _SEVEN_2001 = "cgtn-2023-07-03", "gac-sco-index-2021"
_NINE_2024_CNY, _NINE_2024_USD = "people-daily-urdu-2025-08-21", "scio-2025-08-28"


@dataclass(frozen=True)
class Ends:
    """Both ends of the comparison by composition (five, seven, nine partners), with rates and prices between them."""

    partners: Mapping[str, tuple[str, ...]]
    base_usd: Mapping[str, Amount]
    end_cny: Mapping[str, Amount]
    announced_cny: Amount
    announced_usd: Amount
    five_by_country_usd: Amount
    rate_first: float
    rate_customs: float
    prices_china: float
    prices_us: float

    def base(self, composition: str, currency: str = "CNY") -> Amount:
        """Return the level of 2001 of a composition, in billions of the currency."""
        dollars = self.base_usd[composition]
        return dollars if currency == "USD" else dollars.in_yuan(self.rate_first)

    def end(self, composition: str, currency: str = "CNY") -> Amount:
        """Return the sum of the customs lines of 2024 of a composition; dollars at the rate that customs used."""
        yuan = self.end_cny[composition]
        return yuan if currency == "CNY" else yuan.in_dollars(self.rate_customs)

    def multiple(self, end: str, base: str, currency: str = "CNY") -> float:
        """Return the level of 2024 of one composition over the level of 2001 of another, in times."""
        return self.end(end, currency).over(self.base(base, currency))

    def announced(self, currency: str = "CNY") -> Amount:
        """Return the announced level of 2024 for nine partners."""
        return self.announced_usd if currency == "USD" else self.announced_cny

    def price_relative(self, currency: str) -> float:
        """Return consumer prices of 2024 over 2001 in the country of the currency."""
        return self.prices_us if currency == "USD" else self.prices_china


def assemble(tables: Mapping[str, pd.DataFrame]) -> Ends:
    """Gather both ends from the tables; the compositions follow from the dates of accession.

    The base of nine is an estimate: the announced base of seven and one figure for Iran whose reporter is not stated; Belarus is
    left out for want of a Chinese figure (its imports by China were below 0.1 billion dollars).
    """
    events, dollars, told = tables["accessions"], tables["trade_bilateral"], tables["trade_announced"]
    years = {FIVE: 2001, SEVEN: 2017, NINE: 2024}
    partners = {name: tuple(other_members(events, year)) for name, year in years.items()}
    five = trade.announced(told, "sco-5", trade.FIRST, "USD billion", _FIVE_2001)
    seven = trade.announced(told, "sco-7", trade.FIRST, "USD billion", _SEVEN_2001)
    iran = trade.traded(dollars, trade.FIRST, ["IRN"], basis="secondary")
    yuan = tables["trade_2024_cny"]
    return Ends(
        partners=partners,
        base_usd={FIVE: five, SEVEN: seven, NINE: estimate([seven, iran])},
        end_cny={name: trade.traded(yuan, trade.LAST, states) for name, states in partners.items()},
        announced_cny=trade.announced(told, "sco-9", trade.LAST, "CNY billion", _NINE_2024_CNY),
        announced_usd=trade.announced(told, "sco-9", trade.LAST, "USD billion", _NINE_2024_USD),
        five_by_country_usd=trade.traded(dollars, trade.LAST, partners[FIVE]),
        rate_first=trade.rate(tables["exchange_rates"], trade.FIRST),
        rate_customs=trade.customs_rate(yuan, dollars),
        prices_china=trade.price_relative(tables["prices"], "CHN"),
        prices_us=trade.price_relative(tables["prices"], "USA"),
    )


def sensitivity(ends: Ends) -> pd.DataFrame:
    """Return the multiple under every choice: composition, currency, prices, and an announced or a summed level of 2024.

    Columns: end, base, currency, prices (current or constant), level (announced or summed), multiple. An announced level of 2024
    exists for nine partners alone.
    """
    choices = [(NINE, FIVE), (FIVE, FIVE), (SEVEN, SEVEN), (NINE, NINE)]
    rows = []
    for end, base in choices:
        for currency in ("CNY", "USD"):
            levels = {"summed": ends.end(end, currency)}
            if end == NINE:
                levels["announced"] = ends.announced(currency)
            for level, amount in levels.items():
                multiple = amount.over(ends.base(base, currency))
                for prices, relative in (("current", 1.0), ("constant", ends.price_relative(currency))):
                    constant = trade.in_prices_of_base(multiple, relative)
                    rows.append((end, base, currency, prices, level, constant))
    return pd.DataFrame(rows, columns=["end", "base", "currency", "prices", "level", "multiple"])
