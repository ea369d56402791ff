"""Timelines out of the tables: one executive's or one company's moves as tenures, a chart and who is in post."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.db.models import QuerySet

from tracker import timelines
from tracker.enums import Kind, Manner, Review, Salience, Status
from tracker.models import Company, Executive, Move
from tracker.store.moves import visible_moves
from tracker.timelines import Chart, Content, Event, Gap, PartialDate, Party, State, Succession, Tenure
from tracker.timelines.words import since

# A chart of more moves than this could be neither read nor drawn in time; the newest are taken, and the page says so.
MAX_MOVES = 300
UNNAMED_POST, UNNAMED_COMPANY = "Post not named", "Organisation not named"


@dataclass(frozen=True, slots=True)
class PostLine:
    """One line of "in post": a tenure, or a post without a known holder since `gap.start`.

    `since` is in words; `before` is the holder before, where one is known, and `gap_before` the days between them.
    """

    role: str
    tenure: Tenure | None
    since: str
    before: Tenure | None = None
    gap_before: Gap | None = None
    gap: Gap | None = None
    is_first_of_post: bool = True

    @property
    def is_to_come(self) -> bool:
        return self.tenure is not None and self.tenure.state is State.NOT_BEGUN

    @property
    def is_unknown(self) -> bool:
        return self.tenure is not None and self.tenure.state is State.UNKNOWN


@dataclass(frozen=True, slots=True)
class Timeline:
    """What a page about an executive or a company draws; `is_cut` when there were more than `MAX_MOVES` moves."""

    as_of: date
    chart: Chart
    posts: tuple[PostLine, ...]
    is_cut: bool


def executive_timeline(executive: Executive, as_of: date, *, staff: bool = False) -> Timeline:
    """The posts of one executive, a lane for each organisation, those of the latest first; 2 queries."""
    events, is_cut = _events(visible_moves(staff=staff).filter(executive=executive))
    found = timelines.tenures(events, as_of)
    lanes: dict[int, list[Tenure]] = defaultdict(list)
    rumours: dict[int, list[Event]] = defaultdict(list)
    parties = {event.company.id: event.company for event in events if event.company}
    for tenure in found:
        lanes[tenure.company.id if tenure.company else 0].append(tenure)
    for event in events:
        if event.is_doubtful:
            rumours[event.company.id if event.company else 0].append(event)
    latest = {key: max(t.first_day for t in lanes[key]) if lanes[key] else date.min for key in {*lanes, *rumours}}
    contents = [
        Content(
            title=parties[key].name if key else UNNAMED_COMPANY,
            tenures=lanes[key],
            is_of_post=False,
            party=parties.get(key),
            doubtful=rumours[key],
        )
        for key in sorted(latest, key=lambda key: (latest[key], key), reverse=True)
    ]
    return Timeline(as_of, timelines.draw_chart(contents, as_of), tuple(_own_posts(found)), is_cut)


def _own_posts(found: Sequence[Tenure]) -> list[PostLine]:
    """What an executive holds, may hold or will hold, the latest first."""
    chosen = [tenure for tenure in found if tenure.state is not State.ENDED]
    chosen.sort(key=lambda tenure: (tenure.state is State.UNKNOWN, -tenure.first_day.toordinal()))
    return [PostLine(tenure.role, tenure, since(tenure)) for tenure in chosen]


def company_timeline(company: Company, as_of: date, *, staff: bool = False) -> Timeline:
    """The posts of one company, a lane for each, the highest first, with successions and gaps; 2 queries."""
    events, is_cut = _events(visible_moves(staff=staff).filter(company=company))
    found = timelines.tenures(events, as_of)
    links = timelines.successions(events)
    gaps = timelines.gaps(found, links, as_of)
    rumours = [event for event in events if event.is_doubtful]
    roles = sorted({t.role for t in found} | {e.role for e in rumours}, key=_by_rank)
    contents = [_lane_of_post(role, found, rumours, links, gaps) for role in roles]
    return Timeline(as_of, timelines.draw_chart(contents, as_of), tuple(_posts(found, gaps, as_of)), is_cut)


def _by_rank(role: str) -> tuple[bool, int, str]:
    return not role, timelines.post_rank(role), role


def _lane_of_post(
    role: str, found: Sequence[Tenure], rumours: Sequence[Event], links: Sequence[Succession], gaps: Sequence[Gap]
) -> Content:
    own = [tenure for tenure in found if tenure.role == role]
    holders = len({tenure.executive for tenure in own})
    return Content(
        title=role[:1].upper() + role[1:] or UNNAMED_POST,
        tenures=own,
        is_of_post=True,
        note=f"{holders} holders" if holders > 1 else "",
        doubtful=[event for event in rumours if event.role == role],
        links=[link for link in links if link.role in {"", role}],
        gaps=[gap for gap in gaps if gap.role == role],
    )


def _posts(found: Sequence[Tenure], gaps: Sequence[Gap], as_of: date) -> list[PostLine]:
    """Who holds each post, the highest first; then who comes next; and posts that nobody is known to hold."""
    lines = [_post_line(tenure, found, gaps) for tenure in timelines.holders_on(found)]
    for gap in gaps:
        if gap.start <= as_of and (gap.end is None or gap.end > as_of):
            last = next((t for t in found if t.role == gap.role and t.end and t.end.when.latest == gap.start), None)
            lines.append(PostLine(gap.role, None, str(PartialDate.of_day(gap.start)), before=last, gap=gap))
    lines.sort(key=lambda line: (_by_rank(line.role), line.is_to_come, line.is_unknown))
    same = {id(line) for earlier, line in pairwise(lines) if earlier.role == line.role}
    return [_not_first(line) if id(line) in same else line for line in lines]


def _not_first(line: PostLine) -> PostLine:
    return PostLine(line.role, line.tenure, line.since, line.before, line.gap_before, line.gap, is_first_of_post=False)


def _post_line(tenure: Tenure, found: Sequence[Tenure], gaps: Sequence[Gap]) -> PostLine:
    earlier = [
        other
        for other in found
        if other.role == tenure.role and tenure.role and other.executive != tenure.executive
        and other.end and other.end.when.earliest <= tenure.first_day
    ]  # fmt: skip
    if not timelines.is_held_by_one(tenure.role) or (tenure.state is State.NOT_BEGUN and _is_held(tenure.role, found)):
        earlier = []
    before = max(earlier, key=_last_day, default=None)
    gap = next((g for g in gaps if g.role == tenure.role and g.end == tenure.first_day), None)
    return PostLine(tenure.role, tenure, since(tenure), before, gap)


def _is_held(role: str, found: Sequence[Tenure]) -> bool:
    """Whether somebody is in the post, until a day that nobody has told: then who comes next follows them."""
    return any(t.role == role and t.state is State.IN_POST and t.end is None for t in found)


def _last_day(tenure: Tenure) -> date:
    return tenure.end.when.latest if tenure.end else date.max


def _events(moves: QuerySet[Move]) -> tuple[list[Event], bool]:
    """The newest moves that nobody rejected as events, one for each post, and whether there were more; 2 queries."""
    rows = list(
        moves.exclude(review=Review.REJECTED.value)
        .select_related("executive", "company", "counterpart")
        .prefetch_related("roles")
        .order_by("-happened_on", "-id")[: MAX_MOVES + 1]
    )
    return [event for move in rows[:MAX_MOVES] for event in events_of(move)], len(rows) > MAX_MOVES


def events_of(move: Move) -> list[Event]:
    """A move as the engine takes it: an event for each of its posts, or one without a post."""
    roles = [role.role for role in move.roles.all()] or [""]
    return [
        Event(
            id=move.pk,
            executive=_party(move.executive),
            company=_party(move.company) if move.company else None,
            role=role,
            kind=Kind(move.kind),
            told_on=move.told_on,
            manner=Manner(move.manner),
            status=Status(move.status),
            review=Review(move.review),
            salience=Salience(move.salience),
            effective=PartialDate.parse(move.effective),
            announced=PartialDate.parse(move.announced),
            confidence=move.confidence,
            counterpart=_party(move.counterpart) if move.counterpart else None,
            disagreements=tuple(move.disagreements),
        )
        for role in dict.fromkeys(roles)
    ]


def _party(row: Executive | Company) -> Party:
    return Party(row.pk, row.name, row.slug)
