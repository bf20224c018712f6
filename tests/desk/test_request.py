"""Ask a partner, answer a partner; both clocks run from signed words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from khabar.core.errors import Conflict, Invalid, NotFound, Refusal
from khabar.desk.arriving import shared_label
from khabar.desk.request import (
    ReplyDraft,
    RequestDraft,
    acknowledge,
    answer_request,
    board,
    read_request,
    write_request,
)
from khabar.exchange import Answer, Reply, as_bytes, open_letter, read_answer, read_receipt, seal
from khabar.exchange import read_request as read_wire
from khabar.exchange.package import Manifest
from khabar.safeguards import Handling, Purpose
from khabar.storage import labels
from khabar.storage.connection import together
from khabar.storage.models.exchange import Parcel, ParcelBody, Request, RequestReply
from tests.cast import NIGHT
from tests.conftest import Seats, TestClock
from tests.desk.arriving import bring, bring_receipt
from tests.desk.partners import me, pin_partners
from tests.desk.test_exchange_sending import opened
from tests.exchange.making import KZ, MANIFEST, UZ, Node
from tests.exchange.test_request import REQUEST

DRAFT = RequestDraft(
    urgency="U2", why="Active operation", subject="White van, plate 00 O 417",
    questions=("Who owns it?", " ", "When did it cross?"), offence="Drug trafficking",
    basis="Agreement of 1999, art. 4",
)  # fmt: skip
THEIRS = replace(REQUEST, agency="UZ-MIA", number="UZ-RFI-2026-7Q4M", offence="trafficking",
                 sent=NIGHT, due=NIGHT + timedelta(days=3))  # fmt: skip


@pytest.fixture
def latif(sit: Seats):
    pin_partners()
    with together():  # a sitting knows the labels of its moment: a page opens a new one each time
        for agency in ("TJ-DCA", "UZ-MIA"):
            for handling in Handling:
                labels.intern(shared_label(agency, "TJ", "UZ", handling))
    return sit("latif", Purpose.ANSWER, partner="UZ")


def bring_content(kind: str, content: bytes, clock: TestClock, *, by: Node = UZ) -> str:
    fields = {name: getattr(MANIFEST, name) for name in Manifest.__dataclass_fields__}
    manifest = Manifest(**{
        **fields, "kind": kind, "sender": by.code, "to": ("TJ",), "created": NIGHT,
        "not_after": NIGHT + timedelta(days=30),
    })  # fmt: skip
    one = seal(manifest, content, key=by.signing, recipients=[me().peer.recipient])
    assert bring(one.msg_id, one.body, clock=clock, sender=by).code == ""
    return one.msg_id


def asked(clock: TestClock, **changes: object) -> str:
    bring_content("request", as_bytes(replace(THEIRS, **changes)) + b"\n", clock)
    found = Request.objects.filter(direction="in").first()
    return found.uid if found else ""


def test_a_request_leaves_sealed_and_numbered(latif) -> None:
    uid = write_request(latif, DRAFT)

    parcel = Parcel.objects.get(direction="out")
    body = bytes(ParcelBody.objects.get(parcel=parcel).body)
    wire = read_wire(opened(body).content)
    assert (wire.id, [(q.n, q.text) for q in wire.questions]) == (
        uid, [(1, "Who owns it?"), (2, "When did it cross?")],
    )  # fmt: skip
    assert (parcel.lane, parcel.content) == ("urgent", "request")
    assert read_request(latif, uid).line.due_at == NIGHT + timedelta(days=3)


def test_every_fault_of_the_form_is_said_and_nothing_leaves(latif) -> None:
    with pytest.raises(Invalid) as wrong:
        write_request(latif, RequestDraft(urgency="U9", subject="", questions=[], offence="",
                                          basis=""))  # fmt: skip

    assert {fault.where for fault in wrong.value.faults} == {
        "subject", "offence", "basis", "questions", "urgency",
    }  # fmt: skip
    assert Parcel.objects.count() == 0


def test_the_partners_signed_word_stops_the_first_clock(latif, clock: TestClock) -> None:
    uid = write_request(latif, DRAFT)
    msg_id = Parcel.objects.get(direction="out").msg_id

    assert read_request(latif, uid).line.acknowledged_at is None
    bring_receipt(msg_id, "seen", clock=clock)

    assert read_request(latif, uid).line.acknowledged_at == NIGHT


def answered(uid: str, *replies: Reply) -> bytes:
    return as_bytes(Answer(request=uid, agency="UZ-MIA", unit="OCT", at=NIGHT, handling=1,
                           replies=replies)) + b"\n"  # fmt: skip


HIT = Reply(n=1, verdict="hit", text="A company", stores="", ground="")
NO_TRACE = Reply(n=2, verdict="no-trace", text="", stores="Crossings to 16 Oct", ground="")


def test_an_answer_closes_what_it_answers_and_leaves_the_rest_open(latif, clock: TestClock) -> None:
    uid = write_request(latif, DRAFT)

    bring_content("answer", answered(uid, HIT), clock)
    assert read_request(latif, uid).line.state == "part"
    bring_content("answer", answered(uid, NO_TRACE), clock)

    page = read_request(latif, uid)
    assert page.line.state == "answered"
    assert [[reply.verdict for reply in replies] for _, _, replies in page.questions] == [
        ["hit"], ["no-trace"],
    ]  # fmt: skip


def test_an_answer_nobody_asked_for_is_refused(latif, clock: TestClock) -> None:
    uid = write_request(latif, DRAFT)

    bring_content("answer", answered(uid, HIT), clock, by=KZ)
    bring_content("answer", answered("f" * 32, HIT), clock)

    assert RequestReply.objects.count() == 0


def test_an_answer_that_could_be_misread_is_refused(latif, clock: TestClock) -> None:
    uid = write_request(latif, DRAFT)

    bring_content("answer", answered(uid, replace(NO_TRACE, stores="")), clock)

    assert RequestReply.objects.count() == 0


def test_a_partners_request_is_read_acknowledged_and_answered(latif, clock: TestClock) -> None:
    uid = asked(clock)
    assert acknowledge(latif, uid)
    assert not acknowledge(latif, uid)

    state = answer_request(
        latif, uid, handling=1,
        replies=[ReplyDraft(n=1, verdict="hit", text="A company"), ReplyDraft(n=2)],
    )  # fmt: skip

    assert state == "part"
    row = ParcelBody.objects.get(parcel__content="answer")
    answer = read_answer(opened(bytes(row.body)).content)
    assert [(one.n, one.verdict) for one in answer.replies] == [(1, "hit")]
    kinds = {
        read_receipt(open_letter(bytes(one.body), identity=UZ.identity), {"TJ": me().peer}).kind
        for one in ParcelBody.objects.filter(parcel__content="receipt")
    }
    assert kinds == {"delivered", "processed", "seen"}


@pytest.mark.parametrize(
    ("replies", "code"),
    [
        ([ReplyDraft(n=1, verdict="no-trace")], "exchange.reply-needs-stores"),
        ([ReplyDraft(n=1, verdict="refused")], "exchange.reply-needs-ground"),
        ([ReplyDraft(n=7, verdict="hit", text="x")], "exchange.question-unknown"),
        ([ReplyDraft(n=1)], "exchange.answer-empty"),
    ],
)
def test_a_poor_answer_does_not_leave(latif, clock: TestClock, replies: list, code: str) -> None:
    uid = asked(clock)

    with pytest.raises(Invalid) as wrong:
        answer_request(latif, uid, replies=replies, handling=1)

    assert code in [fault.code for fault in wrong.value.faults]
    assert not Parcel.objects.filter(content="answer").exists()


@pytest.mark.parametrize(
    "changes",
    [{"offence": "stealing a bicycle"}, {"agency": "KZ-CNB"},
     {"background": "He attends meetings of the opposition party and supports protests"}],
)  # fmt: skip
def test_a_request_beyond_our_rules_is_not_kept(latif, clock: TestClock, changes: dict) -> None:
    assert asked(clock, **changes) == ""


def test_a_request_is_answered_once(latif, clock: TestClock) -> None:
    uid = asked(clock)
    both = [ReplyDraft(n=n, verdict="no-trace", stores="All, to 17 Oct") for n in (1, 2)]

    assert answer_request(latif, uid, replies=both, handling=0) == "no-trace"
    with pytest.raises(Conflict):
        answer_request(latif, uid, replies=both, handling=0)


def test_ours_is_not_ours_to_answer(latif) -> None:
    uid = write_request(latif, DRAFT)

    with pytest.raises(Conflict):
        answer_request(latif, uid, replies=[ReplyDraft(n=1, verdict="hit", text="x")], handling=0)


def test_with_another_partner_in_hand_its_words_are_not_seen(latif, sit: Seats) -> None:
    uid = write_request(latif, DRAFT)
    with_kz = sit("latif", Purpose.ANSWER, partner="KZ")

    assert [(line.uid, line.subject) for line in board(with_kz)] == [(uid, "")]
    with pytest.raises(NotFound):
        read_request(with_kz, uid)


@pytest.mark.parametrize("username", ["zarina", "bek", "dilshod", "nobody"])
def test_nobody_but_the_liaison_asks_or_answers(
    latif, sit: Seats, clock: TestClock, username: str
) -> None:
    uid = asked(clock)
    sitting = sit(username, None if username == "nobody" else Purpose.ASSESS, partner="UZ")

    for verb in (
        lambda: write_request(sitting, DRAFT),
        lambda: board(sitting),
        lambda: read_request(sitting, uid),
        lambda: acknowledge(sitting, uid),
        lambda: answer_request(sitting, uid, replies=[], handling=0),
    ):
        with pytest.raises(Refusal):
            verb()
