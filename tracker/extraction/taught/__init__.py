"""The taught engine: a small encoder reads who moves, and of each person what they did. The same face as the rules'."""

from tracker.extraction.taught.extract import ENGINE_VERSION, extract_moves
from tracker.extraction.taught.reader import is_taught

__all__ = ["ENGINE_VERSION", "extract_moves", "is_taught"]
