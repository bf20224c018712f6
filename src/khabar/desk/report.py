"""Reporting: a short form in, a number out; and what became of it, one sentence each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from khabar.collection import (
    Header,
    NotCorrectable,
    Report,
    ReportDraft,
    ReportState,
    Sent,
    correct,
    must_be_correctable,
    submit,
)
from khabar.core.errors import Fault, Invalid
from khabar.desk.direct import zone_of_node
from khabar.desk.feedback import Feedback, feedback_on
from khabar.desk.marking import strictest
from khabar.desk.sitting import Sitting, act, look
from khabar.direction import report_on
from khabar.evaluation import Badge, Grade, badge
from khabar.safeguards import Handling, Label, Level, Stage
from khabar.storage import labels, reports, requirements
from khabar.storage.connection import Read
from khabar.storage.sql import cases as read_cases
from khabar.storage.sql import items as read_items
from khabar.storage.sql import releases as read_releases
from khabar.storage.sql import reports as read_reports
from khabar.storage.sql import requirements as read_requirements
from khabar.storage.sql.cases import CaseRow
from khabar.storage.sql.items import ItemRow
from khabar.storage.sql.releases import Glance
from khabar.storage.sql.reports import ReportRow
from khabar.storage.sql.requirements import OwnTaskRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """One matter with its grade as a badge, None while nobody has graded it."""

    item: ItemRow
    grade: Badge | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """A report as its reader may see it.

    answers    (uid, number, question) of the requirements it answers
    label      what the page is marked with
    feedback   what its author is told; for another reader the same state in a sentence
    glances    released copies that cite it: for its author only
    own        the reader wrote it
    """

    uid: str
    label: Label
    report: ReportRow
    items: tuple[ItemLine, ...]
    answers: tuple[tuple[str, str, str], ...]
    versions: int
    feedback: Feedback
    glances: tuple[Glance, ...]
    own: bool

    @property
    def may_correct(self) -> bool:
        return self.own and self.feedback.needs_fix


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnReport:
    """One line of "my reports": what it was, how far it came, one sentence of feedback."""

    report: ReportRow
    first: str
    grade: Badge | None
    feedback: Feedback


@dataclass(frozen=True, slots=True, kw_only=True)
class FormChoices:
    """What the form offers besides its questions: the officer's cases and open questions."""

    cases: tuple[CaseRow, ...]
    tasks: tuple[OwnTaskRow, ...]


def form_choices(sitting: Sitting) -> FormChoices:
    """The cases and tasks a new report can belong to."""
    with look(sitting, "report.form") as seen:
        tasks = [
            task
            for task in read_requirements.own_tasks(seen.read)
            if task.requirement_state == "active"
        ]
        return FormChoices(cases=tuple(read_cases.mine(seen.read)), tasks=tuple(tasks))


def submit_report(sitting: Sitting, draft: ReportDraft) -> Report:
    """Submit a report: it goes to the evaluators of the officer's own agency.

    Raises  Invalid with every fault of the form; NotFound for a case or question not theirs.
    """
    with act(sitting, "report.submit") as doing:
        case = _case_of(sitting, draft, doing.read)
        header = _header(sitting, case)
        report = submit(draft, header, at=sitting.clock(), ids=sitting.ids)
        _keep(sitting, report, case)
        doing.about(report.uid, case.uid, *report.requirements)
    return report


def correct_report(sitting: Sitting, number: str, draft: ReportDraft) -> Report:
    """Send a new version of one's own report; the version before stays as it was sent.

    Raises  NotFound when it is not theirs; NotCorrectable; Invalid as `submit_report`.
    """
    with act(sitting, "report.correct") as doing:
        before = read_reports.by_number(doing.read, number, own=True)
        case = _case_of(sitting, draft, doing.read)
        sent = Sent(
            uid=before.uid, number=before.number, version=before.version,
            state=ReportState(before.state),
        )  # fmt: skip
        header = _header(sitting, case)
        report = correct(sent, draft, header, at=sitting.clock(), ids=sitting.ids)
        reports.supersede(before.uid)
        _keep(sitting, report, case)
        doing.about(before.uid, report.uid)
    return report


def my_reports(sitting: Sitting) -> list[OwnReport]:
    """The officer's own reports, newest first, each with what became of it; no purpose needed."""
    with look(sitting, "report.mine") as seen:
        rows = _newest(read_reports.mine(seen.read))
        items = read_items.of_reports(seen.read, [row.uid for row in rows], own=True)
        used = {glance.report for glance in read_releases.glances(seen.read)}
        seen.about(*(row.uid for row in rows))
        return [_own_line(row, items[row.uid], seen.read, used=row.number in used) for row in rows]


def my_report(sitting: Sitting, number: str) -> ReportPage:
    """One of one's own reports; no purpose needed.

    Raises  NotFound when it is not theirs.
    """
    with look(sitting, "report.read-own") as seen:
        page = _page(seen.read, number, own=True)
        seen.about(page.uid)
    return page


def read_report(sitting: Sitting, number: str) -> ReportPage:
    """A report through the scope of the sitting's purpose.

    Raises  NotFound when it is not there or not theirs to see.
    """
    with look(sitting, "report.read") as seen:
        page = _page(seen.read, number, own=False)
        seen.about(page.uid)
    return page


def draft_to_fix(sitting: Sitting, number: str) -> ReportPage:
    """One's own report, opened to be fixed once its evaluator has returned it.

    Raises  NotFound when it is not theirs; NotCorrectable.
    """
    page = my_report(sitting, number)
    must_be_correctable(ReportState(page.report.state), number)
    if not page.may_correct:
        raise NotCorrectable(number=number, state=page.report.state)
    return page


def marking_of(tasks: Iterable[OwnTaskRow], mine: Iterable[OwnReport]) -> Label | None:
    """What a page that shows these tasks and reports must be marked with."""
    return strictest([*(t.label_id for t in tasks), *(line.report.label_id for line in mine)])


def _case_of(sitting: Sitting, draft: ReportDraft, read: Read) -> CaseRow:
    """The case chosen, that of the question answered, that of the sitting, or the only one."""
    _must_be_asked(read, draft.requirements)
    if draft.case:
        return read_cases.own_by_uid(read, draft.case)
    for requirement in draft.requirements:
        return read_cases.of_own_task(read, requirement)
    if sitting.case:
        return read_cases.own_by_uid(read, sitting.case)
    mine = read_cases.mine(read)
    if len(mine) == 1:
        return mine[0]
    code = "collection.case-missing" if mine else "collection.case-none"
    raise Invalid(Fault(where="case", code=code))


def _must_be_asked(read: Read, answered: Iterable[str]) -> None:
    """Only a question put to one's unit, or in one's scope, can be answered."""
    asked = {task.requirement_uid for task in read_requirements.own_tasks(read)}
    for uid in set(answered) - asked:
        read_requirements.by_uid(read, uid)


def _header(sitting: Sitting, case: CaseRow) -> Header:
    return Header(
        agency=sitting.who.agency, unit=sitting.who.unit, author=sitting.who.id, case=case.uid,
        legal_basis=case.legal_basis, zone=zone_of_node(), language=sitting.who.language,
    )  # fmt: skip


def _keep(sitting: Sitting, report: Report, case: CaseRow) -> None:
    label = Label(
        level=Level.RESTRICTED, originator=sitting.who.agency, handling=Handling.H2,
        compartment=case.operation, stage=Stage.INTAKE,
    )  # fmt: skip
    reports.keep(report, node=sitting.node, label_id=labels.intern(label), ids=sitting.ids)
    for requirement in report.requirements:
        for task in requirements.tasks_for(requirement, agency=report.agency, unit=report.unit):
            requirements.change_task(report_on(task))


def _page(read: Read, number: str, *, own: bool) -> ReportPage:
    row = read_reports.by_number(read, number, own=own)
    items = read_items.of_reports(read, [row.uid], own=own)[row.uid]
    answers = tuple(read_reports.requirements_of(read, row.uid, own=own))
    shown = read_releases.glances(read) if own else []
    glances = tuple(glance for glance in shown if glance.report == number)
    return ReportPage(
        uid=row.uid, label=labels.get(row.label_id), report=row, own=own, answers=answers,
        items=tuple(ItemLine(item=item, grade=_badge(item)) for item in items),
        versions=len(read_reports.versions(read, number, own=own)),
        feedback=feedback_on(row.state, items, answered=bool(answers), used=bool(glances)),
        glances=glances,
    )  # fmt: skip


def _own_line(row: ReportRow, items: list[ItemRow], read: Read, *, used: bool) -> OwnReport:
    answered = bool(read_reports.requirements_of(read, row.uid, own=True))
    grades = [found for item in items if (found := _badge(item))]
    return OwnReport(
        report=row, first=items[0].text if items else "", grade=grades[0] if grades else None,
        feedback=feedback_on(row.state, items, answered=answered, used=used),
    )  # fmt: skip


def _newest(rows: list[ReportRow]) -> list[ReportRow]:
    newest: dict[str, ReportRow] = {}
    for row in rows:
        if row.number not in newest or newest[row.number].version < row.version:
            newest[row.number] = row
    return list(newest.values())


def _badge(item: ItemRow) -> Badge | None:
    if not (item.scheme and item.source_code and item.information_code):
        return None
    grade = Grade(scheme=item.scheme, source=item.source_code, information=item.information_code)
    return badge(grade, refuted=item.state == "refuted")
