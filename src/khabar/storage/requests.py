"""Requests for information, their questions and the replies to them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from khabar.exchange import Answer, Question, Reply, Request, clocks, outcome
from khabar.storage.models.accounts import CaseFile
from khabar.storage.models.exchange import Request as Row
from khabar.storage.models.exchange import RequestQuestion, RequestReply


def keep(
    request: Request, *, direction: str, partner: str, msg_id: str, label_id: int,
    author: int | None = None, case: str | None = None,
) -> None:  # fmt: skip
    """Keep a request with its questions and its two clocks."""
    acknowledge_by, _answer_by = clocks(request.urgency, request.sent)
    row = Row.objects.create(
        uid=request.id,
        number=request.number[:48],
        direction=direction,
        partner=partner,
        urgency=request.urgency,
        why=request.why,
        subject=request.subject,
        background=request.background,
        offence=request.offence[:120],
        basis=request.basis,
        use=request.use,
        agency=request.agency[:24],
        unit=request.unit[:120],
        language=request.language[:8],
        sent_at=request.sent,
        acknowledge_by=acknowledge_by,
        due_at=request.due,
        msg_id=msg_id,
        author_id=author,
        case=CaseFile.objects.filter(uid=case).first() if case else None,
        label_id=label_id,
    )
    for question in request.questions:
        RequestQuestion.objects.create(
            request=row, n=question.n, text=question.text, label_id=label_id
        )


def keep_answer(uid: str, answer: Answer, *, label_id: int) -> str:
    """Keep the replies beside the questions; → what the request has come to."""
    row = Row.objects.get(uid=uid)
    for reply in answer.replies:
        RequestReply.objects.create(
            request=row,
            n=reply.n,
            verdict=reply.verdict,
            text=reply.text,
            stores=reply.stores,
            ground=reply.ground,
            agency=answer.agency[:24],
            unit=answer.unit[:120],
            handling=answer.handling,
            at=answer.at,
            label_id=label_id,
        )
    row.state = outcome(questions(uid), _replies(row))
    row.answered_at = answer.at if row.state != "open" else None
    row.acknowledged_at = row.acknowledged_at or answer.at
    row.save(update_fields=["state", "answered_at", "acknowledged_at"])
    return row.state


def acknowledge(uid: str, *, at: datetime) -> bool:
    """Somebody works on it; False when that was said before."""
    return bool(Row.objects.filter(uid=uid, acknowledged_at=None).update(acknowledged_at=at))


def acknowledge_sent(msg_id: str, *, at: datetime) -> None:
    """The partner opened our request: their clock for acknowledging has stopped."""
    Row.objects.filter(msg_id=msg_id, direction="out", acknowledged_at=None).update(
        acknowledged_at=at
    )


def asked_of(uid: str, partner: str) -> bool:
    """Did we send this request to this partner?"""
    return Row.objects.filter(uid=uid, direction="out", partner=partner).exists()


def is_known(uid: str) -> bool:
    return Row.objects.filter(uid=uid).exists()


def label_of(uid: str) -> int:
    return int(Row.objects.values_list("label_id", flat=True).get(uid=uid))


def msg_id_of(uid: str) -> str:
    return Row.objects.values_list("msg_id", flat=True).get(uid=uid)


def questions(uid: str) -> tuple[Question, ...]:
    rows = RequestQuestion.objects.filter(request__uid=uid).order_by("n")
    return tuple(Question(n=row.n, text=row.text) for row in rows)


def _replies(row: Row) -> Iterable[Reply]:
    """The newest reply to each question."""
    newest = {reply.n: reply for reply in RequestReply.objects.filter(request=row).order_by("pk")}
    return [
        Reply(n=one.n, verdict=one.verdict, text=one.text, stores=one.stores, ground=one.ground)
        for one in newest.values()
    ]
