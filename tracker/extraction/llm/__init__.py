"""The second engine, for those who run or rent a language model: the same face, held to the words of the text."""

from tracker.extraction.llm.agreement import join_readings
from tracker.extraction.llm.client import ModelServer
from tracker.extraction.llm.engine import LanguageModel
from tracker.extraction.llm.failure import LanguageModelError

__all__ = ["LanguageModel", "LanguageModelError", "ModelServer", "join_readings"]
