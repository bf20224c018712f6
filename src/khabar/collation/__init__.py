"""Collation: what is said about one thing, and who may be the same as whom.

comes in    drafts of statements, each citing one graded item
goes out    Statement; EntityView grouped from the statements one viewer may see; Judgement
never       merges people by itself; averages grades; keeps a canonical id; drops the unreadable
"""

from khabar.collation.dates import Dated, dates_agree, normalise_date
from khabar.collation.entity import EntityView, Fact, Value, entity_view
from khabar.collation.evidence import Evidence
from khabar.collation.identifiers import IDENTIFIERS, Identifier, normalise_identifier
from khabar.collation.judgement import (
    Group,
    JudgedAlready,
    Judgement,
    RevokedAlready,
    Verdict,
    group_of,
    groups,
    must_be_new,
    revoke,
    verdict_on,
)
from khabar.collation.match import Comparison, Feature, block_keys, candidates, compare
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
from khabar.collation.search import Hit, Query, SearchEmpty, query, rank
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
    "Comparison",
    "Dated",
    "Drafted",
    "EntityView",
    "Evidence",
    "Fact",
    "Feature",
    "Group",
    "Hit",
    "Identifier",
    "JudgedAlready",
    "Judgement",
    "Name",
    "Prop",
    "PropUnknown",
    "Query",
    "Reason",
    "RevokedAlready",
    "Schema",
    "SchemaUnknown",
    "SearchEmpty",
    "Similarity",
    "Statement",
    "StatementDraft",
    "Value",
    "Verdict",
    "block_keys",
    "candidates",
    "claim_digest",
    "compare",
    "dates_agree",
    "draft",
    "entity_view",
    "fold",
    "group_of",
    "groups",
    "is_link",
    "keys_of",
    "must_be_new",
    "name_keys",
    "normalise_date",
    "normalise_identifier",
    "parse",
    "prop",
    "query",
    "rank",
    "revoke",
    "schema",
    "schemas",
    "script_of",
    "similarity",
    "verdict_on",
]
