"""The questions that labelled articles give: from JSON Lines files to windows and digests with their answers."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from training.batches import Question
from training.labels import answer_digests, gold_names, joined_names, read_article, tag_windows
from training.silver import silver_names


def read_corpus(paths: Sequence[Path]) -> list[dict[str, Any]]:
    """The labelled articles of the files, in order; each has `text`, `moves` and mostly `published`."""
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line]


def questions_of(articles: Sequence[dict[str, Any]]) -> Iterator[Question]:
    """All questions that the articles give, with their answers."""
    for article, (people, firms) in zip(articles, silver_names(_texts(articles)), strict=True):
        text, moves = article["text"], article["moves"]
        gold_people, gold_firms = gold_names(text, moves)
        names = (joined_names(gold_people, people, gold_firms), joined_names(gold_firms, firms, gold_people))
        published = article.get("published")
        read = read_article(text, names, date.fromisoformat(published) if published else None)
        yield from tag_windows(read, moves)
        yield from answer_digests(read, moves, published)


def _texts(articles: Iterable[dict[str, Any]]) -> Iterator[str]:
    return (article["text"] for article in articles)
