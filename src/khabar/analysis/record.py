"""The analysis record: question → method → picture → caveats → graded inference."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from khabar.analysis.methods import method
from khabar.analysis.yardstick import Confidence, Probability
from khabar.core.errors import Conflict
from khabar.evaluation import Grade
from khabar.safeguards import must_be_another_person


class Kind(StrEnum):
    """What sort of sentence the inference is."""

    HYPOTHESIS = "hypothesis"
    PREDICTION = "prediction"
    ESTIMATION = "estimation"
    CONCLUSION = "conclusion"


class Stance(StrEnum):
    """What a statement does for the sentence; `drawn` means it only stood in the picture."""

    FOR = "for"
    AGAINST = "against"
    DRAWN = "drawn"


class State(StrEnum):
    """draft → reviewed → issued → superseded; nothing goes back."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    ISSUED = "issued"
    SUPERSEDED = "superseded"


class FindingStale(Conflict):
    """What it stands on has changed since: write a new version before going on."""

    code = "analysis.finding-stale"


class NotInThatState(Conflict):
    """The finding is past that step, or has not reached it."""

    code = "analysis.not-in-that-state"


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """One statement a finding stands on, as it was when the finding was written.

    standing  "live", "ended" or "refuted"
    grade     None while ungraded
    origin    independent origin the item comes from, after joins
    digest    claim_digest of the statement
    """

    statement: str
    stance: Stance
    digest: str
    grade: Grade | None
    origin: str
    standing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """Another explanation that was weighed, and how probable it is."""

    text: str
    probability: Probability


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusion:
    """The line a finding draws between two things; on charts always dotted and plum."""

    left: str
    right: str
    schema: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inference:
    """What the analyst concludes, how probable it is, and on how good a basis."""

    sentence: str
    kind: Kind
    probability: Probability
    confidence: Confidence
    alternatives: tuple[Alternative, ...]
    gaps: tuple[str, ...]
    line: Conclusion | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of a method, enough to run it again and compare.

    parameters  JSON values by name; which entities, which filters
    inputs      sha256 over the sorted statements with their digests, grades and standings
    rows        the result as a table in a total order: (line, schema, ends, style, statements)
    result      sha256 over rows
    engine      "igraph 1.0.0"
    """

    method: str
    parameters: Mapping[str, object]
    inputs: str
    rows: tuple[tuple[str, ...], ...]
    result: str
    engine: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """A question and everything that leads from it to an answer another person can check.

    number       agency's number with a random tail; a serial would count hidden ones
    lineage      shared by all versions of one finding
    premises     lineages of other findings it builds on; never its own, also not through a chain
    own_caveats  the analyst's, beside the method's fixed ones
    answered     what the analyst says to a fixed caveat, by its code
    author       account id; reviewer likewise, another person
    """

    uid: str
    number: str
    lineage: str
    version: int
    question: str
    purpose: str
    legal_basis: str
    case: str | None
    run: Run
    own_caveats: tuple[str, ...]
    answered: Mapping[str, str]
    inference: Inference
    basis: tuple[Basis, ...]
    premises: tuple[str, ...]
    author: int
    written_at: datetime
    expires_at: datetime | None = None
    state: State = State.DRAFT
    reviewer: int | None = None
    reviewed_at: datetime | None = None
    review_note: str = ""
    issued_at: datetime | None = None

    @property
    def caveats(self) -> tuple[str, ...]:
        """Codes of the method's fixed caveats; they cannot be deleted, only answered."""
        return method(self.run.method).caveats

    def speaking(self, stance: Stance) -> tuple[Basis, ...]:
        return tuple(one for one in self.basis if one.stance is stance)


def review(analysis: Analysis, *, by: int, at: datetime, note: str) -> Analysis:
    """Another person has read the basis and agrees that the sentence follows from it.

    Raises  SamePerson, NotInThatState
    """
    _must_be(analysis, State.DRAFT)
    must_be_another_person(by, analysis.author)
    return replace(
        analysis, state=State.REVIEWED, reviewer=by, reviewed_at=at, review_note=note.strip()
    )


def issue(analysis: Analysis, *, at: datetime) -> Analysis:
    """Let products cite it.

    Raises  NotInThatState when no other person has reviewed it
    """
    _must_be(analysis, State.REVIEWED)
    return replace(analysis, state=State.ISSUED, issued_at=at)


def supersede(analysis: Analysis) -> Analysis:
    """A newer version stands in its place; this one stays readable."""
    if analysis.state is State.SUPERSEDED:
        raise NotInThatState(number=analysis.number, state=analysis.state.value)
    return replace(analysis, state=State.SUPERSEDED)


def _must_be(analysis: Analysis, state: State) -> None:
    if analysis.state is not state:
        raise NotInThatState(number=analysis.number, state=analysis.state.value)
