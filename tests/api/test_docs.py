"""The documentation page, and the schema that it is made from."""

import re
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from tracker.api.docs import Kind, _Reader

COMPONENTS: dict[str, Any] = {
    "Move": {"type": "object", "properties": {"id": {"type": "integer"}}},
    "KindEnum": {"type": "string", "enum": ["departure", "appointment"]},
    "PaginatedMoveList": {
        "type": "object",
        "properties": {"results": {"type": "array", "items": {"$ref": "#/components/schemas/Move"}}},
    },
}


def reference(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


@pytest.mark.parametrize(
    ("schema", "kind"),
    [
        pytest.param({"type": "boolean"}, Kind("boolean"), id="a plain type"),
        pytest.param({"type": "string", "format": "date"}, Kind("string (date)"), id="with a format"),
        pytest.param(
            {"type": "integer", "minimum": 1, "maximum": 100, "default": 50},
            Kind("integer, at least 1, at most 100, default 50"),
            id="with bounds",
        ),
        pytest.param({"type": "string", "maxLength": 9}, Kind("string, at most 9 characters"), id="with a length"),
        pytest.param({"type": "string", "nullable": True}, Kind("string", "", " or null"), id="that may be missing"),
        pytest.param({"type": "string", "enum": ["a", "b"]}, Kind("string", "", "", ("a", "b")), id="some words"),
        pytest.param({"type": "array", "items": {"type": "string"}}, Kind("list of string"), id="a list"),
        pytest.param({"type": "array", "items": reference("Move")}, Kind("list of", "Move"), id="a list of objects"),
        pytest.param(reference("Move"), Kind("", "Move"), id="an object"),
        pytest.param(
            {"allOf": [reference("Move")], "nullable": True}, Kind("", "Move", " or null"), id="an object or none"
        ),
        pytest.param(
            reference("KindEnum"), Kind("string", "", "", ("departure", "appointment")), id="words named elsewhere"
        ),
        pytest.param(reference("PaginatedMoveList"), Kind("page of", "Move"), id="a page of a list"),
    ],
)
def test_the_kind_of_a_value_in_words(schema: dict[str, Any], kind: Kind) -> None:
    assert _Reader(COMPONENTS).kind(schema) == kind


def read_schema(api: APIClient) -> dict[str, Any]:
    schema: dict[str, Any] = api.get("/api/v1/schema/?format=json").json()
    return schema


def test_every_operation_parameter_and_object_stands_on_the_page(api: APIClient) -> None:
    page = api.get("/api/docs/").content.decode()
    ids = re.findall(r'\sid="([^"]+)"', page)
    operations = [one for methods in read_schema(api)["paths"].values() for one in methods.values()]
    assert {one["operationId"] for one in operations} <= set(ids)
    named = {parameter["name"] for one in operations for parameter in one.get("parameters", [])}
    assert {name for name in named if f"<dt><code>{name}</code></dt>" not in page} == set()


def test_every_link_within_the_page_leads_to_one_place(api: APIClient) -> None:
    page = api.get("/api/docs/").content.decode()
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) - set(ids) == set()


@pytest.mark.django_db
def test_the_page_asks_the_database_for_nothing(
    api: APIClient, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        assert api.get("/api/docs/").status_code == 200


def test_reading_needs_nobody_and_handing_in_somebody(api: APIClient) -> None:
    paths = read_schema(api)["paths"]
    needing = {
        (method, path)
        for path, methods in paths.items()
        for method, one in methods.items()
        if {} not in one["security"]
    }
    assert needing == {("post", "/api/v1/articles/")}


def complaints(schema: dict[str, Any], value: object, components: dict[str, Any], at: str) -> list[str]:
    """Where an example is not what the schema says."""
    target = schema["allOf"][0] if "allOf" in schema else schema
    if "$ref" in target:
        target = components[target["$ref"].rpartition("/")[2]]
    if value is None:
        return [] if schema.get("nullable") else [f"{at} is null"]
    if isinstance(value, list) and target["type"] == "array":
        return [c for n, one in enumerate(value) for c in complaints(target["items"], one, components, f"{at}[{n}]")]
    if isinstance(value, dict) and "properties" in target:
        required = set(target.get("required", []))
        wrong = [f"{at} lacks {name}" for name in sorted(required - set(value))]
        wrong += [f"{at} has {name}" for name in sorted(set(value) - set(target["properties"]))]
        for name, one in target["properties"].items():
            if name in value:
                wrong += complaints(one, value[name], components, f"{at}.{name}")
        return wrong
    types: dict[str, Any] = {
        "array": list,
        "string": str,
        "integer": int,
        "number": int | float,
        "boolean": bool,
        "object": dict,
    }
    is_right = isinstance(value, types[target["type"]]) and value in target.get("enum", [value])
    return [] if is_right else [f"{at} is {value!r}"]


def test_every_success_has_an_example_that_is_what_the_schema_says(api: APIClient) -> None:
    schema = read_schema(api)
    wrong = []
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            for status in {"200", "202"} & set(operation["responses"]):
                content = operation["responses"][status]["content"]["application/json"]
                (example,) = content["examples"].values()
                wrong += complaints(
                    content["schema"], example["value"], schema["components"]["schemas"], f"{method} {path}"
                )
    assert wrong == []


def test_offsets_of_the_example_lead_to_the_words(api: APIClient) -> None:
    one = read_schema(api)["paths"]["/api/v1/articles/{id}/"]["get"]["responses"]["200"]
    article = one["content"]["application/json"]["examples"]["One"]["value"]
    for claim in article["claims"]:
        for span in (claim["evidence"], *claim["slots"].values()):
            assert article["text"][span["start"] : span["end"]] == span["quote"]
