"""The tables, one family a file."""

from tracker.models.articles import Article
from tracker.models.decisions import AppendOnlyError, Decision
from tracker.models.entities import Company, CompanyAlias, Executive, ExecutiveAlias
from tracker.models.llm_days import LlmDay
from tracker.models.moves import Claim, Move, MoveRole

__all__ = [
    "AppendOnlyError",
    "Article",
    "Claim",
    "Company",
    "CompanyAlias",
    "Decision",
    "Executive",
    "ExecutiveAlias",
    "LlmDay",
    "Move",
    "MoveRole",
]
