"""What an evaluator looks at: the queue by time-to-worthless, one item, what is known of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from khabar.desk.resembling import Known, badge_of, known_beside
from khabar.desk.sitting import Sitting, look
from khabar.evaluation import (
    SCHEMES,
    Badge,
    Leak,
    Scheme,
    leaks,
    needs_another_text,
    repeats,
    traces,
)
from khabar.safeguards import Label, join, must_be_another_person
from khabar.safeguards.sensitive import Touch, touches
from khabar.storage import evaluations, labels
from khabar.storage.connection import Read
from khabar.storage.sql import dependents
from khabar.storage.sql import evaluations as read_evaluations
from khabar.storage.sql import review as read_review
from khabar.storage.sql.evaluations import EvaluationRow
from khabar.storage.sql.review import ReviewRow, SanitisedRow

HINTED = 40
"""Items of the queue, the most urgent ones, that are looked at for repeats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """One item waiting; `grade` once it is graded but its report is not yet accepted."""

    item: ReviewRow
    grade: Badge | None
    late: bool
    repeats: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """What waits, and how the last day went: graded items, those in time.

    label  strictest of what is shown; None for an empty queue
    """

    rows: tuple[QueueRow, ...]
    today: int
    in_time: int
    label: Label | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Items with their grades, and the strictest label among them; None for an empty list."""

    rows: tuple[tuple[ReviewRow, Badge | None], ...]
    label: Label | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One line of the checks list: done, stop or open."""

    code: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDesk:
    """Everything beside one item.

    traces   where the reported text tells of its source; leaks: where the written one does
    touches  protected matters in it; lifted: a second person tied them to a crime
    origins  independent origins among this item and what resembles it
    group    of the item itself, as in Known
    rest     other items of its report still without a decision
    standing (kind, how many) of what stands on it: statements, findings, products, copies …
    """

    item: ReviewRow
    label: Label
    scheme: Scheme
    grade: Badge | None
    written: SanitisedRow | None
    traces: tuple[Leak, ...]
    leaks: tuple[Leak, ...]
    touches: tuple[Touch, ...]
    lifted: bool
    known: tuple[Known, ...]
    origins: int
    group: int
    checks: tuple[Check, ...]
    rest: tuple[ReviewRow, ...]
    verdicts: tuple[EvaluationRow, ...]
    standing: tuple[tuple[str, int], ...]

    @property
    def second_origin(self) -> bool:
        """Whether a code that says "others agree" is to be had."""
        return self.origins > 1

    @property
    def reports(self) -> int:
        """How many reports say about the same, this one counted."""
        return len({self.item.report_uid, *(known.item.report_uid for known in self.known)})

    @property
    def is_open(self) -> bool:
        """Whether it still waits for its decision."""
        return self.item.report_state == "submitted"


def queue(sitting: Sitting) -> Queue:
    """What waits for this evaluator: soonest worthless first, then without a date, then late."""
    with look(sitting, "review.queue") as seen:
        waiting = read_review.waiting(seen.read)
        now = sitting.clock()
        waiting.sort(key=lambda row: _pressing(row, now))
        others = read_review.others(seen.read, "")
        today, in_time = read_review.evaluated_since(seen.read, now - timedelta(days=1))
        seen.about(*(row.uid for row in waiting))
    texts = [(row.uid, row.text, row.report_uid) for row in others]
    rows = [
        QueueRow(
            item=row,
            grade=badge_of(row),
            late=row.useful_until is not None and row.useful_until <= now,
            repeats=place < HINTED and _resembles(row, texts),
        )
        for place, row in enumerate(waiting)
    ]
    return Queue(rows=tuple(rows), today=today, in_time=in_time, label=_strictest(waiting))


def returned(sitting: Sitting) -> Listed:
    """Items given back and not yet sent again, the oldest first."""
    with look(sitting, "review.returned") as seen:
        found = [row for row in read_review.waiting(seen.read, "returned") if row.verdict]
        seen.about(*(row.uid for row in found))
    return _listed(found)


def done(sitting: Sitting) -> Listed:
    """Items of the agency's accepted reports, the newest verdict first."""
    with look(sitting, "review.done") as seen:
        found = read_review.evaluated(seen.read)
        seen.about(*(row.uid for row in found))
    return _listed(found)


def read_for_review(sitting: Sitting, item: str) -> ItemDesk:
    """One item with all that an evaluator weighs.

    Raises  SamePerson for its author; NotFound
    """
    with look(sitting, "item.review") as seen:
        found = read_review.by_uid(seen.read, item)
        must_be_another_person(sitting.who.id, found.author_id)
        desk = _item_desk(seen.read, found)
        seen.about(item, *(known.item.uid for known in desk.known))
    return desk


def _listed(found: Sequence[ReviewRow]) -> Listed:
    return Listed(rows=tuple((row, badge_of(row)) for row in found), label=_strictest(found))


def _strictest(rows: Sequence[ReviewRow]) -> Label | None:
    shown = [labels.get(number) for number in {row.label_id for row in rows}]
    return join(*shown) if shown else None


def _item_desk(read: Read, found: ReviewRow) -> ItemDesk:
    known, group, origins = known_beside(read, found)
    written = read_review.newest_sanitised(read, found.uid)
    touched = touches(f"{found.text}\n{found.comment}")
    lifted = read_review.is_lifted(read, found.uid)
    leaking = leaks(found.text, found.sanitised_text)
    return ItemDesk(
        item=found,
        label=labels.get(found.label_id),
        scheme=SCHEMES[found.scheme or evaluations.scheme_of(found.agency)],
        grade=badge_of(found),
        written=written,
        traces=traces(found.text),
        leaks=leaking,
        touches=touched,
        lifted=lifted,
        known=known,
        origins=origins,
        group=group,
        checks=_checks(found, leaking, touched, lifted, written),
        rest=tuple(
            row for row in read_review.of_report(read, found.report_uid)
            if row.uid != found.uid and row.state == "submitted"
        ),
        verdicts=tuple(read_evaluations.of_item(read, found.uid)),
        standing=_standing(read, found.uid),
    )  # fmt: skip


def _standing(read: Read, uid: str) -> tuple[tuple[str, int], ...]:
    counts = Counter(one.kind for one in dependents.dependents_of(read, uid))
    return tuple(sorted(counts.items()))


def _checks(
    found: ReviewRow,
    leaking: Sequence[Leak],
    touched: Sequence[Touch],
    lifted: bool,
    written: SanitisedRow | None,
) -> tuple[Check, ...]:
    blocked = any(leak.blocks for leak in leaking) and not (written and written.looked)
    needed = needs_another_text(found.how_known)
    text = "stop" if blocked else "done" if found.sanitised_text or not needed else "open"
    return (
        Check(code="basis", state="done" if found.legal_basis else "stop"),
        Check(code="time", state="done" if found.event_text else "open"),
        Check(code="sensitive", state="stop" if touched and not lifted else "done"),
        Check(code="source", state=text),
        Check(code="few-know", state="open" if found.known_to == "1-2" else "done"),
    )


def _pressing(row: ReviewRow, now: datetime) -> tuple[int, float, float]:
    asked = row.submitted_at.timestamp() if row.submitted_at else 0.0
    if row.useful_until is None:
        return 1, float(row.urgency), asked
    return (0 if row.useful_until > now else 2), row.useful_until.timestamp(), asked


def _resembles(row: ReviewRow, texts: Sequence[tuple[str, str, str]]) -> bool:
    others = ((uid, text) for uid, text, report in texts if report != row.report_uid)
    return bool(repeats(row.text, others))
