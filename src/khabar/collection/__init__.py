"""Collection: what was heard, seen, seized or received, kept exactly as it came.

comes in    what an officer typed; a published list
goes out    Report with its items
never       asks or keeps who the source is; edits a report after submission
"""

from khabar.collection.dataset import Change, EditionState, NotNewer, Update, compare
from khabar.collection.extract import LINK, Claim, Extract, Unresolved, claims_of, said_by
from khabar.collection.intake import FIELDS, Edition, Entry, ListRefused, read_edition
from khabar.collection.item import (
    HowKnown,
    Item,
    ItemDraft,
    ItemState,
    KnownTo,
    seems_to_name_source,
)
from khabar.collection.mention import Mention, mentions
from khabar.collection.report import (
    MOST_MATTERS,
    USEFUL,
    Header,
    NotCorrectable,
    Report,
    ReportDraft,
    ReportState,
    Sent,
    correct,
    must_be_correctable,
    report_number,
    submit,
)

__all__ = [
    "FIELDS",
    "LINK",
    "MOST_MATTERS",
    "USEFUL",
    "Change",
    "Claim",
    "Edition",
    "EditionState",
    "Entry",
    "Extract",
    "Header",
    "HowKnown",
    "Item",
    "ItemDraft",
    "ItemState",
    "KnownTo",
    "ListRefused",
    "Mention",
    "NotCorrectable",
    "NotNewer",
    "Report",
    "ReportDraft",
    "ReportState",
    "Sent",
    "Unresolved",
    "Update",
    "claims_of",
    "compare",
    "correct",
    "mentions",
    "must_be_correctable",
    "read_edition",
    "report_number",
    "said_by",
    "seems_to_name_source",
    "submit",
]
