"""JSON as a stranger sent it: one meaning for every byte, or a refusal that names the place.

comes in    bytes of one object, or of one object a line
goes out    frozen records of a closed shape
never       guesses: a key twice, NaN, a fraction, a lone surrogate or a deep nest is refused
"""

from __future__ import annotations

import json
import types
from collections.abc import Iterator
from dataclasses import MISSING, asdict, fields, is_dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from khabar.core.errors import Fault, Invalid

LINE_BYTES = 64 * 1024
LINES = 50_000
DEPTH = 4
WHOLE = 2**53
FIRST_YEAR, LAST_YEAR = 1900, 2200

Record = TypeVar("Record")


class JsonRefused(Invalid):
    """Not the JSON that was agreed. `where` is name:line:field, lines counted from 1."""

    code = "exchange.json-refused"


def read_object(raw: bytes, *, where: str = "") -> dict[str, object]:
    """One JSON object from exact bytes.

    where   said in the refusal, "reports.ndjson:3"
    Raises  JsonRefused: too long, not UTF-8, byte-order mark, duplicate key, NaN, fraction,
            whole number beyond 2⁵³, lone surrogate, nesting deeper than DEPTH, not an object.
    """
    if len(raw) > LINE_BYTES:
        raise _refused(where, "exchange.line-too-long", limit=LINE_BYTES)
    try:
        found = json.loads(
            raw.decode("utf-8", "strict"),
            object_pairs_hook=_no_key_twice,
            parse_constant=_no_such_number,
            parse_float=_no_such_number,
            parse_int=_whole,
        )
        found_text = json.dumps(found, ensure_ascii=False)
        found_text.encode("utf-8")
    except _Said as said:
        raise _refused(where, said.code, **said.facts) from None
    except (ValueError, RecursionError):  # UnicodeError and JSONDecodeError are ValueErrors
        raise _refused(where, "exchange.not-json") from None
    if not isinstance(found, dict):
        raise _refused(where, "exchange.not-an-object")
    if _depth(found) > DEPTH:
        raise _refused(where, "exchange.too-deep", limit=DEPTH)
    if _has_nul(found):  # PostgreSQL keeps no such character, and no officer types one
        raise _refused(where, "exchange.not-json")
    return found


def read_lines(raw: bytes, *, name: str) -> Iterator[tuple[str, dict[str, object]]]:
    """Each line's place ("name:line") and its object.

    Raises  JsonRefused at the first bad line, a missing last line end, or too many lines.
    """
    if raw and not raw.endswith(b"\n"):
        raise _refused(f"{name}:{raw.count(10) + 1}", "exchange.line-cut")
    lines = raw.split(b"\n")[:-1]
    if len(lines) > LINES:
        raise _refused(name, "exchange.too-many-lines", limit=LINES)
    for number, line in enumerate(lines, 1):
        place = f"{name}:{number}"
        yield place, read_object(line, where=place)


def read_record(shape: type[Record], given: dict[str, object], *, where: str) -> Record:
    """A frozen record from an object: every field typed, none missing.

    Fields that the shape does not know are passed over: they stay in the bytes that were
    signed and are kept. A newer sender lists those that must be understood in `critical`.

    Raises  JsonRefused with every bad field.
    """
    faults: list[Fault] = []
    found: dict[str, object] = {}
    hints = get_type_hints(shape)
    known = {field.name: field for field in fields(shape)}  # type: ignore[arg-type]
    for name, field in known.items():
        if name not in given:
            if field.default is MISSING:
                faults.append(Fault(where=f"{where}:{name}", code="exchange.field-missing"))
            continue
        try:
            found[name] = _as(hints[name], given[name], where=f"{where}:{name}")
        except (ValueError, TypeError):
            faults.append(Fault(where=f"{where}:{name}", code="exchange.field-wrong"))
    for name in _listed(given.get("critical")):
        if name not in known:
            faults.append(Fault(where=f"{where}:{name}", code="exchange.field-unknown"))
    if faults:
        raise JsonRefused(*faults)
    return shape(**found)


def as_bytes(record: object) -> bytes:
    """The record's one line of JSON, without the line end; fields in the record's order."""
    assert is_dataclass(record)
    assert not isinstance(record, type)
    return json.dumps(
        asdict(record), ensure_ascii=False, separators=(",", ":"), default=_moment_text
    ).encode()


class _Said(Exception):
    def __init__(self, code: str, **facts: object) -> None:
        self.code, self.facts = code, facts


def _refused(where: str, code: str, **facts: object) -> JsonRefused:
    return JsonRefused(Fault(where=where, code=code, facts=facts))


def _no_key_twice(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise _Said("exchange.key-twice", key=key[:40])
        found[key] = value
    return found


def _no_such_number(text: str) -> object:
    raise _Said("exchange.not-a-whole-number", text=text[:20])


def _whole(text: str) -> int:
    if len(text) > 17 or abs(number := int(text)) > WHOLE:
        raise _Said("exchange.not-a-whole-number", text=text[:20])
    return number


def _depth(value: object) -> int:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if not isinstance(value, dict | list):
        return 0
    return 1 + max((_depth(one) for one in inside), default=0)


def _has_nul(value: object) -> bool:
    if isinstance(value, str):
        return "\0" in value
    inside = [*value, *value.values()] if isinstance(value, dict) else value
    return isinstance(inside, list) and any(_has_nul(one) for one in inside)


def _listed(value: object) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _moment_text(value: object) -> str:
    assert isinstance(value, datetime)
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _as(hint: Any, value: object, *, where: str) -> object:
    """The value as the hint says, or ValueError."""
    if get_origin(hint) in (Union, types.UnionType):
        if value is None and type(None) in get_args(hint):
            return None
        return _as(next(one for one in get_args(hint) if one is not type(None)), value, where=where)
    if get_origin(hint) is tuple:
        if not isinstance(value, list):
            raise ValueError(value)
        return tuple(_as(get_args(hint)[0], one, where=where) for one in value)
    if isinstance(hint, type) and is_dataclass(hint):
        if not isinstance(value, dict):
            raise ValueError(value)
        return read_record(hint, value, where=where)
    if hint is datetime:
        return _moment(value)
    if type(value) is not hint:  # True is no whole number
        raise ValueError(value)
    return value


def _moment(value: object) -> datetime:
    if not isinstance(value, str) or len(value) != 20:
        raise ValueError(value)
    at = datetime.strptime(value, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    if not FIRST_YEAR <= at.year <= LAST_YEAR:  # a page must be able to say it in any zone
        raise ValueError(value)
    return at
