"""Numbers beside the outermost dots of each row, where labels under every dot would overlap."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from edition.charts.canvas import words_at, write_notes
from edition.charts.style import TEXT_SIZE

_ASIDE = 9


def outer_labels(figure: go.Figure, table: pd.DataFrame, label: str, columns: Sequence[str], *, digits: int = 1) -> None:
    """Write the least value of each row left of its dot and the greatest right of its dot; on the right alone where both read alike.

    With their numbers written the rows need no grid, whose rules would strike them.
    """
    notes = []
    for row, *values in table[[label, *columns]].itertuples(index=False, name=None):
        known = {f"{value:,.{digits}f}".replace("-", "\u2212"): float(value) for value in sorted(values) if not pd.isna(value)}
        ends = list(known.items())
        for (text, value), anchor, shift in [(ends[-1], "left", _ASIDE), (ends[0], "right", -_ASIDE)][: len(ends)] if ends else ():
            notes.append(words_at(text, (value, row), shift=(shift, 0), xanchor=anchor, size=TEXT_SIZE - 1))
    write_notes(figure, notes)
    figure.update_xaxes(showgrid=False)
