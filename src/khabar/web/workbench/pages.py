"""The chart: a question in the address, a picture out of what this person may see."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST

from khabar.core.errors import Invalid
from khabar.desk import analyse
from khabar.web.request import DeskRequest, text
from khabar.web.workbench.address import address, question_from, question_of_saved
from khabar.web.workbench.show import chart_context


def chart_page(request: DeskRequest) -> HttpResponse:
    """The chart of the address, of the open case, or the list of saved ones."""
    question = question_from(request.GET, request.sitting)
    if question is None or request.GET.get("saved"):
        return _saved(request)
    page = analyse.chart_of(request.sitting, question, line=request.GET.get("line"))
    return render(request, "workbench/chart.html", chart_context(request, page))


@require_POST
def save_page(request: DeskRequest) -> HttpResponse:
    """Keep the question under a name."""
    question = question_from(request.POST, request.sitting)
    if question is None:
        return HttpResponseRedirect("/chart/")
    try:
        analyse.save_chart(request.sitting, question, title=text(request, "title"))
    except Invalid:  # only an empty name: the form is back where it was
        return HttpResponseRedirect(f"{address(question)}#save")
    return HttpResponseRedirect("/chart/?saved=1")


def _saved(request: DeskRequest) -> HttpResponse:
    rows = [
        (one, question_of_saved(one.entities, one.case, one.filters))
        for one in analyse.saved_charts(request.sitting)
    ]
    return render(request, "workbench/saved.html", {"saved": rows, "case": request.sitting.case})
