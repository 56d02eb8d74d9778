"""The tables of trade of the current project: both ends of "36.3 times", announced totals, compositions by name."""

from edition.evidence.inputs import members, shared, table
from edition.evidence.trade import headline, levels
from edition.evidence.trade.amounts import Amount


@shared
def ends() -> headline.Ends:
    """Return both ends of the comparison of trade."""
    return headline.assemble({name: table(name) for name in headline.TABLES})


@shared
def five() -> tuple[str, ...]:
    """Return the five other founders."""
    return tuple(code for code in members(levels.FOUNDED) if code != "CHN")


@shared
def nine() -> tuple[str, ...]:
    """Return the nine partner members of 2024."""
    return tuple(code for code in members(levels.END_2024) if code != "CHN")


def announced_total(perimeter: str, year: int, unit: str, source: str, flow: str = "total", period: str = "year") -> Amount:
    """Return one announced total."""
    return levels.announced(table("trade_announced"), perimeter, year, unit, source, flow, period)


def announced_multiple(from_year: int, to_year: int, perimeter: str = "sco") -> float:
    """Return the multiple announced between two years, in times."""
    return levels.announced_multiple(table("announced_multiples"), from_year, to_year, perimeter)
