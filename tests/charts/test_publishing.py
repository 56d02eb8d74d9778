"""Publishing: what must be there, and that picture, figure and table carry the same numbers."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from edition import charts
from edition.charts import ChartError, Column, Span
from edition.charts.html import data_table
from edition.charts.model import MIME, PLOTLY_MIME
from edition.charts.publishing import drawn_values
from edition.charts.static.pictures import WIDE
from edition.charts.static.traces import draw
from tests.charts.samples import line, published
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"alt": "  "}, "no alt text"),
        ({"title": ""}, "no title"),
        ({"caveat": ""}, "no caveat"),
        ({"alt": f"First seen: Japan 2004, Italy {float('nan')}."}, "its alt text says 'nan'"),
        ({"source": []}, "at least one citation key"),
        ({"source": "cgtn-2023"}, "at least one citation key"),
        ({"name": "Trade line"}, "lower-case"),
        ({"name": "trade--line"}, "lower-case"),
        ({"columns": {"nothing": Column("Nothing")}}, "no column nothing"),
    ],
)
def test_a_chart_without_what_readers_need_is_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ChartError, match=message):
        published(**changes)


def test_a_drawn_number_must_stand_in_the_table() -> None:
    figure = line()
    figure.data[0].y = (12.15, None, 41.0, 113.4)
    with pytest.raises(ChartError, match=r"draws 41\.0, which its table does not hold"):
        published(figure)
    figure.data[0].meta = "decor"
    assert published(figure)


def test_a_drawn_date_must_stand_in_the_table() -> None:
    table = pd.DataFrame({"state": ["India"], "status": ["member"], "start": ["2017-06-09"], "end": ["2025-12-31"]})
    columns = {name: Column(name) for name in table}

    def timeline(start: str) -> go.Figure:
        return charts.spans(
            table.assign(start=start), row="state", kind="status", start="start", end="end", rows=["India"],
            kinds=[Span("member", "blue")], x_range=["2001-01-01", "2026-01-01"], years=[2001, 2017],
        )  # fmt: skip

    assert published(timeline("2017-06-09"), table=table, columns=columns)
    with pytest.raises(ChartError, match="2016-06-24"):
        published(timeline("2016-06-24"), table=table, columns=columns)


def test_picture_figure_and_table_carry_the_same_numbers() -> None:
    chart = published()
    assert sorted(drawn_values(chart.figure)) == sorted([2001, 2002, 2003, 2004, 12.15, 40.0, 113.4])
    rows = list(csv.reader(io.StringIO(chart.csv)))
    assert rows == [["year", "trade"], ["2001", "12.15"], ["2002", ""], ["2003", "40"], ["2004", "113.4"]]
    axes = draw(chart.figure, WIDE).axes[0]
    x, y = axes.lines[0].get_data()
    assert list(x) == [2001, 2002, 2003, 2004]
    assert [value for value in y if value == value] == [12.15, 40.0, 113.4]


def test_a_missing_value_is_a_gap_in_picture_figure_and_table() -> None:
    chart = published()
    assert chart.figure["data"][0]["y"][1] is None
    assert chart.figure["data"][0]["connectgaps"] is False
    y = draw(chart.figure, WIDE).axes[0].lines[0].get_ydata()
    assert [value != value for value in y] == [False, True, False, False]
    assert '<td class="missing number">no data</td>' in data_table(chart.payload())


def test_a_minus_in_the_words_of_a_chart_is_one_that_a_voice_says() -> None:
    chart = published(title="Growth of -6 per cent", alt="Rows: Kyrgyzstan: -6 per cent, Russia -99 (-3 to 4), 2008-2016, Su-34.")
    assert chart.title == "Growth of −6 per cent"
    assert chart.alt == "Rows: Kyrgyzstan: −6 per cent, Russia −99 (−3 to 4), 2008-2016, Su-34."


def test_a_notebook_gets_our_form_and_one_that_jupyterlab_draws() -> None:
    bundle = published()._repr_mimebundle_()
    assert set(bundle) == {MIME, PLOTLY_MIME, "image/png", "text/plain"}
    json.dumps(bundle, allow_nan=False)
    assert bundle[MIME]["source"] == ["cgtn-2023"]
    assert bundle[MIME]["columns"][1] == {"name": "trade", "label": "Trade", "unit": "billion dollars", "digits": 1}


def test_a_chart_is_drawn_and_shown_where_there_is_no_matplotlib() -> None:
    script = (
        "import sys; sys.modules['matplotlib'] = None\n"
        "import pandas as pd\n"
        "from edition import charts\n"
        "table = pd.DataFrame({'a': ['x', 'y'], 'b': [1, 2]})\n"
        "columns = {'a': charts.Column('A'), 'b': charts.Column('B')}\n"
        "figure = charts.bars(table, 'a', 'b', unit='u', texts=['1', '2'], roles=['blue', 'rust'])\n"
        "chart = charts.publish(figure, name='n', title='t', table=table, source=['s'], caveat='c', alt='a', columns=columns)\n"
        "print(*sorted(chart._repr_mimebundle_()))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.split() == sorted([PLOTLY_MIME, "text/plain"]), done.stderr
