"""Evidence: one visible statement, with what its item and report say about it."""

from dataclasses import dataclass
from datetime import datetime

from khabar.evaluation import Badge, Grade, Graded, badge


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A statement as one viewer sees it.

    entity      uid of the entity it was said of (before any judgement)
    ref         uid of the other entity, for a link's end
    ended       a list took it back: its history stays, it supports nothing now
    refuted     its item was refuted
    grade       read through the item; None while nobody graded it, or the grade is not visible
    origin      id of the item's origin, before joins
    at          when the event was, else obtained, else recorded; aware UTC
    label       id of its label
    """

    uid: str
    entity: str
    schema: str
    prop: str
    kind: str
    raw: str
    norm: str | None
    ref: str | None
    valid_from: str
    valid_to: str
    lang: str
    polarity: int
    quality: str
    ended: bool
    refuted: bool
    grade: Grade | None
    item: str
    item_seq: int
    report: str
    report_number: str
    origin: int
    at: datetime
    label: int

    @property
    def stands(self) -> bool:
        return not (self.ended or self.refuted)

    @property
    def badge(self) -> Badge | None:
        return badge(self.grade, refuted=self.refuted) if self.grade else None

    @property
    def graded(self) -> Graded:
        """What it brings to a line's strength; a statement that ended brings what it was worth."""
        return Graded(grade=self.grade, origin=self.origin, refuted=self.refuted)
