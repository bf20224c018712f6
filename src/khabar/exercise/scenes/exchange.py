"""Exchange: TJ seals, HUB carries unread, UZ's own gate judges, receipts and an answer return."""

from __future__ import annotations

from typing import Any

from khabar.desk import direct, entity, exchange, gate, partners, request, search
from khabar.desk.sitting import Sitting
from khabar.direction import CaseDraft
from khabar.exercise.script import OPERATION, script
from khabar.exercise.stage import Stage
from khabar.safeguards import Purpose

_ADMIN = {"TJ": "otabek", "UZ": "admin", "HUB": "admin"}
_LIAISON = {"TJ": "latif", "UZ": "gulnora", "HUB": "dilshod"}
SENT = ("crossing", "store", "nickname", "malicious")


def show_card(stage: Stage, known: dict[str, Any]) -> dict[str, Any]:
    """This node's signed card, and the fingerprint its administrator reads aloud."""
    admin = stage.sit(_ADMIN[known["node"]], stage.now)
    card = partners.own_card(admin, address=known["address"])
    return {"card": card.token, "fingerprint": card.fingerprint}


def pin(stage: Stage, known: dict[str, Any]) -> dict[str, Any]:
    """Pin every partner's card after its fingerprint was compared; the hub first."""
    admin = stage.sit(_ADMIN[known["node"]], stage.now)
    pinned = []
    for card in known["cards"]:
        via = "HUB" if card["node"] != "HUB" and known["node"] != "HUB" else ""
        pinned.append(
            partners.pin_peer(admin, card=card["card"], said=card["fingerprint"], via=via)
        )
    return {"pinned": pinned}


def join_the_operation(stage: Stage, _known: dict[str, Any]) -> dict[str, Any]:
    """UZ opens its own case of the joint operation: only its members will see what comes in."""
    told = script()["case"]
    case = direct.open_case(
        stage.sit("timur", stage.now),
        CaseDraft(
            number="DOU-UZ-000/26", operation=OPERATION, ground=told["ground"],
            offence="UZ 273", legal_basis=told["legal_basis"], head="dilfuza",
            ends_on=f"{stage.at(150):%d.%m.%Y}",
        ),
    )  # fmt: skip
    head = stage.sit("dilfuza", stage.now, Purpose.DECIDE, operation=OPERATION)
    for name in ("jasur", "gulnora"):
        direct.add_member(head, case=case.uid, username=name)
    return {"uz_case": case.number}


def send(stage: Stage, known: dict[str, Any]) -> dict[str, Any]:
    """Latif sends four reports to UZ: sanitised text, grade, handling, statements."""
    sent = exchange.send_package(
        _liaison(stage, "TJ", "UZ"),
        reports=[known["reports"][name] for name in SENT],
        purpose="Проверка пересечений и получателя по операции АРЧА (учение).",
        lane="urgent",
    )
    return {"parcel": sent.uid, "sent_reports": sent.reports, "sent_statements": sent.statements}


def receive(stage: Stage, _known: dict[str, Any]) -> dict[str, Any]:
    """Gulnora lets in what passes UZ's rules; Jasur can then search it."""
    gulnora = _liaison(stage, "UZ", "TJ")
    came = exchange.traffic(gulnora).came
    if not came:
        return {"arrived": 0}
    uid = came[0].parcel.uid
    let_in = gate.accept_from_gate(gulnora, uid)
    gate.mark_seen(gulnora, uid)
    hits = search.search(_jasur(stage), "Karimzoda").hits
    return {"arrived": len(came), "passed": len(let_in.passed), "uz_finds": len(hits)}


def track(stage: Stage, known: dict[str, Any]) -> dict[str, Any]:
    """The six steps of the package, each proven by a signed receipt."""
    message = exchange.read_message(_liaison(stage, "TJ", "UZ"), known["parcel"])
    return {"steps": [[step.name, step.state] for step in message.steps]}


def hub_sees(stage: Stage, _known: dict[str, Any]) -> dict[str, Any]:
    """What Dilshod at the hub can see: that something passed, not what."""
    dilshod = stage.sit("dilshod", stage.now, Purpose.ASSESS, reason="обзор (учение)")
    found = search.search(dilshod, "Karimzoda").total
    return {"hub_carried": len(exchange.traffic(dilshod).carried), "hub_finds": found}


def ask(stage: Stage, _known: dict[str, Any]) -> dict[str, Any]:
    """One request with two numbered questions and a due date, TJ → UZ."""
    told, case = script()["request"], script()["case"]
    uid = request.write_request(
        _liaison(stage, "TJ", "UZ"),
        request.RequestDraft(
            urgency="U2", subject="Фура 00 О 417", offence=case["offence"],
            questions=(told["question"], told["second"]), basis=case["legal_basis"],
            why="Активная операция.", background="Перевозка с сухофруктами (учение).",
        ),
    )  # fmt: skip
    return {"request": uid, "questions": 2}


def answer(stage: Stage, _known: dict[str, Any]) -> dict[str, Any]:
    """UZ acknowledges, answers one question with a hit and one in part."""
    gulnora = _liaison(stage, "UZ", "TJ")
    lines = request.board(gulnora)
    if not lines:
        return {"asked_of_uz": 0}
    request.acknowledge(gulnora, lines[0].uid)
    state = request.answer_request(
        gulnora,
        lines[0].uid,
        replies=[
            request.ReplyDraft(n=1, verdict="hit", text=script()["request"]["answer"],
                               stores="журнал поста"),
            request.ReplyDraft(n=2, verdict="no-trace", stores="учёты отдела за 2026 год"),
        ],
        handling=2,
    )  # fmt: skip
    return {"asked_of_uz": len(lines), "answer_state": state}


def answered(stage: Stage, known: dict[str, Any]) -> dict[str, Any]:
    """TJ reads the answer, with the stores that were searched."""
    page = request.read_request(_liaison(stage, "TJ", "UZ"), known["request"])
    return {"request_state": page.line.state}


def uz_copy(stage: Stage, _known: dict[str, Any]) -> dict[str, Any]:
    """After TJ's refutation: in UZ's copy everything said of Odil is struck too."""
    jasur = _jasur(stage)
    hits = search.search(jasur, "Одил").hits
    pages = [entity.read_entity(jasur, hit.view.uid).view for hit in hits]
    strengths = {v.strength for view in pages for fact in view.facts for v in fact.values}
    return {"uz_strength": sorted(strengths)}


def _liaison(stage: Stage, node: str, partner: str) -> Sitting:
    return stage.sit(
        _LIAISON[node], stage.now, Purpose.ANSWER, operation=OPERATION, partner=partner
    )


def _jasur(stage: Stage) -> Sitting:
    return stage.sit("jasur", stage.now, Purpose.CASE, operation=OPERATION)
