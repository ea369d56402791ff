"""Whether time grows with a text's length and no faster, on texts that were made to be slow."""

import time
from collections.abc import Iterator

from benchmarks.articles import hostile_texts
from benchmarks.report import Row
from tracker.extraction import extract_moves

AT_MOST = 6.0  # for four times the text; the rest over four is for caches and a noisy clock
_PATIENCE = 1.0  # seconds; what takes less is taken again, as short times scatter
_TRIES = 5


def length_rows() -> Iterator[Row]:
    """How many times as long four times the text takes, and twice the text in the note."""
    extract_moves(
        "Marta Quill has resigned as chief executive of Brightwell Foods."
    )  # loads what is loaded on first use
    seconds = {times: {name: _shortest(text) for name, text in hostile_texts(times).items()} for times in (1, 2, 4)}
    for name, once in seconds[1].items():
        note = f"twice the text {seconds[2][name] / once:.2f}; once {once:.3f} s"
        yield Row(f"4 × length: {name}", seconds[4][name] / once, at_most=AT_MOST, note=note)


def _shortest(text: str) -> float:
    """The shortest of a few times in seconds; of one, where that takes long."""
    taken: list[float] = []
    while len(taken) < _TRIES and sum(taken) < _PATIENCE:
        began = time.process_time()
        extract_moves(text)
        taken.append(time.process_time() - began)
    return min(taken)
