"""Says when a move was announced and when it takes effect."""

from dataclasses import dataclass
from datetime import date

from tracker.extraction.cues import cue_words
from tracker.extraction.dates import DateMention
from tracker.extraction.grammar import ancestors, children
from tracker.extraction.scenes import Scene
from tracker.extraction.statements import Statement
from tracker.spans import Span

_BACK_REFERENCES = (
    "in the aftermath",
    "at the time",
    "on the same day",
    "the same day",
    "on the same date",
    "on that date",
)


@dataclass(frozen=True, slots=True)
class When:
    """A date for a slot and its words; `span` is None where another sentence's date was taken over."""

    value: str
    span: Span | None
    sureness: float


@dataclass(frozen=True, slots=True)
class Timing:
    announced: When | None
    effective: When | None


def find_timing(scene: Scene, statement: Statement, published_on: date | None) -> Timing:
    """The dates that the statement's own sentence gives it, or that it takes from the one it points back to."""
    announced: When | None = None
    effective: When | None = None
    is_future = _is_future(scene, statement.first)
    for mention in scene.dates:
        place = _place_of(scene, mention)
        if place is None:
            continue
        slot = _slot_of(scene, statement, place, is_future=is_future)
        value = mention.past
        if slot == "effective" and mention.is_relative:
            value = mention.future if is_future else _nearer(mention, published_on)
        when = When(value, mention.span, 0.75)
        if slot == "effective" and effective is None:
            effective = when
        elif slot == "announced" and announced is None:
            announced = when
    if announced and published_on and announced.value[:10] > published_on.isoformat():
        announced, effective = None, effective or announced
    if not announced and not effective and scene.dates_before and _points_back(scene):
        taken = scene.dates_before[-1]
        effective = When(taken.past, taken.span, 0.6)
    return Timing(announced, effective)


def _nearer(mention: DateMention, published_on: date | None) -> str:
    """Of "effective August 1" told without a tense, the one of the two years that is nearer to the publication."""
    if published_on is None or len(mention.past) < len("2000-01-01"):
        return mention.past
    past, future = date.fromisoformat(mention.past), date.fromisoformat(mention.future)
    return mention.past if published_on - past <= future - published_on else mention.future


def announcement_date(scene: Scene) -> When | None:
    """The day on which somebody said or announced something in this sentence."""
    for mention in scene.dates:
        place = _place_of(scene, mention)
        if place is None or len(mention.past) < len("2000-01-01"):
            continue
        for spot in ancestors(scene.sentence, place):
            if scene.words[spot].lower in cue_words("reporting") | cue_words("report_nouns"):
                return When(mention.past, mention.span, 0.7)
            if scene.words[spot].pos == "VERB":
                break
    return None


def _place_of(scene: Scene, mention: DateMention) -> int | None:
    inside = [
        place
        for place, word in enumerate(scene.words)
        if word.span.start < mention.span.end and mention.span.start < word.span.end
    ]
    if not inside:
        return None
    # the word by which the date hangs in the sentence: the one whose head lies outside
    return next((place for place in inside if scene.words[place].head not in inside), inside[0])


def _slot_of(scene: Scene, statement: Statement, place: int, *, is_future: bool) -> str | None:
    """Which slot a date fills, by the verb it hangs under and the words before it; None where it is another verb's."""
    words = scene.words
    before = [word.lower for word in words[max(0, place - 4) : place]]
    if "effective" in before or "effect" in before or before[-2:] == ["as", "of"]:
        return "effective" if _is_nearest(scene, statement, place) else None
    chain = ancestors(scene.sentence, place)
    if any(words[spot].lower in cue_words("report_nouns") for spot in chain[:2]):
        return "announced"
    verb = next((spot for spot in chain if words[spot].pos in {"VERB", "AUX"} or spot == statement.first), None)
    if verb == statement.first or statement.first in chain[:3]:
        takes_effect = is_future or bool(set(before[-1:]) & cue_words("effect"))
        return None if statement.day == "none" else "effective" if takes_effect else statement.day
    if verb is None:
        return None
    if words[verb].lower in cue_words("reporting"):
        return "announced"
    return _slot_by_verb(scene, statement, place, verb, is_future=is_future)


def _slot_by_verb(scene: Scene, statement: Statement, place: int, verb: int, *, is_future: bool) -> str | None:
    """The slot of a date under another verb: "agreed on May 2 to resign", "will succeed him and start on July 1"."""
    first = statement.first
    above = ancestors(scene.sentence, first)
    if verb in above[:3] and scene.words[first].dep in {"conj", "advcl"}:
        return None if statement.day == "none" else "effective" if is_future else statement.day
    if verb in above[:3] and scene.words[first].dep in {"xcomp", "ccomp", "dobj", "pobj", "acl"}:
        return "effective" if is_future and place > first else "announced"
    if first in ancestors(scene.sentence, verb)[:2] and place > statement.last:
        return "effective" if is_future or scene.words[verb].lower in {"start", "serve", "begin"} else None
    return None


def _is_nearest(scene: Scene, statement: Statement, place: int) -> bool:
    """Whether no other verb of moving stands between the statement and the date."""
    if place < statement.first:
        return False
    return not any(word.pos == "VERB" and word.dep in {"ROOT", "conj"} for word in scene.words[statement.last : place])


def _is_future(scene: Scene, first: int) -> bool:
    """Whether a verb tells what is to come, by itself or by the verb it hangs under: "will become chair, replacing"."""
    aux = {scene.words[child].lower for child in children(scene.sentence, first, "aux", "auxpass")}
    if aux & cue_words("future"):
        return True
    if scene.words[first].tag == "VBG" and aux & {"is", "are"}:
        return True
    if scene.words[first].pos == "NOUN":
        return False
    if scene.words[first].tag == "VBG" and not aux and scene.words[first].dep in {"advcl", "conj"}:
        return scene.words[first].head != first and _is_future(scene, scene.words[first].head)
    return scene.words[first].tag == "VB" and first > 0 and scene.words[first - 1].lower in cue_words("future")


def _points_back(scene: Scene) -> bool:
    opening = scene.flat(scene.sentence.span).lower()[:60]
    return opening.startswith(_BACK_REFERENCES)
