"""Finds what each sentence states: that somebody comes or goes, and by which words."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tracker.enums import Kind, Manner
from tracker.extraction.cues import Cue, cue_table, cue_words
from tracker.extraction.grammar import agents, children, is_passive, objects, subjects
from tracker.extraction.lexicon import load_words
from tracker.extraction.movers import nearest_after, nearest_around, nearest_before, owners_of, people_at, successors_of
from tracker.extraction.scenes import Article, Named, Scene
from tracker.extraction.titles import Title
from tracker.spans import Span

MAX_REACH = 8


@dataclass(frozen=True, slots=True)
class Statement:
    """One wording about one person: `first` and `last` are its places in the scene, `sureness` the rule's."""

    scene: Scene
    kind: Kind
    manner: Manner
    day: str
    first: int
    last: int
    person: Named
    counterpart: Named | None
    cue: Cue
    sureness: float

    @property
    def cue_span(self) -> Span:
        return self.scene.span_of(self.first, self.last)


def find_statements(article: Article, scene: Scene) -> list[Statement]:
    """What one sentence states, in the order of its words."""
    found: list[Statement] = []
    for place, word in enumerate(scene.words):
        for cue in cue_table().get(word.lower, ()):
            last = _match_rest(scene, place, cue)
            if last is None or any(statement.first <= place < statement.last for statement in found):
                continue
            if _is_other_use(scene, place, last, cue):
                continue
            found += _read_cue(article, scene, cue, place, last)
    found += _new_holders(scene, found)
    return found


def _match_rest(scene: Scene, place: int, cue: Cue) -> int | None:
    """The place after the cue's last word; the words of one told of its object may stand apart: "let him go"."""
    words = scene.words
    last = place + 1
    for rest in cue.rest:
        reach = last + (4 if cue.who == "object" else 1)
        found = next((spot for spot in range(last, min(reach, len(words))) if words[spot].lower == rest), None)
        if found is None:
            return None
        last = found + 1
    return last


def _is_other_use(scene: Scene, place: int, last: int, cue: Cue) -> bool:
    """Whether the words are used for something else: "resigned to losses", "retired the brand", "the left bank"."""
    words = scene.words
    word = words[place]
    if (
        scene.person_at(place)
        or scene.title_at(place)
        or any(organisation.first <= place < organisation.last for organisation in scene.organisations)
    ):
        return True
    if cue.who == "owner":
        return word.pos not in {"NOUN", "PROPN"}
    following = words[last] if last < len(words) else None
    beside = any(named.last == place or named.first == last for named in scene.people)
    # "chief Jo Ray ousted": in headlines the model takes the participle for an adjective
    is_headline = beside and word.lower.endswith(("ed", "es")) and word.dep != "amod"
    is_noun = word.pos in {"NOUN", "PROPN"} and not _is_headline_verb(scene, place)
    if not is_headline and (is_noun or word.pos in {"ADJ", "ADP", "ADV"} or word.dep in {"amod", "compound"}):
        return True
    if cue.is_future and not _is_ahead(scene, place):
        return True
    if cue.first == "resign" and following and following.lower == "to":
        after = words[last + 1] if last + 1 < len(words) else None
        return after is not None and after.tag != "VB"
    if cue.first == "leave" and following and following.lower in {"behind", "open", "room"}:
        return True
    if cue.objects and not is_passive(scene.sentence, place):
        return not _has_fitting_object(scene, place, cue)
    return False


def _is_ahead(scene: Scene, place: int) -> bool:
    """As in "will lead the group"; not as in "has led it since 2004" or "will continue to lead it"."""
    before = {word.lower for word in scene.words[max(0, place - 4) : place]}
    return bool(before & {"will", "to", "'ll", "would"}) and not before & cue_words("going_on")


def _is_headline_verb(scene: Scene, place: int) -> bool:
    """The model takes "names" in "Acme names Jo Ray chief executive" for a noun."""
    word = scene.words[place]
    if not word.lower.endswith(("s", "d")):
        return False
    return any(place < named.first <= place + 4 for named in scene.people) or any(
        place - 1 <= named.last <= place for named in scene.people
    )


def _has_fitting_object(scene: Scene, place: int, cue: Cue) -> bool:
    found = children(scene.sentence, place, "dobj", "obj")
    if not found:
        return "none" in cue.objects or any(
            scene.organisation_at(spot) for spot in range(place + 1, min(place + 4, len(scene.words)))
        )
    head = found[0]
    word = scene.words[head]
    places = load_words("titles", "posts") | load_words("titles", "boards")
    orgs = (
        load_words("organisations", "nouns") | load_words("organisations", "unit_nouns") | {"board", "boards", "team"}
    )
    if scene.title_at(head) or word.lower in places:
        return "post" in cue.objects or ("organisation" in cue.objects and word.lower in orgs)
    if scene.organisation_at(head) or word.lower in orgs or (word.pos == "PROPN" and not scene.person_at(head)):
        return "organisation" in cue.objects
    # "will be joining a new start-up": the head of the phrase is "up"
    if any(scene.words[child].lower in orgs | {"start"} for child in scene.sentence.children[head]):
        return "organisation" in cue.objects
    return any(mention.span.start <= word.span.start < mention.span.end for mention in scene.dates)


def _read_cue(article: Article, scene: Scene, cue: Cue, place: int, last: int) -> Iterator[Statement]:
    sentence = scene.sentence
    if cue.who == "owner" and cue.first in {"successor", "replacement"}:
        comers, leaver = successors_of(article, scene, place)
        for comer in comers:
            yield Statement(scene, cue.kind, cue.manner, cue.day, place, last, comer, leaver, cue, 0.7)
        return
    if cue.who == "owner":
        movers = owners_of(article, scene, place)
    elif cue.who == "both":
        yield from _read_succession(article, scene, cue, place, last)
        return
    elif cue.who == "subject":
        if is_passive(sentence, place) and cue.objects:
            return
        movers = people_at(article, scene, subjects(sentence, place))
        movers = movers or nearest_before(scene, place)
    else:
        movers = people_at(article, scene, objects(sentence, place))
        movers = [mover for mover in movers if not (mover.is_generic and not is_passive(sentence, place))]
        movers = movers or ([] if _announces_noun(scene, place) else nearest_around(scene, place))
    for mover in movers:
        statement = Statement(scene, cue.kind, cue.manner, cue.day, place, last, mover, None, cue, 0.75)
        yield replace(statement, sureness=0.75 if not mover.is_generic else 0.6)


def _announces_noun(scene: Scene, place: int) -> bool:
    """As in "announced the appointment of Jo Ray": the noun says it, and better."""
    nouns = {scene.words[child].lower for child in children(scene.sentence, place, "dobj")}
    return any(cue.who == "owner" for noun in nouns for cue in cue_table().get(noun, ()))


def _read_succession(article: Article, scene: Scene, cue: Cue, place: int, last: int) -> Iterator[Statement]:
    """As in "She succeeds Jo Ray", "Jo Ray is replaced by her": who comes and who goes are each other's counterpart."""
    sentence = scene.sentence
    if is_passive(sentence, place):
        comers = people_at(article, scene, agents(sentence, place)) or nearest_after(scene, last)
        goers = people_at(article, scene, subjects(sentence, place)) or nearest_before(scene, place)
    else:
        comers = people_at(article, scene, subjects(sentence, place)) or nearest_before(scene, place)
        comer_name = comers[0].name if comers else None
        goers = people_at(article, scene, children(sentence, place, "dobj", "obj"), comer_name) or nearest_after(
            scene, last, reach=3
        )
    comer = comers[0] if comers else None
    goer = goers[0] if goers else None
    if comer is None or (goer is None) or comer.name == goer.name:
        return
    base = Statement(scene, Kind.APPOINTMENT, cue.manner, cue.day, place, last, comer, goer, cue, 0.8)
    yield base
    yield replace(base, kind=Kind.DEPARTURE, manner=Manner.UNKNOWN, person=goer, counterpart=comer, sureness=0.65)


def _new_holders(scene: Scene, found: list[Statement]) -> Iterator[Statement]:
    """As in "new chief executive Jo Ray said": the post itself says that its holder has just come."""
    said = {statement.person.name for statement in found if statement.kind is Kind.APPOINTMENT}
    for title in scene.titles:
        holder = next((named for named in scene.people if 0 <= named.first - title.last <= 1), None)
        holder = holder or _subject_of_being(scene, title)
        if not title.is_new or holder is None or holder.name in said:
            continue
        first = max(0, title.first - 1)
        cue = _NEW_HOLDER
        yield Statement(scene, Kind.APPOINTMENT, Manner.UNKNOWN, "none", first, title.last, holder, None, cue, 0.5)


def _subject_of_being(scene: Scene, title: Title) -> Named | None:
    """As in "Jo Ray is the new chief executive of"."""
    head = scene.words[title.last - 1]
    spot = next((place for place in range(title.first, title.last) if scene.words[place].dep == "attr"), None)
    verb = scene.words[spot].head if spot is not None else None
    if verb is None or scene.words[verb].lower not in {"is", "was", "be", "'s"} or not head.text:
        return None
    found = children(scene.sentence, verb, "nsubj")
    return scene.person_at(found[0]) if found else None


_NEW_HOLDER = Cue(
    first="new",
    rest=(),
    kind=Kind.APPOINTMENT,
    manner=Manner.UNKNOWN,
    who="object",
    day="none",
    objects=frozenset(),
    needs="title",
    is_future=False,
    role=None,
)
