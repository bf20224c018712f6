"""Collection: what was heard, seen, seized or received, kept exactly as it came.

comes in    what an officer typed; a published list
goes out    Report with its items
never       asks or keeps who the source is; edits a report after submission
"""

from khabar.collection.item import (
    HowKnown,
    Item,
    ItemDraft,
    ItemState,
    KnownTo,
    seems_to_name_source,
)
from khabar.collection.mentions import Mention, mentions
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
    "MOST_MATTERS",
    "USEFUL",
    "Header",
    "HowKnown",
    "Item",
    "ItemDraft",
    "ItemState",
    "KnownTo",
    "Mention",
    "NotCorrectable",
    "Report",
    "ReportDraft",
    "ReportState",
    "Sent",
    "correct",
    "mentions",
    "must_be_correctable",
    "report_number",
    "seems_to_name_source",
    "submit",
]
