"""Moves become tenures, successions and lanes of a chart."""

from tracker.timelines.chart import Chart, Content, draw_chart
from tracker.timelines.dates import PartialDate
from tracker.timelines.events import Basis, Event, Moment, Party
from tracker.timelines.posts import is_held_by_one, post_rank
from tracker.timelines.successions import Gap, Succession, gaps, holders_on, successions
from tracker.timelines.tenures import State, Tenure, tenures

__all__ = [
    "Basis",
    "Chart",
    "Content",
    "Event",
    "Gap",
    "Moment",
    "PartialDate",
    "Party",
    "State",
    "Succession",
    "Tenure",
    "draw_chart",
    "gaps",
    "holders_on",
    "is_held_by_one",
    "post_rank",
    "successions",
    "tenures",
]
