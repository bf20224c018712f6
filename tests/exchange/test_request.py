"""Numbered questions, clocks, and answers that cannot be misread."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from khabar.core.errors import Invalid
from khabar.exchange import (
    Answer,
    Question,
    Reply,
    Request,
    as_bytes,
    clocks,
    must_be_an_answer,
    must_be_askable,
    outcome,
    read_answer,
    read_request,
)
from tests.exchange.making import NOW

REQUEST = Request(
    id="q" * 32, number="TJ-RFI-2026-7Q4M", urgency="U2", why="Active operation",
    subject="White van, plate 00 O 417", background="Seen twice at the bank", offence="200",
    basis="Agreement of 1999, art. 4", use="intelligence", sent=NOW, due=NOW + timedelta(days=3),
    agency="TJ-DCA", unit="DCA-2", language="en",
    questions=(Question(n=1, text="Who owns it?"), Question(n=2, text="When did it cross?")),
)  # fmt: skip
HIT = Reply(n=1, verdict="hit", text="A company", stores="", ground="")
NO_TRACE = Reply(n=2, verdict="no-trace", text="", stores="Crossings to 16 Oct 2026", ground="")
ANSWER = Answer(request="q" * 32, agency="UZ-MIA", unit="OCT", at=NOW, handling=1,
                replies=(HIT, NO_TRACE))  # fmt: skip


def faults(call: object, *args: object) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as wrong:
        call(*args)
    return [(fault.where, fault.code) for fault in wrong.value.faults]


def test_a_whole_request_and_answer_travel_and_read_back() -> None:
    assert read_request(as_bytes(REQUEST) + b"\n") == REQUEST
    assert read_answer(as_bytes(ANSWER) + b"\n") == ANSWER
    must_be_an_answer(ANSWER, REQUEST.questions)


@pytest.mark.parametrize(
    ("level", "acknowledge", "answer"),
    [
        ("U0", timedelta(minutes=30), timedelta(hours=4)),
        ("U1", timedelta(hours=1), timedelta(hours=8)),
        ("U2", timedelta(days=1), timedelta(days=3)),
        ("U3", timedelta(days=2), timedelta(days=7)),
        ("U4", timedelta(days=3), timedelta(days=30)),
    ],
)
def test_the_clocks_are_those_of_the_doctrine(
    level: str, acknowledge: timedelta, answer: timedelta
) -> None:
    assert clocks(level, NOW) == (NOW + acknowledge, NOW + answer)


def test_every_fault_of_a_request_is_said_at_once() -> None:
    poor = replace(REQUEST, subject=" ", basis="", why="", questions=(), due=NOW)

    assert faults(must_be_askable, poor) == [
        ("subject", "exchange.request-field-missing"),
        ("basis", "exchange.request-field-missing"),
        ("questions", "exchange.questions-missing"),
        ("why", "exchange.urgency-needs-reason"),
        ("due", "exchange.due-unreachable"),
    ]


def test_questions_are_numbered_from_one() -> None:
    twice = replace(REQUEST, questions=(Question(n=1, text="a"), Question(n=1, text="b")))

    assert faults(must_be_askable, twice) == [("questions", "exchange.question-twice")]


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (replace(NO_TRACE, stores=" "), "exchange.reply-needs-stores"),
        (replace(HIT, text=""), "exchange.reply-needs-text"),
        (replace(HIT, verdict="refused"), "exchange.reply-needs-ground"),
        (replace(HIT, verdict="maybe"), "exchange.verdict-unknown"),
        (replace(HIT, n=9), "exchange.question-unknown"),
        (replace(HIT, ground="because"), "exchange.reply-needs-ground"),
    ],
)
def test_an_answer_that_could_be_misread_is_refused(reply: Reply, code: str) -> None:
    answer = replace(ANSWER, replies=(reply,))

    assert faults(must_be_an_answer, answer, REQUEST.questions) == [(f"reply-{reply.n}", code)]


def test_silence_is_no_answer() -> None:
    assert faults(must_be_an_answer, replace(ANSWER, replies=()), REQUEST.questions) == [
        ("replies", "exchange.answer-empty")
    ]
    assert outcome(REQUEST.questions, ()) == "open"


def test_the_outcome_counts_open_questions() -> None:
    assert outcome(REQUEST.questions, (HIT,)) == "part"
    assert outcome(REQUEST.questions, (HIT, NO_TRACE)) == "answered"
    assert outcome(REQUEST.questions, (replace(NO_TRACE, n=1), NO_TRACE)) == "no-trace"
    refused = Reply(n=1, verdict="refused", text="", stores="", ground="law-forbids")
    assert outcome(REQUEST.questions, (refused, replace(refused, n=2))) == "refused"
    assert outcome(REQUEST.questions, (refused, NO_TRACE)) == "part"
