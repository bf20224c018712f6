"""Dissemination: the right text to the right people, with recall and feedback.

comes in    analysis.Analysis, statements with their grades, a label
goes out    Product, Release, Outcome, a printed copy, measures
never       decides who may see; prints without a named recipient and a copy number, save a preview
"""

from khabar.dissemination.content import from_content, to_content
from khabar.dissemination.measures import (
    Counted,
    Lag,
    Share,
    hours,
    lag,
    median_interval,
    quantile,
    share,
    wilson,
)
from khabar.dissemination.printed import Copy, Words, sheet
from khabar.dissemination.product import (
    CHANGEABLE,
    Evidence,
    KeyFinding,
    Kind,
    Line,
    Product,
    State,
    Terms,
    check,
    keep_wordings,
    lines,
    next_version,
    product_number,
    translate,
)
from khabar.dissemination.release import (
    AlreadyRecalled,
    ClearanceTooLow,
    LevelStaysHome,
    NotApproved,
    PermissionNeeded,
    Recipient,
    Release,
    must_be_releasable,
    trace_code,
)
from khabar.dissemination.render import pdf
from khabar.dissemination.reply import Outcome, Result, outcome
from khabar.dissemination.standing import Change, Doubt, Ground, doubts

__all__ = [
    "CHANGEABLE",
    "AlreadyRecalled",
    "Change",
    "ClearanceTooLow",
    "Copy",
    "Counted",
    "Doubt",
    "Evidence",
    "Ground",
    "KeyFinding",
    "Kind",
    "Lag",
    "LevelStaysHome",
    "Line",
    "NotApproved",
    "Outcome",
    "PermissionNeeded",
    "Product",
    "Recipient",
    "Release",
    "Result",
    "Share",
    "State",
    "Terms",
    "Words",
    "check",
    "doubts",
    "from_content",
    "hours",
    "keep_wordings",
    "lag",
    "lines",
    "median_interval",
    "must_be_releasable",
    "next_version",
    "outcome",
    "pdf",
    "product_number",
    "quantile",
    "share",
    "sheet",
    "to_content",
    "trace_code",
    "translate",
    "wilson",
]
