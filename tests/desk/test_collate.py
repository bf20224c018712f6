"""Collating: statements cite an accepted item, people judge, and a hidden thing is absent."""

from __future__ import annotations

import pytest

from khabar.collation import JudgedAlready
from khabar.core.errors import Conflict, Invalid, NotFound, Refusal
from khabar.desk.collate import judge, queue, read_item, state_link, state_thing, take_back
from khabar.desk.entity import EntityPage, read_entity
from khabar.safeguards import Handling, Label, Level, NotYourAct, Purpose, PurposeMissing
from khabar.storage import labels, statements
from khabar.storage.models.collation import Judgement, Statement
from khabar.storage.models.collection import Item
from tests.cast import CASE_LABEL
from tests.collation.ground import accepted, new_origin, one_origin, refute
from tests.conftest import Seats

BASELINE = Label(
    level=Level.RESTRICTED, originator="TJ-DCA", handling=Handling.H0, releasable="node"
)


@pytest.fixture
def karimzoda(sit: Seats) -> str:
    item = accepted("Farhod Karimzoda, born 14.03.1979, calls from +992 000 10 04 17.")
    return state_thing(
        sit("zarina", Purpose.CASE),
        item=item,
        schema_name="Person",
        values={
            "name": ["Фарҳод Каримзода", "Farhod Karimzoda"],
            "birthDate": "14.03.1979",
            "phone": "+992 000 10 04 17",
        },
    )


@pytest.fixture
def in_tashkent(sit: Seats) -> str:
    item = accepted("Farxod Karimov of Tashkent, 1979.")
    return state_thing(
        sit("zarina", Purpose.CASE),
        item=item,
        schema_name="Person",
        values={"name": "Farxod Karimov", "birthDate": "1979", "phone": "992000100417"},
    )


@pytest.fixture
def teacher(sit: Seats) -> str:
    item = accepted("A teacher, Farhod Karimov, 02.08.1986.")
    return state_thing(
        sit("zarina", Purpose.CASE),
        item=item,
        schema_name="Person",
        values={"name": "Фарход Каримов", "birthDate": "02.08.1986"},
    )


def page(sit: Seats, uid: str, who: str = "zarina") -> EntityPage:
    return read_entity(sit(who, Purpose.CASE if who == "zarina" else Purpose.ASSESS), uid)


def test_a_statement_shows_its_grade_report_and_origin(sit: Seats, karimzoda: str) -> None:
    view = page(sit, karimzoda).view

    (born,) = view.values("birthDate")
    assert (born.text, born.norm, born.reports, born.origins) == ("14.03.1979", "1979-03-14", 1, 1)
    assert str(born.said[0].grade) == "B2"
    assert page(sit, karimzoda).label.compartment == "ARCHA"


def test_three_reports_from_one_cousin_are_one_origin(sit: Seats) -> None:
    zarina = sit("zarina", Purpose.CASE)
    first, *cousins = (new_origin() for _ in range(3))
    for cousin in cousins:
        one_origin(first, cousin)
    uid = None
    for origin, grade in zip((first, *cousins), ("B4", "C4", "X4"), strict=True):
        item = accepted("38 kg are waiting.", origin=origin, grade=grade)
        uid = state_thing(
            zarina, item=item, schema_name="Consignment", values={"quantity_g": "38000"}, entity=uid
        )

    assert uid is not None
    (value,) = page(sit, uid).view.values("quantity_g")
    assert (value.reports, value.origins, value.strength) == (3, 1, "unconfirmed")


def test_the_same_link_said_by_two_reports_is_one_link(sit: Seats, karimzoda: str) -> None:
    zarina = sit("zarina", Purpose.CASE)
    one, two = accepted("He drives the truck."), accepted("The truck is his.", grade="C4")
    truck = state_thing(zarina, item=one, schema_name="Vehicle", values={"plate": "00 О 417 АА"})

    links = {
        state_link(zarina, item=i, schema_name="Drives", source=karimzoda, target=truck)
        for i in (one, two)
    }

    assert len(links) == 1
    (near,) = page(sit, karimzoda).neighbours
    assert (near.title, near.other, near.link.reports, near.link.origins) == (
        "00 О 417 АА", truck, 2, 2,
    )  # fmt: skip
    (back,) = page(sit, truck).neighbours
    assert (back.other, back.outward) == (karimzoda, False)


def test_a_link_end_of_the_wrong_kind_is_a_fault(sit: Seats, karimzoda: str, teacher: str) -> None:
    with pytest.raises(Invalid) as wrong:
        state_link(
            sit("zarina", Purpose.CASE),
            item=accepted("?"),
            schema_name="Drives",
            source=karimzoda,
            target=teacher,
        )

    assert wrong.value.by_field["target"].code == "collation.end-wrong-kind"


def test_a_phone_with_letters_keeps_nothing_unless_kept_as_written(sit: Seats) -> None:
    zarina, item = sit("zarina", Purpose.CASE), accepted("Number on paper: 00O 41B.")
    typed = {"name": "Nargis S.", "phone": "00O 41B", "birthDate": "31.02.2020"}

    with pytest.raises(Invalid) as wrong:
        state_thing(zarina, item=item, schema_name="Person", values=typed)
    codes = {fault.where: fault.code for fault in wrong.value.faults}
    assert codes == {
        "phone": "collation.phone-letters",
        "birthDate": "collation.date-unreal",
    }
    assert Statement.objects.count() == 0

    uid = state_thing(zarina, item=item, schema_name="Person", values=typed, as_written=True)
    (phone,) = page(sit, uid).view.values("phone")
    assert (phone.text, phone.norm, phone.quality) == ("00O 41B", None, "unread")


def test_an_item_not_accepted_and_an_empty_form_are_refused(sit: Seats) -> None:
    zarina = sit("zarina", Purpose.CASE)

    with pytest.raises(Conflict):
        state_thing(
            zarina, item=accepted("x", state="refused"), schema_name="Person", values={"name": "A"}
        )
    with pytest.raises(Invalid):
        state_thing(zarina, item=accepted("x"), schema_name="Person", values={"name": "  "})


def test_reading_an_item_twice_states_nothing_twice(sit: Seats) -> None:
    zarina, item = sit("zarina", Purpose.CASE), accepted("Farhod.")
    uid = state_thing(zarina, item=item, schema_name="Person", values={"name": "Farhod"})

    state_thing(zarina, item=item, schema_name="Person", values={"name": "Farhod"}, entity=uid)

    assert Statement.objects.count() == 1
    assert [len(read_item(zarina, item).things), queue(zarina)[0].statements] == [1, 1]


def test_the_drawer_quotes_the_words_at_home(sit: Seats, karimzoda: str) -> None:
    view = page(sit, karimzoda).view
    (born,) = view.values("birthDate")

    drawer = read_entity(sit("zarina", Purpose.CASE), karimzoda, statement=born.said[0].uid).drawer

    assert drawer is not None
    (card,) = drawer.cards
    assert (card.before, card.words) == ("Farhod Karimzoda, born ", "14.03.1979")


def test_another_agency_reads_the_sanitised_words_only(sit: Seats) -> None:
    item = accepted("My cousin Odil saw Farhod.", sanitised="Farhod was seen.", label=BASELINE)
    bare = accepted("Odil saw Farhod again.", label=BASELINE)
    uid = state_thing(
        sit("zarina", Purpose.CASE), item=item, schema_name="Person", values={"name": "Farhod"}
    )
    state_thing(
        sit("zarina", Purpose.CASE),
        item=bare,
        schema_name="Person",
        values={"name": "Farhod"},
        entity=uid,
    )
    dilshod = sit("dilshod", Purpose.ASSESS)
    statement = read_entity(dilshod, uid).view.values("name")[0].said[0].uid

    drawer = read_entity(dilshod, uid, statement=statement).drawer

    assert drawer is not None
    texts = {card.card.uid: card.card.text for card in drawer.cards}
    assert texts == {item: "Farhod was seen.", bare: None}


def test_one_man_under_two_names_is_suggested_and_the_namesake_with_his_conflict(
    sit: Seats, karimzoda: str, in_tashkent: str, teacher: str
) -> None:
    compared = page(sit, karimzoda).compared

    assert [c.other.uid for c in compared] == [in_tashkent, teacher]
    assert compared[0].comparison.score > 0.9
    assert compared[1].comparison.conflict
    assert compared[1].comparison.score <= 0.4
    assert page(sit, karimzoda).view.members == {karimzoda}


def test_same_joins_not_same_keeps_apart_and_undo_restores_exactly(
    sit: Seats, karimzoda: str, in_tashkent: str, teacher: str
) -> None:
    zarina = sit("zarina", Purpose.CASE)
    before = page(sit, karimzoda)

    made = judge(
        zarina, left=karimzoda, right=in_tashkent, verdict="same", reason="one phone, one voice"
    )
    sit.clock.move(minutes=1)
    judge(zarina, left=karimzoda, right=teacher, verdict="not_same", reason="other birth date")

    joined = page(sit, karimzoda)
    assert joined.view.members == {karimzoda, in_tashkent}
    assert joined.view.reports == 2
    assert page(sit, in_tashkent).view.facts == joined.view.facts
    assert [(p.other, p.judgement.verdict.value) for p in joined.past] == [
        (teacher, "not_same"),
        (in_tashkent, "same"),
    ]

    take_back(zarina, judgement_uid=made.uid, reason="the voice was another's")

    after = page(sit, karimzoda)
    assert after.view == before.view
    assert [c.other.uid for c in after.compared] == [in_tashkent, teacher]
    assert Judgement.objects.count() == 2


def test_a_verdict_without_reason_or_said_twice_is_not_kept(
    sit: Seats, karimzoda: str, in_tashkent: str
) -> None:
    zarina = sit("zarina", Purpose.CASE)

    with pytest.raises(Invalid):
        judge(zarina, left=karimzoda, right=in_tashkent, verdict="same", reason="")
    judge(zarina, left=karimzoda, right=in_tashkent, verdict="unsure", reason="one digit differs")
    with pytest.raises(JudgedAlready):
        judge(zarina, left=in_tashkent, right=karimzoda, verdict="unsure", reason="still so")


def test_a_refuted_item_strikes_what_it_said(sit: Seats, karimzoda: str) -> None:
    item = page(sit, karimzoda).view.values("phone")[0].said[0].item

    refute(item)

    view = page(sit, karimzoda).view
    assert {v.strength for fact in view.facts for v in fact.values} == {"refuted"}
    assert not view.stands


def test_what_is_hidden_changes_nothing_and_looks_like_nothing(
    sit: Seats, karimzoda: str, in_tashkent: str
) -> None:
    item = accepted("Farxod is known in Khujand.", label=BASELINE)
    zarina = sit("zarina", Purpose.CASE)
    state_thing(
        zarina, item=item, schema_name="Person", values={"address": "Khujand"}, entity=in_tashkent
    )
    as_seen = page(sit, in_tashkent, "bek")

    judge(zarina, left=karimzoda, right=in_tashkent, verdict="same", reason="one phone")

    assert page(sit, in_tashkent, "bek") == as_seen
    assert as_seen.view.reports == 1
    assert as_seen.compared == as_seen.past == ()
    for uid in (karimzoda, "0" * 32):
        with pytest.raises(NotFound):
            page(sit, uid, "bek")
    with pytest.raises(NotFound):
        judge(
            sit("bek", Purpose.ASSESS), left=in_tashkent, right=karimzoda, verdict="same",
            reason="a guess",
        )  # fmt: skip


def test_what_is_hidden_later_takes_its_verdicts_along(sit: Seats) -> None:
    items = [accepted(text, label=BASELINE) for text in ("Farhod K.", "Farkhad K.")]
    zarina = sit("zarina", Purpose.CASE)
    here, there = (
        state_thing(zarina, item=item, schema_name="Person", values={"name": "Farhod Karimzoda"})
        for item in items
    )
    made = judge(zarina, left=here, right=there, verdict="same", reason="one voice")
    assert page(sit, here, "bek").view.members == {here, there}

    case_label = labels.intern(CASE_LABEL)
    statements.relabel(items[1], case_label)
    Item.objects.filter(uid=items[1]).update(label_id=case_label)

    alone = page(sit, here, "bek")
    assert (alone.view.members, alone.past, alone.compared) == ({here}, (), ())
    assert page(sit, here).view.members == {here, there}
    with pytest.raises(NotFound):
        take_back(sit("bek", Purpose.ASSESS), judgement_uid=made.uid, reason="a guess")


def test_a_judgement_is_as_strict_as_the_evidence_it_cites(
    sit: Seats, karimzoda: str, in_tashkent: str
) -> None:
    made = judge(
        sit("zarina", Purpose.CASE), left=karimzoda, right=in_tashkent, verdict="same",
        reason="one phone",
    )  # fmt: skip

    assert Judgement.objects.get(uid=made.uid).label.compartment == CASE_LABEL.compartment


VERBS = {
    "entity.read": lambda s, uid, item: read_entity(s, uid),
    "collate.queue": lambda s, uid, item: queue(s),
    "collate.read": lambda s, uid, item: read_item(s, item),
    "statement.add": lambda s, uid, item: state_thing(
        s, item=item, schema_name="Person", values={"note": "x"}, entity=uid
    ),
    "judgement.make": lambda s, uid, item: judge(
        s, left=uid, right=uid[::-1], verdict="same", reason="abc"
    ),
    "judgement.revoke": lambda s, uid, item: take_back(s, judgement_uid="0", reason="abc"),
}


@pytest.mark.parametrize("verb", VERBS)
def test_without_a_purpose_every_verb_is_a_refusal(sit: Seats, karimzoda: str, verb: str) -> None:
    with pytest.raises(PurposeMissing):
        VERBS[verb](sit("zarina"), karimzoda, accepted("x"))
    with pytest.raises(NotYourAct):
        VERBS[verb](sit("nobody"), karimzoda, accepted("x"))


@pytest.mark.parametrize("verb", [v for v in VERBS if v not in ("collate.queue",)])
@pytest.mark.parametrize("who", ["bek", "dilshod"])
def test_those_who_may_not_read_the_case_find_nothing_to_touch(
    sit: Seats, karimzoda: str, verb: str, who: str
) -> None:
    with pytest.raises((NotFound, Refusal)):
        VERBS[verb](sit(who, Purpose.ASSESS), karimzoda, accepted("x"))


def test_the_queue_of_those_who_see_nothing_is_empty(sit: Seats, karimzoda: str) -> None:
    assert queue(sit("bek", Purpose.ASSESS)) == []
    assert len(queue(sit("zarina", Purpose.CASE))) == 1
