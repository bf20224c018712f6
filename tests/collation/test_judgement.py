"""Same, not same, unsure: by a person, and undone without a trace in the view."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.collation import JudgedAlready, Judgement, groups, must_be_new, revoke, verdict_on
from khabar.core.errors import Conflict, Invalid

NOW = datetime(2026, 11, 1, tzinfo=UTC)
THINGS = "abcdef"


def judged(left: str, right: str, verdict: str = "same", *, n: int = 0) -> Judgement:
    return verdict_on(
        uid=f"j{n}",
        left=left,
        right=right,
        verdict=verdict,
        reason="same passport and voice",
        score=0.9,
        reasons=(),
        by=1,
        at=NOW + timedelta(minutes=n),
        label=1,
    )


def test_same_joins_through_a_third() -> None:
    said = [judged("a", "b", n=1), judged("b", "c", n=2)]

    assert groups("a", said)["a"].members == frozenset("abc")


def test_unsure_joins_nothing() -> None:
    assert groups("a", [judged("a", "b", "unsure")])["a"].members == frozenset("a")


def test_while_people_disagree_nobody_is_merged() -> None:
    said = [judged("a", "b", n=1), judged("b", "c", n=2), judged("a", "c", "not_same", n=3)]

    found = groups("abc", said)

    assert all(group.members == frozenset(uid) for uid, group in found.items())
    assert found["b"].contradicted == (frozenset("ac"),)


def test_the_newest_verdict_on_a_pair_holds() -> None:
    said = [judged("a", "b", "same", n=1), judged("a", "b", "not_same", n=2)]

    assert groups("a", said)["a"].members == frozenset("a")


verdicts = st.lists(
    st.tuples(
        st.sampled_from(THINGS),
        st.sampled_from(THINGS),
        st.sampled_from(["same", "not_same", "unsure"]),
    ).filter(lambda pair: pair[0] != pair[1]),
    max_size=12,
)


@settings(deadline=None)
@given(verdicts, st.data())
def test_judging_and_revoking_restores_exactly_what_was_before(
    said: list[tuple[str, str, str]], data: st.DataObject
) -> None:
    before = [judged(*one, n=n) for n, one in enumerate(said)]
    made = data.draw(verdicts.filter(bool))[0]
    last = judged(*made, n=99)

    undone = revoke(last, by=2, at=NOW + timedelta(days=1), reason="another man")

    assert groups(THINGS, [*before, undone]) == groups(THINGS, before)
    assert replace(undone, revoked_at=None, revoked_by=None, revoke_reason="") == last


@settings(deadline=None)
@given(verdicts)
def test_groups_are_the_same_whoever_is_asked_and_whatever_the_order(
    said: list[tuple[str, str, str]],
) -> None:
    made = [judged(*one, n=n) for n, one in enumerate(said)]
    found = groups(THINGS, made)

    assert groups(THINGS, reversed(made)) == found
    for uid, group in found.items():
        assert all(found[member].members == group.members for member in group.members), uid


def test_a_verdict_needs_a_reason_and_two_things() -> None:
    with pytest.raises(Invalid) as wrong:
        verdict_on(
            uid="j",
            left="a",
            right="a",
            verdict="maybe",
            reason=" ",
            score=None,
            reasons=(),
            by=1,
            at=NOW,
            label=1,
        )

    assert set(wrong.value.by_field) == {"verdict", "reason", "right"}


def test_the_same_verdict_is_not_kept_twice_and_revoked_once() -> None:
    made = judged("a", "b")

    with pytest.raises(JudgedAlready):
        must_be_new(judged("b", "a", n=5), [made])
    gone = revoke(made, by=1, at=NOW, reason="wrong man")
    must_be_new(judged("b", "a", n=5), [gone])
    with pytest.raises(Conflict):
        revoke(gone, by=1, at=NOW, reason="again")
