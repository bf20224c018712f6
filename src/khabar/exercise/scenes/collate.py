"""Collation at TJ: statements from graded items, one man under four spellings, a namesake."""

from __future__ import annotations

from typing import Any

from khabar.core.errors import KhabarError
from khabar.desk import collate, entity, search
from khabar.desk.sitting import Sitting
from khabar.exercise.script import OPERATION
from khabar.exercise.stage import Stage
from khabar.safeguards import Purpose


def _zarina(stage: Stage, day: int) -> Sitting:
    return stage.sit("zarina", stage.at(day, 10), Purpose.CASE, operation=OPERATION)


def state_everything(stage: Stage, known: dict[str, Any]) -> dict[str, Any]:
    """Zarina reads the accepted items into statements, each citing its item."""
    zarina, items = _zarina(stage, -28), known["items"]

    def thing(item: str, schema: str, entity_uid: str | None = None, **values: str) -> str:
        return collate.state_thing(
            zarina, item=item, schema_name=schema, values=values, entity=entity_uid, as_written=True
        )

    def link(item: str, schema: str, source: str, target: str, **values: str) -> str:
        return collate.state_link(
            zarina, item=item, schema_name=schema, source=source, target=target, values=values
        )

    crossing, store, driver = items["crossing"][0], items["store"][0], items["store"][1]
    karimzoda = thing(store, "Person", name="Фарҳод Каримзода")
    passport = thing(items["passport"][0], "Person", name="Фархад Каримов",
                     birthDate="14.03.1979", passportNumber="AA0000417")  # fmt: skip
    teacher = thing(items["teacher"][0], "Person", name="Фарҳод Каримов", birthDate="02.08.1986")
    bahrom = thing(driver, "Person", name="Бахром С.")
    ulugbek = thing(items["nickname"][0], "Person", name="Улугбек Т.")
    odil = thing(items["malicious"][0], "Person", name="Одил")
    truck = thing(driver, "Vehicle", plate="00 О 417")
    car = thing(crossing, "Vehicle", plate="00 O 417", colour="белый")
    phone = thing(driver, "Phone", number="+992 000 10 04 17")
    load = thing(store, "Consignment", drug="героин", quantity_g="38000")
    place = thing(store, "Place", name="Вахдат")
    thing(items["nickname"][0], "Person", karimzoda, alias="Карим-ога")
    thing(store, "Person", karimzoda, name="Farhod Karimzoda")
    holds = link(store, "Carries", karimzoda, load)
    for cousin in ("cousin_one", "cousin_two"):
        link(items[cousin][0], "Carries", karimzoda, load)
    link(driver, "Drives", bahrom, truck)
    link(driver, "Uses", karimzoda, phone)
    link(driver, "Associate", karimzoda, bahrom)
    link(items["nickname"][0], "Associate", karimzoda, ulugbek)
    link(store, "SeenAt", karimzoda, place)
    organises = link(items["malicious"][0], "Associate", odil, bahrom)
    return {
        "karimzoda": karimzoda, "passport": passport, "teacher": teacher, "bahrom": bahrom,
        "ulugbek": ulugbek, "odil": odil, "truck": truck, "car": car, "phone": phone,
        "load": load, "holds": holds, "organises": organises,
    }  # fmt: skip


def judge(stage: Stage, known: dict[str, Any]) -> dict[str, Any]:
    """P1 and P2: the machine suggests with reasons, Zarina judges; an undo restores exactly."""
    zarina = _zarina(stage, -27)
    man, passport, teacher = known["karimzoda"], known["passport"], known["teacher"]
    before = _shape(entity.read_entity(zarina, man))
    suggested = [one.other.uid for one in entity.read_entity(zarina, man).compared]
    wrong = collate.judge(
        zarina, left=man, right=teacher, verdict="same", reason="похожее имя (ошибка учения)"
    )
    collate.take_back(zarina, judgement_uid=wrong.uid, reason="другая дата рождения")
    restored = _shape(entity.read_entity(zarina, man)) == before
    collate.judge(
        zarina, left=man, right=passport, verdict="same",
        reason="имя в двух формах, тот же круг; дата рождения не противоречит",
    )  # fmt: skip
    collate.judge(
        zarina, left=man, right=teacher, verdict="not_same",
        reason="родился в 1986 году, учитель, телефон и машина ни при чём",
    )  # fmt: skip
    collate.judge(
        zarina, left=known["truck"], right=known["car"], verdict="same",
        reason="тот же номер, буква О в двух алфавитах",
    )  # fmt: skip
    return {"suggested": suggested, "undo_restores": restored}


def look_up(stage: Stage, known: dict[str, Any]) -> dict[str, Any]:
    """Every spelling, the number, both plates; without a purpose nothing."""
    zarina = _zarina(stage, -26)
    found = {
        text: [hit.view.uid for hit in search.search(zarina, text).hits]
        for text in (
            "Каримзода",
            "Karimzoda",
            "Farxod Karimov",
            "Карим-ога",
            "+992000100417",
            "00 О 417",
            "00 O 417",
        )
    }
    man = {known["karimzoda"], known["passport"]}
    vehicle = {known["truck"], known["car"]}
    names = ("Каримзода", "Karimzoda", "Farxod Karimov", "Карим-ога")
    page = entity.read_entity(zarina, known["karimzoda"])
    return {
        "man_found_by": [text for text in names if man & set(found[text])],
        "phone_found": known["phone"] in found["+992000100417"],
        "plates_found": [text for text in ("00 О 417", "00 O 417") if vehicle & set(found[text])],
        "one_man": known["passport"] in page.view.members,
        "teacher_apart": known["teacher"] not in page.view.members,
        "without_purpose": _refusal(stage.sit("zarina", stage.at(-26))),
        "bek_outside": _bek(stage, known),
    }


def _bek(stage: Stage, known: dict[str, Any]) -> dict[str, Any]:
    bek = stage.sit("bek", stage.at(-26, 12), Purpose.ASSESS, reason="обзор месяца (учение)")
    hits = search.search(bek, "Каримзода").total
    try:
        entity.read_entity(bek, known["karimzoda"])
        page = "seen"
    except KhabarError as refused:
        page = refused.code
    return {"hits": hits, "page": page}


def _refusal(sitting: Sitting) -> str:
    try:
        search.search(sitting, "Каримзода")
    except KhabarError as refused:
        return refused.code
    return "found"


def _shape(page: Any) -> list[tuple[str, str]]:
    return sorted((fact.prop, value.text) for fact in page.view.facts for value in fact.values)
