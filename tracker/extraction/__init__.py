"""Text becomes claims with evidence. The whole face of the engine: three names."""

from tracker.extraction.extract import ENGINE_VERSION, extract_moves
from tracker.extraction.moves import ExtractedMove

__all__ = ["ENGINE_VERSION", "ExtractedMove", "extract_moves"]
