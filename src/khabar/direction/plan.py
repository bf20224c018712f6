"""The collection plan of a requirement, read back: who was asked, and what has come of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from khabar.direction.requirement import RequirementState


class Answered(Enum):
    """How far a question is answered. YES is only ever a person's recorded result."""

    NOTHING = "nothing"
    HEARD = "heard"  # reports came, none of them is accepted yet
    PART = "part"
    YES = "yes"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What the reader may see of the answers to one requirement.

    reports    that name the requirement, each report once whatever its versions
    accepted   of them, with at least one accepted item
    origins    independent origins behind the accepted items
    circular   several accepted reports, one origin
    """

    reports: int
    accepted: int
    origins: int
    answered: Answered

    @property
    def circular(self) -> bool:
        return self.accepted > 1 and self.origins == 1


_BY_PERSON = {
    RequirementState.ANSWERED: Answered.YES,
    RequirementState.PART: Answered.PART,
    RequirementState.EXPIRED: Answered.LAPSED,
}


def coverage(state: RequirementState, *, reports: int, accepted: int, origins: int) -> Coverage:
    """How far a requirement is covered; a count of reports alone never answers it.

    reports, accepted, origins   as Coverage has them
    """
    reached = Answered.PART if accepted else Answered.HEARD if reports else Answered.NOTHING
    return Coverage(
        reports=reports, accepted=accepted, origins=origins,
        answered=_BY_PERSON.get(state, reached),
    )  # fmt: skip
