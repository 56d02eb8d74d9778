"""A reader's own copy: read from anything, recognised whatever its dress, collated exactly, stored whole or not at all."""

from __future__ import annotations

import json
import random
import stat
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.essay import normal_form, shape
from edition.essay.recognise import Copy, SentencePlace
from edition.own_copy import store
from edition.own_copy.compare import Comparison, collate
from edition.own_copy.decode import MAX_WORDS, Unreadable, read_bytes, read_text
from edition.own_copy.lemma_spans import mark

SENTENCES = {
    "1.1.1": [
        "The ferry left the old quay at dawn, and nobody on the shore could say who had untied it.",
        "Her brother, who kept the ledger, wrote “wind from the north” beside the date.",
        "By noon three boats had gone out to look.",
    ],
    "1.1.2": [
        "They found the ferry at anchor in a bay that no chart of the company shows.",
        "Its lamps were lit, although the sun stood high.",
        "The captain signed a statement that evening and never spoke of the matter again.",
        "It lies in the town's archive (box 4), unread.",
    ],
    "fig.1": ["The ferry at its quay in the year before."],
}
BASE = shape.BaseText(
    "The Ferry",
    "https://example.org/ferry.html",
    tuple(
        shape.PassageShape(
            passage,
            tuple(shape.Sentence(n, len(normal_form.words(s)), normal_form.fingerprint(s)) for n, s in enumerate(sentences, start=1)),
        )
        for passage, sentences in SENTENCES.items()
    ),
)
PLACES = [(passage, n) for passage, sentences in SENTENCES.items() for n in range(1, len(sentences) + 1)]
ESSAY = "\n\n".join(["I. The ferry", *(" ".join(sentences) for sentences in SENTENCES.values())])
PAGE = (
    "<!doctype html><html><head><meta charset='{charset}'><title>The Ferry</title><script>var t='<p>no</p>'</script></head><body>"
    "<nav><ul><li><a href='/'>Home</a><li>News</ul></nav><h1>The Ferry</h1>{paragraphs}<footer>All rights</footer></body></html>"
)


def saved_page(essay: str, charset: str = "utf-8") -> str:
    paragraphs = "".join(f"<p>{block.replace('&', '&amp;')}</p>" for block in essay.split("\n\n"))
    return PAGE.format(charset=charset, paragraphs=paragraphs)


def found(copy: Copy) -> int:
    return len(copy.found)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "cp1252"])
@pytest.mark.parametrize("dress", [str, saved_page], ids=["text", "page"])
def test_a_copy_is_read_in_every_encoding(encoding: str, dress: Callable[[str], str]) -> None:
    assert found(read_bytes(dress(ESSAY).encode(encoding), BASE)) == len(PLACES)


def test_a_page_that_declares_its_encoding_is_read_by_it() -> None:
    assert found(read_bytes(saved_page(ESSAY, "gb2312").encode("gb18030"), BASE)) == len(PLACES)


def test_the_copy_keeps_its_own_writing() -> None:
    collation = collate(read_text(saved_page(ESSAY), BASE), BASE)
    assert [collation.sentences[place] for place in PLACES] == [s for sentences in SENTENCES.values() for s in sentences]


@given(st.integers(12, 120), st.sampled_from(['""', "“”", "«»", "''", "„“"]), st.sampled_from(["\n", "\r\n", "\u2028", " \n\t"]))
def test_no_wrapping_and_no_style_of_quotes_hides_a_sentence(width: int, quotes: str, newline: str) -> None:
    dressed = ESSAY.replace("“", quotes[0]).replace("”", quotes[1]).replace("'", "’")
    wrapped = newline.join(textwrap.wrap(dressed, width, break_long_words=False))
    assert collate(read_text(wrapped, BASE), BASE).whole


@given(st.data())
def test_any_single_changed_word_is_found(data: st.DataObject) -> None:
    place = data.draw(st.sampled_from(PLACES))
    sentence = SENTENCES[place[0]][place[1] - 1]
    tokens = sentence.split()
    index = data.draw(st.integers(0, len(tokens) - 1))
    new = data.draw(st.sampled_from(["zebra", "quite", "1999"]))
    changed = " ".join([*tokens[:index], new, *tokens[index + 1 :]])
    collation = collate(read_text(ESSAY.replace(sentence, changed), BASE), BASE, originals())
    assert [change.place for change in collation.changed] == [place]
    assert [(w[1]) for w in collation.changed[0].words] == [new]
    assert (collation.missing, collation.moved, collation.exchanged, collation.extra) == ((), (), (), ())


def originals() -> dict[tuple[str, int], str]:
    return {(passage, n): s for passage, sentences in SENTENCES.items() for n, s in enumerate(sentences, start=1)}


def test_a_missing_sentence_is_missing_and_no_heading_is_taken_for_it() -> None:
    for place, sentence in originals().items():
        collation = collate(read_text(ESSAY.replace(sentence, ""), BASE), BASE)
        assert (collation.missing, collation.changed, collation.extra) == ((place,), (), ()), place


def test_two_sentences_that_changed_places_are_one_exchange() -> None:
    first, second = SENTENCES["1.1.1"][1], SENTENCES["1.1.2"][1]
    swapped = ESSAY.replace(first, "@").replace(second, first).replace("@", second)
    collation = collate(read_text(swapped, BASE), BASE)
    assert collation.exchanged == ((("1.1.1", 2), ("1.1.2", 2)),)
    assert (collation.missing, collation.moved, collation.changed, collation.extra) == ((), (), (), ())


def test_a_sentence_that_stands_elsewhere_has_moved() -> None:
    moved = SENTENCES["1.1.1"][0]
    collation = collate(read_text(ESSAY.replace(moved, "").replace(SENTENCES["1.1.2"][1], f"{SENTENCES['1.1.2'][1]} {moved}"), BASE), BASE)
    assert collation.moved == ((("1.1.1", 1), ("1.1.2", 2)),)
    assert not collation.whole


def test_what_was_added_within_a_passage_is_extra_and_furniture_is_not() -> None:
    added = "Read more on our site."
    collation = collate(read_text(ESSAY.replace(SENTENCES["1.1.1"][1], f"{added} {SENTENCES['1.1.1'][1]}"), BASE), BASE)
    assert [(extra.after, extra.text) for extra in collation.extra] == [(("1.1.1", 1), added)]
    assert collate(read_text(saved_page(ESSAY), BASE), BASE).extra == ()


def test_a_teaser_before_the_essay_does_not_confuse_its_order() -> None:
    teaser = " ".join(SENTENCES["1.1.2"])
    assert collate(read_text(f"{teaser}\n\n{ESSAY}", BASE), BASE).whole


@pytest.mark.parametrize(
    ("piece", "times"),
    [("<a ", 300_000), ("<", 900_000), ("<!--", 300_000), ("<div>", 200_000), ("&#", 400_000), ("<script>", 90_000), ("<a b='", 200_000)],
)
def test_hostile_markup_is_read_in_time(piece: str, times: int) -> None:
    page = saved_page(ESSAY).replace("<footer>", f"<img src=x onerror=alert(1)><footer>{piece * times}")
    assert found(read_text(page, BASE)) == len(PLACES)


def test_a_flood_of_words_is_refused() -> None:
    with pytest.raises(Unreadable, match="many times the essay"):
        read_text("word " * (MAX_WORDS + 1), BASE)


def test_marks_cut_a_sentence_at_its_lemmata() -> None:
    stretches = mark("The old harbour bell rang.", [("a", "harbour bell"), ("b", "old Harbour bell"), ("c", "absent")])
    assert "".join(stretch.text for stretch in stretches) == "The old harbour bell rang."
    assert [(s.text, s.notes, s.begins) for s in stretches if s.notes] == [("old ", ("b",), ("b",)), ("harbour bell", ("a", "b"), ("a",))]


def test_the_stored_copy_reads_back_and_a_changed_sentence_is_known_as_such(tmp_path: Path) -> None:
    sentences = {**originals(), ("1.1.1", 1): "The ferry never left."}
    path = store.save(tmp_path, BASE, sentences)
    stored = store.load(tmp_path, BASE)
    assert stored is not None
    assert (stored.sentences, stored.altered) == (sentences, frozenset({("1.1.1", 1)}))
    assert (path.parent / ".gitignore").read_text(encoding="utf-8") == "*\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert store.forget(tmp_path)
    assert not path.parent.exists()
    assert store.load(tmp_path, BASE) is None


def test_a_write_that_fails_leaves_the_earlier_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = store.save(tmp_path, BASE, originals())
    before = path.read_bytes()

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OSError, match="disk full"):
        store.save(tmp_path, BASE, {("1.1.1", 1): "Half"})
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir() if p.suffix == ".part"] == []


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"format": 1}', '{"format": 9, "sentences": {}}', '{"format": 1, "sentences": {"x": "y"}}']
)
def test_a_damaged_store_says_what_to_do(tmp_path: Path, content: str) -> None:
    path = store.save(tmp_path, BASE, originals())
    path.write_text(content, encoding="utf-8")
    with pytest.raises(store.Damaged, match="import your copy again"):
        store.load(tmp_path, BASE)


# The essay itself, where a copy is at hand.


def essay_collation(copy: str, base: shape.BaseText, earlier: dict[tuple[str, int], str] | None = None) -> Comparison:
    return collate(read_text(copy, base), base, earlier)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_the_essay_is_recognised_whole_in_every_encoding(copy_of_the_essay: str, base: shape.BaseText, encoding: str) -> None:
    assert collate(read_bytes(copy_of_the_essay.encode(encoding), base), base).whole


def test_the_essay_is_recognised_in_a_page_rewrapped_and_with_other_quotes(copy_of_the_essay: str, base: shape.BaseText) -> None:
    assert essay_collation(saved_page(copy_of_the_essay), base).whole
    assert essay_collation("\n".join(textwrap.wrap(copy_of_the_essay, 61)), base).whole
    assert essay_collation(copy_of_the_essay.replace('"', "”").replace("'", "’"), base).whole


@dataclass(frozen=True)
class Edits:
    """What was done to a copy: five sentences changed, one taken out, two exchanged."""

    changed: list[SentencePlace]
    missing: SentencePlace
    exchanged: tuple[SentencePlace, SentencePlace]


def edited_copy(essay: str, base: shape.BaseText) -> tuple[str, Edits]:
    """A copy of the essay with five sentences changed by one word, one removed and two exchanged."""
    whole = essay_collation(essay, base).sentences
    places = list(whole)
    chosen = random.Random(7).sample(list(range(2, len(places) - 2, 6)), 8)
    edited = essay
    for index in chosen[:5]:
        tokens = whole[places[index]].split()
        tokens[len(tokens) // 2] = "zebra"
        edited = edited.replace(whole[places[index]], " ".join(tokens))
    edited = edited.replace(whole[places[chosen[5]]], "")
    first, second = (places[index] for index in sorted(chosen[6:]))
    edited = edited.replace(whole[first], "\0").replace(whole[second], whole[first]).replace("\0", whole[second])
    return edited, Edits([places[index] for index in sorted(chosen[:5])], places[chosen[5]], (first, second))


def test_five_changes_a_loss_and_an_exchange_make_exactly_that_collation(copy_of_the_essay: str, base: shape.BaseText) -> None:
    edited, done = edited_copy(copy_of_the_essay, base)
    for earlier in (None, essay_collation(copy_of_the_essay, base).sentences):
        collation = essay_collation(edited, base, earlier)
        assert [change.place for change in collation.changed] == done.changed
        assert collation.missing == (done.missing,)
        assert collation.exchanged == (done.exchanged,)
        assert (collation.moved, collation.extra) == ((), ())
        assert all(len(change.words) == 1 and "zebra" in change.words[0][1] for change in collation.changed) or earlier is None


def test_the_stored_essay_is_json_with_one_entry_for_each_sentence(copy_of_the_essay: str, base: shape.BaseText, tmp_path: Path) -> None:
    path = store.save(tmp_path, base, essay_collation(copy_of_the_essay, base).sentences)
    assert len(json.loads(path.read_text(encoding="utf-8"))["sentences"]) == 144
