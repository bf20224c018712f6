"""The access table of house.md section 5, every combination against a table written apart."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as some

from khabar.safeguards import (
    ACTS,
    ALL_AGENCIES,
    NOBODY,
    OWN_AGENCY,
    Handling,
    Label,
    Level,
    NotYourAct,
    Purpose,
    PurposeMissing,
    Role,
    Stage,
    Who,
    join,
    must_be_allowed,
    releasable_to_nodes,
    scope_for,
)

UZ = releasable_to_nodes("UZ", "HUB")
LABELS = [
    Label(level=level, originator=originator, handling=handling, releasable=releasable,
          compartment=compartment, stage=stage, batch="b" if stage is Stage.BATCH else "")
    for level, originator, handling, releasable, compartment, stage in product(
        Level, ("TJ-DCA", "TJ-MOI", "TJ-DCA+TJ-MOI"), Handling, (OWN_AGENCY, ALL_AGENCIES, UZ),
        ("", "ARCHA", "ARCHA+SAFED"), Stage,
    )
]  # fmt: skip


def expected(who: Who, purpose: Purpose | None, label: Label, partner: str) -> bool:
    """house.md's table read again, line by line, by somebody who did not see the code."""
    mine = who.agency in label.originator.split("+")
    only_mine = label.originator == who.agency
    compartments = set(label.compartment.split("+")) - {""}
    cleared = label.level <= who.clearance and compartments <= set(who.compartments)
    kept = label.stage is Stage.KEPT
    baseline = (
        kept and label.level in (Level.OPEN, Level.RESTRICTED) and label.handling is Handling.H0
        and label.releasable == ALL_AGENCIES and not compartments
    )  # fmt: skip
    analyst = kept and cleared and (mine or label.releasable != OWN_AGENCY)
    sendable = label.level in (Level.OPEN, Level.RESTRICTED) and (
        partner in label.releasable.removeprefix("nodes:").split(",")
        or (label.releasable == ALL_AGENCIES and label.handling in (Handling.H0, Handling.H1))
    )
    return (
        (Role.OFFICER in who.roles and purpose in (Purpose.CASE, Purpose.CHECK)
         and (baseline or (kept and only_mine and bool(compartments) and cleared)))
        or (Role.EVALUATOR in who.roles and purpose is Purpose.REVIEW
            and label.stage is Stage.INTAKE and only_mine)
        or (Role.ANALYST in who.roles
            and purpose in (Purpose.CASE, Purpose.CHECK, Purpose.ASSESS) and analyst)
        or (Role.SUPERVISOR in who.roles and purpose is Purpose.DECIDE and analyst)
        or (Role.LIAISON in who.roles and purpose is Purpose.ANSWER
            and analyst and bool(partner) and sendable)
        or (Role.OVERSIGHT in who.roles and purpose is Purpose.OVERSEE
            and label.stage is not Stage.BATCH)
    )  # fmt: skip


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("purpose", [None, *Purpose])
def test_every_combination_is_as_the_table_says(role: Role, purpose: Purpose | None) -> None:
    numbered = dict(enumerate(LABELS))
    wrong = []
    for clearance, member, partner in product(
        (Level.OPEN, Level.RESTRICTED, Level.SECRET),
        (frozenset[str](), frozenset({"ARCHA"}), frozenset({"ARCHA", "SAFED"})),
        ("", "UZ"),
    ):
        who = Who(id=1, uid="u", username="u", agency="TJ-DCA", roles=frozenset({role}),
                  clearance=clearance, compartments=member)  # fmt: skip
        seen = scope_for(who, purpose, None, numbered, partner=partner).labels
        right = {n for n, label in numbered.items() if expected(who, purpose, label, partner)}
        wrong += [(clearance, member, partner)] if seen != right else []

    assert wrong == []


def test_nobody_sees_nothing_for_any_purpose() -> None:
    numbered = dict(enumerate(LABELS))

    assert not any(scope_for(NOBODY, purpose, None, numbered).labels for purpose in Purpose)


def test_the_administrator_and_the_auditor_have_no_intelligence() -> None:
    numbered = dict(enumerate(LABELS))
    who = Who(id=1, uid="u", username="u", agency="TJ-DCA", clearance=Level.TOP_SECRET,
              roles=frozenset({Role.ADMIN, Role.AUDITOR, Role.REGISTRAR}),
              compartments=frozenset({"ARCHA", "SAFED"}))  # fmt: skip

    assert not any(scope_for(who, purpose, None, numbered).labels for purpose in Purpose)


def test_inside_a_case_other_compartments_fall_away() -> None:
    safed = Label(
        level=Level.RESTRICTED, originator="TJ-DCA", handling=Handling.H2, compartment="SAFED"
    )
    who = Who(id=1, uid="u", username="u", agency="TJ-DCA", roles=frozenset({Role.ANALYST}),
              clearance=Level.SECRET, compartments=frozenset({"ARCHA", "SAFED"}))  # fmt: skip

    assert scope_for(who, Purpose.ASSESS, None, {1: safed}).admits(1)
    assert not scope_for(who, Purpose.CASE, "ARCHA", {1: safed}).admits(1)


SOME_LABEL = some.sampled_from(LABELS)


@given(SOME_LABEL, SOME_LABEL, SOME_LABEL)
def test_joining_has_no_order_and_only_tightens(a: Label, b: Label, c: Label) -> None:
    assert join(a, join(b, c)) == join(join(a, b), c)
    assert join(a, b) == join(b, a)
    assert join(a, a) == a
    assert join(a, b).level >= max(a.level, b.level)
    assert join(a, b).handling >= max(a.handling, b.handling)
    assert join(a, b).compartments >= a.compartments | b.compartments


@given(SOME_LABEL, SOME_LABEL, some.sampled_from([*Purpose]), some.sampled_from([*Role]))
def test_who_sees_a_joined_label_sees_each_part(
    a: Label, b: Label, purpose: Purpose, role: Role
) -> None:
    who = Who(id=1, uid="u", username="u", agency="TJ-DCA", roles=frozenset({role}),
              clearance=Level.SECRET, compartments=frozenset({"ARCHA"}))  # fmt: skip
    labels = {1: a, 2: b, 3: join(a, b)}
    seen = scope_for(who, purpose, None, labels, partner="UZ").labels

    if role is Role.ANALYST and who.agency in a.originators & b.originators:
        assert 3 not in seen or seen == {1, 2, 3}


def test_a_verb_that_is_not_in_the_table_cannot_run() -> None:
    with pytest.raises(KeyError):
        must_be_allowed(NOBODY, None, "no.such-verb")


def test_nobody_may_do_anything() -> None:
    refused = []
    for verb in ACTS:
        with pytest.raises(NotYourAct):
            must_be_allowed(NOBODY, Purpose.CASE, verb)
        refused.append(verb)

    assert len(refused) == len(ACTS)


def test_an_act_that_needs_a_purpose_is_refused_without_one() -> None:
    who = Who(id=1, uid="u", username="u", roles=frozenset({Role.OVERSIGHT}))

    with pytest.raises(PurposeMissing):
        must_be_allowed(who, None, "ledger.looks")
