"""A step is green only when somebody signed for it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from khabar.exchange import (
    Receipt,
    SignatureRefused,
    Step,
    Verdict,
    proves,
    reached,
    read_receipt,
    sign_receipt,
    track,
)
from tests.exchange.making import HUB, NOW, PEERS, UZ


def receipt(kind: str, node: str = "UZ", minutes: int = 1, **more: object) -> Receipt:
    fields = {"code": "", "unit": "", "verdicts": (), **more}
    return Receipt(v=1, kind=kind, msg_id="ab" * 32, node=node, to="TJ",
                   at=NOW + timedelta(minutes=minutes), **fields)  # fmt: skip


def states(*receipts: Receipt, through_hub: bool = True, queued: bool = True) -> str:
    steps = track(receipts, sealed_at=NOW, queued_at=NOW if queued else None, by="TJ",
                  addressee="UZ", through_hub=through_hub)  # fmt: skip
    return " ".join(f"{step.name}:{step.state}" for step in steps)


def test_a_receipt_is_read_only_with_its_nodes_signature() -> None:
    token = sign_receipt(receipt("delivered"), UZ.signing)

    assert read_receipt(token, PEERS) == receipt("delivered")
    with pytest.raises(SignatureRefused):
        read_receipt(sign_receipt(receipt("delivered"), HUB.signing), PEERS)


def test_only_the_hub_stamps_custody_and_only_the_addressee_says_the_rest() -> None:
    assert proves(receipt("custody", "HUB"), addressee="UZ", hubs={"HUB"})
    assert not proves(receipt("delivered", "HUB"), addressee="UZ", hubs={"HUB"})
    assert not proves(receipt("custody", "UZ"), addressee="UZ", hubs={"HUB"})
    assert proves(receipt("seen", "UZ"), addressee="UZ", hubs={"HUB"})


def test_nothing_is_proven_before_anybody_signed() -> None:
    assert states(queued=False) == (
        "sealed:proven queued:waiting custody:waiting delivered:waiting "
        "processed:waiting seen:waiting"
    )


def test_each_receipt_proves_its_step() -> None:
    assert states(receipt("custody", "HUB"), receipt("delivered", minutes=2)) == (
        "sealed:proven queued:proven custody:proven delivered:proven processed:waiting seen:waiting"
    )


def test_a_later_receipt_proves_the_steps_before_it() -> None:
    """Receipts overtake each other: who has processed it has received it."""
    passed = (Verdict(id="r1", passed=True, code=""),)

    assert states(receipt("processed", verdicts=passed), through_hub=False) == (
        "sealed:proven queued:proven custody:skipped delivered:proven processed:proven seen:waiting"
    )


def test_a_refusal_shows_where_and_why() -> None:
    steps = track([receipt("refused", code="exchange.package-cut")], sealed_at=NOW,
                  queued_at=NOW, by="TJ", addressee="UZ", through_hub=False)  # fmt: skip

    assert steps[3] == Step(name="delivered", state="refused", at=NOW + timedelta(minutes=1),
                            by="UZ", code="exchange.package-cut")  # fmt: skip
    assert reached(steps) == "refused"


def test_a_package_of_which_the_gate_passed_nothing_is_refused_at_processing() -> None:
    verdicts = (Verdict(id="r1", passed=False, code="exchange.gate-sensitive"),)
    steps = track([receipt("processed", verdicts=verdicts)], sealed_at=NOW, queued_at=NOW,
                  by="TJ", addressee="UZ", through_hub=False)  # fmt: skip

    assert (steps[4].state, steps[4].code) == ("refused", "exchange.gate-sensitive")


def test_a_package_partly_passed_is_processed() -> None:
    verdicts = (Verdict(id="r1", passed=False, code="x"), Verdict(id="r2", passed=True, code=""))

    assert "processed:proven" in states(receipt("processed", verdicts=verdicts))
