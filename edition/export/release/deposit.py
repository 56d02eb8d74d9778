"""Metadata for repositories, generated from CITATION.cff: `codemeta.json` and `.zenodo.json` at the project's root.

They name the day of release once the version is released, and none before: `make release` writes them after it stored the version.
`python -m edition.export.release.deposit` writes both; a test detects stale ones.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from edition.publication import CITATION_FILE, LICENCES, VERSIONS


def codemeta(citation: dict[str, Any], essay_url: str, released: str) -> dict[str, Any]:
    """Return CodeMeta 3 for the package; `released` is the day of release, empty before it."""
    return {
        "@context": "https://w3id.org/codemeta/3.0",
        "type": "SoftwareSourceCode",
        "name": citation["title"],
        "description": citation["abstract"].strip(),
        "version": str(citation["version"]),
        **({"datePublished": released} if released else {"developmentStatus": "wip"}),
        "license": ["https://spdx.org/licenses/MIT", f"https://spdx.org/licenses/{citation['license']}"],
        "author": [{"type": "Organization", "name": author["name"]} for author in citation["authors"]],
        "keywords": citation["keywords"],
        "programmingLanguage": {"type": "ComputerLanguage", "name": "Python"},
        "runtimePlatform": "Python 3.11",
        "about": essay_url,
    }


def zenodo(citation: dict[str, Any], essay_url: str, released: str) -> dict[str, Any]:
    """Return Zenodo's deposit metadata; `released` is the day of release, empty before it."""
    return {
        "title": citation["title"],
        "upload_type": "dataset" if citation["type"] == "dataset" else "software",
        "description": citation["abstract"].strip(),
        "creators": [{"name": author["name"]} for author in citation["authors"]],
        "version": str(citation["version"]),
        **({"publication_date": released} if released else {}),
        "license": citation["license"].lower(),
        "access_right": "open",
        "language": "eng",
        "keywords": citation["keywords"],
        "notes": "The essay discussed is in copyright and not part of this deposit; short phrases are quoted from it.",
        "related_identifiers": [{"identifier": essay_url, "relation": "reviews", "resource_type": "publication-article"}],
    }


FILES: dict[str, Callable[[dict[str, Any], str, str], dict[str, Any]]] = {"codemeta.json": codemeta, ".zenodo.json": zenodo}


def texts(root: Path) -> dict[str, str]:
    """Return the current text of each file."""
    citation = yaml.safe_load((root / CITATION_FILE).read_text(encoding="utf-8"))
    if citation["license"] not in LICENCES:
        raise ValueError(f"{CITATION_FILE}: the licence {citation['license']} has no address in edition/publication.py")
    essay_url = json.loads((root / "data" / "base-text.json").read_text(encoding="utf-8"))["url"]
    released = str(citation["date-released"]) if (root / VERSIONS / f"{citation['version']}.json").is_file() else ""
    return {name: json.dumps(make(citation, essay_url, released), ensure_ascii=False, indent=2) + "\n" for name, make in FILES.items()}


def main() -> None:
    """Write both files."""
    for name, text in texts(Path.cwd()).items():
        Path(name).write_text(text, encoding="utf-8")
        print(name)


if __name__ == "__main__":
    main()
