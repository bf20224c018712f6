"""Read the tables once and answer questions about them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from khabar.core.errors import Invalid

KINDS = frozenset({"name", "text", "date", "country", "code", "number", "identifier", "ref"})


class SchemaUnknown(Invalid):
    """A schema that the tables do not know."""

    code = "collation.schema-unknown"


class PropUnknown(Invalid):
    """A property that this schema does not have."""

    code = "collation.prop-unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Prop:
    """One thing that can be said.

    kind        one of KINDS: how the value is read
    identifier  which identifier, when kind is "identifier"
    to          schemas that a "ref" may point to
    one         two different values contradict each other
    """

    name: str
    kind: str
    identifier: str | None = None
    to: tuple[str, ...] = ()
    one: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """What kind of thing or link an entity is said to be.

    ends    (from, to) property names of a link; None for a thing
    title   properties whose value names the thing, first one present
    props   in the order in which a page shows them
    """

    name: str
    icon: str
    abstract: bool
    extends: str | None
    ends: tuple[str, str] | None
    directed: bool
    title: tuple[str, ...]
    props: Mapping[str, Prop]

    @property
    def is_link(self) -> bool:
        return self.ends is not None


def schema(name: str) -> Schema:
    """→ the schema of this name.

    Raises  SchemaUnknown.
    """
    found = schemas().get(name)
    if found is None:
        raise SchemaUnknown(schema=name)
    return found


def prop(schema_name: str, name: str) -> Prop:
    """→ the property, its own or inherited.

    Raises  SchemaUnknown, PropUnknown.
    """
    found = schema(schema_name).props.get(name)
    if found is None:
        raise PropUnknown(schema=schema_name, prop=name)
    return found


def is_link(name: str) -> bool:
    """Has it two ends?  Raises SchemaUnknown."""
    return schema(name).is_link


@cache
def schemas() -> Mapping[str, Schema]:
    """→ {name: Schema} of all that can be stored, things first; abstract ones are left out."""
    tables = _tables()
    built = {name: _schema(name, tables) for name in tables}
    return MappingProxyType({n: s for n, s in built.items() if not s.abstract})


def _tables() -> dict[str, dict[str, Any]]:
    home = files(__package__)
    return {
        name: table
        for file in ("things.toml", "links.toml")
        for name, table in tomllib.loads((home / file).read_text("utf-8")).items()
    }


def _schema(name: str, tables: Mapping[str, dict[str, Any]]) -> Schema:
    table = tables[name]
    parent = _schema(table["extends"], tables) if "extends" in table else None
    own = {key: _prop(key, said) for key, said in table.get("props", {}).items()}
    ends = table.get("ends")
    return Schema(
        name=name,
        icon=table.get("icon", parent.icon if parent else "point"),
        abstract=table.get("abstract", False),
        extends=table.get("extends"),
        ends=(ends[0], ends[1]) if ends else None,
        directed=table.get("directed", True),
        title=tuple(table.get("title", ("name", "alias", "weakAlias"))),
        props=MappingProxyType(_in_order(dict(parent.props) if parent else {}, own)),
    )


def _in_order(inherited: dict[str, Prop], own: dict[str, Prop]) -> dict[str, Prop]:
    """Names first, then what is particular, then what all things have."""
    names = {k: p for k, p in inherited.items() if p.kind == "name"}
    return names | own | {k: p for k, p in inherited.items() if k not in names and k not in own}


def _prop(name: str, said: Mapping[str, Any]) -> Prop:
    if said["kind"] not in KINDS:
        raise PropUnknown(schema="", prop=name, kind=said["kind"])
    return Prop(
        name=name,
        kind=said["kind"],
        identifier=said.get("as"),
        to=tuple(said.get("to", ())),
        one=said.get("one", False),
    )
