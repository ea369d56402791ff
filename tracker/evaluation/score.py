"""Pairs the claims of each article with its gold moves and counts what is right, the way of MUC-6.

A predicted news move is right when person, organisation and kind are. Slots count 1 when right and 0.5 when partly
so. Background moves (career history) are paired too, but scored apart.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from tracker.evaluation.match import company_matches, date_credit, person_matches, quote_covered, role_credit

# A gold move, or a claim as `extract` prints it: slots by name. Gold names are lists of accepted answers.
Record = Mapping[str, Any]

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
    figures: Figures
    outcomes: tuple[Outcome, ...]


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
    return Result(figures=_figures_of(tally), outcomes=tuple(tally.outcomes))


def _score_article(article: str, gold: Sequence[Record], predicted: Sequence[Record], tally: _Tally) -> None:
    news = [move for move in gold if move["salience"] == "news"]
    background = [move for move in gold if move["salience"] == "background"]
    ordered = news + background
    pairs = pair_moves(ordered, predicted)
    news_pairs = [(i, j) for i, j in pairs if i < len(news)]
    background_pairs = [(i, j) for i, j in pairs if i >= len(news)]
    paired = {j for _, j in news_pairs}
    told_apart = {j for _, j in background_pairs}
    told_apart |= {j for j, p in enumerate(predicted) if p.get("salience") == "background" and j not in paired}
    shown = [j for j in range(len(predicted)) if j not in told_apart]

    tally.counts["articles"] += 1
    tally.counts["news"] += len(news)
    tally.counts["shown"] += len(shown)
    tally.counts["background"] += len(background)
    tally.counts["background_found"] += sum(
        company_matches(ordered[i]["company"], predicted[j].get("company")) for i, j in background_pairs
    )
    if not news:
        tally.counts["quiet_articles"] += 1
        tally.counts["quiet_kept"] += not shown

    partner_of = dict(news_pairs)
    for i, j in news_pairs:
        _count_pair(news[i], predicted[j], tally)
    for i, move in enumerate(news):
        _count_gold(article, move, predicted[partner_of[i]] if i in partner_of else None, tally)
    for j in shown:
        if j not in paired:
            _count_spurious(article, predicted[j], tally)


def pair_moves(gold: Sequence[Record], predicted: Sequence[Record]) -> list[tuple[int, int]]:
    """Pairs of indices (gold, predicted), best fit first, each index at most once."""
    fits = sorted(
        ((_affinity(g, p), -i, -j) for i, g in enumerate(gold) for j, p in enumerate(predicted)),
        reverse=True,
    )
    pairs: list[tuple[int, int]] = []
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    for fit, minus_i, minus_j in fits:
        i, j = -minus_i, -minus_j
        if fit > 0 and i not in used_gold and j not in used_predicted:
            pairs.append((i, j))
            used_gold.add(i)
            used_predicted.add(j)
    return pairs


def _affinity(gold: Record, predicted: Record) -> float:
    """How well a prediction fits a gold move; 0 when it is another person, kind or step."""
    if gold["kind"] != predicted.get("kind") or not person_matches(gold["person"], predicted.get("person")):
        return 0.0
    at_company = company_matches(gold["company"], predicted.get("company"))
    if not at_company and gold["salience"] != predicted.get("salience", "news"):
        return 0.0  # a step at another organisation is no attempt at this one
    roles = gold["roles"]
    return 1.0 + 2.0 * at_company + (role_credit(roles, predicted.get("roles") or []) / len(roles) if roles else 0.0)


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
        verdict, given = Verdict.MISSED, None
        tally.outside["gold"] += sum(_fill_count(slot, gold) for slot in SLOTS)
    else:
        given = predicted.get("company")
        verdict = Verdict.RIGHT if company_matches(gold["company"], given) else Verdict.MISPLACED
    tally.outcomes.append(
        Outcome(
            article=article,
            verdict=verdict,
            person=gold["person"][0],
            kind=gold["kind"],
            company=gold["company"][0] if gold["company"] else None,
            roles=tuple(next(iter(wordings), "") for wordings in gold["roles"]),
            quote=gold["quote"],
            given=given,
        ),
    )


def _count_spurious(article: str, predicted: Record, tally: _Tally) -> None:
    tally.outside["shown"] += sum(_fill_count(slot, predicted) for slot in SLOTS)
    tally.outcomes.append(
        Outcome(
            article=article,
            verdict=Verdict.SPURIOUS,
            person=predicted.get("person"),
            kind=predicted.get("kind"),
            company=predicted.get("company"),
            roles=tuple(predicted.get("roles") or ()),
            quote=_quote_of(predicted),
            given=predicted.get("company"),
        ),
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


def _figures_of(tally: _Tally) -> Figures:
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
        per_slot_f1=dict(_f1_of_slots(tally)),
        salience=_ratio(counts["salience_right"], counts["paired"]),
        background_recall=_ratio(counts["background_found"], counts["background"]),
        quiet=_ratio(counts["quiet_kept"], counts["quiet_articles"]),
        evidence=_ratio(counts["evidence"], counts["paired"]),
    )


def _f1_of_slots(tally: _Tally) -> Iterator[tuple[str, float]]:
    for slot, credit in tally.slot_credit.items():
        yield slot, _rates(credit, tally.slot_shown[slot], tally.slot_gold[slot]).f1


def _rates(right: float, shown: int, wanted: int) -> Rates:
    precision, recall = _ratio(right, shown), _ratio(right, wanted)
    return Rates(precision, recall, _ratio(2 * precision * recall, precision + recall))


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
