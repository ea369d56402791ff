"""Reads gold: a folder of articles with `NAME.gold.json` beside each, or a file of JSON Lines that holds both."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeGuard

from tracker.evaluation.pairing import Record

GOLD_SUFFIX = ".gold.json"
_MOVE_KEYS = ("person", "company", "roles", "kind", "salience", "quote")


class GoldError(Exception):
    """Gold or predictions that cannot be used; the message names the file, and the line where there is one."""


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article with the moves that people found in it.

    `source` is the file of the article, or its bytes where the gold holds the text itself; then `published_on` is given
    as well, as far as it is known. `family` is the sort of text that the gold says it is.
    """

    id: str
    moves: tuple[Record, ...]
    source: Path | bytes
    published_on: date | None = None
    family: str | None = None


def load_sets(paths: Sequence[Path]) -> dict[str, list[GoldArticle]]:
    """The articles of several sets of gold, by the name of each: its file or folder, or the path where two agree.

    Of more than one set, an article's id begins with the name of its set and a slash. Raises GoldError as `load_gold`
    does, and where a set is given twice.
    """
    named = Counter(path.resolve().name for path in paths)
    sets: dict[str, list[GoldArticle]] = {}
    for path in paths:
        name = path.resolve().name if named[path.resolve().name] == 1 else str(path)
        if name in sets:
            message = f"{path}: this set is given twice"
            raise GoldError(message)
        sets[name] = load_gold(path)
    if len(sets) == 1:
        return sets
    return {
        name: [replace(article, id=f"{name}/{article.id}") for article in articles] for name, articles in sets.items()
    }


def load_gold(path: Path) -> list[GoldArticle]:
    """The articles of a folder in order of their names, or of a `.jsonl` in its order.

    A line of the latter has `id`, `text`, `moves` and may have `published` and `family`. Raises GoldError for what is
    missing, malformed or doubled, and when there is no gold at all.
    """
    if path.is_dir():
        articles = list(_read_folder(path))
    elif path.is_file():
        articles = list(_read_lines(path))
    else:
        message = f"{path}: there is no such file or folder"
        raise GoldError(message)
    if not articles:
        message = f"{path}: there is no gold here"
        raise GoldError(message)
    return articles


def load_predictions(path: Path) -> dict[str, list[Record]]:
    """The moves of each article, by the stem of its file name, from what `extract` printed. Raises GoldError."""
    found: dict[str, list[Record]] = {}
    for where, record in _json_lines(path):
        name, moves = record.get("file"), record.get("moves")
        if not isinstance(name, str) or not _are_objects(moves):
            message = f"{where}: not a line of `extract`, which has a file and its moves"
            raise GoldError(message)
        found[_stem(name)] = [*moves]
    return found


def predictions_of(
    sets: Mapping[str, Sequence[GoldArticle]], predictions: Mapping[str, list[Record]]
) -> dict[str, list[Record]]:
    """What `load_predictions` gave, by the ids of the articles of `load_sets`.

    Raises GoldError where two sets have an article of one name, as nothing says whose the predictions are.
    """
    if len(sets) == 1:
        return {**predictions}
    found: dict[str, list[Record]] = {}
    names: set[str] = set()
    for set_name, articles in sets.items():
        for article in articles:
            name = article.id.removeprefix(f"{set_name}/")
            if name in names:
                message = (
                    f"{article.id}: another set has an article of this name; give predictions for one set at a time"
                )
                raise GoldError(message)
            names.add(name)
            found[article.id] = predictions.get(name, [])
    return found


def load_result(path: Path) -> dict[str, Any]:
    """What `evaluate --json` printed for an earlier run. Raises GoldError when it is no JSON object."""
    return _parse_object(_read_text(path), str(path))


def _read_folder(folder: Path) -> Iterator[GoldArticle]:
    texts: dict[str, Path] = {}
    for file in sorted(folder.iterdir()):
        if file.is_file() and not file.name.startswith(".") and not file.name.endswith(GOLD_SUFFIX):
            texts.setdefault(_stem(file.name), file)
    for file in sorted(folder.glob(f"*{GOLD_SUFFIX}")):
        article = file.name.removesuffix(GOLD_SUFFIX)
        if article not in texts:
            message = f"{file}: the article itself is not beside it"
            raise GoldError(message)
        record = _parse_object(_read_text(file), str(file))
        yield GoldArticle(
            id=article, moves=_moves_of(record, str(file)), source=texts[article], family=_family_of(record)
        )


def _read_lines(path: Path) -> Iterator[GoldArticle]:
    seen: set[str] = set()
    for where, record in _json_lines(path):
        article, text = record.get("id"), record.get("text")
        if not isinstance(article, str) or not isinstance(text, str):
            message = f"{where}: id and text are needed, both strings"
            raise GoldError(message)
        if article in seen:
            message = f"{where}: the id {article!r} is there twice"
            raise GoldError(message)
        seen.add(article)
        yield GoldArticle(
            id=article,
            moves=_moves_of(record, where),
            source=text.encode("utf-8", "replace"),
            published_on=_published_on(record, where),
            family=_family_of(record),
        )


def _moves_of(record: Mapping[str, Any], where: str) -> tuple[Record, ...]:
    moves = record.get("moves")
    if not _are_objects(moves):
        message = f"{where}: moves is not a list of objects"
        raise GoldError(message)
    for number, move in enumerate(moves, start=1):
        if lacking := [key for key in _MOVE_KEYS if key not in move]:
            message = f"{where}: move {number} has no {', '.join(lacking)}"
            raise GoldError(message)
        if not (isinstance(move["person"], list) and move["person"] and isinstance(move["roles"], list)):
            message = f"{where}: move {number} needs a list of accepted names for its person, and a list of roles"
            raise GoldError(message)
    return tuple(moves)


def _family_of(record: Mapping[str, Any]) -> str | None:
    family = record.get("family")
    return family if isinstance(family, str) else None


def _published_on(record: Mapping[str, Any], where: str) -> date | None:
    value = record.get("published")
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        message = f"{where}: published is no date: {value!r}"
        raise GoldError(message) from error


def _json_lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    # Not splitlines(): a JSON string may hold U+2028 as it is.
    for number, line in enumerate(_read_text(path).split("\n"), start=1):
        if line.strip():
            where = f"{path}, line {number}"
            yield where, _parse_object(line, where)


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        message = f"{path}: {error.strerror}"
        raise GoldError(message) from error
    except UnicodeDecodeError as error:
        message = f"{path}: not UTF-8"
        raise GoldError(message) from error


def _parse_object(text: str, where: str) -> dict[str, Any]:
    try:
        record = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        message = f"{where}: not JSON"
        raise GoldError(message) from error
    if not isinstance(record, dict):
        message = f"{where}: not a JSON object"
        raise GoldError(message)
    return record


def _are_objects(value: object) -> TypeGuard[list[dict[str, Any]]]:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def _stem(name: str) -> str:
    return name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
