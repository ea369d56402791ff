"""The way of one article, from its bytes to claims and moves, on one screen."""

import logging
from datetime import date

from django.conf import settings

from tracker import documents, extraction, identity
from tracker.extraction import ExtractedMove, llm
from tracker.extraction.titles import normal_title
from tracker.models import Article
from tracker.store import articles, claims, entities, llm_days
from tracker.store.known_moves import known_moves
from tracker.store.originals import read_original
from tracker.store.queue import MAX_ATTEMPTS
from tracker.store.turns import write_turn

logger = logging.getLogger(__name__)

# A server that was silent is left alone for so long, and the queue goes on without it.
LLM_PAUSE_SECONDS = 60.0
MAX_VERSION_CHARS = 32  # of the column


def ingest_article(article_id: int) -> str | None:
    """Read one article and write what it tells; returns "done" or "failed", None where there was nothing to do.

    Computes outside any transaction and writes in one short turn, only while the lease is still ours. An error that
    nobody foresaw puts the article back, until its attempts are used up.
    """
    claimed = articles.claim_lease(article_id)
    if claimed is None:
        return None
    article, owner = claimed
    try:
        with articles.kept_lease(article_id, owner):
            return _read(article, owner)
    except articles.LeaseLostError:
        logger.warning("article %s: another worker has it now", article_id)
    except Exception as error:
        logger.exception("article %s: attempt %s of %s failed", article_id, article.attempt_count, MAX_ATTEMPTS)
        if article.attempt_count < MAX_ATTEMPTS:
            articles.put_back(article_id, owner)
            return None
        articles.fail_article(article_id, owner, f"The desk could not read it ({type(error).__name__}); see its log.")
        return "failed"
    return None


def _read(article: Article, owner: str) -> str:
    try:
        document = documents.parse_document(article.name, read_original(article.sha256))
    except documents.UnreadableDocumentError as reason:
        articles.fail_article(article.pk, owner, str(reason))
        return "failed"
    except FileNotFoundError:
        articles.fail_article(article.pk, owner, "The original bytes are no longer in the data folder.")
        return "failed"
    # Who hands an article in may say when it was published, and then knows better than its text.
    published_on = article.published_on or document.published_on
    found, read_by = _extract(article, document.text, published_on)
    with write_turn():
        articles.finish_article(
            article,
            owner,
            text=document.text,
            title=document.title,
            published_on=published_on,
            engine_version=read_by,
        )
        with claims.rewritten_claims(article, found) as writer:
            for move in found:
                writer.add(_judge(move, writer))
    return "done"


def _extract(article: Article, text: str, published_on: date | None) -> tuple[list[ExtractedMove], str]:
    """What a text tells, by the reader and, where one is set up and answers, the language model too; and who read."""
    found = extraction.extract_moves(text, published_on=published_on)
    server = model_server()
    if server is None:
        return found, extraction.ENGINE_VERSION
    model = llm.LanguageModel(
        server,
        max_chars=settings.TRACKER_LLM_MAX_CHARS,
        may_ask=llm_days.spend_request,
        pause_seconds=LLM_PAUSE_SECONDS,
    )
    try:
        joined = llm.join_readings(found, model.extract_moves(text, published_on=published_on))
    except llm.LanguageModelError as reason:
        logger.warning("article %s: read without the language model: %s", article.pk, reason)
    except Exception:  # whatever it is, no article fails for want of a second opinion
        logger.exception("article %s: read without the language model, which stumbled", article.pk)
    else:
        return joined, f"{extraction.ENGINE_VERSION}+{model.version}"[:MAX_VERSION_CHARS]
    return found, extraction.ENGINE_VERSION


def model_server() -> llm.ModelServer | None:
    """Where the settings say that a language model is; None where they name none, as by default."""
    if not settings.TRACKER_LLM_URL:
        return None
    return llm.ModelServer(
        url=settings.TRACKER_LLM_URL,
        model=settings.TRACKER_LLM_MODEL,
        key=settings.TRACKER_LLM_KEY,
        timeout_seconds=settings.TRACKER_LLM_TIMEOUT,
    )


def _judge(move: ExtractedMove, writer: claims.ArticleClaims) -> claims.JudgedClaim:
    """Who and where a claim speaks of, and whether a known move is the event it tells."""
    executive = entities.executive_named(move.person)
    company = entities.company_named(move.company) if move.company else None
    move_id = writer.earlier_move(move)
    if move_id is None:
        event = identity.ClaimedEvent(
            executive_id=executive.pk,
            company_id=company.pk if company else None,
            kind=move.kind,
            effective=move.effective,
            announced=move.announced,
            told_on=writer.told_on,
            roles=frozenset(map(normal_title, move.roles)),
        )
        verdict = identity.match_event(event, known_moves(event.executive_id, event.company_id))
        # Unsure which: a move of its own, visible at once, until a person says.
        move_id = verdict.id if isinstance(verdict, identity.Same) else None
    return claims.JudgedClaim(move, executive, company, move_id)
