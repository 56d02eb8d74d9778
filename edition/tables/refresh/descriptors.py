"""The descriptors of the two tables of newer data."""

from typing import Any

TRADE, STATS = "trade_refreshed", "stats_refreshed"
Schema = dict[str, Any]


def _field(name: str, description: str, kind: str = "string", **constraints: Any) -> Schema:
    unit = {"unit": constraints.pop("unit")} if "unit" in constraints else {}
    return {"name": name, "type": kind, "description": description, **unit, "constraints": {"required": True, **constraints}}


YEAR = _field("year", "Calendar year.", "integer", minimum=1991)
PROVENANCE = [
    _field("source", "Service and series the figure was read from."),
    _field("retrieved", "Day on which this figure was first read.", pattern=r"\d{4}-\d{2}-\d{2}"),
    _field("terms", "Terms under which the service gives the figure."),
]


def _link(column: str) -> Schema:
    return {"fields": [column], "reference": {"resource": "countries", "fields": ["code"]}}


def _table(name: str, title: str, description: str, licence: Schema, service: Schema, schema: Schema) -> Schema:
    return {
        "name": name,
        "type": "table",
        "refreshed": True,
        "title": title,
        "description": description,
        "path": f"{name}.csv",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "licenses": [licence],
        "sources": [service],
        "schema": {**schema, "missingValues": [""]},
    }


DESCRIPTORS = {
    TRADE: _table(
        TRADE,
        "China's goods trade with the partner members: newer data",
        "Written by: edition data refresh. No figure of the book rests on it. A figure that the service revises is a further row; "
        "the one read last holds. Never to be summed with rows of trade_bilateral.",
        {"name": "un-comtrade", "title": "UN Comtrade's terms of use apply; they limit passing the data on."},
        {"title": "UN Comtrade", "path": "https://comtradeplus.un.org/"},
        {
            "fields": [
                YEAR,
                _field("partner", "State, by its code in the table countries.", pattern="[A-Z]{3}"),
                _field("flow", "Seen from China: export is what China sells, import what China buys.", enum=["export", "import"]),
                _field("value", "The figure as the service gives it.", "number", unit="USD million", minimum=0),
                _field("unit", "Unit of value.", enum=["USD million"]),
                _field("reporter", "State that measured the flow.", pattern="[A-Z]{3}"),
                _field("basis", "customs: reported by China.", enum=["customs"]),
                *PROVENANCE,
            ],
            "primaryKey": ["year", "partner", "flow", "value", "retrieved"],
            "foreignKeys": [_link("partner"), _link("reporter")],
        },
    ),
    STATS: _table(
        STATS,
        "Land, people and output: newer data",
        "Written by: edition data refresh. No figure of the book rests on it. A figure that the service revises is a further row; "
        "the one read last holds.",
        {
            "name": "CC-BY-4.0",
            "path": "https://creativecommons.org/licenses/by/4.0/",
            "title": "Creative Commons Attribution 4.0 (World Bank data)",
        },
        {"title": "World Development Indicators", "path": "https://databank.worldbank.org/source/world-development-indicators"},
        {
            "fields": [
                _field("country", "State, by its code in the table countries.", pattern="[A-Z]{3}"),
                YEAR,
                _field(
                    "measure", "What is measured, as in country_stats.", enum=["land-area", "total-area", "population", "gdp", "gdp-ppp"]
                ),
                _field("value", "The figure as the service gives it.", "number", unit="as in the column unit", minimum=0),
                _field("unit", "Unit of value.", enum=["km2", "persons", "current USD", "constant 2021 international dollars"]),
                _field("reporter", "Body that compiled the figure."),
                *PROVENANCE,
            ],
            "primaryKey": ["country", "year", "measure", "value", "retrieved"],
            "foreignKeys": [_link("country")],
        },
    ),
}
KEYS = {TRADE: ("year", "partner", "flow"), STATS: ("country", "year", "measure")}
"""The columns that say which figure a row gives."""


def columns(name: str) -> list[str]:
    """Return the columns of one of the two tables, in order."""
    return [field["name"] for field in DESCRIPTORS[name]["schema"]["fields"]]
