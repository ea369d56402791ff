"""The model that reads, and the only file that knows its runtime: it cuts text into pieces and answers two questions.

`read_windows` asks who and what is named and who of them moves; `read_digest` asks of one person what they did.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from tracker.extraction.answers import DATE_SLOTS, SINGLE_SLOTS
from tracker.extraction.pieces import Pieces, as_pieces
from tracker.extraction.questions import SORT_OF_SLOT, Digest
from tracker.spans import Span

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

MODEL_FOLDER = Path(__file__).parent / "model"
_CLS, _SEP = 101, 102
_NEVER = -1e4
# A surrogate without its other half, which cannot be encoded; what stands in for it is one code point as well
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class WindowAnswer:
    """Of each piece of a window the probabilities of the tags (pieces, tags), and that its person moves (pieces).

    `states` is what the encoder made of the window (1, pieces + 2, width), for further questions.
    """

    tags: Floats
    movers: Floats
    states: Floats


@dataclass(frozen=True, slots=True)
class DigestAnswer:
    """What a person did, as probabilities.

    `frames` (4), `manners` by kind, `statuses` (2, statuses), `slots` (single-choice labels, 2 + candidates: nothing,
    the day of publication, each candidate), `many` (candidates, labels: each by itself), `tokens` (pieces, labels).
    """

    frames: Floats
    manners: dict[str, Floats]
    statuses: Floats
    slots: Floats
    many: Floats
    tokens: Floats


def cut_into_pieces(text: str, passages: Sequence[Span]) -> list[Pieces]:
    """The word pieces of each passage. What looks like one of the vocabulary's own marks is read as plain text."""
    written = [_HALF_CHARACTER.sub("\ufffd", passage.of(text)) for passage in passages]
    encoded = _tokenizer().encode_batch(written, add_special_tokens=False)
    return [as_pieces(text, passage, code.ids, code.offsets) for passage, code in zip(passages, encoded, strict=True)]


def read_windows(windows: Iterable[Pieces]) -> Iterator[WindowAnswer]:
    """An answer for each window. The first call in a process loads the model."""
    for window in windows:
        states, tags, movers = _encode(window)
        yield WindowAnswer(_softmax(tags[0, 1:-1]), _sigmoid(movers[0, 1:-1]), states)


def read_digest(digest: Digest, states: Floats | None = None) -> DigestAnswer:
    """What the person of a digest did; `states` where its pieces were read already."""
    length = len(digest.pieces) + 2
    spans = np.zeros((1, max(1, len(digest.candidates)), length), np.float32)
    for number, candidate in enumerate(digest.candidates):
        spans[0, number, candidate.first + 1 : candidate.last + 1] = 1 / (candidate.last - candidate.first)
    target = np.zeros((1, 1, length), np.float32)
    for first, last in digest.targets:
        target[0, 0, first + 1 : last + 1] = 1
    target /= max(1.0, float(target.sum()))
    states = _encode(digest.pieces)[0] if states is None else states
    inputs: dict[str, NDArray[Any]] = {
        "states": states,
        "mask": np.ones((1, length), np.int64),
        "spans": spans,
        "target": target,
    }
    said = {name: value[0] for name, value in _run("answers.onnx", inputs).items()}
    return DigestAnswer(
        frames=_sigmoid(said["frames"]),
        manners={kind: _softmax(said[f"{kind}_manner"]) for kind in ("departure", "appointment")},
        statuses=_softmax(said["status"]),
        slots=_softmax(_choices(digest, said)),
        many=_sigmoid(said["candidates"]),
        tokens=_sigmoid(said["tokens"][1:-1]),
    )


def _choices(digest: Digest, said: dict[str, Floats]) -> Floats:
    """The logits of each single-choice slot's options; those of another sort are out of the question."""
    choices = np.full((len(SINGLE_SLOTS), 2 + len(digest.candidates)), _NEVER, np.float32)
    choices[:, 0] = said["empty"][:, 0]
    for label in SINGLE_SLOTS:
        if label in DATE_SLOTS:
            choices[label, 1] = said["empty"][label, 1]
        for number, candidate in enumerate(digest.candidates):
            if candidate.sort is SORT_OF_SLOT[label]:
                choices[label, 2 + number] = said["candidates"][number, label]
    return choices


def _encode(pieces: Pieces) -> tuple[Floats, Floats, Floats]:
    ids = [_CLS, *pieces.ids, _SEP]
    said = _run(
        "encoder.onnx",
        {
            "ids": np.array([ids], np.int64),
            "cases": np.array([[0, *pieces.cases, 0]], np.int64),
            "mask": np.ones((1, len(ids)), np.int64),
        },
    )
    return said["states"], said["tags"], said["movers"]


def _run(part: str, inputs: dict[str, NDArray[Any]]) -> dict[str, Floats]:
    session = _session(part)
    names = [output.name for output in session.get_outputs()]
    return dict(zip(names, session.run(names, inputs), strict=True))


@cache
def _session(part: str) -> "InferenceSession":
    import onnxruntime  # noqa: PLC0415  it takes a while to import, and most commands never read

    options = onnxruntime.SessionOptions()
    # One thread a reading: workers share the machine, and the same moves come out whatever its size.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # lengths differ from call to call: the arena would only grow
    return onnxruntime.InferenceSession(str(MODEL_FOLDER / part), options, providers=["CPUExecutionProvider"])


@cache
def _tokenizer() -> "Tokenizer":
    from tokenizers import Tokenizer  # noqa: PLC0415  it takes a while to import, and most commands never read

    tokenizer = Tokenizer.from_file(str(MODEL_FOLDER / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def _softmax(logits: Floats) -> Floats:
    powers = np.exp(logits - logits.max(-1, keepdims=True))
    return np.asarray(powers / powers.sum(-1, keepdims=True), np.float32)


def _sigmoid(logits: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(logits, -30, 30))), np.float32)
