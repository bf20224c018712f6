"""Collation: what is said about one thing, and who may be the same as whom.

comes in    drafts of statements, each citing one graded item
goes out    Statement; EntityView grouped from the statements one viewer may see; Judgement
never       merges people by itself; averages grades; keeps a canonical id; drops the unreadable
"""

from khabar.collation.dates import Dated, dates_agree, normalise_date
from khabar.collation.identifiers import IDENTIFIERS, Identifier, normalise_identifier
from khabar.collation.names import (
    FOLD_VERSION,
    Name,
    Reason,
    Similarity,
    fold,
    name_keys,
    parse,
    script_of,
    similarity,
)
from khabar.collation.ontology import (
    Prop,
    PropUnknown,
    Schema,
    SchemaUnknown,
    is_link,
    prop,
    schema,
    schemas,
)
from khabar.collation.statement import (
    Drafted,
    Statement,
    StatementDraft,
    claim_digest,
    draft,
    keys_of,
)

__all__ = [
    "FOLD_VERSION",
    "IDENTIFIERS",
    "Dated",
    "Drafted",
    "Identifier",
    "Name",
    "Prop",
    "PropUnknown",
    "Reason",
    "Schema",
    "SchemaUnknown",
    "Similarity",
    "Statement",
    "StatementDraft",
    "claim_digest",
    "dates_agree",
    "draft",
    "fold",
    "is_link",
    "keys_of",
    "name_keys",
    "normalise_date",
    "normalise_identifier",
    "parse",
    "prop",
    "schema",
    "schemas",
    "script_of",
    "similarity",
]
