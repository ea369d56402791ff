"""What the reader is asked: every piece of a text in one window, and of each person a digest within its bounds."""

import pytest

from tests.extraction.articles import article_of, words_of
from tracker.extraction.pieces import Case, case_of
from tracker.extraction.questions import MAX_PIECES, Digest, Sort, cut_windows, digest_of


def marked(text: str, digest: Digest) -> list[tuple[Sort, str]]:
    return [(item.sort, words_of(text, digest.pieces, item.first, item.last)) for item in digest.candidates]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("acme", Case.LOWER, id="lower case"),
        pytest.param("Acme", Case.CAPITALISED, id="a capital first"),
        pytest.param("ACME", Case.CAPITALS, id="capitals throughout"),
        pytest.param("A", Case.CAPITALISED, id="one letter is no shouting"),
        pytest.param("eBay", Case.MIXED, id="a capital inside"),
        pytest.param("2019", Case.DIGITS, id="digits"),
        pytest.param(",", Case.LOWER, id="no letter"),
        pytest.param("张", Case.LOWER, id="a script without capitals"),
    ],
)
def test_case_of(word: str, expected: Case) -> None:
    assert case_of(word) is expected


def test_a_digest_marks_the_person_and_names_what_may_fill_a_slot() -> None:
    text = "Jo Ray left Acme on May 3, 2019. Al Orr, of Zenith, follows her."
    article = article_of(text, ["Jo Ray", "Al Orr"], ["Acme", "Zenith"])
    digest = digest_of(article, 0)
    assert [words_of(text, digest.pieces, first, last) for first, last in digest.targets] == ["Jo Ray"]
    assert marked(text, digest) == [
        (Sort.ORGANISATION, "Acme"),
        (Sort.DATE, "May 3, 2019"),
        (Sort.PERSON, "Al Orr"),
        (Sort.ORGANISATION, "Zenith"),
    ]


def test_the_digest_of_a_long_article_holds_the_opening_and_the_person_and_stays_within_bounds() -> None:
    filler = " ".join(f"Sentence number {number} speaks of the weather and of nothing else." for number in range(200))
    text = f"Acme changes hands.\nThe Acme board met. {filler} Jo Ray left Acme. {filler}"
    article = article_of(text, ["Jo Ray"], ["Acme"])
    digest = digest_of(article, 0)
    words = " ".join(text[s:e] for s, e in zip(digest.pieces.starts, digest.pieces.ends, strict=True))
    assert len(digest.pieces) <= MAX_PIECES
    assert words.startswith("Acme changes hands . The Acme board met .")
    assert "Jo Ray left Acme ." in words


def test_one_endless_sentence_is_cut_around_the_person() -> None:
    text = "word " * 450 + "Jo Ray left " + "word " * 20
    article = article_of(text, ["Jo Ray"], [])
    digest = digest_of(article, 0)
    assert len(digest.pieces) <= MAX_PIECES
    assert [words_of(text, digest.pieces, first, last) for first, last in digest.targets] == ["Jo Ray"]


@pytest.mark.parametrize("count", [1, MAX_PIECES, MAX_PIECES + 1, 1000])
def test_windows_hold_every_piece_once_and_in_order(count: int) -> None:
    text = " ".join(["word"] * count)
    article = article_of(text, [], [])
    windows = cut_windows(article.pieces)
    assert max(len(window) for window in windows) <= MAX_PIECES
    assert [start for window in windows for start in window.starts] == list(range(0, 5 * count, 5))
