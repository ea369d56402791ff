"""A server of chat completions on loopback, whose model says and does what a test tells it to."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Behaviour = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    server: "FakeModel"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.requests.append((self.path, self.headers["Authorization"], json.loads(body)))
        try:
            self.server.behave(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def reply(self, body: bytes, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


class FakeModel(ThreadingHTTPServer):
    """Listens on a free port; `requests` has the path, the Authorization and the question of each, in order."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.requests: list[tuple[str, str | None, dict[str, Any]]] = []
        self.behave: Behaviour = says()
        self.is_over = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    @property
    def questions(self) -> list[str]:
        """What the user's part of each request said."""
        return [question["messages"][-1]["content"] for _, _, question in self.requests]


@contextmanager
def running_model() -> Iterator[FakeModel]:
    """A FakeModel at work; whatever its handlers wait for ends with the block."""
    model = FakeModel()
    thread = threading.Thread(target=model.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield model
    finally:
        model.is_over.set()
        model.shutdown()
        thread.join()
        model.server_close()


def says(*moves: dict[str, Any]) -> Behaviour:
    """The model answers with these moves, in the form that it was asked for."""
    return says_words(json.dumps({"moves": moves}))


def says_words(content: object) -> Behaviour:
    """The model answers with these words; what is no string stands in their place as it is."""
    return sends(json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode())


def sends(body: bytes, status: int = 200, headers: dict[str, str] | None = None) -> Behaviour:
    """The server answers with these bytes, whatever they are."""
    return lambda handler: handler.reply(body, status, headers or {})


def is_silent(handler: Handler) -> None:
    """The server takes the question, and never answers."""
    handler.server.is_over.wait(30)


def trickles(handler: Handler) -> None:
    """The server answers with a byte every now and then, each in good time, and without end."""
    handler.send_response(200)
    handler.end_headers()
    while not handler.server.is_over.wait(0.02):
        handler.wfile.write(b" ")


def gushes(handler: Handler) -> None:
    """The server answers as fast as it can, and without end."""
    handler.send_response(200)
    handler.end_headers()
    while not handler.server.is_over.is_set():
        handler.wfile.write(b" " * 65_536)


def hangs_up(handler: Handler) -> None:
    """The server promises an answer and ends the talk in its middle."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"choices": [')
    handler.close_connection = True


def told(**changes: Any) -> dict[str, Any]:
    """A move as the model tells it: Ada Byron leaves Analytical Engines, unless `changes` say otherwise."""
    return {
        "evidence": "Ada Byron has resigned as chief calculator of Analytical Engines, the firm said on Tuesday",
        "words_of_moving": "has resigned",
        "person": "Ada Byron",
        "company": "Analytical Engines",
        "roles": ["chief calculator"],
        "kind": "departure",
        "manner": "resigned",
        "status": "confirmed",
        "effective": None,
        "effective_words": None,
        "announced": "2023-03-21",
        "announced_words": "on Tuesday",
        "other_org": None,
        "counterpart": None,
        "salience": "news",
    } | changes
