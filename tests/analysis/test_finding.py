"""A finding says what it stands on, and no more than that allows."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from khabar.analysis import (
    LINK_CHART,
    YARDSTICK,
    Analysis,
    Basis,
    Confidence,
    Draft,
    DraftFaulty,
    Input,
    NotInThatState,
    Now,
    OwnSource,
    Stance,
    State,
    What,
    ceiling,
    changes,
    circle,
    inference,
    is_stale,
    issue,
    must_not_stand_on_itself,
    replay,
    review,
    run,
    supersede,
    term_for,
)
from khabar.evaluation import Grade
from khabar.safeguards import SamePerson

ZARINA, RAHIMOV = 1, 2
AT = datetime(2026, 11, 23, 20, tzinfo=UTC)
DRAFT = Draft(
    question="Who supplies whom?",
    sentence="Karimzoda supplies Ulugʻbek.",
    kind="conclusion",
    probability="likely",
    confidence="low",
    alternatives=(("He only lends the vehicles.", "unlikely"), ("", "")),
    gaps=("Who pays?", " "),
    line=("k", "u", "Supplies"),
)


def graded(code: str) -> Grade:
    return Grade(source=code[0], information=code[1])


def basis(
    statement: str,
    stance: Stance = Stance.FOR,
    *,
    grade: str = "X2",
    origin: str = "one",
    standing: str = "live",
) -> Basis:
    return Basis(
        statement=statement,
        stance=stance,
        digest=f"d-{statement}",
        grade=graded(grade),
        origin=origin,
        standing=standing,
    )


def finding(*stands_on: Basis) -> Analysis:
    return Analysis(
        uid="f1",
        number="A-2026-000001",
        lineage="f1",
        version=1,
        question=DRAFT.question,
        purpose="case",
        legal_basis="ORD law, art. 8",
        case="c1",
        run=run(LINK_CHART, parameters={}, inputs=[], rows=[]),
        own_caveats=(),
        answered={},
        inference=inference(DRAFT, stands_on or [basis("s1")]),
        basis=stands_on or (basis("s1"),),
        premises=(),
        author=ZARINA,
        written_at=AT,
    )


def faults_of(draft: Draft, *stands_on: Basis) -> set[tuple[str, str]]:
    with pytest.raises(DraftFaulty) as wrong:
        inference(draft, stands_on)
    return {(fault.where, fault.code) for fault in wrong.value.faults}


def test_all_faults_are_told_at_once() -> None:
    nothing = Draft(question=" ", sentence="", kind="rumour", probability="sure", confidence="")

    assert faults_of(nothing) == {
        ("question", "analysis.empty"),
        ("sentence", "analysis.empty"),
        ("kind", "analysis.kind-unknown"),
        ("probability", "analysis.probability-unknown"),
        ("confidence", "analysis.confidence-unknown"),
        ("for", "analysis.nothing-for"),
        ("alternatives", "analysis.no-alternative"),
    }


def test_a_refuted_statement_alone_is_no_basis() -> None:
    assert faults_of(DRAFT, basis("s1", standing="refuted")) == {("for", "analysis.only-fallen")}


def test_one_statement_cannot_speak_for_and_against() -> None:
    both = basis("s1"), basis("s1", Stance.AGAINST)

    assert faults_of(DRAFT, *both) == {("against", "analysis.both-sides")}


def test_confidence_stays_within_what_the_basis_bears() -> None:
    bold = replace(DRAFT, confidence="high")

    assert faults_of(bold, basis("s1")) == {("confidence", "analysis.confidence-above-basis")}
    strong = basis("s1", grade="B2", origin="x"), basis("s2", origin="y")
    assert inference(bold, strong).confidence is Confidence.HIGH


@pytest.mark.parametrize(
    ("stands_on", "most"),
    [
        ([basis("1", grade="B2", origin="x")], Confidence.MODERATE),
        ([basis("1", origin="x"), basis("2", origin="x"), basis("3", origin="x")], Confidence.LOW),
        ([basis("1"), basis("2", grade="C2", origin="y")], Confidence.LOW),
        ([basis("1", grade="B2", standing="refuted")], Confidence.LOW),
        ([basis("1", Stance.AGAINST, grade="B2")], Confidence.LOW),
    ],
)
def test_the_ceiling_counts_origins_not_reports(stands_on: list[Basis], most: Confidence) -> None:
    assert ceiling(stands_on) is most


def test_empty_lines_are_dropped_and_alternatives_keep_their_word() -> None:
    kept = inference(DRAFT, [basis("s1")])

    assert [(one.text, one.probability.span) for one in kept.alternatives] == [
        ("He only lends the vehicles.", "25–35")
    ]
    assert kept.gaps == ("Who pays?",)


def test_the_author_does_not_review() -> None:
    with pytest.raises(SamePerson):
        review(finding(), by=ZARINA, at=AT, note="")


def test_a_finding_goes_forward_only() -> None:
    reviewed = review(finding(), by=RAHIMOV, at=AT, note=" agreed ")

    assert (reviewed.state, reviewed.reviewer, reviewed.review_note) == (
        State.REVIEWED,
        RAHIMOV,
        "agreed",
    )
    issued = issue(reviewed, at=AT)
    assert supersede(issued).state is State.SUPERSEDED
    with pytest.raises(NotInThatState):
        review(issued, by=RAHIMOV, at=AT, note="")
    with pytest.raises(NotInThatState):
        issue(finding(), at=AT)
    with pytest.raises(NotInThatState):
        supersede(supersede(issued))


def test_the_caveats_of_a_method_come_with_it_and_cannot_be_left_out() -> None:
    assert finding().caveats == LINK_CHART.caveats
    with pytest.raises(TypeError):
        replace(finding(), caveats=())


def test_a_finding_is_never_its_own_source() -> None:
    known = {"b": ["c"], "c": ["a"], "d": []}

    assert circle("a", ["d", "b"], known) == ["a", "b", "c", "a"]
    assert circle("a", ["d"], known) == []
    with pytest.raises(OwnSource) as wrong:
        must_not_stand_on_itself("a", ["a"], {})
    assert wrong.value.facts == {"circle": ["a", "a"]}


def test_each_way_a_basis_can_fall_is_told_and_what_weighs_comes_first() -> None:
    stands_on = [
        basis("drawn", Stance.DRAWN),
        basis("refuted"),
        basis("ended", Stance.AGAINST),
        basis("regraded"),
        basis("gone"),
        basis("same"),
    ]
    now = {
        "drawn": Now(standing="ended", grade=graded("X2")),
        "refuted": Now(standing="refuted", grade=graded("X2")),
        "ended": Now(standing="ended", grade=graded("X2")),
        "regraded": Now(standing="live", grade=graded("C2")),
        "same": Now(standing="live", grade=graded("X2")),
    }

    found = changes(stands_on, now)

    assert [(one.statement, one.what) for one in found] == [
        ("refuted", What.REFUTED),
        ("ended", What.ENDED),
        ("regraded", What.REGRADED),
        ("gone", What.WITHDRAWN),
        ("drawn", What.ENDED),
    ]
    assert is_stale(found)
    assert (found[2].was, found[2].now) == ("4x4 X2", "4x4 C2")
    assert not is_stale(changes(stands_on[:1], now))


def test_a_replay_says_the_same_or_exactly_what_differs() -> None:
    inputs = [Input(statement="s1", digest="d", grade="4x4 B2", standing="live")]
    rows = [
        ("l1", "Uses", "a", "b", "confirmed", "s1"),
        ("l2", "Uses", "a", "c", "unconfirmed", "s2"),
        ("l3", "Uses", "a", "d", "unconfirmed", "s3"),
    ]
    then = run(LINK_CHART, parameters={"focus": ["a"]}, inputs=inputs, rows=rows)

    assert replay(then, run(LINK_CHART, parameters={}, inputs=inputs, rows=rows[::-1])).same
    now = run(
        LINK_CHART,
        parameters={},
        inputs=inputs,
        rows=[
            ("l1", "Uses", "a", "b", "refuted", "s1"),
            ("l2", "Uses", "a", "c", "unconfirmed", "s2 s9"),
            ("l4", "Uses", "a", "e", "unconfirmed", "s4"),
        ],
    )
    differs = replay(then, now)
    assert not differs.same
    assert [(one.what, one.row[0], one.was, one.now) for one in differs.differences] == [
        ("look", "l1", "confirmed", "refuted"),
        ("evidence", "l2", "", ""),
        ("line-gone", "l3", "", ""),
        ("line-added", "l4", "", ""),
    ]


def test_the_yardstick_has_seven_terms_in_order_that_never_overlap() -> None:
    assert len(YARDSTICK) == 7
    assert all(low.high < high.low for low, high in pairwise(YARDSTICK))


@pytest.mark.parametrize(
    ("percent", "term"),
    [(0, "remote-chance"), (7, None), (49.9, "realistic-possibility"), (50, None), (75, "likely")],
)
def test_a_number_has_a_word_only_inside_a_range(percent: float, term: str | None) -> None:
    found = term_for(percent)

    assert (found.code if found else None) == term
