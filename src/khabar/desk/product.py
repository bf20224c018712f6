"""Products: written from findings, read by another person, approved as exactly that text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from khabar.core.errors import Conflict, Fault, Invalid, Refusal
from khabar.desk.composing import Typed, composed, statements_under, zone
from khabar.desk.copies import moved
from khabar.desk.evidence_table import EvidenceTable, evidence_table
from khabar.desk.gathering import gather, named
from khabar.desk.sitting import Sitting, act, look
from khabar.dissemination import (
    CHANGEABLE,
    Copy,
    Doubt,
    Evidence,
    State,
    check,
    keep_wordings,
    next_version,
    translate,
)
from khabar.safeguards import Label, join, must_be_another_person, must_be_unchanged
from khabar.storage import approvals, labels
from khabar.storage import products as kept_products
from khabar.storage.connection import Read
from khabar.storage.sql import analyses, charts, standing
from khabar.storage.sql import products as read_products
from khabar.storage.sql import releases as read_releases
from khabar.storage.sql.analyses import Kept
from khabar.storage.sql.products import ProductRow, Verdict
from khabar.storage.sql.releases import OutcomeRow, ReleaseRow


class NotTheAuthor(Refusal):
    code = "disseminate.not-the-author"


class NotWaiting(Conflict):
    """It is not with an approver now."""

    code = "disseminate.not-waiting"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductLine:
    """A product in the list; doubts is empty while its ground stands."""

    row: ProductRow
    label: Label
    doubts: tuple[Doubt, ...]
    copies: int
    opened: int
    recalled: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductPage:
    """A version with all that others said and did about it.

    approval    the verdict that lets it be released: approved, and of exactly this content
    unreviewed  marks of key findings that nobody but their author has read yet
    """

    row: ProductRow
    label: Label
    doubts: tuple[Doubt, ...]
    verdicts: tuple[Verdict, ...]
    approval: Verdict | None
    releases: tuple[ReleaseRow, ...]
    outcomes: tuple[OutcomeRow, ...]
    unreviewed: tuple[str, ...]
    today: date

    @property
    def preview(self) -> Copy:
        """What a reader would see, on no copy."""
        by = self.approval.by_name if self.approval else None
        return Copy(
            label=self.label,
            author=self.row.author,
            approved_by=by,
            doubts=self.doubts,
            today=self.today,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Materials:
    """What a product can be made of.

    findings  all in scope, of the case when there is one
    cited     evidence of the chosen findings
    facts     further evidence about the subject, none of it cited yet
    subjects  {entity uid: name} of the things the chosen findings speak of
    label     the strictest of all that is offered; None when nothing is
    """

    findings: tuple[Kept, ...]
    chosen: tuple[Kept, ...]
    cited: tuple[Evidence, ...]
    facts: tuple[Evidence, ...]
    subjects: dict[str, str]
    label: Label | None


def list_products(sitting: Sitting) -> list[ProductLine]:
    """Every product in scope, newest first, of the case when one is open."""
    with look(sitting, "product.list") as seen:
        rows = read_products.listed(seen.read, sitting.case)
        ground = standing.of_products(seen.read, [row.product.uid for row in rows])
        found = []
        for row in rows:
            copies = read_releases.of_product(seen.read, row.product.number)
            found.append(
                ProductLine(
                    row=row,
                    label=labels.get(row.label_id),
                    doubts=moved(row.product, ground),
                    copies=len(copies),
                    opened=sum(1 for copy in copies if copy.opened_at),
                    recalled=sum(1 for copy in copies if copy.recalled_at),
                )
            )
        seen.about(*(row.product.uid for row in rows))
    return found


def read_product(sitting: Sitting, number: str, version: int | None = None) -> ProductPage:
    """One version, the newest when none is named, with approvals, copies and outcomes."""
    with look(sitting, "product.read") as seen:
        page = page_of(sitting, seen.read, number, version)
        seen.about(page.row.product.uid)
    return page


def page_of(sitting: Sitting, read: Read, number: str, version: int | None = None) -> ProductPage:
    """The page's content; raises NotFound when the product is not in scope."""
    row = read_products.by_number(read, number, version)
    ground = standing.of_products(read, [row.product.uid])
    said = read_products.verdicts(read, row.product.uid)
    approved = said[0] if said and said[0].verdict == "approved" else None
    return ProductPage(
        row=row,
        label=labels.get(row.label_id),
        doubts=moved(row.product, ground),
        verdicts=tuple(said),
        approval=approved if approved and approved.content_hash == row.content_hash else None,
        releases=tuple(read_releases.of_product(read, number)),
        outcomes=tuple(read_releases.outcomes(read, number)),
        unreviewed=tuple(read_products.unreviewed(read, row.product.uid)),
        today=sitting.clock().date(),
    )


def materials(sitting: Sitting, *, findings: tuple[str, ...] = (), subject: str = "") -> Materials:
    """What may be chosen for a product, and the evidence that the choice brings with it."""
    with look(sitting, "product.materials") as seen:
        known = tuple(
            one
            for one in analyses.listed_for(seen.read, sitting.case)
            if one.analysis.state.value != "superseded"
        )
        by_uid = {one.analysis.uid: one for one in known}
        chosen = tuple(by_uid[uid] for uid in findings if uid in by_uid)
        clock = zone()
        cited = evidence_table(seen.read, statements_under(chosen), zone=clock)
        under = {uid for row in cited.rows for uid in (row.statement, *row.also)}
        about = _about(seen.read, subject) if subject else []
        more = [one.uid for one in about if one.standing == "live" and one.uid not in under]
        facts = evidence_table(seen.read, more, zone=clock)
        seen.about(*(one.analysis.uid for one in chosen))
        subjects = _subjects(seen.read, cited, subject)
        used = sorted({one.label for one in known} | cited.labels | facts.labels)
        offered = [labels.get(number) for number in used]
    return Materials(
        findings=known,
        chosen=chosen,
        cited=cited.rows,
        facts=facts.rows,
        subjects=subjects,
        label=join(offered[0], *offered[1:]) if offered else None,
    )


def _about(read: Read, subject: str) -> list[charts.Said]:
    """What is said of a thing itself, then of its links."""
    links = charts.links_touching(read, [subject])
    return [*charts.said_of(read, [subject]), *charts.said_of(read, links)]


def _subjects(read: Read, cited: EvidenceTable, subject: str) -> dict[str, str]:
    """The things that the cited statements are about or point to, by name."""
    said = charts.statements(read, [row.statement for row in cited.rows])
    asked = {uid for one in said for uid in (one.entity, one.ref) if uid} | {subject} - {""}
    things = gather(read, asked, opened=(), zone=zone()).things
    return {uid: thing.name for uid, thing in named(read, things.values()).items()}


def write_product(sitting: Sitting, typed: Typed) -> str:
    """Write the first version of a product → its number.

    Raises  Invalid with all faults; NotFound for a finding or statement not in scope.
    """
    with act(sitting, "product.write") as doing:
        product, label = composed(sitting, doing.read, typed, uid=sitting.ids())
        kept_products.keep(
            product,
            case=sitting.case,
            agency=sitting.who.agency,
            unit=sitting.who.unit,
            author=sitting.who.id,
            at=sitting.clock(),
            label_id=labels.intern(label),
        )
        doing.about(product.uid)
    return product.number


def revise_product(sitting: Sitting, number: str, typed: Typed) -> int:
    """Change a product → its version: the same until it was released, then the next one.

    Raises  NotTheAuthor; Invalid with all faults. An approval of the text before is void.
    """
    with act(sitting, "product.revise") as doing:
        row = _own(sitting, doing.read, number)
        product, label = composed(sitting, doing.read, typed, uid=row.product.uid)
        product = keep_wordings(
            row.product, replace(product, number=number, version=row.product.version)
        )
        label_id = labels.intern(label)
        if row.state in CHANGEABLE:
            kept_products.rewrite(product, at=sitting.clock(), label_id=label_id)
        else:
            product = next_version(product, uid=sitting.ids())
            kept_products.keep(
                product,
                case=row.case_uid,
                agency=row.agency,
                unit=row.unit,
                author=sitting.who.id,
                at=sitting.clock(),
                label_id=label_id,
            )
        doing.about(product.uid)
    return product.version


def translate_product(sitting: Sitting, number: str, language: str, texts: dict[str, str]) -> None:
    """Put the sentences in another language beside the original; asks for a new approval."""
    with act(sitting, "product.translate") as doing:
        row = _own(sitting, doing.read, number)
        if row.state not in CHANGEABLE:
            raise Conflict(code="disseminate.already-released")
        product = translate(row.product, language, texts)
        kept_products.rewrite(product, at=sitting.clock(), label_id=row.label_id)
        doing.about(product.uid)


def submit_product(sitting: Sitting, number: str) -> None:
    """Hand it to another person for approval."""
    with act(sitting, "product.submit") as doing:
        row = _own(sitting, doing.read, number)
        if row.state not in {State.DRAFT, State.RETURNED}:
            raise Conflict(code="disseminate.already-submitted")
        check(row.product, at=sitting.clock())
        kept_products.move(row.product.uid, State.WAITING)
        doing.about(row.product.uid)


def approve_product(
    sitting: Sitting, number: str, *, seen_hash: str, verdict: str, reason: str = ""
) -> None:
    """Approve or return exactly the text that was on the screen.

    seen_hash  content hash of what the approver read
    verdict    "approved" or "returned"; a return needs a reason

    Raises  SamePerson · ContentChanged · NotWaiting · Invalid
    """
    with act(sitting, "product.approve") as doing:
        row = read_products.by_number(doing.read, number)
        must_be_another_person(sitting.who.id, row.author_id)
        must_be_unchanged(seen_hash, row.content_hash)
        if row.state is not State.WAITING:
            raise NotWaiting()
        _must_be_a_verdict(verdict, reason)
        uid = sitting.ids()
        approvals.keep(
            uid=uid,
            product=row.product.uid,
            content_hash=row.content_hash,
            verdict=verdict,
            reason=reason.strip(),
            by=sitting.who.id,
            at=sitting.clock(),
        )
        kept_products.move(row.product.uid, State(verdict))
        doing.about(row.product.uid, uid)


def _must_be_a_verdict(verdict: str, reason: str) -> None:
    if verdict not in {State.APPROVED.value, State.RETURNED.value}:
        raise Invalid(Fault(where="verdict", code="disseminate.verdict-missing"))
    if verdict == State.RETURNED.value and len(reason.strip()) < 3:
        raise Invalid(Fault(where="reason", code="disseminate.reason-missing"))


def _own(sitting: Sitting, read: Read, number: str) -> ProductRow:
    row = read_products.by_number(read, number)
    if row.author_id != sitting.who.id:
        raise NotTheAuthor()
    return row
