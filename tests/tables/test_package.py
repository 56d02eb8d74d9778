"""The tables agree with their package, and a bad cell is one clear error."""

import json
import re
import shutil
from pathlib import Path

import frictionless
import pytest

from edition.tables import package as datasets
from edition.tables.package import DATA, DataError

BAD = Path(__file__).parents[1] / "bad_inputs" / "data"
REFERENCES = Path(__file__).parents[2] / "book" / "references.bib"
FAULTS = {
    "borders--not-a-number": "table borders, row 3, column length_km: 'long' is not of type number",
    "borders--negative-length": "table borders, row 3, column length_km: '-1' is not at least 0",
    "borders--missing-length": "table borders, row 3, column length_km: '' is not filled; a value is required",
    "borders--pair-twice": "table borders, row 4, column country_a, country_b: ('BLR', 'RUS') is not unique; row 2 has it too",
    "borders--unknown-state": "table borders, row 3, column country_a: 'XYZ' is not in column code of table countries",
    "borders--cell-too-many": "table borders, row 3: 5 cells; expected 4",
    "accessions--unknown-event": "table accessions, row 2, column event: 'joined' is not one of founding, application",
    "accessions--bad-date": "table accessions, row 2, column date: '26 April 1996' is not of the form",
    "exchange_rates--wrong-column": "table exchange_rates, row 1: columns year, rate, source; expected year, cny_per_usd, source",
    "exchange_rates--year-out-of-range": "table exchange_rates, row 3, column year: '1902' is not at least 2001",
    "exchange_rates--no-source": "table exchange_rates, row 3, column source: '' is not filled; a value is required",
    "trade_2024_cny--mirror-row": "table trade_2024_cny, row 3, column basis: 'mirror' is not one of customs",
}


def copy_with(case: str, folder: Path) -> str:
    """Copy the data with one table replaced by a bad one; return the name of the table."""
    name = case.split("--")[0]
    shutil.copytree(DATA, folder, dirs_exist_ok=True)
    shutil.copyfile(BAD / f"{case}.csv", folder / f"{name}.csv")
    return name


def test_every_table_agrees_with_the_package_to_the_last_byte() -> None:
    datasets.verify()


def test_the_package_is_valid_for_frictionless_too() -> None:
    report = frictionless.Package(str(DATA / "datapackage.json")).validate()
    assert report.valid, report.flatten(["taskNumber", "rowNumber", "fieldName", "note"])


@pytest.mark.parametrize("case", sorted(FAULTS))
def test_a_bad_file_is_one_error_that_says_where_and_what(case: str, tmp_path: Path) -> None:
    name = copy_with(case, tmp_path)
    with pytest.raises(DataError) as caught:
        datasets.load(name, tmp_path)
        datasets.verify(tmp_path)
    assert str(caught.value).startswith(FAULTS[case])
    assert "\n" not in str(caught.value)


def test_every_bad_file_has_its_test() -> None:
    assert {path.stem for path in BAD.glob("*.csv")} == set(FAULTS)


def test_a_changed_file_no_longer_fits_its_hash(tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path, dirs_exist_ok=True)
    rates = tmp_path / "exchange_rates.csv"
    rates.write_text(rates.read_text(encoding="utf-8").replace("8.277,", "8.278,"), encoding="utf-8")
    with pytest.raises(DataError, match="table exchange_rates: the package gives hash"):
        datasets.verify(tmp_path)
    datasets.write_description(tmp_path)
    datasets.verify(tmp_path)


def test_an_unknown_table_names_those_there_are() -> None:
    with pytest.raises(DataError, match=r"'bordrs': no such table; there are .*borders"):
        datasets.load("bordrs")


def test_a_loaded_table_is_the_callers_own() -> None:
    own = datasets.load("borders")
    own.loc[0, "length_km"] = 0
    assert datasets.load("borders").loc[0, "length_km"] > 0


def test_every_source_of_a_row_is_in_the_bibliography() -> None:
    known = set(re.findall(r"@\w+\{([^,\s]+),", REFERENCES.read_text(encoding="utf-8")))
    named = {key for name in datasets.names() for key in datasets.source_keys(name)}
    assert named - known == set()


def test_the_package_names_the_sources_its_rows_name_now() -> None:
    assert datasets.describe() == datasets.package(), "stale; write it anew with: python -m edition.tables.package"


def test_every_column_is_described_and_every_figure_has_a_unit() -> None:
    for name in datasets.names():
        table = datasets.table(name)
        assert table["licenses"] and table["description"], name
        for field in table["schema"]["fields"]:
            assert field["description"], (name, field["name"])
            if field["type"] == "number":
                assert field["unit"], (name, field["name"])


def test_every_csv_in_data_is_in_the_package() -> None:
    described = {item["path"] for item in json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))["resources"]}
    tables = {f"{name}.csv" for name in datasets.names()}
    assert tables <= described
    assert {path.name for path in DATA.glob("*.csv")} - {"identifiers.csv"} <= described


@pytest.mark.parametrize("club", ["brics", "cica", "eaeu"])
def test_both_tables_of_members_agree_at_the_end_of_the_record(club: str) -> None:
    spells, groupings = datasets.load("multilaterals"), datasets.load("grouping_members")
    now = spells[(spells["club"] == club) & (spells["status"] == "member") & (spells["end"] == "")]
    assert set(now["country"]) == set(groupings[groupings["grouping"] == club]["country"])
