"""Writes a title in the normal form by which roles are compared."""

import re

from tracker.extraction.lexicon import load_table


def normal_title(title: str) -> str:
    """The role in normal form: "CEO" is "chief executive officer", "Chairman" is "chair"."""
    table = load_table("titles")
    words = re.findall(r"[\w&/'’]+(?:-[\w&]+)*", title.lower().replace(".", ""))
    while words and words[0] in {"the", "a", "an", "its", "their", "his", "her", "our", "new"}:
        del words[0]
    plain = _with_normal_phrases(" ".join(words))
    plain = " ".join(table["normal_words"].get(word, word) for word in plain.split())
    plain = re.sub(r"\bchief executive\b(?! officer)", "chief executive officer", plain)
    return _with_normal_phrases(plain)


def _with_normal_phrases(title: str) -> str:
    for phrase, normal in load_table("titles")["normal_phrases"].items():
        title = re.sub(rf"\b{re.escape(phrase)}\b", normal, title)
    return title
