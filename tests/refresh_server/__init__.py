"""A local stand-in for UN Comtrade (over TLS, reached as a proxy) and the World Bank (over HTTP), answering in their documented shapes."""

from __future__ import annotations

import json
import re
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BufferedIOBase
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

import trustme

HOST = "comtradeapi.un.org"
Answer = tuple[int, bytes]
CUT = -1
"""Instead of a status: promise a body and close the connection before it is whole."""
SERIES = {
    "AG.LND.TOTL.K2": ("Land area (sq. km)", 9388210.0),
    "AG.SRF.TOTL.K2": ("Surface area (sq. km)", 9562910.0),
    "SP.POP.TOTL": ("Population, total", 1408975000),
    "NY.GDP.MKTP.CD": ("GDP (current US$)", 18743803170827.2),
    "NY.GDP.MKTP.PP.KD": ("GDP, PPP (constant 2021 international $)", 33597918460000.4),
}


def record(year: int, partner: int, flow: str, dollars: float) -> dict[str, Any]:
    """One record as the preview gives it, names of states left out as it does without includeDesc."""
    return {
        "typeCode": "C", "freqCode": "A", "refPeriodId": year * 10000 + 101, "refYear": year, "refMonth": 52, "period": str(year),
        "reporterCode": 156, "reporterISO": None, "reporterDesc": None, "flowCode": flow, "flowDesc": None, "partnerCode": partner,
        "partnerISO": None, "partnerDesc": None, "partner2Code": 0, "classificationCode": "H6", "classificationSearchCode": "HS",
        "isOriginalClassification": True, "cmdCode": "TOTAL", "cmdDesc": None, "aggrLevel": 0, "isLeaf": False, "customsCode": "C00",
        "mosCode": "0", "motCode": 0, "qtyUnitCode": -1, "qty": 0, "netWgt": 0, "cifvalue": dollars if flow == "M" else None,
        "fobvalue": dollars if flow == "X" else None, "primaryValue": dollars, "legacyEstimationFlag": 4, "isReported": False,
        "isAggregate": True,
    }  # fmt: skip


def envelope(records: list[dict[str, Any]]) -> Answer:
    """Records as UN Comtrade sends them."""
    return 200, json.dumps({"elapsedTime": "0.35 secs", "count": len(records), "data": records, "error": ""}).encode()


def comtrade(query: dict[str, str]) -> Answer:
    """What is asked for: every partner and flow of the years, the value made of year and partner."""
    codes, flows, years = (query[name].split(",") for name in ("partnerCode", "flowCode", "period"))
    return envelope([record(int(y), int(p), f, int(y) * 1e6 + int(p) + 0.25) for y in years for p in codes for f in flows])


def observations(series: str, countries: list[str], times: list[str]) -> list[dict[str, Any]]:
    """The figures of one series as the Bank's database gives them; the last year has none yet."""
    name, value = SERIES[series]
    return [
        {
            "variable": [
                {"concept": "Country", "id": country, "value": country.title()},
                {"concept": "Series", "id": series, "value": name},
                {"concept": "Time", "id": time, "value": time.removeprefix("YR")},
            ],
            "value": None if time == "YR2025" else value,
        }
        for country in countries
        for time in times
    ]


def page(data: list[dict[str, Any]]) -> Answer:
    """Figures as the Bank sends them."""
    head = {"page": 1, "pages": 1, "per_page": 1000, "lastupdated": "2026-01-28", "total": len(data)}
    return 200, json.dumps({**head, "source": {"id": "2", "name": "World Development Indicators", "data": data}}).encode()


def worldbank(path: str) -> Answer:
    """What is asked for in a path of the Bank's database."""
    found = re.fullmatch(r"/v2/en/sources/2/series/([^/]+)/country/([^/]+)/time/([^/]+)", path)
    if not found:
        return 404, b""
    return page(observations(found[1], found[2].split(";"), found[3].split(";")))


@dataclass
class Service:
    """The two services: what they answer, and what they were asked."""

    comtrade: Callable[[dict[str, str]], Answer] = comtrade
    worldbank: Callable[[str], Answer] = worldbank
    url: str = ""
    authority: bytes = b""
    asked: list[str] = field(default_factory=list)


class Handler(BaseHTTPRequestHandler):
    """Answers plainly, and inside the tunnel of a CONNECT with the certificate of UN Comtrade."""

    service: Service
    context: ssl.SSLContext

    def do_CONNECT(self) -> None:
        """Open the tunnel and speak TLS as UN Comtrade."""
        self.send_response(200)
        self.end_headers()
        assert self.path == f"{HOST}:443"
        self.connection = self.context.wrap_socket(self.connection, server_side=True)
        self.rfile = cast("Any", self.connection.makefile("rb"))
        self.wfile = cast("BufferedIOBase", self.connection.makefile("wb", buffering=0))
        self.handle_one_request()
        self.close_connection = True

    def do_GET(self) -> None:
        """Answer one question, or break off."""
        self.service.asked.append(self.path)
        address = urlsplit(self.path)
        if isinstance(self.connection, ssl.SSLSocket):
            status, body = self.service.comtrade({name: values[0] for name, values in parse_qs(address.query).items()})
        else:
            status, body = self.service.worldbank(address.path)
        self.send_response(200 if status == CUT else status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body) + (100 if status == CUT else 0)))
        if status == 429:
            self.send_header("Retry-After", "3600")
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


@contextmanager
def serving() -> Iterator[Service]:
    """Run the services on a free port of this machine."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(HOST).configure_cert(context)
    service = Service(authority=authority.cert_pem.bytes())
    handler = type("Bound", (Handler,), {"service": service, "context": context})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        service.url = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield service
        server.shutdown()
