"""A stretch of an article's text, the unit of all evidence."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """Half-open range of code points `[start, end)` in one text.

    Raises ValueError when `start` is negative or `end` lies before it.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            message = f"not a span: {self.start} to {self.end}"
            raise ValueError(message)

    def of(self, text: str) -> str:
        """The words of `text` that this span cuts out."""
        return text[self.start : self.end]

    def covers(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end
