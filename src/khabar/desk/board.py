"""The supervisor's board: what was asked, who was asked, what has come of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from khabar.desk.marking import strictest
from khabar.desk.sitting import Sitting, look
from khabar.direction import Answered, Coverage, RequirementState, coverage
from khabar.evaluation import Badge, Grade, badge, carries, independent_origins
from khabar.safeguards import Label
from khabar.storage.connection import Read
from khabar.storage.sql import cases as read_cases
from khabar.storage.sql import requirements as read_requirements
from khabar.storage.sql.cases import CaseRow
from khabar.storage.sql.requirements import AnswerRow, DecisionRow, RequirementRow, TaskRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One item that answers, with its grade as a badge."""

    report_number: str
    text: str
    place: str
    submitted_at: datetime | None
    state: str
    label_id: int
    grade: Badge | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementLine:
    """A requirement with what the viewer may see of its answers.

    best   an accepted grade that carries a line alone; else any accepted one; else None
    """

    requirement: RequirementRow
    coverage: Coverage
    tasks: tuple[TaskRow, ...]
    answers: tuple[Answer, ...]
    best: Badge | None
    overdue: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The board of all cases a supervisor belongs to, or of one."""

    label: Label | None
    cases: tuple[CaseRow, ...]
    chosen: CaseRow | None
    lines: tuple[RequirementLine, ...]
    decisions: tuple[DecisionRow, ...]
    tasks: tuple[TaskRow, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many requirements are answered so far, by how far."""
        reached = [line.coverage.answered.value for line in self.lines]
        return {kind.value: reached.count(kind.value) for kind in Answered}

    @property
    def open(self) -> int:
        return sum(line.requirement.state == "active" for line in self.lines)

    @property
    def late(self) -> int:
        return sum(line.overdue for line in self.lines)

    @property
    def circular(self) -> int:
        return sum(line.coverage.circular for line in self.lines)

    @property
    def at_work(self) -> int:
        return sum(task.state == "assigned" for task in self.tasks)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementPage:
    """One requirement with the decision that made it."""

    label: Label | None
    line: RequirementLine
    decision: DecisionRow | None


def board(sitting: Sitting, *, case: str = "") -> Board:
    """The board.

    case   uid of one of the viewer's cases; "" = the case of the sitting, else all of them

    Raises  NotFound for a case that is not theirs.
    """
    with look(sitting, "board.read") as seen:
        wanted = case or sitting.case or ""
        chosen = read_cases.own_by_uid(seen.read, wanted) if wanted else None
        uid = chosen.uid if chosen else None
        asked = read_requirements.visible(seen.read, uid)
        lines = _lines(sitting, asked, seen.read)
        known = {row.uid for row in asked}
        page = Board(
            label=strictest(row.label_id for row in asked),
            cases=tuple(read_cases.mine(seen.read)),
            chosen=chosen,
            lines=lines,
            decisions=tuple(read_requirements.decisions(seen.read, uid)),
            tasks=tuple(
                task for task in read_requirements.tasks(seen.read)
                if task.requirement_uid in known
            ),
        )  # fmt: skip
        seen.about(*sorted(known))
    return page


def requirement_page(sitting: Sitting, uid: str) -> RequirementPage:
    """One requirement, its plan and its answers.

    Raises  NotFound when it is not there or not theirs to see.
    """
    with look(sitting, "requirement.read") as seen:
        row = read_requirements.by_uid(seen.read, uid)
        (line,) = _lines(sitting, [row], seen.read)
        made = read_requirements.decisions(seen.read, row.case_uid)
        used = [row.label_id, *(answer.label_id for answer in line.answers)]
        seen.about(uid)
    decision = next((one for one in made if one.uid == row.decision_uid), None)
    return RequirementPage(label=strictest(used), line=line, decision=decision)


def _lines(
    sitting: Sitting, asked: Sequence[RequirementRow], read: Read
) -> tuple[RequirementLine, ...]:
    by_requirement: dict[str, list[AnswerRow]] = defaultdict(list)
    for answer in read_requirements.answers(read):
        by_requirement[answer.requirement_uid].append(answer)
    joins = read_requirements.origin_joins(read)
    tasks = read_requirements.tasks(read)
    now = sitting.clock()
    return tuple(_line(row, by_requirement[row.uid], joins, tasks, now) for row in asked)


def _line(
    row: RequirementRow,
    answers: Sequence[AnswerRow],
    joins: Sequence[tuple[int, int]],
    tasks: Sequence[TaskRow],
    now: datetime,
) -> RequirementLine:
    accepted = [answer for answer in answers if answer.item_state == "accepted"]
    state = RequirementState(row.state)
    return RequirementLine(
        requirement=row,
        coverage=coverage(
            state,
            reports=len({answer.report_number for answer in answers}),
            accepted=len({answer.report_number for answer in accepted}),
            origins=independent_origins((answer.origin_id for answer in accepted), joins),
        ),
        tasks=tuple(task for task in tasks if task.requirement_uid == row.uid),
        answers=tuple(_answer(answer) for answer in answers),
        best=_best(accepted),
        overdue=state.is_open and now >= row.due_at,
    )


def _answer(row: AnswerRow) -> Answer:
    grade = _grade(row)
    return Answer(
        report_number=row.report_number, text=row.text, place=row.place_text,
        submitted_at=row.submitted_at, state=row.item_state,
        label_id=row.label_id,
        grade=badge(grade, refuted=row.item_state == "refuted") if grade else None,
    )  # fmt: skip


def _best(accepted: Sequence[AnswerRow]) -> Badge | None:
    """Grades have no order: one that carries alone is shown before one that does not."""
    grades = [grade for row in accepted if (grade := _grade(row))]
    strong = [grade for grade in grades if carries(grade)]
    return badge((strong or grades)[0]) if grades else None


def _grade(row: AnswerRow) -> Grade | None:
    if not (row.scheme and row.source_code and row.information_code):
        return None
    return Grade(scheme=row.scheme, source=row.source_code, information=row.information_code)
