"""Says who moves by a wording: the people at its subject, object or owner, or near it where the parse has lost them."""

from collections.abc import Iterator
from dataclasses import replace

from tracker.extraction.grammar import children, is_passive, joined, objects
from tracker.extraction.mentions import resolve
from tracker.extraction.scenes import Article, Named, Scene

MAX_REACH = 8
MAX_GAP_IN_LIST = 2


def people_at(article: Article, scene: Scene, places: list[int], but: str | None = None) -> list[Named]:
    """The people whom the words at `places` mean, with those joined to them, each once, never the one named `but`."""
    found: list[Named] = []
    for place in places:
        for spot in joined(scene.sentence, place):
            for person in (resolve(article, scene, spot, but), *_listed(article, scene, spot), *_they(scene, spot)):
                if person and all(person.name != other.name for other in found):
                    found.append(person)
    return found


def _they(scene: Scene, place: int) -> list[Named]:
    """As in "A, B and C said they would retire": all who are named before it in the sentence."""
    if scene.words[place].lower not in {"they", "both", "each"}:
        return []
    before = [named for named in scene.people if named.last <= place]
    return [replace(named, is_generic=True) for named in before]


def _listed(article: Article, scene: Scene, place: int) -> list[Named | None]:
    """As in "two new partners, Jo Ray and Al Orr": all the names set beside one plural word."""
    if scene.person_at(place) or not scene.words[place].lower.endswith("s"):
        return []
    beside = [
        resolve(article, scene, spot)
        for child in children(scene.sentence, place, "appos")
        for spot in joined(scene.sentence, child)
    ]
    return beside or list(_list_after(scene, place + 1))


def _list_after(scene: Scene, place: int) -> Iterator[Named]:
    """The people named one after the other from a place on, with only commas and "and" between."""
    for named in scene.people:
        if named.first < place:
            continue
        gap = scene.words[place : named.first]
        if len(gap) > MAX_GAP_IN_LIST or not all(word.lower in {"and", ","} for word in gap):
            return
        yield named
        place = named.last


def owners_of(article: Article, scene: Scene, place: int) -> list[Named]:
    """As in "Jo Ray's resignation", "the resignation of Jo Ray", "tendered his resignation"."""
    sentence = scene.sentence
    spots = children(sentence, place, "poss")
    for child in children(sentence, place, "prep"):
        if scene.words[child].lower == "of":
            spots += children(sentence, child, "pobj")
    people = people_at(article, scene, spots)
    if scene.words[place].lower == "predecessor":
        return _beside(article, scene, place, people[0]) if people else []
    if not people and place and scene.words[place].lower not in {"death", "election"}:
        people = [
            named
            for named in scene.people
            if place < named.first <= place + 3 and scene.words[named.first - 1].lower == "of"
        ]
    return people


def successors_of(article: Article, scene: Scene, place: int) -> tuple[list[Named], Named | None]:
    """As in "His successor is Jo Ray", "named as her successor": who comes, and who owns the word and goes."""
    leavers = people_at(article, scene, children(scene.sentence, place, "poss"))
    if not leavers:
        return [], None
    return _beside(article, scene, place, leavers[0]), leavers[0]


def _beside(article: Article, scene: Scene, place: int, owner: Named) -> list[Named]:
    """The people a noun like "successor" is said of, never the one who owns it."""
    sentence = scene.sentence
    spots = children(sentence, place, "appos")
    verb = scene.words[place].head
    if scene.words[place].dep in {"nsubj", "nsubjpass"}:
        spots += children(sentence, verb, "attr", "oprd", "dobj")
        if scene.words[verb].lower not in {"be", "is", "was", "are", "were", "becomes", "been"}:
            spots = children(sentence, place, "appos")
    elif scene.words[place].dep == "attr":
        spots += children(sentence, verb, "nsubj")
    elif scene.words[place].dep == "pobj" and scene.words[verb].lower == "as":
        governor = scene.words[verb].head  # "has been named as her successor"
        spots += objects(sentence, governor) if is_passive(sentence, governor) else children(sentence, governor, "dobj")
    return [person for person in people_at(article, scene, spots, owner.name) if person.name != owner.name]


def nearest_before(scene: Scene, place: int) -> list[Named]:
    """The person just before a verb whose subject the parse has lost, with no other verb between."""
    before = [named for named in scene.people if named.last <= place]
    if not before or place - before[-1].last > MAX_REACH:
        return []
    between = scene.words[before[-1].last : place]
    if any(word.pos == "VERB" and word.lower not in _AGREEING for word in between):
        return []
    listed = [before[-1]]
    for named in reversed(before[:-1]):
        gap = scene.words[named.last : listed[-1].first]
        if len(gap) > MAX_GAP_IN_LIST or not all(word.lower in {"and", ","} for word in gap):
            break
        listed.append(named)
    return [replace(named, is_generic=True) for named in reversed(listed)]


_AGREEING = frozenset({"agreed", "decided", "intends", "intended", "plans", "planned", "elected", "chose"})


def nearest_after(scene: Scene, last: int, reach: int = MAX_REACH) -> list[Named]:
    """The person named soonest after a wording, within `reach` words."""
    after = [named for named in scene.people if last <= named.first <= last + reach]
    return after[:1]


def nearest_around(scene: Scene, place: int) -> list[Named]:
    """The object of a verb that the parse has lost: before a passive one, after an active one."""
    if is_passive(scene.sentence, place):
        return nearest_before(scene, place)
    after = nearest_after(scene, place + 1)  # not after its last word: "let Jo Ray go"
    if after and any(word.pos == "VERB" for word in scene.words[place + 1 : after[0].first]):
        return []
    return [replace(named, is_generic=True) for named in after]
