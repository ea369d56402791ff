"""Whatever is asked: an answer or a 400, never a 500."""

from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rest_framework.test import APIClient

from tests.api.rows import a_move

pytestmark = pytest.mark.django_db

LISTS = ("moves", "executives", "companies", "articles")
NAMES = (
    *("company", "cursor", "executive", "format", "happened_from", "happened_to", "kind", "manner", "ordering"),
    *("page_size", "review", "salience", "search", "state", "status", "told_from", "told_to"),
)
VALUES = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        ["departure", "2023-03-21", "told", "json", "api", "done", "dG9sZDpuOjIwMjMtMDMtMjI6Nw", "\0", "'", "%"]
    ),
    st.integers().map(str),
    st.dates().map(str),
)
QUERIES = st.lists(st.tuples(st.one_of(st.sampled_from(NAMES), st.text(max_size=8)), VALUES), max_size=4)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(LISTS), query=QUERIES)
def test_no_query_breaks_a_list(api: APIClient, name: str, query: list[tuple[str, str]]) -> None:
    answer = api.get(f"/api/v1/{name}/?{urlencode(query, errors='replace')}")
    assert answer.status_code in {200, 400, 404}


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(LISTS), value=VALUES)
def test_no_filter_breaks_a_list_that_has_rows(api: APIClient, name: str, value: str) -> None:
    a_move()
    for parameter in NAMES:
        query = urlencode({parameter: value}, errors="replace")
        assert api.get(f"/api/v1/{name}/?{query}").status_code in {200, 400, 404}
