"""Extract: what the lines of a published list say, claim by claim.

comes in    intake.Edition
goes out    Claim with the line it stands on; links that could not be followed
never       guesses, drops a clause, or turns ethnicity or faith into a statement
"""

from khabar.collection.extract.dates import read_date
from khabar.collection.extract.documents import Paper, read_paper
from khabar.collection.extract.ofac import (
    LINK,
    Claim,
    Extract,
    Unresolved,
    claims_of,
    said_by,
    spoken,
)
from khabar.collection.extract.remarks import clauses

__all__ = [
    "LINK",
    "Claim",
    "Extract",
    "Paper",
    "Unresolved",
    "claims_of",
    "clauses",
    "read_date",
    "read_paper",
    "said_by",
    "spoken",
]
