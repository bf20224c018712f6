"""Grades stay in their own scheme; facets and lines are derived from them."""

from itertools import product

import pytest

from khabar.evaluation import (
    SCHEMES,
    Access,
    Corroboration,
    Grade,
    Graded,
    GradeUnknown,
    TrackRecord,
    badge,
    carries,
    independent_origins,
    line_strength,
    origin_groups,
)


def grade(codes: str, scheme: str = "4x4") -> Grade:
    return Grade(scheme=scheme, source=codes[0], information=codes[1])


def test_a_letter_off_the_scale_names_the_axis_and_what_the_scale_knows() -> None:
    with pytest.raises(GradeUnknown) as wrong:
        Grade(source="Z", information="2")

    assert wrong.value.facts == {"scheme": "4x4", "source": "Z", "information": "2"}
    assert [fault.where for fault in wrong.value.faults] == ["source"]
    assert wrong.value.faults[0].facts["known"] == "A, B, C, X"


def test_both_axes_off_the_scale_are_both_reported() -> None:
    with pytest.raises(GradeUnknown) as wrong:
        Grade(source="", information="12")

    assert [fault.where for fault in wrong.value.faults] == ["source", "information"]


def test_an_unknown_scheme_is_one_fault() -> None:
    with pytest.raises(GradeUnknown) as wrong:
        Grade(scheme="7x7", source="A", information="1")

    assert [fault.where for fault in wrong.value.faults] == ["scheme"]


def test_every_pair_of_every_scheme_has_its_four_facets() -> None:
    for scheme in SCHEMES.values():
        for source, information in product(scheme.source, scheme.information):
            made = Grade(scheme=scheme.code, source=source, information=information)
            assert made.facets.track_record in TrackRecord
            assert made.facets.corroboration in Corroboration


@pytest.mark.parametrize(
    ("scheme", "codes", "track", "access", "corroboration", "false"),
    [
        ("4x4", "A1", "reliable", "unknown", "certain", False),
        ("4x4", "B2", "mostly", "direct", "not-assessable", False),
        ("4x4", "C3", "unreliable", "indirect", "corroborated", False),
        ("4x4", "X4", "untested", "indirect", "none", False),
        ("6x6", "C1", "sometimes", "unknown", "corroborated", False),
        ("6x6", "D5", "unreliable", "unknown", "contradicted", True),
        ("6x6", "F6", "untested", "unknown", "not-assessable", False),
        ("5x5x5", "A1", "reliable", "unknown", "certain", False),
        ("5x5x5", "E5", "untested", "unknown", "not-assessable", True),
        ("5x5x5", "D3", "unreliable", "indirect", "corroborated", False),
        ("3x5x2", "1A", "reliable", "direct", "not-assessable", False),
        ("3x5x2", "2C", "untested", "indirect", "none", False),
        ("3x5x2", "3E", "unreliable", "unknown", "not-assessable", True),
    ],
)
def test_facets_follow_the_table(
    scheme: str, codes: str, track: str, access: str, corroboration: str, false: bool
) -> None:
    said = grade(codes, scheme).facets

    assert said.track_record is TrackRecord(track)
    assert said.access is Access(access)
    assert said.corroboration is Corroboration(corroboration)
    assert said.falsity_suspected is false


@pytest.mark.parametrize(
    ("scheme", "codes", "alone"),
    [
        ("4x4", "A1", True),
        ("4x4", "B2", True),
        ("4x4", "B3", False),
        ("4x4", "X2", False),
        ("4x4", "C1", False),
        ("6x6", "A1", False),
        ("5x5x5", "B2", True),
        ("5x5x5", "C2", False),
        ("3x5x2", "1A", True),
        ("3x5x2", "2A", False),
    ],
)
def test_only_a_good_source_that_knows_carries_a_line_alone(
    scheme: str, codes: str, alone: bool
) -> None:
    assert carries(grade(codes, scheme)) is alone
    assert badge(grade(codes, scheme)).carries is alone
    assert badge(grade(codes, scheme), refuted=True).carries is False


def test_three_cousins_are_one_origin() -> None:
    joins = [("second", "first"), ("third", "second")]

    assert independent_origins(["first", "second", "third"], joins) == 1
    assert independent_origins(["first", "second", "third"]) == 3


def test_a_join_through_an_origin_nobody_asked_about_still_joins() -> None:
    groups = origin_groups(["left", "right"], [("left", "between"), ("between", "right")])

    assert groups["left"] == groups["right"]


def test_three_reports_of_one_origin_stay_dashed_and_two_origins_make_it_solid() -> None:
    cousins = [Graded(grade=grade("B4"), origin=name) for name in ("a", "b", "c")]

    assert line_strength(cousins, joins=[("a", "b"), ("b", "c")]) == "unconfirmed"
    assert line_strength(cousins, joins=[("a", "b")]) == "confirmed"


def test_a_line_is_refuted_only_when_everything_under_it_is() -> None:
    gone = Graded(grade=grade("A1"), origin="a", refuted=True)
    weak = Graded(grade=grade("X4"), origin="b")

    assert line_strength([gone]) == "refuted"
    assert line_strength([gone, weak]) == "unconfirmed"
    assert line_strength([]) == "unconfirmed"


@pytest.mark.parametrize("codes", ["C4", "C2"])
def test_a_source_known_to_be_wrong_corroborates_nobody(codes: str) -> None:
    pair = [Graded(grade=grade("X4"), origin="a"), Graded(grade=grade(codes), origin="b")]

    assert line_strength(pair) == "unconfirmed"


def test_an_ungraded_item_supports_nothing() -> None:
    pair = [Graded(grade=None, origin="a"), Graded(grade=grade("X4"), origin="b")]

    assert line_strength(pair) == "unconfirmed"
