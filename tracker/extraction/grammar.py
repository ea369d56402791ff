"""Who does what to whom in a parsed sentence: subjects, objects, and what a verb's clause is under."""

from tracker.extraction.reader import Sentence, Word

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
_OBJECTS = frozenset({"dobj", "obj", "dative", "oprd"})
_CLAUSES = frozenset(
    {"xcomp", "ccomp", "conj", "advcl", "acl", "pcomp", "prep", "pobj", "relcl", "dep", "attr", "dobj", "acomp"}
)
MAX_CLIMB = 8
MAX_JOINED = 12


def children(sentence: Sentence, place: int, *kinds: str) -> list[int]:
    """The words that hang directly under one, of the named kinds of dependency."""
    return [child for child in sentence.children[place] if sentence.words[child].dep in kinds]


def is_passive(sentence: Sentence, place: int) -> bool:
    """Whether the verb is passive: "was named", "named by", or a participle after a noun: "X, appointed in May"."""
    words = sentence.words
    kinds = {words[child].dep for child in sentence.children[place]}
    if kinds & {"nsubjpass", "auxpass", "agent", "csubjpass"}:
        return True
    if words[place].tag == "VBN" and "aux" not in kinds:
        if words[place].dep == "conj" and not kinds & _SUBJECTS and not kinds & {"dobj"}:
            return is_passive(sentence, words[place].head) if words[place].head != place else False
        return words[place].dep in {"acl", "advcl", "ROOT", "relcl"} and not kinds & {"nsubj", "dobj"}
    return False


def subjects(sentence: Sentence, place: int) -> list[int]:
    """The places of the words that are subject of the verb at `place`, found upwards where its clause has none."""
    words = sentence.words
    current = place
    for _ in range(MAX_CLIMB):
        found = children(sentence, current, *_SUBJECTS)
        if found:
            return [_antecedent(sentence, current, found[0])]
        word = words[current]
        if word.dep in {"acl", "relcl"}:
            return _owner_or_self(sentence, word.head, word)
        if word.head == current or word.dep not in _CLAUSES:
            return []
        if words[word.head].pos == "NOUN" and word.dep in {"acl", "pobj"}:
            return _owner_or_self(sentence, word.head, word)
        if (
            word.dep == "xcomp"
            and (told := children(sentence, word.head, "dobj"))
            and words[word.head].lower not in _SUBJECT_CONTROL
        ):
            return told  # "named Jo Ray to lead the unit": the object of naming is the one who leads
        current = word.head
    return []


_SUBJECT_CONTROL = frozenset({"promised", "agreed", "decided", "notified", "told", "informed", "threatened"})


def _owner_or_self(sentence: Sentence, noun: int, verb: Word) -> list[int]:
    """As in "his decision to resign": who owns the noun; "the man leading it": the noun itself."""
    owners = children(sentence, noun, "poss")
    if owners:
        return owners
    if verb.tag in {"VB", "VBG"} and sentence.words[noun].lower in {
        "decision",
        "intention",
        "plan",
        "plans",
        "desire",
        "wish",
    }:
        return subjects(sentence, sentence.words[noun].head) if sentence.words[noun].head != noun else []
    return [noun]


def _antecedent(sentence: Sentence, verb: int, subject: int) -> int:
    """What "who" or "that" stands for; any other subject stands for itself."""
    if sentence.words[subject].lower in {"who", "that", "which"} and sentence.words[verb].dep == "relcl":
        return sentence.words[verb].head
    return subject


def objects(sentence: Sentence, place: int) -> list[int]:
    """The direct objects of a verb; for a passive one its subject."""
    found = children(sentence, place, *_OBJECTS)
    if is_passive(sentence, place):
        return subjects(sentence, place) or found
    return found


def agents(sentence: Sentence, place: int) -> list[int]:
    """By whom a passive verb is done."""
    return [
        grandchild
        for child in children(sentence, place, "agent", "prep")
        if sentence.words[child].lower == "by"
        for grandchild in children(sentence, child, "pobj")
    ]


def joined(sentence: Sentence, place: int) -> list[int]:
    """The word and those joined to it by "and"."""
    found = [place]
    for current in found:
        found += [child for child in children(sentence, current, "conj") if child not in found]
        if len(found) > MAX_JOINED:
            break
    return found


def subtree(sentence: Sentence, place: int) -> list[int]:
    """All words under one, itself too, in order."""
    found = [place]
    for current in found:
        found += sentence.children[current]
    return sorted(found)


def ancestors(sentence: Sentence, place: int) -> list[int]:
    """The words that a word hangs under, nearest first."""
    found: list[int] = []
    current = place
    while sentence.words[current].head != current and len(found) < len(sentence.words):
        current = sentence.words[current].head
        found.append(current)
    return found
