"""Says who stands behind a move, and whether the article reports it or tells it as earlier career."""

from datetime import date

from tracker.enums import Salience, Status
from tracker.extraction.cues import cue_words
from tracker.extraction.grammar import ancestors, children, subtree
from tracker.extraction.statements import Statement
from tracker.extraction.timing import Timing
from tracker.spans import Span

MAX_SOURCE_WORDS = 8
# A step of up to about a year before publication is still news
_NEWS_DAYS = 400


def find_status(statement: Statement) -> tuple[Status, Span | None]:
    """The status and the word that says so; no word where it is told as plain fact."""
    readings = ((Status.RUMOURED, _rumour), (Status.DENIED, _denial), (Status.REPORTED, _report))
    for status, reading in readings:
        mark = reading(statement)
        if mark:
            return status, mark
    return Status.CONFIRMED, None


def _rumour(statement: Statement) -> Span | None:
    """As in "may leave", "is considering stepping down", "in talks to join"."""
    sentence, words = statement.scene.sentence, statement.scene.words
    above = ancestors(sentence, statement.first)
    for place in (statement.first, *above):
        for child in children(sentence, place, "aux"):
            # the month of May is no modal verb
            if words[child].lower in cue_words("rumour_modals") and words[child].tag == "MD":
                return words[child].span
    return next((words[place].span for place in above if words[place].lower in cue_words("rumour")), None)


def _denial(statement: Statement) -> Span | None:
    words = statement.scene.words
    above = ancestors(statement.scene.sentence, statement.first)
    return next((words[place].span for place in above if words[place].lower in cue_words("deny")), None)


def _report(statement: Statement) -> Span | None:
    """As in "has reportedly left", "according to a report", "people familiar with the matter said"."""
    sentence, words, first = statement.scene.sentence, statement.scene.words, statement.first
    beside = [*children(sentence, first, "advmod"), *([first - 1] if first else [])]
    for place in beside:
        if words[place].lower in cue_words("report_adverbs"):
            return words[place].span
    above = set(ancestors(sentence, first))
    for place, word in enumerate(words):
        if word.lower == "according" and (source := _source(statement, place)):
            return source
        if place in above and word.lower in cue_words("reporting"):
            tellers = {
                words[spot].lower for child in children(sentence, place, "nsubj") for spot in subtree(sentence, child)
            }
            if tellers & cue_words("tellers"):
                return word.span
    return None


def _source(statement: Statement, place: int) -> Span | None:
    """The words "according to a report", "according to two people"; None where it is a filing or a statement."""
    words = statement.scene.words
    for word in words[place + 1 : place + MAX_SOURCE_WORDS]:
        if word.lower in cue_words("report_sources"):
            return Span(words[place].span.start, word.span.end)
    return None


def find_salience(statement: Statement, timing: Timing, published_on: date | None) -> tuple[Salience, Span | None]:
    """Whether the move is news, and the word that makes it background."""
    words = statement.scene.words
    opening = words[0].lower if words else ""
    when = timing.effective or timing.announced
    if when and published_on and _days_before(when.value, published_on) > _NEWS_DAYS:
        return Salience.BACKGROUND, when.span
    before = words[max(0, statement.first - 3) : statement.first]
    for word in before:
        if word.lower in {"before", "prior", "since", "previously"} and word.dep in {"prep", "mark", "advmod"}:
            return Salience.BACKGROUND, word.span
    if opening in {"previously", "earlier", "before", "prior"} and not (when and _is_recent(when.value, published_on)):
        return Salience.BACKGROUND, words[0].span
    return Salience.NEWS, None


def _is_recent(value: str, published_on: date | None) -> bool:
    return published_on is not None and _days_before(value, published_on) <= _NEWS_DAYS


def _days_before(value: str, published_on: date) -> int:
    """Days from the last day that `value` may mean to the publication; below 0 for one to come."""
    day = date.fromisoformat(value + "-12-28"[len(value) - len("2000") :])
    return (published_on - day).days


def is_hypothetical(statement: Statement) -> bool:
    """Whether the words deny the move or only imagine it: "will not resign", "if he resigns", "stays as chair"."""
    scene, sentence = statement.scene, statement.scene.sentence
    negative = cue_words("negative")
    for child in sentence.children[statement.first]:
        word = scene.words[child]
        if word.dep == "neg" or (word.lower in negative and word.dep in {"aux", "advmod", "mark", "det", "preconj"}):
            return True
    chain = [statement.first, *ancestors(sentence, statement.first)[:3]]
    if scene.words[-1].text == "?" or any(
        scene.words[child].lower in {"if", "whether", "unless"} and scene.words[child].dep == "mark"
        for place in chain
        for child in sentence.children[place]
    ):
        return True
    for place in chain[1:]:
        word = scene.words[place]
        if word.lower in cue_words("unreal"):
            return True
        if word.pos == "VERB" and word.dep == "ROOT":
            break
    return bool(statement.first) and scene.words[statement.first - 1].lower in {"re", "not"}
