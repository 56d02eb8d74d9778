"""A chart as HTML: its words, table and tools, and the script and style that go with them."""

from __future__ import annotations

import json
import re

import pandas as pd
import plotly.graph_objects as go

from edition import charts
from edition.charts import Column
from edition.charts.html import SHORT, Cited, Links, closing, data_table, keys_in, opening
from edition.charts.model import script_json
from edition.charts.static.marks import SYMBOLS
from edition.charts.style import FINDING_SIGNS, ROLES
from tests.charts.samples import COLUMNS, TABLE, published
from tests.conftest import ROOT


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
    assert tools[:3] == ["<p", 'class="chart-tools"', 'data-bundle="p.js"><button']
    assert [word for word in tools if word.startswith("href=")] == ['href="f/x/index.html">Share', 'href="a.csv"', 'href="a.svg"']
    assert "<button" not in opening(published().payload())


def test_a_table_offers_no_interactive_form_and_keeps_its_files() -> None:
    links = Links("a.csv", "a.svg", "p.js", "f/x/index.html")
    table = pd.DataFrame({"who": ["Xi"], "said": ["half"]})
    columns = {"who": Column("Who"), "said": Column("Said")}
    figure = charts.sheet([["Xi", "half"]], heads=["Who", "said"], widths=[0.5, 0.5])
    sheet = opening(published(figure, table=table, columns=columns).payload(), links)
    assert "<button" not in sheet and "<button" in opening(published().payload(), links)
    for address in ('href="f/x/index.html"', 'href="a.csv"', 'href="a.svg"', 'data-bundle="p.js"'):
        assert address in sheet


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


def test_script_and_style_know_every_role() -> None:
    folder = ROOT / "book" / "_static" / "charts"
    script, style = ((folder / f"charts.{kind}").read_text(encoding="utf-8") for kind in ("js", "css"))
    for role, colour in ROLES.items():
        assert f'"{colour}": "{role}"' in script
        if role not in ("ink", "muted", "grid", "paper", *FINDING_SIGNS):
            assert style.count(f"--chart-{role}:") >= 3


def test_the_key_of_the_script_can_draw_every_symbol() -> None:
    script = (ROOT / "book" / "_static" / "charts" / "charts.js").read_text(encoding="utf-8")
    shapes = script.partition("const SHAPES = {")[2].partition("};")[0]
    assert set(re.findall(r'"?([a-z-]+)"?: "M', shapes)) == set(SYMBOLS)


def test_the_bundle_is_the_one_that_this_plotly_expects() -> None:
    from plotly.offline import get_plotlyjs_version

    from edition.sphinx.charts.nodes import BUNDLE

    bundle = ROOT / "book" / BUNDLE
    version = get_plotlyjs_version()
    assert version in bundle.name
    assert f"v{version}" in bundle.read_text(encoding="utf-8")[:200]
