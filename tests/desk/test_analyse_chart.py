"""A chart is drawn from what its viewer may see, and from nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from khabar.analysis import Filters
from khabar.core.errors import Invalid, NotFound, Refusal
from khabar.desk.analyse import Question, chart_of, chart_of_case, save_chart, saved_charts
from khabar.desk.chart import ChartPage
from khabar.desk.sitting import Sitting
from khabar.safeguards import Purpose, PurposeMissing
from khabar.storage.models.evaluation_extra import Predicate
from tests.cast import CASE, CASE_LABEL
from tests.conftest import Seats
from tests.desk.network import Network

SECRET = replace(CASE_LABEL, compartment="OTHER")


@pytest.fixture
def net(node: Path) -> Network:
    net = Network()
    net.thing("karim", "Каримзода", role="subject")
    net.thing("bahrom", "Bahrom S.", role="contact")
    net.thing("truck", "00 О 417", schema="Vehicle")
    net.thing("phone", "+992 000 10 04 18", schema="Phone")
    net.says("bahrom", "Drives", "truck", grade="B2", origin="watch", on="2026-10-24")
    net.says("karim", "Uses", "phone", grade="X4")
    return net


def looks(page: ChartPage) -> dict[str, str]:
    return {line.tie.schema: line.style.value for line in page.chart.lines}


def test_the_case_is_drawn_with_names_categories_and_computed_lines(
    net: Network, zarina: Sitting
) -> None:
    page = chart_of_case(zarina, CASE)

    assert {thing.name for thing in page.chart.things} == {
        "Каримзода",
        "Bahrom S.",
        "00 О 417",
        "+992 000 10 04 18",
    }
    assert looks(page) == {"Drives": "confirmed", "Uses": "unconfirmed"}
    assert page.things["karim"].category.value == "subject"
    assert page.legend == {"confirmed": 1, "unconfirmed": 1, "subject": 1, "contact": 1}
    assert page.places.keys() == page.things.keys()
    assert page.label == CASE_LABEL


def test_a_word_alone_makes_nobody_a_subject(net: Network, zarina: Sitting) -> None:
    Predicate.objects.all().delete()

    page = chart_of_case(zarina, CASE)

    assert page.things["karim"].category.value == "none"


def test_three_reports_of_one_origin_stay_dashed_until_another_origin_speaks(
    net: Network, zarina: Sitting
) -> None:
    net.says("karim", "Uses", "phone", origin="cousin-1")
    net.join_origins("tj-17", "cousin-1")
    assert looks(chart_of_case(zarina, CASE))["Uses"] == "unconfirmed"

    net.says("karim", "Uses", "phone", origin="stranger")
    assert looks(chart_of_case(zarina, CASE))["Uses"] == "confirmed"


def test_a_refuted_item_takes_its_weight_out_of_the_line(net: Network, zarina: Sitting) -> None:
    net.refute(net.says("karim", "Supplies", "bahrom", grade="A1"))

    assert looks(chart_of_case(zarina, CASE))["Supplies"] == "refuted"


def test_the_drawer_holds_every_item_with_its_grade_and_counts_origins(
    net: Network, zarina: Sitting
) -> None:
    net.says("karim", "Uses", "phone")
    line = next(one for one in chart_of_case(zarina, CASE).chart.lines if one.tie.schema == "Uses")

    drawer = chart_of(zarina, Question(case=CASE), line=line.tie.uid).drawer

    assert drawer
    assert (drawer.left.name, drawer.right.name) == ("Каримзода", "+992 000 10 04 18")
    assert (drawer.reports, drawer.origins, len(drawer.pieces)) == (2, 1, 2)
    assert drawer.pieces[0].badge
    assert drawer.pieces[0].card.text.endswith("invented.")


def test_expanding_counts_first_and_draws_when_opened(net: Network, zarina: Sitting) -> None:
    asked = Question(entities=("truck",))
    page = chart_of(zarina, asked)

    assert page.more == {"truck": {"Person": 1}}
    assert page.not_drawn == {"Person": 1}
    opened = chart_of(zarina, replace(asked, opened=("truck",)))
    assert opened.things.keys() == {"truck", "bahrom"}
    assert opened.not_drawn == {}


def test_what_two_people_are_judged_to_be_is_one_circle(net: Network, zarina: Sitting) -> None:
    net.thing("karimov", "Каримов Фархад")
    net.says("karimov", "Uses", "truck", grade="B2", origin="watch")
    net.judge_same("karim", "karimov")

    page = chart_of_case(zarina, CASE)

    assert page.things["karim"].members == ("karim", "karimov")
    assert "karimov" not in page.things
    assert {line.ends for line in page.chart.lines} >= {("karim", "phone"), ("karim", "truck")}


def test_the_filters_and_the_timeline_work_on_the_date_told_and_leave_the_undated(
    net: Network, zarina: Sitting
) -> None:
    page = chart_of_case(zarina, CASE)
    assert page.timeline
    assert set(page.timeline.lanes) == {"bahrom", "truck"}

    dashed = Filters(hidden_styles=frozenset({"confirmed"}))
    assert looks(chart_of(zarina, Question(case=CASE, filters=dashed))) == {"Uses": "unconfirmed"}
    late = Filters(since="2027-01-01")
    assert looks(chart_of(zarina, Question(case=CASE, filters=late))) == {"Uses": "unconfirmed"}


def test_a_hidden_statement_changes_nothing_that_is_shown(net: Network, zarina: Sitting) -> None:
    before = chart_of_case(zarina, CASE)

    secret = Network(label=SECRET, numbers=net.numbers)
    secret.thing("ulug", "Ulugʻbek T.")
    secret.says("karim", "Supplies", "ulug", grade="A1")
    secret.says("karim", "Uses", "phone", grade="A1", origin="deep")
    secret.judge_same("karim", "bahrom")
    secret.join_origins("tj-17", "watch")

    assert chart_of_case(zarina, CASE) == before


def test_only_those_who_may_see_the_case_see_its_chart(net: Network, sit: Seats) -> None:
    asked = Question(entities=("karim", "truck"))

    with pytest.raises(NotFound):
        chart_of(sit("bek", Purpose.ASSESS), asked)
    with pytest.raises(NotFound):
        chart_of(sit("dilshod", Purpose.ASSESS), asked)
    with pytest.raises(Refusal):
        chart_of(sit("nobody"), asked)
    with pytest.raises(PurposeMissing):
        chart_of(sit("zarina"), asked)


def test_a_saved_chart_is_a_question_not_a_picture(
    net: Network, zarina: Sitting, sit: Seats
) -> None:
    with pytest.raises(Invalid):
        save_chart(zarina, Question(case=CASE), title=" ")
    save_chart(zarina, Question(entities=("truck",), opened=("truck",)), title="The truck")

    [kept] = saved_charts(zarina)
    assert (kept.title, kept.entities, kept.filters["opened"]) == (
        "The truck",
        ("truck",),
        ["truck"],
    )
    assert saved_charts(sit("bek", Purpose.ASSESS)) == []
    assert saved_charts(sit("dilshod", Purpose.ASSESS)) == []
    with pytest.raises(Refusal):
        saved_charts(sit("nobody"))
    with pytest.raises(NotFound):
        save_chart(sit("bek", Purpose.ASSESS), Question(entities=("truck",)), title="Mine")
    with pytest.raises(Refusal):
        save_chart(sit("nobody"), Question(entities=("truck",)), title="Mine")
