"""The API's documentation page, made from its own OpenAPI schema."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.views.generic import TemplateView
from drf_spectacular.generators import SchemaGenerator

Schema = dict[str, Any]
BOUNDS = {
    "minimum": "at least {}",
    "maximum": "at most {}",
    "maxLength": "at most {} characters",
    "default": "default {}",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """What a value is, in words around the name of a component: "list of" Claim, "or null"."""

    before: str = ""
    component: str = ""
    after: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter, or a property of a component."""

    name: str
    kind: Kind
    text: SafeString
    is_required: bool


@dataclass(frozen=True, slots=True)
class Body:
    """What is sent or answered: of a media type or with a status."""

    label: str
    kind: Kind
    example: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one address."""

    anchor: str
    method: str
    path: str
    paragraphs: list[SafeString]
    parameters: list[Field]
    needs_token: bool
    bodies: list[Body]
    answers: list[Body]


@dataclass(frozen=True, slots=True)
class Component:
    """A kind of object that bodies are made of."""

    name: str
    text: SafeString
    fields: list[Field]


@dataclass(frozen=True, slots=True)
class Reference:
    """The whole API: operations by tag, and the components that they speak of."""

    operations: dict[str, list[Operation]]
    components: list[Component]


class Docs(TemplateView):
    """Every address, parameter, answer and field."""

    template_name = "api/docs.html"

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        return super().get_context_data(reference=read_reference(), **given)


@cache
def read_reference() -> Reference:
    """The schema as the page tells it; it is the same as long as the program runs."""
    schema = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]  # it has no types
    return _Reader(schema["components"]["schemas"]).read(schema["paths"])


class _Reader:
    """Reads a schema whose references lead into `components`."""

    def __init__(self, components: dict[str, Schema]) -> None:
        self.components = components

    def read(self, paths: dict[str, Schema]) -> Reference:
        operations: dict[str, list[Operation]] = {}
        for path, methods in paths.items():
            for method, operation in sorted(methods.items()):  # GET before POST
                operations.setdefault(operation["tags"][0], []).append(self.operation(method, path, operation))
        told = [
            Component(name, _told(one), list(self.properties(one)))
            for name, one in sorted(self.components.items())
            if "properties" in one and not name.startswith("Paginated")
        ]
        return Reference(operations, told)

    def operation(self, method: str, path: str, told: Schema) -> Operation:
        body = told.get("requestBody", {}).get("content", {})
        return Operation(
            anchor=told["operationId"],
            method=method.upper(),
            path=path,
            paragraphs=[_marked(paragraph) for paragraph in told["description"].split("\n\n")],
            parameters=[self.field(one) for one in told.get("parameters", [])],
            needs_token={} not in told.get("security", [{}]),
            bodies=[self.body(media_type, content) for media_type, content in body.items()],
            answers=[
                self.body(f"{code} {HTTPStatus(int(code)).phrase}", answer["content"]["application/json"])
                for code, answer in told["responses"].items()
            ],
        )

    def body(self, label: str, content: Schema) -> Body:
        values = [one["value"] for one in content.get("examples", {}).values()]
        example = json.dumps(values[0], ensure_ascii=False, indent=2) if values else ""
        return Body(label, self.kind(content["schema"]), example)

    def field(self, one: Schema) -> Field:
        """A parameter; what it is stands under `schema`, beside its name."""
        return Field(one["name"], self.kind(one["schema"]), _told(one), one.get("required", False))

    def properties(self, component: Schema) -> Iterator[Field]:
        required = component.get("required", [])
        for name, one in component["properties"].items():
            yield Field(name, self.kind(one), _told(one), name in required)

    def kind(self, schema: Schema) -> Kind:
        after = " or null" if schema.get("nullable") else ""
        reference = schema.get("$ref") or next((one["$ref"] for one in schema.get("allOf", [])), "")
        if reference:
            name = reference.rpartition("/")[2]
            target = self.components[name]
            if name.startswith("Paginated"):
                rows = self.kind(target["properties"]["results"]["items"])
                return Kind("page of", rows.component, after)
            if "properties" in target:
                return Kind("", name, after)
            inner = self.kind(target)
            return Kind(inner.before, "", inner.after + after, inner.choices)
        if schema["type"] == "array":
            inner = self.kind(schema["items"])
            return Kind(f"list of {inner.before}".strip(), inner.component, inner.after + after, inner.choices)
        return Kind(_words(schema), "", after, tuple(str(choice) for choice in schema.get("enum", [])))


def _words(schema: Schema) -> str:
    """A plain type with its format and its bounds: "integer, at least 1, at most 100, default 50"."""
    words = f"{schema['type']} ({schema['format']})" if "format" in schema else str(schema["type"])
    bounds = [said.format(schema[name]) for name, said in BOUNDS.items() if name in schema]
    return ", ".join([words, *bounds])


def _told(one: Schema) -> SafeString:
    return _marked(one.get("description", ""))


def _marked(text: str) -> SafeString:
    """What stands between backticks, as code."""
    pieces = enumerate(text.split("`"))
    return format_html_join("", "{}", ((format_html("<code>{}</code>", p) if i % 2 else p,) for i, p in pieces))
