"""The arithmetic of a race, with a clock that the readers move themselves."""

from collections.abc import Sequence

import pytest

from benchmarks import lengths, speed


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [0.0]
    monkeypatch.setattr("time.process_time", lambda: now[0])
    return now


def test_each_reader_has_its_own_seconds_over_all_the_articles(clock: list[float]) -> None:
    turns: list[tuple[str, int]] = []

    def slow(texts: Sequence[str]) -> None:
        turns.append(("slow", len(texts)))
        clock[0] += 3 * len(texts)

    def quick(texts: Sequence[str]) -> None:
        turns.append(("quick", len(texts)))
        clock[0] += 1 * len(texts)

    assert speed.race(slow, quick, ["text"] * 45) == (135.0, 45.0)
    assert turns == [("slow", 1), ("quick", 1), ("slow", 20), ("quick", 20), ("slow", 20), ("quick", 20), ("slow", 5), ("quick", 5)]  # fmt: skip


def test_lengths_are_told_by_the_shortest_time_of_each(clock: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    late = iter([0.05, 0, 0, 0, 0, 0, 0])

    def read(text: str) -> None:
        clock[0] += len(text) / 10 + next(late, 0)

    monkeypatch.setattr(lengths, "extract_moves", read)
    monkeypatch.setattr(lengths, "hostile_texts", lambda times: {"squares": "a" * times**2})
    [row] = lengths.length_rows()
    assert (row.name, round(row.figure or 0, 6), row.at_most, row.verdict) == (
        "4 × length: squares",
        16.0,
        6.0,
        "above",
    )
    assert row.note == "twice the text 4.00; once 0.100 s"
