"""All results on trade."""

from edition.evidence.trade import family_results, level_results, share_results

RESULTS = (*level_results.RESULTS, *share_results.RESULTS, *family_results.RESULTS)
