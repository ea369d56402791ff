"""Says which posts a statement is about, and which posts a person is said to hold."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.extraction.cues import cue_words
from tracker.extraction.lexicon import load_words
from tracker.extraction.scenes import Named, Scene
from tracker.extraction.statements import Statement
from tracker.extraction.titles import Title
from tracker.spans import Span

MAX_GAP = 14
MAX_LINK_WORDS = 2
MAX_CHAIN_WORDS = 3
MAX_APPOSITION_WORDS = 9
MAX_UNIT_WORDS = 8
BOARD_ROLE = "director"


@dataclass(frozen=True, slots=True)
class Role:
    """One post as written; `first` and `last` are the places of its words."""

    text: str
    span: Span
    first: int
    last: int


def stated_roles(scene: Scene, statement: Statement, stop: int) -> list[Role]:
    """The posts that stand after the wording, up to the place `stop` where another statement begins."""
    if statement.cue.first == "new":
        title = scene.title_at(statement.last - 1)
        return _chain(scene, title, stop) if title else []
    if statement.cue.role:
        return _role_of_verb(scene, statement)
    marked = _first_title(scene, statement, stop, marked=True) or _first_title(scene, statement, stop, marked=False)
    if marked:
        return _chain(scene, marked, stop)
    return _board(scene, statement, stop)


def held_roles(scene: Scene, person: Named) -> tuple[list[Role], bool]:
    """The posts set beside a name, "treasurer Jo Ray", "Jo Ray, the bank's treasurer", and if they are former ones."""
    for title in scene.titles:
        gap = scene.words[title.last : person.first]
        if title.last <= person.first and len(gap) <= 1 and all(word.text == "," for word in gap):
            start = title
            while before := _linked_before(scene, start):
                start = before
            return _chain(scene, start, person.first), start.is_former
        if title.first >= person.last and _is_apposed(scene, person, title):
            return _chain(scene, title, len(scene.words)), title.is_former
    return [], False


def _linked_before(scene: Scene, title: Title) -> Title | None:
    before = next((other for other in reversed(scene.titles) if other.last < title.first), None)
    if (
        before
        and title.first - before.last <= MAX_LINK_WORDS
        and all(word.lower in {"and", "&", ","} for word in scene.words[before.last : title.first])
    ):
        return before
    return None


def _is_apposed(scene: Scene, person: Named, title: Title) -> bool:
    gap = scene.words[person.last : title.first]
    if not gap or len(gap) > MAX_APPOSITION_WORDS or gap[0].text not in {",", "(", "—", "–"}:
        return False
    rest = [word for word in gap[1:] if not word.text.isdigit() and word.lower not in {"age", "aged"}]
    commas = [word for word in rest if word.text == ","]
    allowed = all(
        word.pos in {"DET", "ADJ", "NOUN", "PROPN", "PART", "PUNCT", "PRON", "ADV", "NUM"}
        or word.lower in {"currently", "our"}
        for word in rest
    )
    return allowed and len(commas) <= 1 and not any(person.last <= other.first < title.first for other in scene.people)


def _first_title(scene: Scene, statement: Statement, stop: int, *, marked: bool) -> Title | None:
    for title in scene.titles:
        if title.first < statement.last or title.is_former:
            continue
        gap = scene.words[statement.last : title.first]
        if title.first >= stop or len(gap) > MAX_GAP * 2:
            return None
        if any(word.pos == "VERB" and word.lower not in cue_words("quiet_verbs") for word in gap):
            return None
        others = [
            named
            for named in scene.people
            if statement.last <= named.first < title.first and named.name not in _parties(statement)
        ]
        if others and statement.cue.who not in {"object", "owner"}:
            return None
        near = [word.lower for word in scene.words[max(statement.last - 1, title.first - 5) : title.first]]
        if near and near[-1] in {"by", "under", "with"}:
            return None
        if marked:
            if set(near) & cue_words("post_markers") or (statement.last == title.first and not statement.cue.rest):
                return title
            continue
        last = gap[-1] if gap else None
        is_own = any(_is_apposed(scene, named, title) for named in scene.people if statement.last <= named.first)
        if not is_own and (last is None or last.text != "," or statement.cue.needs == "title"):
            return title
    return None


def _parties(statement: Statement) -> set[str]:
    return {statement.person.name} | ({statement.counterpart.name} if statement.counterpart else set())


def _chain(scene: Scene, title: Title, stop: int) -> list[Role]:
    """The title and those joined to it: "president and chief executive of X and chair of Y" gives its first two."""
    chain = [title]
    for following in scene.titles:
        last = chain[-1]
        if following.first < last.last or following.first >= stop:
            continue
        between = [word.lower for word in scene.words[last.last : following.first]]
        if (
            len(between) > MAX_CHAIN_WORDS
            or not set(between) <= {"and", "&", ",", "/", "as", "well", "a", "the", "its"}
            or following.is_former
        ):
            break
        if between == [","] and following.last < len(scene.words) and scene.person_at(following.last):
            break  # "Jo Ray, president, treasurer Al Orr said": the next one's title
        chain.append(following)
    return [Role(scene.flat(item.span), item.span, item.first, item.last) for item in chain]


def _board(scene: Scene, statement: Statement, stop: int) -> list[Role]:
    """As in "resigned from the board", "elected to the board", "joins the board": a seat on it is a director's."""
    boards = load_words("titles", "boards")
    for place in range(statement.last, min(stop, statement.last + MAX_GAP, len(scene.words))):
        word = scene.words[place]
        if word.pos == "VERB" and word.lower not in cue_words("quiet_verbs"):
            return []
        if word.lower in boards:
            before = {other.lower for other in scene.words[max(statement.last - 1, place - 6) : place]}
            if before & cue_words("board_markers"):
                return [Role(BOARD_ROLE, word.span, place, place + 1)]
    return []


def _role_of_verb(scene: Scene, statement: Statement) -> list[Role]:
    """As in "will lead the group", "to head its China unit": head of what follows the verb."""
    end = statement.last
    while end < len(scene.words) and end - statement.last < MAX_UNIT_WORDS:
        word = scene.words[end]
        if word.pos not in {"DET", "NOUN", "PROPN", "ADJ", "PRON", "PART"} and word.lower not in {"of", "'s"}:
            break
        end += 1
    if end == statement.last:
        return []
    span = scene.span_of(statement.first, end)
    tail = " ".join(word.text for word in scene.words[statement.last : end])
    return [Role(f"{statement.cue.role} of {tail}".replace(" 's", "'s"), span, statement.first, end)]


def role_span(roles: Sequence[Role]) -> Span | None:
    """The stretch that holds all of a move's roles."""
    if not roles:
        return None
    return Span(min(role.span.start for role in roles), max(role.span.end for role in roles))
