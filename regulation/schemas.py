"""The JSON Schema of facts and answers, derived from their annotations; enum members carry their Chinese names."""

import dataclasses
import types
import typing
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from regulation.labels import LABELS, label
from regulation.reading import is_required


def schema(kind: Any) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a type, with every record under `$defs`."""
    definitions: dict[str, Any] = {}
    root = _schema(kind, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **root,
        "$defs": dict(sorted(definitions.items())),
    }


def _schema(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    kind = getattr(kind, "__supertype__", kind)
    if dataclasses.is_dataclass(kind):
        return _record_schema(typing.cast("type", kind), definitions)
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (tuple, frozenset):
        unique = {"uniqueItems": True} if origin is frozenset else {}
        return {"type": "array", "items": _schema(arguments[0], definitions), **unique}
    if origin is Mapping:
        return {
            "type": "object",
            "propertyNames": _schema(arguments[0], definitions),
            "additionalProperties": _schema(arguments[1], definitions),
        }
    if origin in (types.UnionType, typing.Union):
        return {"anyOf": [_schema(each, definitions) for each in arguments]}
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        names = "；".join(f"{each.value} {label(each)}" for each in kind) if kind in LABELS else ""
        return {
            "type": "string",
            "enum": [each.value for each in kind],
            **({"description": names} if names else {}),
        }
    return dict(_SIMPLE_SCHEMAS[kind])


def _record_schema(kind: type, definitions: dict[str, Any]) -> dict[str, Any]:
    if kind.__name__ not in definitions:
        definitions[kind.__name__] = {}
        hints = typing.get_type_hints(kind)
        fields = [field for field in dataclasses.fields(kind) if field.init]
        definitions[kind.__name__] = {
            "description": " ".join((kind.__doc__ or "").split()),
            "type": "object",
            "properties": {field.name: _schema(hints[field.name], definitions) for field in fields},
            "required": [field.name for field in fields if is_required(field)],
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{kind.__name__}"}


_SIMPLE_SCHEMAS: Mapping[Any, Mapping[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
    type(None): {"type": "null"},
}
