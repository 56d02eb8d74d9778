"""The table of note types: their options, how each is read, shown on the page, and written in data and TEI.

A new type needs an entry here, its dataclass in `model`, its style, and its rule if it has one; the directive, the page, the
JSON and its schema, the TEI and the annotations follow from this table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Any, Final

from edition.commentary.model import Aim, Claim, Confidence, Debate, Finding, Gloss, Kind, Note, Seen, Translation
from edition.commentary.reader import Reader

MAX_LINE_WORDS: Final = 30
ReadOption = Callable[[Reader, str], Any]


class Where(Enum):
    """Where on the page an option is shown; the menu is closed until a reader opens it."""

    NOWHERE = 0
    TITLE = 1
    META = 2
    HEAD = 3
    TAIL = 4
    MENU = 5


class Headline(Enum):
    """The heading of a note: the lemma, a title of its own, or the answer, with which its text opens."""

    PHRASE = 0
    TITLE = 1
    ANSWER = 2


class Tei(Enum):
    """The form of an option in TEI: a block of its own, a category, a certainty, words of another language, or nothing by itself."""

    BLOCK = 0
    CATEGORY = 1
    CERTAINTY = 2
    FOREIGN = 3
    NONE = 4


@dataclass(frozen=True)
class Option:
    """One option of a note, and how it is read, shown and exported.

    It is shown at `where`, in a line of class `line` (options of one line share it), after the words of `label`, formatted by `words`,
    with the class names of `classes`, linked to the label that `link` returns. `language` marks words that are not English; `purpose` is
    that of the body in an annotation, no body if empty; `mentions` is the type of the id that its value is. `schema` describes its
    value in the JSON Schema.
    """

    name: str
    read: ReadOption
    where: Where = Where.NOWHERE
    line: str = ""
    label: str = ""
    words: Callable[[Any], str] = str
    classes: Callable[[Any], tuple[str, ...]] = lambda _: ()
    link: Callable[[Any], str] | None = None
    emphasised: bool = False
    tei: Tei = Tei.BLOCK
    language: str = ""
    purpose: str = ""
    mentions: str = ""
    required: bool = True
    schema: Mapping[str, Any] | None = None

    @property
    def attribute(self) -> str:
        """The name of the note's field that holds the value, and of the value in JSON."""
        return {"sentence": "sentences"}.get(self.name, self.name.replace("-", "_"))


@dataclass(frozen=True)
class NoteType:
    """A type of note: its class, its label on the page, its own options beside the common ones, its heading, the form of its id."""

    note_class: type[Note]
    label: str
    own: tuple[Option, ...] = ()
    headline: Headline = Headline.PHRASE
    lettered: bool = False
    motivation: str = "commenting"
    needs_footnote: bool = True

    @property
    def name(self) -> str:
        """The name of the directive, and of the type in data."""
        return self.note_class.type

    @property
    def options(self) -> tuple[Option, ...]:
        """All options an author may write, the common ones first."""
        return (*COMMON, *self.own)


def _choice(choices: type[StrEnum], default: StrEnum | None = None) -> ReadOption:
    return lambda reader, name: reader.choice(name, choices, default)


def _line(reader: Reader, name: str) -> str:
    return reader.short(name, MAX_LINE_WORDS)


#: The words before the Chinese of a translation note, by where it was read.
_STATUS: Final = {Seen.PROBABLE: "Probably:", Seen.ATTESTED: "Attested:", Seen.SEEN: "Seen:"}
#: The target of a finding, in words.
AIMS: Final = {
    Aim.AUTHOR: "about the author’s claim",
    Aim.TRANSLATION: "about the translation",
    Aim.INSTITUTION: "about an institution’s words",
}


def _enum(values: type[StrEnum], description: str = "") -> dict[str, Any]:
    return {"enum": [value.value for value in values]} | ({"description": description} if description else {})


#: The options of every note; `text`, `footnotes` and `since` are read from its body and from the blocks after it.
COMMON: Final = (
    Option("lemma", Reader.required, tei=Tei.NONE),
    Option("sentence", lambda reader, name: reader.numbers(reader.required(name), name), tei=Tei.NONE),
    Option("as-of", Reader.date, tei=Tei.NONE, required=False),
    Option("caution", Reader.optional, tei=Tei.NONE, required=False),
)

_CLAIM = NoteType(
    Claim,
    "Claim",
    (
        Option("kind", _choice(Kind), tei=Tei.CATEGORY, schema=_enum(Kind)),
        Option(
            "finding", _choice(Finding), Where.META, classes=lambda finding: ("finding", f"finding-{finding.slug}"),
            link=lambda finding: f"finding-{finding.slug}", tei=Tei.CATEGORY, purpose="classifying", schema=_enum(Finding),
        ),
        Option(
            "at", _choice(Aim, Aim.AUTHOR), Where.META, words=AIMS.__getitem__,
            tei=Tei.CATEGORY, schema=_enum(Aim, "At whom the finding is aimed."),
        ),
        Option(
            "confidence", _choice(Confidence), Where.META, words=lambda value: f"{value} confidence", classes=lambda _: ("confidence",),
            tei=Tei.CERTAINTY, schema=_enum(Confidence),
        ),
        Option(
            "claim", _line, Where.HEAD, line="note-claim", label="The essay: ", purpose="describing",
            schema={"type": "string", "description": "What the essay states, in our words."},
        ),
        Option("would-change", _line, Where.MENU, line="note-would-change", label="Would change this: "),
        Option(
            "check", Reader.optional, required=False,
            schema={"type": "string", "description": "What the essay's figure implies for a named result."},
        ),
    ),
    headline=Headline.ANSWER,
    lettered=True,
    motivation="assessing",
)  # fmt: skip
_TRANSLATION = NoteType(
    Translation,
    "Translation",
    (
        Option(
            "status", _choice(Seen), Where.HEAD, line="note-chinese", words=_STATUS.__getitem__,
            schema=_enum(Seen, "Whether the Chinese was seen in the author’s own writing, is attested in an official text, or rebuilt."),
        ),
        Option(
            "chinese", Reader.required, Where.HEAD, line="note-chinese", classes=lambda _: ("chinese", "language-zh"), tei=Tei.FOREIGN,
            language="zh", purpose="describing",
        ),
        Option("pinyin", Reader.required, Where.HEAD, line="note-chinese", emphasised=True, tei=Tei.FOREIGN, language="zh-Latn-pinyin"),
    ),
    needs_footnote=False,
)  # fmt: skip
_DEBATE = NoteType(
    Debate,
    "Debate",
    (
        Option("title", Reader.required, Where.TITLE, classes=lambda _: ("debate-title",), purpose="describing"),
        Option(
            "debate", Reader.optional, Where.TAIL, line="note-debate", words=lambda _: "All ten debates", link=str, mentions="debate",
            required=False,
        ),
    ),
    headline=Headline.TITLE,
)  # fmt: skip

#: By directive name, in the order in which pages list them.
NOTE_TYPES: Final[Mapping[str, NoteType]] = {
    kind.name: kind for kind in (_CLAIM, NoteType(Gloss, "Explanation"), _TRANSLATION, _DEBATE)
}


def type_of(note: Note) -> NoteType:
    """Return the entry of a note's type."""
    return NOTE_TYPES[note.type]


def shown(note: Note, place: Where) -> Sequence[tuple[Option, Any]]:
    """Return the non-empty options of a note that are shown at a place of the page, each with its value."""
    values = ((option, getattr(note, option.attribute)) for option in type_of(note).own if option.where is place)
    return [(option, value) for option, value in values if value]
