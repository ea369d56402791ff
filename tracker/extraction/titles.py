"""Finds the titles of posts in a sentence, and writes a title in the normal form by which roles are compared."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tracker.extraction.cues import cue_words
from tracker.extraction.lexicon import load_table, load_words
from tracker.extraction.reader import Sentence, Word
from tracker.spans import Span

MAX_COMPLEMENT_WORDS = 9
MAX_NOUNS_BEFORE = 3
_SPACE = r"(?:\s+|\s?-\s?)"


@dataclass(frozen=True, slots=True)
class Title:
    """One title in a sentence: places of its first word and of the word after its last, and its words in the text.

    `former` is true of "former chief executive"; `new` of "new chief executive".
    """

    first: int
    last: int
    span: Span
    is_former: bool
    is_new: bool


@cache
def title_words() -> frozenset[str]:
    """All single words that titles are made of, in lower case."""
    table = load_table("titles")
    heads = {word for head in table["heads"] for word in re.split(r"[\s-]", head)} - {"of", "the", "in"}
    return frozenset(heads | {"officer", "chief", "executive", "senior", "deputy", "acting", "interim", "joint"})


def normal_title(title: str) -> str:
    """The role in normal form: "CEO" is "chief executive officer", "Chairman" is "chair"."""
    table = load_table("titles")
    words = re.findall(r"[\w&/'’]+(?:-[\w&]+)*", title.lower().replace(".", ""))
    while words and words[0] in {"the", "a", "an", "its", "their", "his", "her", "our", "new"}:
        del words[0]
    plain = _with_normal_phrases(" ".join(words))
    plain = " ".join(table["normal_words"].get(word, word) for word in plain.split())
    plain = re.sub(r"\bchief executive\b(?! officer)", "chief executive officer", plain)
    return _with_normal_phrases(plain)


def _with_normal_phrases(title: str) -> str:
    for phrase, normal in load_table("titles")["normal_phrases"].items():
        title = re.sub(rf"\b{re.escape(phrase)}\b", normal, title)
    return title


def find_titles(sentence: Sentence, text: str, taken: Sequence[Span]) -> list[Title]:
    """The titles of a sentence in order; words inside `taken`, the names in it, belong to none."""
    words = sentence.words
    starts = {word.span.start: place for place, word in enumerate(words)}
    ends = {word.span.end: place + 1 for place, word in enumerate(words)}
    found: list[Title] = []
    for match in _pattern().finditer(text, sentence.span.start, sentence.span.end):
        first, last = starts.get(match.start()), ends.get(match.end())
        if first is None or last is None or _is_name(words, first, last, taken):
            continue
        title = _grown(sentence, first, last, taken)
        if title is not None and (not found or title.first >= found[-1].last):
            found.append(title)
    return found


@cache
def _pattern() -> re.Pattern[str]:
    table = load_table("titles")
    before = _alternatives(table["before"])
    heads = _alternatives(table["heads"])
    chief = r"chief(?:\s+[^\W\d_]+(?:\s+(?:and|&)\s+[^\W\d_]+)?(?:\s+[^\W\d_]+)?)\s+officers?"
    plural = r"(?:s)?"
    return re.compile(
        rf"(?:(?<![\w-])|(?<=\bex-))(?:(?:{before}){_SPACE}){{0,8}}(?:{chief}|{heads}{plural})(?![\w])(?!-\w)"
        r"|(?<=\s)(?:chief|boss)(?![\w-])",
        re.IGNORECASE,
    )


def _alternatives(words: Sequence[str]) -> str:
    return "(?:" + "|".join(_flexible(word) for word in sorted(words, key=len, reverse=True)) + ")"


def _flexible(words: str) -> str:
    return re.sub(r"[\\\s-]+", lambda _: _SPACE, re.escape(words))


def _is_name(words: Sequence[Word], first: int, last: int, taken: Sequence[Span]) -> bool:
    span = Span(words[first].span.start, words[last - 1].span.end)
    return any(span.overlaps(name) for name in taken)


def _grown(sentence: Sentence, first: int, last: int, taken: Sequence[Span]) -> Title | None:
    """A title with the words before and after that belong to it; None where the word is not a title here."""
    words = sentence.words
    head = words[last - 1]
    before_that = words[first - 2].lower if first > 1 else ""
    if head.lower == "directors" and before_that in {"board", "boards"} and words[first - 1].lower == "of":
        return None
    if last - first == 1 and head.pos in {"VERB", "AUX", "ADV"} and head.text.islower():
        return None
    if last - first == 1 and head.lower in {"chief", "boss"}:
        first = _with_nouns_before(words, first, taken)
        if first and words[first - 1].lower in {"interim", "acting", "deputy"}:
            first -= 1
        is_owned = first > 0 and (_inside(words[first - 1].span, taken) or words[first - 1].lower in {"'s", "’s"})
        if first == last - 1 and not is_owned:
            return None
    elif head.lower in {"head", "editor", "manager", "director", "president", "partner", "officer", "economist"}:
        first = _with_nouns_before(words, first, taken)
    last = _with_complement(words, last, taken)
    before = words[first - 1].lower if first else ""
    before_that = words[first - 2].lower if first > 1 else ""
    former = cue_words("former")
    new = cue_words("new")
    return Title(
        first=first,
        last=last,
        span=Span(words[first].span.start, words[last - 1].span.end),
        is_former=before in former or (before == "-" and before_that == "ex"),
        is_new=before in new or (before_that in new and before not in {"'s", "’s"}),
    )


def _with_nouns_before(words: Sequence[Word], first: int, taken: Sequence[Span]) -> int:
    """As in "cloud business chief", "newspaper editor": up to three plain nouns name what the post is over."""
    start = first
    while start > 0 and first - start < MAX_NOUNS_BEFORE:
        word = words[start - 1]
        is_noun = word.dep in {"compound", "amod", "nmod"} and word.pos in {"NOUN", "ADJ", "PROPN"}
        if not is_noun or not word.text.islower() or word.lower in _NOT_PART or _inside(word.span, taken):
            break
        start -= 1
    return start


_NOT_PART = frozenset(
    [
        "former",
        "new",
        "current",
        "outgoing",
        "incoming",
        "previous",
        "then",
        "late",
        "long",
        "longtime",
        "veteran",
        "own",
        "next",
        "first",
        "last",
        "group",
        "company",
        "bank",
        "firm",
        "giant",
        "maker",
        "lender",
        "retailer",
        "ex",
        "old",
        "onetime",
        "erstwhile",
        "media",
        "tech",
        "interim",
        "unit",
        "top",
        "only",
        "chinese",
        "german",
    ]
)


def _with_complement(words: Sequence[Word], last: int, taken: Sequence[Span]) -> int:
    """The words after the head that are part of it: "head of investor relations", "vice president, Sales"."""
    if last >= len(words):
        return last
    place = last
    if (
        words[place].lower in {"of", "for"}
        or (words[place].text == "," and place + 1 < len(words) and _is_department(words, place + 1, taken))
        or (words[place].text in {"-", "–", "—"} and place + 1 < len(words) and _is_department(words, place + 1, taken))
    ):
        place += 1
    else:
        return last
    end = place
    while end < len(words) and end - place < MAX_COMPLEMENT_WORDS and _is_complement(words, end, place, taken):
        end += 1
    while end > place and words[end - 1].pos not in {"NOUN", "PROPN", "ADJ", "VERB"}:
        end -= 1
    body = [word.lower for word in words[place:end] if word.pos != "DET" and word.dep != "poss"]
    generic = load_words("organisations", "nouns") | load_words("organisations", "not_names")
    if not body or (len(body) == 1 and body[0] in generic and body[0] != "board"):
        return last
    if any(_inside(word.span, taken) for word in words[place:end]):
        return last
    if end < len(words) and _inside(words[end].span, taken):
        return last  # "vice-president of e-commerce giant Acme": the phrase is the organisation's
    return end


def _is_department(words: Sequence[Word], place: int, taken: Sequence[Span]) -> bool:
    word = words[place]
    departments = load_words("titles", "before") - {
        "senior",
        "executive",
        "chief",
        "managing",
        "vice",
        "general",
        "acting",
    }
    is_title = word.lower in title_words()
    return word.text[0].isupper() and word.lower in departments and not is_title and not _inside(word.span, taken)


def _is_complement(words: Sequence[Word], place: int, start: int, taken: Sequence[Span]) -> bool:
    word = words[place]
    if _inside(word.span, taken):
        # a name inside means that the whole complement is the organisation's, unless something came before it
        return False
    if word.text in {"and", "&"}:
        following = words[place + 1] if place + 1 < len(words) else None
        return (
            following is not None and following.pos in {"NOUN", "PROPN", "ADJ"} and following.lower not in title_words()
        )
    if place == start and (word.pos == "DET" or word.dep == "poss"):
        return True
    return (word.pos in {"NOUN", "PROPN", "ADJ", "ADP"} and (word.pos != "ADP" or word.lower in {"of", "-"})) or (
        word.text == "-" or word.lower in {"the", "'s", "’s"}
    )


def _inside(span: Span, taken: Sequence[Span]) -> bool:
    return any(name.covers(span) for name in taken)
