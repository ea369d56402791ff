"""What templates of pages and of the review desk say of a move: its sentence, its dates, who has reviewed it."""

import calendar
import re
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tracker.enums import Status
from tracker.models import Move
from tracker.templatetags.telling import sentence_of, tell

register = template.Library()

PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z", re.ASCII)


@register.inclusion_tag("moves/_told.html")
def told(move: Move, about: str = "") -> dict[str, Any]:
    """The sentence with its links; `about` names what the page is about ("executive", "company") and need not say."""
    return {"move": move, "pieces": tell(move, about)}


@register.filter
def sentence(move: Move) -> str:
    """The sentence as plain text: "Jia Yangqing leaves Alibaba Group Holding, vice-president; resigned"."""
    return sentence_of(move)


@register.filter
def day(value: str) -> SafeString | str:
    """A partial date as exactly as it is known: "2022-12" becomes December 2022, in a `<time>`."""
    parts = PARTIAL_DATE.match(value or "")
    if parts is None or int(parts[2] or 1) not in range(1, 13):
        return value
    words = [str(int(parts[3]))] if parts[3] else []
    words += [calendar.month_name[int(parts[2])]] if parts[2] else []
    return format_html('<time datetime="{}">{}</time>', value, " ".join([*words, str(int(parts[1]))]))


@register.filter
def dated(move: Move) -> SafeString:
    """The dates of a move, each with what it dates; where no source gives one, the day it was told."""
    said = [(word, getattr(move, word)) for word in ("announced", "effective") if getattr(move, word)]
    if not said:
        return format_html("told {}", day(move.told_on.isoformat()))
    first, *rest = (format_html("{} {}", word, day(value)) for word, value in said)
    return format_html("{}, {}", first, rest[0]) if rest else first


@register.inclusion_tag("moves/_review.html")
def reviewed(move: Move) -> dict[str, Any]:
    """Who has looked at it: nobody yet (then with the confidence), a person, or an approval without one."""
    return {"move": move}


@register.filter
def slot_label(name: str) -> str:
    """A slot's name as people read it: `other_org` is "other organisation"."""
    return {"other_org": "other organisation", "roles": "posts", "person": "executive"}.get(
        name, name.replace("_", " ")
    )


@register.filter
def add_x(x: float, shift: float) -> float:
    """A place on a chart, moved; the filter `add` is for whole numbers."""
    return round(x + shift, 1)


@register.filter
def slot_value(value: str, slot: str) -> SafeString | str:
    """What a slot holds, as people read it: dates in words, `stepped_down` without its underscore."""
    if slot in {"effective", "announced"}:
        return day(value)
    return value.replace("_", " ") if slot == "manner" else value


@register.filter
def standing(tenure: Any) -> str:  # noqa: ANN401  an engine's value, which templatetags may not import
    """How a tenure stands, before the company: "interim chief executive officer of", "reported to be at"."""
    words = f"{tenure.role} of" if tenure.role else "at"
    words = f"interim {words}" if tenure.is_interim and tenure.role else words
    if tenure.status == Status.REPORTED:
        words = f"reported to be {words}"
    return f"to be {words}" if tenure.state == "not begun" else words


@register.filter
def gap_words(gap: Any) -> str:  # noqa: ANN401  an engine's value, which templatetags may not import
    """How long a post stood without a known holder before its next one came."""
    days = (gap.end - gap.start).days
    return f"vacant {days} days" if gap.is_vacancy else f"no holder known for {days} days"
