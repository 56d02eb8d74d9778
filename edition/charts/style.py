"""The common style of every chart: roles, their colours, and the plotly template that carries them."""

from __future__ import annotations

from typing import Final

import plotly.graph_objects as go
import plotly.io as pio

#: Role -> colour on light paper. Series take blue, rust, teal, gold, plum and pale and also differ in symbol or dash; a finding has the
#: colour that it has in the notes, which no series takes.
ROLES: Final[dict[str, str]] = {
    "ink": "#211e1a",
    "muted": "#625b52",
    "grid": "#d9d3c5",
    "paper": "#fdfcf8",
    "pale": "#7d7567",
    "blue": "#1f3f9c",
    "rust": "#c04f1a",
    "teal": "#0a6b66",
    "gold": "#b98312",
    "plum": "#8a2a86",
    "confirmed": "#22633a",
    "qualified": "#4c5d12",
    "imprecise": "#875000",
    "contradicted": "#a3232b",
    "unverifiable": "#5c5c5c",
    "contested": "#71409a",
    "interpretive": "#2b5c86",
}
#: Role -> colour on dark paper, for pictures that are files of their own. Those within a page take the style sheets' custom properties,
#: which have the same values; a test compares them.
DARK: Final[dict[str, str]] = {
    "ink": "#e5dfd3",
    "muted": "#aaa295",
    "grid": "#3d3a33",
    "paper": "#191815",
    "pale": "#9a9488",
    "blue": "#8ea6f5",
    "rust": "#ee8a58",
    "teal": "#4cc7bd",
    "gold": "#e6cb62",
    "plum": "#dd86d6",
    "confirmed": "#86c79b",
    "qualified": "#bfcb78",
    "imprecise": "#e3b265",
    "contradicted": "#f0938f",
    "unverifiable": "#b5b2ac",
    "contested": "#cba8ea",
    "interpretive": "#93bfe6",
}
#: The sign of each finding, in place of its shape in the notes, where only characters can be set.
FINDING_SIGNS: Final[dict[str, str]] = {
    "confirmed": "\u2714", "qualified": "\u2713", "imprecise": "\u2248", "contradicted": "\u2612", "unverifiable": "\u25cc",
    "contested": "\u25c2\u25b8", "interpretive": "\u25c7",
}  # fmt: skip
#: Roles whose colour is too light for text: words about them are set in ink.
_LIGHT: Final = frozenset({"gold", "pale"})
FONT: Final = "system-ui, sans-serif"
TEXT_SIZE: Final = 13


def words_role(role: str) -> str:
    """Return the role for words about a role's marks: its own if text in it is legible."""
    return "ink" if role in _LIGHT else role


def role_property(role: str) -> str:
    """Return the CSS custom property of a role's colour."""
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
