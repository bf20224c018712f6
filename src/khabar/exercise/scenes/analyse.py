"""Analysis at TJ: the cousins are one origin, the chart says so, a finding is weighed."""

from __future__ import annotations

from typing import Any

from khabar.analysis import Draft
from khabar.desk import analyse, entity, truth
from khabar.desk.sitting import Sitting
from khabar.exercise.script import OPERATION
from khabar.exercise.stage import Stage
from khabar.safeguards import Purpose


def _sit(stage: Stage, name: str, day: int) -> Sitting:
    return stage.sit(name, stage.at(day, 10), Purpose.CASE, operation=OPERATION)


def join_the_cousins(stage: Stage, known: dict[str, Any]) -> dict[str, Any]:
    """P4: three reports of 38 kg go back to one mouth; the evaluator says so, reversibly."""
    madina = stage.sit("madina", stage.at(-25), Purpose.REVIEW, reason="сверка источников")
    items = known["items"]
    before = _carried(stage, known)
    for cousin in ("cousin_one", "cousin_two"):
        truth.join_origins(
            madina, item=items["store"][0], other=items[cousin][0],
            reason="оба слышали от того же родственника",
        )  # fmt: skip
    return {"carried_before": before, "carried": _carried(stage, known)}


def _carried(stage: Stage, known: dict[str, Any]) -> dict[str, Any]:
    """Reports, origins and strength of "Karimzoda holds the load", as the page shows them."""
    page = entity.read_entity(_sit(stage, "zarina", -25), known["holds"])
    value = next(v for fact in page.view.facts for v in fact.values if v.ref == known["load"])
    return {"reports": value.reports, "origins": value.origins, "strength": value.strength}


def draw(stage: Stage, known: dict[str, Any]) -> dict[str, Any]:
    """The chart of the case: lines by their evidence, never by hand."""
    page = analyse.chart_of_case(_sit(stage, "zarina", -24), known["case"])
    return {
        "drawn": len(page.chart.things),
        "lines": len(page.chart.lines),
        "legend": dict(page.legend),
        "holds_line": [
            one.style.value
            for one in page.chart.lines
            if known["holds"] in getattr(one.tie, "links", ())
        ],
        "lanes": len(page.timeline.lanes) if page.timeline else 0,
    }


def find(stage: Stage, known: dict[str, Any]) -> dict[str, Any]:
    """Two findings: one on Karimzoda, and one that leans on the word against Odil."""
    zarina = _sit(stage, "zarina", -20)
    man, odil = known["karimzoda"], known["odil"]
    directs = _finding(
        zarina, man,
        question="Кто руководит перевозками операции АРЧА?",
        sentence="Каримзода руководит перевозкой груза из Вахдата на север.",
        probability="highly-likely", confidence="moderate",
        other="Он только предоставляет машины другим.",
    )  # fmt: skip
    organises = _finding(
        zarina, odil,
        question="Кто нанимает водителей?",
        sentence="Водителей нанимает таксист Одил.",
        probability="realistic-possibility", confidence="low",
        other="Одил случайно знаком с водителем.",
    )  # fmt: skip
    firuz = _sit(stage, "firuz", -19)
    for uid in (directs.uid, organises.uid):
        analyse.review_finding(firuz, uid, note="следует из материалов")
        analyse.issue_finding(zarina, uid)
    _page, again = analyse.replay_finding(zarina, directs.uid)
    return {
        "finding": directs.uid,
        "finding_number": directs.number,
        "odil_finding": organises.uid,
        "odil_number": organises.number,
        "replay_same": again.same,
    }


def _finding(
    zarina: Sitting, about: str, *, question: str, sentence: str, probability: str,
    confidence: str, other: str,
) -> Any:  # fmt: skip
    picture = analyse.Question(entities=(about,), opened=(about,))
    ground = analyse.ground_of(zarina, picture)
    return analyse.write_finding(
        zarina,
        analyse.Typed(
            draft=Draft(
                question=question,
                sentence=sentence,
                kind="hypothesis",
                probability=probability,
                confidence=confidence,
                alternatives=((other, "unlikely"),),
                gaps=("Кто платит?",),
            ),
            speaks_for=tuple(
                one.statement for one in ground.citations if about in (one.left_uid, one.right_uid)
            ),
            picture=picture,
        ),
    )
