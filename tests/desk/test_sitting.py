"""A sitting: purpose narrows, an act and its trace are kept together, a refusal is traced."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from khabar.core.errors import NotFound, Refusal
from khabar.desk.office import LogInRefused, account_named, log_in
from khabar.desk.oversee import read_ledger, sequence_ledger, verify_ledger
from khabar.desk.sitting import (
    CaseNotYours,
    ReasonMissing,
    Sitting,
    act,
    look,
    open_sitting,
    state_purpose,
)
from khabar.safeguards import NotYourAct, Purpose, StatedPurpose
from khabar.storage import labels, ledger
from tests.cast import CASE, CASE_LABEL, PASSWORD
from tests.conftest import Seats


def acts() -> list[tuple[str, str]]:
    return [
        (entry["verb"], entry["result"])
        for kept in ledger.entries()
        for entry in [json.loads(kept.body)]
        if entry["verb"] != "node.found"
    ]


def test_without_a_purpose_nothing_is_in_scope(sit: Seats) -> None:
    assert sit("zarina").scope.labels == frozenset()


def test_a_member_sees_the_case_and_the_neighbour_does_not(sit: Seats) -> None:
    label = labels.intern(CASE_LABEL)

    assert sit("zarina", Purpose.CASE).scope.admits(label)
    assert not sit("bek", Purpose.ASSESS).scope.admits(label)
    assert not sit("dilshod", Purpose.ASSESS).scope.admits(label)
    assert not sit("nobody").scope.admits(label)


def test_a_stranger_to_the_case_cannot_state_it(sit: Seats) -> None:
    with pytest.raises(CaseNotYours):
        state_purpose(sit("bek"), purpose=Purpose.CASE, case=CASE)

    assert acts() == [("purpose.state", "refused:desk.case-not-yours")]


def test_outside_a_case_a_reason_is_needed(sit: Seats) -> None:
    with pytest.raises(ReasonMissing):
        state_purpose(sit("zarina"), purpose=Purpose.ASSESS, reason="  ")


def test_a_purpose_runs_out_after_eight_hours(sit: Seats) -> None:
    stated = state_purpose(sit("zarina"), purpose=Purpose.ASSESS, reason="monthly picture")
    sit.clock.move(hours=8)

    later = open_sitting(
        account_named("zarina"), stated=stated, door="web", clock=sit.clock, ids=sit.ids
    )

    assert later.purpose is None
    assert later.scope.labels == frozenset()


def test_what_fails_in_an_act_leaves_no_row_and_no_trace(zarina: Sitting) -> None:
    before = len(labels.every())

    def broken_act() -> None:
        with act(zarina, "purpose.state"):
            labels.intern(replace(CASE_LABEL, originator="X"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken_act()

    assert len(labels.every()) == before
    assert acts() == []


def test_a_refusal_is_traced_outside_the_block_that_was_rolled_back(sit: Seats) -> None:
    with pytest.raises(NotYourAct), look(sit("zarina"), "ledger.read"):
        pytest.fail("the block must not run")

    assert acts() == [("ledger.read", "refused:safeguards.not-your-act")]


def test_not_found_is_traced_without_saying_of_what(zarina: Sitting) -> None:
    with pytest.raises(NotFound), look(zarina, "purpose.state"):
        raise NotFound

    assert acts() == [("purpose.state", "not-found")]


def test_the_read_connection_cannot_write(zarina: Sitting) -> None:
    from django.db.utils import DatabaseError

    with pytest.raises(DatabaseError), look(zarina, "purpose.state") as seen:
        seen.read.rows("UPDATE label SET level = 0 RETURNING id")


def test_a_wrong_password_is_refused_and_traced(sit: Seats) -> None:
    with pytest.raises(LogInRefused):
        log_in("zarina", "wrong", clock=sit.clock)
    token, sitting = log_in("zarina", PASSWORD, clock=sit.clock)

    assert token
    assert sitting.who.username == "zarina"
    assert acts() == [("account.refused", "refused"), ("account.signed-in", "done")]


def test_the_auditor_reads_the_ledger_and_that_is_in_the_ledger(sit: Seats) -> None:
    lines = read_ledger(sit("aziz"))

    assert [line.verb for line in lines] == ["node.found"]
    assert acts() == [("ledger.read", "done")]


@pytest.mark.parametrize("harm", ["edit", "delete", "swap", "truncate", "re-leaf"])
def test_any_change_below_a_signed_head_is_found(sit: Seats, harm: str) -> None:
    from khabar.storage.models.ledger import LedgerEntry

    for _ in range(5):
        read_ledger(sit("aziz"))
    sequence_ledger(clock=sit.clock)
    assert verify_ledger().ok

    third = LedgerEntry.objects.get(index=3)
    if harm == "edit":
        LedgerEntry.objects.filter(index=3).update(body=third.body.replace("ledger", "nothing"))
    elif harm == "delete":
        third.delete()
    elif harm == "swap":
        LedgerEntry.objects.filter(index=3).update(index=99)
        LedgerEntry.objects.filter(index=2).update(index=3)
        LedgerEntry.objects.filter(index=99).update(index=2)
    elif harm == "truncate":
        LedgerEntry.objects.filter(index=5).delete()
    else:
        LedgerEntry.objects.filter(index=3).update(leaf=b"\0" * 32)

    assert not verify_ledger().ok


def test_a_refusal_has_a_ground(sit: Seats) -> None:
    with pytest.raises(Refusal) as refused, look(sit("otabek"), "ledger.read"):
        pytest.fail("the block must not run")

    assert refused.value.facts == {"verb": "ledger.read"}


def test_a_stated_purpose_holds_until_its_end(sit: Seats) -> None:
    stated = StatedPurpose(
        purpose=Purpose.ASSESS, case=None, reason="x", until=sit.clock() + timedelta(hours=1)
    )

    assert stated.holds(sit.clock())
    assert not stated.holds(sit.clock() + timedelta(hours=1))
