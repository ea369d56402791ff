"""Says whom a word of a sentence means: a name, a pronoun, or a title without a name."""

from dataclasses import replace

from tracker.extraction.grammar import children, subtree
from tracker.extraction.scenes import Article, Named, Scene
from tracker.spans import Span

MAX_SENTENCE_CHARS = 1500
MAX_APPOSITION_GAP = 2

_PRONOUNS = {
    "he": "he",
    "him": "he",
    "his": "he",
    "himself": "he",
    "she": "she",
    "her": "she",
    "hers": "she",
    "herself": "she",
}


def resolve(article: Article, scene: Scene, place: int, but: str | None = None) -> Named | None:
    """The person that the word at `place` means, never the one named `but`; `is_generic` where it is no name."""
    person = scene.person_at(place)
    if person:
        return person
    word = scene.words[place]
    if word.lower in _PRONOUNS:
        return _antecedent(article, scene, place, but)
    if scene.title_at(place):
        return _holder(scene, place)
    if word.pos in {"NOUN", "PROPN"}:
        return _named_within(scene, place)
    return None


def _antecedent(article: Article, scene: Scene, place: int, but: str | None) -> Named | None:
    """The person named last before a pronoun, in its own sentence or as the first of the sentence before."""
    word = scene.words[place]
    pronoun = _PRONOUNS[word.lower]
    here = [
        named
        for named in scene.people
        if named.last <= place and named.name != but and _agrees(article, named.name, pronoun)
    ]
    if here:
        subjects = [named for named in here if scene.words[named.last - 1].dep in {"nsubj", "nsubjpass"}]
        return replace((subjects or here)[-1], is_generic=True)
    before = [mention for mention in scene.before if mention.name != but and _agrees(article, mention.name, pronoun)]
    if not before:
        return None
    # the first one named in the sentence before is most often its subject
    last = before[-1]
    opening = article.text.rfind(". ", max(0, last.span.start - MAX_SENTENCE_CHARS), last.span.start)
    first = next((mention for mention in before if mention.span.start > opening), last)
    return Named(first.name, place, place + 1, word.span, is_generic=True)


def _agrees(article: Article, name: str, pronoun: str) -> bool:
    return article.pronouns.get(name, pronoun) == pronoun


def _holder(scene: Scene, place: int) -> Named | None:
    """As in "chief executive Jo Ray", "its chief executive, Jo Ray": the person named beside a title."""
    title = scene.title_at(place)
    if title is None:
        return None
    named = next((named for named in scene.people if 0 <= named.first - title.last <= 1), None)
    if named:
        return named
    before = next(
        (named for named in reversed(scene.people) if 0 <= title.first - named.last <= MAX_APPOSITION_GAP), None
    )
    if before:
        return before
    inside = _named_within(scene, place)
    if inside:
        return inside
    if scene.words[title.first - 1].lower in {"the", "their"} and scene.before and title.first > 0:
        last = scene.before[-1]
        return Named(last.name, title.first, title.last, Span(title.span.start, title.span.end), is_generic=True)
    return None


def _named_within(scene: Scene, place: int) -> Named | None:
    """As in "its former chief, Jo Ray": a name set beside the word."""
    for child in children(scene.sentence, place, "appos", "compound", "nmod"):
        for spot in subtree(scene.sentence, child):
            person = scene.person_at(spot)
            if person:
                return person
    return None
