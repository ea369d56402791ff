"""What kinds of mistake a run made, so that the most frequent one is mended first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tracker.evaluation.match import company_matches, company_words, person_matches
from tracker.evaluation.pairing import Pairing, Record, pair_article
from tracker.evaluation.report import describe_outcome
from tracker.evaluation.score import claim_outcome, gold_outcome


class ErrorKind(StrEnum):
    """One mistake each: a move told with the wrong kind is neither missed nor spurious as well."""

    MISSED = "missed"
    SPURIOUS_IN_QUIET = "spurious in a quiet article"
    SPURIOUS = "spurious in another article"
    OTHER_ORGANISATION = "wrong organisation: another one"
    BOUNDS_OF_ORGANISATION = "wrong organisation: wrong bounds"
    NO_ORGANISATION = "wrong organisation: none given"
    WRONG_KIND = "wrong kind"
    WRONG_SALIENCE = "wrong salience"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class MoveError:
    """`told` names the article and the move in a line, and what was given in its place."""

    kind: ErrorKind
    told: str


def find_errors(
    gold: Mapping[str, Sequence[Record]], predictions: Mapping[str, Sequence[Record]]
) -> tuple[MoveError, ...]:
    """Every mistake in the predictions, article by article; both arguments are those of `score`.

    They are more than the scorer counts in one place only: a background move told as news costs nothing there.
    """
    return tuple(
        error for article in sorted(gold) for error in _errors_of(article, gold[article], predictions.get(article, ()))
    )


def _errors_of(article: str, gold: Sequence[Record], predicted: Sequence[Record]) -> Iterator[MoveError]:
    pairing = pair_article(gold, predicted)
    other_kind = dict(_pairs_of_other_kind(pairing, predicted))
    for i, move in enumerate(pairing.news):
        told = describe_outcome(gold_outcome(article, move, None))
        if i in pairing.claim_of_news:
            yield from _errors_of_pair(told, move, predicted[pairing.claim_of_news[i]])
        elif i in other_kind:
            yield MoveError(ErrorKind.WRONG_KIND, f"{told}, told as {predicted[other_kind[i]].get('kind')}")
        else:
            yield MoveError(ErrorKind.MISSED, told)
    for i, j in pairing.claim_of_background.items():
        if predicted[j].get("salience") == "news":
            told = describe_outcome(gold_outcome(article, pairing.background[i], None))
            yield MoveError(ErrorKind.WRONG_SALIENCE, f"{told}, told as news")
    for j in pairing.spurious:
        if j not in other_kind.values():
            told = describe_outcome(claim_outcome(article, predicted[j]))
            yield MoveError(_kind_of_spurious(pairing, predicted[j]), told)


def _errors_of_pair(told: str, move: Record, claim: Record) -> Iterator[MoveError]:
    given = claim.get("company")
    if not company_matches(move["company"], given):
        yield MoveError(_kind_of_organisation(move["company"], given), f"{told}, given {given or 'no name'}")
    if claim.get("salience") != "news":
        yield MoveError(ErrorKind.WRONG_SALIENCE, f"{told}, told as background")


def _pairs_of_other_kind(pairing: Pairing, predicted: Sequence[Record]) -> Iterator[tuple[int, int]]:
    """Missed news moves and the spurious claims that tell the same person and organisation with the other kind."""
    left = pairing.spurious
    for i, move in enumerate(pairing.news):
        if i not in pairing.claim_of_news:
            fitting = next((j for j in left if _is_about(move, predicted[j])), None)
            if fitting is not None:
                left.remove(fitting)
                yield i, fitting


def _kind_of_organisation(accepted: Sequence[str] | None, given: str | None) -> ErrorKind:
    if given is None:
        return ErrorKind.NO_ORGANISATION
    if any(_one_holds_the_other(company_words(name), company_words(given)) for name in accepted or ()):
        return ErrorKind.BOUNDS_OF_ORGANISATION
    return ErrorKind.OTHER_ORGANISATION


def _one_holds_the_other(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the words of one stand in the other, together: "Brightwell" in "Brightwell Chief"."""
    short, long = sorted((tuple(one), tuple(other)), key=len)
    return bool(short) and any(long[start : start + len(short)] == short for start in range(len(long) - len(short) + 1))


def _kind_of_spurious(pairing: Pairing, claim: Record) -> ErrorKind:
    taken = (
        *(pairing.news[i] for i in pairing.claim_of_news),
        *(pairing.background[i] for i in pairing.claim_of_background),
    )
    if any(move["kind"] == claim.get("kind") and _is_about(move, claim) for move in taken):
        return ErrorKind.DUPLICATE
    return ErrorKind.SPURIOUS if pairing.news else ErrorKind.SPURIOUS_IN_QUIET


def _is_about(move: Record, claim: Record) -> bool:
    return person_matches(move["person"], claim.get("person")) and company_matches(
        move["company"], claim.get("company")
    )
