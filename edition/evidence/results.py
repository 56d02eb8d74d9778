"""Every number that prose uses, by name: one registry, computed from the tables of ``data/`` and never typed."""

from edition.evidence.checks import CheckOutcome, check
from edition.evidence.registry import Result, ResultError, get, names, text, value

SUBJECTS = (trade_levels, trade_shares, states, land, evidence, balance)

__all__ = ["CheckOutcome", "Result", "ResultError", "check", "get", "names", "text", "value"]
