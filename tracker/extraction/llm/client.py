"""One question to a server that speaks OpenAI's chat completions: an answer bounded in time and bytes, or an error."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tracker.extraction.llm.failure import LanguageModelError, SilentServerError

CONNECT_SECONDS = 5.0
# A hundred moves with all their quotes are less than 200 KB.
MAX_ANSWER_BYTES = 1_000_000
_OK = 200


@dataclass(frozen=True, slots=True)
class ModelServer:
    """Where the model is: `/chat/completions` is put behind `url`; `timeout_seconds` is for the whole of an answer."""

    url: str
    model: str
    key: str = field(default="", repr=False)
    timeout_seconds: float = 60.0


def ask_model(server: ModelServer, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any]) -> str:
    """What the model says to these messages, asked to keep to a JSON schema; whether it does is for the caller to see.

    Raises LanguageModelError: no server, no whole answer in time, one too large, not 200 (redirects are not followed,
    since the key would go along), or none of the form that chat completions have.
    """
    question = {
        "model": server.model,
        "temperature": 0,
        "messages": list(messages),
        "response_format": {"type": "json_schema", "json_schema": {"name": "moves", "strict": True, "schema": schema}},
    }
    # In ASCII: a text may hold half of a surrogate pair, which has no UTF-8 form.
    answer = asyncio.run(_post(server, json.dumps(question).encode("ascii")))
    try:
        content = json.loads(answer)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        message = "the server's answer is not a chat completion"
        raise LanguageModelError(message) from error
    if not isinstance(content, str):
        message = "the server's answer has no text"
        raise LanguageModelError(message)
    return content


async def _post(server: ModelServer, question: bytes) -> bytes:
    """The body of the answer. asyncio for the sake of its deadline, which no trickle of bytes can push back."""
    import httpx  # noqa: PLC0415  a desk without a model, as it is by default, need not load it

    headers = {"Content-Type": "application/json", "Accept-Encoding": "identity"}
    if server.key:
        headers["Authorization"] = f"Bearer {server.key}"
    address = f"{server.url.rstrip('/')}/chat/completions"
    answer = bytearray()
    try:
        async with (
            asyncio.timeout(server.timeout_seconds),
            httpx.AsyncClient(timeout=httpx.Timeout(None, connect=CONNECT_SECONDS), follow_redirects=False) as client,
            client.stream("POST", address, content=question, headers=headers) as response,
        ):
            if response.status_code != _OK:
                message = f"the server answered with status {response.status_code}"
                raise LanguageModelError(message)
            # Raw: what was compressed against our wish is not blown up here.
            async for piece in response.aiter_raw():
                answer += piece
                if len(answer) > MAX_ANSWER_BYTES:
                    message = f"the answer is larger than {MAX_ANSWER_BYTES:,} bytes"
                    raise LanguageModelError(message)
    except TimeoutError as error:
        message = f"the server gave no whole answer in {server.timeout_seconds:g} seconds"
        raise SilentServerError(message) from error
    except (httpx.ConnectError, httpx.ConnectTimeout) as error:
        message = "the server cannot be reached"
        raise SilentServerError(message) from error
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        message = f"the talk with the server broke off ({type(error).__name__})"
        raise LanguageModelError(message) from error
    return bytes(answer)
