"""The wordings that state a move, from the lexicon, by the form of their first word."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from tracker.enums import Kind, Manner
from tracker.extraction.lexicon import load_table, load_words


@dataclass(frozen=True, slots=True)
class Cue:
    """One wording: `who` moves ("subject", "object", "both", or "owner" of a noun) and what must stand beside it."""

    first: str
    rest: tuple[str, ...]
    kind: Kind
    manner: Manner
    who: str
    day: str
    objects: frozenset[str]
    needs: str
    is_future: bool
    role: str | None


@cache
def cue_table() -> dict[str, tuple[Cue, ...]]:
    """Every form of a cue's first word, in lower case, with the cues it may begin, the longest wording first."""
    table = load_table("cues")
    irregular = {forms[0]: tuple(forms) for forms in table["irregular"]}
    found: dict[str, list[Cue]] = defaultdict(list)
    for section in ("verb", "noun"):
        for entry in table[section]:
            first, *rest = entry["say"].split()
            cue = Cue(
                first=first,
                rest=tuple(rest),
                kind=Kind(entry["kind"]),
                manner=Manner(entry["manner"]),
                who=entry.get("who", "owner"),
                day=entry["day"],
                objects=frozenset(entry.get("object", ())),
                needs=entry.get("needs", ""),
                is_future=entry.get("time") == "future",
                role=entry.get("role"),
            )
            forms = irregular.get(first) or (_verb_forms(first) if section == "verb" else (first, first + "s"))
            for form in forms:
                found[form].append(cue)
    return {form: tuple(sorted(cues, key=lambda cue: -len(cue.rest))) for form, cues in found.items()}


@cache
def cue_words(key: str) -> frozenset[str]:
    """One list of the small words around cues: "new", "former", "rumour", …."""
    return frozenset(load_table("cues")["words"][key])


@cache
def gate_words() -> frozenset[str]:
    """The words of which a passage must hold one to be read: first words of cues, and words for a post just taken."""
    return frozenset(cue_table()) | cue_words("new") | load_words("titles", "gate")


def _verb_forms(verb: str) -> tuple[str, ...]:
    """The regular forms of a verb: resign, resigns, resigned, resigning."""
    if verb.endswith("e"):
        return verb, verb + "s", verb + "d", verb[:-1] + "ing"
    if verb.endswith(("ss", "sh", "ch")):
        return verb, verb + "es", verb + "ed", verb + "ing"
    return verb, verb + "s", verb + "ed", verb + "ing"
