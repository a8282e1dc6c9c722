"""From JSON to frozen facts and back, derived from the facts themselves; their JSON Schema stands in `schemas`.

A reader is built once for each type from its annotations. What does not fit raises `BadInput` with one sentence
that names the field and says what is allowed; nothing is guessed and no default is silent: a field may be left out
only where the fact itself has a default. An instant without a zone is read as Shanghai time.
"""

import dataclasses
import json
import re
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from regulation.calendar import SHANGHAI
from regulation.labels import LABELS, label

EARLIEST, LATEST = 1900, 2100
MOST_SHOWN = 40
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?", re.ASCII)
Day = TypeVar("Day", bound=date)
Reader = Callable[[Any, str], Any]


class BadInput(ValueError):
    """One sentence: the field, what is wrong with it, what is allowed."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(_on_one_line(f"{field or '输入'}：{sentence}"))
        self.field = field


def _on_one_line(text: str) -> str:
    """What was told may hold line ends, controls and halves of surrogate pairs: a sentence shows them escaped."""
    return "".join(
        each if each.isprintable() else each.encode("unicode_escape").decode("ascii") for each in text
    )


def parse(text: str) -> Any:
    """The value of a JSON text. Raises BadInput for what is no JSON and for a field that is written twice."""
    try:
        return json.loads(text.removeprefix("\ufeff"), object_pairs_hook=_written_once)
    except BadInput:
        raise
    except (ValueError, RecursionError):
        raise BadInput("FILE", "不是 JSON；格式见 --schema") from None


def _written_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    told = dict(pairs)
    if len(told) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for at, name in enumerate(names) if name in names[:at])
        raise BadInput(twice[:MOST_SHOWN], "写了不止一次；每个字段只可写一次")
    return told


def read(kind: Any, value: Any, where: str = "") -> Any:
    """A value of JSON as a value of `kind`. Raises BadInput."""
    return _reader(kind)(value, where)


@cache
def _reader(kind: Any) -> Reader:
    kind = getattr(kind, "__supertype__", kind)
    if dataclasses.is_dataclass(kind):
        return _record(typing.cast("type", kind))
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (tuple, frozenset):
        return _list(origin, arguments[0])
    if origin is Mapping:
        return _mapping(*arguments)
    if origin in (types.UnionType, typing.Union):
        return _union(arguments)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _member(kind)
    return _SIMPLE[kind]


def _record(kind: type) -> Reader:
    hints = typing.get_type_hints(kind)
    fields = {field.name: field for field in dataclasses.fields(kind) if field.init}
    required = {name for name, field in fields.items() if is_required(field)}
    readers: dict[str, Reader] = {}

    def read_record(value: Any, where: str) -> Any:
        if not isinstance(value, dict):
            raise BadInput(where, "须为对象（用花括号括起的字段）")
        if missing := required - value.keys():
            raise BadInput(_join(where, min(missing)), "必须填写")
        for name in value.keys() - fields.keys():
            raise BadInput(_join(where, str(name)[:MOST_SHOWN]), f"没有这个字段；可用：{'、'.join(fields)}")
        told = {}
        for name, each in value.items():
            reader = readers.get(name) or readers.setdefault(name, _reader(hints[name]))
            told[name] = reader(each, _join(where, name))
        return kind(**told)

    return read_record


def _list(container: Any, item: Any) -> Reader:
    def read_list(value: Any, where: str) -> Any:
        if not isinstance(value, list):
            raise BadInput(where, "须为列表")
        reader = _reader(item)
        return container(reader(each, f"{where}[{at}]") for at, each in enumerate(value))

    return read_list


def _mapping(key: Any, item: Any) -> Reader:
    def read_mapping(value: Any, where: str) -> Any:
        if not isinstance(value, dict):
            raise BadInput(where, "须为对象（用花括号括起的字段）")
        key_of, item_of = _reader(key), _reader(item)
        return {key_of(name, where): item_of(each, _join(where, name)) for name, each in value.items()}

    return read_mapping


def _union(arguments: tuple[Any, ...]) -> Reader:
    """None where it is allowed; of several records the first that knows every field of the value."""
    kinds = [each for each in arguments if each is not type(None)]

    def read_union(value: Any, where: str) -> Any:
        if value is None and len(kinds) < len(arguments):
            return None
        if len(kinds) == 1 or not isinstance(value, dict):
            return _reader(kinds[0])(value, where)
        known = [{field.name for field in dataclasses.fields(each)} for each in kinds]
        fitting = next((at for at, names in enumerate(known) if value.keys() <= names), 0)
        return _reader(kinds[fitting])(value, where)

    return read_union


def _member(kind: type[StrEnum]) -> Reader:
    members = {member.value: member for member in kind}

    def read_member(value: Any, where: str) -> Any:
        found = members.get(value) if isinstance(value, str) else None
        if found is None:
            raise BadInput(where, f"没有“{_shown(value)}”；可用：{_allowed(kind)}")
        return found

    return read_member


def _allowed(kind: type[StrEnum]) -> str:
    names = LABELS.get(kind)
    return "、".join(f"{each.value}（{label(each)}）" if names else each.value for each in kind)


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise BadInput(where, "须为文字")
    if not value.isascii() and any("\ud800" <= each <= "\udfff" for each in value):
        raise BadInput(where, "须为完整的文字（有半个代理对）")
    if "\0" in value:
        raise BadInput(where, "不得含空字符")
    return value


def _truth(value: Any, where: str) -> bool:
    if not isinstance(value, bool):
        raise BadInput(where, "须为 true 或 false")
    return value


def _whole(value: Any, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise BadInput(where, "须为整数")
    return value


def _number(value: Any, where: str) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not abs(value) < 1e15:
        raise BadInput(where, "须为数字")
    return float(value)


def _day(value: Any, where: str) -> date:
    try:
        found = date.fromisoformat(value) if _DAY.fullmatch(value) else None
    except (TypeError, ValueError):
        found = None
    if found is None:
        raise BadInput(where, f"“{_shown(value)}”不是日期，应写成 2014-12-09")
    return _in_range(found, where)


def _instant(value: Any, where: str) -> datetime:
    """A day alone is no instant: it would silently be its first minute."""
    try:
        found = datetime.fromisoformat(value) if _INSTANT.fullmatch(value) else None
    except (TypeError, ValueError):
        found = None
    if found is None:
        raise BadInput(where, f"“{_shown(value)}”不是时间，应写成 2014-12-09T16:59")
    _in_range(found, where)
    return found if found.tzinfo else found.replace(tzinfo=SHANGHAI)


def _in_range(found: Day, where: str) -> Day:
    if not EARLIEST <= found.year <= LATEST:
        raise BadInput(where, f"年份须在{EARLIEST}年至{LATEST}年之间")
    return found


_SIMPLE: Mapping[Any, Reader] = {
    str: _text,
    bool: _truth,
    int: _whole,
    float: _number,
    date: _day,
    datetime: _instant,
}


def is_required(field: "dataclasses.Field[Any]") -> bool:
    """Whether a field has no default, so that JSON must name it."""
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def _join(where: str, name: str) -> str:
    return f"{where}.{name}" if where else name


def _shown(value: Any) -> str:
    try:
        return str(value)[:MOST_SHOWN]
    except (ValueError, RecursionError):  # a number of thousands of digits, lists nested a thousand deep
        return "……"


def written(value: Any) -> Any:
    """A fact or an answer as JSON: records as objects, sets as sorted lists, days and instants as ISO 8601."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: written(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, frozenset | set):
        return sorted((written(each) for each in value), key=str)
    if isinstance(value, tuple | list):
        return [written(each) for each in value]
    if isinstance(value, Mapping):
        return {str(key): written(each) for key, each in value.items()}
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, StrEnum) else value
