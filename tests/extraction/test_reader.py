"""The reader: words and names with their places in the whole text, whatever lies between."""

from tracker.extraction.reader import MAX_PART_CHARS, read_sentences
from tracker.spans import Span


def test_words_keep_their_places_over_line_ends_and_wide_spaces() -> None:
    text = "x\n Marta \n  Quill   left."
    (sentence,) = read_sentences(text, [Span(3, len(text))])
    assert [word.span.of(text) for word in sentence.words] == ["Marta", "Quill", "left", "."]
    assert all(name.span.of(text) == "Marta \n  Quill" for name in sentence.names)


def test_every_word_hangs_under_a_word_of_its_own_sentence() -> None:
    text = "Marta Quill left. Tomas Reyle came."
    (sentence,) = read_sentences(text, [Span(0, len(text))])
    children = {place: child for place, child in enumerate(sentence.children) if child}
    assert all(sentence.words[child].head == place for place, found in children.items() for child in found)


def test_a_text_longer_than_one_part_is_read_in_order() -> None:
    piece = "Marta Quill left. "
    spans = [Span(start, start + len(piece) - 1) for start in range(0, 900, len(piece))]
    text = piece * 50
    together = read_sentences(text, spans)
    assert [sentence.span for sentence in together] == spans


def test_parts_hold_no_more_than_their_size() -> None:
    word = "quill " * 200
    text = word * (MAX_PART_CHARS // len(word) + 2)
    spans = [Span(start, start + len(word)) for start in range(0, len(text), len(word))]
    assert len(read_sentences(text, spans)) == len(spans)


def test_a_lone_surrogate_keeps_its_place() -> None:
    text = "Quill \ud800 left"
    (sentence,) = read_sentences(text, [Span(0, len(text))])
    assert [word.span.of(text) for word in sentence.words] == ["Quill", "\ud800", "left"]


def test_nothing_to_read() -> None:
    assert read_sentences("", []) == []
