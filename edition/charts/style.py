"""The one look of every chart: roles, their colours, and the plotly template that carries them."""

from __future__ import annotations

from typing import Final

import plotly.graph_objects as go
import plotly.io as pio

#: Role -> colour on light paper. Roles differ in lightness as well as hue, so that they part in greyscale too.
#: The dark theme's values stand in the style sheet, under the custom property of the same name.
ROLES: Final[dict[str, str]] = {
    "ink": "#211e1a",
    "muted": "#625b52",
    "grid": "#d9d3c5",
    "paper": "#fdfcf8",
    "pale": "#8a8274",
    "blue": "#14508c",
    "rust": "#c8501e",
    "teal": "#1b8f80",
    "gold": "#b98312",
    "plum": "#7b3f86",
}
FONT: Final = "system-ui, sans-serif"
TEXT_SIZE: Final = 13


def role_property(role: str) -> str:
    """Return the CSS custom property that carries a role's colour."""
    return f"--chart-{role}"


def _axis() -> dict[str, object]:
    return {
        "automargin": False,
        "tickangle": 0,
        "gridcolor": ROLES["grid"],
        "linecolor": ROLES["pale"],
        "showline": False,
        "zeroline": False,
        "ticks": "",
        "tickfont": {"color": ROLES["muted"], "size": TEXT_SIZE - 1},
        "title": {"font": {"color": ROLES["muted"], "size": TEXT_SIZE - 1}, "standoff": 6},
    }


def _template() -> go.layout.Template:
    layout = go.Layout(
        font={"family": FONT, "size": TEXT_SIZE, "color": ROLES["ink"]},
        colorway=[ROLES[role] for role in ("blue", "rust", "teal", "gold", "plum", "pale")],
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        margin={"l": 8, "r": 12, "t": 28, "b": 32, "pad": 0},
        dragmode=False,
        hovermode="closest",
        hoverlabel={
            "bgcolor": ROLES["paper"],
            "bordercolor": ROLES["pale"],
            "font": {"family": FONT, "size": TEXT_SIZE, "color": ROLES["ink"]},
            "align": "left",
        },
        showlegend=False,
        legend={
            "orientation": "h",
            "x": 0,
            "xanchor": "left",
            "y": 1,
            "yanchor": "bottom",
            "font": {"size": TEXT_SIZE - 1, "color": ROLES["ink"]},
            "itemclick": False,
            "itemdoubleclick": False,
        },
        xaxis={**_axis(), "showgrid": False},
        yaxis={**_axis(), "showgrid": True},
        bargap=0.35,
    )
    return go.layout.Template(layout=layout)


TEMPLATE: Final = _template()
pio.templates["edition"] = TEMPLATE
