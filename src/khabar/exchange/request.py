"""Request for information: numbered questions, two clocks, and answers that mean one thing.

Source  doctrine.md section 7 (levels U0–U4, answers, grounds); exchange.md section 9
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from khabar.core.errors import Fault, refuse_faults
from khabar.exchange.sealing import JsonRefused, read_object, read_record

HIT, NO_TRACE, PART, REFUSED = "hit", "no-trace", "part", "refused"
VERDICTS = (HIT, NO_TRACE, PART, REFUSED)
GROUNDS = (
    "not-held", "law-forbids", "ongoing-operation", "source-danger",
    "disproportionate", "not-authorised", "third-party",
)  # fmt: skip
USES = ("intelligence", "court")
TEXT, QUESTIONS = 4_000, 20
_ID = re.compile("[0-9a-z]{32}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Urgency:
    """A level and its two clocks, both counted from sending."""

    code: str
    acknowledge: timedelta
    answer: timedelta
    needs_reason: bool
    lane: str


URGENCY = {
    one.code: one
    for one in (
        Urgency(code="U0", acknowledge=timedelta(minutes=30), answer=timedelta(hours=4),
                needs_reason=True, lane="flash"),
        Urgency(code="U1", acknowledge=timedelta(hours=1), answer=timedelta(hours=8),
                needs_reason=True, lane="urgent"),
        Urgency(code="U2", acknowledge=timedelta(days=1), answer=timedelta(days=3),
                needs_reason=True, lane="urgent"),
        Urgency(code="U3", acknowledge=timedelta(days=2), answer=timedelta(days=7),
                needs_reason=False, lane="routine"),
        Urgency(code="U4", acknowledge=timedelta(days=3), answer=timedelta(days=30),
                needs_reason=False, lane="routine"),
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """n counts from 1 and is what an answer quotes."""

    n: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request to one node.

    urgency    U0 … U4; why: needed for U0, U1, U2
    offence    article it serves; basis: the agreement or law it rests on
    use        intelligence, or court
    due        when an answer is wanted: at most the level's clock
    """

    id: str
    number: str
    urgency: str
    why: str
    subject: str
    background: str
    offence: str
    basis: str
    use: str
    sent: datetime
    due: datetime
    agency: str
    unit: str
    language: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The answer to one question.

    text     what is known; needed for hit and part
    stores   what was searched and to which date; needed for no-trace
    ground   one of GROUNDS; needed for refused, and for part when something is withheld
    """

    n: int
    verdict: str
    text: str
    stores: str
    ground: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answers to some of a request's questions; the rest stay open."""

    request: str
    agency: str
    unit: str
    at: datetime
    handling: int
    replies: tuple[Reply, ...]


def clocks(urgency: str, sent: datetime) -> tuple[datetime, datetime]:
    """When receipt must be acknowledged and when the answer is due."""
    level = URGENCY[urgency]
    return sent + level.acknowledge, sent + level.answer


def must_be_askable(request: Request) -> None:
    """Refuse a request that a partner would rightly send back: every fault at once.

    Raises  Invalid.
    """
    faults = [
        Fault(where=field, code="exchange.request-field-missing")
        for field in ("subject", "offence", "basis")
        if not getattr(request, field).strip()
    ]
    faults += [
        Fault(where=field, code="exchange.text-too-long", facts={"limit": TEXT})
        for field in ("subject", "background", "why", "basis")
        if len(getattr(request, field)) > TEXT
    ]
    faults += _question_faults(request.questions)
    level = URGENCY.get(request.urgency)
    if level is None:
        faults.append(Fault(where="urgency", code="exchange.urgency-unknown"))
    else:
        faults += _clock_faults(request, level)
    if request.use not in USES:
        faults.append(Fault(where="use", code="exchange.use-unknown"))
    refuse_faults(faults)


def must_be_an_answer(answer: Answer, questions: Iterable[Question]) -> None:
    """Refuse an answer that could be misread: every fault at once.

    "No trace" must list the stores searched, a refusal must give its ground; silence is
    neither.

    Raises  Invalid.
    """
    asked = {question.n for question in questions}
    faults: list[Fault] = []
    if not answer.replies:
        faults.append(Fault(where="replies", code="exchange.answer-empty"))
    for reply in answer.replies:
        faults += _reply_faults(reply, asked)
    if len({reply.n for reply in answer.replies}) != len(answer.replies):
        faults.append(Fault(where="replies", code="exchange.question-twice"))
    refuse_faults(faults)


def outcome(questions: Iterable[Question], replies: Iterable[Reply]) -> str:
    """What the request has come to: open, part, answered, no-trace or refused."""
    by_number = {reply.n: reply.verdict for reply in replies}
    verdicts = {by_number.get(question.n) for question in questions}
    if verdicts == {None}:
        return "open"
    if None in verdicts or PART in verdicts:
        return "part"
    if verdicts in ({NO_TRACE}, {REFUSED}):
        return next(iter(verdicts)) or "open"
    return "answered" if REFUSED not in verdicts else "part"


def read_request(raw: bytes) -> Request:
    """Raises  JsonRefused · Invalid."""
    request = read_record(Request, read_object(_one_line(raw), where="request"), where="request")
    if not _ID.fullmatch(request.id):
        raise JsonRefused(Fault(where="request:id", code="exchange.field-wrong"))
    must_be_askable(request)
    return request


def read_answer(raw: bytes) -> Answer:
    """Raises  JsonRefused."""
    return read_record(Answer, read_object(_one_line(raw), where="answer"), where="answer")


def _one_line(raw: bytes) -> bytes:
    if raw.count(b"\n") != 1 or not raw.endswith(b"\n"):
        raise JsonRefused(Fault(where="request:1", code="exchange.line-cut"))
    return raw[:-1]


def _question_faults(questions: tuple[Question, ...]) -> list[Fault]:
    if not 0 < len(questions) <= QUESTIONS:
        return [Fault(where="questions", code="exchange.questions-missing",
                      facts={"limit": QUESTIONS})]  # fmt: skip
    faults = [
        Fault(where="questions", code="exchange.question-empty", facts={"n": question.n})
        for question in questions
        if not question.text.strip() or len(question.text) > TEXT
    ]
    if [question.n for question in questions] != list(range(1, len(questions) + 1)):
        faults.append(Fault(where="questions", code="exchange.question-twice"))
    return faults


def _clock_faults(request: Request, level: Urgency) -> list[Fault]:
    faults = []
    if level.needs_reason and not request.why.strip():
        faults.append(Fault(where="why", code="exchange.urgency-needs-reason"))
    if not request.sent < request.due <= request.sent + timedelta(days=366):
        faults.append(Fault(where="due", code="exchange.due-unreachable"))
    return faults


def _reply_faults(reply: Reply, asked: set[int]) -> list[Fault]:
    where, faults = f"reply-{reply.n}", []
    if reply.n not in asked:
        faults.append(Fault(where=where, code="exchange.question-unknown", facts={"n": reply.n}))
    if reply.verdict not in VERDICTS:
        return [*faults, Fault(where=where, code="exchange.verdict-unknown", facts={"n": reply.n})]
    if reply.verdict in (HIT, PART) and not reply.text.strip():
        faults.append(Fault(where=where, code="exchange.reply-needs-text", facts={"n": reply.n}))
    if reply.verdict == NO_TRACE and not reply.stores.strip():
        faults.append(Fault(where=where, code="exchange.reply-needs-stores", facts={"n": reply.n}))
    needs_ground = reply.verdict == REFUSED or reply.ground
    if needs_ground and reply.ground not in GROUNDS:
        faults.append(Fault(where=where, code="exchange.reply-needs-ground", facts={"n": reply.n}))
    if len(reply.text) > TEXT or len(reply.stores) > TEXT:
        faults.append(Fault(where=where, code="exchange.text-too-long", facts={"limit": TEXT}))
    return faults
