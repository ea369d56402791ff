"""One story as every answer of the API tells it: the examples in its schema and on its documentation page."""

from typing import Any

_HERE = "https://desk.example"
_TEXT = "date 2023-03-22\nJia Yangqing, a vice-president of Alibaba, has resigned."
_QUOTE = "Jia Yangqing, a vice-president of Alibaba, has resigned."
_START = _TEXT.index(_QUOTE)

_JIA = {"id": 3, "name": "Jia Yangqing", "slug": "jia-yangqing", "url": f"{_HERE}/executives/jia-yangqing/"}
_ALIBABA = {"id": 2, "name": "Alibaba", "slug": "alibaba", "url": f"{_HERE}/companies/alibaba/"}
EXECUTIVE: dict[str, Any] = {**_JIA, "aliases": ["Jia Yangqing"], "move_count": 1, "is_unsure": False}
COMPANY: dict[str, Any] = {**_ALIBABA, "aliases": ["Alibaba"], "move_count": 1, "is_unsure": False}


def _span(words: str, confidence: float) -> dict[str, Any]:
    start = _TEXT.index(words)
    return {"confidence": confidence, "start": start, "end": start + len(words), "quote": words}


_CLAIM: dict[str, Any] = {
    "id": 9,
    "person": "Jia Yangqing",
    "company": "Alibaba",
    "roles": ["vice-president"],
    "kind": "departure",
    "manner": "resigned",
    "status": "confirmed",
    "effective": None,
    "announced": "2023-03-22",
    "other_org": None,
    "counterpart": None,
    "salience": "news",
    "confidence": 0.93,
    "evidence": {"start": _START, "end": len(_TEXT), "quote": _QUOTE},
    "slots": {"company": _span("Alibaba", 0.97), "roles": _span("vice-president", 0.95)},
    "engine_version": "1",
    "is_current": True,
}
_SOURCE = {
    "id": 1,
    "name": "alibaba.txt",
    "title": None,
    "published_on": "2023-03-22",
    "url": f"{_HERE}/articles/1/",
}
MOVE: dict[str, Any] = {
    "id": 7,
    "url": f"{_HERE}/moves/7/",
    "person": "Jia Yangqing",
    "executive": _JIA,
    "company": _ALIBABA,
    "roles": ["vice-president"],
    "role_names": ["vice president"],
    "kind": "departure",
    "manner": "resigned",
    "status": "confirmed",
    "effective": None,
    "announced": "2023-03-22",
    "other_org": None,
    "other_company": None,
    "counterpart": None,
    "counterpart_executive": None,
    "salience": "news",
    "confidence": 0.93,
    "review": "unreviewed",
    "told_on": "2023-03-22",
    "happened_on": "2023-03-22",
    "disagreements": [],
    "updated_at": "2023-03-22T09:30:02Z",
    "claims": [{**_CLAIM, "article": _SOURCE}],
}
ARTICLE: dict[str, Any] = {
    **_SOURCE,
    "received_at": "2023-03-22T09:30:00Z",
    "size": len(_TEXT.encode()),
    "state": "done",
    "failure": None,
    "move_count": 1,
}
READ_ARTICLE: dict[str, Any] = {**ARTICLE, "text": _TEXT, "claims": [{**_CLAIM, "move": 7}]}
SUBMISSION: dict[str, Any] = {"name": "alibaba.txt", "text": _TEXT}
RECEIPT: dict[str, Any] = {
    "id": 1,
    "state": "received",
    "is_new": True,
    "url": f"{_HERE}/api/v1/articles/1/",
    "page": f"{_HERE}/articles/1/",
}
