"""Composing: from a typed form to a product with its evidence and its joined label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from khabar.analysis import Conclusion
from khabar.core.errors import Fault, refuse_faults
from khabar.desk.evidence_table import EvidenceTable, evidence_table, shape_of
from khabar.desk.sitting import Sitting
from khabar.dissemination import (
    KeyFinding,
    Kind,
    Line,
    Product,
    Terms,
    check,
    lines,
    product_number,
)
from khabar.safeguards import ALL_AGENCIES, Handling, Label, Level, join
from khabar.storage import accounts, labels
from khabar.storage.connection import Read
from khabar.storage.sql import analyses
from khabar.storage.sql.analyses import Kept

LANGUAGES = ("en", "ru", "uz", "tg")
NO_DAY = date.min


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A product as typed: plain strings, nothing checked yet; one sentence a line in the lists.

    findings  uids of the findings whose sentences are the key findings, in that order
    facts     uids of further statements for the evidence table
    """

    kind: str
    title: str
    language: str
    question: str
    asked_by: str
    legal_basis: str
    findings: tuple[str, ...]
    facts: tuple[str, ...] = ()
    subject: str = ""
    alternatives: str = ""
    gaps: str = ""
    recommendations: str = ""
    conditions: str = ""
    distribution: str = ""
    expires_on: str = ""


def composed(sitting: Sitting, read: Read, typed: Typed, *, uid: str) -> tuple[Product, Label]:
    """The product a person typed, with its evidence as it stands now and its joined label."""
    refuse_faults(_unreadable(typed))
    chosen = [analyses.by_uid(read, one) for one in dict.fromkeys(typed.findings)]
    drawn = [one.analysis.inference.line for one in chosen]
    cited = evidence_table(
        read,
        [*statements_under(chosen), *typed.facts],
        zone=zone(),
        things=[uid for line in drawn if line for uid in (line.left, line.right)],
    )
    product = check(_product(sitting, typed, chosen, cited, uid=uid), at=sitting.clock())
    operation = accounts.operation_of(sitting.case) if sitting.case else None
    own = Label(
        level=Level.RESTRICTED,
        originator=sitting.who.agency,
        handling=Handling.H0,
        releasable=ALL_AGENCIES,
        compartment=operation or "",
    )
    used = cited.labels | {one.label for one in chosen}
    return product, join(own, *(labels.get(number) for number in sorted(used)))


def _unreadable(typed: Typed) -> list[Fault]:
    faults = []
    if typed.kind not in {kind.value for kind in Kind}:
        faults.append(Fault(where="kind", code="disseminate.kind-missing"))
    if typed.language not in LANGUAGES:
        faults.append(Fault(where="language", code="disseminate.language-missing"))
    return faults


def _product(
    sitting: Sitting, typed: Typed, chosen: list[Kept], cited: EvidenceTable, *, uid: str
) -> Product:
    at = sitting.clock()
    kind = Kind(typed.kind)
    return Product(
        uid=uid,
        number=product_number(
            agency=sitting.who.agency, kind=kind, year=at.year, chance=sitting.ids()
        ),
        version=1,
        kind=kind,
        language=typed.language,
        title=typed.title.strip(),
        subject=typed.subject or None,
        terms=Terms(
            question=typed.question.strip(),
            asked_by=typed.asked_by.strip(),
            purpose=sitting.purpose.value if sitting.purpose else "",
            legal_basis=typed.legal_basis.strip(),
        ),
        findings=tuple(_key_finding(one, cited) for one in chosen),
        evidence=cited.rows,
        alternatives=lines(typed.alternatives),
        gaps=lines(typed.gaps),
        recommendations=lines(typed.recommendations),
        conditions=typed.conditions.strip(),
        distribution=lines(typed.distribution),
        expires_on=_day(typed.expires_on),
    )


def _key_finding(one: Kept, cited: EvidenceTable) -> KeyFinding:
    said = one.analysis.inference
    stances = {
        stance: cited.marks(
            basis.statement for basis in one.analysis.basis if basis.stance.value == stance
        )
        for stance in ("for", "against")
    }
    return KeyFinding(
        finding=one.analysis.uid,
        text=said.sentence,
        probability=said.probability.code,
        confidence=said.confidence.value,
        rests_on=stances["for"],
        against=stances["against"],
        line=_line(said.line, cited),
    )


def _line(concluded: Conclusion | None, cited: EvidenceTable) -> Line | None:
    if concluded is None:
        return None
    left, right = cited.named.get(concluded.left), cited.named.get(concluded.right)
    if left is None or right is None:
        return None
    return Line(
        left=left.uid,
        right=right.uid,
        left_name=left.name,
        right_name=right.name,
        left_shape=shape_of(left),
        right_shape=shape_of(right),
        style="inferred",
    )


def statements_under(chosen: Sequence[Kept]) -> list[str]:
    """Statements that speak for or against, not those that only stood in the picture."""
    return [
        basis.statement
        for one in chosen
        for basis in one.analysis.basis
        if basis.stance.value in {"for", "against"}
    ]


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return NO_DAY  # `check` says that the day is missing or past


def zone() -> str:
    node = accounts.this_node()
    return node.zone if node else "UTC"
