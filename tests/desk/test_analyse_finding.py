"""A finding stands on statements; when they fall it says so, and to whom it may be seen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from khabar.analysis import (
    Analysis,
    Draft,
    DraftFaulty,
    FindingStale,
    NotInThatState,
    OwnSource,
    State,
)
from khabar.core.errors import NotFound, Refusal
from khabar.desk.analyse import (
    Question,
    Typed,
    chart_of_case,
    ground_of,
    issue_finding,
    list_findings,
    read_finding,
    replay_finding,
    review_finding,
    write_finding,
)
from khabar.desk.sitting import Sitting
from khabar.safeguards import Handling, Purpose, SamePerson
from khabar.storage.models.analysis import AnalysisBasis
from tests.cast import CASE, CASE_LABEL
from tests.conftest import Seats
from tests.desk.network import Network

DRAFT = Draft(
    question="Who supplies Ulugʻbek?",
    sentence="Karimzoda supplies Ulugʻbek.",
    kind="conclusion",
    probability="likely",
    confidence="low",
    alternatives=(("He only lends the vehicles.", "unlikely"),),
    gaps=("Who pays?",),
    own_caveats=("The register covers one post only.",),
    line=("karim", "ulug", "Supplies"),
)


@pytest.fixture
def net(node: Path) -> Network:
    net = Network()
    net.thing("karim", "Каримзода", role="subject")
    net.thing("ulug", "Ulugʻbek T.")
    net.thing("phone", "+992 000 10 04 18", schema="Phone")
    net.thing("store", "Tashkent store", schema="Place")
    return net


@pytest.fixture
def calls(net: Network) -> str:
    return net.says("karim", "Uses", "phone", grade="A1", origin="billing")


@pytest.fixture
def fruit(net: Network) -> str:
    return net.says("ulug", "SeenAt", "store", grade="C2", origin="customs")


def typed(calls: str, fruit: str, **other: object) -> Typed:
    made = Typed(
        draft=DRAFT,
        speaks_for=(calls,),
        speaks_against=(fruit,),
        picture=Question(case=CASE),
        answered={"visible-only": "All agencies of the case have reported.", "unknown": "x"},
    )
    return replace(made, **other)  # type: ignore[arg-type]


@pytest.fixture
def finding(zarina: Sitting, calls: str, fruit: str) -> Analysis:
    return write_finding(zarina, typed(calls, fruit))


def test_what_was_written_is_what_is_read(finding: Analysis, zarina: Sitting) -> None:
    page = read_finding(zarina, finding.uid)

    assert page.kept.analysis == finding
    assert (page.kept.author_name, page.kept.case_number) == ("Zarina", "DOU-000/26")
    assert page.label == CASE_LABEL
    assert [row[1].card.text for row in page.speaks_for if row[1] and row[1].card]
    assert not page.stale
    assert not page.may_review
    assert finding.answered == {"visible-only": "All agencies of the case have reported."}


def test_nothing_is_kept_of_a_finding_with_faults(zarina: Sitting, calls: str, fruit: str) -> None:
    bold = replace(DRAFT, confidence="high", sentence="")
    with pytest.raises(DraftFaulty) as wrong:
        write_finding(zarina, typed(calls, fruit, draft=bold, speaks_for=(calls, "invented")))

    assert {fault.code for fault in wrong.value.faults} == {
        "analysis.statement-not-seen",
        "analysis.empty",
    }
    assert list_findings(zarina) == []


def test_the_label_is_the_strictest_of_everything_it_stands_on(
    net: Network, sit: Seats, calls: str, fruit: str
) -> None:
    strict = replace(CASE_LABEL, handling=Handling.H3)
    net.says("karim", "SeenAt", "store", label=strict)
    zarina = sit("zarina", Purpose.CASE)

    written = write_finding(zarina, typed(calls, fruit))

    assert read_finding(zarina, written.uid).label == strict


def test_another_person_reviews_then_it_may_be_issued_and_its_line_is_drawn(
    finding: Analysis, zarina: Sitting, sit: Seats
) -> None:
    with pytest.raises(SamePerson):
        review_finding(zarina, finding.uid)
    with pytest.raises(NotInThatState):
        issue_finding(zarina, finding.uid)
    assert "inferred" not in chart_of_case(zarina, CASE).legend

    nazar = sit("nazar", Purpose.DECIDE)
    assert read_finding(nazar, finding.uid).may_review
    reviewed = review_finding(nazar, finding.uid, note="It follows.")
    assert (reviewed.state, reviewed.reviewer) == (State.REVIEWED, nazar.who.id)

    page = chart_of_case(zarina, CASE)
    [line] = [one for one in page.chart.lines if one.style.value == "inferred"]
    assert line.ends == ("karim", "ulug")
    assert issue_finding(zarina, finding.uid).state is State.ISSUED


@pytest.mark.parametrize(
    ("fall", "what"),
    [("refute", "refuted"), ("end", "ended"), ("withdraw", "withdrawn")],
)
def test_a_basis_that_falls_makes_the_finding_stale_and_says_what_changed(
    net: Network, finding: Analysis, zarina: Sitting, sit: Seats, calls: str, fall: str, what: str
) -> None:
    getattr(net, fall)(calls)

    page = read_finding(zarina, finding.uid)
    assert page.stale
    assert [(one.statement, one.what.value) for one in page.changed if one.weighs] == [
        (calls, what)
    ]
    assert [line.stale for line in list_findings(zarina)] == [True]
    with pytest.raises(FindingStale):
        review_finding(sit("nazar", Purpose.DECIDE), finding.uid)


def test_a_regrade_is_told_with_both_grades(
    net: Network, finding: Analysis, zarina: Sitting, calls: str
) -> None:
    net.regrade(calls, "C4")

    [change] = [one for one in read_finding(zarina, finding.uid).changed if one.weighs]
    assert (change.was, change.now) == ("4x4 A1", "4x4 C4")


def test_a_stale_finding_marks_its_line_on_the_chart(
    net: Network, finding: Analysis, zarina: Sitting, sit: Seats, calls: str
) -> None:
    review_finding(sit("nazar", Purpose.DECIDE), finding.uid)
    net.refute(calls)

    [line] = [
        one for one in chart_of_case(zarina, CASE).chart.lines if one.style.value == "inferred"
    ]
    assert getattr(line.tie, "stale", None) is True


def test_a_replay_says_the_same_and_later_exactly_what_differs(
    net: Network, finding: Analysis, zarina: Sitting, calls: str
) -> None:
    _, again = replay_finding(zarina, finding.uid)
    assert (again.same, again.differences) == (True, ())

    net.refute(calls)
    net.says("ulug", "Uses", "phone")
    _, again = replay_finding(zarina, finding.uid)
    assert sorted((one.what, one.was, one.now) for one in again.differences) == [
        ("line-added", "", ""),
        ("look", "confirmed", "refuted"),
    ]


def test_an_inferred_line_never_enters_the_picture_of_another_finding(
    net: Network, finding: Analysis, zarina: Sitting, sit: Seats, calls: str, fruit: str
) -> None:
    review_finding(sit("nazar", Purpose.DECIDE), finding.uid)

    second = write_finding(zarina, typed(calls, fruit))

    assert second.run.result == finding.run.result
    assert AnalysisBasis.objects.filter(analysis__uid=second.uid, stance="for").count() == 1


def test_a_new_version_supersedes_and_keeps_the_old_one_readable(
    finding: Analysis, zarina: Sitting, calls: str, fruit: str
) -> None:
    second = write_finding(zarina, typed(calls, fruit, previous=finding.uid))

    assert (second.number, second.version) == (f"{finding.number}/2", 2)
    old = read_finding(zarina, finding.uid)
    assert old.kept.analysis.state is State.SUPERSEDED
    assert [one.analysis.uid for one in old.versions] == [second.uid, finding.uid]
    with pytest.raises(NotInThatState):
        write_finding(zarina, typed(calls, fruit, previous=finding.uid))


def test_a_finding_cannot_come_to_stand_on_itself_through_others(
    finding: Analysis, zarina: Sitting, calls: str, fruit: str
) -> None:
    second = write_finding(zarina, typed(calls, fruit, premises=(finding.uid,)))
    assert [one.analysis.uid for one in read_finding(zarina, second.uid).premises] == [finding.uid]

    with pytest.raises(OwnSource):
        write_finding(zarina, typed(calls, fruit, previous=finding.uid, premises=(second.uid,)))
    assert read_finding(zarina, finding.uid).kept.analysis.state is State.DRAFT


def test_membership_on_one_weak_origin_is_alleged_and_ends_within_a_year(
    net: Network, zarina: Sitting, fruit: str
) -> None:
    net.thing("group", "The night crew", schema="Organisation")
    weak = net.says("karim", "Uses", "phone", grade="X4")
    member = replace(DRAFT, line=("karim", "group", "MemberOf"))

    written = write_finding(zarina, typed(weak, fruit, draft=member))

    assert read_finding(zarina, written.uid).alleged
    assert written.expires_at
    assert (written.expires_at - written.written_at).days == 365


def test_what_can_be_cited_is_listed_with_its_evidence(
    net: Network, zarina: Sitting, calls: str, fruit: str
) -> None:
    ground = ground_of(zarina, Question(case=CASE))

    cited = {one.statement: one for one in ground.citations}
    assert (cited[calls].left, cited[calls].link, cited[calls].right) == (
        "Каримзода",
        "Uses",
        "+992 000 10 04 18",
    )
    assert {one.prop for one in ground.citations if not one.link} >= {"name", "role", "number"}


def test_nobody_outside_the_case_reads_writes_or_reviews(
    finding: Analysis, sit: Seats, calls: str, fruit: str
) -> None:
    for name in ("bek", "dilshod"):
        other = sit(name, Purpose.ASSESS)
        assert list_findings(other) == []
        for verb in (read_finding, replay_finding, review_finding, issue_finding):
            with pytest.raises(NotFound):
                verb(other, finding.uid)
        with pytest.raises(DraftFaulty):
            write_finding(other, typed(calls, fruit))
        with pytest.raises(NotFound):
            ground_of(other, Question(case=CASE))


def test_who_is_not_logged_in_is_refused_everywhere(
    finding: Analysis, sit: Seats, calls: str, fruit: str
) -> None:
    nobody = sit("nobody")
    for verb in (read_finding, replay_finding, review_finding, issue_finding):
        with pytest.raises(Refusal):
            verb(nobody, finding.uid)
    with pytest.raises(Refusal):
        list_findings(nobody)
    with pytest.raises(Refusal):
        write_finding(nobody, typed(calls, fruit))
    with pytest.raises(Refusal):
        ground_of(nobody, Question(case=CASE))
