"""Product: the answer to one question, written for people who will act on it.

A product stands on findings and statements and carries a frozen copy of how they looked when it
was written: that is what the approver read, what the hash binds, and what time is measured against.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from khabar.core.errors import Fault, refuse_faults


class Kind(StrEnum):
    PROFILE = "profile"  # everything relevant on one subject, for a decision about it
    BULLETIN = "bulletin"  # one development that others must know now


class State(StrEnum):
    DRAFT = "draft"
    WAITING = "waiting"  # with another person for approval
    RETURNED = "returned"
    APPROVED = "approved"
    RELEASED = "released"
    SUPERSEDED = "superseded"  # a later version was released


CHANGEABLE = frozenset({State.DRAFT, State.WAITING, State.RETURNED, State.APPROVED})
NUMBER_CODE = {Kind.PROFILE: "SP", Kind.BULLETIN: "BU"}
LONGEST_LIFE_DAYS = 366


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line between two things in the product's picture.

    left, right  uids of the things; the names are as printed
    shapes       "person", "thing" or "consignment" for each end
    style        confirmed, unconfirmed, refuted (reported) or inferred (a key finding's own line)
    """

    left: str
    right: str
    left_name: str
    right_name: str
    left_shape: str
    right_shape: str
    style: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One row of the evidence table, as it stood when the product was written.

    mark        "E1", "E2" … in the order of the table
    statement   uid of the statement; item, its item's uid
    also        other statements of the same item that say it with this one: a link's other end
    subject, code, value  who or what; the word code of the property or link ("prop.phone"); what
    scheme      the grading scheme; source and information are its native codes, never converted
    carries     this grade alone can carry a solid line
    reports     reports that say it, and the independent origins behind them; origins 0 = unchecked
    evaluation  uid of the evaluation read, so that a later one is noticed
    line        the line it draws, when it is a link
    """

    mark: str
    statement: str
    item: str
    report: str
    seq: int
    subject: str
    code: str
    value: str
    scheme: str
    source: str
    information: str
    carries: bool
    reports: int
    origins: int
    evaluation: str
    also: tuple[str, ...] = ()
    line: Line | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFinding:
    """A conclusion with how likely it is and, apart from that, how sure we are of our ground.

    finding     uid of the analyst's finding
    rests_on    marks of the evidence for it; against, marks of the evidence against it
    line        the line that the finding itself concludes, None when it concludes none
    """

    finding: str
    text: str
    probability: str
    confidence: str
    rests_on: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    line: Line | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Terms of reference: what was asked, by whom, for what lawful purpose."""

    question: str
    asked_by: str
    purpose: str
    legal_basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """One version of one product.

    subject       uid of the entity a profile is about; None for a bulletin
    alternatives  other explanations that were weighed; gaps, what we do not know
    conditions    how a receiver may use it, beyond the handling code
    distribution  units for whom it is meant; each still needs its own release
    wordings      {language: {place: text}}, translations of `texts()`, read by a person
    """

    uid: str
    number: str
    version: int
    kind: Kind
    language: str
    title: str
    subject: str | None
    terms: Terms
    findings: tuple[KeyFinding, ...]
    evidence: tuple[Evidence, ...]
    alternatives: tuple[str, ...]
    gaps: tuple[str, ...]
    recommendations: tuple[str, ...]
    conditions: str
    distribution: tuple[str, ...]
    expires_on: date
    wordings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def texts(self) -> dict[str, str]:
        """The author's own sentences by place ("title", "gap.2"), in reading order."""
        return dict(_texts(self))

    def text(self, place: str, language: str) -> tuple[str, bool]:
        """The sentence at a place in a language → (text, True when it is in that language)."""
        original = self.texts()[place]
        if language == self.language:
            return original, True
        translated = self.wordings.get(language, {}).get(place)
        return (translated, True) if translated else (original, False)


def _texts(product: Product) -> Iterator[tuple[str, str]]:
    yield "title", product.title
    yield "question", product.terms.question
    yield "asked_by", product.terms.asked_by
    yield "legal_basis", product.terms.legal_basis
    if product.conditions:
        yield "conditions", product.conditions
    for name, sentences in (
        ("finding", [finding.text for finding in product.findings]),
        ("alternative", product.alternatives),
        ("gap", product.gaps),
        ("recommendation", product.recommendations),
    ):
        for order, sentence in enumerate(sentences, start=1):
            yield f"{name}.{order}", sentence


def product_number(*, agency: str, kind: Kind, year: int, chance: str) -> str:
    """A number that says who, what and when, and counts nothing.

    chance  at least six random hex digits: a serial would tell how many others exist
    """
    return f"{agency}-{NUMBER_CODE[kind]}-{year}-{chance[:6]}".upper()


def check(product: Product, *, at: datetime) -> Product:
    """The product, if it has every part that a reader needs.

    Raises  Invalid with every missing or wrong part, not only the first.
    Source  doctrine 8: terms of reference, key findings first, evidence, alternatives, gaps,
            recommendations, handling, distribution, expiry.
    """
    faults = [*_missing(product), *_wrong_expiry(product.expires_on, today=at.date())]
    if product.kind is Kind.PROFILE and product.subject is None:
        faults.append(Fault(where="subject", code="disseminate.subject-missing"))
    refuse_faults(faults)
    return product


def _missing(product: Product) -> Iterator[Fault]:
    required: Sequence[tuple[str, object]] = (
        ("title", product.title.strip()),
        ("question", product.terms.question.strip()),
        ("asked_by", product.terms.asked_by.strip()),
        ("legal_basis", product.terms.legal_basis.strip()),
        ("findings", product.findings),
        ("evidence", product.evidence),
        ("alternatives", product.alternatives),
        ("gaps", product.gaps),
        ("recommendations", product.recommendations),
        ("distribution", product.distribution),
    )
    for name, value in required:
        if not value:
            yield Fault(where=name, code=f"disseminate.{name.replace('_', '-')}-missing")


def _wrong_expiry(expires_on: date, *, today: date) -> Iterator[Fault]:
    days = (expires_on - today).days
    if days < 1:
        facts: dict[str, object] = {"day": expires_on.isoformat()}
        yield Fault(where="expires_on", code="disseminate.expiry-past", facts=facts)
    if days > LONGEST_LIFE_DAYS:
        facts = {"days": LONGEST_LIFE_DAYS}
        yield Fault(where="expires_on", code="disseminate.expiry-far", facts=facts)


def lines(text: str) -> tuple[str, ...]:
    """One sentence a line, as typed in a form; empty lines do not count."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def translate(product: Product, language: str, texts: Mapping[str, str]) -> Product:
    """The product with its sentences in another language; empty ones stay in the original."""
    places = product.texts()
    kept = {
        place: text.strip() for place, text in texts.items() if place in places and text.strip()
    }
    return replace(product, wordings={**product.wordings, language: kept})


def keep_wordings(before: Product, after: Product) -> Product:
    """The translations of sentences that did not change stay; of the others they are gone."""
    old, new = before.texts(), after.texts()
    same = {place for place, text in new.items() if old.get(place) == text}
    kept = {
        language: {place: text for place, text in said.items() if place in same}
        for language, said in before.wordings.items()
    }
    return replace(after, wordings=kept)


def next_version(product: Product, *, uid: str) -> Product:
    """A new version to work on: the released one stays as it was."""
    return replace(product, uid=uid, version=product.version + 1)
