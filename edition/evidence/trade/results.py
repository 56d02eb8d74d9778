"""All results on trade."""

from edition.evidence.trade import level_results, partner_results, record_results, series_results

RESULTS = (*level_results.RESULTS, *series_results.RESULTS, *partner_results.RESULTS, *record_results.RESULTS)
