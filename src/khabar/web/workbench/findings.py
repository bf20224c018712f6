"""Findings: the list, one with its evidence, and the form."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST

from khabar.analysis import LINK_CHART, YARDSTICK, Confidence, Draft, Kind, Replay
from khabar.collation import schemas
from khabar.core.errors import Invalid
from khabar.desk import analyse
from khabar.desk.finding import Ground
from khabar.safeguards import join
from khabar.web.request import DeskRequest, text
from khabar.web.workbench.address import address, asked_pairs, question_from
from khabar.web.workbench.picture import picture
from khabar.web.workbench.show import speaker

ALTERNATIVES = 2


def list_page(request: DeskRequest) -> HttpResponse:
    """Findings of the open case, or all in scope."""
    lines = analyse.list_findings(request.sitting, case=request.sitting.case)
    shown = {
        "lines": lines,
        "stale": sum(line.stale for line in lines),
        "shown_label": join(*(line.label for line in lines)) if lines else None,
    }
    return render(request, "workbench/findings.html", shown)


def finding_page(request: DeskRequest, uid: str) -> HttpResponse:
    """One finding; with ?replay=1 its method is run again."""
    if request.GET.get("replay"):
        page, again = analyse.replay_finding(request.sitting, uid)
    else:
        page, again = analyse.read_finding(request.sitting, uid), None
    return render(request, "workbench/finding.html", _shown(request, page, again))


def write_page(request: DeskRequest) -> HttpResponse:
    """The form; typed text stays when something is wrong."""
    asked = request.POST if request.method == "POST" else request.GET
    question = question_from(asked, request.sitting)
    if question is None:
        return HttpResponseRedirect("/chart/")
    faults: Invalid | None = None
    if request.method == "POST":
        try:
            kept = analyse.write_finding(request.sitting, _typed(request, question))
            return HttpResponseRedirect(f"/findings/{kept.uid}/")
        except Invalid as wrong:
            faults = wrong
    ground = analyse.ground_of(request.sitting, question)
    return render(request, "workbench/write.html", _form(request, ground, faults))


@require_POST
def review_page(request: DeskRequest, uid: str) -> HttpResponse:
    analyse.review_finding(request.sitting, uid, note=text(request, "note"))
    return HttpResponseRedirect(f"/findings/{uid}/")


@require_POST
def issue_page(request: DeskRequest, uid: str) -> HttpResponse:
    analyse.issue_finding(request.sitting, uid)
    return HttpResponseRedirect(f"/findings/{uid}/")


def _shown(request: DeskRequest, page: analyse.FindingPage, again: Replay | None) -> dict[str, Any]:
    chart = page.page
    shapes = picture(chart, speaker(request), line=None, node=None) if chart else None
    return {
        "page": page,
        "finding": page.kept.analysis,
        "again": again,
        "shapes": shapes,
        "chart_href": address(chart.question) if chart else "",
        "again_href": address(chart.question, "/findings/new/", previous=page.kept.analysis.uid)
        if chart
        else "",
        "changed": [one for one in page.changed if one.weighs],
        "drawn_changed": sum(not one.weighs for one in page.changed),
        "shown_label": page.label,
    }


def _typed(request: DeskRequest, question: analyse.Question) -> analyse.Typed:
    chosen = {
        name.removeprefix("stance-"): value
        for name, value in request.POST.items()
        if name.startswith("stance-")
    }
    return analyse.Typed(
        draft=_draft(request),
        speaks_for=tuple(uid for uid, stance in chosen.items() if stance == "for"),
        speaks_against=tuple(uid for uid, stance in chosen.items() if stance == "against"),
        picture=question,
        answered={code: text(request, f"answer-{code}") for code in LINK_CHART.caveats},
        premises=tuple(request.POST.getlist("premise")),
        previous=text(request, "previous") or None,
    )


def _draft(request: DeskRequest) -> Draft:
    ends = [text(request, name) for name in ("line_left", "line_right", "line_schema")]
    return Draft(
        question=text(request, "question"),
        sentence=text(request, "sentence"),
        kind=text(request, "kind"),
        probability=text(request, "probability"),
        confidence=text(request, "confidence"),
        alternatives=tuple(
            (text(request, f"alternative-{n}"), text(request, f"alternative-probability-{n}"))
            for n in range(ALTERNATIVES)
        ),
        gaps=tuple(text(request, "gaps").splitlines()),
        own_caveats=tuple(text(request, "own_caveats").splitlines()),
        line=(ends[0], ends[1], ends[2]) if all(ends) else None,
    )


def _form(request: DeskRequest, ground: Ground, faults: Invalid | None) -> dict[str, Any]:
    asked = request.POST if request.method == "POST" else request.GET
    links = [name for name, one in schemas().items() if one.is_link]
    return {
        "ground": ground,
        "asked": asked_pairs(ground.page.question),
        "typed": asked,
        "faults": faults.by_field if faults else {},
        "wrong": faults,
        "kinds": [kind.value for kind in Kind],
        "yardstick": YARDSTICK,
        "confidences": [one.value for one in Confidence],
        "rows": [(one, _stance(asked, one.statement)) for one in ground.citations],
        "alternatives": [
            (n, asked.get(f"alternative-{n}", ""), asked.get(f"alternative-probability-{n}", ""))
            for n in range(ALTERNATIVES)
        ],
        "caveats": [(code, asked.get(f"answer-{code}", "")) for code in LINK_CHART.caveats],
        "things": sorted(ground.page.chart.things, key=lambda thing: thing.name),
        "links": sorted(links),
        "premises": asked.getlist("premise"),
        "close_href": address(ground.page.question),
        "shown_label": ground.page.label,
    }


def _stance(asked: Any, statement: str) -> str:
    if asked.get(f"stance-{statement}"):
        return str(asked[f"stance-{statement}"])
    return next((s for s in ("for", "against") if statement in asked.getlist(s)), "")
