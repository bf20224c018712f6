"""Direction and collection at TJ: the case, the decision, the reports of three officers."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from khabar.collection import ItemDraft, ReportDraft
from khabar.desk import direct, report
from khabar.desk.founding import found_node
from khabar.direction import CaseDraft, Tasking, TaskingDraft
from khabar.exercise.homes import plan_of
from khabar.exercise.script import OPERATION, script
from khabar.exercise.stage import Stage
from khabar.safeguards import Purpose

_CLOCK = ZoneInfo("Asia/Dushanbe")
_USEFUL = {0: "longer", 36: "36h", 240: "week"}
TEAM = ("zarina", "firuz", "rustam", "sino", "manizha", "latif")


def found(_stage: Stage, known: dict[str, Any]) -> dict[str, Any]:
    """Found this home: database, keys, agencies, invented people with the demo's password."""
    found_node(plan_of(known["home"]))
    return {"node": known["home"].upper()}


def open_the_case(stage: Stage, _known: dict[str, Any]) -> dict[str, Any]:
    """Rahim opens, Nazar heads: a case with a time limit, and the people in it."""
    told = script()["case"]
    at = stage.at(-43)
    case = direct.open_case(
        stage.sit("rahim", at),
        CaseDraft(
            number=told["number"],
            operation=told["operation"],
            ground=told["ground"],
            offence=told["offence"],
            legal_basis=told["legal_basis"],
            head="nazar",
            ends_on=f"{(at + timedelta(days=180)):%d.%m.%Y}",
        ),
    )
    head = stage.sit("nazar", at, Purpose.DECIDE, operation=OPERATION)
    for name in TEAM:
        direct.add_member(head, case=case.uid, username=name)
    return {"case": case.uid, "number": case.number, "members": len(TEAM)}


def decide(stage: Stage, known: dict[str, Any]) -> dict[str, Any]:
    """Assessment → decision with reason → requirement → task, by a named supervisor."""
    tasking = _decide(stage, known, script()["tasking"], stage.at(-42), days=60)
    return {
        "requirement": tasking.requirement.uid,
        "requirement_number": tasking.requirement.number,
    }


def leave_work(stage: Stage, known: dict[str, Any]) -> dict[str, Any]:
    """A new question and two reports not yet evaluated: every desk has its work of today."""
    told = script()["next"]
    tasking = _decide(stage, known, told, stage.now, days=14)
    for one in told["reports"]:
        report.submit_report(
            stage.sit(one["officer"], stage.now, Purpose.CASE, operation=OPERATION),
            ReportDraft(
                items=(
                    ItemDraft(
                        text=one["text"], how_known=one["how_known"], known_to=one["known_to"]
                    ),
                ),
                when=f"{stage.now.astimezone(_CLOCK) - timedelta(days=1):%d.%m.%Y}",
                where=one["place"],
                useful=one["useful"],
                requirements=(tasking.requirement.uid,) if one["officer"] == "rustam" else (),
                case=known["case"],
                source_checked=True,
            ),
        )
    return {"left_open": len(told["reports"])}


def _decide(
    stage: Stage, known: dict[str, Any], told: dict[str, Any], at: datetime, *, days: int
) -> Tasking:
    return direct.decide_tasking(
        stage.sit("nazar", at, Purpose.DECIDE, operation=OPERATION),
        TaskingDraft(
            assessment=told["assessment"],
            decision=told["decision"],
            reason=told["reason"],
            question=told["question"],
            why=told["why"],
            indicators="\n".join(told["indicators"]),
            legal_basis=script()["tasking"]["legal_basis"],
            due=f"{(at + timedelta(days=days)):%d.%m.%Y}",
            agency="TJ-DCA",
            unit="Darvoz",
            asked=told["task"],
            priority="priority",
        ),
        case=known["case"],
    )


def report_everything(stage: Stage, known: dict[str, Any]) -> dict[str, Any]:
    """Each officer's reports, in the order of the days; the corrected one comes later."""
    numbers = {}
    told = sorted(script()["reports"].items(), key=lambda pair: pair[1]["day"])
    for name, one in told:
        if "corrects" in one:
            continue
        sitting = stage.sit(
            one["officer"], stage.at(one["day"], 5), Purpose.CASE, operation=OPERATION
        )
        numbers[name] = report.submit_report(sitting, _draft(stage, one, known)).number
    return {"reports": numbers}


def fix_the_returned(stage: Stage, known: dict[str, Any]) -> dict[str, Any]:
    """Sino reads why it came back and sends two items instead of one."""
    one = script()["reports"]["store"]
    sitting = stage.sit(one["officer"], stage.at(one["day"], 11), Purpose.CASE, operation=OPERATION)
    before = known["reports"][one["corrects"]]
    fixed = report.correct_report(sitting, before, _draft(stage, one, known))
    told = [line.feedback.code for line in report.my_reports(sitting)]
    return {
        "reports": known["reports"] | {"store": fixed.number},
        "fixed": {"number": fixed.number, "version": fixed.version, "items": len(fixed.items)},
        "told": told,
    }


def _draft(stage: Stage, one: dict[str, Any], known: dict[str, Any]) -> ReportDraft:
    happened = stage.at(one["day"] - 1).astimezone(_CLOCK)
    texts = one.get("items") or [one["text"]]
    return ReportDraft(
        items=tuple(
            ItemDraft(text=text, how_known=one["how_known"], known_to=one["known_to"])
            for text in texts
        ),
        when=f"{happened:%d.%m.%Y}",
        night=one.get("when_night", False),
        obtained=f"{stage.at(one['day'], 1).astimezone(_CLOCK):%d.%m.%Y %H:%M}",
        where=one["place"],
        useful=_USEFUL[one["useful_hours"]],
        requirements=(known["requirement"],) if one["day"] >= -42 else (),
        case=known["case"],
        source_checked=True,
    )
