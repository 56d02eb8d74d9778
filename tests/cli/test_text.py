"""`edition text import`, `forget` and `places`: what they say, their exit codes, and an earlier copy that stays whole."""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from edition.cli.main import main
from edition.essay import shape
from edition.own_copy import lemma_places, store
from edition.own_copy.fetch import AGENT
from tests.conftest import TESTS

COPIES = TESTS / "bad_inputs" / "copies"
EXPECTED: dict[str, list[str | int]] = json.loads((COPIES / "expectations.json").read_text(encoding="utf-8"))
Project = Callable[[str], Path]


@pytest.fixture
def small(project: Project, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small project, as the current folder."""
    root = project("small")
    monkeypatch.chdir(root)
    return root


def run(*arguments: str, given: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["text", *arguments], input=given)


def test_every_bad_copy_has_its_expectation() -> None:
    assert {path.name for path in COPIES.iterdir()} == {*EXPECTED, "expectations.json"}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_bad_copy_is_one_clear_message_and_the_earlier_copy_stays(small: Path, name: str) -> None:
    assert run("import", "copy.txt").exit_code == 0
    before = store.path(small).read_bytes()
    code, *messages = EXPECTED[name]
    result = run("import", str(COPIES / name))
    assert result.exit_code == code, result.output
    for message in messages:
        assert str(message) in result.output
    assert "Traceback" not in result.output
    assert store.path(small).read_bytes() == before
    assert {path.name for path in store.path(small).parent.iterdir()} == {"copy.json", ".gitignore"}


def test_a_file_of_fifty_megabytes_a_folder_and_a_file_that_is_not_there(small: Path) -> None:
    large = small / "large.txt"
    with large.open("wb") as file:
        file.truncate(50_000_000)
    for source, message in (
        (str(large), "it is too large (50 MB, at most 20)"),
        ("book", "it is a folder"),
        ("absent.txt", "no such file"),
    ):
        result = run("import", source)
        assert (result.exit_code, message in result.output) == (2, True), result.output


def test_a_whole_copy_is_stored_from_a_file_and_from_standard_input(small: Path) -> None:
    essay = (small / "copy.txt").read_text(encoding="utf-8")
    for arguments, given in ((["copy.txt"], None), (["-"], essay), (["-"], essay.encode("utf-16"))):
        run("forget")
        result = run("import", *arguments, given=given)
        assert "3 of 3 sentences match" in result.output
        assert result.exit_code == 0
        stored = store.load(small, shape.load(small / "data" / "base-text.json"))
        assert stored is not None
        assert (len(stored.sentences), stored.altered) == (3, frozenset())
        assert stored.sentences["1.1.1", 1].startswith("The old harbour bell rang “every morning” at six")


def test_a_copy_that_differs_is_stored_when_asked(small: Path) -> None:
    result = run("import", "--keep", str(COPIES / "updated_page.html"))
    assert result.exit_code == 0
    stored = store.load(small, shape.load(small / "data" / "base-text.json"))
    assert stored is not None
    assert stored.altered == {("1.1.1", 2)}
    assert "four families" in stored.sentences["1.1.1", 2]


def test_forgetting_removes_everything(small: Path) -> None:
    run("import", "copy.txt")
    assert "removed" in run("forget").output
    assert not store.path(small).parent.exists()
    assert "no copy to forget" in run("forget").output


# A server on this machine plays the publisher.


class Publisher(http.server.BaseHTTPRequestHandler):
    """Serves the small project's copy; `heard` gathers path and User-Agent of every request."""

    heard: list[tuple[str, str]] = []
    robots = ""
    page = b""

    def do_GET(self) -> None:
        self.heard.append((self.path, self.headers["User-Agent"]))
        if self.path == "/robots.txt":
            self._answer(200 if self.robots else 404, self.robots.encode())
        elif self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "http://elsewhere.example/essay")
            self.end_headers()
        else:
            self._answer(200 if self.path == "/essay" else 503, self.page)

    def _answer(self, code: int, body: bytes) -> None:
        self.send_response(code)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def publisher(small: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The publisher's address."""
    monkeypatch.setattr(Publisher, "heard", [])
    monkeypatch.setattr(Publisher, "page", (small / "copy.txt").read_bytes())
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Publisher)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_a_page_is_fetched_once_and_the_edition_says_who_it_is(publisher: str) -> None:
    result = run("import", f"{publisher}/essay")
    assert (result.exit_code, "3 of 3 sentences match" in result.output) == (0, True), result.output
    assert Publisher.heard == [("/robots.txt", AGENT), ("/essay", AGENT)]
    assert AGENT.startswith("edition/")


def test_robots_txt_is_heeded(publisher: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Publisher, "robots", "User-agent: *\nDisallow: /essay\n")
    result = run("import", f"{publisher}/essay")
    assert (result.exit_code, "asks programs not to fetch this page" in result.output) == (2, True)
    assert [path for path, _ in Publisher.heard] == ["/robots.txt"]


@pytest.mark.parametrize(("path", "message"), [("/gone", "answered 503"), ("/away", "leads on to http://elsewhere.example/essay")])
def test_a_page_that_does_not_come_is_tried_once(publisher: str, path: str, message: str) -> None:
    result = run("import", publisher + path)
    assert (result.exit_code, message in result.output) == (2, True), result.output
    assert [asked for asked, _ in Publisher.heard] == ["/robots.txt", path]


def built_with(root: Path, *notes: tuple[str, list[int], str]) -> None:
    """Leave the part of a built edition that says what its notes hang on."""
    hung = [{"id": name, "sentences": sentences, "lemma": lemma} for name, sentences, lemma in notes]
    (root / "_build" / "html").mkdir(parents=True)
    edition = {"passages": [{"id": "1.1.1", "notes": hung}]}
    (root / "_build" / "html" / "edition.json").write_text(json.dumps(edition), encoding="utf-8")


def test_the_places_of_phrases_are_measured_in_a_whole_copy_of_a_built_book(small: Path) -> None:
    missing = run("places", "copy.txt")
    assert missing.exit_code == 1 and "build the book first" in missing.output
    built_with(small, ("1.1.1-bell", [1], "harbour bell"), ("1.1.1-none", [2], "a word it has not"))
    done = run("places", "copy.txt")
    assert done.exit_code == 0 and "1 of 2 phrases" in done.output and "not found in its sentence: 1.1.1-none" in done.output
    place = lemma_places.load(small)["1.1.1-bell"]
    assert (place.start, place.end) == (len("The old "), len("The old harbour bell"))
    (small / "part.txt").write_text((small / "copy.txt").read_text(encoding="utf-8").replace("Nobody", "No one"), encoding="utf-8")
    part = run("places", "part.txt")
    assert part.exit_code == 1 and "not the whole essay" in part.output
    assert lemma_places.load(small) == {"1.1.1-bell": place}
