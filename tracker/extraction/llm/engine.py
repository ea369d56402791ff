"""The model behind the engine's face: whether it may be asked, the question, and the answer read back into moves."""

import time
from collections.abc import Callable
from datetime import date

from tracker.extraction.dates import read_published_on
from tracker.extraction.llm.answers import read_answer
from tracker.extraction.llm.client import ModelServer, ask_model
from tracker.extraction.llm.failure import LanguageModelError, SilentServerError
from tracker.extraction.llm.prompt import build_messages
from tracker.extraction.llm.schema import ANSWER_SCHEMA
from tracker.extraction.moves import ExtractedMove

# Goes up with every change of the prompt, the schema or how answers are read.
LLM_VERSION = "llm-1"

# Until when, by the monotonic clock, a server that was silent is left alone by this process.
_left_alone: dict[ModelServer, float] = {}


class LanguageModel:
    """One model on one server, which reads texts of up to `max_chars` characters.

    `may_ask` is asked last, before each request, and counts it: it holds the budget. After a request that the server
    left unanswered it is not asked again for `pause_seconds`, so that a queue of articles does not wait for each.
    """

    def __init__(
        self,
        server: ModelServer,
        *,
        max_chars: int,
        may_ask: Callable[[], bool] = lambda: True,
        pause_seconds: float = 0.0,
    ) -> None:
        self._server = server
        self._max_chars = max_chars
        self._may_ask = may_ask
        self._pause_seconds = pause_seconds

    @property
    def version(self) -> str:
        """What read a text: the version of prompt and reading, and the model without the folder of who made it."""
        return f"{LLM_VERSION}:{self._server.model.rpartition('/')[2]}"

    def extract_moves(self, text: str, *, published_on: date | None = None) -> list[ExtractedMove]:
        """As the reader's `extract_moves`; raises LanguageModelError where the model was not asked or gave no answer.

        Every name, role and quote is words of `text`, found there by us; nothing else that the model says comes back.
        """
        if len(text) > self._max_chars:
            message = f"the text is longer than the {self._max_chars:,} characters that it may be given"
            raise LanguageModelError(message)
        if time.monotonic() < _left_alone.get(self._server, 0.0):
            message = "the server was silent a moment ago and is left alone for a while"
            raise LanguageModelError(message)
        if not self._may_ask():
            message = "today's budget of requests is used up"
            raise LanguageModelError(message)
        messages = build_messages(text, published_on or read_published_on(text))
        try:
            return read_answer(ask_model(self._server, messages, ANSWER_SCHEMA), text)
        except SilentServerError:
            _left_alone[self._server] = time.monotonic() + self._pause_seconds
            raise
