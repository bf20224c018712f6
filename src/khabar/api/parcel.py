"""The door between nodes: an age file with a signed routing header; a signed receipt back.

200 taken (now or before) · 401 nobody we trust has signed the header · 405 · 413 too large ·
422 refused, with a signed receipt that says why. Never a redirect, never a page.
"""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from khabar.core.errors import KhabarError
from khabar.desk.carriage import NotAdmitted, machine, receive_parcel
from khabar.exchange import PACKAGE_BYTES

ROUTE, STAMP = "Khabar-Route", "Khabar-Custody"


@csrf_exempt  # no cookie opens this door: only the signed header does
def parcel_door(request: HttpRequest) -> JsonResponse:
    """Take one parcel, or say in a stable code why not."""
    if request.method != "POST":
        return _said(405, "exchange.post-only")
    route = request.headers.get(ROUTE, "")
    if not route:
        return _said(401, NotAdmitted.code)
    if int(request.META.get("CONTENT_LENGTH") or 0) > PACKAGE_BYTES:
        return _said(413, "exchange.package-too-large")
    try:
        taken = receive_parcel(
            machine("api"), route=route, stamp=request.headers.get(STAMP, ""), body=request.body
        )
    except NotAdmitted as refused:
        return _said(401, refused.code)
    except RequestDataTooBig:
        return _said(413, "exchange.package-too-large")
    except KhabarError as wrong:
        return _said(400, wrong.code)
    return _said(422 if taken.code else 200, taken.code, receipt=taken.receipt)


def _said(status: int, code: str, **more: str) -> JsonResponse:
    answer = JsonResponse({"code": code, **more}, status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer
