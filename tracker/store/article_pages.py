"""An article as a visitor reads it: its text with all evidence marked, and the moves beside their paragraphs."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from tracker.models import Article, Claim
from tracker.store.marks import Paragraph, claim_marks, marked_paragraphs
from tracker.store.moves import visible_moves


@dataclass(frozen=True, slots=True)
class Note:
    """One move in the margin, by the number its words have in the text."""

    number: int
    claim: Claim


@dataclass(frozen=True, slots=True)
class NotedParagraph:
    paragraph: Paragraph
    notes: tuple[Note, ...]


OPENING = re.compile(
    r"\s*(?:date \d{4}-\d{2}-\d{2}\s+)?(.{0,110}?)(?=[.!?]\s|\n|\Z)|\s*(?:date \d{4}-\d{2}-\d{2}\s+)?(.{0,110}\b)"
)


def headline(article: Article) -> str:
    """The title, or the opening words in quotes where the file gives none, or its name where it has no text."""
    if article.title:
        return article.title
    opening = OPENING.match(article.text[:400])
    words = opening and (opening[1] or opening[2] or "").strip(" ,;:")
    return f"“{words}{'' if opening and opening[1] else ' …'}”" if words else article.name


def listed_articles() -> QuerySet[Article]:
    """Articles without their text."""
    return Article.objects.defer("text")


def shown_claims(article: Article, *, staff: bool = False) -> QuerySet[Claim]:
    """The claims of an article whose moves a visitor may see, as they stand in the text; 2 queries."""
    return (
        article.claims.filter(move__in=visible_moves(staff=staff))
        .select_related("move__executive", "move__company", "move__other_company", "move__counterpart")
        .prefetch_related("move__roles")
        .order_by("evidence_start", "position", "id")
    )


def noted_paragraphs(article: Article, claims: Iterable[Claim]) -> list[NotedParagraph]:
    """The text in paragraphs, each with the notes of the moves whose evidence begins in it."""
    notes = {number: Note(number, claim) for number, claim in enumerate(claims, start=1)}
    marks = [mark for note in notes.values() for mark in claim_marks(note.claim, note.number)]
    return [
        NotedParagraph(paragraph, tuple(notes[number] for number in paragraph.begins))
        for paragraph in marked_paragraphs(article.text, marks)
    ]
