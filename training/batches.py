"""Questions of like length in batches of tensors, with their answers."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import torch
from torch import Tensor

from tracker.extraction.answers import DATE_SLOTS, SINGLE_SLOTS, TOKEN_LABELS, CandidateLabel
from tracker.extraction.pieces import Pieces
from tracker.extraction.questions import SORT_OF_SLOT, Digest, Sort
from training.labels import NULL, PUBLISHED, AnsweredDigest, TaggedWindow

CLS, SEP = 101, 102
KEPT = 0.6
Question = TaggedWindow | AnsweredDigest


@dataclass(slots=True)
class Reading:
    """Pieces that are read once, with all that is asked of them."""

    pieces: Pieces
    window: TaggedWindow | None = None
    digests: list[AnsweredDigest] = field(default_factory=list)


def readings_of(questions: Iterable[Question]) -> list[Reading]:
    """The questions by what is read to answer them: a short article is one reading, whoever is asked about."""
    readings: dict[tuple[int, ...], Reading] = {}
    for question in questions:
        pieces = question.pieces if isinstance(question, TaggedWindow) else question.digest.pieces
        reading = readings.setdefault((pieces.starts[0], *pieces.ids), Reading(pieces))
        if isinstance(question, TaggedWindow):
            reading.window = question
        else:
            reading.digests.append(question)
    return list(readings.values())


def batches(readings: Sequence[Reading], size: int, dice: random.Random) -> Iterator[list[Reading]]:
    """An epoch's readings, shuffled, in batches of at most `size` pieces, padding counted.

    Of those in which nobody did anything an epoch takes a part (`KEPT`) by chance.
    """
    chosen = [reading for reading in readings if _says_much(reading) or dice.random() < KEPT]
    chosen.sort(key=lambda reading: len(reading.pieces) + dice.random() * 24)
    made: list[list[Reading]] = []
    batch: list[Reading] = []
    for reading in chosen:
        longest = max(len(other.pieces) + 2 for other in [*batch, reading])
        if batch and longest * (len(batch) + 1) > size:
            made.append(batch)
            batch = []
        batch.append(reading)
    made += [batch] if batch else []
    dice.shuffle(made)
    yield from made


def _says_much(reading: Reading) -> bool:
    return any(any(digest.frames) for digest in reading.digests)


def tensors(parts: Sequence[Pieces]) -> dict[str, Tensor]:
    """`ids`, `cases` and `mask` of a batch, each (batch, pieces), with the two end pieces of the encoder."""
    longest = max(map(len, parts)) + 2
    table = torch.zeros(3, len(parts), longest, dtype=torch.long)
    for row, pieces in enumerate(parts):
        last = len(pieces) + 1
        table[0, row, 0], table[0, row, last] = CLS, SEP
        table[0, row, 1:last] = torch.tensor(pieces.ids)
        table[1, row, 1:last] = torch.tensor(pieces.cases)
        table[2, row, : last + 1] = 1
    return dict(zip(("ids", "cases", "mask"), table, strict=True))


def spans_and_target(digests: Sequence[Digest], longest: int) -> dict[str, Tensor]:
    """`spans` (batch, candidates, pieces) and `target` (batch, 1, pieces), rows that sum to 1."""
    count = max(1, *(len(digest.candidates) for digest in digests))
    spans = torch.zeros(len(digests), count, longest)
    target = torch.zeros(len(digests), 1, longest)
    for row, digest in enumerate(digests):
        for number, candidate in enumerate(digest.candidates):
            spans[row, number, candidate.first + 1 : candidate.last + 1] = 1 / (candidate.last - candidate.first)
        for first, last in digest.targets:
            target[row, 0, first + 1 : last + 1] = 1
        target[row] /= target[row].sum()
    return {"spans": spans, "target": target}


def tag_targets(batch: Sequence[TaggedWindow], longest: int) -> tuple[Tensor, Tensor]:
    """Numbers of tags (batch, pieces), -100 where there is no piece, and movers, -1 where nothing is said."""
    tags = torch.full((len(batch), longest), -100)
    movers = torch.full((len(batch), longest), -1.0)
    for row, question in enumerate(batch):
        tags[row, 1 : len(question.tags) + 1] = torch.tensor(question.tags)
        movers[row, 1 : len(question.tags) + 1] = torch.tensor(question.movers, dtype=torch.float)
    return tags, movers


def digest_targets(batch: Sequence[AnsweredDigest], longest: int, count: int) -> dict[str, Tensor]:
    """The answers as tensors; `choices` (batch, labels, 2 + candidates) is true where right, all false where untaught.

    `allowed` (batch, labels, 2 + candidates) is true where a candidate is of the label's sort.
    """
    labels = len(CandidateLabel)
    made = {
        "frames": torch.tensor([question.frames for question in batch], dtype=torch.float),
        "manner": torch.tensor([question.manner for question in batch]),
        "status": torch.tensor([question.status for question in batch]),
        "choices": torch.zeros(len(batch), len(SINGLE_SLOTS), 2 + count, dtype=torch.bool),
        "allowed": allowed_choices([question.digest for question in batch], count),
        "many": torch.full((len(batch), count, labels), -1.0),
        "tokens": torch.full((len(batch), longest, len(TOKEN_LABELS)), -1.0),
    }
    places = {NULL: 0, PUBLISHED: 1}
    for row, question in enumerate(batch):
        for label, right in question.slots.items():
            for place in right:
                made["choices"][row, label, places.get(place, place + 2)] = True
        for number, candidate in enumerate(question.digest.candidates):
            if candidate.sort is Sort.ORGANISATION:
                for label in (CandidateLabel.PAST_DEPARTURE_COMPANY, CandidateLabel.PAST_APPOINTMENT_COMPANY):
                    made["many"][row, number, label] = float(number in question.many.get(label, ()))
        for number, value in question.future.items():
            made["many"][row, number, CandidateLabel.IS_FUTURE] = float(value)
        for label, values in question.tokens.items():
            made["tokens"][row, 1 : len(values) + 1, label] = torch.tensor(values, dtype=torch.float)
    return made


def allowed_choices(digests: Sequence[Digest], count: int) -> Tensor:
    """What each single-choice label may take (batch, labels, 2 + candidates)."""
    allowed = torch.zeros(len(digests), len(SINGLE_SLOTS), 2 + count, dtype=torch.bool)
    allowed[:, :, 0] = True
    allowed[:, list(DATE_SLOTS), 1] = True
    for row, digest in enumerate(digests):
        for number, candidate in enumerate(digest.candidates):
            for label, sort in SORT_OF_SLOT.items():
                allowed[row, label, 2 + number] = candidate.sort is sort
    return allowed
