"""The queue, one item, and the verdicts."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from khabar.core.errors import Fault, Invalid, NotFound, Refusal
from khabar.desk import evaluate, review, truth
from khabar.desk.evaluate import Conditions
from khabar.safeguards.sensitive import SensitiveStop
from khabar.web.evaluator.shown import item_context
from khabar.web.request import DeskRequest, text


def queue_page(request: DeskRequest) -> HttpResponse:
    """What waits, soonest worthless first."""
    queue = review.queue(request.sitting)
    return render(request, "evaluator/queue.html", {"queue": queue, "shown_label": queue.label})


def returned_page(request: DeskRequest) -> HttpResponse:
    """What is with its authors."""
    listed = review.returned(request.sitting)
    shown = {"rows": listed.rows, "shown_label": listed.label}
    return render(request, "evaluator/returned.html", shown)


def done_page(request: DeskRequest) -> HttpResponse:
    """What was accepted, with its grades."""
    listed = review.done(request.sitting)
    shown = {"rows": listed.rows, "shown_label": listed.label}
    return render(request, "evaluator/done.html", shown)


@require_http_methods(["GET", "POST"])
def item_page(request: DeskRequest, uid: str) -> HttpResponse:
    """One item: read, write for others, accept."""
    if request.method == "GET":
        return _shown(request, uid)
    try:
        _keep_text(request, uid)
        if text(request, "act") != "accept":
            return _shown(request, uid)
        return HttpResponseRedirect(_accepted(request, uid))
    except Invalid as wrong:
        return _shown(request, uid, wrong.faults)
    except SensitiveStop as stop:
        return _shown(request, uid, (Fault(where="refuse", code=stop.code, facts=stop.facts),))


@require_POST
def return_page(request: DeskRequest, uid: str) -> HttpResponse:
    """Give it back to the author."""
    return _done(request, uid, "return", lambda: evaluate.return_item(
        request.sitting, item=uid, reason_code=text(request, "reason_code"),
        reason=text(request, "reason"),
    ), to="/evaluator/")  # fmt: skip


@require_POST
def refuse_page(request: DeskRequest, uid: str) -> HttpResponse:
    """Refuse it, out of sight; go on with what is left of its report."""
    found = review.read_for_review(request.sitting, uid)
    to = f"/evaluator/item/{found.rest[0].uid}/" if found.rest else "/evaluator/"
    return _done(request, uid, "refuse", lambda: _refused(request, found), to=to)


@require_POST
def lift_page(request: DeskRequest, uid: str) -> HttpResponse:
    """Tie a protected matter to a crime."""
    return _done(request, uid, "lift", lambda: evaluate.lift_stop(
        request.sitting, item=uid, offence=text(request, "offence"), reason=text(request, "reason"),
    ))  # fmt: skip


@require_POST
def join_page(request: DeskRequest, uid: str) -> HttpResponse:
    """Two items, one origin."""
    try:
        joined = truth.join_origins(
            request.sitting, item=uid, other=text(request, "other"), reason=text(request, "reason")
        )
    except Invalid as wrong:
        faults = (Fault(where=f"join-{text(request, 'other')}", code=wrong.faults[0].code),)
        return _shown(request, uid, faults)
    return _shown(request, uid, alone=joined.alone) if joined.alone else _back(uid)


@require_POST
def undo_page(request: DeskRequest, uid: str) -> HttpResponse:
    """They are two again."""
    return _done(request, uid, "", lambda: truth.undo_join(
        request.sitting, join=text(request, "join")
    ))  # fmt: skip


@require_POST
def regrade_page(request: DeskRequest, uid: str) -> HttpResponse:
    """Another grade for a kept item."""
    return _done(request, uid, "regrade", lambda: truth.regrade_item(
        request.sitting, item=uid, source=text(request, "source"),
        information=text(request, "information"), reason=text(request, "reason"),
        agrees=request.POST.getlist("agrees"),
    ))  # fmt: skip


@require_POST
def refute_page(request: DeskRequest, uid: str) -> HttpResponse:
    """It does not hold."""
    return _done(request, uid, "refute", lambda: truth.refute_item(
        request.sitting, item=uid, reason_code=text(request, "reason_code"),
        reason=text(request, "reason"),
    ))  # fmt: skip


@require_POST
def confirm_page(request: DeskRequest, uid: str) -> HttpResponse:
    """It has proved true."""
    return _done(request, uid, "confirm", lambda: truth.confirm_item(
        request.sitting, item=uid, reason=text(request, "reason")
    ))  # fmt: skip


def _done(
    request: DeskRequest, uid: str, panel: str, verb: Callable[[], object], *, to: str = ""
) -> HttpResponse:
    """Do it and go on; on wrong input show the page again with that panel open."""
    try:
        verb()
    except Invalid as wrong:
        return _shown(request, uid, wrong.faults, panel=panel)
    except Refusal as refused:
        if refused.code != "safeguards.outside-lock":
            raise
        return _shown(request, uid, (Fault(where="offence", code=refused.code),), panel=panel)
    return HttpResponseRedirect(to) if to else _back(uid)


def _back(uid: str) -> HttpResponse:
    return HttpResponseRedirect(f"/evaluator/item/{uid}/")


def _keep_text(request: DeskRequest, uid: str) -> None:
    """Keep the text for others where it was touched, or its warnings were looked at."""
    typed, looked = text(request, "sanitised"), bool(text(request, "looked"))
    kept = review.read_for_review(request.sitting, uid)
    if not typed and not kept.item.sanitised_text and text(request, "act") == "accept":
        return
    if typed != kept.item.sanitised_text or (looked and not (kept.written and kept.written.looked)):
        evaluate.write_sanitised(request.sitting, item=uid, text=typed, looked=looked)


def _accepted(request: DeskRequest, uid: str) -> str:
    """Grade the item; with the last one accept the report. Where to go on."""
    group = text(request, "releasable")
    evaluate.grade_item(
        request.sitting,
        item=uid,
        source=text(request, "source"),
        information=text(request, "information"),
        conditions=Conditions(
            level=text(request, "level"),
            handling=text(request, "handling"),
            releasable=f"nodes:{text(request, 'nodes')}" if group == "nodes" else group,
        ),
        agrees=request.POST.getlist("agrees"),
    )
    found = review.read_for_review(request.sitting, uid)
    if found.rest:
        return f"/evaluator/item/{found.rest[0].uid}/"
    evaluate.accept_report(request.sitting, report=found.item.report_uid)
    return "/evaluator/"


def _refused(request: DeskRequest, found: review.ItemDesk) -> None:
    """Refuse the item; where it was the last one open, the rest of its report is accepted."""
    evaluate.refuse_item(
        request.sitting, item=found.item.uid, reason_code=text(request, "reason_code"),
        reason=text(request, "reason"),
    )  # fmt: skip
    if not found.rest and found.item.of > 1:
        try:
            evaluate.accept_report(request.sitting, report=found.item.report_uid)
        except NotFound:  # every other item had been refused too: nothing is left to accept
            return


def _shown(
    request: DeskRequest,
    uid: str,
    faults: Iterable[Fault] = (),
    *,
    panel: str = "",
    alone: tuple[str, ...] = (),
) -> HttpResponse:
    desk = review.read_for_review(request.sitting, uid)
    shown = item_context(desk, request.POST) | {
        "queue": review.queue(request.sitting),
        "faults": list(faults),
        "wrong": {fault.where: fault for fault in faults},
        "panel": panel,
        "alone": ", ".join(alone),
    }
    status = 400 if shown["faults"] else 200
    return render(request, "evaluator/item.html", shown, status=status)
