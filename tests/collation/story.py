"""An invented network around Farhod Karimzoda, said through the desk: for pages and journeys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import count

from khabar.desk.collate import judge, state_link, state_thing
from khabar.desk.sitting import Sitting
from khabar.storage.models.collection import Origin
from tests.collation.ground import AT, accepted, new_origin, one_origin, refute

Typed = Mapping[str, str | list[str]]
_days = count()


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """uids: the organiser, the candidate in Tashkent, the innocent teacher, an item to read."""

    karimzoda: str
    tashkent: str
    teacher: str
    truck: str
    consignment: str
    unread: str


def told(zarina: Sitting) -> Story:
    """Zarina reads twelve items of the case."""
    teller = _Teller(zarina)
    karimzoda = _karimzoda(teller)
    consignment = _hearsay(teller, karimzoda)
    truck = _network(teller, karimzoda)
    tashkent, _ = teller.thing(
        "Farxod Karimov of Tashkent, 14.03.1979, 992000100417.",
        "Person",
        {
            "name": "Farxod Karimov",
            "birthDate": "14.03.1979",
            "phone": "992000100417",
            "address": "Toshkent",
        },
    )
    teacher, _ = teller.thing(
        "A teacher of Khujand, Фарход Каримов, 02.08.1986.",
        "Person",
        {
            "name": "Фарход Каримов",
            "birthDate": "02.08.1986",
            "position": "teacher",
            "address": "Khujand",
        },
    )
    judge(
        zarina,
        left=karimzoda,
        right=teacher,
        verdict="not_same",
        reason="Another birth date and town; a teacher since 2009.",
    )
    _, slander = teller.thing(
        "Odil gives the orders.", "Person", {"name": "Odil", "role": "organiser"}, grade="C4"
    )
    refute(slander)
    return Story(
        karimzoda=karimzoda,
        tashkent=tashkent,
        teacher=teacher,
        truck=truck,
        consignment=consignment,
        unread=accepted("Nargis S. takes the money at 00O 41B."),
    )


@dataclass(frozen=True, slots=True)
class _Teller:
    zarina: Sitting

    def thing(
        self,
        text: str,
        schema: str,
        values: Typed,
        *,
        grade: str = "B2",
        origin: Origin | None = None,
        entity: str | None = None,
    ) -> tuple[str, str]:
        item = accepted(text, grade=grade, origin=origin, at=AT + timedelta(days=2 * next(_days)))
        uid = state_thing(self.zarina, item=item, schema_name=schema, values=values, entity=entity)
        return uid, item

    def link(self, item: str, schema: str, source: str, target: str) -> str:
        return state_link(self.zarina, item=item, schema_name=schema, source=source, target=target)


def _karimzoda(teller: _Teller) -> str:
    uid, _ = teller.thing(
        "Farhod Karimzoda, born 14.03.1979 in Dushanbe, calls from +992 000 10 04 17.",
        "Person",
        {
            "name": ["Farhod Karimzoda", "Фарҳод Каримзода", "فرهاد کریم‌زاده"],
            "birthDate": "14.03.1979",
            "birthPlace": "Dushanbe",
            "phone": "+992 000 10 04 17",
            "passportNumber": "AA 0000417",
        },
        grade="A1",
    )
    teller.thing(
        "They call him Карим-ога; he was born in 1981.",
        "Person",
        {"weakAlias": "Карим-ога", "birthDate": "1981"},
        grade="C4",
        entity=uid,
    )
    teller.thing(
        "Passport of Фархад Каримов, 14.03.1979.",
        "Person",
        {"alias": "Фархад Каримов", "birthDate": "14 марта 1979 г."},
        entity=uid,
    )
    return uid


def _hearsay(teller: _Teller, carrier: str) -> str:
    """38 kg in three reports, all from one relative."""
    origins = [new_origin() for _ in range(3)]
    one_origin(origins[0], origins[1])
    one_origin(origins[1], origins[2])
    uid = None
    for text, grade, origin in zip(
        (
            "He keeps 38 kg (38000 g) of heroin at the Vahdat store.",
            "The word is that 38000 g are waiting in Vahdat.",
            "38 kg (38000 g) are said to be ready to go.",
        ),
        ("B4", "C4", "X4"),
        origins,
        strict=True,
    ):
        uid, item = teller.thing(
            text,
            "Consignment",
            {"name": "Vahdat store", "drug": "heroin", "quantity_g": "38000"},
            grade=grade,
            origin=origin,
            entity=uid,
        )
        teller.link(item, "Carries", carrier, uid)
    assert uid is not None
    return uid


def _network(teller: _Teller, organiser: str) -> str:
    driver, item = teller.thing(
        "The driver is Bahrom S., truck 00 О 417 АА.", "Person", {"name": "Bahrom S."}
    )
    truck = state_thing(
        teller.zarina,
        item=item,
        schema_name="Vehicle",
        values={"plate": "00 О 417 АА", "make": "KamAZ"},
    )
    teller.link(item, "Drives", driver, truck)
    _, paid = teller.thing(
        "He pays the driver per trip.", "Person", {"position": "driver"}, entity=driver
    )
    teller.link(paid, "Pays", organiser, driver)
    for text, schema, values, link, grade in (
        ("The number is his.", "Phone", {"number": "+992 000 10 04 17"}, "Uses", "B2"),
        ("Sabo-Trans Demo is his.", "Organisation", {"name": "Sabo-Trans Demo"}, "Owns", "A1"),
        ("He meets Ulugʻbek T.", "Person", {"name": "Ulugʻbek T."}, "Associate", "C4"),
    ):
        other, item = teller.thing(text, schema, values, grade=grade)
        teller.link(item, link, organiser, other)
    return truck
