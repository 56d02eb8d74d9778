"""The tables behind the notebooks on partners, size, neighbours and clubs, and the sentences that rest on them."""

from __future__ import annotations

import json
from datetime import date
from itertools import pairwise

import pandas as pd
import pytest
from matplotlib.path import Path

from edition import charts
from edition.charts import Span
from edition.charts.static.pictures import NARROW, WIDE
from edition.charts.static.traces import draw
from edition.evidence import results
from edition.evidence.clubs import tables as club_tables
from edition.evidence.inputs import LAST_DAY, grouping, members, partners
from edition.evidence.membership import arithmetic as membership
from edition.evidence.neighbours import tables as neighbour_tables
from edition.evidence.size import tables as size_tables
from edition.evidence.trade import headline, partner_tables
from edition.evidence.trade.amounts import MixedAmountsError, total
from edition.tables import package as tables


@pytest.fixture(scope="module")
def names() -> dict[str, str]:
    return dict(tables.load("countries")[["code", "short_name"]].itertuples(index=False))


@pytest.fixture(scope="module")
def nine() -> tuple[str, ...]:
    return tuple(headline.assemble({name: tables.load(name) for name in headline.TABLES}).partners[headline.NINE])


def test_members_and_partners_of_2024_make_the_announced_sum(names: dict[str, str], nine: tuple[str, ...]) -> None:
    yuan = tables.load("trade_2024_cny")
    lines = yuan[yuan["flow"] == "total"].set_index("partner")["value"]
    sixteen = membership.partners(tables.load("accessions"), date(2024, 12, 31))
    by_hand = sum(lines[code] for code in [*nine, *sixteen]) / 1e6
    assert results.value("trade.family-2024-usd") == pytest.approx(890, abs=1)
    with_laos = results.value("trade.family-2024-usd") * (1 + lines["LAO"] / 1e6 / by_hand)
    assert with_laos > 895, "with Laos the sum would not agree"
    table = partner_tables.family(yuan, nine, sixteen, names)
    assert table["value"].sum() == pytest.approx(by_hand * 1000)
    assert ["partner" in label for label in table["label"]] == list(table["status"] == "partner"), "colour is not the only sign"
    assert ["other" in state for state in table["state"]].index(True) == len(table) - 2, "what stands for several states comes last"
    summed = partner_tables.family_with_sums(yuan, nine, sixteen, names, least=150).set_index("state")["value"]
    assert summed["All partners together"] == pytest.approx(sum(lines[code] for code in sixteen) / 1000)
    assert summed["All members but Russia"] == pytest.approx((sum(lines[code] for code in nine) - lines["RUS"]) / 1000)
    assert summed["All partners together"] > summed["All members but Russia"]
    assert summed.iloc[2:].sum() == pytest.approx(by_hand * 1000), "below the sums every line stands once"


def test_a_mirror_never_enters_a_sum_of_customs_lines() -> None:
    dollars = tables.load("trade_bilateral")
    both = dollars[(dollars["year"] == 2024) & (dollars["partner"].isin(["KAZ", "UZB"])) & (dollars["flow"] == "total")]
    assert set(both["basis"]) == {"customs", "mirror"}
    with pytest.raises(MixedAmountsError, match="kinds of basis"):
        total(both)


def test_china_has_a_surplus_with_all_but_russia(names: dict[str, str], nine: tuple[str, ...]) -> None:
    table = partner_tables.balances(tables.load("trade_2024_cny"), nine, names).set_index("partner")
    assert table.index[table["surplus"] < 0].tolist() == ["Russia"]
    share = partner_tables.concentration(tables.load("trade_2024_cny"), nine, names)
    assert share["together"].iloc[-1] == pytest.approx(100)


def test_the_sco_is_the_largest_only_without_cica_and_brics() -> None:
    table = size_tables.verdicts(
        tables.load("country_stats"), tables.load("groupings"), {"sco": members(), "eaeu": grouping("eaeu")}
    )
    assert set(table.loc[table["verdict"] == size_tables.YES, "definition"]) == {"without both"}
    assert len(table) == 12
    assert (table[table["definition"] == "without both"]["verdict"] == size_tables.YES).all()


def test_a_share_that_lacks_a_state_stays_empty() -> None:
    table = size_tables.with_and_without(tables.load("country_stats"), members(), partners()).set_index("measure")
    assert table["family"].isna().to_dict() == {
        "Land": False, "People": False, "Output, market rates": True, "Output, purchasing power": True,
    }  # fmt: skip


def test_statements_err_as_the_notebook_says() -> None:
    table = size_tables.statements(tables.load("size_claims"), tables.load("country_stats"), tables.load("accessions"))
    wrong = table[table["holds"] == "no"]
    people, land, output = (wrong[wrong["statement"].str.endswith(word)] for word in ("people", "land", "output"))
    assert (people["low"] > people["computed"]).all()
    assert land["high"].lt(land["computed"]).tolist() == [True]
    assert {bool(low > computed) for low, computed in zip(output["low"], output["computed"], strict=True)} == {True, False}
    assert table["high"].isna().sum() == 2, "more than half, more than a third"


def test_a_share_is_shown_with_the_digits_of_the_statement() -> None:
    table = size_tables.statements(tables.load("size_claims"), tables.load("country_stats"), tables.load("accessions"))
    shown = {row.said: row.shown for row in table.itertuples() if row.statement.startswith(("Dispatch", "WION"))}
    assert shown == {"25\u00a0%": "27\u00a0%", "42\u00a0%": "42\u00a0%", "24\u00a0%": "23\u00a0%", "22.5\u00a0%": "23.5\u00a0%"}
    plain = table[table["said"].str.fullmatch(r"[\d.]+\u00a0%")]
    assert len(plain) == 4
    assert ((plain["said"] == plain["shown"]) == (plain["holds"] == "yes")).all(), "a plain number agrees if it is the number shown"
    assert table.loc[table["stated"].str.startswith("more than a third"), "said"].tolist() == ["more than a third"]


def test_ties_are_the_borders_and_their_kinds_follow_the_graph(names: dict[str, str]) -> None:
    table = neighbour_tables.ties(tables.load("borders"), tables.load("accessions"), LAST_DAY, names)
    assert table["kind"].value_counts().to_dict() == {
        neighbour_tables.FOUNDERS_TIE: 10, neighbour_tables.LATER_TIE: 3, neighbour_tables.BRIDGE: 2,
    }  # fmt: skip
    assert set(table[["one", "other"]].to_numpy().ravel()) == set(neighbour_tables.PLACES)
    assert table["length_km"].sum() == results.value("neighbours.border-length")
    assert table.set_index(["one", "other"]).loc[("Iran", "Pakistan"), "since"] == 2023


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_no_name_in_the_graph_touches_a_line(names: dict[str, str], width: int) -> None:
    table = neighbour_tables.ties(tables.load("borders"), tables.load("accessions"), LAST_DAY, names)
    kinds = [Span(kind, "blue", 4) for kind in sorted(set(table["kind"]))]
    figure = charts.network(
        table, ends=("one", "other"), kind="kind", kinds=kinds, places=neighbour_tables.PLACES, asides=neighbour_tables.ASIDES
    )
    axes = draw(json.loads(figure.to_json()), width).axes[0]
    ends = [line.get_transform().transform(line.get_xydata()) for line in axes.lines if line.get_linestyle() != "None"]
    lines = [Path(points[start : start + 2]) for points in ends for start in range(0, len(points), 3)]
    assert len(lines) == len(table)
    for words in axes.texts:
        box = words.get_window_extent().padded(2)
        touched = words.get_text() in neighbour_tables.PLACES and any(line.intersects_bbox(box, filled=False) for line in lines)
        assert not touched, words.get_text()


def test_every_enlargement_lowers_the_share_of_neighbours() -> None:
    table = neighbour_tables.over_time(tables.load("borders"), tables.load("accessions"))
    assert table[["pairs", "touching"]].to_numpy().tolist() == [[15, 10], [28, 13], [36, 14], [45, 15]]
    assert all(later < earlier for earlier, later in pairwise(table["share"]))


def test_without_a_hinge_someone_is_cut_off(names: dict[str, str]) -> None:
    table = neighbour_tables.without(tables.load("borders"), members(), names).set_index("state")
    assert table.loc["China", "who"] == "India, Iran, Pakistan"
    assert table.index[table["cut_off"] > 0].tolist() == ["China", "Pakistan", "Russia"]
    assert (table["largest"] + table["cut_off"] == 9).all()


def test_armenia_is_frozen_in_the_csto_and_a_partner_of_the_sco() -> None:
    spells, events = tables.load("multilaterals"), tables.load("accessions")
    path = club_tables.path(spells, events, "ARM", ["cis", "csto", "eaeu", "cis-fta"])
    csto = path[path["club"] == "CSTO"].sort_values("start")
    assert csto["standing"].tolist() == [club_tables.FULL, club_tables.FROZEN]
    assert path[path["club"] == "CIS free trade"]["standing"].tolist() == [club_tables.SIGNED]
    assert csto["start"].tolist()[1] == "2024-02-29"
    in_sco = path[path["club"] == "SCO"].set_index("start")["standing"]
    assert in_sco.to_dict() == {"2016-04-16": club_tables.PARTNER, "2025-07-31": club_tables.ASKED, "2025-09-01": club_tables.PARTNER}
    asked = path[path["standing"] == club_tables.ASKED]
    assert asked["end"].isna().all() and asked["known"].tolist() == ["2025-07"]
    assert (path["start"] < path["end"])[path["end"].notna()].all()


def test_the_grid_shows_who_sits_where_and_nobody_twice(names: dict[str, str]) -> None:
    spells, events = tables.load("multilaterals"), tables.load("accessions")
    table = club_tables.grid(spells, events, list(names), LAST_DAY, names)
    assert not table.duplicated(["state", "club"]).any()
    places = table.drop_duplicates("state").set_index("state")["places"]
    assert places["Kazakhstan"] == results.value("clubs.of-kazakhstan") == places.iloc[0] == places.max()
    assert places["Armenia"] == results.value("clubs.of-armenia")
    guam = set(table[table["club"] == "GUAM"]["state"])
    assert guam == {"Georgia", "Ukraine", "Azerbaijan", "Moldova"}
    assert not guam & set(table[(table["club"] == "SCO") & (table["standing"] == club_tables.FULL)]["state"])
    assert not guam & set(table[table["club"] == "CSTO"]["state"])
    assert not ((table["state"] == "Uzbekistan") & (table["club"] == "CSTO")).any()


def test_shares_in_the_sco_are_of_each_organisation(names: dict[str, str]) -> None:
    table = club_tables.sizes(tables.load("multilaterals"), members(), partners(), ["cica", "csto", "guam"], LAST_DAY).set_index("club")
    assert table.index.tolist() == ["CSTO", "CICA", "GUAM"]
    assert table.loc["CSTO", "share"] == pytest.approx(500 / 6)
    assert table.loc["GUAM", ["members", "share"]].tolist() == [0, 0]


def test_a_format_without_a_date_stays_without(names: dict[str, str]) -> None:
    table = club_tables.formats(tables.load("central_asia_formats"), names)
    assert table["met"].notna().sum() == results.value("clubs.formats-dated")
    assert table.loc[table["met"].isna(), "partner"].tolist() == ["Republic of Korea", "Italy"]


def test_overlaps_begin_with_their_organisation() -> None:
    table = club_tables.shared(tables.load("multilaterals"), tables.load("accessions"), ["csto", "eaeu"], range(2001, 2026))
    frame: pd.DataFrame = table.set_index("year")
    assert frame.loc[2014].isna().to_dict() == {"csto": False, "eaeu": True}
    assert frame.loc[2025].tolist() == [results.value("clubs.csto-sco-overlap-2025"), results.value("clubs.eaeu-sco-overlap-2025")]
    assert (frame["csto"].loc[2006:2011] == 5).all()


def test_partners_trade_more_with_china_than_all_members_but_russia() -> None:
    rest = results.value("trade.sum-nine-2024-cny") * (1 - results.value("trade.share-russia-2024") / 100)
    assert results.value("trade.partners-2024-cny") > rest
    assert results.get("trade.sum-nine-2024-cny").unit == results.get("trade.partners-2024-cny").unit
