"""The static tree of Distributed Text Services, walked by URI templates as a plain client walks it, and against dapytains."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from dapytains.tei.document import Document
from lxml import etree
from pyld import jsonld
from uritemplate import URITemplate

from edition.export.formats import dts
from edition.export.formats.tei import document as tei

HERE = Path(__file__).parent
BASE = "https://example.org/bell/"


class Client:
    """A client that knows nothing but the entry's address."""

    def __init__(self, files: dict[str, str], base: str) -> None:
        self.files, self.base = files, base
        self.entry = self.get(urljoin(base, "dts/index.json"))

    def get(self, url: str) -> Any:
        text = self.files[url.removeprefix(self.base)]
        return json.loads(text) if url.endswith(".json") else etree.fromstring(text.encode())

    def follow(self, endpoint: str, **values: Any) -> Any:
        expanded = URITemplate(self.entry[endpoint]).expand({name: str(value) for name, value in values.items()})
        return self.get(urljoin(urljoin(self.base, "dts/index.json"), expanded))


@pytest.fixture(params=["files", "placed_files"])
def client(request: pytest.FixtureRequest) -> Client:
    return Client(request.getfixturevalue(request.param), BASE)


def test_the_collection_leads_to_the_resource(client: Client) -> None:
    top = client.follow("collection")
    assert top["@type"] == "Collection"
    (resource,) = top["member"]
    assert resource["@type"] == "Resource"
    assert client.follow("collection", id=resource["@id"], nav="parents")["member"][0]["@id"] == top["@id"]


def test_navigation_gives_levels_as_asked(client: Client) -> None:
    def refs(**values: Any) -> list[str]:
        return [unit["identifier"] for unit in client.follow("navigation", resource="edition", **values)["member"]]

    assert refs(down=1) == ["1"]
    assert refs(down=-1) == ["1", "1.1", "1.1.1", "1.1.1.1", "1.1.1.2", "1.1.1.3"]
    assert refs(down=1, ref="1.1.1") == ["1.1.1", "1.1.1.1", "1.1.1.2", "1.1.1.3"]
    assert refs(down=0, ref="1.1.1.1") == ["1.1.1.1", "1.1.1.2", "1.1.1.3"]
    assert refs(down=2, tree="captions") == ["fig", "fig.1"]
    alone = client.follow("navigation", resource="edition", ref="1.1.1.2")
    assert "member" not in alone
    assert alone["ref"]["parent"] == "1.1.1"


def test_documents_hold_what_they_are_asked_for(client: Client, files: dict[str, str]) -> None:
    fragment = client.follow("document", resource="edition", ref="1.1.1.2")
    assert [seg.get("n") for seg in fragment.iterfind(f".//{{{tei.NS}}}seg")] == ["2"]
    assert etree.QName(fragment[0]).namespace == tei.DTS
    passage = client.follow("document", resource="edition", ref="1.1.1")
    assert [div.findtext(f"{{{tei.NS}}}head") for div in passage.iterfind(f".//{{{tei.NS}}}div[@type='collation']")] == [
        "The parish & its minutes"
    ]
    assert len(passage.findall(f".//{{{tei.NS}}}app")) == 2 and fragment.find(f".//{{{tei.NS}}}app") is None
    whole = client.follow("document", resource="edition")
    assert etree.tostring(whole, method="c14n") == etree.tostring(client.get(f"{BASE}edition.tei.xml"), method="c14n")


def test_a_resource_is_walked_by_its_own_templates(client: Client) -> None:
    """From an answer deep in the tree, relative addresses still lead on."""
    expanded = URITemplate(client.entry["navigation"]).expand(resource="edition", ref="1.1.1", down=1)
    here = urljoin(urljoin(BASE, "dts/index.json"), expanded)
    resource = client.get(here)["resource"]
    next_ = urljoin(here, URITemplate(resource["document"]).expand(ref="1.1.1.1"))
    assert client.get(next_) is not None


@pytest.mark.parametrize("tree", ["", "captions"])
def test_the_units_are_those_dapytains_finds(files: dict[str, str], corpus: Any, tmp_path: Path, tree: str) -> None:
    path = tmp_path / "edition.tei.xml"
    path.write_text(files["edition.tei.xml"], encoding="utf-8")

    def flat(units: list[Any]) -> list[tuple[str, int, str, str | None]]:
        return [row for u in units for row in ((u.ref, u.level, u.citeType, u.parent), *flat(u.children))]

    found = flat(Document(str(path)).get_reffs(tree or "text"))
    assert found == [(unit.ref, unit.level, unit.type, unit.parent) for unit in dts.units_of(corpus, tree)]


def test_answers_expand_as_json_ld(files: dict[str, str]) -> None:
    context = json.loads((HERE / "contexts" / "dts.json").read_text(encoding="utf-8"))
    del context["@context"]["extensions"]  # unused here; its null vocabulary is more than pyld takes

    def loader(url: str, options: object) -> dict[str, object]:
        assert url == dts.CONTEXT
        return {"contextUrl": None, "documentUrl": url, "document": context}

    (entry,) = jsonld.expand(json.loads(files["dts/index.json"]), {"documentLoader": loader, "base": BASE})
    assert entry["@type"] == ["https://dtsapi.org/v1.0#EntryPoint"]
    assert entry["https://dtsapi.org/v1.0#dtsVersion"] == [{"@value": "1.0"}]
