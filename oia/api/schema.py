"""The API as OpenAPI 3, written from the same nouns that answer it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from oia.api.nouns import Noun
from oia.api.paging import LIMIT, MOST
from oia.api.values import LINK, Schema
from oia.office.writing.entry import Part, entry_form
from oia.office.writing.fields import LookupField

PROBLEM: Schema = {
    "type": "object",
    "properties": {
        "type": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {"type": "object", "additionalProperties": True},
    },
    "required": ["type", "status", "detail"],
}
CHANGES: Schema = {
    "type": "object",
    "properties": {
        "results": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "noun": {"type": "string"},
                    "id": {"type": "integer"},
                    "what": {"type": "string", "enum": ["created", "changed", "deleted"]},
                    "at": {"type": "string", "format": "date-time"},
                    "url": {"type": "string"},
                },
            },
        },
        "next": {"type": "string"},
        "more": {"type": "boolean"},
    },
    "required": ["results", "next", "more"],
}
# A link is written by its key, by `{"id": …}` as it was read, or by a name it is found by.
WRITTEN_LINK: Schema = {
    "oneOf": [{"type": "integer"}, {"type": "string"}, LINK],
    "nullable": True,
}
STEP: Schema = {
    "type": "object",
    "properties": {
        "reason": {"type": "string"},
        "seen": {"type": "string", "nullable": True},
    },
}


class TokenScheme(OpenApiAuthenticationExtension):
    target_class = "oia.api.doors.BearerToken"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> Schema:
        return {"type": "http", "scheme": "bearer"}


class NounSchema(AutoSchema):
    """Operations of `oia.api.views`; a view without a noun is the feed of changes."""

    @property
    def noun(self) -> Noun | None:
        return getattr(self.view, "noun", None)

    def get_tags(self) -> list[str]:
        return [self.noun.name if self.noun else "changes"]

    def get_operation_id(self) -> str:
        # `api_trips_one` and GET: as unique as the routes' own names.
        name = "_".join(part for part in self.path.split("/") if part and "{" not in part)
        one = "_one" if "{id}" in self.path else ""
        return f"{name}{one}_{self.method.lower()}"

    def get_summary(self) -> str | None:
        return str(self.noun.title) if self.noun else None

    def get_description(self) -> str:
        return (type(self.view).__mro__[1].__doc__ if self.noun else self.view.__doc__) or ""

    # What is sent --------------------------------------------------------------------------

    def get_override_parameters(self) -> list[Any]:
        if self.noun is None:
            return [_text("after"), _number("limit")]
        if "{step}" in self.path:
            return []
        if "{id}" in self.path:
            if self.method == "GET":
                return [_header("If-None-Match")]
            return [_header("If-Match"), *([_text("why")] if self.method == "DELETE" else [])]
        return [_header("Idempotency-Key")] if self.method == "POST" else list_parameters(self.noun)

    def get_request_serializer(self) -> Any:
        if self.noun is None or self.method in ("GET", "DELETE"):
            return None
        if "{step}" in self.path:
            return {"application/json": STEP}
        new = self.method == "POST"
        body = self._component("New" if new else "Change", written(self.noun, new=new))
        return {"application/json": body}

    # What comes back -----------------------------------------------------------------------

    def get_response_serializers(self) -> Any:
        problem = OpenApiResponse(self._named("Problem", PROBLEM), description="problem details")
        if self.noun is None:
            return {200: CHANGES, 304: OpenApiResponse(description="nothing new"), 400: problem}
        row = self._component("", read(self.noun))
        lists = self.method == "GET" and "{id}" not in self.path
        good: Any = {201: row, 200: row} if self.method == "POST" else {200: row}
        if "{step}" in self.path:
            good = {200: row, 409: problem}
        if self.method == "DELETE":
            good = {204: OpenApiResponse(description="deleted"), 409: problem}
        if self.method in ("PATCH", "DELETE"):
            good |= {412: problem, 428: problem}
        return {**({200: page_of(row)} if lists else good), 400: problem, 404: problem}

    def _component(self, suffix: str, schema: Schema) -> Schema:
        assert self.noun is not None
        return self._named(f"{self.noun.model.__name__}{suffix}", schema)

    def _named(self, name: str, schema: Schema) -> Schema:
        component = ResolvedComponent(
            name=name, type=ResolvedComponent.SCHEMA, schema=schema, object=name
        )
        self.registry.register_on_missing(component)
        return dict(component.ref)


def _text(name: str, description: str = "") -> OpenApiParameter:
    return OpenApiParameter(name, str, description=description)


def _number(name: str, description: str = "") -> OpenApiParameter:
    return OpenApiParameter(name, int, description=description)


def _header(name: str) -> OpenApiParameter:
    return OpenApiParameter(name, str, OpenApiParameter.HEADER)


def list_parameters(noun: Noun) -> list[OpenApiParameter]:
    filters = noun.list.filterset_class
    own = filters.base_filters.items() if filters else ()
    return [
        _text("q", "words of the title and whatever else the row is found by"),
        *(_text(name, str(known.label)) for name, known in own),
        OpenApiParameter("sort", str, enum=sorts(noun)),
        _number("page", "of the first 1,000 rows in this order"),
        _number("after", "walks all rows by their keys: the id of the last row read, first 0"),
        _number("limit", f"rows of an answer: {LIMIT}, at most {MOST}"),
        _text("columns", "names of members, separated by commas"),
    ]


def sorts(noun: Noun) -> list[str]:
    names = [column.name for column in noun.list.table.declared if column.sortable]
    return [order for name in names for order in (name, f"-{name}")]


def read(noun: Noun) -> Schema:
    values = {v.name: v.schema | {"title": str(v.column.label)} for v in noun.values}
    more: Schema = {}
    if noun.writing:
        more |= {part.prefix: {"type": "array", "items": _row(part)} for part in noun.writing.parts}
    if noun.page.workflow:
        more["steps"] = {"type": "array", "items": {"type": "object", "additionalProperties": True}}
    keys = {"id": {"type": "integer"}, "url": {"type": "string"}}
    return {"type": "object", "properties": keys | values | more, "required": ["id", "url"]}


def written(noun: Noun, *, new: bool) -> Schema:
    assert noun.writing is not None
    form = entry_form(noun.writing.form)(user=AnonymousUser())
    known = {value.name: value.schema for value in noun.values}
    fields = {
        name: (WRITTEN_LINK if isinstance(field, LookupField) else known[name])
        | {"title": str(field.label)}
        for name, field in form.fields.items()
    }
    parts = {part.prefix: {"type": "array", "items": _row(part)} for part in noun.writing.parts}
    why = {"why": {"type": "string", "description": "the reason that stands in the history"}}
    schema: Schema = {"type": "object", "properties": fields | parts | why}
    needed = [name for name, field in form.fields.items() if field.required and not field.initial]
    if new and needed:
        schema["required"] = needed
    return schema


def _row(part: Part) -> Schema:
    return {
        "type": "object",
        "properties": {"id": {"type": "integer"}, **{name: {} for name in part.fields}},
    }


def page_of(row: Schema) -> Schema:
    return {
        "type": "object",
        "properties": {
            "count": {"type": "integer"},
            "more_than_counted": {"type": "boolean"},
            "next": {"type": "string", "nullable": True},
            "results": {"type": "array", "items": row},
        },
        "required": ["next", "results"],
    }
