"""One move: its sentence, what each source says, what people decided, and how to cite it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.models import Decision
from tracker.store.move_pages import compare_claims, other_side
from tracker.store.moves import decisions_on, listed_moves

MAX_DECISIONS = 50


@require_safe
def move(request: HttpRequest, pk: int) -> HttpResponse:
    is_staff = request.user.is_staff
    found = get_object_or_404(listed_moves(staff=is_staff), pk=pk)
    decisions = list(decisions_on(found)[: MAX_DECISIONS + 1])
    return render(
        request,
        "moves/move.html",
        {
            "move": found,
            "comparison": compare_claims(found),
            "other_side": other_side(found, staff=is_staff),
            "decisions": [_told(decision) for decision in decisions[:MAX_DECISIONS]],
            "has_more_decisions": len(decisions) > MAX_DECISIONS,
            "today": timezone.localdate(),
        },
    )


def _told(decision: Decision) -> dict[str, Any]:
    """A decision for everybody to read: what was done by whom, and which slots it changed; notes are for staff."""
    changed = [
        name for name in decision.after if name != "review" and decision.before.get(name) != decision.after[name]
    ]
    return {"decision": decision, "changed": changed}
