"""The two ends of "36.3 times": levels of 2001 and 2024 by composition, and the multiples that follow from each choice.

`tables` maps the names in TABLES to frames.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from edition.evidence.membership.arithmetic import other_members
from edition.evidence.trade import levels as trade
from edition.evidence.trade import series
from edition.evidence.trade.amounts import Amount

TABLES = ("accessions", "trade_2024_cny", "trade_annual", "trade_announced", "exchange_rates", "prices")
FIVE, SEVEN, NINE = "five", "seven", "nine"
#: The names of the compositions in the table trade_announced.
PERIMETERS = {"sco-5": FIVE, "sco-7": SEVEN, "sco-9": NINE}
NINE_2024_CNY, NINE_2024_USD = "people-daily-urdu-2025-08-21", "scio-2025-08-28"


@dataclass(frozen=True)
class Ends:
    """Both ends of the comparison by composition (five, seven, nine members), with rates and prices between them."""

    partners: Mapping[str, tuple[str, ...]]
    base_usd: Mapping[str, Amount]
    end_usd: Mapping[str, Amount]
    end_cny: Mapping[str, Amount]
    announced_cny: Amount
    announced_usd: Amount
    rate_first: float
    prices_china: float
    prices_us: float

    def base(self, composition: str, currency: str = "CNY") -> Amount:
        """Return the level of 2001 of a composition, in billions of the currency."""
        dollars = self.base_usd[composition]
        return dollars if currency == "USD" else dollars.in_yuan(self.rate_first)

    def end(self, composition: str, currency: str = "CNY") -> Amount:
        """Return the level of 2024 of a composition: customs lines in yuan, or the annual series in dollars."""
        return self.end_usd[composition] if currency == "USD" else self.end_cny[composition]

    def multiple(self, end: str, base: str, currency: str = "CNY") -> float:
        """Return the level of 2024 of one composition over the level of 2001 of another, in times."""
        return self.end(end, currency).over(self.base(base, currency))

    def announced(self, currency: str = "CNY") -> Amount:
        """Return the announced level of 2024 for nine members."""
        return self.announced_usd if currency == "USD" else self.announced_cny

    def price_relative(self, currency: str) -> float:
        """Return consumer prices of 2024 over 2001 in the country of the currency."""
        return self.prices_us if currency == "USD" else self.prices_china


def assemble(tables: Mapping[str, pd.DataFrame]) -> Ends:
    """Collect both ends from the tables; the compositions follow from the dates of accession.

    Every level of 2001 and of 2024 is a sum of what Chinese customs reported by partner.
    """
    events, annual, announcements = tables["accessions"], tables["trade_annual"], tables["trade_announced"]
    years = {FIVE: 2001, SEVEN: 2017, NINE: 2024}
    partners = {name: tuple(other_members(events, year)) for name, year in years.items()}
    yuan = tables["trade_2024_cny"]
    return Ends(
        partners=partners,
        base_usd={name: series.level(annual, states, trade.FIRST) for name, states in partners.items()},
        end_usd={name: series.level(annual, states, trade.LAST) for name, states in partners.items()},
        end_cny={name: trade.traded(yuan, trade.LAST, states) for name, states in partners.items()},
        announced_cny=trade.announced(announcements, "sco-9", trade.LAST, "CNY billion", NINE_2024_CNY),
        announced_usd=trade.announced(announcements, "sco-9", trade.LAST, "USD billion", NINE_2024_USD),
        rate_first=trade.rate(tables["exchange_rates"], trade.FIRST),
        prices_china=trade.price_relative(tables["prices"], "CHN"),
        prices_us=trade.price_relative(tables["prices"], "USA"),
    )


def sensitivity(ends: Ends) -> pd.DataFrame:
    """Return the multiple under every choice: composition, currency, prices, and an announced or a summed level of 2024.

    Columns: end, base, currency, prices (current or constant), level (announced or summed), multiple. An announced level of 2024
    exists for nine members alone.
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
