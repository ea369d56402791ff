"""Weighs what the words beside a capitalised name say of it: that it is a person's, or an organisation's."""

from collections.abc import Sequence
from functools import cache

from tracker.extraction.cues import cue_table
from tracker.extraction.lexicon import load_table, load_words
from tracker.extraction.names import Token
from tracker.extraction.titles import title_words

AGE_DIGITS = 2
_PERSONAL = frozenset({"subject", "both"})


def personal_votes(line: Sequence[Token], first: int, last: int) -> int:
    """How strongly the words beside a name say that it is a person's; below 0 where they say an organisation's."""
    before = word_before(line, first)
    following = [token.text.lower() for token in line[last : last + 7]]
    if before in load_words("people", "honorifics") | _title_ends() or _has_age(following):
        return 4
    before_that = line[first - 2].text.lower() if first > 1 else ""
    if before == "of" and before_that in _noun_cues():
        return 3  # "the resignation of Jo Ray"
    against = _votes_against(line, first, before, following)
    if against:
        return against
    is_headed = bool(following) and following[0] in title_words()
    if line[last - 1].is_possessive:
        is_mover = bool(following) and following[0] in _noun_cues()  # "Jo Ray's resignation"
        return 3 if is_mover else -2 if is_headed or following[:1] == ["board"] else 0
    if is_headed:
        return 2 if before in _naming_words() else -2  # "named Jo Ray chief executive"; "Acme chairman Jo Ray"
    if _is_apposed(following):
        return 2
    if _is_subject_of_cue(following) or _is_object_of_cue(line, first, following):
        return 3
    return -2 if first == 0 and following[:1] and following[0] in load_words("organisations", "headline_verbs") else 0


def _votes_against(line: Sequence[Token], first: int, before: str, following: Sequence[str]) -> int:
    """As in "chairman of Acme", "Acme: Jo Ray", "left Acme", "broker Acme", "joined Acme"."""
    before_that = line[first - 2].text.lower() if first > 1 else ""
    if before == "of" and (before_that in title_words() or before_that == "board"):
        return -3
    if before in _LEFT | load_words("organisations", "nouns") | load_words("organisations", "kinds"):
        return -3
    if first == 0 and following[:1] == [":"]:
        return -2
    return -1 if before in _ENTERED else 0


@cache
def _noun_cues() -> frozenset[str]:
    return frozenset(form for form, cues in cue_table().items() if any(cue.who == "owner" for cue in cues))


@cache
def _naming_words() -> frozenset[str]:
    """The forms of verbs like "name" and "appoint", after which a name and then a title stand."""
    return frozenset(form for form, cues in cue_table().items() if any(cue.who == "object" for cue in cues))


_ENTERED = frozenset({"joined", "joins", "joining", "join", "rejoined", "at", "from"})
_LEFT = frozenset({"left", "leaves", "leaving", "quits", "quitting"})


def _has_age(following: Sequence[str]) -> bool:
    """As in "Jo Ray, 48," or "Jo Ray (48)" or "Jo Ray, age 48"."""
    if following[:1] not in ([","], ["("]):
        return False
    age, closing = (*following[1:3], "", "")[:2]
    return age in {"age", "aged"} or (age.isdigit() and len(age) == AGE_DIGITS and closing in {",", ")", "."})


def _is_apposed(following: Sequence[str]) -> bool:
    """As in "Jo Ray, who", "Jo Ray, the bank's head of risk", "Jo Ray, vice-president of"."""
    if following[:1] != [","] or not following[1:]:
        return False
    if following[1] == "who" or following[1] in title_words():
        return True
    return following[1] in {"the", "its", "their", "a", "currently", "our"} and any(
        word in title_words() for word in following[2:6]
    )


def _is_subject_of_cue(following: Sequence[str]) -> bool:
    auxiliaries = {"has", "have", "had", "will", "would", "is", "was", "were", "been", "to", "be"}
    passive = False
    following = following[1:] if following[:1] == [","] else following
    for place, word in enumerate(following):
        if word in auxiliaries:
            passive = passive or word in {"was", "were", "been", "be"}
            continue
        cues = cue_table().get(word, ())
        is_participle = (
            word.endswith("ed")
            and place + 1 < len(following)
            and following[place + 1] in _AFTER_PARTICIPLE | title_words()
        )
        passive = passive or is_participle
        kinds = {cue.who for cue in cues if not cue.rest or word.endswith("ed")}
        return bool(kinds & _PERSONAL) or (passive and "object" in kinds)
    return False


_AFTER_PARTICIPLE = frozenset({"as", "to", "by", "new", "from"})


def _is_object_of_cue(line: Sequence[Token], first: int, following: Sequence[str]) -> bool:
    before = word_before(line, first)
    if before == "by" and first > 1:
        return word_before(line, first - 1) in {"succeeded", "replaced"}
    cues = cue_table().get(before, ())
    if any(cue.who == "both" for cue in cues):
        return True
    if any(cue.first in {"fire", "oust", "sack"} for cue in cues):
        return True
    is_named = any(cue.who == "object" for cue in cues)
    return (
        is_named and bool(following) and (following[0] in {"as", "to", "its", "new"} or following[0] in title_words())
    )


def word_before(line: Sequence[Token], place: int) -> str:
    """The word before a place in lower case, past a full stop: "mr" before "Mr. Ray"; "" where there is none."""
    before = place - 1
    if before >= 0 and line[before].text == ".":
        before -= 1
    return line[before].text.lower() if before >= 0 else ""


@cache
def _title_ends() -> frozenset[str]:
    heads = load_table("titles")["heads"]
    return frozenset(head.split()[-1].rsplit("-", 1)[-1] for head in heads) | {"chief", "boss", "officer", "executive"}
