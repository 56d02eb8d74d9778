"""Share pictures, 1200 by 630, for link previews: of the whole, each note, passage and chart; drawn where the site's address is known."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from edition.book import WHOLE, Book
from edition.charts.lettering import BOLD, SANS, SERIF, face, lines, png
from edition.commentary.model import Finding, finding_of
from edition.export.pages.metadata import SHARE_SIZE, share_path
from edition.export.pages.notes import finding_sentence, title_of
from edition.export.pages.start import ROWS

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

PAPER, INK, MUTED, RUBRIC = "#fdfcf8", "#211e1a", "#625b52", "#8c2f1c"
#: The hues of the findings on light paper, the same as in `book/_static/css/tokens.css`.
HUES: Final = {
    Finding.CONFIRMED: "#22633a", Finding.QUALIFIED: "#4c5d12", Finding.IMPRECISE: "#875000", Finding.CONTRADICTED: "#a3232b",
    Finding.UNVERIFIABLE: "#5c5c5c", Finding.CONTESTED: "#71409a", Finding.INTERPRETIVE: "#2b5c86",
}  # fmt: skip
_MARGIN: Final = 72


@dataclass(frozen=True)
class Card:
    """The content of a picture: a line above, a title, words below it, a claim's finding, a chart's picture (a PNG in base64)."""

    id: str
    above: str
    title: str
    words: str = ""
    finding: Finding | None = None
    chart: str = ""
    findings: tuple[tuple[Finding, ...], ...] = ()


def cards(book: Book) -> Iterator[Card]:
    """Yield the cards of the whole and of every note, passage and chart."""
    rows = tuple(tuple(claim.finding for claim in book.claims if claim.passage.startswith(prefixes)) for prefixes, _ in ROWS)
    title, _, subtitle = book.meta.title.partition(": ")
    yield Card(WHOLE, subtitle, title, f"{len(book.claims)} claims, each held against the record", findings=rows)
    for note in book.notes:
        finding = finding_of(note)
        above = "The essay states" if finding else book.short_title
        yield Card(note.id, above, title_of(note), finding_sentence(note), finding)
    for passage in book.passages:
        yield Card(passage.reference, f"Passage {passage.reference}", passage.title, passage.precis)
    for chart in book.charts:
        yield Card(chart.name, chart.payload.get("subtitle", ""), chart.title, chart=chart.payload["pictures"]["png"])


def files(book: Book, cache: Path) -> dict[str, str | bytes]:
    """Draw all cards if the site's address is known; a card unchanged since an earlier build is taken from the folder `cache`."""
    if not book.meta.base_url:
        return {}
    foot = f"{book.short_title} · {book.meta.base_url.removeprefix('https://').rstrip('/')}"
    return {share_path(card.id): _cached(cache, card, foot, lambda card=card: draw(card, foot)) for card in cards(book)}  # type: ignore[misc]


def _cached(folder: Path, card: Card, foot: str, make: Callable[[], bytes]) -> bytes:
    key = sha256(Path(__file__).read_bytes() + repr((card, foot)).encode()).hexdigest()
    path = folder / f"{key}.png"
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(make())
    return path.read_bytes()


def draw(card: Card, foot: str) -> bytes:
    """Draw one card."""
    from PIL import Image, ImageDraw

    width, height = SHARE_SIZE
    sheet = Image.new("RGB", SHARE_SIZE, PAPER)
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((0, 0, width, 12), fill=RUBRIC)
    y = 56.0
    y = _text(pen, card.above, face(SANS, 24), MUTED, y, 1)
    y = _text(pen, card.title, face(SERIF, 46 if len(card.title) < 110 else 38), INK, y + 12, 2 if card.chart else 4)
    if card.finding:
        y += 18
        _shape(pen, card.finding, _MARGIN, y + 2, 34)
        pen.text((_MARGIN + 48, y), card.finding, font=face(BOLD, 32), fill=HUES[card.finding])
        y += 56
    if card.words:
        y = _text(pen, card.words, face(SERIF, 29), INK, y + 12, max(1, int((height - 110 - y) // 40)))
    if card.findings:
        _cells(pen, card.findings, y + 30)
    if card.chart:
        _paste(sheet, card.chart, y + 8)
    pen.text((_MARGIN, height - 42), foot, font=face(SANS, 22), fill=MUTED, anchor="ls")
    return png(sheet)


def _text(pen: ImageDraw, text: str, font: Any, colour: str, y: float, max_lines: int) -> float:
    """Write lines of text and return the y position below them."""
    for line in lines(text, font, SHARE_SIZE[0] - 2 * _MARGIN, max_lines):
        pen.text((_MARGIN, y), line, font=font, fill=colour)
        y += font.size * 1.32
    return y


def _paste(sheet: Any, chart: str, y: float) -> None:
    from PIL import Image

    drawn = Image.open(io.BytesIO(base64.b64decode(chart))).convert("RGB")
    room = (SHARE_SIZE[0] - 2 * _MARGIN, SHARE_SIZE[1] - 80 - round(y))
    scale = min(room[0] / drawn.width, room[1] / drawn.height, 1.0)
    fitted = drawn.resize((round(drawn.width * scale), round(drawn.height * scale)))
    sheet.paste(fitted, (_MARGIN, round(y)))


def _cells(pen: ImageDraw, rows: tuple[tuple[Finding, ...], ...], y: float) -> None:
    size, gap = 19, 3
    across = (SHARE_SIZE[0] - 2 * _MARGIN) // (size + gap)
    for row in rows:
        for index, finding in enumerate(row):
            x, top = _MARGIN + index % across * (size + gap), y + index // across * (size + gap)
            _shape(pen, finding, x, top, size)
        y += -(-len(row) // across) * (size + gap) + 8


def _shape(pen: ImageDraw, finding: Finding, x: float, y: float, size: float) -> None:
    """Draw a finding's shape, distinguishable without its hue, in a square of a size."""
    hue, line = HUES[finding], max(2, round(size / 9))

    def xy(*pairs: float) -> list[tuple[float, float]]:
        return [(x + px * size, y + py * size) for px, py in zip(pairs[::2], pairs[1::2], strict=True)]

    box = (x, y, x + size, y + size)
    tick = xy(0.27, 0.52, 0.44, 0.68, 0.74, 0.32)
    if finding is Finding.CONFIRMED:
        pen.ellipse(box, fill=hue)
        pen.line(tick, fill=PAPER, width=line)
    elif finding is Finding.QUALIFIED:
        pen.ellipse(box, outline=hue, width=line)
        pen.line(tick, fill=hue, width=line)
    elif finding is Finding.IMPRECISE:
        for down in (0.3, 0.66):
            pen.line(xy(0.04, down + 0.08, 0.27, down - 0.08, 0.5, down + 0.04, 0.73, down + 0.12, 0.96, down - 0.04), fill=hue, width=line)
    elif finding is Finding.CONTRADICTED:
        pen.rectangle(box, fill=hue)
        pen.line(xy(0.24, 0.24, 0.76, 0.76), fill=PAPER, width=line)
        pen.line(xy(0.76, 0.24, 0.24, 0.76), fill=PAPER, width=line)
    elif finding is Finding.UNVERIFIABLE:
        for start in range(0, 360, 45):
            pen.arc(box, start, start + 25, fill=hue, width=line)
    elif finding is Finding.CONTESTED:
        pen.polygon(xy(0, 0.5, 0.42, 0.1, 0.42, 0.9), fill=hue)
        pen.polygon(xy(1, 0.5, 0.58, 0.1, 0.58, 0.9), fill=hue)
    else:
        pen.polygon(xy(0.5, 0.06, 0.94, 0.5, 0.5, 0.94, 0.06, 0.5), outline=hue, width=line)
