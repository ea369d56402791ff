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
    assert (article["state"], article["published_on"]) == ("done", "2023-03-22")
    found: list[dict[str, Any]] = wait_until(lambda: live_desk.fetch("/api/v1/moves/").json()["results"], "the moves")
    return found


def test_json(moves: list[dict[str, Any]]) -> None:
    [article] = {claim["article"]["name"] for move in moves for claim in move["claims"]}
    assert article == SEED.removeprefix("seeds/")
    assert {move["review"] for move in moves} == {"unreviewed"}
    [jia] = [move for move in moves if move["executive"]["name"] == "Jia Yangqing" and move["salience"] == "news"]
    assert (jia["kind"], jia["manner"], jia["company"]["name"]) == ("departure", "resigned", "Alibaba Group Holding")
    assert jia["announced"] == "2023-03-21"


def test_every_quote_is_a_slice_of_the_stored_text(live_desk: LiveDesk, moves: list[dict[str, Any]]) -> None:
    [listed] = live_desk.fetch("/api/v1/articles/").json()["results"]
    text = live_desk.fetch(f"/api/v1/articles/{listed['id']}/").json()["text"]
    with open(SEED, encoding="utf-8", newline="") as seed:  # noqa: PTH123  compared byte for byte
        assert text == seed.read()
    for claim in (claim for move in moves for claim in move["claims"]):
        spans = [claim["evidence"], *(slot for slot in claim["slots"].values() if slot["start"] is not None)]
        assert [text[span["start"] : span["end"]] for span in spans] == [span["quote"] for span in spans]


def test_pages(live_desk: LiveDesk, moves: list[dict[str, Any]]) -> None:
    executives = {move["executive"]["slug"]: move["executive"]["name"] for move in moves}
    companies = {move["company"]["slug"]: move["company"]["name"] for move in moves if move["company"]}
    news = [move for move in moves if move["salience"] == "news"]
    names = [move[slot]["name"] for move in news for slot in ("executive", "company") if move[slot]]
    shown = {"/": ["unreviewed", *names]}
    shown |= {f"/executives/{slug}/": [name] for slug, name in executives.items()}
    shown |= {f"/companies/{slug}/": [name] for slug, name in companies.items()}
    shown["/executives/jia-yangqing/"] += ["Alibaba Group Holding", "21 March 2023", "2019"]
    for path, words in shown.items():
        page = html.unescape(live_desk.fetch(path).body.decode())
        assert [word for word in words if word not in page] == [], path


def test_a_move_and_its_article_show_the_words(live_desk: LiveDesk, moves: list[dict[str, Any]]) -> None:
    [claim] = moves[0]["claims"]
    for path in (f"/moves/{moves[0]['id']}/", f"/articles/{claim['article']['id']}/"):
        page = live_desk.fetch(path).body.decode()
        words = html.unescape(re.sub(r"<[^>]*>", " ", page)).split()  # each slot's words stand in a mark of their own
        assert [word for word in re.findall(r"\w+", claim["evidence"]["quote"]) if word not in " ".join(words)] == []
        assert "<mark" in page
