"""The seed from its file to JSON and page, through the real pipeline with a real worker."""

import html
import re
from typing import Any

import pytest

from tests.live import LiveDesk, wait_until

SEED = "seeds/000_ee9ad12733bb1b5f.txt"


@pytest.fixture(scope="module")
def moves(live_desk: LiveDesk) -> list[dict[str, Any]]:
    """The moves of the seed as the API tells them, once a worker has read it."""
    ended = live_desk.manage("ingest", SEED)
    assert ended.returncode == 0, ended.stderr
    [article] = live_desk.fetch("/api/v1/articles/").json()["results"]
    assert (article["state"], article["published_on"], article["move_count"]) == ("done", "2023-03-22", 5)
    found: list[dict[str, Any]] = wait_until(lambda: live_desk.fetch("/api/v1/moves/").json()["results"], "the moves")
    return found


def told(move: dict[str, Any]) -> tuple[Any, ...]:
    company = move["company"]["name"] if move["company"] else None
    return (
        *(move["executive"]["name"], move["kind"], company, tuple(move["roles"]), move["manner"], move["status"]),
        *(move["effective"], move["announced"], move["counterpart"], move["salience"]),
    )


def test_json(moves: list[dict[str, Any]]) -> None:
    ali, cloud, jia = "Alibaba Group Holding", "Alibaba Cloud", "Jia Yangqing"
    daniel, jeff = "Daniel Zhang Yong", "Jeff Zhang Jianfeng"
    news = {told(move) for move in moves if move["salience"] == "news"}
    assert news == {
        (jia, "departure", ali, ("vice-president",), "resigned", "confirmed", None, "2023-03-21", None, "news"),
        (jia, "appointment", None, (), "unknown", "reported", None, "2023-03-21", None, "news"),
        (daniel, "appointment", cloud, (), "transferred", "confirmed", "2022-12", None, jeff, "news"),
        (
            jeff,
            "departure",
            cloud,
            ("cloud business chief",),
            "stepped_down",
            "confirmed",
            "2022-12",
            None,
            daniel,
            "news",
        ),
    }
    [earlier] = [move for move in moves if move["salience"] == "background"]
    assert (earlier["executive"]["name"], earlier["kind"], earlier["effective"]) == (jia, "appointment", "2019")
    joins = next(move for move in moves if move["company"] is None)
    assert joins["other_org"] in {ali, "Alibaba"}


def test_every_quote_is_a_slice_of_the_stored_text(live_desk: LiveDesk, moves: list[dict[str, Any]]) -> None:
    [listed] = live_desk.fetch("/api/v1/articles/").json()["results"]
    text = live_desk.fetch(f"/api/v1/articles/{listed['id']}/").json()["text"]
    with open(SEED, encoding="utf-8", newline="") as seed:  # noqa: PTH123  compared byte for byte
        assert text == seed.read()
    for claim in (claim for move in moves for claim in move["claims"]):
        spans = [claim["evidence"], *(slot for slot in claim["slots"].values() if slot["start"] is not None)]
        assert [text[span["start"] : span["end"]] for span in spans] == [span["quote"] for span in spans]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        pytest.param("/", ["Jia Yangqing", "Daniel Zhang Yong", "Jeff Zhang Jianfeng", "unreviewed"], id="front page"),
        pytest.param("/executives/jia-yangqing/", ["Alibaba Group Holding", "21 March 2023", "2019"], id="executive"),
        pytest.param("/companies/alibaba-cloud/", ["Daniel Zhang Yong", "December 2022"], id="company"),
    ],
)
def test_pages(live_desk: LiveDesk, moves: list[dict[str, Any]], path: str, words: list[str]) -> None:
    assert moves
    page = html.unescape(live_desk.fetch(path).body.decode())
    assert [word for word in words if word not in page] == []


def test_a_move_and_its_article_show_the_words(live_desk: LiveDesk, moves: list[dict[str, Any]]) -> None:
    resigned = next(move for move in moves if move["manner"] == "resigned")
    page = html.unescape(live_desk.fetch(f"/moves/{resigned['id']}/").body.decode())
    words = " ".join(re.sub(r"<[^>]*>", " ", page).split())  # each slot's words stand in a mark of their own
    assert re.search(r"has resigned (\(how\) )?from the company", words), words
    article_id = resigned["claims"][0]["article"]["id"]
    page = html.unescape(live_desk.fetch(f"/articles/{article_id}/").body.decode())
    assert page.count("<mark") >= 5
