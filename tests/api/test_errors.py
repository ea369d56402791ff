"""Errors of the API: one shape, whatever went wrong."""

import pytest
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.test import APIClient

from tracker.api.errors import answer_error

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("error", "told"),
    [
        pytest.param(NotFound("Gone."), {"detail": "Gone.", "fields": {}}, id="about the whole"),
        pytest.param(ValidationError(["A.", "B."]), {"detail": "A. B.", "fields": {}}, id="several"),
        pytest.param(
            ValidationError({"kind": ["A.", "B."], "non_field_errors": ["C."]}),
            {"detail": "C. kind: A. kind: B.", "fields": {"kind": ["A.", "B."]}},
            id="about a field and about the whole",
        ),
        pytest.param(
            ValidationError({"roles": {"0": ["A."]}}),
            {"detail": "roles: 0: A.", "fields": {"roles": ["0: A."]}},
            id="deep in a field",
        ),
    ],
)
def test_every_error_has_one_shape(error: Exception, told: dict[str, object]) -> None:
    answer = answer_error(error, {})
    assert answer is not None
    assert answer.data == told


def test_our_own_faults_are_left_to_the_log() -> None:
    assert answer_error(RuntimeError("secret"), {}) is None


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        pytest.param("get", "/api/v1/nothing/", 404, id="an address that is none"),
        pytest.param("post", "/api/v1/nothing/", 404, id="likewise to write to"),
        pytest.param("get", "/api/v1/moves/one/", 404, id="no id"),
        pytest.param("get", "/api/v1/moves/1/claims/", 404, id="below one that is"),
        pytest.param("get", "/api/v1/a%0Ab/", 404, id="a line break in it"),
        pytest.param("delete", "/api/v1/moves/", 401, id="nobody may"),
        pytest.param(
            "get", "/api/v1/moves/?" + "&".join(f"a{n}=1" for n in range(1001)), 400, id="a thousand parameters"
        ),
    ],
)
def test_every_address_answers_errors_in_json(api: APIClient, method: str, address: str, status: int) -> None:
    answer = getattr(api, method)(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/json")
    assert set(answer.json()) == {"detail", "fields"}


def test_a_body_of_another_kind_is_refused(reviewer_api: APIClient) -> None:
    answer = reviewer_api.post("/api/v1/articles/", b"<a/>", content_type="application/xml")
    assert answer.status_code == 415
    assert set(answer.json()) == {"detail", "fields"}


def test_a_name_from_the_address_is_said_back_short_and_escaped(api: APIClient) -> None:
    answer = api.get("/api/v1/moves/?" + "<script>" * 20 + "=1", headers={"Accept": "text/html"})
    assert answer.status_code == 400
    assert b"<script><" not in answer.content
