"""Counts what is right in the claims of each article, paired with its gold moves, the way of MUC-6.

A predicted news move is right when person, organisation and kind are. Slots count 1 when right and 0.5 when partly
so. Background moves (career history) are paired too, but scored apart.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from tracker.evaluation.match import company_matches, date_credit, person_matches, quote_covered, role_credit
from tracker.evaluation.pairing import Record, pair_article

SLOTS = (
    "person",
    "company",
    "kind",
    "roles",
    "manner",
    "status",
    "effective",
    "announced",
    "other_org",
    "counterpart",
)
_DATE_SLOTS = frozenset({"effective", "announced"})
_PERSON_SLOTS = frozenset({"person", "counterpart"})
_COMPANY_SLOTS = frozenset({"company", "other_org"})


@dataclass(frozen=True, slots=True)
class Rates:
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class Figures:
    """What a run scores; all but the two counts lie between 0 and 1.

    `salience` and `evidence` are shares of the news moves found, `background_recall` of the background moves, `quiet`
    of the articles without a news move on which none was found.
    """

    articles: int
    news_moves: int
    move: Rates
    slot: Rates
    per_slot_f1: dict[str, float]
    salience: float
    background_recall: float
    quiet: float
    evidence: float


class Verdict(StrEnum):
    """What became of one news move: MISPLACED is found at another organisation, SPURIOUS is in no gold."""

    RIGHT = "right"
    MISPLACED = "misplaced"
    MISSED = "missed"
    SPURIOUS = "spurious"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One gold news move, or one spurious claim, with its verdict; `given` is the organisation that was claimed."""

    article: str
    verdict: Verdict
    person: str | None
    kind: str | None
    company: str | None
    roles: tuple[str, ...]
    quote: str
    given: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """`slots` are the rates behind `figures.per_slot_f1`: each slot on the news moves that were found."""

    figures: Figures
    outcomes: tuple[Outcome, ...]
    slots: dict[str, Rates]


@dataclass(slots=True)
class _Tally:
    """Running totals over the articles."""

    counts: Counter[str] = field(default_factory=Counter)
    slot_credit: dict[str, float] = field(default_factory=dict)
    slot_gold: Counter[str] = field(default_factory=Counter)
    slot_shown: Counter[str] = field(default_factory=Counter)
    outside: Counter[str] = field(default_factory=Counter)  # slots of moves without a partner
    outcomes: list[Outcome] = field(default_factory=list)


def score(gold: Mapping[str, Sequence[Record]], predictions: Mapping[str, Sequence[Record]]) -> Result:
    """Figures and outcomes of the predictions for the articles of the gold.

    Both map an article's id to its moves, as gold files and `extract` have them. An article without predictions counts
    as one with none; predictions for other articles are not looked at.
    """
    tally = _Tally()
    for article in sorted(gold):
        _score_article(article, gold[article], predictions.get(article, ()), tally)
    slots = dict(_rates_of_slots(tally))
    return Result(figures=_figures_of(tally, slots), outcomes=tuple(tally.outcomes), slots=slots)


def _score_article(article: str, gold: Sequence[Record], predicted: Sequence[Record], tally: _Tally) -> None:
    pairing = pair_article(gold, predicted)
    tally.counts["articles"] += 1
    tally.counts["news"] += len(pairing.news)
    tally.counts["shown"] += len(pairing.shown)
    tally.counts["background"] += len(pairing.background)
    tally.counts["background_found"] += sum(
        company_matches(pairing.background[i]["company"], predicted[j].get("company"))
        for i, j in pairing.claim_of_background.items()
    )
    if not pairing.news:
        tally.counts["quiet_articles"] += 1
        tally.counts["quiet_kept"] += not pairing.shown

    for i, move in enumerate(pairing.news):
        partner = predicted[pairing.claim_of_news[i]] if i in pairing.claim_of_news else None
        if partner is not None:
            _count_pair(move, partner, tally)
        _count_gold(article, move, partner, tally)
    for j in pairing.spurious:
        _count_spurious(article, predicted[j], tally)


def _count_pair(gold: Record, predicted: Record, tally: _Tally) -> None:
    tally.counts["paired"] += 1
    tally.counts["right"] += company_matches(gold["company"], predicted.get("company"))
    tally.counts["salience_right"] += predicted.get("salience") == "news"
    tally.counts["evidence"] += quote_covered(gold["quote"], _quote_of(predicted))
    for slot in SLOTS:
        tally.slot_credit[slot] = tally.slot_credit.get(slot, 0.0) + _slot_credit(slot, gold, predicted)
        tally.slot_gold[slot] += _fill_count(slot, gold)
        tally.slot_shown[slot] += _fill_count(slot, predicted)


def _count_gold(article: str, gold: Record, predicted: Record | None, tally: _Tally) -> None:
    if predicted is None:
        tally.outside["gold"] += sum(_fill_count(slot, gold) for slot in SLOTS)
    tally.outcomes.append(gold_outcome(article, gold, predicted))


def _count_spurious(article: str, predicted: Record, tally: _Tally) -> None:
    tally.outside["shown"] += sum(_fill_count(slot, predicted) for slot in SLOTS)
    tally.outcomes.append(claim_outcome(article, predicted))


def gold_outcome(article: str, gold: Record, predicted: Record | None) -> Outcome:
    """What became of a gold news move, with the claim that answers it or none."""
    if predicted is None:
        verdict, given = Verdict.MISSED, None
    else:
        given = predicted.get("company")
        verdict = Verdict.RIGHT if company_matches(gold["company"], given) else Verdict.MISPLACED
    return Outcome(
        article=article,
        verdict=verdict,
        person=gold["person"][0],
        kind=gold["kind"],
        company=gold["company"][0] if gold["company"] else None,
        roles=tuple(next(iter(wordings), "") for wordings in gold["roles"]),
        quote=gold["quote"],
        given=given,
    )


def claim_outcome(article: str, predicted: Record) -> Outcome:
    """A claim that answers nothing in the gold."""
    return Outcome(
        article=article,
        verdict=Verdict.SPURIOUS,
        person=predicted.get("person"),
        kind=predicted.get("kind"),
        company=predicted.get("company"),
        roles=tuple(predicted.get("roles") or ()),
        quote=_quote_of(predicted),
        given=predicted.get("company"),
    )


def _quote_of(predicted: Record) -> str:
    return (predicted.get("evidence") or {}).get("quote") or ""


def _fill_count(slot: str, move: Record) -> int:
    value = move.get(slot)
    return len(value or ()) if slot == "roles" else int(value is not None)


def _slot_credit(slot: str, gold: Record, predicted: Record) -> float:
    wanted, got = gold.get(slot), predicted.get(slot)
    if slot == "roles":
        return role_credit(wanted or [], got or [])
    if wanted is None or got is None:
        return 0.0
    if slot in _DATE_SLOTS:
        return date_credit(wanted, got)
    if slot in _PERSON_SLOTS:
        return float(person_matches(wanted, got))
    if slot in _COMPANY_SLOTS:
        return float(company_matches(wanted, got))
    return float(wanted == got)


def _figures_of(tally: _Tally, slots: Mapping[str, Rates]) -> Figures:
    counts = tally.counts
    credit = sum(tally.slot_credit.values())
    return Figures(
        articles=counts["articles"],
        news_moves=counts["news"],
        move=_rates(counts["right"], counts["shown"], counts["news"]),
        slot=_rates(
            credit,
            tally.slot_shown.total() + tally.outside["shown"],
            tally.slot_gold.total() + tally.outside["gold"],
        ),
        per_slot_f1={slot: rates.f1 for slot, rates in slots.items()},
        salience=_ratio(counts["salience_right"], counts["paired"]),
        background_recall=_ratio(counts["background_found"], counts["background"]),
        quiet=_ratio(counts["quiet_kept"], counts["quiet_articles"]),
        evidence=_ratio(counts["evidence"], counts["paired"]),
    )


def _rates_of_slots(tally: _Tally) -> Iterator[tuple[str, Rates]]:
    for slot, credit in tally.slot_credit.items():
        yield slot, _rates(credit, tally.slot_shown[slot], tally.slot_gold[slot])


def _rates(right: float, shown: int, wanted: int) -> Rates:
    precision, recall = _ratio(right, shown), _ratio(right, wanted)
    return Rates(precision, recall, _ratio(2 * precision * recall, precision + recall))


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
