"""From what an analyst typed to an inference: every fault at once, nothing half-accepted."""

from collections.abc import Sequence
from dataclasses import dataclass

from khabar.analysis.record import Alternative, Basis, Conclusion, Inference, Kind, Stance
from khabar.analysis.yardstick import Confidence, Probability, ProbabilityUnknown, probability
from khabar.core.errors import Fault, Invalid
from khabar.evaluation import TrackRecord, carries


class DraftFaulty(Invalid):
    """The finding cannot be kept as typed; `faults` names each field."""

    code = "analysis.draft-faulty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A finding as typed: plain strings, nothing checked yet.

    alternatives  (text, probability code) pairs; empty pairs are dropped
    line          (left entity, right entity, link schema) or None
    """

    question: str
    sentence: str
    kind: str
    probability: str
    confidence: str
    alternatives: tuple[tuple[str, str], ...] = ()
    gaps: tuple[str, ...] = ()
    own_caveats: tuple[str, ...] = ()
    line: tuple[str, str, str] | None = None


def inference(draft: Draft, basis: Sequence[Basis], *, seen: Sequence[Fault] = ()) -> Inference:
    """Turn a draft into an inference, if its basis allows it.

    basis  every statement cited, each once, with its stance
    seen   faults that were found before, raised together with these
    →      the inference; alternatives, gaps without empty lines

    Raises  DraftFaulty with all faults: a field left empty, a word off the yardstick, nothing
            cited for it, only refuted statements for it, one statement on both sides, no other
            explanation weighed, more confidence than the basis can bear
    """
    faults = [*seen, *_empty(draft), *_words(draft), *_alternatives(draft)]
    if not seen:
        faults += _basis(basis)
    if not faults:
        faults = _over_confident(draft, basis)
    if faults:
        raise DraftFaulty(*faults)
    return Inference(
        sentence=draft.sentence.strip(),
        kind=Kind(draft.kind),
        probability=probability(draft.probability),
        confidence=Confidence(draft.confidence),
        alternatives=tuple(
            Alternative(text=text.strip(), probability=probability(word))
            for text, word in _typed(draft.alternatives)
        ),
        gaps=tuple(gap.strip() for gap in draft.gaps if gap.strip()),
        line=Conclusion(left=draft.line[0], right=draft.line[1], schema=draft.line[2])
        if draft.line
        else None,
    )


def ceiling(basis: Sequence[Basis]) -> Confidence:
    """How much confidence these statements can bear at most.

    →  high      a grade that carries, and at least two independent origins
       moderate  one of the two
       low       neither, or nothing live speaks for it

    A refuted, ended or ungraded statement bears nothing, nor does an unreliable source count
    as one of the two origins.
    """
    live = [
        (one.grade, one.origin)
        for one in basis
        if one.stance is Stance.FOR and one.standing == "live" and one.grade
    ]
    carried = any(carries(grade) for grade, _ in live)
    weighed = {o for g, o in live if g.facets.track_record is not TrackRecord.UNRELIABLE}
    independent = len(weighed) >= 2
    if carried and independent:
        return Confidence.HIGH
    return Confidence.MODERATE if carried or independent else Confidence.LOW


def _empty(draft: Draft) -> list[Fault]:
    fields = {"question": draft.question, "sentence": draft.sentence}
    return [_fault(name, "empty") for name, text in fields.items() if not text.strip()]


def _words(draft: Draft) -> list[Fault]:
    faults = []
    if draft.kind not in list(Kind):
        faults.append(_fault("kind", "kind-unknown"))
    if _term(draft.probability) is None:
        faults.append(_fault("probability", "probability-unknown"))
    if draft.confidence not in list(Confidence):
        faults.append(_fault("confidence", "confidence-unknown"))
    return faults


def _basis(basis: Sequence[Basis]) -> list[Fault]:
    speaking = [one for one in basis if one.stance is Stance.FOR]
    against = {one.statement for one in basis if one.stance is Stance.AGAINST}
    if not speaking:
        return [_fault("for", "nothing-for")]
    if against & {one.statement for one in speaking}:
        return [_fault("against", "both-sides")]
    if all(one.standing != "live" for one in speaking):
        return [_fault("for", "only-fallen")]
    return []


def _alternatives(draft: Draft) -> list[Fault]:
    """A guess may stand alone; whatever claims more has weighed another explanation."""
    typed = _typed(draft.alternatives)
    if not typed and draft.kind != Kind.HYPOTHESIS:
        return [_fault("alternatives", "no-alternative")]
    if any(not text.strip() or _term(word) is None for text, word in typed):
        return [_fault("alternatives", "alternative-half")]
    return []


def _over_confident(draft: Draft, basis: Sequence[Basis]) -> list[Fault]:
    most = ceiling(basis)
    if Confidence(draft.confidence).exceeds(most):
        return [_fault("confidence", "confidence-above-basis", most=most.value)]
    return []


def _typed(pairs: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    return [(text, word) for text, word in pairs if text.strip() or word.strip()]


def _term(code: str) -> Probability | None:
    try:
        return probability(code)
    except ProbabilityUnknown:
        return None


def _fault(field: str, code: str, **facts: object) -> Fault:
    return Fault(where=field, code=f"analysis.{code}", facts=facts)
