"""Composes articles without a move for the benchmarks: `python -m benchmarks.make_other_matters` renews the data file.

The first articles of `other_matters.jsonl` were written by hand (ids `own-…`) and stay as they are; the others are put
together from `sentence_patterns.toml` with a fixed seed, the same ones each time.
"""

import json
import random
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

OTHER_MATTERS = Path(__file__).with_name("other_matters.jsonl")
PATTERNS = Path(__file__).with_name("sentence_patterns.toml")
ARTICLES = 500
SEED = 1735
WORDS = range(100, 401)

_FIRST_DAY = date(2016, 1, 4)
_DAYS = 365 * 9
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(?P<name>[A-Za-z_]+)(?P<other>2?)(?::(?P<low>\d+)-(?P<high>\d+))?\}")

Patterns = Mapping[str, Mapping[str, Sequence[str]]]


@dataclass(slots=True)
class Writer:
    """Writes one article; a slot has the same value throughout it."""

    values: Mapping[str, Sequence[str]]
    dice: random.Random
    filled: dict[str, str] = field(default_factory=dict)

    def write(self, patterns: Mapping[str, Sequence[str]], day: date, sentence_count: int) -> str:
        """An article as the wire gives it: the date, a headline and paragraphs, of so many sentences in the middle."""
        body = self.dice.sample(patterns["body"], sentence_count)
        body.insert(self.dice.randrange(1, len(body)), self.dice.choice(patterns["quote"]))
        paragraphs = [[self.dice.choice(patterns["opening"])]]
        for sentence in body:
            if len(paragraphs[-1]) >= self.dice.randint(2, 4):
                paragraphs.append([])
            paragraphs[-1].append(sentence)
        paragraphs[-1].append(self.dice.choice(patterns["closing"]))
        lines = [f"date {day.isoformat()} {self.fill(self.dice.choice(patterns['headline']))}"]
        return "\n".join([*lines, *(" ".join(map(self.fill, sentences)) for sentences in paragraphs)]) + "\n"

    def fill(self, pattern: str) -> str:
        """A sentence of a pattern, with a capital at its beginning."""
        chosen = _CHOICE.sub(lambda match: self.dice.choice(match[1].split("|")), pattern)
        sentence = _SLOT.sub(self._value, chosen)
        return sentence[0].upper() + sentence[1:]

    def _value(self, slot: re.Match[str]) -> str:
        name = slot["name"].lower()
        if slot["low"]:
            number = self.dice.randint(int(slot["low"]), int(slot["high"]))
            return {"n": f"{number}", "nth": f"{number}{_ending(number)}", "d": f"{number}.{self.dice.randrange(10)}"}[
                name
            ]
        key = name + slot["other"]
        if key not in self.filled:
            self.filled[key] = self._new_value(name)
        value = self.filled[key]
        return value if slot["name"].islower() else value[0].upper() + value[1:]

    def _new_value(self, name: str) -> str:
        if name == "person":
            return f"{self.dice.choice(self.values['first_name'])} {self.dice.choice(self.values['last_name'])}"
        return self.dice.choice([value for value in self.values[name] if value not in self.filled.values()])


def _ending(number: int) -> str:
    """Of 1st, 22nd, 83rd, 11th."""
    return "th" if number // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def compose(patterns: Patterns, count: int, seed: int) -> list[str]:
    """So many articles, their subjects in turn, each of a length within WORDS and none like another."""
    dice = random.Random(seed)
    subjects = [subject for subject in patterns if subject != "values"]
    texts: list[str] = []
    while len(texts) < count:
        subject = patterns[subjects[len(texts) % len(subjects)]]
        day = _FIRST_DAY + timedelta(days=dice.randrange(_DAYS))
        text = Writer(patterns["values"], dice).write(subject, day, dice.randint(6, 18))
        if len(text.split()) in WORDS and text not in texts:
            texts.append(text)
    return texts


def main() -> None:
    """Keep what was written by hand, and compose the rest anew."""
    own = [
        line for line in OTHER_MATTERS.read_text(encoding="utf-8").splitlines() if json.loads(line)["id"][:4] == "own-"
    ]
    patterns = tomllib.loads(PATTERNS.read_text(encoding="utf-8"))
    composed = [
        json.dumps({"id": f"composed-{number:03}", "text": text}, ensure_ascii=False)
        for number, text in enumerate(compose(patterns, ARTICLES - len(own), SEED), start=1)
    ]
    OTHER_MATTERS.write_text("\n".join([*own, *composed]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
