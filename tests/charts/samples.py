"""A small chart for the tests of this room."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from edition import charts
from edition.charts import Chart, Column, Series

TABLE = pd.DataFrame({"year": [2001, 2002, 2003, 2004], "trade": [12.15, None, 40.0, 113.4]})
COLUMNS = {"year": Column("Year"), "trade": Column("Trade", "billion dollars", 1)}


def line() -> go.Figure:
    """Return a line of trade over four years, one of them without a value."""
    return charts.lines(
        TABLE, "year", [Series("trade", "Five founders")], unit="billion dollars", x_range=[2000, 2005], y_range=[0, 120],
        x_ticks=[2001, 2004], y_ticks=[0, 60, 120],
    )  # fmt: skip


def published(figure: go.Figure | None = None, **changes: Any) -> Chart:
    """Return the chart of a figure, by default the line; `changes` replace what is published with it."""
    facts: dict[str, Any] = {
        "name": "trade-line", "title": "Trade & growth", "table": TABLE, "source": ["cgtn-2023"], "caveat": "Rounded.",
        "alt": "A line that rises.", "columns": COLUMNS,
    }  # fmt: skip
    return charts.publish(figure or line(), **(facts | changes))
