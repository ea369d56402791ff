"""Says which claim of an article answers which of its gold moves, before anything is counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tracker.evaluation.match import company_matches, person_matches, role_credit

# A gold move, or a claim as `extract` prints it: slots by name. Gold names are lists of accepted answers.
Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Pairing:
    """The gold moves of an article and the claims that answer them, by their places.

    `shown` are the claims held against precision: all but those that answer career history, and those that call
    themselves career history and answer no news. `spurious` are the ones of `shown` that answer nothing.
    """

    news: tuple[Record, ...]
    background: tuple[Record, ...]
    claim_of_news: dict[int, int]
    claim_of_background: dict[int, int]
    shown: tuple[int, ...]

    @property
    def spurious(self) -> list[int]:
        taken = set(self.claim_of_news.values())
        return [j for j in self.shown if j not in taken]


def pair_article(gold: Sequence[Record], predicted: Sequence[Record]) -> Pairing:
    """The claims of one article, each set beside the gold move that it answers best."""
    news = tuple(move for move in gold if move["salience"] == "news")
    background = tuple(move for move in gold if move["salience"] == "background")
    pairs = pair_moves(news + background, predicted)
    claim_of_news = {i: j for i, j in pairs if i < len(news)}
    claim_of_background = {i - len(news): j for i, j in pairs if i >= len(news)}
    answers_news, told_apart = set(claim_of_news.values()), set(claim_of_background.values())
    told_apart |= {j for j, p in enumerate(predicted) if p.get("salience") == "background" and j not in answers_news}
    shown = tuple(j for j in range(len(predicted)) if j not in told_apart)
    return Pairing(news, background, claim_of_news, claim_of_background, shown)


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
