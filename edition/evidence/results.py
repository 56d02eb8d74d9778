"""Every number that prose uses, by name: one registry, computed from the tables of ``data/`` and never typed."""

from edition.evidence import other_results, states_results
from edition.evidence.checks import CheckOutcome, check
from edition.evidence.neighbours import results as neighbour_results
from edition.evidence.notes import results as note_results
from edition.evidence.registry import Result, ResultError, get, names, text, value
from edition.evidence.trade import level_results, share_results

SUBJECTS = (level_results, share_results, states_results, neighbour_results, other_results, note_results)

__all__ = ["CheckOutcome", "Result", "ResultError", "check", "get", "names", "text", "value"]
