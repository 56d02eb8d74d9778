"""What the table of note types promises the page."""

from __future__ import annotations

from edition.commentary import markdown
from edition.commentary.model import Seen, Translation
from edition.commentary.note_types import Where, shown


def test_each_word_on_the_chinese_of_a_note_is_used_in_the_book_and_shown_in_words() -> None:
    told: dict[Seen, str] = {}
    for note in markdown.read().notes:
        if isinstance(note, Translation):
            [option] = [option for option, _ in shown(note, Where.HEAD) if option.name == "status"]
            told[note.status] = option.words(note.status)
    assert told == {Seen.PROBABLE: "Probably:", Seen.ATTESTED: "Attested:", Seen.SEEN: "Seen:"}
