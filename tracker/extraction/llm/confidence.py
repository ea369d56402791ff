"""How sure a reading is that a language model had a part in: all its constants, which are assumed, not measured.

No model was at hand to measure with, and each differs. docs/extraction.md says how to measure yours.
"""

import math

# Of the moves that only the model states, and of their slots: some more than half are right.
MOVE_ALONE = 0.55
QUOTED_SLOT = 0.75
CHOSEN_SLOT = 0.7
# The model is assumed to state a move three times as often where the reader has it right as where it has it wrong.
AGREEMENT_RATIO = 3.0
_LEAST, _MOST = 0.001, 0.999


def raise_by_agreement(confidence: float) -> float:
    """The probability of what the reader was sure of to `confidence`, now that the model states it as well.

    Bayes' rule: the odds of before times AGREEMENT_RATIO. So 0.5 becomes 0.75, 0.8 becomes 0.92 and 0.9 becomes 0.96.
    """
    sure = min(max(confidence, _LEAST), _MOST)
    logit = math.log(sure / (1 - sure)) + math.log(AGREEMENT_RATIO)
    return max(confidence, min(_MOST, 1 / (1 + math.exp(-logit))))
