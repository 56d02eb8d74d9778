"""States as points and their ties as lines, in a layout that the caller chooses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from edition.charts.canvas import blank_figure
from edition.charts.figures import Span, note
from edition.charts.publishing import DECOR
from edition.charts.style import ROLES, TEXT_SIZE


def network(
    ties: pd.DataFrame, *, ends: tuple[str, str], kind: str, kinds: Sequence[Span], places: Mapping[str, tuple[float, float]],
    marked: Sequence[str] = (), marked_as: str = "", asides: Mapping[str, tuple[int, int, str]] | None = None, height: int = 340,
    legend_rows: int = 2,
) -> go.Figure:  # fmt: skip
    """Return points with their names and a line per row of ``ties``, coloured by kind; ``marked`` points are filled squares.

    The legend calls these as ``marked_as`` does.

    A name is above its point, or where ``asides`` puts it: pixels right, pixels up, and the anchor.

    Places run from 0 to 1, rightwards and upwards, and are layout only: no drawn number depends on them.
    """
    figure = blank_figure(height + 20 * legend_rows)
    for span in kinds:
        part = ties[ties[kind] == span.kind]
        xs: list[float | None] = []
        ys: list[float | None] = []
        for a, b in zip(part[ends[0]], part[ends[1]], strict=True):
            xs += [places[a][0], places[b][0], None]
            ys += [places[a][1], places[b][1], None]
        dash = "dash" if span.width < 3 else "solid"
        figure.add_scatter(
            x=xs, y=ys, name=span.kind, mode="lines", meta=DECOR, hoverinfo="skip", connectgaps=False,
            line={"color": ROLES[span.role], "width": span.width, "dash": dash},
        )  # fmt: skip
    names = list(places)
    if marked_as:
        figure.add_scatter(
            x=[None], y=[None], name=marked_as, mode="markers", meta=DECOR, marker={"color": ROLES["ink"], "symbol": "square", "size": 11}
        )
    figure.add_scatter(
        x=[places[name][0] for name in names], y=[places[name][1] for name in names], mode="markers", meta=DECOR, text=names,
        hovertemplate="%{text}<extra></extra>", showlegend=False, cliponaxis=False,
        marker={
            "symbol": ["square" if name in marked else "circle" for name in names], "size": 13,
            "color": [ROLES["ink"] if name in marked else ROLES["paper"] for name in names],
            "line": {"width": 2, "color": ROLES["ink"]},
        },
    )  # fmt: skip
    for name, place in places.items():
        right, up, anchor = (asides or {}).get(name, (0, 17, "center"))
        note(figure, f"<b>{name}</b>", place, shift=(right, up), xanchor=anchor, size=TEXT_SIZE - 1)
    figure.update_xaxes(range=[-0.08, 1.08], visible=False)
    figure.update_yaxes(range=[-0.06, 1.04], visible=False)
    figure.update_layout(showlegend=True, margin={"l": 8, "r": 8, "t": 14 + 20 * legend_rows, "b": 8})
    return figure
