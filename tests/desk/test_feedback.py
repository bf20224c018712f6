"""Every report ends in one sentence for its author."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from khabar.desk.feedback import feedback_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    state: str
    verdict: str | None = None
    reason_code: str | None = None
    reason: str | None = None


@pytest.mark.parametrize(
    ("state", "items", "told"),
    [
        ("submitted", [Judged(state="submitted")], "submitted"),
        ("returned", [Judged(state="returned", reason_code="two-matters")], "returned"),
        ("accepted", [Judged(state="accepted", verdict="accepted")], "accepted"),
        ("accepted", [Judged(state="accepted", verdict="confirmed")], "confirmed"),
        ("removed", [Judged(state="refused", reason_code="sensitive")], "refused"),
        ("refuted", [Judged(state="refuted"), Judged(state="accepted")], "refuted"),
        ("accepted", [Judged(state="refuted"), Judged(state="accepted")], "accepted"),
    ],
)
def test_the_state_is_told_in_one_sentence(state: str, items: list[Judged], told: str) -> None:
    assert feedback_on(state, items, answered=False).code == told


def test_an_answer_and_its_use_are_told_apart() -> None:
    kept = [Judged(state="accepted")]

    assert feedback_on("accepted", kept, answered=True).code == "answers"
    assert feedback_on("accepted", kept, answered=True, used=True).step == 3


def test_a_return_says_why_and_asks_for_one_thing() -> None:
    back = [Judged(state="returned", reason_code="time-unclear", reason="Which night?")]

    told = feedback_on("returned", back, answered=False)

    assert (told.reason_code, told.reason, told.needs_fix) == (
        "time-unclear",
        "Which night?",
        True,
    )
