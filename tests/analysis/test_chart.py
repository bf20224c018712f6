"""A line looks as its evidence allows, and the picture stays readable."""

from hypothesis import given
from hypothesis import strategies as st

from khabar.analysis import Category, Chart, Filters, Style, draw, legend, line, more_of
from tests.analysis.invented import concluded, person, said, thing, tie


def look(*supports) -> Style:
    return line(tie("a", "b", *supports)).style


def test_a_grade_that_carries_makes_the_line_solid() -> None:
    assert look(said("1", grade="B2", origin="x")) is Style.CONFIRMED


def test_three_reports_of_one_origin_stay_dashed() -> None:
    assert look(*(said(str(n), origin="cousin") for n in range(3))) is Style.UNCONFIRMED


def test_two_independent_origins_make_it_solid() -> None:
    assert look(said("1", origin="x"), said("2", origin="y")) is Style.CONFIRMED


def test_a_second_origin_of_bad_record_does_not_confirm() -> None:
    assert look(said("1", origin="x"), said("2", origin="y", grade="C4")) is Style.UNCONFIRMED


def test_a_refuted_item_carries_nothing() -> None:
    fallen = said("1", grade="B2", origin="x", standing="refuted")

    assert look(fallen, said("2", origin="y")) is Style.UNCONFIRMED
    assert look(fallen) is Style.REFUTED


def test_a_denial_never_confirms_what_it_denies() -> None:
    assert look(said("1", origin="x"), said("2", origin="y", denies=True)) is Style.UNCONFIRMED


def test_an_inferred_line_is_never_solid_whatever_stands_beside_it() -> None:
    drawn = draw(
        [person("a"), person("b")],
        [tie("a", "b", said("1", grade="B2"), schema="Supplies"), concluded("a", "b")],
        focus=["a"],
    )

    assert [one.style for one in drawn.lines] == [Style.CONFIRMED, Style.INFERRED]


def test_an_ended_line_is_drawn_only_when_asked_for() -> None:
    ties = [tie("a", "b", said("1", standing="ended", grade="B2"))]
    things = [person("a"), thing("b")]

    assert draw(things, ties, focus=["a"]).lines == ()
    asked = draw(things, ties, focus=["a"], filters=Filters(ended=True))
    assert [one.ended for one in asked.lines] == [True]
    assert legend(asked) == {"ended": 1, "contact": 1}


def star(arms: int) -> Chart:
    return draw(
        [person("hub"), *(thing(f"p{n:03}") for n in range(arms))],
        [tie("hub", f"p{n:03}", said(str(n))) for n in range(arms)],
        focus=["hub"],
    )


def test_no_more_is_drawn_than_can_be_read_and_the_rest_is_counted_by_type() -> None:
    chart = star(200)

    assert chart.drawn <= 150
    assert "hub" in {one.uid for one in chart.things}
    assert chart.left_out == {"Phone": 201 - len(chart.things)}


def test_the_count_before_expanding_names_types_and_only_what_is_not_drawn() -> None:
    known = {one.uid: one for one in [person("a"), thing("b"), thing("c"), person("d")]}
    ties = [tie("a", "b", said("1")), tie("a", "c", said("2")), tie("d", "a", said("3"))]
    small = draw(known.values(), ties, focus=["a", "b"], limit=3)

    assert [one.uid for one in small.things] == ["a", "b"]
    assert more_of("a", small, [line(one) for one in ties], known) == {"Person": 1, "Phone": 1}


def test_filters_take_lines_out_but_the_filter_column_keeps_counting_all() -> None:
    things = [person("a"), thing("b"), thing("c", "Vehicle")]
    ties = [
        tie("a", "b", said("1", grade="B2", on="2026-10-24")),
        tie("a", "c", said("2", grade="X4", on="2026-08-01")),
    ]

    chart = draw(things, ties, focus=["a"], filters=Filters(hidden_styles=frozenset({"confirmed"})))
    assert [one.ends for one in chart.lines] == [("a", "c")]
    assert chart.styles == {"confirmed": 1, "unconfirmed": 1}
    late = draw(things, ties, focus=["a"], filters=Filters(since="2026-10-01", until="2026-10"))
    assert [one.ends for one in late.lines] == [("a", "b")]
    told = draw(things, ties, focus=["a"], filters=Filters(hidden_access=frozenset({"indirect"})))
    assert [one.ends for one in told.lines] == [("a", "b")]
    numbers = draw(things, ties, focus=["a"], filters=Filters(hidden_schemas=frozenset({"Phone"})))
    assert {one.uid for one in numbers.things} == {"a", "c"}


def test_the_legend_holds_only_what_is_drawn() -> None:
    chart = draw(
        [person("a", Category.SUBJECT), person("b"), thing("c")],
        [tie("a", "b", said("1", grade="B2")), concluded("a", "b")],
        focus=["a"],
    )

    assert legend(chart) == {"inferred": 1, "confirmed": 1, "subject": 1, "contact": 1}


@given(st.permutations(range(6)), st.integers(3, 20))
def test_the_order_of_what_comes_in_changes_nothing(order: list[int], limit: int) -> None:
    things = [person(f"n{n}") for n in range(6)]
    ties = [tie(f"n{n}", f"n{(n * 2 + 1) % 6}", said(str(n))) for n in range(6)]

    shuffled = draw([things[n] for n in order], [ties[n] for n in order], focus=["n0"], limit=limit)
    assert shuffled == draw(things, ties, focus=["n0"], limit=limit)
    assert shuffled.drawn <= limit


def test_what_a_viewer_may_not_see_changes_nothing_on_the_chart() -> None:
    """The twin world: one with a hidden thing that never reached us, one where it never was."""
    seen = [person("a"), thing("b")]
    ties = [tie("a", "b", said("1")), tie("a", "hidden", said("2"))]

    assert draw(seen, ties, focus=["a"]) == draw(seen, ties[:1], focus=["a"])
