"""The people of one node in a process of their own: `python -m tests.exchange.acting`.

KHABAR_HOME names the node. Reads one act a line, `["send", {"partner": "UZ"}]`, and answers each
with one line of JSON. The people are the cast's.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from khabar.site.wiring import start

start()

from khabar.desk import exchange, gate, partners, request  # noqa: E402
from khabar.desk.founding import AgencyPlan, found_node  # noqa: E402
from khabar.desk.office import account_named  # noqa: E402
from khabar.desk.sitting import Sitting, open_sitting  # noqa: E402
from khabar.safeguards import Purpose, StatedPurpose  # noqa: E402
from khabar.storage.models.collection import Item, Report  # noqa: E402
from khabar.storage.models.exchange import ParcelBody  # noqa: E402
from tests.cast import PLAN, open_the_case  # noqa: E402
from tests.desk.partners import NUMBER, keep_report, refute  # noqa: E402


def sit(name: str, purpose: Purpose | None = None, partner: str = "") -> Sitting:
    until = datetime.now(UTC) + timedelta(hours=1)
    stated = purpose and StatedPurpose(purpose=purpose, case=None, reason="a test", until=until)
    return open_sitting(account_named(name), stated=stated, partner=partner, door="exercise")


def found(code: str, is_hub: bool = False) -> dict[str, Any]:
    agency = f"{code}-DCA"
    people = [person for person in PLAN.accounts if person.agency == "TJ-DCA"]
    plan = replace(
        PLAN, code=code, is_hub=is_hub,
        agencies=(AgencyPlan(code=agency, names=dict.fromkeys(("en", "ru", "uz", "tg"), agency)),),
        accounts=tuple(replace(person, agency=agency) for person in people),
    )  # fmt: skip
    found_node(plan)
    open_the_case()
    return {}


def card(address: str) -> dict[str, Any]:
    own = partners.own_card(sit("otabek"), address=address)
    return {"card": own.token, "said": own.fingerprint}


def pin(cards: list[dict[str, str]]) -> dict[str, Any]:
    return {"pinned": [partners.pin_peer(sit("otabek"), **one) for one in cards]}


def send(partner: str) -> dict[str, Any]:
    item = keep_report()
    sent = exchange.send_package(sit("latif", Purpose.ANSWER, partner), reports=[NUMBER],
                                 purpose="operation ARCHA")  # fmt: skip
    return {"uid": sent.uid, "msg_id": sent.msg_id, "item": item}


def again(partner: str) -> dict[str, Any]:
    """Two more reports, of which the partner's gate must stop one."""
    good, bad = "TJ-DCA-2026-3M8QX", "TJ-DCA-2026-5P2RW"
    keep_report(good, text="A van with plate 00 O 417 crossed at night towards Tashkent.")
    keep_report(bad, text="He attends meetings and supports protests of the opposition party.")
    sent = exchange.send_package(sit("latif", Purpose.ANSWER, partner), reports=[good, bad],
                                 purpose="operation ARCHA", lane="urgent")  # fmt: skip
    return {"uid": sent.uid, "msg_id": sent.msg_id}


def board() -> dict[str, Any]:
    traffic = exchange.traffic(sit("latif"))
    return {
        "out": {one.parcel.msg_id: [step.state for step in one.steps] for one in traffic.out},
        "in": [(one.parcel.uid, one.parcel.content, one.parcel.state) for one in traffic.came],
        "through": [(row.msg_id, row.state) for row in traffic.carried],
        "told": [bool(one.done_at) for one in traffic.notices if one.direction == "out"],
        "bytes": sum(len(bytes(row.body)) for row in ParcelBody.objects.all()),
    }


def let_in(uid: str) -> dict[str, Any]:
    done = gate.accept_from_gate(sit("latif", Purpose.ANSWER), uid)
    gate.mark_seen(sit("latif", Purpose.ANSWER), uid)
    return {"passed": done.passed, "refused": done.refused}


def copies() -> dict[str, Any]:
    return {
        "reports": [(row.number, row.origin_node) for row in Report.objects.all()],
        "items": [(row.text, row.state) for row in Item.objects.all()],
    }


def fall(item: str) -> dict[str, Any]:
    refute(item)
    return {}


def ask(partner: str) -> dict[str, Any]:
    draft = request.RequestDraft(
        urgency="U2", why="Active operation", subject="White van", questions=("Who owns it?",),
        offence="Drug trafficking", basis="Agreement of 1999",
    )  # fmt: skip
    return {"uid": request.write_request(sit("latif", Purpose.ANSWER, partner), draft)}


def requests(partner: str) -> dict[str, Any]:
    lines = request.board(sit("latif", Purpose.ANSWER, partner))
    return {"requests": [(one.uid, one.direction, one.state, one.subject) for one in lines]}


def answer(uid: str, partner: str) -> dict[str, Any]:
    replies = [request.ReplyDraft(n=1, verdict="no-trace", stores="Crossings to 17 Oct 2026")]
    sitting = sit("latif", Purpose.ANSWER, partner)
    return {"state": request.answer_request(sitting, uid, replies=replies, handling=1)}


ACTS = {
    act.__name__: act
    for act in (found, card, pin, send, again, board, let_in, copies, fall, ask, requests, answer)
}

if __name__ == "__main__":
    for line in sys.stdin:
        name, told = json.loads(line)
        print(json.dumps(ACTS[name](**told), default=str), flush=True)
