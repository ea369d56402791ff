"""kill -9 at random moments of a run of 50 articles: each is done or failed once, and no move is doubled."""

import time
from collections.abc import Callable

import numpy as np

from tests.live import LiveDesk, Stack, wait_until
from tracker.store.queue import MAX_ATTEMPTS

ARTICLE_COUNT = 50
# An article is given up at its third attempt that a kill cut short: with fewer kills than that each must be done.
KILL_COUNT = MAX_ATTEMPTS - 1


def write_articles(desk: LiveDesk) -> None:
    """Fifty articles of one move each, every tenth unreadable, put where the inbox is read."""
    folder = desk.data_dir / "inbox"
    folder.mkdir(exist_ok=True)
    given = ["Ada", "Boris", "Clara", "David", "Edith", "Felix", "Grace", "Henry", "Irene", "Jonas"]
    family = ["Hollis", "Marsden", "Novak", "Okafor", "Petrov"]
    for number in range(ARTICLE_COUNT):
        name = f"{given[number % 10]} {family[number // 10]}"
        text = f"date 2023-03-22 {name} has resigned as chief executive of Northwind Ports Ltd, the company said. "
        data = (
            b"\x89PNG\r\n\x1a\n" + bytes([number]) if number % 10 == 9 else (text + "Trade was slow. " * 200).encode()
        )
        (folder / f"{number:02}.txt").write_bytes(data)


def states(desk: LiveDesk) -> dict[str, int]:
    counts: dict[str, int] = {}
    for article in desk.fetch("/api/v1/articles/?page_size=100").json()["results"]:
        if article["name"].removesuffix(".txt").isdigit():
            counts[article["state"]] = counts.get(article["state"], 0) + 1
    return counts


def test_kill_at_random_moments(start_desk: Callable[..., LiveDesk], stack: Stack) -> None:
    desk = start_desk()
    victim = "up" if stack is Stack.EMBEDDED else "worker"
    chance = np.random.default_rng(20230322)
    write_articles(desk)
    for _ in range(KILL_COUNT):
        time.sleep(chance.uniform(0.3, 2.5))
        desk.kill(victim)
        desk.launch(victim)
        if stack is Stack.EMBEDDED:
            desk.wait_ready()

    def all_finished() -> bool:
        counts = states(desk)
        return counts == {"done": 45, "failed": 5}

    wait_until(all_finished, f"all finished, now {states(desk)}", 180)
    moves = [m for m in desk.fetch("/api/v1/moves/?page_size=100").json()["results"] if m["company"]]
    told = [(m["person"], m["kind"]) for m in moves if "Northwind" in m["company"]["name"]]
    assert len(told) == len(set(told)) == 45
    assert all(len(move["claims"]) == 1 for move in moves)
