"""Fetch a copy from its publisher, once and politely: robots.txt is obeyed, the user agent names the edition."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPMessage
from importlib.metadata import version
from typing import IO
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from edition.own_copy.decode import MAX_BYTES, Unreadable, too_large

AGENT = f"edition/{version('edition')} (annotated edition; a reader fetches one page for a copy of their own)"
TIMEOUT = 30
SAVE_IT = "open the page in a browser, save it, and give the file: edition text import page.html"

Progress = Callable[[int, int | None], None]


@dataclass(frozen=True)
class Fetched:
    """A page's bytes and the encoding its server named (empty where it named none)."""

    data: bytes
    charset: str


def is_address(source: str) -> bool:
    """Return whether a source is a web address."""
    return source.lower().startswith(("http://", "https://"))


def fetch(url: str, progress: Progress = lambda done, total: None) -> Fetched:
    """Fetch a page in one try; `progress` is called with bytes done and expected. Raise `Unreadable`."""
    _ask_robots(url)
    try:
        with _open(url) as answer:
            length = answer.headers.get("Content-Length", "")
            total = int(length) if length.isdigit() else None
            if (total or 0) > MAX_BYTES:
                raise Unreadable(too_large(total or 0))
            return Fetched(_read(answer, total, progress), answer.headers.get_content_charset() or "")
    except urllib.error.HTTPError as error:
        raise Unreadable(f"the server answered {error.code} ({error.reason}); {SAVE_IT}") from error
    except (OSError, ValueError) as error:
        if isinstance(error, Unreadable):
            raise
        reason = getattr(error, "reason", error)
        raise Unreadable(f"it could not be fetched ({reason}); {SAVE_IT}") from error


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follow redirects on the host whose robots.txt was read, and no other."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> urllib.request.Request | None:
        """Refuse a redirect to another host or scheme."""
        old, new = urlsplit(req.full_url), urlsplit(newurl)
        if new.hostname != old.hostname or new.scheme not in ("http", "https"):
            raise Unreadable(f"it leads on to {newurl}; if you trust that address, give it: edition text import {newurl}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _open(url: str) -> urllib.request._UrlopenRet:
    opener = urllib.request.build_opener(_SameHost)
    return opener.open(urllib.request.Request(url, headers={"User-Agent": AGENT, "Accept": "text/html, text/plain"}), timeout=TIMEOUT)


def _ask_robots(url: str) -> None:
    """Raise `Unreadable` if the site's robots.txt forbids the page; a site without one allows it."""
    address = urljoin(url, "/robots.txt")
    rules = RobotFileParser(address)
    try:
        with _open(address) as answer:
            rules.parse(answer.read(500_000).decode("utf-8", "replace").splitlines())
    except urllib.error.HTTPError as error:
        if error.code in (401, 403) or error.code >= 500:
            raise Unreadable(f"the site's robots.txt answered {error.code}, so nothing was fetched; {SAVE_IT}") from error
        return
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise Unreadable(f"the site could not be reached ({reason}); {SAVE_IT}") from error
    if not rules.can_fetch(AGENT, url):
        raise Unreadable(f"the site's robots.txt asks programs not to fetch this page; {SAVE_IT}")


def _read(answer: IO[bytes], total: int | None, progress: Progress) -> bytes:
    chunks: list[bytes] = []
    done = 0
    while chunk := answer.read(16_384):
        chunks.append(chunk)
        done += len(chunk)
        if done > MAX_BYTES:
            raise Unreadable(too_large(done))
        progress(done, total)
    return b"".join(chunks)
