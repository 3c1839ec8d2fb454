"""Which keys of a JSON value a type does not declare.

Request models of model servers let unknown keys pass, so a misspelt field is no error: the server answers 200 and does
not do what was asked. Here the value is walked beside the type's own declarations, nested ones too.
"""

import dataclasses
import types
import typing

import msgspec
import typing_extensions
from pydantic import BaseModel, TypeAdapter
from pydantic_core import SchemaValidator

_WRAPPERS = (
    typing.Annotated,
    typing_extensions.Required,
    typing_extensions.NotRequired,
    typing_extensions.ReadOnly,
)
_validators = {}


def ignored(annotation, value, path=""):
    """Paths of the keys that `annotation` does not declare, such as `structured_outputs.regexp`."""
    annotation = _bare(annotation)
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        return _of_union(typing.get_args(annotation), value, path)
    if isinstance(value, list):
        return [found for at, item in enumerate(value) for found in _of_item(annotation, item, f"{path}[{at}]")]
    if not isinstance(value, dict):
        return []
    fields = _fields(annotation)
    if fields is None:
        return [found for key, item in value.items() for found in _of_item(annotation, item, _join(path, key))]
    return [
        found
        for key, item in value.items()
        for found in (ignored(fields[key], item, _join(path, key)) if key in fields else [_join(path, key)])
    ]


def validator(annotation):
    """The validator of a type, made once."""
    key = str(annotation)
    if key not in _validators:
        _validators[key] = SchemaValidator(_with_lists(TypeAdapter(annotation).core_schema))
    return _validators[key]


def _with_lists(schema):
    """An `Iterable` is a list in JSON; pydantic would take a text for one, and look at no element before it is read."""
    if isinstance(schema, list):
        return [_with_lists(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    changed = {key: _with_lists(part) for key, part in schema.items()}
    return {**changed, "type": "list"} if schema.get("type") == "generator" else changed


def _of_union(members, value, path):
    """Of the members that accept the value, or of all where none does, the one that knows most of its keys counts."""
    accepting = [member for member in members if _accepts(member, value)] or members
    return min((ignored(member, value, path) for member in accepting), key=len, default=[])


def _of_item(container, item, path):
    """For the elements of a list and the values of a dict; the last argument of either type is theirs."""
    arguments = [argument for argument in typing.get_args(container) if argument is not Ellipsis]
    return ignored(arguments[-1], item, path) if arguments else []


def _accepts(annotation, value):
    try:
        validator(annotation).validate_python(value)
        return True
    except Exception:  # A model's own validators raise what they like; whatever it is, the value is refused.
        return False


def _bare(annotation):
    while True:
        if typing.get_origin(annotation) in _WRAPPERS:
            annotation = typing.get_args(annotation)[0]
        elif hasattr(annotation, "__value__"):
            annotation = annotation.__value__
        else:
            return annotation


def _fields(annotation):
    """Types by key as JSON spells it; `None` for a type that declares no keys."""
    if not isinstance(annotation, type):
        return None
    if issubclass(annotation, BaseModel):
        return {key: info.annotation for name, info in annotation.model_fields.items() for key in _spellings(name, info)}
    if issubclass(annotation, msgspec.Struct):
        return {field.encode_name: field.type for field in msgspec.structs.fields(annotation)}
    if dataclasses.is_dataclass(annotation):
        hints = typing_extensions.get_type_hints(annotation, include_extras=True)
        return {field.name: hints[field.name] for field in dataclasses.fields(annotation) if field.init}
    if typing_extensions.is_typeddict(annotation):
        return typing_extensions.get_type_hints(annotation, include_extras=True)
    return None


def _spellings(name, info):
    alias = info.validation_alias or info.alias
    return [name] if alias is None else getattr(alias, "choices", [alias])


def _join(path, key):
    return f"{path}.{key}" if path else key
