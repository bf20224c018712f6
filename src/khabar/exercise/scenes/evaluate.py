"""Evaluation at TJ: Madina returns one, grades the rest, stops the political text."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any

from khabar.core.errors import KhabarError
from khabar.desk import evaluate, report, review
from khabar.exercise.script import script
from khabar.exercise.stage import Stage
from khabar.safeguards import Purpose

TO_PARTNERS = "nodes:HUB,UZ"


def _madina(stage: Stage, at: datetime) -> Any:
    return stage.sit("madina", at, Purpose.REVIEW, reason="очередь на оценку")


def return_one(stage: Stage, known: dict[str, Any]) -> dict[str, Any]:
    """One report mixes two matters: back to its author with the reason."""
    told = script()["reports"]["two_matters"]
    madina = _madina(stage, stage.at(told["day"], 8))
    item = _items(madina, known["reports"]["two_matters"])[0]
    evaluate.return_item(
        madina, item=item, reason_code=told["return_code"], reason=told["return_reason"]
    )
    return {"returned": known["reports"]["two_matters"]}


def stop_the_political(stage: Stage, known: dict[str, Any]) -> dict[str, Any]:
    """P3: it cannot be accepted under any grade; refused, it is gone from her own queue."""
    told = script()["reports"]["politics"]
    madina = _madina(stage, stage.at(told["day"], 8))
    item = _items(madina, known["reports"]["politics"])[0]
    evaluate.write_sanitised(madina, item=item, text="Сведения без связи с преступлением.")
    try:
        evaluate.grade_item(madina, item=item, source="B", information="2")
        stopped = ""
    except KhabarError as stop:
        stopped = stop.code
    evaluate.refuse_item(
        madina, item=item, reason_code=told["refuse_code"], reason="Не относится к преступлению."
    )
    return {
        "political_stop": stopped,
        "political_item": item,
        "left_in_queue": sum(row.item.uid == item for row in review.queue(madina).rows),
    }


def grade_the_rest(stage: Stage, known: dict[str, Any]) -> dict[str, Any]:
    """Every other item: a text for others by another hand, two codes, conditions, acceptance."""
    items: dict[str, list[str]] = defaultdict(list)
    for name, told in script()["reports"].items():
        if name in ("two_matters", "politics"):
            continue
        madina = _madina(stage, stage.at(told["day"], 14))
        uids = _items(madina, known["reports"][name])
        texts = told["sanitised"] if isinstance(told["sanitised"], list) else [told["sanitised"]]
        grades = told.get("grades") or [told["grade"]]
        for uid, text, (source, information) in zip(uids, texts, grades, strict=True):
            evaluate.write_sanitised(madina, item=uid, text=text, looked=True)
            evaluate.grade_item(
                madina, item=uid, source=source, information=information,
                conditions=evaluate.Conditions(handling="2", releasable=TO_PARTNERS),
            )  # fmt: skip
            items[name].append(uid)
        evaluate.accept_report(
            madina, report=review.read_for_review(madina, uids[0]).item.report_uid
        )
    return {"items": dict(items)}


def what_the_officer_is_told(stage: Stage, _known: dict[str, Any]) -> dict[str, Any]:
    """Each report of Sino's ends in one sentence of feedback."""
    lines = report.my_reports(stage.sit("sino", stage.at(-9)))
    return {"feedback": [line.feedback.code for line in lines]}


def _items(sitting: Any, number: str) -> list[str]:
    rows = [row.item for row in review.queue(sitting).rows if row.item.number == number]
    return [row.uid for row in sorted(rows, key=lambda row: row.seq)]
