"""An entity is what is said of it: grouped, counted by origin, never averaged."""

from khabar.collation import entity_view
from tests.collation.factory import said


def test_three_reports_of_one_origin_are_one_origin_and_stay_unconfirmed() -> None:
    hearsay = [
        said("c", "Consignment", "quantity_g", "38000", grade=g, origin=o, report=r)
        for g, o, r in (("B4", 1, "r1"), ("C4", 2, "r2"), ("X4", 3, "r3"))
    ]

    view = entity_view("c", hearsay, joins=[(1, 2), (3, 2)])

    assert view is not None
    (value,) = view.values("quantity_g")
    assert (value.reports, value.origins, value.strength) == (3, 1, "unconfirmed")
    assert value.circular
    assert [f"{b.source}{b.information}" for b in value.badges] == ["X4", "C4", "B4"]


def test_two_birth_dates_stand_one_under_the_other_as_a_conflict() -> None:
    view = entity_view(
        "p",
        [
            said("p", "Person", "birthDate", "14.03.1979", grade="A1", origin=1, report="r1"),
            said("p", "Person", "birthDate", "1981", grade="C4", origin=2, report="r2"),
        ],
    )

    assert view is not None
    fact = view.fact("birthDate")
    assert fact is not None
    assert fact.conflict
    assert [value.text for value in fact.values] == ["14.03.1979", "1981"]


def test_a_year_beside_a_day_of_that_year_is_no_conflict() -> None:
    view = entity_view("p", [said("p", "Person", "birthDate", t) for t in ("14.03.1979", "1979")])

    assert view is not None
    assert view.conflicts == 0


def test_a_refuted_value_stays_on_the_page_and_no_longer_contradicts() -> None:
    view = entity_view(
        "p",
        [
            said("p", "Person", "birthDate", "1979", report="r1"),
            said("p", "Person", "birthDate", "1986", report="r2", refuted=True),
        ],
    )

    assert view is not None
    fact = view.fact("birthDate")
    assert fact is not None
    assert not fact.conflict
    assert fact.values[1].strength == "refuted"
    assert fact.values[1].badges[0].struck


def test_what_a_list_took_back_keeps_its_history() -> None:
    view = entity_view("p", [said("p", "Person", "name", "KARIMOV, Farhod", ended=True)])

    assert view is not None
    assert view.title == "KARIMOV, Farhod"
    assert view.values("name")[0].ended
    assert not view.stands


def test_a_thing_of_which_nothing_visible_is_said_does_not_exist() -> None:
    assert entity_view("p", []) is None


def test_a_vehicle_is_called_by_its_plate() -> None:
    view = entity_view(
        "v",
        [
            said("v", "Vehicle", "make", "KamAZ"),
            said("v", "Vehicle", "plate", "00 О 417 АА", report="r1"),
            said("v", "Vehicle", "plate", "00O417AA", report="r2", origin=2),
        ],
    )

    assert view is not None
    assert view.title == "00 О 417 АА"
    assert view.values("plate")[0].origins == 2
