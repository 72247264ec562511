"""The document that describes the programs' door, made from the values' own types."""

from __future__ import annotations

import dataclasses
import enum
import types as python_types
import typing
from typing import Any

from copydesk import __version__
from copydesk.front.ninjs import SCHEMA
from copydesk.front.told import (
    ArticleTold,
    FormTold,
    OutletList,
    OutletTold,
    QuotationTold,
    StoryLine,
    StoryList,
    StoryTold,
)
from copydesk.types import Finding, Policy, Report, Span

_ERRORS = {
    "400": "The body is not what it should be; the message says what to mend.",
    "405": "Another method than POST.",
    "413": "More bytes than the site's setting check_bytes allows.",
    "415": "The body is not application/json.",
    "422": "A page in html is neither HTML nor plain text, or is empty.",
    "503": "All places for checks are taken; Retry-After says when to come again.",
}
_TEXT = {
    "oneOf": [
        {"type": "string", "description": "Plain text, taken as it stands; spans are into it."},
        {
            "type": "object",
            "description": "A page; the article is taken out of it, and spans are into its body.",
            "properties": {"html": {"type": "string"}, "url": {"type": ["string", "null"]}},
            "required": ["html"],
            "additionalProperties": False,
        },
    ]
}


#: what the read-only API tells
_TOLD = (ArticleTold, FormTold, OutletList, OutletTold, QuotationTold, StoryLine, StoryList, StoryTold)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """One address that is read."""

    path: str
    name: str
    summary: str
    answer: type | None  #: None for one that another standard describes
    fields: tuple[tuple[str, str, dict[str, Any]], ...] = ()  #: name, what it is, and its schema

    def told(self) -> dict[str, Any]:
        """Return what there is to say of it."""
        numbered = "{number}" in self.path
        parameters = [
            {"name": name, "in": "query", "required": False, "description": what, "schema": schema}
            for name, what, schema in self.fields
        ]
        if numbered:
            schema = {"type": "integer", "minimum": 0, "maximum": 10**18 - 1}
            parameters.append({"name": "number", "in": "path", "required": True, "schema": schema})
        return {
            "operationId": self.name,
            "summary": self.summary,
            "parameters": parameters,
            "responses": {
                "200": {
                    "description": "As the pages show it now; ETag tells whether it changed.",
                    "content": {
                        "application/json": {
                            "schema": _NINJS if self.answer is None else _reference(self.answer)
                        }
                    },
                },
                "304": {"description": "It is as If-None-Match has it."},
                "400": _refusal("A field is unknown or wrong; the message says what to mend."),
                **({"404": _refusal("Nothing that readers may see is there.")} if numbered else {}),
                "405": _refusal("Another method than GET and HEAD."),
                "503": _refusal("All places are taken; Retry-After says when to come again."),
            },
        }


_NINJS = {
    "type": "object",
    "description": f"ninjs 3.1, as {SCHEMA} has it.",
    "properties": {"uri": {"type": "string"}},
    "required": ["uri"],
}
_PAGE = ("page", "Number of the page, from 1.", {"type": "integer", "minimum": 1, "maximum": 10})
_WORDS = {"type": "string", "maxLength": 100}
_READ = (
    _Read(
        path="/api/v1/stories",
        name="stories",
        summary="Tell stories, those that changed last first.",
        answer=StoryList,
        fields=(
            _PAGE,
            ("outlet", "Only stories with an article of the outlet of this slug.", _WORDS),
            ("since", "Only stories that changed since.", {"type": "string", "format": "date-time"}),
        ),
    ),
    _Read(path="/api/v1/stories/{number}", name="story", summary="Tell one story.", answer=StoryTold),
    _Read(
        path="/api/v1/stories/{number}/ninjs",
        name="ninjs",
        summary="Tell one story as ninjs 3.1.",
        answer=None,
    ),
    _Read(path="/api/v1/outlets", name="outlets", summary="Tell the outlets, by name.", answer=OutletList),
    _Read(
        path="/api/v1/quotations/{number}",
        name="quotation",
        summary="Tell one quotation with all its forms.",
        answer=QuotationTold,
    ),
    _Read(
        path="/api/v1/search",
        name="search",
        summary="Tell what a search finds; q, speaker or both are needed.",
        answer=StoryList,
        fields=(
            _PAGE,
            ("q", "Words, and phrases in quotation marks.", _WORDS),
            ("speaker", "Who speaks.", _WORDS),
        ),
    ),
)


def document(*, check_bytes: int) -> dict[str, Any]:
    """Return the OpenAPI 3.1 document.

    Args:
        check_bytes: most bytes of a request.

    >>> sorted(document(check_bytes=1000)["paths"])[:2]
    ['/api/v1/check', '/api/v1/outlets']
    """
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Copydesk",
            "version": __version__,
            "description": "Says what a copy altered of its source: quotations, names, figures, dates, attributions; "
            "and tells what the site's pages show.",
        },
        "paths": {
            "/api/v1/check": {"post": _check(check_bytes)},
            **{each.path: {"get": each.told()} for each in _READ},
        },
        "components": {
            "schemas": {
                **{cls.__name__: _schema(cls) for cls in (Report, Finding, Span, *_TOLD)},
                "Error": _error(),
            }
        },
    }


def _check(check_bytes: int) -> dict[str, Any]:
    """Return what there is to say of the check."""
    return {
        "operationId": "check",
        "summary": "Say what a copy altered of its source; without a source, what the copy shows by itself.",
        "requestBody": {
            "required": True,
            "description": f"At most {check_bytes} bytes.",
            "content": {"application/json": {"schema": _request()}},
        },
        "responses": {
            "200": {
                "description": "The report; its verdict says what to do.",
                "content": {"application/json": {"schema": _reference(Report)}},
            },
            **{status: _refusal(description) for status, description in _ERRORS.items()},
        },
    }


def _request() -> dict[str, Any]:
    """Return the schema of a request."""
    return {
        "type": "object",
        "properties": {
            "source": {"oneOf": [*_TEXT["oneOf"], {"type": "null"}]},
            "copy": _TEXT,
            "policy": {
                "type": "string",
                "enum": [each.value for each in Policy],
                "description": "Whose rules on quotations apply; without it the site's.",
            },
        },
        "required": ["copy"],
        "additionalProperties": False,
    }


def _refusal(description: str) -> dict[str, Any]:
    """Return the description of an answer that is no report."""
    schema = {"$ref": "#/components/schemas/Error"}
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _error() -> dict[str, Any]:
    """Return the schema of a refusal."""
    text = {"type": "string"}
    inner = {
        "type": "object",
        "properties": {"code": text, "message": text},
        "required": ["code", "message"],
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {"error": inner},
        "required": ["error"],
        "additionalProperties": False,
    }


def _reference(cls: type) -> dict[str, Any]:
    """Return a pointer to a value's schema."""
    return {"$ref": f"#/components/schemas/{cls.__name__}"}


def _schema(cls: type) -> dict[str, Any]:
    """Return the schema of a value, as its `to_dict` writes it: every field present."""
    hints = typing.get_type_hints(cls)
    names = [each.name for each in dataclasses.fields(cls)]
    return {
        "type": "object",
        "description": " ".join((cls.__doc__ or "").split("\n\n")[0].split()),
        "properties": {name: _field(hints[name]) for name in names},
        "required": names,
        "additionalProperties": False,
    }


def _field(hint: Any) -> dict[str, Any]:
    """Return the schema of a field of a report."""
    if typing.get_origin(hint) in {typing.Union, python_types.UnionType}:
        arms = [_field(arm) for arm in typing.get_args(hint) if arm is not type(None)]
        return {"oneOf": [*arms, {"type": "null"}]}
    if typing.get_origin(hint) is tuple:
        return {"type": "array", "items": _field(typing.get_args(hint)[0])}
    if issubclass(hint, enum.Enum):
        return {"type": "string", "enum": [each.value for each in hint]}
    if hint is int:
        return {"type": "integer", "minimum": 0}
    return {"type": "string"} if hint is str else _reference(hint)
