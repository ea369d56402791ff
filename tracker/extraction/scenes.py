"""One sentence with everything in it marked that a move may need: people, organisations, titles, dates."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.extraction.dates import DateMention, find_dates
from tracker.extraction.lexicon import load_words
from tracker.extraction.names import Mention
from tracker.extraction.organisations import Organisations
from tracker.extraction.passages import Passage
from tracker.extraction.reader import Sentence, Word
from tracker.extraction.titles import Title, find_titles
from tracker.spans import Span


@dataclass(frozen=True, slots=True)
class Named:
    """A mention in a sentence, from the place of its first word to that after its last; `is_generic`: "the bank"."""

    name: str
    first: int
    last: int
    span: Span
    is_generic: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """A read sentence with its marks, each list in order; `before` are the mentions of people earlier in the text,
    `topic` the organisation that its paragraph is about,
    `dates_before` those of the sentence before, read or not.
    """

    text: str
    sentence: Sentence
    paragraph: int
    people: tuple[Named, ...]
    organisations: tuple[Named, ...]
    titles: tuple[Title, ...]
    dates: tuple[DateMention, ...]
    before: tuple[Mention, ...]
    topic: str | None
    dates_before: tuple[DateMention, ...]

    @property
    def words(self) -> tuple[Word, ...]:
        return self.sentence.words

    def person_at(self, place: int) -> Named | None:
        return next((named for named in self.people if named.first <= place < named.last), None)

    def organisation_at(self, place: int) -> Named | None:
        return next((named for named in self.organisations if named.first <= place < named.last), None)

    def title_at(self, place: int) -> Title | None:
        return next((title for title in self.titles if title.first <= place < title.last), None)

    def flat(self, span: Span) -> str:
        """The words inside a span, as written but on one line."""
        return " ".join(span.of(self.text).split())

    def span_of(self, first: int, last: int) -> Span:
        """The stretch of the text from word `first` to the word before `last`."""
        return Span(self.words[first].span.start, self.words[last - 1].span.end)


@dataclass(frozen=True, slots=True)
class Article:
    """What is known of the whole text when its sentences are judged."""

    text: str
    published_on: date | None
    people: tuple[Mention, ...]
    pronouns: dict[str, str]
    organisations: Organisations


MAX_LOOK_BACK = 12
MAX_TOPIC_OFFSET = 30
MIN_PARAGRAPHS = 3


def build_scenes(
    article: Article, passages: Sequence[Passage], sentences: Sequence[Sentence], paragraphs: Sequence[Passage]
) -> list[Scene]:
    """A scene for each read passage, in order; `paragraphs` are all passages of the text, read or not."""
    scenes: list[Scene] = []
    topics = _topics(article, paragraphs)
    people = _Cursor(article.people)
    organisations = _Cursor(article.organisations.mentions)
    for passage, sentence in zip(passages, sentences, strict=True):
        here, before = people.within(sentence.span)
        orgs, orgs_before = organisations.within(sentence.span)
        named_people = _named(sentence, here)
        named_orgs = _named(sentence, orgs)
        taken = [named.span for named in (*named_people, *named_orgs)]
        last_org = orgs_before[-1].name if orgs_before else article.organisations.main
        topic = topics.get(passage.paragraph) or article.organisations.main
        generic = _generic(sentence, article.organisations, (topic, last_org), named_orgs)
        titles = find_titles(sentence, article.text, taken)
        titled = {place for title in titles for place in range(title.first, title.last)}
        generic = [named for named in generic if named.last - 1 not in titled]
        scenes.append(
            Scene(
                text=article.text,
                sentence=sentence,
                paragraph=passage.paragraph,
                people=tuple(named_people),
                organisations=tuple(sorted((*named_orgs, *generic), key=lambda named: named.first)),
                titles=tuple(titles),
                dates=tuple(find_dates(article.text, sentence.span, article.published_on)),
                before=tuple(before),
                topic=topic,
                dates_before=_dates_before(article, paragraphs, passage),
            )
        )
    return scenes


def _topics(article: Article, passages: Sequence[Passage]) -> dict[int, str]:
    """For each paragraph the organisation it names first; for a text of one or two paragraphs the text's own."""
    if not passages or passages[-1].paragraph < MIN_PARAGRAPHS:
        return {}
    topics: dict[int, str] = {}
    mentions = iter(article.organisations.mentions)
    mention = next(mentions, None)
    for passage in passages:
        while mention and mention.span.start < passage.span.end:
            if mention.span.start - passage.span.start < MAX_TOPIC_OFFSET:
                topics.setdefault(passage.paragraph, mention.name)
            mention = next(mentions, None)
    return topics


def _dates_before(article: Article, passages: Sequence[Passage], passage: Passage) -> tuple[DateMention, ...]:
    place = bisect_left(passages, passage.span.start, key=lambda other: other.span.start)
    return tuple(find_dates(article.text, passages[place - 1].span, article.published_on)) if place else ()


class _Cursor:
    """Walks once over mentions in order of the text."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._mentions = mentions
        self._place = 0

    def within(self, span: Span) -> tuple[list[Mention], list[Mention]]:
        """The mentions inside `span`, and the last few before it."""
        while self._place < len(self._mentions) and self._mentions[self._place].span.start < span.start:
            self._place += 1
        end = self._place
        while end < len(self._mentions) and self._mentions[end].span.start < span.end:
            end += 1
        return list(self._mentions[self._place : end]), list(
            self._mentions[max(0, self._place - MAX_LOOK_BACK) : self._place]
        )


def _named(sentence: Sentence, mentions: Sequence[Mention]) -> list[Named]:
    found = []
    place = 0
    for mention in mentions:
        while place < len(sentence.words) and sentence.words[place].span.end <= mention.span.start:
            place += 1
        last = place
        while last < len(sentence.words) and sentence.words[last].span.start < mention.span.end:
            last += 1
        if place < last:
            found.append(Named(mention.name, place, last, mention.span))
    return found


def _generic(
    sentence: Sentence, organisations: Organisations, outside: tuple[str | None, str | None], named: Sequence[Named]
) -> list[Named]:
    """As in "the company", "the Bank", "its", "we": words that stand for an organisation named elsewhere."""
    nouns = load_words("organisations", "nouns")
    units = load_words("organisations", "unit_nouns")
    taken = {place for organisation in named for place in range(organisation.first, organisation.last)}
    found = []
    for place, word in enumerate(sentence.words):
        if place in taken:
            continue
        if word.lower in {"we", "our"}:
            name = organisations.main
        elif word.lower in nouns | units and word.pos in {"NOUN", "PROPN"} and _is_definite(sentence, place):
            is_company = word.lower in {"company", "corporation", "registrant"}
            name = organisations.defined.get(word.lower) if word.text[0].isupper() else None
            name = name or (organisations.main if is_company and word.text[0].isupper() else None)
            name = name or _nearest(sentence, named, place, outside, is_unit=word.lower in units)
        else:
            continue
        if name:
            found.append(Named(name, place, place + 1, word.span, is_generic=True))
    return found


def _nearest(
    sentence: Sentence, named: Sequence[Named], place: int, outside: tuple[str | None, str | None], *, is_unit: bool
) -> str | None:
    """Whom "the company" means: the subject or what the paragraph is about; "the unit" is the one named last."""
    topic, last_org = outside
    if is_unit:
        return last_org
    for organisation in named:
        head = sentence.words[organisation.last - 1]
        following = sentence.words[organisation.last] if organisation.last < len(sentence.words) else None
        if organisation.last <= place and (head.dep in {"nsubj", "nsubjpass"} or (following and following.text == ":")):
            return organisation.name
    return topic


def _is_definite(sentence: Sentence, place: int) -> bool:
    return any(
        sentence.words[child].lower in {"the", "this", "its", "our", "that"} for child in sentence.children[place]
    ) or (place > 0 and sentence.words[place - 1].lower in {"the", "this"})
