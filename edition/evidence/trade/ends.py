"""Both ends of "36.3 times" from the tables of the project in hand, and announced totals by name."""

from edition.evidence.inputs import shared, table
from edition.evidence.trade import headline, levels
from edition.evidence.trade.amounts import Amount


@shared
def ends() -> headline.Ends:
    """Return both ends of the comparison of trade."""
    return headline.assemble({name: table(name) for name in headline.TABLES})


def told(perimeter: str, year: int, unit: str, source: str, flow: str = "total", period: str = "year") -> Amount:
    """Return one announced total."""
    return levels.announced(table("trade_announced"), perimeter, year, unit, source, flow, period)


def announced_multiple(from_year: int, to_year: int) -> float:
    """Return the multiple announced between two years, in times."""
    return levels.announced_multiple(table("announced_multiples"), from_year, to_year)
