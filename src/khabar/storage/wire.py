"""The node's one outgoing socket: a sealed parcel to a pinned address, and nothing else.

No redirect is followed, no proxy asked, no cookie kept; the answer is small and is believed
only for the signed receipt in it. Why it stands here: docs/decisions/0005-outgoing-socket.md.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from http.client import HTTPException
from typing import IO
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

SECONDS = 15
ANSWER_BYTES = 256 * 1024
ROUTE, STAMP = "Khabar-Route", "Khabar-Custody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """What the other door said.

    status   HTTP status, 0 when nobody answered
    receipt  signed token, "" when there is none; still to be verified
    code     its stable code when it refused, "" otherwise
    """

    status: int
    receipt: str = ""
    code: str = ""


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *_: object, **__: object) -> None:
        """A door that points elsewhere is no door we pinned."""


_OPENER = build_opener(ProxyHandler({}), _NoRedirect)


def hand_over(address: str, *, route: str, stamp: str, body: bytes) -> Handover:
    """Post one parcel to a pinned address.

    Never raises for what the network or the other side does: no answer is status 0.
    """
    request = Request(  # noqa: S310 – pinned addresses are http(s) only: exchange.trust
        address.rstrip("/") + "/node/v1/parcel",
        data=body,
        method="POST",
        headers={
            "Content-Type": "application/age",
            ROUTE: route,
            **({STAMP: stamp} if stamp else {}),
        },
    )
    try:
        with _OPENER.open(request, timeout=SECONDS) as answer:
            return _read(answer.status, answer)
    except HTTPError as refused:
        with refused:
            return _read(refused.code, refused)
    except (OSError, HTTPException):
        return Handover(status=0, code="exchange.no-answer")


def _read(status: int, answer: IO[bytes]) -> Handover:
    try:
        said = json.loads(answer.read(ANSWER_BYTES))
    except ValueError:
        return Handover(status=status)
    if not isinstance(said, dict):
        return Handover(status=status)
    return Handover(
        status=status, receipt=str(said.get("receipt", "")), code=str(said.get("code", ""))[:40]
    )
