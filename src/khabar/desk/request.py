"""Requests for information: ask a partner, answer a partner, and keep both clocks."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from khabar.core.errors import Conflict, Fault, Invalid, NotFound
from khabar.desk.arriving import shared_label
from khabar.desk.outbox import put, put_receipt
from khabar.desk.sitting import Sitting, act, look
from khabar.exchange import (
    ANSWER,
    REQUEST,
    SEEN,
    URGENCY,
    Answer,
    Question,
    Reply,
    Request,
    as_bytes,
    clocks,
    must_be_an_answer,
    must_be_askable,
)
from khabar.safeguards import Handling, Label
from khabar.storage import accounts, labels, parcels, requests
from khabar.storage.sql import requests as read_requests
from khabar.storage.sql.requests import RequestLine, RequestPage

_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


class RequestClosed(Conflict):
    """It was answered in full, or it is not one that was asked of us."""

    code = "exchange.request-closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestDraft:
    """A request as typed. questions: one a line of the form, blank ones left out.

    due  None for the urgency's own clock
    """

    urgency: str
    subject: str
    questions: Sequence[str]
    offence: str
    basis: str
    why: str = ""
    background: str = ""
    use: str = "intelligence"
    due: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyDraft:
    """The reply to one question as typed; verdict "" leaves the question open."""

    n: int
    verdict: str = ""
    text: str = ""
    stores: str = ""
    ground: str = ""


def write_request(sitting: Sitting, draft: RequestDraft) -> str:
    """Ask the sitting's partner; sealed and queued in the same act.

    →   the request's uid

    Raises  Invalid with every fault; PeerUnknown.
    """
    with act(sitting, "request.write") as doing:
        if not sitting.partner:
            raise Invalid(Fault(where="partner", code="exchange.partner-missing"))
        request = _request(sitting, draft)
        must_be_askable(request)
        label = shared_label(sitting.who.agency, sitting.node, sitting.partner, Handling.H2)
        sent = put(
            sitting, to=sitting.partner, kind=REQUEST, content=as_bytes(request) + b"\n",
            label=label, purpose=f"{request.number}", lane=URGENCY[request.urgency].lane,
        )  # fmt: skip
        requests.keep(
            request, direction=parcels.OUT, partner=sitting.partner, msg_id=sent.msg_id,
            label_id=labels.intern(label), author=sitting.who.id, case=sitting.case,
        )  # fmt: skip
        doing.about(request.id, sent.uid)
    return request.id


def board(sitting: Sitting) -> list[RequestLine]:
    """Every request of the desk by time left; words only of those the viewer may read now."""
    with look(sitting, "request.list") as seen:
        found = read_requests.board(seen.read)
        seen.about(*(line.uid for line in found))
    return found


def read_request(sitting: Sitting, uid: str) -> RequestPage:
    """One request with its questions and replies.

    Raises  NotFound
    """
    with look(sitting, "request.read") as seen:
        page = read_requests.by_uid(seen.read, uid)
        seen.about(uid)
    return page


def label_of(page: RequestPage) -> Label:
    """The label that a page showing this request must carry."""
    return labels.get(page.label_id)


def acknowledge(sitting: Sitting, uid: str) -> bool:
    """Say, signed, that a person has the request; stops the first clock. Once.

    Raises  NotFound · RequestClosed when it is our own.
    """
    with act(sitting, "request.acknowledge") as doing:
        page = read_requests.by_uid(doing.read, uid)
        _must_be_theirs(page)
        first = requests.acknowledge(uid, at=sitting.clock())
        if first:
            _say_seen(sitting, page)
        doing.about(uid)
    return first


def answer_request(
    sitting: Sitting, uid: str, *, replies: Sequence[ReplyDraft], handling: int
) -> str:
    """Answer some or all questions; those without a verdict stay open.

    handling  0…3: what the partner may do with the answer
    →         what the request has come to: part, answered, no-trace, refused

    Raises  NotFound · RequestClosed · Invalid with every fault
    """
    with act(sitting, "request.answer") as doing:
        page = read_requests.by_uid(doing.read, uid)
        _must_be_theirs(page)
        if page.line.state not in ("open", "part"):
            raise RequestClosed()
        answer = _answer(sitting, uid, replies, handling)
        must_be_an_answer(answer, requests.questions(uid))
        partner = page.line.partner
        label = shared_label(sitting.who.agency, sitting.node, partner, Handling(handling))
        sent = put(
            sitting, to=partner, kind=ANSWER, content=as_bytes(answer) + b"\n", label=label,
            purpose=page.line.number, lane=URGENCY[page.line.urgency].lane, refs=(page.msg_id,),
        )  # fmt: skip
        if requests.acknowledge(uid, at=sitting.clock()):
            _say_seen(sitting, page)
        state = requests.keep_answer(uid, answer, label_id=labels.intern(label))
        doing.about(uid, sent.uid)
    return state


def _request(sitting: Sitting, draft: RequestDraft) -> Request:
    now = sitting.clock().replace(microsecond=0)
    node = accounts.this_node()
    urgency = draft.urgency if draft.urgency in URGENCY else ""
    due = draft.due or (clocks(urgency, now)[1] if urgency else now)
    asked = [text.strip() for text in draft.questions if text.strip()]
    number = "".join(secrets.choice(_LETTERS) for _ in range(5))
    return Request(
        id=sitting.ids(),
        number=f"{node.code if node else ''}-RFI-{now.year}-{number}",
        urgency=draft.urgency,
        why=draft.why.strip(),
        subject=draft.subject.strip(),
        background=draft.background.strip(),
        offence=draft.offence.strip(),
        basis=draft.basis.strip(),
        use=draft.use,
        sent=now,
        due=due.replace(microsecond=0),
        agency=sitting.who.agency,
        unit=sitting.who.unit,
        language=sitting.who.language,
        questions=tuple(Question(n=n, text=text) for n, text in enumerate(asked, 1)),
    )


def _answer(sitting: Sitting, uid: str, replies: Sequence[ReplyDraft], handling: int) -> Answer:
    if handling not in (0, 1, 2, 3):
        raise Invalid(Fault(where="handling", code="exchange.handling-unknown"))
    return Answer(
        request=uid,
        agency=sitting.who.agency,
        unit=sitting.who.unit,
        at=sitting.clock().replace(microsecond=0),
        handling=handling,
        replies=tuple(
            Reply(n=one.n, verdict=one.verdict, text=one.text.strip(), stores=one.stores.strip(),
                  ground=one.ground)
            for one in replies
            if one.verdict
        ),
    )  # fmt: skip


def _must_be_theirs(page: RequestPage) -> None:
    if page.line.direction != parcels.IN:
        raise RequestClosed()


def _say_seen(sitting: Sitting, page: RequestPage) -> None:
    kept = parcels.came(page.msg_id, page.line.partner)
    if kept is None:
        raise NotFound
    if parcels.seen(kept.uid, at=sitting.clock()):
        put_receipt(sitting, parcel=kept, kind=SEEN, unit=sitting.who.unit)
