"""Grade: the source and the information, judged apart and kept in their own scheme's codes."""

from __future__ import annotations

from dataclasses import dataclass

from khabar.core.errors import Fault, Invalid
from khabar.evaluation.facets import (
    Access,
    Corroboration,
    Facets,
    TrackRecord,
    facets_of,
)
from khabar.evaluation.scales import DEFAULT_SCHEME, SCHEMES


class GradeUnknown(Invalid):
    """A code is not on its scale: one fault for every axis that is off it."""

    code = "evaluation.grade-unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """How good the source is and how far the information holds.

    scheme       "4x4", "6x6", "5x5x5" or "3x5x2"
    source       code on the source's axis: 4x4 "A" always reliable … "X" cannot be judged
    information  code on the information's axis: 4x4 "1" certain … "4" not corroborated

    Grades have no order and no average: filters run on `facets`, prints show the codes.

    Raises  GradeUnknown
    """

    scheme: str = DEFAULT_SCHEME
    source: str
    information: str

    def __post_init__(self) -> None:
        faults = _off_scale(self.scheme, self.source, self.information)
        if faults:
            raise GradeUnknown(
                *faults, scheme=self.scheme, source=self.source, information=self.information
            )

    @property
    def facets(self) -> Facets:
        """What the two codes say, in words all schemes share."""
        return facets_of(self.scheme, self.source, self.information)

    @property
    def claims_another_origin(self) -> bool:
        """The information code says that other sources agree."""
        return self.information in SCHEMES[self.scheme].needs_second

    def __str__(self) -> str:
        return f"{self.source}{self.information}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """A grade as the badge shows it: native codes, solid when `carries`, struck when refuted."""

    scheme: str
    source: str
    information: str
    carries: bool
    struck: bool = False


def carries(grade: Grade) -> bool:
    """Whether this grade alone can carry a solid line.

    True when the source is reliable or mostly so, and either knows it directly or the
    information is certain. 6x6 does not measure access and has no code for certainty, so a
    6x6 grade never carries alone: it needs a second origin.

    Source  doctrine.md section 9, link analysis
    """
    said = grade.facets
    return said.track_record in (TrackRecord.RELIABLE, TrackRecord.MOSTLY) and (
        said.access is Access.DIRECT or said.corroboration is Corroboration.CERTAIN
    )


def badge(grade: Grade, *, refuted: bool = False) -> Badge:
    """The badge of a grade; a refuted one is struck through and carries nothing."""
    return Badge(
        scheme=grade.scheme,
        source=grade.source,
        information=grade.information,
        carries=carries(grade) and not refuted,
        struck=refuted,
    )


def _off_scale(scheme: str, source: str, information: str) -> list[Fault]:
    scale = SCHEMES.get(scheme)
    if scale is None:
        return [_fault("scheme", scheme, scheme, tuple(SCHEMES))]
    faults = []
    if source not in scale.source:
        faults.append(_fault("source", source, scheme, scale.source))
    if information not in scale.information:
        faults.append(_fault("information", information, scheme, scale.information))
    return faults


def _fault(where: str, given: str, scheme: str, known: tuple[str, ...]) -> Fault:
    facts: dict[str, object] = {"given": given, "scheme": scheme, "known": ", ".join(known)}
    return Fault(where=where, code=GradeUnknown.code, facts=facts)
