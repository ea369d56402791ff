"""Finds the people a text names: their fullest names, and every mention by surname, kept apart where it is shared."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from tracker.extraction.lexicon import load_words
from tracker.extraction.names import Mention, NameIndex, Token, key_of
from tracker.extraction.person_signs import personal_votes, word_before
from tracker.extraction.reader import Sentence
from tracker.extraction.titles import title_words

MIN_NAME_WORDS = 2
MAX_NAME_WORDS = 5
MAX_PEOPLE = 400


def find_people(lines: Sequence[Sequence[Token]], sentences: Sequence[Sentence], text: str) -> list[Mention]:
    """Every mention of a person with a full name somewhere in the text, in order; `lines` are the passages' tokens."""
    names = _full_names(lines, sentences, text)
    index = NameIndex(_forms(names))
    return [mention for line in lines for mention in index.scan(line)]


def without_names_inside(people: Sequence[Mention], organisations: Sequence[Mention]) -> list[Mention]:
    """The mentions of people that are not a word of an organisation's name: "Ray" in "Ray Motor Group"."""
    covering = {place for mention in organisations for place in range(mention.span.start, mention.span.end)}
    return [mention for mention in people if mention.span.start not in covering]


def genders(lines: Sequence[Sequence[Token]], people: Sequence[Mention]) -> dict[str, str]:
    """The pronoun ("he" or "she") of those whom an honorific gives one: "Ms. Ray"."""
    by_start = {mention.span.start: mention.name for mention in people}
    pronouns: dict[str, str] = {}
    for line in lines:
        for place, token in enumerate(line):
            name = by_start.get(token.start)
            before = word_before(line, place)
            if name and before in load_words("people", "feminine"):
                pronouns[name] = "she"
            elif name and before in load_words("people", "masculine"):
                pronouns[name] = "he"
    return pronouns


def _full_names(lines: Sequence[Sequence[Token]], sentences: Sequence[Sentence], text: str) -> list[str]:
    labels = _labels(sentences, text)
    counts: Counter[str] = Counter()
    votes: Counter[str] = Counter()
    addressed = _addressed(lines)
    joined: list[tuple[str, str]] = []
    for line in lines:
        before: tuple[str, int] | None = None
        for first, last in _runs(line):
            name = " ".join(text[line[first].start : line[last - 1].end].split())
            counts[name] += 1
            votes[name] += personal_votes(line, first, last) + 4 * (line[last - 1].text in addressed)
            if before and before[1] == first - 1 and line[first - 1].text == "and":
                joined.append((before[0], name))
            before = (name, last)
    for name in counts:
        label = sum(labels[part] for part in _parts(key_of(name)))
        votes[name] += max(-2, min(2, label))
    for one, other in joined:  # "Jo Ray and Al Orr": what joins the two makes them of a kind
        if votes[one] > 0 and votes[other] == 0:
            votes[other] = 1
    return _fullest(Counter({name: count for name, count in counts.items() if votes[name] > 0}))


def _addressed(lines: Sequence[Sequence[Token]]) -> set[str]:
    """The surnames that an honorific is put before somewhere: "Ms Orr"."""
    honorifics = load_words("people", "honorifics")
    return {
        token.text
        for line in lines
        for place, token in enumerate(line)
        if place and token.is_capitalised and word_before(line, place) in honorifics
    }


def _labels(sentences: Sequence[Sentence], text: str) -> Counter[tuple[str, ...]]:
    """How often the model calls a name a person's, less how often an organisation's."""
    labels: Counter[tuple[str, ...]] = Counter()
    for sentence in sentences:
        for name in sentence.names:
            if name.label == "PERSON":
                labels[key_of(name.span.of(text))] += 1
            elif name.label == "ORG":
                labels[key_of(name.span.of(text))] -= 1
    return labels


def _parts(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """All stretches of two words and more: the model may have labelled only a part of a name."""
    for start in range(len(words) - 1):
        for end in range(start + MIN_NAME_WORDS, len(words) + 1):
            yield words[start:end]


def _runs(line: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Stretches of capitalised words that could be one person's name, without titles and organisations' words."""
    place = 0
    while place < len(line):
        if not _is_name_word(line[place]) and not _is_title_as_name(line, place):
            place += 1
            continue
        end = _run_end(line, place)
        words = [token for token in line[place:end] if token.text != "."]
        if MIN_NAME_WORDS <= len(words) <= MAX_NAME_WORDS and len(words[-1].text) > 1 and not _is_shouted(words):
            yield place, end
        place = end


def _run_end(line: Sequence[Token], place: int) -> int:
    end = place + 1
    particles = load_words("people", "particles")
    while end < len(line) and not line[end - 1].is_possessive:
        token = line[end]
        is_initial = (
            len(token.text) == 1 and token.is_capitalised and line[end + 1 : end + 2] and line[end + 1].text == "."
        )
        if (
            is_initial
            or _is_name_word(token)
            or (token.text == "." and len(line[end - 1].text) == 1 and line[end - 1].text.isalpha())
            or (token.text in particles and end + 1 < len(line) and _continues(line, end, particles))
        ):
            end += 1
        else:
            break
    return end - 1 if line[end - 1].text == "." and end - place > 1 else end


def _continues(line: Sequence[Token], place: int, particles: frozenset[str]) -> bool:
    following = line[place + 1]
    if following.text in particles and place + 2 < len(line):
        following = line[place + 2]
    return _is_name_word(following)


def _is_name_word(token: Token) -> bool:
    lower = token.text.lower()
    return (
        token.is_capitalised
        and token.text[0].isalpha()
        and "&" not in token.text
        and not any(letter.isdigit() for letter in token.text)
        and lower not in load_words("people", "not_names")
        and lower not in title_words()
        and lower not in load_words("organisations", "type_words")
        and lower not in load_words("organisations", "legal_forms") - load_words("people", "particles")
    )


def _is_title_as_name(line: Sequence[Token], place: int) -> bool:
    """As in "named Dean Orr as a director": a title that is a given name too, where only one name word follows."""
    if line[place].text != "Dean" or place + 1 >= len(line):
        return False
    alone = place + 2 >= len(line) or not _is_name_word(line[place + 2])
    return _is_name_word(line[place + 1]) and alone


def _is_shouted(words: Sequence[Token]) -> bool:
    """As in "UNITED STATES", "ACME MOTOR": capitals throughout are a heading's or a registrant's, not a person's."""
    return all(token.text.isupper() for token in words)


def _fullest(counts: Counter[str]) -> list[str]:
    """One name a person: "Jo Ray" goes with "Jo B. Ray"."""
    kept: list[str] = []
    named = [name for name, _ in counts.most_common(MAX_PEOPLE)]
    for name in sorted(named, key=lambda name: (-len(key_of(name)), -counts[name], name)):
        if not any(_is_form_of(key_of(name), key_of(other)) for other in kept):
            kept.append(name)
    return kept


def _is_form_of(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether all words of the shorter name stand in the longer one, in order."""
    rest = iter(long)
    return all(word in rest for word in short)


def _forms(names: Iterable[str]) -> dict[tuple[str, ...], str]:
    """What each person may be called; a form shared by two people is nobody's: "Orr" of two Orrs."""
    owners: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    full: dict[tuple[str, ...], str] = {}
    suffixes = load_words("people", "suffixes")
    particles = load_words("people", "particles")
    for name in names:
        words = key_of(name)
        full[words] = name
        stem = tuple(word for word in words if word not in suffixes)
        for start in range(1, len(stem)):
            for end in range(start + 1, len(stem) + 1):
                form = stem[start:end]
                if form[-1] not in particles and len(form[-1]) > 1:
                    owners[form].add(name)
        owners[stem].add(name)
        owners[stem[:1]].add(name)
        if len(stem) > MIN_NAME_WORDS:
            owners[(stem[0], stem[-1])].add(name)
    forms = {form: next(iter(people)) for form, people in owners.items() if len(people) == 1}
    return forms | full
