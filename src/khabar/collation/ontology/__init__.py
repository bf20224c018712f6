"""The words for things and links, kept as tables that people can read: things.toml, links.toml.

comes in    nothing: the tables ship with the program
goes out    Schema, Prop; their labels stand in words/catalogue/ontology.toml
never       holds a field for ethnicity, faith or politics
"""

from khabar.collation.ontology.registry import (
    Prop,
    PropUnknown,
    Schema,
    SchemaUnknown,
    is_link,
    prop,
    schema,
    schemas,
)

__all__ = [
    "Prop",
    "PropUnknown",
    "Schema",
    "SchemaUnknown",
    "is_link",
    "prop",
    "schema",
    "schemas",
]
