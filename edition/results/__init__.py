"""Every number that prose uses, by name: one registry, computed from the tables of ``data/`` and never typed."""

from edition.results import balance, evidence, land, states, trade_levels, trade_shares
from edition.results.checks import CheckOutcome, check
from edition.results.registry import Result, ResultError, get, names, text, value

SUBJECTS = (trade_levels, trade_shares, states, land, evidence, balance)

__all__ = ["CheckOutcome", "Result", "ResultError", "check", "get", "names", "text", "value"]
