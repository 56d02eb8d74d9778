"""Newer data stands next to the book's, and whatever a service does wrong leaves every table as it was.

The real client libraries ask a local server: UN Comtrade's through its own setting for a proxy, the World Bank's through its own endpoint.
"""

from __future__ import annotations

import csv
import json
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import frictionless
import pytest
import wbgapi
from click.testing import CliRunner, Result

from edition.cli.main import main
from edition.tables import package as tables
from edition.tables.refresh import RefreshError, comtrade, merge
from edition.tables.refresh.descriptors import STATS, TRADE
from tests import refresh_server as local
from tests.refresh_server import Answer, Service

KEY = "0123456789abcdef"
PLACES = {"comtrade": "UN Comtrade", "worldbank": "The World Bank"}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder of its own with the tables of the edition, as the book has them, as the working folder."""
    data = tmp_path / "data"
    shutil.copytree(tables.DATA, data)
    for name in (TRADE, STATS):
        (data / f"{name}.csv").unlink(missing_ok=True)
    described = json.loads((data / tables.PACKAGE).read_text(encoding="utf-8"))
    described["resources"] = [item for item in described["resources"] if not item.get("refreshed")]
    (data / tables.PACKAGE).write_text(json.dumps(described, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    """Both services on this machine, and the clients set to ask them."""
    monkeypatch.setattr(comtrade, "PAUSE", 0)
    monkeypatch.delenv("COMTRADE_KEY", raising=False)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with local.serving() as service:
        (tmp_path / "authority.pem").write_bytes(service.authority)
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
        monkeypatch.setenv("HTTPS_PROXY", service.url)
        monkeypatch.setenv("https_proxy", service.url)
        monkeypatch.setattr(wbgapi, "endpoint", f"{service.url}/v2")
        yield service


def refresh(*options: str) -> Result:
    return CliRunner().invoke(main, ["data", "refresh", "--since", "2023", "--until", "2024", *options])


def files(project: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (project / "data").iterdir() if path.is_file()}


def rows(project: Path, name: str) -> list[dict[str, str]]:
    with (project / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_newer_rows_stand_next_to_the_books_and_never_over_them(project: Path, service: Service) -> None:
    before = files(project)
    result = refresh()
    assert result.exit_code == 0, result.output
    after = files(project)
    assert set(after) - set(before) == {f"{TRADE}.csv", f"{STATS}.csv"}
    assert {name for name in before if before[name] != after[name]} == {tables.PACKAGE}
    assert not list(project.glob(".refresh-*"))
    old, new = (json.loads(content[tables.PACKAGE])["resources"] for content in (before, after))
    assert new[: len(old)] == old
    assert [item["name"] for item in new[len(old) :]] == [TRADE, STATS]


def test_each_row_says_whence_when_by_whom_and_on_what_terms(project: Path, service: Service) -> None:
    refresh()
    trade, stats = rows(project, TRADE), rows(project, STATS)
    assert len(trade) == 2 * 9 * 2
    russia = next(row for row in trade if (row["year"], row["partner"], row["flow"]) == ("2024", "RUS", "import"))
    assert russia["value"] == "2024.00064325"
    assert next(row for row in trade if row["partner"] == "IND")["value"].endswith("00069925")
    assert (russia["reporter"], russia["basis"], russia["unit"]) == ("CHN", "customs", "USD million")
    output = next(row for row in stats if (row["country"], row["year"], row["measure"]) == ("CHN", "2024", "gdp"))
    assert (output["value"], output["reporter"]) == ("18743803170827.2", "World Bank")
    for row in trade + stats:
        assert row["retrieved"] == date.today().isoformat()
        assert row["source"] and "https://" in row["terms"]
    assert "preview" in russia["source"] and "NY.GDP.MKTP.CD" in output["source"]
    assert {row["country"] for row in stats}.isdisjoint({"WLD", "EUU"})


def test_the_new_tables_are_in_the_package_and_valid(project: Path, service: Service) -> None:
    refresh()
    tables.forget()
    tables.verify(project / "data")
    report = frictionless.Package(str(project / "data" / tables.PACKAGE)).validate()
    assert report.valid, report.flatten(["taskNumber", "rowNumber", "fieldName", "note"])
    assert tables.source_keys(TRADE, project / "data") == frozenset()
    for name in (TRADE, STATS):
        for field in tables.table(name, project / "data")["schema"]["fields"]:
            assert field["description"] and (field["type"] != "number" or field["unit"])


def test_a_second_run_adds_only_what_was_revised(project: Path, service: Service) -> None:
    refresh()
    first, before = rows(project, TRADE), files(project)
    assert "nothing new" in refresh().output
    assert files(project) == before

    def revised(query: dict[str, str]) -> Answer:
        status, body = local.comtrade(query)
        return status, body.replace(b"2024000643.25", b"2024000999.25")

    service.comtrade = revised
    assert "trade_refreshed.csv: 2 new rows" in refresh().output
    second = rows(project, TRADE)
    assert second[: len(first)] == first
    assert {(row["partner"], row["value"]) for row in second[len(first) :]} == {("RUS", "2024.00099925")}
    assert files(project)[f"{STATS}.csv"] == before[f"{STATS}.csv"]


def test_a_year_not_reported_yet_and_a_figure_not_given_are_left_out(project: Path, service: Service) -> None:
    service.comtrade = lambda query: local.envelope([]) if query["period"] == "2025" else local.comtrade(query)
    assert refresh("--until", "2025").exit_code == 0
    assert {row["year"] for row in rows(project, TRADE)} == {"2023", "2024"}
    assert {row["year"] for row in rows(project, STATS)} == {"2023", "2024"}


def test_without_a_key_the_preview_is_asked_and_with_one_the_full_service(project: Path, service: Service) -> None:
    refresh("--only", "comtrade")
    assert all(path.startswith("/public/v1/preview/C/A/HS?") and "subscription-key" not in path for path in service.asked)
    assert not (project / "data" / f"{STATS}.csv").exists()
    service.asked.clear()
    assert refresh("--only", "comtrade", "--key", KEY).exit_code == 0
    assert all(path.startswith("/data/v1/get/C/A/HS?") and f"subscription-key={KEY}" in path for path in service.asked)
    assert KEY not in (project / "data" / f"{TRADE}.csv").read_text(encoding="utf-8")


def fixed(status: int, body: bytes) -> Callable[[object], Answer]:
    return lambda asked: (status, body)


def renamed(answer: Callable[..., Answer], old: bytes, new: bytes) -> Callable[[object], Answer]:
    def changed(asked: object) -> Answer:
        status, body = answer(asked)
        return status, body.replace(old, new)

    return changed


LIMIT = b'{ "statusCode": 429, "message": "Rate limit is exceeded. Try again in 3600 seconds." }'
FAULTS: dict[str, tuple[str, Callable[[object], Answer], str]] = {
    "comtrade 429": ("comtrade", fixed(429, LIMIT), "refused the request for 2023: Rate limit is exceeded"),
    "comtrade 500": ("comtrade", fixed(500, b"Internal Server Error"), "refused the request for 2023: Internal Server Error"),
    "comtrade cut": ("comtrade", fixed(local.CUT, b'{"elapsed'), "broke off"),
    "comtrade empty": ("comtrade", fixed(*local.envelope([])), "without a single row"),
    "comtrade no body": ("comtrade", fixed(200, b""), "not the JSON that is documented"),
    "comtrade a page": ("comtrade", fixed(200, b"<html>maintenance</html>"), "not the JSON that is documented"),
    "comtrade no data": ("comtrade", fixed(200, b'{"elapsedTime": "0 secs", "count": 0}'), "not the JSON that is documented"),
    "comtrade column": ("comtrade", renamed(local.comtrade, b'"primaryValue"', b'"tradeValue"'), "primaryValue is missing"),
    "comtrade other state": ("comtrade", renamed(local.comtrade, b'"reporterCode": 156', b'"reporterCode": 643'), "not asked for"),
    "comtrade other partner": ("comtrade", renamed(local.comtrade, b'"partnerCode": 643', b'"partnerCode": 842'), "cannot be read"),
    "comtrade twice": ("comtrade", renamed(local.comtrade, b'"partnerCode": 643', b'"partnerCode": 398'), "more than once"),
    "comtrade no value": ("comtrade", renamed(local.comtrade, b'"primaryValue": 2', b'"primaryValue": null, "x": 2'), "cannot be read"),
    "comtrade negative": ("comtrade", renamed(local.comtrade, b'"primaryValue": ', b'"primaryValue": -'), "no amount"),
    "worldbank 429": ("worldbank", fixed(429, b""), "refused the request for land-area: 429"),
    "worldbank 500": ("worldbank", fixed(500, b""), "refused the request for land-area: 500"),
    "worldbank cut": ("worldbank", fixed(local.CUT, b'{"page"'), "broke off"),
    "worldbank empty": ("worldbank", fixed(*local.page([])), "without a single value"),
    "worldbank no body": ("worldbank", fixed(200, b""), "not JSON"),
    "worldbank told off": (
        "worldbank",
        fixed(200, b'[{"message": [{"id": "120", "key": "Invalid value", "value": "The provided parameter value is not valid"}]}]'),
        "Invalid value: The provided parameter value is not valid",
    ),
    "worldbank column": ("worldbank", renamed(local.worldbank, b'"value": 9388210.0', b'"amount": 1'), "missing or misplaced"),
    "worldbank no total": ("worldbank", renamed(local.worldbank, b'"total"', b'"count"'), "missing or misplaced"),
    "worldbank concept": ("worldbank", renamed(local.worldbank, b'"Time"', b'"Period"'), "missing or misplaced"),
    "worldbank rebased": ("worldbank", renamed(local.worldbank, b"constant 2021", b"constant 2027"), "now called 'GDP, PPP (constant 2027"),
    "worldbank other state": ("worldbank", renamed(local.worldbank, b'"id": "CHN"', b'"id": "FRA"'), "not asked for"),
}  # fmt: skip


@pytest.mark.parametrize("case", FAULTS)
def test_a_fault_is_one_message_and_every_table_stays(case: str, project: Path, service: Service) -> None:
    where, fault, message = FAULTS[case]
    refresh("--since", "2022", "--until", "2022")
    before = files(project)
    setattr(service, where, fault)
    result = refresh()
    assert result.exit_code == 1
    said = [line for line in result.output.splitlines() if line.startswith("Error: ")]
    assert len(said) == 1 and said[0].startswith(f"Error: {PLACES[where]} ") and message in said[0], result.output
    assert said[0].endswith("Every table stays as it was.")
    assert "Traceback" not in result.output
    assert files(project) == before
    assert not list(project.glob(".refresh-*"))


def test_without_its_packages_the_way_to_them_is_told(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files(project)
    monkeypatch.delitem(sys.modules, "edition.tables.refresh.worldbank", raising=False)
    monkeypatch.delattr("edition.tables.refresh.worldbank", raising=False)
    monkeypatch.setitem(sys.modules, "wbgapi", None)
    result = refresh("--only", "worldbank")
    assert result.exit_code == 1
    assert "wbgapi is not installed: pip install -r requirements/refresh.txt." in result.output
    assert files(project) == before


@pytest.mark.parametrize("only", PLACES)
def test_offline_is_one_message_and_nothing_is_made(only: str, project: Path, service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files(project)
    monkeypatch.setattr(wbgapi, "endpoint", "http://127.0.0.1:9/v2")
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")
    result = refresh("--only", only)
    assert result.exit_code == 1
    assert f"Error: {PLACES[only]} could not be reached" in result.output and "127.0.0.1" not in result.output
    assert files(project) == before


def test_a_key_is_never_shown(project: Path, service: Service) -> None:
    service.comtrade = lambda query: (401, f'{{"statusCode": 401, "message": "Access denied for {KEY}."}}'.encode())
    result = refresh("--key", KEY)
    assert result.exit_code == 1 and "Access denied" in result.output
    assert KEY not in result.output


def test_files_that_cannot_be_moved_into_place_are_put_back(project: Path, service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    refresh("--only", "comtrade")
    before = files(project)
    service.comtrade = lambda query: (200, local.comtrade(query)[1].replace(b".25", b".5"))
    move = Path.replace

    def full(self: Path, target: Path) -> Path:
        if target.name == tables.PACKAGE:
            raise OSError(28, "No space left on device")
        return move(self, target)

    monkeypatch.setattr(Path, "replace", full)
    result = refresh()
    assert result.exit_code == 1 and "could not be written (No space left on device)" in result.output
    assert files(project) == before


def test_nothing_is_laid_upon_a_damaged_table(project: Path, service: Service) -> None:
    rates = project / "data" / "exchange_rates.csv"
    rates.write_text(rates.read_text(encoding="utf-8").replace("8.277,", "8.278,"), encoding="utf-8")
    result = refresh()
    assert result.exit_code == 1 and "table exchange_rates" in result.output
    assert service.asked == []


def test_a_row_that_does_not_fit_its_table_is_refused(project: Path) -> None:
    before = files(project)
    with pytest.raises(RefreshError, match="does not fit the tables: table trade_refreshed, row 2, column partner"):
        merge.store(project / "data", {TRADE: [dict.fromkeys(TRADE_COLUMNS, "x") | {"year": "2024"}]})
    assert files(project) == before


TRADE_COLUMNS = ("year", "partner", "flow", "value", "unit", "reporter", "basis", "source", "retrieved", "terms")


def test_only_a_new_figure_or_another_value_than_the_last_is_added() -> None:
    def row(year: str, value: str) -> dict[str, str]:
        return {"year": year, "value": value}

    kept = [row("2023", "1"), row("2024", "2"), row("2024", "3")]
    assert merge.added(kept, [row("2023", "1"), row("2024", "3")], ("year",)) == []
    assert merge.added(kept, [row("2024", "2"), row("2025", "3")], ("year",)) == [row("2024", "2"), row("2025", "3")]


def test_the_command_says_what_it_does_and_what_it_does_not(project: Path) -> None:
    said = " ".join(CliRunner().invoke(main, ["data", "refresh", "--help"]).output.split())
    assert "own rows are never touched" in said and "data/trade_refreshed.csv" in said and "Example: edition data refresh" in said
    backwards = CliRunner().invoke(main, ["data", "refresh", "--since", "2024", "--until", "2020"])
    assert backwards.exit_code == 1 and "backwards" in backwards.output
