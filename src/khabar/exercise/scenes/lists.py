"""The list's day: an analyst checks a listed person, writes it down – and the list moves on."""

from __future__ import annotations

from typing import Any

from khabar.analysis import Draft
from khabar.desk import analyse, entity, product, search
from khabar.desk.composing import Typed
from khabar.desk.sitting import Sitting
from khabar.exercise.stage import Stage
from khabar.safeguards import Purpose

# On the list of 2019, not on that of 2021 (an entry of the published list, nothing invented).
LISTED = "ISSA FAWAZ, Benny"
IN_CYRILLIC = "Исса Фаваз"


def _keeper(stage: Stage) -> Sitting:
    return stage.sit("keeper", stage.now, Purpose.CHECK, reason="сверка с перечнем")


def check_a_listed_person(stage: Stage, _known: dict[str, Any]) -> dict[str, Any]:
    """Search in two alphabets → page → candidates → chart → finding → bulletin."""
    hits = search.search(_keeper(stage), LISTED).hits
    uid = hits[0].view.uid
    cyrillic = search.search(_keeper(stage), IN_CYRILLIC).hits
    page = entity.read_entity(_keeper(stage), uid)
    chart = analyse.chart_of(_keeper(stage), analyse.Question(entities=(uid,), opened=(uid,)))
    finding = _write(stage, uid)
    bulletin = _bulletin(stage, finding)
    return {
        "listed": uid,
        "listed_name": page.view.title,
        "facts": len(page.view.facts),
        "candidates": len(page.compared),
        "found_in_cyrillic": uid in {hit.view.uid for hit in cyrillic},
        "chart_things": len(chart.chart.things),
        "list_finding": finding,
        "list_bulletin": bulletin,
    }


def _write(stage: Stage, uid: str) -> str:
    picture = analyse.Question(entities=(uid,), opened=(uid,))
    ground = analyse.ground_of(_keeper(stage), picture)
    finding = analyse.write_finding(
        _keeper(stage),
        analyse.Typed(
            draft=Draft(
                question="Is this person on the list now?",
                sentence="The person is on the published list.",
                kind="conclusion",
                probability="almost-certain",
                confidence="moderate",
                alternatives=(("Another person of the same name.", "unlikely"),),
                gaps=("A document seen by us.",),
            ),
            speaks_for=tuple(one.statement for one in ground.citations),
            picture=picture,
        ),
    )
    signer = stage.sit("signer", stage.now, Purpose.CHECK, reason="проверка вывода")
    analyse.review_finding(signer, finding.uid, note="follows from the list")
    analyse.issue_finding(_keeper(stage), finding.uid)
    return finding.uid


def _bulletin(stage: Stage, finding: str) -> str:
    number = product.write_product(
        _keeper(stage),
        Typed(
            kind="bulletin", title="Listed person", language="en", question="Listed or not?",
            asked_by="List desk", legal_basis="Published list", findings=(finding,),
            alternatives="Another person of the same name.", gaps="A document seen by us.",
            recommendations="Check the document at the border.", distribution="List desk",
            expires_on=stage.at(150).date().isoformat(),
        ),
    )  # fmt: skip
    product.submit_product(_keeper(stage), number)
    signer = stage.sit("signer", stage.now, Purpose.DECIDE, reason="утверждение")
    page = product.read_product(signer, number)
    product.approve_product(signer, number, seen_hash=page.row.content_hash, verdict="approved")
    return number


def after_the_update(stage: Stage, known: dict[str, Any]) -> dict[str, Any]:
    """The entry left the list: inactive, its history kept, and what stood on it is stale."""
    page = entity.read_entity(_keeper(stage), known["listed"])
    values = [value for fact in page.view.facts for value in fact.values]
    return {
        "ended": all(value.ended for value in values),
        "history": len(values),
        "finding_stale": analyse.read_finding(_keeper(stage), known["list_finding"]).stale,
        "bulletin_stale": bool(product.read_product(_keeper(stage), known["list_bulletin"]).doubts),
    }
