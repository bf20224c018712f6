"""Safeguards: label, scope, purpose, acts, approval, ledger – rules that no room can forget.

comes in    who, why, which label; content to be stopped or approved
goes out    Scope, Refusal, Entry
never       reads a record or the clock; knows no room
"""

from khabar.safeguards.acts import ACTS, Act, NotYourAct, PurposeMissing, must_be_allowed
from khabar.safeguards.approval import (
    ContentChanged,
    SamePerson,
    content_hash,
    must_be_another_person,
    must_be_unchanged,
)
from khabar.safeguards.label import (
    ALL_AGENCIES,
    OWN_AGENCY,
    Handling,
    Label,
    Level,
    Stage,
    join,
    releasable_to_nodes,
)
from khabar.safeguards.ledger import Entry, Frontier, Head
from khabar.safeguards.purpose import LASTS, Purpose, StatedPurpose
from khabar.safeguards.scope import NOBODY, Role, Scope, Who, scope_for

__all__ = [
    "ACTS",
    "ALL_AGENCIES",
    "LASTS",
    "NOBODY",
    "OWN_AGENCY",
    "Act",
    "ContentChanged",
    "Entry",
    "Frontier",
    "Handling",
    "Head",
    "Label",
    "Level",
    "NotYourAct",
    "Purpose",
    "PurposeMissing",
    "Role",
    "SamePerson",
    "Scope",
    "Stage",
    "StatedPurpose",
    "Who",
    "content_hash",
    "join",
    "must_be_allowed",
    "must_be_another_person",
    "must_be_unchanged",
    "releasable_to_nodes",
    "scope_for",
]
