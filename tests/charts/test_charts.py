"""Charts: what must be there, that picture, figure and table carry the same numbers."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import plotly.graph_objects as go
import pytest

from edition import charts
from edition.charts import Chart, ChartError, Column, Mark, Series, Span
from edition.charts.html import SHORT, Cited, Links, closing, concrete, data_table, keys_in, opening
from edition.charts.model import MIME, PLOTLY_MIME, script_json
from edition.charts.publishing import drawn_values
from edition.charts.static.pictures import NARROW, WIDE, draw_pictures
from edition.charts.static.traces import UnsupportedFigure, draw
from edition.charts.style import FINDING_SIGNS, ROLES
from tests.conftest import ROOT

SVG = "{http://www.w3.org/2000/svg}"
TABLE = pd.DataFrame({"year": [2001, 2002, 2003, 2004], "trade": [12.15, None, 40.0, 113.4]})
COLUMNS = {"year": Column("Year"), "trade": Column("Trade", "billion dollars", 1)}


def line() -> go.Figure:
    return charts.lines(
        TABLE, "year", [Series("trade", "Five founders")], unit="billion dollars", x_range=[2000, 2005], y_range=[0, 120],
        x_ticks=[2001, 2004], y_ticks=[0, 60, 120],
    )  # fmt: skip


def published(figure: go.Figure | None = None, **changes: Any) -> Chart:
    facts: dict[str, Any] = {
        "name": "trade-line", "title": "Trade & growth", "table": TABLE, "source": ["cgtn-2023"], "caveat": "Rounded.",
        "alt": "A line that rises.", "columns": COLUMNS,
    }  # fmt: skip
    return charts.publish(figure or line(), **(facts | changes))


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


def test_a_missing_bar_is_no_bar_and_says_so() -> None:
    table = pd.DataFrame({"partner": ["Russia", "Belarus"], "value": [1741.0, None]})
    figure = charts.bars(table, "partner", "value", texts=["1,741", "no data"], roles=["blue", "blue"], unit="billion yuan")
    axes = draw(json.loads(figure.to_json()), WIDE).axes[0]
    assert [round(patch.get_width(), 6) for patch in axes.patches] == [1741.0]
    assert "no data" in [text.get_text() for text in axes.texts]


def test_a_row_of_dots_without_any_value_says_so() -> None:
    table = pd.DataFrame({"state": ["Laos", "India"], "days": [None, 700.0]})
    figure = charts.rows_of_dots(
        table, "state", [Series("days", "days")], x_range=[0, 800], x_ticks=[0, 400], unit="days", digits=0
    )
    words = [annotation.text for annotation in figure.layout.annotations]
    assert words.count("no data") == 1
    assert words.index("no data") > words.index("Laos")


def test_stacked_bars_stand_on_one_another() -> None:
    table = pd.DataFrame({"year": [2001, 2002], "members": [6, 6], "partners": [1, 4]})
    series = [Series("members", "members"), Series("partners", "partners", "gold")]
    figure = charts.stacked(
        table, "year", series, unit="states", x_range=[2000, 2003], x_ticks=[2001], y_range=[0, 12], y_ticks=[0, 10]
    )
    patches = draw(json.loads(figure.to_json()), WIDE).axes[0].patches
    assert [(patch.get_y(), patch.get_height()) for patch in patches[:4]] == [(0, 6), (0, 6), (6, 1), (6, 4)]


def test_a_grid_leaves_cells_of_other_kinds_empty() -> None:
    table = pd.DataFrame({"partner": ["Iran"] * 3, "year": [2001, 2002, 2003], "kind": ["total", "nothing", "total"]})
    figure = charts.grid(
        table,
        row="partner",
        column="year",
        kind="kind",
        rows=["Iran"],
        kinds=[Mark("total", "blue")],
        x_range=[2000, 2004],
        x_ticks=[2001],
    )
    assert list(figure.data[0].x) == [2001, 2003]


def test_pictures_are_the_same_in_every_build_and_differ_by_name() -> None:
    spec = published().figure
    first, again, other = draw_pictures(spec, "one"), draw_pictures(spec, "one"), draw_pictures(spec, "two")
    assert first == again
    assert first.wide != other.wide
    assert first.png.startswith(b"\x89PNG")


def test_pictures_fit_their_widths_and_share_no_id() -> None:
    pictures = published().pictures
    wide, narrow = ElementTree.fromstring(pictures.wide), ElementTree.fromstring(pictures.narrow)
    assert float(wide.attrib["viewBox"].split()[2]) == WIDE
    assert float(narrow.attrib["viewBox"].split()[2]) == NARROW
    ids = [node.attrib["id"] for root in (wide, narrow) for node in root.iter() if "id" in node.attrib]
    assert len(ids) == len(set(ids))
    assert all(one.startswith("trade-line-") for one in ids)
    targets = set(re.findall(r'(?:href="|url\()#([^")]+)', pictures.wide + pictures.narrow))
    assert targets <= set(ids)


def test_pictures_with_groups_that_hold_nothing_are_well_formed() -> None:
    bars = go.Figure(go.Bar(x=[1, 2], y=["a", "b"], orientation="h", text=["", "two"]))
    for picture in (draw_pictures(json.loads(bars.to_json()), "bars").wide, published().pictures.narrow):
        assert ElementTree.fromstring(picture).tag == f"{SVG}svg"


def test_pictures_have_real_text_and_colours_that_a_style_sheet_can_change() -> None:
    svg = published().pictures.wide
    words = [node.text for node in ElementTree.fromstring(svg).iter(f"{SVG}text")]
    assert {"Five founders", "billion dollars", "2001", "120"} <= set(words)
    assert f"var(--chart-blue, {ROLES['blue']})" in svg
    assert not re.search(r"(?<!, )#[0-9a-f]{6}", svg), "a colour outside the roles"
    assert "var(" not in re.sub(r"var\(--chart-font[^)]*\)", "", concrete(svg))
    assert ROLES["blue"] in concrete(svg)


def test_text_is_legible_on_a_phone() -> None:
    sizes = [float(size) for size in re.findall(r"font-size: ([\d.]+)px", published().pictures.narrow)]
    assert sizes
    assert min(sizes) >= 11


def test_an_unknown_kind_of_trace_is_refused() -> None:
    with pytest.raises(UnsupportedFigure, match="pie"):
        draw(json.loads(go.Figure(go.Pie(values=[1])).to_json()), WIDE)


def test_script_and_style_know_every_role() -> None:
    folder = ROOT / "book" / "_static" / "charts"
    script, style = ((folder / f"charts.{kind}").read_text(encoding="utf-8") for kind in ("js", "css"))
    for role, colour in ROLES.items():
        assert f'"{colour}": "{role}"' in script
        if role not in ("ink", "muted", "grid", "paper", *FINDING_SIGNS):
            assert style.count(f"--chart-{role}:") >= 3


def test_the_bundle_is_the_one_that_this_plotly_expects() -> None:
    from plotly.offline import get_plotlyjs_version

    from edition.sphinx.charts.nodes import BUNDLE

    bundle = ROOT / "book" / BUNDLE
    version = get_plotlyjs_version()
    assert version in bundle.name
    assert f"v{version}" in bundle.read_text(encoding="utf-8")[:200]


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


def test_the_html_has_alt_text_table_units_and_data_that_cannot_run() -> None:
    chart = published(title='A < B & "C"', alt='Rises "fast" </script>').payload()
    links = Links("../charts/x.csv", "../charts/x.svg", "../_static/p.js")
    html = opening(chart, links) + closing(chart, links)
    assert 'id="fig-trade-line"' in html
    assert 'role="img" aria-label="Rises &#34;fast&#34; &lt;/script&gt;"' in html
    assert '<th scope="col">Year</th><th scope="col" class="number">Trade (billion dollars)</th>' in html
    assert '<th scope="row">2001</th><td class="number">12.2</td>' in html
    assert 'type="application/json"' in html
    assert html.count("</script>") == 1
    assert closing(chart, None).count("<script") == 0


def test_apostrophes_are_typographic_in_all_that_is_read() -> None:
    table = pd.DataFrame({"state": ["People's Republic"], "value": [1.0]})
    figure = charts.bars(table, "state", "value", texts=["1"], roles=["blue"], unit="states' votes")
    chart = published(
        figure, title="China's sum", alt="The partners' bar.", table=table,
        columns={"state": Column("Whose row's name"), "value": Column("Votes")},
    )  # fmt: skip
    html = opening(chart.payload()) + data_table(chart.payload())
    read = ("China’s sum", "The partners’ bar.", "Whose row’s name", "People’s Republic</th>", ">People’s Republic</text>")
    assert [words for words in read if words not in html] == []
    assert chart.csv.splitlines()[1] == "People's Republic,1", "the data stay as they were typed"


def test_the_button_stands_at_the_picture_whose_place_its_chart_takes() -> None:
    tools = opening(published().payload(), Links("a.csv", "a.svg", "p.js", "f/x/index.html")).rpartition("</div>")[2].split()
    assert tools[:2] == ["<p", 'class="chart-tools"><button']
    assert [word for word in tools if word.startswith("href=")] == ['href="f/x/index.html">Share', 'href="a.csv"', 'href="a.svg"']
    assert "<button" not in opening(published().payload())


@pytest.mark.parametrize("names", [["member", "partner"], [f"states that were observers in {year}" for year in range(2001, 2007)]])
def test_above_a_plot_is_the_room_that_its_legend_takes(names: list[str]) -> None:
    table = pd.DataFrame({"row": ["a"] * len(names), "column": range(len(names)), "kind": names})
    figure = charts.grid(
        table, row="row", column="column", kind="kind", rows=["a"], kinds=[Mark(name, "blue") for name in names], x_range=[0, 9],
        x_ticks=[1], legend_rows=3,
    )  # fmt: skip
    drawn = draw(json.loads(figure.to_json()), NARROW)
    height = drawn.get_size_inches()[1] * 72
    tops = [height - text.get_window_extent().y1 for text in drawn.axes[0].texts if text.get_text() in names]
    assert min(tops) == pytest.approx(2, abs=3), "neither cut off nor under an empty band"


def test_bars_say_in_a_legend_what_their_colours_mean() -> None:
    table = pd.DataFrame({"state": ["Russia", "Laos"], "value": [2.0, 1.0]})
    figure = charts.bars(
        table, "state", "value", texts=["2", "1"], roles=["blue", "gold"], unit="", legend={"members": "blue", "partners": "gold"}
    )
    words = {text.get_text(): text for text in draw(json.loads(figure.to_json()), NARROW).axes[0].texts}
    lowest = min(words[name].get_window_extent().y0 for name in ("members", "partners"))
    assert lowest > words["Russia"].get_window_extent().y1, "the legend stands above the first row"


def test_a_table_names_a_source_by_its_label_and_leads_to_its_entry() -> None:
    table = TABLE.assign(source=["cgtn-2023", None, "cgtn-2023; mofcom-2011", "cgtn-2023 unlisted-2001"])
    chart = published(table=table, columns=COLUMNS | {"source": Column("Source")}).payload()
    assert keys_in(chart) == {"cgtn-2023", "mofcom-2011", "unlisted-2001"}
    cited = {"cgtn-2023": Cited("CGTN 2023", "../s.html#src-cgtn-2023"), "mofcom-2011": Cited("People's Daily 2011", "../s.html#src-m")}
    html = data_table(chart, cited)
    link = '<a href="../s.html#src-cgtn-2023">CGTN 2023</a>'
    assert f'<td class="text">{link}; <a href="../s.html#src-m">People’s Daily 2011</a></td>' in html
    assert f'<td class="text">{link}; unlisted-2001</td>' in html
    assert '<td class="missing">no data</td>' in html and '<th scope="col">Source</th>' in html


def test_only_a_short_table_is_said_to_be_short() -> None:
    rows, columns = SHORT
    table = pd.DataFrame({f"c{number}": range(rows + 1) for number in range(columns + 1)})

    def said(height: int, width: int) -> bool:
        heads = {name: Column(name) for name in list(table)[:width]}
        return 'class="chart-table short"' in data_table(published(go.Figure(), table=table[:height], columns=heads).payload())

    assert [said(rows, columns), said(rows + 1, columns), said(rows, columns + 1)] == [True, False, False]


def test_data_in_a_script_element_cannot_end_it() -> None:
    assert "</script>" not in script_json({"text": "</script><script>alert(1)</script>"})
    assert json.loads(script_json({"text": "</script>\u2028"})) == {"text": "</script>\u2028"}
