"""Item: one matter of a report, exactly as it was told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from khabar.core.errors import Fault

LONGEST = 4000
"""Characters in the text of one matter."""


class HowKnown(Enum):
    """How the word reached the officer; the evaluator judges what that is worth."""

    SEEN = "seen"
    TOLD = "told"
    DEVICE = "device"
    DOCUMENT = "document"


class KnownTo(Enum):
    """How many others could know it: few means the word itself may betray its source."""

    ONE_TWO = "1-2"
    FEW = "3-10"
    MANY = "many"
    UNKNOWN = "unknown"


class ItemState(Enum):
    """Where one matter stands. Each item of a report is judged by itself."""

    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    REFUTED = "refuted"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDraft:
    """One matter as typed and touched; codes of HowKnown and KnownTo, "" when untouched."""

    text: str
    how_known: str = ""
    known_to: str = ""
    comment: str = ""

    @property
    def is_blank(self) -> bool:
        return not (self.text.strip() or self.how_known or self.known_to or self.comment.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One matter.

    seq          1, 2, … inside its report
    comment      the reporter's own view, kept apart from what was seen or told
    source_ref   random, fresh for this report: it leads nowhere outside the vault
    """

    uid: str
    seq: int
    text: str
    how_known: HowKnown
    known_to: KnownTo
    comment: str
    source_ref: str
    state: ItemState = ItemState.SUBMITTED


def faults_of(draft: ItemDraft, seq: int) -> list[Fault]:
    """What is missing in one matter; fields are named `text_1`, `how_1`, `known_1`."""
    faults = []
    if not draft.text.strip():
        faults.append(Fault(where=f"text_{seq}", code="collection.text-empty"))
    if len(draft.text) > LONGEST or len(draft.comment) > LONGEST:
        where = f"text_{seq}" if len(draft.text) > LONGEST else f"comment_{seq}"
        faults.append(Fault(where=where, code="collection.text-long", facts={"longest": LONGEST}))
    if draft.how_known not in {how.value for how in HowKnown}:
        faults.append(Fault(where=f"how_{seq}", code="collection.how-known-missing"))
    if draft.known_to not in {known.value for known in KnownTo}:
        faults.append(Fault(where=f"known_{seq}", code="collection.known-to-missing"))
    return faults


_SOURCE_WORD = (
    r"source|informant|my agent|источник\w*|информатор\w*|агент\w*|осведомител\w*"
    r"|manba\w*|axborotchi\w*|манбаъ\w*|хабардиҳанда\w*"
)
_IS_CALLED = r"(?:\s*[:—–-]\s*|\s+(?:(?:is\s+)?(?:named|called)|по имени|зовут|ismli|номаш)?\s*)"
_NAMED = re.compile(rf"(?i:\b(?:{_SOURCE_WORD})\b{_IS_CALLED})[«\"“]?[A-ZА-ЯЁҒҚҲҶӢӮЎ][\w'ʻ’-]+")


def seems_to_name_source(text: str) -> bool:
    """Whether a text seems to say who told it: a word for "source" with a name behind it.

    A hint to the writer, no proof: it misses most ways of saying who it was.
    """
    return _NAMED.search(text) is not None
