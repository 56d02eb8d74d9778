"""The table of declarations: a full grid, words with a source, and no column that is mostly empty."""

import pandas as pd
import pytest

from edition.evidence.declarations import arithmetic as declarations
from edition.tables import package


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    return package.load("declarations").fillna("")


def test_each_meeting_of_the_grid_has_each_clause_once(frame: pd.DataFrame) -> None:
    cells = declarations.grid(frame)
    assert set(cells["year"]) == set(range(2015, 2027))
    assert cells.groupby("year")["clause"].nunique().eq(frame["clause"].nunique()).all()


def test_a_cell_has_words_and_a_source_or_neither(frame: pd.DataFrame) -> None:
    for row in frame.itertuples():
        assert bool(row.says) == bool(row.source) == (row.basis != declarations.NOT_SEEN), (row.year, row.clause)


def test_no_clause_is_less_than_half_filled(frame: pd.DataFrame) -> None:
    meetings = declarations.grid(frame)["year"].nunique()
    assert all(2 * count >= meetings for count in declarations.seen_by_clause(frame).values())


def test_before_the_grid_only_what_was_seen(frame: pd.DataFrame) -> None:
    earlier = frame[frame["period"] != declarations.GRID]
    assert len(declarations.seen(earlier)) == len(earlier)
    assert earlier["year"].max() < declarations.grid(frame)["year"].min()


def test_meetings_agree_with_the_table_of_summits(frame: pd.DataFrame) -> None:
    summits = package.load("summits").set_index("number")
    for row in frame.itertuples():
        assert str(summits.loc[row.meeting, "start"])[:4] == str(row.year)
        assert summits.loc[row.meeting, "city"] == row.city


def test_a_press_source_alone_is_not_called_read(frame: pd.DataFrame) -> None:
    """A cell called read rests on a source of which the edition says that it is the SCO's own text."""
    text = (package.DATA.parent / "book" / "references.bib").read_text(encoding="utf-8")
    for row in frame[frame["basis"] == "read"].itertuples():
        entries = [text[text.index(f"{{{key},") :].split("\n}", 1)[0] for key in row.source.split(";")]
        assert any("origin = {sco}" in entry and "evidence = {primary}" in entry for entry in entries), (row.year, row.clause)
