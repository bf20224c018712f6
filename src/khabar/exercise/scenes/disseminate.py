"""Dissemination at TJ: a profile and a bulletin, approved by another, opened by a named reader."""

from __future__ import annotations

from typing import Any

from khabar.desk import direct, inbox, measure, product, release
from khabar.desk.composing import Typed
from khabar.desk.sitting import Sitting
from khabar.exercise.script import OPERATION, script
from khabar.exercise.stage import Stage
from khabar.safeguards import Purpose


def _zarina(stage: Stage, day: int) -> Sitting:
    return stage.sit("zarina", stage.at(day, 10), Purpose.CASE, operation=OPERATION)


def _nazar(stage: Stage, day: int) -> Sitting:
    return stage.sit("nazar", stage.at(day, 15), Purpose.DECIDE, operation=OPERATION)


def write(stage: Stage, known: dict[str, Any]) -> dict[str, Any]:
    """Subject profile of Karimzoda, and a bulletin that repeats the word against Odil."""
    told, basis = script()["product"], script()["case"]["legal_basis"]
    zarina = _zarina(stage, -18)
    ends = stage.at(150).date().isoformat()
    profile = product.write_product(
        zarina,
        Typed(
            kind="profile", title=told["title_ru"], language="ru", question=told["terms"],
            asked_by="Начальник подразделения", legal_basis=basis, findings=(known["finding"],),
            subject=known["karimzoda"],
            alternatives="Он только предоставляет машины другим.",
            gaps="Кто платит и через кого.",
            recommendations="Развивать операцию; задержаний не проводить.",
            distribution="Начальник подразделения; связь с УЗ", expires_on=ends,
        ),
    )  # fmt: skip
    zarina = _zarina(stage, -18)  # the new product's label is in the scope of a new sitting
    product.translate_product(zarina, profile, "en", told["english"])
    bulletin = product.write_product(
        zarina,
        Typed(
            kind="bulletin", title="О найме водителей", language="ru", question="Кто нанимает?",
            asked_by="Начальник подразделения", legal_basis=basis,
            findings=(known["odil_finding"],), alternatives="Одил случайно знаком с водителем.",
            gaps="Где был Одил в дни поездок.", recommendations="Проверить до любых действий.",
            distribution="Связь", expires_on=ends,
        ),
    )  # fmt: skip
    for number in (profile, bulletin):
        product.submit_product(_zarina(stage, -18), number)
    return {"profile": profile, "bulletin": bulletin}


def approve_and_release(stage: Stage, known: dict[str, Any]) -> dict[str, Any]:
    """Nazar approves exactly what he read; copies go to Latif by name."""
    nazar = _nazar(stage, -17)
    copies = {}
    for name in ("profile", "bulletin"):
        page = product.read_product(nazar, known[name])
        product.approve_product(
            nazar, known[name], seen_hash=page.row.content_hash, verdict="approved"
        )
        people = release.release_page(nazar, known[name]).people
        latif = next(one.uid for one in people if one.name == "Latif Alokaev")
        copies[name] = release.release_product(nazar, known[name], to=f"person:{latif}")
    return {"copies": copies}


def open_and_answer(stage: Stage, known: dict[str, Any]) -> dict[str, Any]:
    """Latif opens his copies; the owner sees who has seen his; usefulness comes back."""
    latif = stage.sit("latif", stage.at(-16))
    for uid in known["copies"].values():
        inbox.open_copy(latif, uid)
    inbox.answer_copy(
        latif, known["copies"]["profile"], usefulness="5", result="confirmed", items={},
        text="Помогло решить, что делать дальше.",
    )  # fmt: skip
    seen = inbox.glances(stage.sit("sino", stage.at(-15)))
    return {"inbox": len(inbox.inbox(latif)), "sino_sees_readers": len(seen)}


def close_the_question(stage: Stage, known: dict[str, Any]) -> dict[str, Any]:
    """The requirement is closed by a recorded result."""
    closed = direct.close_requirement(
        _nazar(stage, -14), requirement=known["requirement"], state="part",
        result="Машина и водитель известны; кто платит – открыто.",
    )  # fmt: skip
    return {"requirement_state": closed.state.value}


def measures(stage: Stage, _known: dict[str, Any]) -> dict[str, Any]:
    """The first dashboard: each figure with n."""
    board = measure.board(_nazar(stage, -14))
    return {"measures": {one.code: [one.n, _shown(one)] for one in board.measures}}


def _shown(one: Any) -> float | None:
    value = one.value if hasattr(one, "value") else one.median
    return None if value is None else round(value, 3)
