"""Reads a text as the engine does up to the point where moves are found: for tests of the steps before and after."""

from datetime import date

from tracker.extraction.gate import passages_with_cues
from tracker.extraction.names import Token, tokenize
from tracker.extraction.organisations import Organisations, find_organisations
from tracker.extraction.passages import split_passages
from tracker.extraction.people import find_people, genders, without_names_inside
from tracker.extraction.reader import Sentence, read_sentences
from tracker.extraction.scenes import Article, Scene, build_scenes

PUBLISHED_ON = date(2021, 6, 16)


def lines_and_sentences(text: str) -> tuple[list[list[Token]], list[Sentence]]:
    passages = split_passages(text)
    worth_reading = passages_with_cues(text, passages)
    return [tokenize(text, passage.span) for passage in passages], read_sentences(
        text, [passage.span for passage in worth_reading]
    )


def organisations_of(text: str) -> Organisations:
    lines, sentences = lines_and_sentences(text)
    return find_organisations(lines, sentences, text, find_people(lines, sentences, text))


def article_of(text: str) -> Article:
    lines, sentences = lines_and_sentences(text)
    people = find_people(lines, sentences, text)
    organisations = find_organisations(lines, sentences, text, people)
    people = without_names_inside(people, organisations.mentions)
    return Article(text, PUBLISHED_ON, tuple(people), genders(lines, people), organisations)


def scenes_of(text: str) -> list[Scene]:
    passages = split_passages(text)
    worth_reading = passages_with_cues(text, passages)
    sentences = read_sentences(text, [passage.span for passage in worth_reading])
    return build_scenes(article_of(text), worth_reading, sentences, passages)
